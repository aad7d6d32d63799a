// What does the workload page know? The address asked for, and how far the answer has come.
import type { Workload } from '../../src/contract/workload.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import type { Address } from './address.ts'

export interface WorkloadState extends PageState {
  readonly thisMonth: string
  readonly address: Address
  readonly workload: Loaded<Workload>
}

export type WorkloadAction =
  | PageAction
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'answer'; readonly to: Address; readonly workload: Loaded<Workload> }

export function initialState(settings: Settings, address: Address, thisMonth: string): WorkloadState {
  return { settings, thisMonth, address, ...nothingTold, workload: loading }
}

export const sameQuestion = (a: Address, b: Address) => a.service === b.service && a.period === b.period

export function reduce(state: WorkloadState, action: WorkloadAction): WorkloadState {
  switch (action.kind) {
    case 'address': {
      if (sameQuestion(state.address, action.address)) return state
      // The old figures stay, marked as being replaced; another service's would mislead, so they go.
      const value = state.address.service === action.address.service ? latestOf(state.workload) : undefined
      return { ...state, address: action.address, workload: { kind: 'loading', value } }
    }
    case 'answer':
      // An answer to an earlier question may come late: it is not this page's any more.
      return sameQuestion(state.address, action.to) ? { ...state, workload: action.workload } : state
    default:
      return reducePage(state, action)
  }
}
