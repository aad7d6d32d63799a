// What does the planning page know? The bench, what the plan is laid over, its effect, and what is being looked at.

import type { PlanFile } from '../../src/contract/plan.ts'
import type { Duel } from '../../src/contract/plan-duel.ts'
import type { PlanEffect } from '../../src/contract/plan-effect.ts'
import type { PlanGround } from '../../src/contract/plan-ground.ts'
import type { Suggestion } from '../../src/contract/plan-suggestion.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import type { TextKey, Values } from '../words.ts'
import type { Address } from './address.ts'
import { type Bench, benchOf, named, redone, stepped, undone } from './bench.ts'
import type { ChangeForm } from './change-form.ts'
import { type MapView, wholeCounty } from './map-view.ts'
import { questionOf } from './question.ts'

/** Of the question that the newest answer is to. */
export interface Effect {
  readonly value?: PlanEffect
  /** The question that `value` answers. */
  readonly of?: string
  /** The question that is being asked. */
  readonly asking?: string
  /** It has taken so long that the wait is said. */
  readonly isSlow: boolean
  readonly failed?: string
}

export interface DuelPanel {
  readonly source: 'recorded' | 'simulated'
  readonly replications: number
  /** The plan that was sent. */
  readonly of?: PlanFile
  readonly asking: boolean
  readonly duel?: Duel
  readonly failed?: string
}

export interface SuggestPanel {
  readonly goal: 'coverage' | 'median'
  readonly weight: 'residents' | 'tasks'
  readonly k: number
  readonly asking: boolean
  readonly found?: Suggestion
  readonly failed?: string
  /** Number of the suggestion whose cells are on the map. */
  readonly shown?: number
}

export interface Notice {
  readonly key: TextKey
  readonly values?: Values
  readonly isFault: boolean
}

export interface TableOrder {
  readonly by: number
  readonly descending: boolean
}

export interface PlanningState extends PageState {
  readonly ground: Loaded<PlanGround>
  readonly address: Address
  readonly bench: Bench
  readonly effect: Effect
  /** Id of the station whose crews are open in the list. */
  readonly station?: string
  /** Where the keyboard was last in the list. */
  readonly reached?: string
  readonly search: string
  readonly form?: ChangeForm
  /** Faults are said once the writer has asked for something. */
  readonly tried: boolean
  /** Index of the cell that is looked at. */
  readonly cell?: number
  readonly view: MapView
  /** Told once, where the reader looks. */
  readonly notice?: Notice
  readonly order: TableOrder
  /** Names of the tables that are unfolded. */
  readonly opened: ReadonlySet<string>
  readonly duel: DuelPanel
  readonly suggest: SuggestPanel
}

export type PlanningAction =
  | PageAction
  | { readonly kind: 'ground'; readonly ground: Loaded<PlanGround> }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'step'; readonly plan: PlanFile }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  /** Another plan is put on the bench; what lay there can be had back by undoing. */
  | { readonly kind: 'open'; readonly plan: PlanFile }
  | { readonly kind: 'ask'; readonly question: string }
  | { readonly kind: 'slow'; readonly question: string }
  /** The answer that is on the page is to the present question again. */
  | { readonly kind: 'known' }
  | { readonly kind: 'effect'; readonly question: string; readonly found: Loaded<PlanEffect> }
  | { readonly kind: 'station'; readonly station: string | undefined }
  | { readonly kind: 'reach'; readonly station: string }
  | { readonly kind: 'search'; readonly search: string }
  | { readonly kind: 'form'; readonly form: ChangeForm | undefined }
  | { readonly kind: 'write'; readonly change: (form: ChangeForm) => ChangeForm }
  | { readonly kind: 'tried' }
  | { readonly kind: 'cell'; readonly cell: number | undefined }
  | { readonly kind: 'view'; readonly view: MapView }
  | { readonly kind: 'notice'; readonly notice: Notice | undefined }
  | { readonly kind: 'order'; readonly order: TableOrder }
  | { readonly kind: 'unfold'; readonly table: string; readonly isOpen: boolean }
  | { readonly kind: 'duel'; readonly change: Partial<DuelPanel> }
  | { readonly kind: 'suggest'; readonly change: Partial<SuggestPanel> }

