/** Which roads does a county drive on? Its imported graph, and until there is one the pilot's skeleton. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { keskiSuomiMainRoads } from '../../../geo/keski-suomi/main-roads.ts'
import { keskiSuomi } from '../../../geo/keski-suomi/region.ts'
import type { RoadGraph } from '../../../geo/roads/road-graph.ts'
import { readRoadGraph, roadsFileName } from './graph-store.ts'

/**
 * A graph whose `source.approximate` is true must be named so wherever a minute derived from it is shown. A file
 * that is there and cannot be used throws `invalid`: a skeleton never takes the place of roads without a word.
 */
export async function roadsInUse(dataFolder: string, county: string): Promise<RoadGraph> {
  const path = join(dataFolder, roadsFileName)
  if (!existsSync(path) && county === keskiSuomi.county) return keskiSuomiMainRoads()
  return readRoadGraph(path)
}
