/** What does one row say? Facts of its task, and the times of its unit; or a sentence why the row is refused. */
import type { Place } from '../../../geo/place.ts'
import type { Service, UnitStatus, UnitType } from '../../domain/vocabulary.ts'
import { boundColumns } from './bind-columns.ts'
import { partsOf, unitNamesOf } from './packed-cells.ts'
import type { ImportProfile } from './profile.ts'
import { createPlaceReader } from './read-place.ts'
import { createRowClocks, type RowClock, type TextOf } from './row-clock.ts'
import { RowFault } from './row-fault.ts'
import { columnNameOf, type UnitTimeField, unitTimeFields } from './time-fields.ts'

/** Facts of the whole task, which per-unit files repeat on each row. Times in epoch milliseconds. */
export interface TaskFacts {
  readonly service: Service
  readonly code?: string
  readonly urgency?: string
  readonly createdAt?: number
  readonly place?: Place
  readonly municipality?: string
  readonly cancelledAt?: number
  readonly closedAt?: number
  readonly outcome?: string
}

/** What the row tells of one unit. */
export interface UnitTimes {
  readonly unit?: string
  readonly unitType?: UnitType
  readonly times: readonly { readonly status: UnitStatus; readonly at: number }[]
}

export interface TaskRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number
  readonly task: string
  readonly facts: TaskFacts
  /** One, unless units are packed several to a cell; without a name where the row tells no unit. */
  readonly units: readonly UnitTimes[]
  /** Times in the repeated hour of autumn, told apart by the row's order. */
  readonly ambiguousTimes: number
}

export interface RefusedRow {
  readonly line: number
  readonly task?: string
  readonly reason: string
}

export type RowReader = (cells: readonly string[], line: number) => TaskRow | RefusedRow

const statusOf: Readonly<Record<UnitTimeField, UnitStatus>> = {
  alerted: 'alerted',
  enRoute: 'en-route',
  atScene: 'at-scene',
  atPatient: 'at-patient',
  transporting: 'transporting',
  atHospital: 'at-hospital',
  available: 'available',
}

