/** Takes a register of stations and their readiness into use: every line of the files, or nothing. */
import { cellAt, cellKey } from '../../geo/cell.ts'
import type { Place } from '../../geo/place.ts'
import { toTm35fin } from '../../geo/projection.ts'
import { VasteError } from '../domain/error.ts'
import { checkPeriod, type ReadinessPeriod } from '../domain/readiness.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { Database, Queryable } from '../store/database.ts'
import { lockCounty } from '../store/event-log.ts'
import {
  type Edited,
  listStationRecords,
  type StationRecord,
  saveStationRecords,
} from '../store/readiness.ts'
import { importReadiness } from './edit-readiness.ts'
import type { CountyReference } from './reference.ts'

/** A line of a register. */
export interface StationLine {
  readonly line: number
  readonly id?: string
  readonly name: string
  readonly municipality?: string
  readonly place: Place
  readonly services: readonly Service[]
  readonly validFrom?: string
  readonly closedFrom?: string
  readonly periods: readonly Omit<ReadinessPeriod, 'station'>[]
}

export interface StationsSummary {
  readonly stations: readonly StationRecord[]
  readonly periods: readonly ReadinessPeriod[]
  readonly refused: readonly { readonly line: number; readonly reason: string }[]
  /** What should be looked at, and is taken as it is. */
  readonly notices: readonly { readonly line: number; readonly sentence: string }[]
  readonly added: number
  /** Stations whose demo position is replaced, and those that keep it. */
  readonly placed: number
  readonly stillDemo: readonly string[]
}

/** What importing would do. */
export async function checkStations(
  db: Queryable,
  reference: CountyReference,
  lines: readonly StationLine[],
): Promise<StationsSummary> {
  const known = await listStationRecords(db, reference.county.county)
  const stations: StationRecord[] = []
  const periods: ReadinessPeriod[] = []
  const refused: { line: number; reason: string }[] = []
  const notices: { line: number; sentence: string }[] = []
  const firstLines = new Map<string, number>()
  for (const line of lines) {
    const found = stationOf(line, reference, known)
    const before = 'fault' in found ? undefined : firstLines.get(found.id)
    const fault = 'fault' in found ? found.fault : faultOf(line, found.id, before)
    if (fault !== undefined || 'fault' in found) {
      refused.push({ line: line.line, reason: fault! })
      continue
    }
    firstLines.set(found.id, line.line)
    stations.push(found)
    periods.push(...line.periods.map((period) => ({ ...period, station: found.id })))
    notices.push(...noticesOf(line, found, reference).map((sentence) => ({ line: line.line, sentence })))
  }
  const wasDemo = known.filter(({ demoPosition }) => demoPosition)
  return {
    ...{ stations, periods, refused, notices },
    added: stations.filter(({ id }) => !known.some((other) => other.id === id)).length,
    placed: wasDemo.filter(({ id }) => firstLines.has(id)).length,
    stillDemo: wasDemo.filter(({ id }) => !firstLines.has(id)).map(({ id }) => id),
  }
}

function faultOf(line: StationLine, id: string, before: number | undefined): string | undefined {
  if (before !== undefined)
    return `station '${id}' is on line ${before} too; expected one line for each station`
  try {
    for (const period of line.periods) checkPeriod({ ...period, station: id })
    return undefined
  } catch (fault) {
    return (fault as Error).message
  }
}

/** Saves every line and period, or nothing when one of them is refused. */
export async function importStations(
  db: Database,
  reference: CountyReference,
  lines: readonly StationLine[],
  more: readonly ReadinessPeriod[],
  edited: Edited,
): Promise<StationsSummary & { readonly set: number; readonly same: number }> {
  const { county } = reference.county
  return db.transaction(async (tx) => {
    await lockCounty(tx, county)
    const summary = await checkStations(tx, reference, lines)
    const [first] = summary.refused
    if (first)
      throw new VasteError(
        'invalid',
        `${summary.refused.length} lines are refused and nothing was saved, the first of them line ${first.line}: ${first.reason}`,
      )
    await saveStationRecords(tx, county, summary.stations, edited)
    const counts = await importReadiness(tx, county, [...summary.periods, ...more], edited)
    return { ...summary, ...counts }
  })
}

function stationOf(
  { line: _line, periods: _periods, id, municipality, ...line }: StationLine,
  reference: CountyReference,
  known: readonly StationRecord[],
): StationRecord | { readonly fault: string } {
  const lies = reference.municipalityOf({ place: line.place })
  if (lies === undefined && reference.municipalities.length > 0)
    return {
      fault: `station '${line.name}' lies at ${line.place.lon}, ${line.place.lat}, outside the region; expected a place in county ${reference.county.county}`,
    }
  const named = municipality === undefined ? lies : codeOf(municipality, reference)
  if (municipality !== undefined && named === undefined)
    return {
      fault: `station '${line.name}' is of municipality '${municipality}', which the county does not have; expected its code or name`,
    }
  const sameName = known.filter(({ name }) => plain(name) === plain(line.name))
  const own = id ?? sameName[0]?.id ?? idFrom(line.name)
  if (!/^[a-z0-9][a-z0-9-]*$/.test(own))
    return {
      fault: `station '${line.name}' has no id and none can be made of its name; expected a column id`,
    }
  return {
    ...{ id: own, ...line, demoPosition: false },
    ...(named === undefined ? {} : { municipality: named }),
  }
}

function codeOf(text: string, { municipalities }: CountyReference): string | undefined {
  const isNumber = /^\d{1,3}$/.test(text)
  const wanted = isNumber ? text.padStart(3, '0') : plain(text)
  return municipalities.find(({ code, name }) =>
    [code, plain(name.fi), plain(name.sv)].some((each) => each === wanted),
  )?.code
}

function noticesOf(line: StationLine, station: StationRecord, reference: CountyReference): string[] {
  const lies = reference.municipalityOf({ place: line.place })
  const found: string[] = []
  if (lies !== undefined && lies !== station.municipality)
    found.push(
      `station '${station.id}' is said to be of municipality ${station.municipality}, but lies in ${lies}: check its place`,
    )
  if (!isInhabited(line.place, reference))
    found.push(
      `station '${station.id}' lies in a cell where nobody lives: check that the place is not in a lake`,
    )
  return found
}

function isInhabited(place: Place, { cells }: CountyReference): boolean {
  if (cells.e.length === 0) return true
  const key = cellKey(cellAt(toTm35fin(place)))
  return cells.e.some((e, i) => cellKey({ e, n: cells.n[i]! }) === key && cells.residents[i]! > 0)
}

function plain(name: string): string {
  return name.trim().toLowerCase()
}

function idFrom(name: string): string {
  return plain(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
}
