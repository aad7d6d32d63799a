// What does the workload page know? The address asked for, and how far the answer has come.
import type { Workload } from '../../src/contract/workload.ts'
import { type Loaded, latestOf, loading, type Session } from '../api.ts'
import type { CountyNames } from '../compliance/state.ts'
import type { Settings } from '../settings.ts'
import type { Address } from './address.ts'

export interface WorkloadState {
  readonly settings: Settings
  readonly thisMonth: string
  readonly address: Address
  readonly session: Loaded<Session>
  readonly county: Loaded<CountyNames>
  readonly workload: Loaded<Workload>
}

export type WorkloadAction =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'session'; readonly session: Loaded<Session> }
  | { readonly kind: 'county'; readonly county: Loaded<CountyNames> }
  | { readonly kind: 'answer'; readonly to: Address; readonly workload: Loaded<Workload> }

export function initialState(settings: Settings, address: Address, thisMonth: string): WorkloadState {
  return { settings, thisMonth, address, session: loading, county: loading, workload: loading }
}

export const sameQuestion = (a: Address, b: Address) => a.service === b.service && a.period === b.period

export function reduce(state: WorkloadState, action: WorkloadAction): WorkloadState {
  switch (action.kind) {
    case 'settings':
      return { ...state, settings: action.settings }
    case 'address': {
      if (sameQuestion(state.address, action.address)) return state
      // The old figures stay, marked as being replaced; another service's would mislead, so they go.
      const value = state.address.service === action.address.service ? latestOf(state.workload) : undefined
      return { ...state, address: action.address, workload: { kind: 'loading', value } }
    }
    case 'session':
      return { ...state, session: action.session }
    case 'county':
      return { ...state, county: action.county }
    case 'answer':
      // An answer to an earlier question may come late: it is not this page's any more.
      return sameQuestion(state.address, action.to) ? { ...state, workload: action.workload } : state
  }
}
