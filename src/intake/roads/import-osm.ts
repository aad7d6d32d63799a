/** What does an OpenStreetMap extract give as a road graph? */
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import type { RoadGraph } from '../../../geo/roads/road-graph.ts'
import { VasteError } from '../../domain/error.ts'
import { boxOfRoads, osmPieces } from './osm-pieces.ts'
import { type Box, elsewhere, type Progress, scanOsm } from './osm-scan.ts'

export interface RoadsImported {
  readonly graph: RoadGraph
  /** What was read, left out and why, a sentence each. */
  readonly notes: readonly string[]
}

/**
 * Roads within the box, in degrees; all of them without one. `fileDate` (ISO) stands in where the extract does
 * not tell its own date. Throws `not-found` or `invalid` with a sentence.
 */
export async function importOsm(
  path: string,
  options: { readonly box?: Box; readonly fileDate: string; readonly progress?: Progress },
): Promise<RoadsImported> {
  const { box, fileDate, progress = () => {} } = options
  const roads = await scanOsm(path, box, progress)
  const found = boxOfRoads(roads)
  if (!found)
    throw new VasteError(
      'invalid',
      `${roads.name} holds ${roads.wayIds.length} roads but none of their places; expected nodes and ways in one file`,
    )
  progress(1, 'joining roads')
  const { pieces, ways, nodesMissing, turnsObeyed, turnsUnclear } = osmPieces(roads, box)
  if (ways === 0) throw elsewhere(roads.name, found, box ?? found)
  const graph = buildRoadGraph(pieces, {
    name: roads.name,
    date: roads.date ?? fileDate,
    approximate: false,
    attribution: 'Roads: OpenStreetMap contributors, ODbL',
  })
  const outside = roads.wayIds.length - ways
  const leftOut = [...roads.turnsLeftOut, ...(turnsUnclear > 0 ? [['unclear', turnsUnclear] as const] : [])]
  return {
    graph,
    notes: [
      `read ${roads.waysRead} ways with a road's tags: ${ways} taken, ${outside} outside the clip, ${roads.waysRead - roads.wayIds.length} closed to our units or no roads`,
      `turn restrictions: ${turnsObeyed} obeyed${leftOut.map(([reason, count]) => `, ${count} left out (${reason})`).join('')}`,
      ...(nodesMissing > 0
        ? [`${nodesMissing} places that roads name are not in the file: it was cut there`]
        : []),
    ],
  }
}
