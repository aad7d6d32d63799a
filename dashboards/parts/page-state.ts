// What does every page know beside its own question? The reader's settings, who the reader is, and the county.
import { type Loaded, loading, type Session } from '../api.ts'
import type { Region } from '../region.ts'
import type { Settings } from '../settings.ts'

export interface PageState {
  readonly settings: Settings
  readonly session: Loaded<Session>
  readonly region: Loaded<Region>
}

export type PageAction =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'session'; readonly session: Loaded<Session> }
  | { readonly kind: 'region'; readonly region: Loaded<Region> }

/** Before the service has answered. */
export const nothingTold = { session: loading, region: loading } as const

/** The cases that every page's own reduce leaves over. */
export function reducePage<State extends PageState>(state: State, action: PageAction): State {
  const { kind: _kind, ...told } = action
  return { ...state, ...told }
}
