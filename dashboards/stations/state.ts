// What does the page of stations know? The stations, the one that is looked at, and the edit that is being written.
import type {
  Readiness,
  ReadinessEdited,
  StationHistory,
  StationReadiness,
} from '../../src/contract/readiness.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Draft } from '../parts/period-draft.ts'
import type { Settings } from '../settings.ts'

export interface Editor {
  readonly mode: 'new' | 'set' | 'remove'
  /** Of the period. */
  readonly id: string
  readonly station: string
  readonly draft: Draft
  readonly reason: string
  /** Faults are said once the writer has asked for something. */
  readonly tried: boolean
  readonly preview: Loaded<ReadinessEdited> | { readonly kind: 'none' }
  readonly sending: boolean
  readonly refusal?: string
}

export interface StationsState extends PageState {
  readonly readiness: Loaded<Readiness>
  /** Id of the station that is looked at. */
  readonly chosen?: string
  readonly history?: Loaded<StationHistory>
  readonly search: string
  readonly editor?: Editor
  /** What was saved last, in words. */
  readonly saved?: string
}

export type StationsAction =
  | PageAction
  | { readonly kind: 'readiness'; readonly readiness: Loaded<Readiness> }
  | { readonly kind: 'choose'; readonly chosen: string | undefined }
  | { readonly kind: 'history'; readonly of: string; readonly history: Loaded<StationHistory> }
  | { readonly kind: 'search'; readonly search: string }
  | { readonly kind: 'open'; readonly editor: Pick<Editor, 'mode' | 'id' | 'station' | 'draft'> }
  | { readonly kind: 'close' }
  | { readonly kind: 'write'; readonly change: Partial<Pick<Editor, 'draft' | 'reason'>> }
  | { readonly kind: 'tried' }
  | { readonly kind: 'preview'; readonly of: Draft; readonly preview: Editor['preview'] }
  | { readonly kind: 'sending' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'saved'; readonly edited: ReadinessEdited; readonly what: string }

export function initialState(settings: Settings, chosen: string | undefined): StationsState {
  const base = { settings, ...nothingTold, readiness: loading, search: '' }
  return chosen === undefined ? base : { ...base, chosen, history: loading }
}

function edited(state: StationsState, change: Partial<Editor>): StationsState {
  return state.editor ? { ...state, editor: { ...state.editor, ...change } } : state
}

export function reduce(state: StationsState, action: StationsAction): StationsState {
  switch (action.kind) {
    case 'readiness':
      // A poll that fails leaves what is known, with its own time beside it.
      return action.readiness.kind === 'failed' && latestOf(state.readiness)
        ? state
        : { ...state, readiness: action.readiness }
    case 'choose': {
      const { editor: _editor, saved: _saved, history: _history, chosen: _chosen, ...rest } = state
      return action.chosen === undefined ? rest : { ...rest, chosen: action.chosen, history: loading }
    }
    case 'history':
      return action.of === state.chosen ? { ...state, history: action.history } : state
    case 'search':
      return { ...state, search: action.search }
    case 'open': {
      const { saved: _saved, ...rest } = state
      const begun = { reason: '', tried: false, preview: { kind: 'none' as const }, sending: false }
      return { ...rest, editor: { ...action.editor, ...begun } }
    }
    case 'close': {
      const { editor: _editor, ...rest } = state
      return rest
    }
    case 'write':
      return edited(state, { ...action.change, refusal: undefined })
    case 'tried':
      return edited(state, { tried: true })
    case 'preview':
      return state.editor?.draft === action.of ? edited(state, { preview: action.preview }) : state
    case 'sending':
      return edited(state, { sending: true, refusal: undefined })
    case 'refused':
      return edited(state, { sending: false, refusal: action.detail })
    case 'saved': {
      const { editor: _editor, ...rest } = state
      return { ...rest, saved: action.what, readiness: withStation(state.readiness, action.edited.station) }
    }
    default:
      return reducePage(state, action)
  }
}

/** The answer to an edit tells the future week of the edit: the list keeps its own until it is asked again. */
function withStation(known: Loaded<Readiness>, station: StationReadiness): Loaded<Readiness> {
  const readiness = latestOf(known)
  if (!readiness) return known
  const { periods, findings, seen } = station
  const stations = readiness.stations.map((each) =>
    each.id === station.id ? { ...each, periods, findings, seen } : each,
  )
  return { kind: 'ready', value: { ...readiness, stations } }
}

export function mayEdit(state: StationsState): boolean {
  return latestOf(state.session)?.may.includes('edit-readiness') ?? false
}

export function chosenStation({ readiness, chosen }: StationsState): StationReadiness | undefined {
  return latestOf(readiness)?.stations.find(({ id }) => id === chosen)
}
