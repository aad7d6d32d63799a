// What does the compliance page know? The address asked for and, for each answer, how far it has come.
import type { Compliance, Distribution, Revision, Trend } from '../../src/contract/compliance.ts'
import { type Loaded, latestOf, loading, type Session } from '../api.ts'
import type { Settings } from '../settings.ts'
import type { Address } from './address.ts'

export interface Answers {
  readonly compliance: Loaded<Compliance>
  readonly distribution: Loaded<Distribution>
  readonly trend: Loaded<Trend>
  readonly revisions: Loaded<{ readonly revisions: readonly Revision[] }>
}

export interface ComplianceState extends Answers {
  readonly settings: Settings
  readonly thisMonth: string
  readonly address: Address
  readonly session: Loaded<Session>
  readonly county: Loaded<CountyNames>
}

export interface CountyNames {
  readonly name: Readonly<Record<string, string>>
  readonly attribution: readonly string[]
}

export type ComplianceAction =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'session'; readonly session: Loaded<Session> }
  | { readonly kind: 'county'; readonly county: Loaded<CountyNames> }
  | { readonly kind: 'answer'; readonly to: Address; readonly answer: Partial<Answers> }

export function initialState(settings: Settings, address: Address, thisMonth: string): ComplianceState {
  const unknown = { compliance: loading, distribution: loading, trend: loading, revisions: loading }
  return { settings, thisMonth, address, session: loading, county: loading, ...unknown }
}

const sameQuestion = (a: Address, b: Address) => a.service === b.service && a.month === b.month

const stale = <T>(loaded: Loaded<T>): Loaded<T> => ({ kind: 'loading', value: latestOf(loaded) })

/** The old figures stay, marked as being replaced; another service's figures would mislead, so they go. */
function ask(state: ComplianceState, address: Address): ComplianceState {
  if (sameQuestion(state.address, address)) return { ...state, address }
  const keep = <T>(loaded: Loaded<T>): Loaded<T> =>
    state.address.service === address.service ? stale(loaded) : loading
  return {
    ...state,
    address,
    compliance: keep(state.compliance),
    distribution: keep(state.distribution),
    trend: keep(state.trend),
    revisions: loading,
  }
}

export function reduce(state: ComplianceState, action: ComplianceAction): ComplianceState {
  switch (action.kind) {
    case 'settings':
      return { ...state, settings: action.settings }
    case 'address':
      return ask(state, action.address)
    case 'session':
      return { ...state, session: action.session }
    case 'county':
      return { ...state, county: action.county }
    case 'answer':
      // An answer to an earlier question may come late: it is not this page's any more.
      return sameQuestion(state.address, action.to) ? { ...state, ...action.answer } : state
  }
}
