// The handover sheet: asked once, drawn, and asked anew when the reader wants the state of another moment.
import { render } from 'lit-html'
import type { ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { Situation } from '../../src/contract/situation.ts'
import { load, type Session } from '../api.ts'
import { localDate } from '../board/ask.ts'
import type { Region } from '../region.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type HandoverAction, initialState, reduce } from './state.ts'
import { type HandoverHandlers, handoverView } from './views/handover.ts'

const app = document.querySelector<HTMLElement>('#app')!
let state = initialState(loadSettings())
let frameAsked = false

function dispatch(action: HandoverAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(handoverView(state, handlers), app)
  document.title = `${wordsFor(state.settings.language).t('page.handover.title')} – Vaste`
}

const handlers: HandoverHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  renew: () => void ask(),
  print: () => window.print(),
}

async function ask(): Promise<void> {
  const situation = await load<Situation>('/api/v1/situation')
  dispatch({ kind: 'situation', situation })
  if (situation.kind !== 'ready') return
  const at = Date.parse(situation.value.serverAt)
  const span = `from=${localDate(at)}&to=${localDate(at, 2)}`
  const timelines = await load<ReadinessTimelines>(`/api/v1/readiness?${span}`)
  dispatch({ kind: 'timelines', timelines })
}

applySettings(state.settings)
void ask()
load<Region>('/api/v1/region').then((region) => dispatch({ kind: 'region', region }))
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
