/** Changes what should stand ready at a station: one small edit at a time, logged with who, when and why. */
import type { PeriodView, ReadinessEdited, ReadinessFile, StationHistory } from '../contract/readiness.ts'
import { VasteError } from '../domain/error.ts'
import { checkPeriod, type ReadinessPeriod } from '../domain/readiness.ts'
import { type Finding, findingsOf } from '../domain/readiness-findings.ts'
import { type ReadinessEdit, withEdit } from '../domain/readiness-log.ts'
import type { Database, Queryable } from '../store/database.ts'
import { lockCounty } from '../store/event-log.ts'
import {
  type Edited,
  listReadinessEdits,
  listReadinessLog,
  listStationLog,
  logReadiness,
  newestReadinessEdit,
  type StationRecord,
} from '../store/readiness.ts'
import type { CountyReference } from './reference.ts'
import { asOpen, loadReadiness, plainFinding, stationReadiness } from './show-readiness.ts'

/** What is wanted of one station: a period as it shall read, or the id of one that shall go. */
export type WantedEdit =
  | { readonly action: 'set'; readonly period: Omit<ReadinessPeriod, 'station'> }
  | { readonly action: 'remove'; readonly period: string }

export interface Surroundings {
  readonly reference: CountyReference
  readonly now: number
}

/**
 * Saves the edit, or nothing. Holes and overlaps are warnings, contradictions are refused. Throws `not-found` for an
 * unknown station, `invalid`, or `conflict` when there is a newer edit than `seen`.
 */
export async function editReadiness(
  db: Database,
  { reference, now }: Surroundings,
  station: string,
  wanted: WantedEdit & { readonly seen?: number | undefined },
  { by, reason }: Omit<Edited, 'at'>,
): Promise<ReadinessEdited> {
  const { county } = reference.county
  return db.transaction(async (tx) => {
    await lockCounty(tx, county)
    const newest = await newestReadinessEdit(tx, county, station)
    if (wanted.seen !== undefined && newest > wanted.seen)
      throw new VasteError(
        'conflict',
        `the readiness of station '${station}' was changed meanwhile (edit ${newest}, you knew ${wanted.seen}); expected the edit on what stands now`,
      )
    const { edit, edited } = await planEdit(tx, { reference, now }, station, wanted)
    await logReadiness(tx, county, [edit], { at: now, by, reason })
    const seen = await newestReadinessEdit(tx, county, station)
    return { ...edited, station: { ...edited.station, seen } }
  })
}

/** What the edit would do, with nothing written. Throws what editing would throw. */
export async function previewEdit(
  db: Queryable,
  surroundings: Surroundings,
  station: string,
  wanted: WantedEdit,
): Promise<ReadinessEdited> {
  return (await planEdit(db, surroundings, station, wanted)).edited
}

async function planEdit(
  db: Queryable,
  { reference, now }: Surroundings,
  id: string,
  wanted: WantedEdit,
): Promise<{ edit: ReadinessEdit; edited: ReadinessEdited }> {
  const { calendar, county } = reference
  const { stations, periods } = await loadReadiness(db, county.county)
  const record = stationNamed(stations, id)
  const edit = editOf(periods, id, wanted)
  checkService(record, edit)
  const after = withEdit(periods, edit)
  const today = calendar.localDate(now)
  const station = asOpen(record)
  const [old, fresh] = [findingsOf(station, periods, today), findingsOf(station, after, today)]
  const seen = await newestReadinessEdit(db, county.county, id)
  return {
    edit,
    edited: {
      station: stationReadiness(record, after, { calendar, at: weekOf(edit, now, reference), today, seen }),
      warnings: without(fresh, old).map(plainFinding),
      mended: without(old, fresh).map(plainFinding),
    },
  }
}

/** An edit of the future is shown in the week that it begins. */
function weekOf({ action, period }: ReadinessEdit, now: number, { calendar }: CountyReference): number {
  return action === 'set' ? Math.max(now, calendar.startOfDate(period.validFrom)) : now
}

function stationNamed(stations: readonly StationRecord[], id: string): StationRecord {
  const found = stations.find((station) => station.id === id)
  if (found) return found
  const known = stations.slice(0, 8).map((station) => station.id)
  throw new VasteError(
    'not-found',
    `found station '${id.slice(0, 80)}'; expected one of ${known.join(', ')}${stations.length > known.length ? ` and ${stations.length - known.length} more` : ''}`,
  )
}

