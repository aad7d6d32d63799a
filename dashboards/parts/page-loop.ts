// The loop of a page: an action changes the state, and the state is drawn at most once a frame.
import { render, type TemplateResult } from 'lit-html'
import { load, type Session } from '../api.ts'
import type { Region } from '../region.ts'
import { applySettings, type Settings, saveSettings } from '../settings.ts'
import { type Words, wordsFor } from '../words.ts'
import type { PageAction, PageState } from './page-state.ts'

export interface PageRules<State extends PageState, Action> {
  readonly state: State
  readonly reduce: (state: State, action: Action | PageAction) => State
  readonly view: (state: State) => TemplateResult
  /** Of the tab, before the name of the house. */
  readonly title: (words: Words, state: State) => string
  /** After each drawing: what a template cannot say. */
  readonly drawn?: (state: State) => void
  /** Actions that cannot wait for the next frame. */
  readonly isUrgent?: (action: Action | PageAction) => boolean
}

export interface PageLoop<State extends PageState, Action> {
  readonly app: HTMLElement
  /** As it is now. */
  readonly state: State
  dispatch(action: Action | PageAction): void
  draw(): void
  /** Once, after the next drawing: where the reader looks next. */
  afterDraw(work: () => void): void
  /** The settings as the reader has just chosen them. */
  choose(settings: Settings): void
  /** Draws what is known already. */
  start(): void
  /** Who the reader is, and what the county's places are called. */
  askSession(): Promise<void>
  askRegion(): Promise<void>
}

/** Draws, and once more when a text was found lacking: what frames the page says so before its content is made. */
export function drawWhole(app: HTMLElement, { lacking }: Words, view: () => TemplateResult): void {
  const before = lacking.size
  render(view(), app)
  if (lacking.size > before) render(view(), app)
}

export function createPage<State extends PageState, Action>(
  rules: PageRules<State, Action>,
): PageLoop<State, Action> {
  const app = document.querySelector<HTMLElement>('#app')!
  let state = rules.state
  let frameAsked = false
  let next: (() => void) | undefined

  function dispatch(action: Action | PageAction): void {
    state = rules.reduce(state, action)
    if (rules.isUrgent?.(action)) return draw()
    if (frameAsked) return
    frameAsked = true
    requestAnimationFrame(draw)
  }

  function draw(): void {
    frameAsked = false
    const words = wordsFor(state.settings.language)
    drawWhole(app, words, () => rules.view(state))
    document.title = `${rules.title(words, state)} – Vaste`
    rules.drawn?.(state)
    const work = next
    next = undefined
    work?.()
  }

  return {
    app,
    get state() {
      return state
    },
    ...{ dispatch, draw },
    afterDraw(work) {
      next = work
    },
    choose(settings) {
      saveSettings(settings)
      applySettings(settings)
      dispatch({ kind: 'settings', settings })
    },
    start() {
      applySettings(state.settings)
      draw()
    },
    async askSession() {
      dispatch({ kind: 'session', session: await load<Session>('/api/v1/session') })
    },
    async askRegion() {
      dispatch({ kind: 'region', region: await load<Region>('/api/v1/region') })
    },
  }
}
