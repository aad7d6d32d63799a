// What does the handover sheet know? One answer for each thing asked; pure.
import type { ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { Situation } from '../../src/contract/situation.ts'
import { type Loaded, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'

export interface HandoverState extends PageState {
  readonly situation: Loaded<Situation>
  readonly timelines: Loaded<ReadinessTimelines>
}

export type HandoverAction =
  | PageAction
  | { readonly kind: 'situation'; readonly situation: Loaded<Situation> }
  | { readonly kind: 'timelines'; readonly timelines: Loaded<ReadinessTimelines> }

export function initialState(settings: Settings): HandoverState {
  return { settings, ...nothingTold, situation: loading, timelines: loading }
}

export function reduce(state: HandoverState, action: HandoverAction): HandoverState {
  switch (action.kind) {
    case 'situation':
      return { ...state, situation: action.situation }
    case 'timelines':
      return { ...state, timelines: action.timelines }
    default:
      return reducePage(state, action)
  }
}