function editOf(periods: readonly ReadinessPeriod[], station: string, wanted: WantedEdit): ReadinessEdit {
  if (wanted.action === 'set') return { action: 'set', period: { ...wanted.period, station } }
  const found = periods.find((period) => period.id === wanted.period && period.station === station)
  if (found) return { action: 'removed', period: found }
  const own = periods.filter((period) => period.station === station).map(({ id }) => id)
  throw new VasteError(
    'not-found',
    `found no readiness '${wanted.period}' at station '${station}'; expected ${own.length > 0 ? `one of ${own.join(', ')}` : 'none, as it has none'}`,
  )
}

function checkService({ id, services, closedFrom }: StationRecord, { action, period }: ReadinessEdit): void {
  if (action === 'removed') return
  if (!services.includes(period.service))
    throw new VasteError(
      'invalid',
      `readiness '${period.id}' is of ${period.service}, which station '${id}' does not have; expected one of ${services.join(', ')}`,
    )
  if (closedFrom !== undefined && period.validFrom >= closedFrom)
    throw new VasteError(
      'invalid',
      `readiness '${period.id}' begins on ${period.validFrom}, but station '${id}' is closed from ${closedFrom}; expected an earlier first day`,
    )
}

function without(findings: readonly Finding[], known: readonly Finding[]): Finding[] {
  const keys = new Set(known.map((each) => JSON.stringify(each)))
  return findings.filter((each) => !keys.has(JSON.stringify(each)))
}

/** Takes many periods at once, all or none: those that read the same already are left alone. */
export async function importReadiness(
  tx: Queryable,
  county: string,
  wanted: readonly ReadinessPeriod[],
  edited: Edited,
): Promise<{ readonly set: number; readonly same: number }> {
  const { stations, periods: before } = await loadReadiness(tx, county)
  let periods = [...before]
  const edits: ReadinessEdit[] = []
  for (const period of wanted) {
    const edit: ReadinessEdit = { action: 'set', period }
    checkPeriod(period)
    checkService(stationNamed(stations, period.station), edit)
    const known = periods.find(({ id }) => id === period.id)
    if (known && sameText(known) === sameText(period)) continue
    periods = withEdit(periods, edit)
    edits.push(edit)
  }
  await logReadiness(tx, county, edits, edited)
  return { set: edits.length, same: wanted.length - edits.length }
}

/** The order of fields is no difference. */
function sameText(period: ReadinessPeriod): string {
  return JSON.stringify(Object.entries(period).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Adds what an installation begins with: each period once ever, so that what a planner has changed or removed since
 * stays so. Periods of stations that are not there are left out.
 */
export async function seedReadiness(
  db: Database,
  county: string,
  periods: readonly ReadinessPeriod[],
  now: number,
): Promise<number> {
  return db.transaction(async (tx) => {
    await lockCounty(tx, county)
    const known = new Set((await listReadinessEdits(tx, county)).map(({ period }) => period.id))
    const stations = new Set((await loadReadiness(tx, county)).stations.map(({ id }) => id))
    const fresh = periods.filter(({ id, station }) => !known.has(id) && stations.has(station))
    for (const period of fresh) checkPeriod(period)
    const edits = fresh.map((period): ReadinessEdit => ({ action: 'set', period }))
    await logReadiness(tx, county, edits, {
      at: now,
      by: 'vaste',
      reason: 'Asennuksen lähtötiedot',
    })
    return fresh.length
  })
}

/** What is exported reads again. */
export async function exportReadiness(db: Queryable, county: string): Promise<ReadinessFile> {
  const { periods } = await loadReadiness(db, county)
  return {
    ...{ vaste: 'readiness', county },
    periods: periods.map(
      (period): PeriodView => ({
        ...period,
        unitTypes: [...period.unitTypes],
        weekdays: [...period.weekdays],
      }),
    ),
  }
}

const historyAtMost = 200

/** Throws `not-found` for an unknown station. */
export async function showHistory(db: Queryable, county: string, id: string): Promise<StationHistory> {
  const { stations } = await loadReadiness(db, county)
  stationNamed(stations, id)
  const readiness = await listReadinessLog(db, county, { station: id, limit: historyAtMost })
  const register = (await listStationLog(db, county, 5000)).filter(({ station }) => station.id === id)
  return {
    ...{ station: id, seen: readiness[0]?.seq ?? 0 },
    readiness: readiness.map(({ seq, at, by, reason, action, period }) => ({
      ...{ seq, at: at.toISOString(), by, reason, action },
      period: { ...period, unitTypes: [...period.unitTypes], weekdays: [...period.weekdays] },
    })),
    register: register.slice(0, historyAtMost).map(({ seq, at, by, reason, station }) => ({
      ...{ seq, at: at.toISOString(), by, reason },
      station: { ...station, services: [...station.services] },
    })),
  }
}
