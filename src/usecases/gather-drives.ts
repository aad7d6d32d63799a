/**
 * Which drives have the tasks of a span measured, and where did each begin? At the station a unit stood at, or at its own
 * position while that is kept.
 */
import { cellId } from '../../geo/cell.ts'
import type { CellRef, Place } from '../../geo/place.ts'
import { emergencyDrive, normalDrive, type SpeedSettings } from '../../geo/roads/speeds.ts'
import { isWinter } from '../domain/drive-model.ts'
import {
  type DriveExclusion,
  type DriveKind,
  type MeasuredDrive,
  measuredDrive,
} from '../domain/measured-drive.ts'
import type { Task, UnitOnTask } from '../domain/task.ts'
import type { Database } from '../store/database.ts'
import { positionsAt, statusesBeforeAlert } from '../store/drives.ts'
import { listStationRecords, type StationRecord } from '../store/readiness.ts'
import { foldedPages } from '../store/task-cache.ts'
import { othersTurn } from './others-turn.ts'
import type { CountyReference } from './reference.ts'
import { areaSystem } from './show-region.ts'

/** Speeds that expectations start from. */
export const assumedSpeeds: Readonly<Record<DriveKind, SpeedSettings>> = {
  emergency: emergencyDrive,
  normal: normalDrive,
}

/** A measured drive before any road was asked: numbers and names alone, so that a thread can be sent it. */
export interface GatheredDrive {
  readonly kind: DriveKind
  readonly at: CellRef
  readonly origin: Place
  readonly winter: boolean
  readonly zone: string
  readonly measuredSeconds: number
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
  /** 0 to 1. */
  onProgress?(done: number): void
  readonly signal?: AbortSignal
}

/** A drive to somewhere, by a unit whose home is known. */
interface Candidate extends Omit<GatheredDrive, 'origin' | 'demoOrigin'> {
  readonly task: string
  readonly unit: string
  readonly enRouteAt: number
  readonly mobile: boolean | undefined
  readonly station: StationRecord
}

/** Of a position beside the moment of setting out. */
const freshSeconds = 60
const dayMs = 24 * 3_600_000
/** A unit that was silent for longer before such a stretch of time began is nobody knows where. */
const stretchMs = 92 * dayMs
const heardMs = 3 * dayMs
/** So much is asked of the database at once. */
const chunkMs = stretchMs / 4
/** A page of tasks is read and looked at in some ten milliseconds: others get their turn between two of them. */
const pageSize = 250
/** Of what is at hand already. */
const lookedAtAtOnce = 4000

/** Rejects with the signal's reason when it is aborted. */
export async function gatherDrives(
  span: { readonly from: number; readonly to: number },
  context: GatherContext,
): Promise<GatheredDrives> {
  const { db, reference, onProgress = () => {}, signal } = context
  const { county } = reference.county
  const excluded = new Map<DriveExclusion, number>()
  const exclude = (reason: DriveExclusion) => excluded.set(reason, (excluded.get(reason) ?? 0) + 1)
  const candidate = candidateFinder(await listStationRecords(db, county), reference)
  const found: Candidate[] = []
  let total = 0
  for await (const page of foldedPages(db, county, span, pageSize)) {
    signal?.throwIfAborted()
    for (const task of page)
      for (const unit of task.units) {
        total++
        const one = candidate(task, unit)
        if (typeof one === 'string') exclude(one)
        else found.push(one)
      }
    const last = page.at(-1)!.firstEventAt
    onProgress(0.7 * Math.min(1, Math.max(0, (last - span.from) / (span.to - span.from))))
    await othersTurn()
  }
  const origins = await originsOf(found, span, context)
  const drives: GatheredDrive[] = []
  for (const [i, one] of found.entries()) {
    if (i % lookedAtAtOnce === 0) await othersTurn()
    const origin = origins[i]!
    if (typeof origin === 'string') exclude(origin)
    else drives.push(driveFrom(origin, one))
  }
  onProgress(1)
  return { drives, total, excluded }
}

