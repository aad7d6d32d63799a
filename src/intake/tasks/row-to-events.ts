/**
 * Which events do the rows of one task make? Ids come from the task, the unit and the field alone, so that a second
 * import of the file makes the same events and changes nothing.
 */
import type { EventMessage } from '../../contract/events.ts'
import type { UnitStatus } from '../../domain/vocabulary.ts'
import type { RefusedRow, TaskFacts, TaskRow, UnitTimes } from './read-row.ts'

export interface EventRules {
  readonly source: string
  readonly createdWhenMissing: 'refuse' | 'earliest-time'
  /** Told with the events when it is more than a second (trap 19). */
  readonly time: { readonly resolutionSeconds: number }
}

/** The events that one row brings. A row that repeats an earlier one of its task brings none and is a duplicate. */
export interface RowEvents {
  readonly line: number
  readonly task: string
  readonly events: EventMessage[]
  readonly repeated: boolean
}

export interface TaskEvents {
  readonly rows: readonly RowEvents[]
  readonly refused: readonly RefusedRow[]
  /** When the task was closed; absent when all of it was refused. */
  readonly closedAt?: number
  /** Fields on which the rows disagree; the first row that tells the field wins. */
  readonly disagreements: readonly (keyof TaskFacts)[]
  /** The task's created time is its earliest known time, because the source told none. */
  readonly createdAssumed: boolean
}

/** `rows` are all of one task, in file order, and not empty. */
export function eventsOfTask(rows: readonly TaskRow[], rules: EventRules): TaskEvents {
  const { facts, disagreements } = mergedFacts(rows)
  const createdAt =
    facts.createdAt ?? (rules.createdWhenMissing === 'earliest-time' ? earliest(rows) : undefined)
  if (createdAt === undefined) return refusedTask(rows)
  const told = { ...facts, createdAt }
  const closedAt = closeTime(rows, told)
  const first = rows[0]!
  const ofTask = taskEvents(rules, first.task, told, closedAt)
  const found = unitEventsOf(rows, rules)
  found.rows[0]!.events.unshift(ofTask.created, ...ofTask.cancelled)
  found.rows.findLast((row) => row.events.length > 0)!.events.push(ofTask.closed)
  const isEmpty = (row: RowEvents) => row.events.length === 0 && !row.repeated
  return {
    rows: found.rows.filter((row) => !isEmpty(row)),
    refused: found.rows.filter(isEmpty).map(nothingTold),
    closedAt,
    disagreements,
    createdAssumed: facts.createdAt === undefined,
  }
}

/**
 * Rows of a task whose events were made before they came: their units only, and one more close when they outlast the
 * first, since a unit alerted after the close would open the task again. `lateCloses` numbers that close.
 */
export function eventsOfLateRow(
  row: TaskRow,
  rules: EventRules,
  closed: { readonly at: number; readonly lateCloses: number },
): { readonly row: RowEvents | RefusedRow; readonly closedAt: number } {
  const { rows } = unitEventsOf([row], rules)
  const made = rows[0]!
  const lastAt = Math.max(closed.at, ...timesOf([row]))
  if (made.events.length === 0) return { row: nothingTold(made), closedAt: closed.at }
  if (lastAt > closed.at) {
    const id = `${escaped(row.task)}/closed/${closed.lateCloses + 2}`
    made.events.push({ kind: 'task.closed', id, source: rules.source, at: iso(lastAt), task: row.task })
  }
  return { row: made, closedAt: lastAt }
}

/** The events that this row alone would make, to be checked before anything is sent. */
export function eventsOfRow(row: TaskRow, rules: EventRules): EventMessage[] {
  const at = row.facts.createdAt ?? 0
  const ofTask = taskEvents(rules, row.task, { ...row.facts, createdAt: at }, row.facts.closedAt ?? at)
  // What holds for a unit's first event holds for its others: they differ in time and status alone.
  const units = row.units.flatMap((unit) =>
    unitEvents(row.task, { ...unit, times: unit.times.slice(0, 1) }, rules, 1),
  )
  return [ofTask.created, ...ofTask.cancelled, ...units, ofTask.closed]
}

function taskEvents(
  rules: EventRules,
  task: string,
  facts: TaskFacts & { readonly createdAt: number },
  closedAt: number,
): { created: EventMessage; cancelled: EventMessage[]; closed: EventMessage } {
  const { createdAt, cancelledAt, closedAt: _, outcome, ...told } = facts
  const key = escaped(task)
  const ended = outcome === undefined ? {} : { outcome }
  const { source } = rules
  return {
    created: {
      ...{ kind: 'task.created', id: `${key}/created`, source, at: iso(createdAt), task },
      ...{ ...told, ...precisionOf(rules) },
    },
    cancelled:
      cancelledAt === undefined
        ? []
        : [{ kind: 'task.cancelled', id: `${key}/cancelled`, source, at: iso(cancelledAt), task, ...ended }],
    closed: { kind: 'task.closed', id: `${key}/closed`, source, at: iso(closedAt), task, ...ended },
  }
}

