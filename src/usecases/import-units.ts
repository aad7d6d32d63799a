/** Takes a unit register into use: types decide which units count, owners whose workload it is, stations the turnout. */
import { VasteError } from '../domain/error.ts'
import type { RegisteredUnit } from '../domain/registered-unit.ts'
import { stationsOnBoard } from '../store/board-state.ts'
import { listUnits, saveUnits, type Unit } from '../store/county.ts'
import type { Database, Queryable } from '../store/database.ts'
import type { CountyReference } from './reference.ts'

export interface UnitsSummary {
  readonly units: readonly Unit[]
  /** Rows of the register that now end where a line of the file begins. */
  readonly ended: readonly Unit[]
  /** Lines that say the same as one before. */
  readonly repeated: number
  readonly refused: readonly { readonly line: number; readonly reason: string }[]
}

/** What importing would do. */
export async function checkUnits(
  db: Queryable,
  reference: CountyReference,
  lines: readonly RegisteredUnit[],
): Promise<UnitsSummary> {
  const { county } = reference.county
  const stations = await stationsOnBoard(db, county)
  const units: Unit[] = []
  const refused: { line: number; reason: string }[] = []
  const firstLines = new Map<Unit, number>()
  let repeated = 0
  for (const line of lines) {
    const unit = unitOf(line, reference, stations)
    const others = units.filter((other) => other.unit === line.unit)
    const overlapping = typeof unit === 'string' ? undefined : others.find((other) => isOverlap(other, unit))
    if (typeof unit === 'string') refused.push({ line: line.line, reason: unit })
    else if (overlapping && JSON.stringify(overlapping) === JSON.stringify(unit)) repeated++
    else if (overlapping) {
      const reason = `'${unit.unit}' is on line ${firstLines.get(overlapping)} too, ${spanText(overlapping)}; expected one row for each day, here ${spanText(unit)}`
      refused.push({ line: line.line, reason })
    } else {
      units.push(unit)
      firstLines.set(unit, line.line)
    }
  }
  const { ended, conflicts } = besides(await listUnits(db, county), units)
  for (const { unit, reason } of conflicts) refused.push({ line: firstLines.get(unit)!, reason })
  const accepted = units.filter((unit) => !conflicts.some((conflict) => conflict.unit === unit))
  return { units: accepted, ended, repeated, refused: refused.sort((a, b) => a.line - b.line) }
}

/** A row of the register ends where a line begins; one that begins within a line would be lost, and is told instead. */
function besides(known: readonly Unit[], units: readonly Unit[]) {
  const ended: Unit[] = []
  const conflicts: { unit: Unit; reason: string }[] = []
  for (const old of known) {
    const [next] = units
      .filter((unit) => unit.unit === old.unit && isOverlap(unit, old))
      .sort((a, b) => (beginOf(a) < beginOf(b) ? -1 : 1))
    if (!next || units.some((unit) => unit.unit === old.unit && beginOf(unit) === beginOf(old))) continue
    if (beginOf(old) < beginOf(next)) ended.push({ ...old, validTo: next.validFrom })
    else if (!conflicts.some(({ unit }) => unit === next))
      conflicts.push({
        unit: next,
        reason: `'${old.unit}' is in the register already ${spanText(old)}; expected a line that begins the same day, or ends before it`,
      })
  }
  return { ended, conflicts }
}

/** Saves every line, or nothing when one of them is refused. Lines of the same call sign and first day are replaced. */
export async function importUnits(
  db: Database,
  reference: CountyReference,
  lines: readonly RegisteredUnit[],
): Promise<UnitsSummary> {
  return db.transaction(async (tx) => {
    const summary = await checkUnits(tx, reference, lines)
    const [first] = summary.refused
    if (first)
      throw new VasteError(
        'invalid',
        `${summary.refused.length} lines are refused and nothing was saved, the first of them line ${first.line}: ${first.reason}`,
      )
    await saveUnits(tx, reference.county.county, [...summary.ended, ...summary.units])
    return summary
  })
}

type StationName = { readonly station: string; readonly name: string }

/** The unit, or why not. A station of another county need not be known here: then the unit has none. */
function unitOf(
  { line: _, station, owner, ...unit }: RegisteredUnit,
  { county }: CountyReference,
  stations: readonly StationName[],
): Unit | string {
  const isOwn =
    owner === undefined || isOneOf(owner, [county.county, county.name.fi, county.name.sv, county.name.en])
  const home = stations.find(
    (known) => station !== undefined && isOneOf(station, [known.station, known.name]),
  )
  if (station !== undefined && !home && isOwn)
    return `found station '${station}', which the county does not have; expected ${stationNames(stations)}`
  return {
    ...{ ...unit, demo: false },
    ...(home ? { station: home.station } : {}),
    ...(isOwn ? {} : { owner }),
  }
}

function stationNames(stations: readonly StationName[]): string {
  const shown = stations.slice(0, 8).map(({ station }) => station)
  if (shown.length === 0) return 'none, as no station is known'
  return `one of ${shown.join(', ')}${stations.length > shown.length ? ` and ${stations.length - shown.length} more` : ''}, or its name`
}

function isOneOf(text: string, names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === text.trim().toLowerCase())
}

function beginOf({ validFrom = '' }: Unit): string {
  return validFrom
}

function isOverlap(a: Unit, b: Unit): boolean {
  const isAfter = (one: Unit, other: Unit) => other.validTo !== undefined && other.validTo <= beginOf(one)
  return !isAfter(a, b) && !isAfter(b, a)
}

function spanText({ validFrom, validTo }: Unit): string {
  if (validFrom === undefined && validTo === undefined) return 'on every day'
  return `${validFrom === undefined ? '' : `from ${validFrom} `}${validTo === undefined ? 'on' : `to ${validTo} (not included)`}`
}
