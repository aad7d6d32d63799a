// What does the handover sheet know? One answer for each thing asked; pure.
import type { ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { Situation } from '../../src/contract/situation.ts'
import { type Loaded, loading, type Session } from '../api.ts'
import type { Region } from '../region.ts'
import type { Settings } from '../settings.ts'

export interface HandoverState {
  readonly settings: Settings
  readonly session: Loaded<Session>
  readonly situation: Loaded<Situation>
  readonly timelines: Loaded<ReadinessTimelines>
  readonly region: Loaded<Region>
}

export type HandoverAction =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'session'; readonly session: Loaded<Session> }
  | { readonly kind: 'situation'; readonly situation: Loaded<Situation> }
  | { readonly kind: 'timelines'; readonly timelines: Loaded<ReadinessTimelines> }
  | { readonly kind: 'region'; readonly region: Loaded<Region> }

export function initialState(settings: Settings): HandoverState {
  return { settings, session: loading, situation: loading, timelines: loading, region: loading }
}

export function reduce(state: HandoverState, action: HandoverAction): HandoverState {
  switch (action.kind) {
    case 'settings':
      return { ...state, settings: action.settings }
    case 'session':
      return { ...state, session: action.session }
    case 'situation':
      return { ...state, situation: action.situation }
    case 'timelines':
      return { ...state, timelines: action.timelines }
    case 'region':
      return { ...state, region: action.region }
  }
}