/** A unit that was sent twice is told twice, differently: the second one's ids end in /2. */
function unitEventsOf(rows: readonly TaskRow[], rules: EventRules): { rows: RowEvents[] } {
  const known = new Map<string, string[]>()
  /** How many times this unit is told by now, or nothing for a repeat. */
  const ordinalOf = ({ unit = '', ...told }: UnitTimes): number | undefined => {
    const seen = known.get(unit) ?? []
    known.set(unit, seen)
    const content = JSON.stringify([told.unitType, told.times, told.mobile, told.crew])
    return seen.includes(content) ? undefined : seen.push(content)
  }
  return {
    rows: rows.map(({ line, task, units }) => {
      const told = units.map((unit) => ({ unit, ordinal: ordinalOf(unit) }))
      const events = told.flatMap(({ unit, ordinal }) =>
        ordinal === undefined ? [] : unitEvents(task, unit, rules, ordinal),
      )
      return { line, task, events, repeated: told.every(({ ordinal }) => ordinal === undefined) }
    }),
  }
}

function unitEvents(
  task: string,
  { unit, unitType, mobile, crew, times }: UnitTimes,
  rules: EventRules,
  ordinal: number,
): EventMessage[] {
  if (unit === undefined) return []
  const key = `${escaped(task)}/${escaped(unit)}`
  const again = ordinal === 1 ? '' : `/${ordinal}`
  return times.map(({ status, at }) => ({
    kind: 'unit.status',
    id: `${key}/${status}${again}`,
    source: rules.source,
    at: iso(at),
    unit,
    status,
    task,
    ...(unitType === undefined ? {} : { unitType }),
    ...(mobile === undefined || status !== 'alerted' ? {} : { mobile }),
    ...(crew === undefined ? {} : { crew }),
    ...precisionOf(rules),
  }))
}

function precisionOf({ time: { resolutionSeconds } }: EventRules): { readonly resolutionSeconds?: number } {
  return resolutionSeconds > 1 ? { resolutionSeconds } : {}
}

function mergedFacts(rows: readonly TaskRow[]): { facts: TaskFacts; disagreements: (keyof TaskFacts)[] } {
  const facts: Record<string, unknown> = {}
  const disagreements = new Set<string>()
  for (const row of rows)
    for (const [field, value] of Object.entries(row.facts)) {
      if (facts[field] === undefined) facts[field] = value
      else if (!sameFact(facts[field], value)) disagreements.add(field)
    }
  return { facts: facts as unknown as TaskFacts, disagreements: [...disagreements] as (keyof TaskFacts)[] }
}

function sameFact(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** What the source says, unless a unit was alerted after that; otherwise the last time that any row tells. */
function closeTime(rows: readonly TaskRow[], facts: TaskFacts & { readonly createdAt: number }): number {
  const { closedAt } = facts
  if (closedAt !== undefined && timesOf(rows, 'alerted').every((at) => at <= closedAt)) return closedAt
  return Math.max(facts.createdAt, closedAt ?? 0, facts.cancelledAt ?? 0, ...timesOf(rows))
}

function earliest(rows: readonly TaskRow[]): number | undefined {
  const times = timesOf(rows)
  return times.length === 0 ? undefined : Math.min(...times)
}

/** All times of the rows' units, or those of one status. */
function timesOf(rows: readonly TaskRow[], only?: UnitStatus): number[] {
  const times = rows.flatMap((row) => row.units.flatMap((unit) => unit.times))
  return times.filter(({ status }) => only === undefined || status === only).map(({ at }) => at)
}

function refusedTask(rows: readonly TaskRow[]): TaskEvents {
  const reason = 'no row of this task tells when it was created; expected a time in the created column'
  const refused = rows.map(({ line, task }) => ({ line, task, reason }))
  return { rows: [], refused, disagreements: [], createdAssumed: false }
}

function nothingTold({ line, task }: RowEvents): RefusedRow {
  return {
    line,
    task,
    reason: 'the row tells no time of its unit, and its task is known already: nothing to import',
  }
}

/** Keeps "a/b" + "c" and "a" + "b/c" apart. */
function escaped(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2F')
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
