// What has been asked beside the live stream, seldom or on demand, and how old is the answer? Pure: time comes in.
import type { Budget } from '../../src/contract/budget.ts'
import type { CalibrationView } from '../../src/contract/calibration.ts'
import type { Readiness, ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { TaskTimeline } from '../../src/contract/task-timeline.ts'

/** The last answer stays, with its own time, when a later one fails. */
export interface Answer<T> {
  readonly value?: T
  /** Server time of `value`, epoch milliseconds. */
  readonly at?: number
  /** Why the newest question was not answered. */
  readonly fault?: string
}

export interface StationPlans {
  readonly readiness: Readiness
  readonly timelines: ReadinessTimelines
}

/** Which cells are shown on the map beside the bare ones: what a unit's leaving would uncover, or all beyond a limit. */
export type CellsWanted = { readonly kind: 'without'; readonly unit: string } | { readonly kind: 'outside' }

export interface CellsFound {
  /** Indexes in the region's cells. */
  readonly cells: readonly number[]
  readonly residents: number
  readonly approximate: boolean
  readonly calibration?: CalibrationView
  readonly residentsEstimated: boolean
}

export interface Asked {
  readonly budgets: Answer<readonly Budget[]>
  readonly plans: Answer<StationPlans>
  /** What was wanted stands before the answer does. */
  readonly cells: { readonly wanted?: CellsWanted; readonly answer: Answer<CellsFound> }
  readonly timeline: { readonly task?: string; readonly answer: Answer<TaskTimeline> }
}

export const nothingAsked: Asked = {
  budgets: {},
  plans: {},
  cells: { answer: {} },
  timeline: { answer: {} },
}

export type Answered<T> = { readonly value: T } | { readonly fault: string }

export type AskedAction =
  | { readonly kind: 'budgets'; readonly answer: Answered<readonly Budget[]>; readonly at: number }
  | { readonly kind: 'plans'; readonly answer: Answered<StationPlans>; readonly at: number }
  | { readonly kind: 'ask-cells'; readonly wanted: CellsWanted | undefined }
  | {
      readonly kind: 'cells'
      readonly wanted: CellsWanted
      readonly answer: Answered<CellsFound>
      readonly at: number
    }
  | { readonly kind: 'ask-timeline'; readonly task: string | undefined }
  | {
      readonly kind: 'timeline'
      readonly task: string
      readonly answer: Answered<TaskTimeline>
      readonly at: number
    }

function answered<T>(before: Answer<T>, answer: Answered<T>, at: number): Answer<T> {
  return 'value' in answer ? { value: answer.value, at } : { ...before, fault: answer.fault }
}

/** An answer to what is no longer asked changes nothing. */
export function reduceAsked(asked: Asked, action: AskedAction): Asked {
  switch (action.kind) {
    case 'budgets':
      return { ...asked, budgets: answered(asked.budgets, action.answer, action.at) }
    case 'plans':
      return { ...asked, plans: answered(asked.plans, action.answer, action.at) }
    case 'ask-cells':
      return { ...asked, cells: { wanted: action.wanted, answer: {} } }
    case 'cells': {
      const { wanted, answer } = asked.cells
      if (wanted !== action.wanted) return asked
      return { ...asked, cells: { wanted, answer: answered(answer, action.answer, action.at) } }
    }
    case 'ask-timeline':
      return asked.timeline.task === action.task
        ? asked
        : { ...asked, timeline: { task: action.task, answer: {} } }
    case 'timeline': {
      const { task, answer } = asked.timeline
      if (task !== action.task) return asked
      return { ...asked, timeline: { task, answer: answered(answer, action.answer, action.at) } }
    }
  }
}
