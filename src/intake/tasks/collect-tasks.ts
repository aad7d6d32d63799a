/**
 * Which rows belong together? Collects the rows of each task in bounded memory: a task is complete when none of the
 * last `windowRows` rows of the file was its own. Depends on the file alone, so a second import groups it the same.
 */

import type { RefusedRow, TaskFacts, TaskRow } from './read-row.ts'
import {
  type EventRules,
  eventsOfLateRow,
  eventsOfTask,
  type RowEvents,
  type TaskEvents,
} from './row-to-events.ts'

export interface CollectorLimits {
  /** Rows that are kept waiting for more of their task. */
  readonly windowRows: number
  /** Completed tasks that are remembered; a row later than that is read as a new task and its repeats are refused. */
  readonly rememberedTasks: number
}

export const defaultCollectorLimits: CollectorLimits = { windowRows: 10_000, rememberedTasks: 500_000 }

/** Rows whose events are ready to be sent, rows that turned out to tell nothing, and what was noticed on the way. */
export interface Collected {
  readonly rows: readonly RowEvents[]
  readonly refused: readonly RefusedRow[]
  readonly tasks: number
  readonly createdAssumed: number
  readonly disagreements: readonly (keyof TaskFacts)[]
}

export interface TaskCollector {
  /** Usually nothing; sometimes the tasks that are complete now. */
  add(row: TaskRow): readonly Collected[]
  /** All that is left, at the end of the file. */
  complete(): readonly Collected[]
  /** Gives up the tasks that wait for more rows, when the file breaks off before they are complete. */
  abandon(reason: string): RefusedRow[]
}

interface Closed {
  readonly at: number
  readonly lateCloses: number
}

/** The latest completed tasks: half a million of them, so that each takes little more than its name. */
interface ClosedTasks {
  get(task: string): Closed | undefined
  set(task: string, closed: Closed): void
}

function createClosedTasks(atMost: number): ClosedTasks {
  const slots = new Map<string, number>()
  const at = new Float64Array(atMost)
  const lateCloses = new Uint32Array(atMost)
  let added = 0
  return {
    get(task) {
      const slot = slots.get(task)
      return slot === undefined ? undefined : { at: at[slot]!, lateCloses: lateCloses[slot]! }
    },
    set(task, closed) {
      const slot = slots.get(task) ?? added++ % atMost
      if (!slots.has(task) && slots.size === atMost) slots.delete(slots.keys().next().value!)
      slots.set(task, slot)
      at[slot] = closed.at
      lateCloses[slot] = closed.lateCloses
    },
  }
}

export function createTaskCollector(rules: EventRules, limits = defaultCollectorLimits): TaskCollector {
  /** In the order of their latest row. */
  const waiting = new Map<string, { lastRow: number; rows: TaskRow[] }>()
  const closed = createClosedTasks(limits.rememberedTasks)
  let rowNumber = 0

  const collect = (task: string, rows: readonly TaskRow[]): Collected => {
    waiting.delete(task)
    const made = eventsOfTask(rows, rules)
    if (made.closedAt !== undefined) closed.set(task, { at: made.closedAt, lateCloses: 0 })
    return collected(made)
  }
  const addLate = (row: TaskRow, close: Closed): Collected => {
    const late = eventsOfLateRow(row, rules, close)
    const lateCloses = close.lateCloses + (late.closedAt > close.at ? 1 : 0)
    closed.set(row.task, { at: late.closedAt, lateCloses })
    const refused = 'reason' in late.row
    return {
      ...nothing,
      rows: refused ? [] : [late.row as RowEvents],
      refused: refused ? [late.row as RefusedRow] : [],
    }
  }
  const complete = (): Collected[] => [...waiting].map(([task, { rows }]) => collect(task, rows))

  return {
    add(row) {
      rowNumber++
      const close = closed.get(row.task)
      if (close) return [addLate(row, close)]
      const rows = waiting.get(row.task)?.rows ?? []
      rows.push(row)
      waiting.delete(row.task)
      waiting.set(row.task, { lastRow: rowNumber, rows })
      const ready: Collected[] = []
      for (const [task, { lastRow, rows }] of waiting) {
        if (rowNumber - lastRow < limits.windowRows) break
        ready.push(collect(task, rows))
      }
      return ready
    },
    complete,
    abandon(reason) {
      const rows = [...waiting.values()].flatMap((task) => task.rows)
      waiting.clear()
      return rows.map(({ line, task }) => ({ line, task, reason }))
    },
  }
}

const nothing: Collected = { rows: [], refused: [], tasks: 0, createdAssumed: 0, disagreements: [] }

function collected(made: TaskEvents): Collected {
  return {
    rows: made.rows,
    refused: made.refused,
    tasks: made.closedAt === undefined ? 0 : 1,
    createdAssumed: made.createdAssumed ? 1 : 0,
    disagreements: made.disagreements,
  }
}
