/**
 * Which drives have the tasks of a span measured, and how long was each expected to take by the assumed speeds? From the
 * station a unit stood at, or its own position while that is kept, to the middle of the task's cell: exact places are
 * forgotten after some weeks, so all drives are compared alike.
 */
import { cellCentre, cellId } from '../../geo/cell.ts'
import { createDriveParts, type DriveParts } from '../../geo/coverage/drive-parts.ts'
import { type CoverageRoads, coverageRoads } from '../../geo/coverage/drive-times.ts'
import type { CellRef, Place } from '../../geo/place.ts'
import { toWgs84 } from '../../geo/projection.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import { emergencyDrive, normalDrive, type SpeedSettings } from '../../geo/roads/speeds.ts'
import { distanceMetres } from '../../geo/travel.ts'
import { type DriveRow, isWinter } from '../domain/drive-model.ts'
import {
  type DriveExclusion,
  type DriveKind,
  driveExclusions,
  type MeasuredDrive,
  measuredDrive,
} from '../domain/measured-drive.ts'
import type { Task } from '../domain/task.ts'
import type { Database } from '../store/database.ts'
import { positionsAt, statusesBeforeAlert } from '../store/drives.ts'
import { listStationRecords, type StationRecord } from '../store/readiness.ts'
import { foldedPages } from '../store/task-cache.ts'
import type { CountyReference } from './reference.ts'
import { areaSystem } from './show-region.ts'

/** Speeds that expectations start from. */
export const assumedSpeeds: Readonly<Record<DriveKind, SpeedSettings>> = {
  emergency: emergencyDrive,
  normal: normalDrive,
}

export interface GatheredDrive extends DriveRow {
  readonly kind: DriveKind
  readonly at: CellRef
  readonly origin: Place
  /** Of a source that writes coarser than whole seconds. */
  readonly coarse: boolean
  readonly demoOrigin: boolean
}

export interface GatheredDrives {
  readonly drives: readonly GatheredDrive[]
  /** Units on tasks: drives and all that are excluded. */
  readonly total: number
  readonly excluded: ReadonlyMap<DriveExclusion, number>
}

export interface GatherContext {
  readonly db: Database
  readonly reference: CountyReference
  readonly graph: RoadGraph
  /** 0 to 1. */
  onProgress?(done: number): void
}

interface Candidate {
  readonly task: Task
  readonly drive: MeasuredDrive
  readonly cell: CellRef
  readonly station: StationRecord
}

/** Of a position beside the moment of setting out. */
const freshSeconds = 60
const dayMs = 24 * 3_600_000
/** So much is asked of the database at once. */
const chunkMs = 92 * dayMs
/** No road vehicle goes faster; a cell's middle may lie this much farther off than the place. */
const fastestMetresPerSecond = 60
const cellMetres = 710

export async function gatherDrives(
  span: { readonly from: number; readonly to: number },
  context: GatherContext,
): Promise<GatheredDrives> {
  const { db, reference, onProgress = () => {} } = context
  const { county } = reference.county
  const excluded = new Map<DriveExclusion, number>()
  const exclude = (reason: DriveExclusion) => excluded.set(reason, (excluded.get(reason) ?? 0) + 1)
  const stations = new Map((await listStationRecords(db, county)).map((station) => [station.id, station]))
  const inCounty = new Set(reference.cells.e.map((e, i) => cellId({ e, n: reference.cells.n[i]! })))
  const found: Candidate[] = []
  let total = 0
  for await (const page of foldedPages(db, county, span)) {
    for (const task of page)
      for (const unit of task.units) {
        total++
        const drive = measuredDrive(task, unit, reference.typeOf(unit))
        const cell = reference.cellOf(task.location)
        const station = stations.get(reference.stationOf(unit) ?? '')
        if (typeof drive === 'string') exclude(drive)
        else if (!cell) exclude('no-place')
        else if (!inCounty.has(cellId(cell))) exclude('outside-county')
        else if (!station) exclude('no-station')
        else found.push({ task, drive, cell, station })
      }
    const last = page.at(-1)!.firstEventAt
    onProgress(0.6 * Math.min(1, Math.max(0, (last - span.from) / (span.to - span.from))))
  }
  const origins = await originsOf(found, span, context)
  onProgress(0.8)
  const drives = await expected(found, origins, exclude, context)
  onProgress(1)
  return { drives, total, excluded: inOrder(excluded) }
}

/** A place, or why there is none. */
type Origin = Place | DriveExclusion

