/** The road graph that coverage is computed on: the imported one, or the pilot's sketch, which says that it is one. */
import { keskiSuomiMainRoads } from '../geo/keski-suomi/main-roads.ts'
import type { RoadGraph } from '../geo/roads/road-graph.ts'
import type { Config } from './config.ts'
import { VasteError } from './domain/error.ts'
import { roadsInUse } from './intake/roads/roads-in-use.ts'
import type { Log } from './log.ts'
import { pilotCounty } from './pilot.ts'

/** Read once. A file that cannot be read is told in the log; the pilot then has its sketch, another county no coverage. */
export async function loadRoads({ dataFolder, county }: Config, log: Log): Promise<() => RoadGraph> {
  const graph = await roadsInUse(dataFolder, county).catch((fault: unknown) => {
    if (!(fault instanceof VasteError && fault.code === 'not-found')) log.error('roads.not-read', { fault })
    return county === pilotCounty ? keskiSuomiMainRoads() : undefined
  })
  return () => {
    if (graph) return graph
    throw new VasteError(
      'not-found',
      `county '${county}' has no road graph; expected one made by 'vaste import roads'`,
    )
  }
}
