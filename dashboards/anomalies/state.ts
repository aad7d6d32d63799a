// What does the page of tasks to review know? The address asked for, the queue, one task, and what is being said of it.
import type { Anomalies, ReviewPreview, TaskDetail } from '../../src/contract/anomalies.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import { type Address, listPath } from './address.ts'
import { formFor, type ReviewForm } from './form.ts'

/** What became of the last review: shown until another task is looked at. */
export type Outcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'failed'; readonly detail: string }

export interface AnomaliesState extends PageState {
  readonly thisMonth: string
  readonly address: Address
  readonly list: Loaded<Anomalies>
  /** Absent while no task is chosen. */
  readonly task?: Loaded<TaskDetail>
  readonly form?: ReviewForm
  readonly preview?: Loaded<ReviewPreview>
  readonly sending: boolean
  readonly outcome?: Outcome
  /** Faults of the form are told once it has been tried to be sent. */
  readonly tried: boolean
  /** Where in the queue the task stood when it was chosen: who has been answered leaves the queue. */
  readonly position: number
}

export type AnomaliesAction =
  | PageAction
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'list'; readonly to: string; readonly list: Loaded<Anomalies> }
  | { readonly kind: 'task'; readonly to: string; readonly task: Loaded<TaskDetail> }
  | { readonly kind: 'form'; readonly form: ReviewForm }
  | { readonly kind: 'preview'; readonly of: ReviewForm; readonly preview?: Loaded<ReviewPreview> }
  | { readonly kind: 'tried' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly task?: TaskDetail }

export function initialState(settings: Settings, address: Address, thisMonth: string): AnomaliesState {
  return {
    ...{ settings, thisMonth, address, ...nothingTold, list: loading },
    ...(address.task === undefined ? {} : { task: loading }),
    ...{ sending: false, tried: false, position: 0 },
  }
}

export function reduce(state: AnomaliesState, action: AnomaliesAction): AnomaliesState {
  switch (action.kind) {
    case 'address':
      return to(state, action.address)
    case 'list':
      // An answer to an earlier question may come late: it is not this page's any more.
      return action.to === listPath(state.address) ? { ...state, list: action.list } : state
    case 'task':
      return action.to === state.address.task ? withTask(state, action.task) : state
    case 'form':
      return { ...state, form: action.form, preview: undefined }
    case 'preview':
      return action.of === state.form ? { ...state, preview: action.preview } : state
    case 'tried':
      return { ...state, tried: true }
    case 'sending':
      return { ...state, sending: true, outcome: undefined }
    case 'outcome':
      return said(state, action.outcome, action.task)
    default:
      return reducePage(state, action)
  }
}

function to(state: AnomaliesState, address: Address): AnomaliesState {
  const sameList = listPath(state.address) === listPath(address)
  const sameTask = state.address.task === address.task
  const index = latestOf(state.list)?.tasks.findIndex(({ task }) => task === address.task) ?? -1
  return {
    ...state,
    address,
    list: sameList ? state.list : { kind: 'loading', value: latestOf(state.list) },
    ...(sameTask ? {} : { ...noTask, task: address.task === undefined ? undefined : loading }),
    position: sameTask || index < 0 ? state.position : index,
  }
}

const noTask = { form: undefined, preview: undefined, outcome: undefined, sending: false, tried: false }

/** A form that has been begun stays when the task is only read again. */
function withTask(state: AnomaliesState, task: Loaded<TaskDetail>): AnomaliesState {
  const value = latestOf(task)
  return { ...state, task, form: state.form ?? (value && formFor(value)), preview: undefined }
}

function said(state: AnomaliesState, outcome: Outcome, task: TaskDetail | undefined): AnomaliesState {
  if (!task) return { ...state, sending: false, outcome }
  const fresh = outcome.kind === 'saved' ? { form: formFor(task), tried: false } : {}
  return {
    ...state,
    ...fresh,
    sending: false,
    outcome,
    preview: undefined,
    task: { kind: 'ready', value: task },
  }
}

/** The task before or after the chosen one; the place of one that has left the queue is taken by the next. */
export function neighbour(state: AnomaliesState, step: 1 | -1): string | undefined {
  const tasks = latestOf(state.list)?.tasks ?? []
  const index = tasks.findIndex(({ task }) => task === state.address.task)
  if (state.address.task === undefined) return tasks[0]?.task
  if (index >= 0) return tasks[index + step]?.task
  return tasks[step === 1 ? state.position : state.position - 1]?.task
}
