// What does the page of drive times know? The address, the answer, the county, and what is being adopted or taken back.
import type { DriveTimesView } from '../../src/contract/drive-times.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import type { Address } from './address.ts'

export type Change = 'adopt' | 'withdraw'

export interface DriveTimesState extends PageState {
  readonly address: Address
  readonly found: Loaded<DriveTimesView>
  /** Why speeds are adopted or taken back, as typed. */
  readonly reason: string
  /** Something was to be sent without a reason. */
  readonly unexplained: boolean
  readonly sending?: Change
  /** What has been done last, or why it was refused. */
  readonly done?: Change
  readonly refused?: string
}

export type DriveTimesAction =
  | PageAction
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'answer'; readonly to: Address; readonly found: Loaded<DriveTimesView> }
  | { readonly kind: 'reason'; readonly reason: string }
  | { readonly kind: 'unexplained' }
  | { readonly kind: 'send'; readonly change: Change }
  | { readonly kind: 'sent'; readonly change: Change; readonly found: DriveTimesView }
  | { readonly kind: 'refused'; readonly detail: string }

export function initialState(settings: Settings, address: Address): DriveTimesState {
  return { settings, address, ...nothingTold, found: loading, reason: '', unexplained: false }
}

/** Kind, speeds and cell are looked up in what is known already. */
export function sameQuestion(a: Address, b: Address): boolean {
  return a.from === b.from && a.to === b.to
}

export function reduce(state: DriveTimesState, action: DriveTimesAction): DriveTimesState {
  switch (action.kind) {
    case 'address': {
      const { address } = action
      if (sameQuestion(state.address, address)) return { ...state, address }
      return { ...state, address, found: { kind: 'loading', value: latestOf(state.found) } }
    }
    case 'answer':
      // An answer to an earlier question may come late: it is not this page's any more.
      return sameQuestion(state.address, action.to) ? { ...state, found: action.found } : state
    case 'reason':
      return { ...state, reason: action.reason, unexplained: false, refused: undefined }
    case 'unexplained':
      return { ...state, unexplained: true, done: undefined, refused: undefined }
    case 'send':
      return { ...state, sending: action.change, done: undefined, refused: undefined }
    case 'sent':
      return {
        ...{ ...state, sending: undefined, done: action.change, reason: '' },
        found: { kind: 'ready', value: action.found },
      }
    case 'refused':
      return { ...state, sending: undefined, refused: action.detail }
    default:
      return reducePage(state, action)
  }
}