export function initialState(settings: Settings, address: Address, plan: PlanFile): PlanningState {
  return {
    ...{ settings, ...nothingTold, ground: loading, address, bench: benchOf(plan) },
    ...{ effect: { isSlow: false }, search: '', tried: false, view: wholeCounty },
    order: { by: 1, descending: true },
    opened: new Set(['measures']),
    duel: { source: 'recorded', replications: 1, asking: false },
    suggest: { goal: 'coverage', weight: 'residents', k: 2, asking: false },
  }
}

export function reduce(state: PlanningState, action: PlanningAction): PlanningState {
  switch (action.kind) {
    case 'ground':
      return { ...state, ground: kept(state.ground, action.ground) }
    case 'address':
      return { ...state, address: action.address }
    case 'step':
      return { ...state, bench: stepped(state.bench, action.plan), notice: undefined }
    case 'name':
      return { ...state, bench: named(state.bench, action.name) }
    case 'undo':
      return { ...state, bench: undone(state.bench), form: undefined, notice: undefined }
    case 'redo':
      return { ...state, bench: redone(state.bench), form: undefined, notice: undefined }
    case 'open':
      return { ...state, bench: stepped(state.bench, action.plan), form: undefined, tried: false }
    case 'station':
      return { ...state, station: action.station }
    case 'reach':
      return { ...state, reached: action.station }
    case 'search':
      return { ...state, search: action.search }
    case 'form':
      return { ...state, form: action.form, tried: false }
    case 'write':
      return state.form ? { ...state, form: action.change(state.form) } : state
    case 'tried':
      return { ...state, tried: true }
    case 'cell':
      return { ...state, cell: action.cell }
    case 'view':
      return { ...state, view: action.view }
    case 'notice':
      return { ...state, notice: action.notice }
    case 'order':
      return { ...state, order: action.order }
    case 'unfold':
      return { ...state, opened: unfolded(state.opened, action) }
    case 'duel':
      return { ...state, duel: { ...state.duel, ...action.change } }
    case 'suggest':
      return { ...state, suggest: { ...state.suggest, ...action.change } }
    case 'known':
      return { ...state, effect: { ...state.effect, asking: undefined, isSlow: false, failed: undefined } }
    case 'ask':
    case 'slow':
    case 'effect':
      return { ...state, effect: effectAfter(state.effect, action) }
    default:
      return reducePage(state, action)
  }
}

/** The same set where it is so already: a table that is drawn open says that it was opened. */
function unfolded(
  opened: ReadonlySet<string>,
  { table, isOpen }: Extract<PlanningAction, { kind: 'unfold' }>,
): ReadonlySet<string> {
  if (opened.has(table) === isOpen) return opened
  return isOpen ? new Set([...opened, table]) : new Set([...opened].filter((each) => each !== table))
}

/** Only the newest question counts; an answer that fails leaves the last good one on the page. */
function effectAfter(
  effect: Effect,
  action: Extract<PlanningAction, { kind: 'ask' | 'slow' | 'effect' }>,
): Effect {
  if (action.kind === 'ask') return { ...effect, asking: action.question, isSlow: false }
  if (effect.asking !== action.question) return effect
  if (action.kind === 'slow') return { ...effect, isSlow: true }
  const { value, of } = effect
  const { found } = action
  if (found.kind === 'failed') return { value, of, isSlow: false, failed: found.detail }
  if (found.kind === 'loading') return effect
  return { value: found.value, of: action.question, isSlow: false }
}

/** What is known stays while something newer fails to come, as long as it is said elsewhere. */
function kept<T>(known: Loaded<T>, next: Loaded<T>): Loaded<T> {
  return next.kind === 'loading' && latestOf(known) ? { kind: 'loading', value: latestOf(known) } : next
}

/** The figures on the page are of another plan, or of another hour, than the bench says. */
export function isStale({ effect, bench, address }: PlanningState): boolean {
  return effect.of !== questionOf(bench.plan, address).key
}
