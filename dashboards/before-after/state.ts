// What does the page of before and after know? The address, the known changes, the county, and the answer.
import type { BeforeAfter, ChangeList } from '../../src/contract/before-after.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import { type Address, requestOf } from './address.ts'

export interface BeforeAfterState extends PageState {
  /** With a change in it as soon as one is known. */
  readonly address: Address
  readonly list: Loaded<ChangeList>
  readonly found: Loaded<BeforeAfter>
  /** Whether the reader chooses a station and a day of his own. */
  readonly own: boolean
}

export type BeforeAfterAction =
  | PageAction
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'own'; readonly own: boolean }
  | { readonly kind: 'list'; readonly list: Loaded<ChangeList> }
  | { readonly kind: 'answer'; readonly to: Address; readonly found: Loaded<BeforeAfter> }

export function initialState(settings: Settings, address: Address): BeforeAfterState {
  const unknown = { ...nothingTold, list: loading, found: loading }
  return { settings, address, own: false, ...unknown }
}

/** The statistic is chosen from what is known already. */
export function sameQuestion(a: Address, b: Address): boolean {
  return requestOf(a) === requestOf(b)
}

export function reduce(state: BeforeAfterState, action: BeforeAfterAction): BeforeAfterState {
  switch (action.kind) {
    case 'address': {
      const { address } = action
      if (sameQuestion(state.address, address)) return { ...state, address }
      return { ...state, address, found: { kind: 'loading', value: latestOf(state.found) } }
    }
    case 'own':
      return { ...state, own: action.own }
    case 'list':
      return { ...state, list: action.list }
    case 'answer':
      // An answer to an earlier question may come late: it is not this page's any more.
      return sameQuestion(state.address, action.to) ? { ...state, found: action.found } : state
    default:
      return reducePage(state, action)
  }
}
