/** What does one row say? Facts of its task, and the times of its unit; or a sentence why the row is refused. */
import type { Place } from '../../../geo/place.ts'
import type { Service, TaskOrigin, UnitStatus, UnitType } from '../../domain/vocabulary.ts'
import { boundColumns } from './bind-columns.ts'
import { shortened } from './local-time.ts'
import { partsOf, unitNamesOf } from './packed-cells.ts'
import type { ImportProfile } from './profile.ts'
import { createPlaceReader } from './read-place.ts'
import type { TableRow } from './read-table.ts'
import { createRowClocks, type RowClock, type TextOf } from './row-clock.ts'
import { RowFault } from './row-fault.ts'
import { columnNameOf, type UnitTimeField, unitTimeFields } from './time-fields.ts'

/** Facts of the whole task, which per-unit files repeat on each row. Times in epoch milliseconds. */
export interface TaskFacts {
  readonly service: Service
  readonly origin?: TaskOrigin
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
  readonly mobile?: boolean
  readonly crew?: number
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
  /** The place was written as 0, 0. */
  readonly placeIsZero: boolean
  /** Class of the place as the file has it, in our words, null for a word not known; never judged by. */
  readonly toldClass?: string | null
}

export interface RefusedRow {
  readonly line: number
  readonly task?: string
  readonly reason: string
}

export type RowReader = (row: TableRow) => TaskRow | RefusedRow

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

  return ({ cells, line, faults }) => {
    const textOf = (column: string | undefined): string => {
      if (column === undefined) return ''
      const index = indexOf.get(column)!
      const fault = faults?.get(index)
      if (fault !== undefined) throw new RowFault(`column "${column}": ${fault}`)
      const text = (cells[index] ?? '').trim()
      return emptyTexts.has(text) ? '' : text
    }
    let task = ''
    try {
      task = textOf(columns.task)
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
    const place = readPlace(textOf)
    if ('fault' in place) throw new RowFault(place.fault)
    const facts = present({
      service: serviceOf(textOf),
      origin: mapped(textOf, columns.origin, valueMaps.origin, false) as TaskOrigin | undefined,
      code: textOf(columns.code),
      urgency: mapped(textOf, columns.urgency, valueMaps.urgency, true),
      createdAt,
      place: place.place,
      municipality: municipalityOf(textOf),
      cancelledAt: clock.read(columns.cancelled, textOf, createdAt, known),
      closedAt: clock.read(columns.closed, textOf, lastAt, known),
      outcome: mapped(textOf, columns.outcome, valueMaps.outcome, true),
    })
    return {
      ...{ facts, units, ambiguousTimes: clock.ambiguousTimes(), placeIsZero: place.isZero === true },
      ...present({ toldClass: toldClassOf(textOf) }),
    }
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
    const mobile = mapped(textOf, columns.mobile, valueMaps.mobile, false)
    return { ...present({ unit, unitType, mobile, crew: crewOf(textOf) }), times }
  }

  /** For each unit of the row, the cells as that unit has them. */
  function unitTextsOf(textOf: TextOf): TextOf[] {
    const { unitSeparator: separator } = profile
    const { unit: column } = columns
    if (separator === undefined || typeof column !== 'string') return [textOf]
    const names = unitNamesOf(textOf(column), separator, column)
    if (names.length === 1) return [textOf]
    const packed = new Map([[column, names]])
    for (const field of ['unitType', 'mobile', 'crew', ...unitTimeFields] as const) {
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

  function toldClassOf(textOf: TextOf): string | null | undefined {
    const text = textOf(columns.zoneClass)
    const { values = {}, default: other = null } = valueMaps.zoneClass ?? {}
    if (text === '') return undefined
    return Object.hasOwn(values, text) ? values[text] : other
  }

  function crewOf(textOf: TextOf): number | undefined {
    const text = textOf(columns.crew)
    if (text === '') return undefined
    const crew = /^\d{1,2}$/.test(text) ? Number(text) : 0
    if (crew < 1 || crew > crewAtMost)
      throw new RowFault(
        `column "${columns.crew}": found '${shortened(text)}'; expected the persons on the unit, 1 to ${crewAtMost}`,
      )
    return crew
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

const crewAtMost = 30

interface ValueMap<T> {
  readonly values: Readonly<Record<string, T>>
  readonly default?: T | undefined
  readonly keepOthers?: boolean | undefined
}

/** Our word for the column's text; an empty cell stays empty. `free`: without a map the text is kept as it is. */
function mapped<T extends string | boolean>(
  textOf: (column: string | undefined) => string,
  column: string | undefined,
  map: ValueMap<T> | undefined,
  free: boolean,
): T | undefined {
  const text = textOf(column)
  if (text === '' || column === undefined) return undefined
  // Only fields of free letters are `free` or keep others, and theirs are texts.
  if (map === undefined && free) return text as T
  if (map && Object.hasOwn(map.values, text)) return map.values[text]
  const other = map?.keepOthers ? (text as T) : map?.default
  if (other === undefined) throw unknownValue(column, text, map?.values ?? {})
  return other
}

function unknownValue(column: string, found: string, values: Readonly<Record<string, unknown>>): RowFault {
  return new RowFault(
    `column "${column}": found '${shortened(found)}'; the profile knows ${Object.keys(values).join(', ') || 'no values'}`,
  )
}

function present<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], ''> } {
  const told = Object.entries(record).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(told) as { [K in keyof T]: Exclude<T[K], ''> }
}
