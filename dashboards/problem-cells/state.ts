// What does the page of problem cells know? The address, the answer, the county, and which part of it the map shows.
import type { ProblemCells } from '../../src/contract/problem-cells.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import type { Address } from './address.ts'

export const views = ['cells', 'county', 'selected'] as const
export type View = (typeof views)[number]

export interface ProblemCellsState extends PageState {
  readonly thisYear: number
  readonly address: Address
  readonly view: View
  readonly found: Loaded<ProblemCells>
}

export type ProblemCellsAction =
  | PageAction
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'answer'; readonly to: Address; readonly found: Loaded<ProblemCells> }

export function initialState(settings: Settings, address: Address, thisYear: number): ProblemCellsState {
  const unknown = { ...nothingTold, found: loading }
  return { settings, thisYear, address, view: 'cells', ...unknown }
}

/** The chosen cell is looked up in what is known already. */
export function sameQuestion(a: Address, b: Address): boolean {
  return a.year === b.year && a.reading === b.reading && a.minimum === b.minimum
}

export function reduce(state: ProblemCellsState, action: ProblemCellsAction): ProblemCellsState {
  switch (action.kind) {
    case 'address': {
      const { address } = action
      if (sameQuestion(state.address, address)) return { ...state, address }
      return { ...state, address, found: { kind: 'loading', value: latestOf(state.found) } }
    }
    case 'view':
      return { ...state, view: action.view }
    case 'answer':
      // An answer to an earlier question may come late: it is not this page's any more.
      return sameQuestion(state.address, action.to) ? { ...state, found: action.found } : state
    default:
      return reducePage(state, action)
  }
}
