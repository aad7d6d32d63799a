/** What does a running fleet month keep? Its queue, its fleet, the tasks that wait and the local hour. */
import type { EventMessage } from '../contract/events.ts'
import type { Calendar, Span } from '../domain/calendar.ts'
import type { Demand, DemandOn } from './demand.ts'
import type { EventQueue } from './event-queue.ts'
import type { DemoUnit } from './fleet.ts'
import type { Seed } from './random.ts'
import type { LocalTime, UnitState } from './unit-state.ts'
import type { World } from './world.ts'

export interface MonthPlan {
  readonly world: World
  readonly seed: Seed
  readonly calendar: Calendar
  readonly demandOn: DemandOn
  readonly span: Span
  /** Positions are told from here on; absent: never. */
  readonly positionsFrom?: number
}

/** One thing to do at its time: an event to tell, or a step of the simulation. */
export type Step = EventMessage | ((at: number) => void)

export interface Run extends MonthPlan {
  readonly queue: EventQueue<Step>
  readonly fleet: readonly UnitState[]
  /** By station id. */
  readonly unitsAt: ReadonlyMap<string, readonly DemoUnit[]>
  /** Tasks that no free unit could take yet, in order of creation. */
  waiting: Demand[]
  local: LocalTime
}

export const minute = 60_000
export const hour = 60 * minute

/** The last moment of the month: nothing is told later. */
export function lastAt({ span }: Run): number {
  return span.to - 1000
}

export function tell(run: Run, at: number, event: (at: number) => EventMessage): void {
  const heldAt = Math.min(at, lastAt(run))
  run.queue.put(heldAt, event(heldAt))
}
