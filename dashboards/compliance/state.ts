// What does the compliance page know? The address asked for and, for each answer, how far it has come.
import type { Compliance, Distribution, Revision, Trend } from '../../src/contract/compliance.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import { type Address, sameQuestion } from './address.ts'
import { type AnswerName, type Asked, nothingAsked, type SectionAnswers } from './sections.ts'

export interface Answers {
  readonly compliance: Loaded<Compliance>
  readonly distribution: Loaded<Distribution>
  readonly trend: Loaded<Trend>
  readonly revisions: Loaded<{ readonly revisions: readonly Revision[] }>
}

export interface ComplianceState extends Answers, PageState {
  readonly thisMonth: string
  readonly address: Address
  /** Rows of the table whose details are open, by `rowKey`. */
  readonly openRows: readonly string[]
  readonly sections: SectionAnswers
  /** What was copied last, until something else happens. */
  readonly copied?: string
}

export type ComplianceAction =
  | PageAction
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'answer'; readonly to: Address; readonly answer: Partial<Answers> }
  | { readonly kind: 'toggle-row'; readonly row: string }
  /** A section asks; without a path it asks nothing any more. */
  | { readonly kind: 'ask'; readonly name: AnswerName; readonly path?: string }
  | { readonly kind: 'told'; readonly name: AnswerName; readonly asked: Asked<never> }
  | { readonly kind: 'copied'; readonly what?: string }

export function initialState(settings: Settings, address: Address, thisMonth: string): ComplianceState {
  const unknown = { compliance: loading, distribution: loading, trend: loading, revisions: loading }
  const nothingOpen = { openRows: [], sections: nothingAsked }
  return { settings, thisMonth, address, ...nothingTold, ...unknown, ...nothingOpen }
}

const stale = <T>(loaded: Loaded<T>): Loaded<T> => ({ kind: 'loading', value: latestOf(loaded) })

/** The old figures stay, marked as being replaced; another service's figures would mislead, so they go. */
function moveTo(state: ComplianceState, address: Address): ComplianceState {
  if (sameQuestion(state.address, address)) return { ...state, address }
  const sameService = state.address.service === address.service
  const keep = <T>(loaded: Loaded<T>): Loaded<T> => (sameService ? stale(loaded) : loading)
  return {
    ...state,
    address,
    compliance: keep(state.compliance),
    distribution: keep(state.distribution),
    trend: keep(state.trend),
    revisions: loading,
    openRows: sameService ? state.openRows : [],
    sections: sameService ? state.sections : nothingAsked,
  }
}

/** A section's old answer stays while the next comes, as the figures do; a passport is of one figure alone. */
function ask(state: ComplianceState, name: AnswerName, path: string | undefined): ComplianceState {
  const keep = path !== undefined && name !== 'passport'
  const answer = keep ? stale<unknown>(state.sections[name].answer) : loading
  return { ...state, copied: undefined, sections: { ...state.sections, [name]: { path, answer } } }
}

function toggleRow({ openRows }: ComplianceState, row: string): readonly string[] {
  return openRows.includes(row) ? openRows.filter((other) => other !== row) : [...openRows, row]
}

export function reduce(state: ComplianceState, action: ComplianceAction): ComplianceState {
  switch (action.kind) {
    case 'address':
      return moveTo(state, action.address)
    case 'answer':
      // An answer to an earlier question may come late: it is not this page's any more.
      return sameQuestion(state.address, action.to) ? { ...state, ...action.answer } : state
    case 'toggle-row':
      return { ...state, openRows: toggleRow(state, action.row) }
    case 'ask':
      return ask(state, action.name, action.path)
    case 'told': {
      const { name, asked } = action
      if (state.sections[name].path !== asked.path) return state
      return { ...state, sections: { ...state.sections, [name]: asked } }
    }
    case 'copied':
      return { ...state, copied: action.what }
    default:
      return reducePage(state, action)
  }
}