function candidateFinder(stations: readonly StationRecord[], reference: CountyReference) {
  const { cells, calendar } = reference
  const stationOf = new Map(stations.map((station) => [station.id, station]))
  const inCounty = new Set(cells.e.map((e, i) => cellId({ e, n: cells.n[i]! })))
  return (task: Task, unit: UnitOnTask): Candidate | DriveExclusion => {
    const drive = measuredDrive(task, unit, reference.typeOf(unit))
    if (typeof drive === 'string') return drive
    const at = reference.cellOf(task.location)
    if (!at) return 'no-place'
    if (!inCounty.has(cellId(at))) return 'outside-county'
    const station = stationOf.get(reference.stationOf(unit) ?? '')
    if (!station) return 'no-station'
    const { kind, enRouteAt, seconds }: MeasuredDrive = drive
    return {
      ...{ task: task.id, unit: unit.unit, enRouteAt, mobile: unit.mobile, station, kind, at },
      winter: isWinter(calendar.localMonth(enRouteAt)),
      zone: zoneOf(task, at, reference),
      measuredSeconds: seconds,
      coarse: task.resolutionSeconds !== undefined,
    }
  }
}

function driveFrom(origin: Place, one: Candidate): GatheredDrive {
  const { kind, at, winter, zone, measuredSeconds, coarse, station } = one
  const demoOrigin = station.demoPosition && origin === station.place
  return { kind, at, origin, winter, zone, measuredSeconds, coarse, demoOrigin }
}

/** A place, or why there is none. */
type Origin = Place | DriveExclusion

const momentsAtOnce = 2000

async function originsOf(
  found: readonly Candidate[],
  span: { readonly from: number; readonly to: number },
  { db, reference, signal }: GatherContext,
): Promise<Origin[]> {
  const { county } = reference.county
  const isOpen = found.some(({ mobile }) => mobile === undefined)
  const told = isOpen ? await lastWords(db, county, span, signal) : new Map<string, string>()
  const stands: Origin[] = []
  for (const [i, one] of found.entries()) {
    if (i % lookedAtAtOnce === 0) await othersTurn()
    stands.push(standOf(one, told))
  }
  const unknown = stands.flatMap((origin, i) => (typeof origin === 'string' ? [i] : []))
  const moments = unknown.map((i) => ({ unit: found[i]!.unit, at: found[i]!.enRouteAt }))
  for (let first = 0; first < moments.length; first += momentsAtOnce) {
    signal?.throwIfAborted()
    const asked = moments.slice(first, first + momentsAtOnce)
    const places = await positionsAt(db, county, asked, freshSeconds)
    for (const [at, place] of places.entries()) if (place) stands[unknown[first + at]!] = place
    await othersTurn()
  }
  return stands
}

function standOf({ task, unit, mobile, station }: Candidate, told: ReadonlyMap<string, string>): Origin {
  if (mobile !== undefined) return mobile ? 'mobile' : station.place
  const before = told.get(`${task}\u0000${unit}`)
  if (before === 'at-station') return station.place
  return before === undefined || before === 'unavailable' ? 'origin-unknown' : 'mobile'
}

/** By task and unit, of the unit's first alert for the task: what it had said last. */
async function lastWords(
  db: Database,
  county: string,
  { from, to }: { readonly from: number; readonly to: number },
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  const words = new Map<string, string>()
  // Units are alerted before and after the instant their task is dated at.
  const first = from - dayMs
  for (let begin = first; begin < to + dayMs; begin += chunkMs) {
    signal?.throwIfAborted()
    const since = begin - ((begin - first) % stretchMs) - heardMs
    const end = Math.min(begin + chunkMs, to + dayMs)
    const rows = await statusesBeforeAlert(db, county, { since, from: begin, to: end })
    for (const { task, unit, before } of rows) {
      const key = `${task}\u0000${unit}`
      if (!words.has(key)) words.set(key, before)
    }
    await othersTurn()
  }
  return words
}

/** Of a cell without a class on the date, and of a county without such classes, the empty text. */
function zoneOf(task: Task, cell: CellRef, reference: CountyReference): string {
  const location = { ...task.location, place: undefined, cell }
  const answer = reference.zoneOf(areaSystem, location, reference.localDate(task.firstEventAt))
  return answer.kind === 'class' ? answer.id : ''
}
