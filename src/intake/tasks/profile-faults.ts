/** What makes a profile of the right shape still unreadable? Each fault is a path in the profile and a sentence. */
import { IANAZone } from 'luxon'
import { systemFault } from './coordinate-systems.ts'
import type { ImportProfile } from './profile.ts'
import { unitTimeFields } from './time-fields.ts'

export type Fault = readonly [path: string[], message: string]

export function faultsOf(profile: ImportProfile): Fault[] {
  return [
    ...zoneFaults(profile.time),
    ...formatFaults(profile.time),
    ...secondsFaults(profile),
    ...unitFaults(profile),
    ...packedFaults(profile),
    ...placeFaults(profile.place),
    ...signFaults(profile),
    ...classFaults(profile),
  ]
}

type Time = ImportProfile['time']

function zoneFaults({ zone }: Time): Fault[] {
  if (IANAZone.isValidZone(zone)) return []
  return [[['time', 'zone'], `found '${zone}'; expected an IANA zone such as Europe/Helsinki`]]
}

const dateTokens = [/y/, /[ML]/, /d/]
const hourToken = /[Hh]/

function formatFaults({ kind, format, date }: Time): Fault[] {
  if (kind === 'times-of-day') return [...dayFaults(format), ...dateFaults(date?.format)]
  const faults: Fault[] = date
    ? [[['time', 'date'], 'found a date column; expected one only with kind: "times-of-day"']]
    : []
  if (format === 'iso') return faults
  if (!hasTokens(format, [...dateTokens, hourToken]))
    faults.push([
      ['time', 'format'],
      `found '${format}'; expected tokens for year, month, day and hour, or iso`,
    ])
  return [...faults, ...meridiemFaults(format)]
}

function dayFaults(format: string): Fault[] {
  const isTimeOfDay = hasTokens(format, [hourToken, /m/]) && !/[yMLdZz]/.test(withoutQuoted(format))
  if (isTimeOfDay) return meridiemFaults(format)
  return [[['time', 'format'], `found '${format}'; expected tokens for hour and minute alone, such as H:mm`]]
}

function dateFaults(format: string | undefined): Fault[] {
  if (format !== undefined && hasTokens(format, dateTokens)) return []
  const found = format === undefined ? 'none' : `'${format}'`
  return [
    [
      ['time', 'date'],
      `found ${found}; expected { column, format } with tokens for year, month and day, because times are of day`,
    ],
  ]
}

function meridiemFaults(format: string): Fault[] {
  const tokens = withoutQuoted(format)
  if (!/h/.test(tokens) || /a/.test(tokens)) return []
  return [[['time', 'format'], `found '${format}'; the 12-hour token h needs a for AM and PM, or use H`]]
}

function hasTokens(format: string, tokens: readonly RegExp[]): boolean {
  const bare = withoutQuoted(format)
  return tokens.every((token) => token.test(bare))
}

function withoutQuoted(format: string): string {
  return format.replaceAll(/'[^']*'/g, '')
}

/** Seconds count from a time that stands earlier in the row's order, so that it is known by then. */
function secondsFaults({ columns }: ImportProfile): Fault[] {
  const order: string[] = ['created', ...unitTimeFields]
  return [...unitTimeFields, 'cancelled' as const, 'closed' as const].flatMap((name): Fault[] => {
    const field = columns[name]
    if (typeof field !== 'object') return []
    const base = field.secondsAfter
    const isEarlier = !order.includes(name) || order.indexOf(base) < order.indexOf(name)
    if (columns[base] !== undefined && isEarlier) return []
    const expected = `expected a mapped field that comes before ${name} in ${order.join(', ')}`
    return [[['columns', name, 'secondsAfter'], `found '${base}'; ${expected}`]]
  })
}

/** Fields whose texts mean nothing to us until they are mapped. */
const mappedFields = [
  ['unitType', 'our unit types'],
  ['origin', 'our origins of a task'],
  ['mobile', 'true and false'],
  ['zoneClass', 'our classes'],
] as const

function unitFaults({ rows, columns, createdWhenMissing, valueMaps }: ImportProfile): Fault[] {
  const faults: Fault[] = []
  const timed = unitTimeFields.some((field) => columns[field] !== undefined)
  if (rows === 'per-unit' && typeof columns.unit !== 'string')
    faults.push([['columns', 'unit'], 'expected the column that names the unit, because rows is per-unit'])
  else if (timed && columns.unit === undefined)
    faults.push([
      ['columns', 'unit'],
      'expected a column or { "constant": "…" }, because unit times are mapped',
    ])
  for (const [field, ours] of mappedFields)
    if (columns[field] !== undefined && valueMaps[field] === undefined)
      faults.push([['valueMaps', field], `expected a map of the texts in columns.${field} to ${ours}`])
  if (columns.created === undefined && createdWhenMissing === 'refuse')
    faults.push([['columns', 'created'], 'expected a column, or createdWhenMissing: "earliest-time"'])
  return faults
}

function packedFaults({ rows, unitSeparator, columns, delimiter, quote }: ImportProfile): Fault[] {
  if (unitSeparator === undefined) return []
  const faults: Fault[] = []
  const add = (message: string) => faults.push([['unitSeparator'], message])
  if (rows !== 'per-task' || typeof columns.unit !== 'string')
    add('expected rows: "per-task" and a column columns.unit, whose cells hold several units')
  if (quote === null && unitSeparator.includes(delimiter))
    add('the separator holds the delimiter, and there are no quotes to tell them apart')
  return faults
}

function placeFaults(place: ImportProfile['place']): Fault[] {
  if (place === undefined) return []
  const faults = boundsFaults(place.bounds)
  const ofSystem = 'epsg' in place ? systemFault(place) : undefined
  if (ofSystem) faults.push([['place', ofSystem.field], ofSystem.message])
  if (!('pattern' in place) || place.pattern === 'lat-lon-parentheses') return faults
  const named = place.pattern.includes('(?<lat>') && place.pattern.includes('(?<lon>')
  if (named && isRegularExpression(place.pattern)) return faults
  const expected = 'expected lat-lon-parentheses or a regular expression with groups (?<lat>…) and (?<lon>…)'
  return [...faults, [['place', 'pattern'], `found '${place.pattern}'; ${expected}`]]
}

function boundsFaults(bounds: NonNullable<ImportProfile['place']>['bounds']): Fault[] {
  if (bounds === undefined) return []
  const { west, south, east, north } = bounds
  if (-180 <= west && west < east && east <= 180 && -90 <= south && south < north && north <= 90) return []
  const found = `found west ${west}, south ${south}, east ${east}, north ${north}`
  return [[['place', 'bounds'], `${found}; expected degrees with west < east and south < north`]]
}

function signFaults({ delimiter, quote, decimalSign }: ImportProfile): Fault[] {
  if (delimiter === quote) return [[['quote'], 'the delimiter and the quote are the same sign']]
  if (delimiter === decimalSign && quote === null)
    return [
      [['decimalSign'], 'the delimiter is also the decimal sign, and there are no quotes to tell them apart'],
    ]
  return []
}

/** Rescue classes have another model and another owner: they are never compared with those of EMS (trap 43). */
function classFaults({ service, columns }: ImportProfile): Fault[] {
  if (columns.zoneClass === undefined || service === 'ems') return []
  return [[['columns', 'zoneClass'], 'expected service: "ems", whose classes alone are compared']]
}

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
