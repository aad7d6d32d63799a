/** Which roads does the pilot drive on while no extract was imported? A skeleton, and it says so itself. */
import type { RoadGraph } from '../roads/road-graph.ts'
import { skeletonGraph } from '../roads/skeleton.ts'
import mainRoads from './main-roads.json' with { type: 'json' }

/** `source.approximate` is true: every minute derived from it must say so. */
export function keskiSuomiMainRoads(): RoadGraph {
  return skeletonGraph(mainRoads)
}
