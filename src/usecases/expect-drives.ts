/**
 * How long was each measured drive expected to take, class by class of road? To the middle of the task's cell: exact places
 * are forgotten after some weeks, so all drives are compared alike.
 */
import { cellCentre, cellId } from '../../geo/cell.ts'
import { createDriveParts, type DrivePartsFrom } from '../../geo/coverage/drive-parts.ts'
import { coverageRoads } from '../../geo/coverage/drive-times.ts'
import type { CellRef, Place } from '../../geo/place.ts'
import { toWgs84 } from '../../geo/projection.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { SpeedSettings } from '../../geo/roads/speeds.ts'
import { distanceMetres } from '../../geo/travel.ts'
import type { DriveRow } from '../domain/drive-model.ts'
import type { DriveExclusion, DriveKind } from '../domain/measured-drive.ts'
import { assumedSpeeds, type GatheredDrive } from './gather-drives.ts'

export interface ExpectedDrive extends GatheredDrive, DriveRow {}

export interface ExpectedDrives {
  readonly drives: readonly ExpectedDrive[]
  readonly excluded: Readonly<Partial<Record<DriveExclusion, number>>>
}

/** No road vehicle goes faster; a cell's middle may lie this much farther off than the place. */
const fastestMetresPerSecond = 60
const cellMetres = 710
/** Drives looked up between two words of how far it has come. */
const toldEach = 256

/** Yields the share done, 0 to 1. */
export function* expectDrives(
  gathered: readonly GatheredDrive[],
  graph: RoadGraph,
): Generator<number, ExpectedDrives> {
  const parts = createExpectations(graph, assumedSpeeds)
  const expected: (Float64Array | undefined)[] = Array(gathered.length).fill(undefined)
  for (const [nth, i] of byOrigin(gathered).entries()) {
    if (nth % toldEach === 0) yield nth / gathered.length
    const { kind, origin, at } = gathered[i]!
    expected[i] = parts(kind, origin, at)
  }
  const drives: ExpectedDrive[] = []
  let [noRoad, tooFast] = [0, 0]
  for (const [i, drive] of gathered.entries()) {
    const { origin, at, measuredSeconds } = drive
    const classSeconds = expected[i]
    const metres = distanceMetres(origin, toWgs84(cellCentre(at))) - cellMetres
    if (!classSeconds) noRoad++
    else if (metres > measuredSeconds * fastestMetresPerSecond) tooFast++
    else drives.push({ ...drive, cell: cellId(at), classSeconds })
  }
  const excluded = {
    ...(noRoad > 0 && { 'no-road': noRoad }),
    ...(tooFast > 0 && { 'implausibly-fast': tooFast }),
  }
  return { drives, excluded }
}

/** Indexes of drives, those of one kind from one place together: each place is then searched from once, and let go. */
export function byOrigin(drives: readonly Pick<GatheredDrive, 'kind' | 'origin'>[]): number[] {
  const starts = drives.map(startOf)
  return [...drives.keys()].sort((a, b) =>
    starts[a]! < starts[b]! ? -1 : starts[a]! > starts[b]! ? 1 : a - b,
  )
}

function startOf({ kind, origin }: Pick<GatheredDrive, 'kind' | 'origin'>): string {
  return `${kind} ${origin.lon} ${origin.lat}`
}

/** Seconds by road class from a place to a cell. Only the last place's search is kept. */
export function createExpectations(graph: RoadGraph, speeds: Readonly<Record<DriveKind, SpeedSettings>>) {
  const roads = new Map<DriveKind, ReturnType<typeof createDriveParts>>()
  const roadsFor = (kind: DriveKind) => {
    const own = roads.get(kind) ?? createDriveParts(coverageRoads(graph, speeds[kind]))
    roads.set(kind, own)
    return own
  }
  let last: { start: string; from: DrivePartsFrom | undefined; known: Map<string, Float64Array | undefined> }
  return (kind: DriveKind, origin: Place, cell: CellRef): Float64Array | undefined => {
    const start = startOf({ kind, origin })
    if (last?.start !== start) last = { start, from: roadsFor(kind)(origin), known: new Map() }
    const key = cellId(cell)
    if (last.known.has(key)) return last.known.get(key)
    const seconds = last.from?.to(toWgs84(cellCentre(cell)))?.map((deciseconds) => deciseconds / 10)
    last.known.set(key, seconds)
    return seconds
  }
}