/** Binds `profile` to a file's header. Throws `invalid` when a named column is not in it. */
export function createRowReader(profile: ImportProfile, header: readonly string[]): RowReader {
  const indexOf = boundColumns(profile, header)
  const rowClock = createRowClocks(profile)
  const readPlace = createPlaceReader(profile)
  const emptyTexts = new Set(profile.emptyTexts)
  const { columns, valueMaps } = profile

  return (cells, line) => {
    const textOf = (column: string | undefined): string => {
      const text = column === undefined ? '' : (cells[indexOf.get(column)!] ?? '').trim()
      return emptyTexts.has(text) ? '' : text
    }
    const task = textOf(columns.task)
    try {
      if (task === '') throw new RowFault(`column "${columns.task}": expected the id of the task, found none`)
      return { line, task, ...rowOf(textOf) }
    } catch (error) {
      if (error instanceof RowFault) return { line, ...(task === '' ? {} : { task }), reason: error.message }
      throw error
    }
  }

  function rowOf(textOf: TextOf): Omit<TaskRow, 'line' | 'task'> {
    const clock = rowClock(() => textOf(profile.time.date?.column))
    const createdAt = clock.read(columns.created, textOf, undefined)
    const units = unitTextsOf(textOf).map((text) => unitOf(text, clock, createdAt))
    const lastAt = latest(units) ?? createdAt
    const known = { created: createdAt }
    const facts = present({
      service: serviceOf(textOf),
      code: textOf(columns.code),
      urgency: mapped(textOf, columns.urgency, valueMaps.urgency, true),
      createdAt,
      place: placeOf(textOf),
      municipality: municipalityOf(textOf),
      cancelledAt: clock.read(columns.cancelled, textOf, createdAt, known),
      closedAt: clock.read(columns.closed, textOf, lastAt, known),
      outcome: mapped(textOf, columns.outcome, valueMaps.outcome, true),
    })
    return { facts, units, ambiguousTimes: clock.ambiguousTimes() }
  }

  function unitOf(textOf: TextOf, clock: RowClock, createdAt: number | undefined): UnitTimes {
    let lastAt = createdAt
    const known: Record<string, number | undefined> = { created: createdAt }
    const times: { status: UnitStatus; at: number }[] = []
    for (const field of unitTimeFields) {
      const at = clock.read(columns[field], textOf, lastAt, known)
      if (at === undefined) continue
      times.push({ status: statusOf[field], at })
      known[field] = at
      lastAt = at
    }
    const unit = typeof columns.unit === 'object' ? columns.unit.constant : textOf(columns.unit)
    if (unit === '' && times.length > 0)
      throw new RowFault(`column "${columns.unit}": expected the unit whose times the row tells, found none`)
    const unitType = mapped(textOf, columns.unitType, valueMaps.unitType, false) as UnitType | undefined
    return { ...present({ unit, unitType }), times }
  }

  /** For each unit of the row, the cells as that unit has them. */
  function unitTextsOf(textOf: TextOf): TextOf[] {
    const { unitSeparator: separator } = profile
    const { unit: column } = columns
    if (separator === undefined || typeof column !== 'string') return [textOf]
    const names = unitNamesOf(textOf(column), separator, column)
    if (names.length === 1) return [textOf]
    const packed = new Map([[column, names]])
    for (const field of ['unitType' as const, ...unitTimeFields]) {
      const name = columnNameOf(columns[field])
      if (name !== undefined && name !== '')
        packed.set(name, partsOf(textOf(name), separator, names.length, name))
    }
    return names.map((_, index) => (name) => {
      const part = packed.get(name ?? '')?.[index]
      return part === undefined ? textOf(name) : emptyTexts.has(part) ? '' : part
    })
  }

  function serviceOf(textOf: (column: string) => string): Service {
    if (typeof profile.service === 'string') return profile.service
    const { column, values, default: fallback } = profile.service
    const found = textOf(column)
    const service = (Object.hasOwn(values, found) ? values[found] : undefined) ?? fallback
    if (service === undefined) throw unknownValue(column, found, values)
    return service
  }

  function placeOf(textOf: (column: string) => string): Place | undefined {
    const reading = readPlace(textOf)
    if ('fault' in reading) throw new RowFault(reading.fault)
    return reading.place
  }

  /** Spreadsheets eat the zeros of "009". */
  function municipalityOf(textOf: (column: string | undefined) => string): string | undefined {
    const text = mapped(textOf, columns.municipality, valueMaps.municipality, true)
    return text !== undefined && /^\d{1,3}$/.test(text) ? text.padStart(3, '0') : text
  }
}

/** The last time of the unit that is on the task the longest. */
function latest(units: readonly UnitTimes[]): number | undefined {
  const ends = units.flatMap(({ times }) => times.slice(-1).map(({ at }) => at))
  return ends.length === 0 ? undefined : Math.max(...ends)
}

interface ValueMap {
  readonly values: Readonly<Record<string, string>>
  readonly default?: string | undefined
  readonly keepOthers?: boolean | undefined
}

/** Our word for the column's text; an empty cell stays empty. `free`: without a map the text is kept as it is. */
function mapped(
  textOf: (column: string | undefined) => string,
  column: string | undefined,
  map: ValueMap | undefined,
  free: boolean,
): string | undefined {
  const text = textOf(column)
  if (text === '' || column === undefined) return undefined
  if (map === undefined && free) return text
  if (map && Object.hasOwn(map.values, text)) return map.values[text]
  const other = map?.keepOthers ? text : map?.default
  if (other === undefined) throw unknownValue(column, text, map?.values ?? {})
  return other
}

function unknownValue(column: string, found: string, values: Readonly<Record<string, unknown>>): RowFault {
  const shown = found.length > 40 ? `${found.slice(0, 40)}…` : found
  return new RowFault(
    `column "${column}": found '${shown}'; the profile knows ${Object.keys(values).join(', ') || 'no values'}`,
  )
}

function present<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], ''> } {
  const told = Object.entries(record).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(told) as { [K in keyof T]: Exclude<T[K], ''> }
}
