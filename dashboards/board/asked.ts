// What has been asked beside the live stream, seldom or on demand, and how old is the answer? Pure: time comes in.
import type { Budget } from '../../src/contract/budget.ts'
import type { Coverage } from '../../src/contract/coverage.ts'
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

/** What a crew's leaving would uncover; `cells` are indexes in the region's cells. */
export interface Uncovered {
  readonly unit: string
  readonly cells: readonly number[]
  readonly residents: number
  readonly approximate: boolean
  readonly residentsEstimated: boolean
  readonly measure: Coverage['measure']
}

export interface Asked {
  readonly budgets: Answer<readonly Budget[]>
  readonly plans: Answer<StationPlans>
  /** Of the unit asked for; its name stands before the answer does. */
  readonly uncovered: { readonly unit?: string; readonly answer: Answer<Uncovered> }
  readonly timeline: { readonly task?: string; readonly answer: Answer<TaskTimeline> }
}

export const nothingAsked: Asked = {
  budgets: {},
  plans: {},
  uncovered: { answer: {} },
  timeline: { answer: {} },
}

export type Answered<T> = { readonly value: T } | { readonly fault: string }

export type AskedAction =
  | { readonly kind: 'budgets'; readonly answer: Answered<readonly Budget[]>; readonly at: number }
  | { readonly kind: 'plans'; readonly answer: Answered<StationPlans>; readonly at: number }
  | { readonly kind: 'ask-uncovered'; readonly unit: string | undefined }
  | {
      readonly kind: 'uncovered'
      readonly unit: string
      readonly answer: Answered<Uncovered>
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
    case 'ask-uncovered':
      return { ...asked, uncovered: { unit: action.unit, answer: {} } }
    case 'uncovered': {
      const { unit, answer } = asked.uncovered
      if (unit !== action.unit) return asked
      return { ...asked, uncovered: { unit, answer: answered(answer, action.answer, action.at) } }
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