async function originsOf(
  found: readonly Candidate[],
  span: { readonly from: number; readonly to: number },
  { db, reference }: GatherContext,
): Promise<Origin[]> {
  const { county } = reference.county
  const isOpen = found.some(({ drive }) => drive.unit.mobile === undefined)
  const told = isOpen ? await lastWords(db, county, span) : new Map<string, string>()
  const stands = found.map(({ task, drive: { unit }, station }): Origin => {
    if (unit.mobile !== undefined) return unit.mobile ? 'mobile' : station.place
    const before = told.get(`${task.id}\u0000${unit.unit}`)
    if (before === 'at-station') return station.place
    return before === undefined || before === 'unavailable' ? 'origin-unknown' : 'mobile'
  })
  const unknown = stands.flatMap((origin, i) => (typeof origin === 'string' ? [i] : []))
  const moments = unknown.map((i) => ({ unit: found[i]!.drive.unit.unit, at: found[i]!.drive.enRouteAt }))
  const places = await positionsAt(db, county, moments, freshSeconds)
  for (const [at, i] of unknown.entries()) stands[i] = places[at] ?? stands[i]!
  return stands
}

/** By task and unit, of the unit's first alert for the task: what it had said last. */
async function lastWords(
  db: Database,
  county: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Map<string, string>> {
  const words = new Map<string, string>()
  // Units are alerted before and after the instant their task is dated at.
  for (let begin = from - dayMs; begin < to + dayMs; begin += chunkMs) {
    const end = Math.min(begin + chunkMs, to + dayMs)
    const rows = await statusesBeforeAlert(db, county, { since: begin - 3 * dayMs, from: begin, to: end })
    for (const { task, unit, before } of rows) {
      const key = `${task}\u0000${unit}`
      if (!words.has(key)) words.set(key, before)
    }
  }
  return words
}

async function expected(
  found: readonly Candidate[],
  origins: readonly Origin[],
  exclude: (reason: DriveExclusion) => void,
  { reference, graph }: GatherContext,
): Promise<GatheredDrive[]> {
  const parts = createExpectations(graph, assumedSpeeds)
  const drives: GatheredDrive[] = []
  for (const [i, { task, drive, cell, station }] of found.entries()) {
    const origin = origins[i]!
    if (typeof origin === 'string') {
      exclude(origin)
      continue
    }
    const to = toWgs84(cellCentre(cell))
    const classSeconds = await parts(drive.kind, origin, cell)
    const metres = distanceMetres(origin, to) - cellMetres
    if (!classSeconds) exclude('no-road')
    else if (metres > drive.seconds * fastestMetresPerSecond) exclude('implausibly-fast')
    else
      drives.push({
        ...{ kind: drive.kind, at: cell, cell: cellId(cell), origin, classSeconds },
        winter: isWinter(reference.calendar.localMonth(drive.enRouteAt)),
        zone: zoneOf(task, cell, reference),
        measuredSeconds: drive.seconds,
        coarse: task.resolutionSeconds !== undefined,
        demoOrigin: station.demoPosition && origin === station.place,
      })
  }
  return drives
}

/** Of a cell without a class on the date, and of a county without such classes, the empty text. */
function zoneOf(task: Task, cell: CellRef, reference: CountyReference): string {
  const location = { ...task.location, place: undefined, cell }
  const answer = reference.zoneOf(areaSystem, location, reference.localDate(task.firstEventAt))
  return answer.kind === 'class' ? answer.id : ''
}

/** Drives to look up before others get their turn. */
const askedAtOnce = 256

/** Seconds by road class from a place to a cell; each origin is searched from once, and others get their turn between. */
export function createExpectations(graph: RoadGraph, speeds: Readonly<Record<DriveKind, SpeedSettings>>) {
  const roads = new Map<DriveKind, ReturnType<typeof createDriveParts>>()
  const from = new Map<string, ReturnType<ReturnType<typeof createDriveParts>>>()
  const known = new Map<string, DriveParts | undefined>()
  let asked = 0
  return async (kind: DriveKind, origin: Place, cell: CellRef): Promise<Float64Array | undefined> => {
    const start = `${kind} ${origin.lon} ${origin.lat}`
    const key = `${start} ${cell.e} ${cell.n}`
    if (++asked % askedAtOnce === 0) await new Promise((resolve) => setImmediate(resolve))
    if (known.has(key)) return known.get(key)
    if (!roads.has(kind)) {
      const own: CoverageRoads = coverageRoads(graph, speeds[kind])
      roads.set(kind, createDriveParts(own))
    }
    if (!from.has(start)) {
      from.set(start, roads.get(kind)!(origin))
      await new Promise((resolve) => setImmediate(resolve))
    }
    const seconds = from
      .get(start)
      ?.to(toWgs84(cellCentre(cell)))
      ?.map((deciseconds) => deciseconds / 10)
    known.set(key, seconds)
    return seconds
  }
}

function inOrder(excluded: ReadonlyMap<DriveExclusion, number>): Map<DriveExclusion, number> {
  return new Map(
    driveExclusions.flatMap((reason) => (excluded.has(reason) ? [[reason, excluded.get(reason)!]] : [])),
  )
}
