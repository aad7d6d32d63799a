/**
 * How did the registers read at a moment of the past? Stations, readiness, decisions and speeds as their logs tell of
 * then; of units and zones, which keep no log, the rows of that date as they read today.
 */

import { periodsAfter } from '../domain/readiness-log.ts'
import { type RegisterLine, registerAt, rowOn } from '../domain/register-then.ts'
import type { StationState } from '../store/board-state.ts'
import { listUnits, type Unit } from '../store/county.ts'
import type { Queryable } from '../store/database.ts'
import { decisionLines } from '../store/decisions.ts'
import {
  listReadinessEdits,
  listStationRecords,
  type StationRecord,
  stationLines,
} from '../store/readiness.ts'
import { type PromisedCrews, promisedBy } from './readiness-plan.ts'
import type { CountyReference } from './reference.ts'

export interface RegistersThen {
  /** With the decisions and units of then. */
  readonly reference: CountyReference
  /** Without what crews have told. */
  readonly stations: readonly StationState[]
  /** What the readiness of then promised for a moment. */
  readonly promisedAt: (at: number) => PromisedCrews
}

/** `reference` is of now, `at` in epoch milliseconds. */
export async function registersThen(
  db: Queryable,
  reference: CountyReference,
  at: number,
): Promise<RegistersThen> {
  const { county } = reference.county
  const [decisions, stations, edits, units] = await Promise.all([
    decisionLines(db, county),
    stationsThen(db, county, at),
    listReadinessEdits(db, county, at),
    listUnits(db, county),
  ])
  const book = { stations, periods: periodsAfter(edits) }
  return {
    reference: {
      ...reference,
      decisions: entriesAt(reference.decisions, decisions, at),
      units: unitsOn(units, reference.localDate(at)),
    },
    stations: stations.map(({ id: station, name, services, place, demoPosition }) => ({
      ...{ station, name, services, place, demoPosition },
    })),
    promisedAt: promisedBy(book, () => reference.calendar),
  }
}

async function stationsThen(db: Queryable, county: string, at: number): Promise<StationRecord[]> {
  const [now, lines] = await Promise.all([listStationRecords(db, county), stationLines(db, county)])
  return entriesAt(now, lines, at).sort((a, b) => (a.id < b.id ? -1 : 1))
}

function entriesAt<T extends { readonly id: string }>(
  now: readonly T[],
  lines: readonly RegisterLine<T>[],
  at: number,
): T[] {
  return [...registerAt(new Map(now.map((entry) => [entry.id, entry])), lines, at).values()]
}

function unitsOn(units: readonly Unit[], on: string): Map<string, Unit> {
  const rows = new Map<string, Unit[]>()
  for (const row of units) rows.set(row.unit, [...(rows.get(row.unit) ?? []), row])
  return new Map([...rows].map(([unit, own]) => [unit, rowOn(own, on)!]))
}
