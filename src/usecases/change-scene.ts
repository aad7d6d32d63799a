/** Who is concerned by a change of readiness, and who not? Stations, their nearest cells by road, and what else changed. */
import { cellAt, parseCellId } from '../../geo/cell.ts'
import { unreachedSeconds } from '../../geo/coverage/seconds.ts'
import type { Point } from '../../geo/place.ts'
import { type DateWindow, isInWindow, type WindowPair } from '../domain/change-windows.ts'
import { VasteError } from '../domain/error.ts'
import { daysOfChange, type KnownChange, knownChanges } from '../domain/known-changes.ts'
import { isOpenOn } from '../domain/readiness.ts'
import { decisionOn } from '../domain/service-level-decision.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { StationRecord } from '../store/readiness.ts'
import type { Ground } from './coverage-ground.ts'
import type { CountyReference } from './reference.ts'
import { asOpen, type ReadinessBook } from './show-readiness.ts'

export interface WantedChange {
  readonly station: string
  readonly on: string
  /** Of the readiness; absent: as the register says of that day, else the tasks' own. */
  readonly service?: Service
}

export interface FoundChange extends KnownChange {
  readonly record: StationRecord
  /** false: the register tells of no change on that day. */
  readonly registered: boolean
}

/** Throws `not-found` for a station that is not in the register. */
export function findChange(
  { stations, periods }: ReadinessBook,
  { station, on }: WantedChange,
  service: Service,
): FoundChange {
  const record = stations.find(({ id }) => id === station)
  if (!record) {
    const known = stations.map(({ id }) => id).join(', ')
    throw new VasteError('not-found', `found station '${station}'; expected one of the register: ${known}`)
  }
  const told = knownChanges(periods).filter((change) => change.station === station && change.on === on)
  const found = told.find((change) => change.service === service) ?? told[0]
  if (found) return { ...found, record, registered: true }
  const own = record.services.includes(service) ? service : (record.services[0] ?? service)
  return { station, service: own, on, begins: [], ends: [], dateConfirmed: true, record, registered: false }
}

export interface StationCells {
  /** Open on the day of the change and of its service; the changed one among them. */
  readonly stations: readonly StationRecord[]
  readonly changed: number
  readonly nearest: Int16Array
  readonly seconds: Uint16Array
  readonly secondsFromChanged: Uint16Array
}

/** Throws `invalid` when no road is near the changed station. */
export async function nearestStations(
  { stations: all }: ReadinessBook,
  change: FoundChange,
  ground: Ground,
): Promise<StationCells> {
  const open = all.filter(
    (station) =>
      station.id === change.station ||
      (station.services.includes(change.service) && isOpenOn(asOpen(station), change.on)),
  )
  const stations: StationRecord[] = []
  const rows: Uint16Array[] = []
  for (const station of open) {
    const row = await ground.rowFrom(station.place)
    if (!row) continue
    stations.push(station)
    rows.push(row)
  }
  const changed = stations.findIndex(({ id }) => id === change.station)
  if (changed < 0)
    throw new VasteError(
      'invalid',
      `found station '${change.station}' away from all roads; expected one near a road`,
    )
  const nearest = new Int16Array(ground.cells.e.length).fill(-1)
  const seconds = new Uint16Array(nearest.length).fill(unreachedSeconds)
  rows.forEach((row, station) => {
    for (let cell = 0; cell < row.length; cell++)
      if (row[cell]! < seconds[cell]!) {
        seconds[cell] = row[cell]!
        nearest[cell] = station
      }
  })
  return { stations, changed, nearest, seconds, secondsFromChanged: rows[changed]! }
}

/** Days of change at other stations than this one, and at this one besides the change itself. */
export function otherChanges(
  { stations, periods }: ReadinessBook,
  change: FoundChange,
  windows: readonly WindowPair[],
): KnownChange[] {
  const within = (on: string) =>
    windows.some(({ before, after }) => [before, after].some((window) => startsWithin(on, window)))
  const opened = stations.flatMap(({ id, services, validFrom, closedFrom }) =>
    [validFrom, closedFrom].flatMap((on) =>
      on === undefined
        ? []
        : services.map(
            (service): KnownChange => ({
              ...{ station: id, service, on, begins: [], ends: [], dateConfirmed: true },
            }),
          ),
    ),
  )
  return [...daysOfChange(periods), ...opened].filter(
    ({ station, on }) => within(on) && !(station === change.station && on === change.on),
  )
}

/** A change on a window's first day parts nothing of it. */
function startsWithin(on: string, window: DateWindow): boolean {
  return on !== window.from && isInWindow(on, window)
}

/** Class of each cell on the day; '' where it has none. */
export function zonesOn(reference: CountyReference, service: Service, on: string): string[] {
  const system = decisionOn(reference.decisions, service, on)?.zoneSystem
  const { cells } = reference
  return cells.e.map((e, i) => {
    if (system === undefined) return ''
    const location = { cell: { e, n: cells.n[i]! }, municipality: cells.municipality[i] }
    const answer = reference.zoneOf(system, location, on)
    return answer.kind === 'class' ? answer.id : ''
  })
}

/** Index of a task's cell among the county's; a zone with a shape of its own lies in the cell of its middle. */
export function cellFinder(
  { cells }: CountyReference,
  middleOf: (zone: string) => Point | undefined,
): (cell: string | undefined) => number | undefined {
  const keyOf = (e: number, n: number) => e * 100_000 + n
  const indexes = new Map(cells.e.map((e, i) => [keyOf(e, cells.n[i]!), i]))
  const known = new Map<string, number | undefined>()
  return (cell) => {
    if (cell === undefined) return undefined
    if (!known.has(cell)) {
      const middle = middleOf(cell)
      const lattice = parseCellId(cell) ?? (middle && cellAt(middle))
      known.set(cell, lattice && indexes.get(keyOf(lattice.e, lattice.n)))
    }
    return known.get(cell)
  }
}
