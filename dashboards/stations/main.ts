// The loop of the page of stations: the address names the station, the answers come, drawn at most once a frame.
import { render } from 'lit-html'
import type { Readiness, ReadinessEdited, StationHistory } from '../../src/contract/readiness.ts'
import { latestOf, load, type Session } from '../api.ts'
import type { CountyNames } from '../compliance/state.ts'
import { draftOf, emptyDraft, faultsOf, freeId, periodOf } from '../parts/period-draft.ts'
import { send } from '../parts/send.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Editor, initialState, reduce, type StationsAction } from './state.ts'
import { editorFaults } from './views/editor.ts'
import { type StationsHandlers, stationsView } from './views/stations.ts'

const previewAfterMilliseconds = 250
const pollMilliseconds = 30_000

const app = document.querySelector<HTMLElement>('#app')!
const stationIn = (search: string) => new URLSearchParams(search).get('station') ?? undefined

let state = initialState(loadSettings(), stationIn(location.search))
let frameAsked = false
let afterDraw: (() => void) | undefined
let previewTimer: ReturnType<typeof setTimeout> | undefined

function dispatch(action: StationsAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(stationsView(state, handlers), app)
  document.title = `${wordsFor(state.settings.language).t('page.stations.title')} – Vaste`
  const work = afterDraw
  afterDraw = undefined
  work?.()
}

const focus = (selector: string) => () => {
  const found = app.querySelector<HTMLElement>(selector)
  found?.focus({ preventScroll: true })
  found?.scrollIntoView({ block: 'nearest' })
}

const handlers: StationsHandlers = {
  chooseSettings(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  choose(station) {
    history.pushState(null, '', `?station=${encodeURIComponent(station)}`)
    show(station)
    afterDraw = focus('#station-title')
  },
  search: (search) => dispatch({ kind: 'search', search }),
  open(mode, station, period) {
    const today = latestOf(state.readiness)!.today
    const taken = station.periods.map(({ id }) => id)
    const draft = period ? draftOf(period) : emptyDraft(station.services[0] ?? 'rescue', today)
    const id = period && mode !== 'new' ? period.id : freeId(station.id, draft.slot, taken)
    const begun = mode === 'new' && period ? { ...draft, validFrom: today, validTo: '' } : draft
    dispatch({ kind: 'open', editor: { mode, id, station: station.id, draft: begun } })
    afterDraw = focus('#editor-title')
    askPreview()
  },
  fill(change) {
    if (!state.editor) return
    dispatch({ kind: 'write', change: { draft: change(state.editor.draft) } })
    askPreview()
  },
  say: (reason) => dispatch({ kind: 'write', change: { reason } }),
  close() {
    dispatch({ kind: 'close' })
    afterDraw = focus('#station-title')
  },
  save,
}

function show(station: string | undefined): void {
  dispatch({ kind: 'choose', chosen: station })
  if (station !== undefined) askHistory(station)
}

async function askHistory(of: string): Promise<void> {
  const found = await load<StationHistory>(`/api/v1/stations/${encodeURIComponent(of)}/readiness`)
  dispatch({ kind: 'history', of, history: found })
}

async function askReadiness(): Promise<void> {
  dispatch({ kind: 'readiness', readiness: await load<Readiness>('/api/v1/readiness') })
}

/** A new period is named by its crew, which is known only when it is saved. */
function wanted({ mode, id, station, draft }: Editor) {
  if (mode === 'remove') return { action: 'remove' as const, period: id }
  const known = latestOf(state.readiness)?.stations.find((each) => each.id === station)
  const taken = known?.periods.map((period) => period.id) ?? []
  return {
    action: 'set' as const,
    period: periodOf(draft, mode === 'new' ? freeId(station, draft.slot, taken) : id),
  }
}

const pathOf = ({ station }: Editor) => `/api/v1/stations/${encodeURIComponent(station)}/readiness`

/** Once the fields rest. */
function askPreview(): void {
  clearTimeout(previewTimer)
  const { editor } = state
  if (!editor || (editor.mode !== 'remove' && faultsOf(editor.draft).size > 0)) return
  previewTimer = setTimeout(async () => {
    const answer = await send<ReadinessEdited>(`${pathOf(editor)}/preview`, wanted(editor))
    dispatch({ kind: 'preview', of: editor.draft, preview: answer })
  }, previewAfterMilliseconds)
}

async function save(): Promise<void> {
  const { editor } = state
  if (!editor || editor.sending) return
  dispatch({ kind: 'tried' })
  if (state.editor && editorFaults(state.editor).size > 0) {
    afterDraw = () => app.querySelector<HTMLElement>('.editor [aria-invalid="true"]')?.focus()
    return
  }
  dispatch({ kind: 'sending' })
  const seen = latestOf(state.readiness)?.stations.find(({ id }) => id === editor.station)?.seen
  const body = { ...wanted(editor), reason: editor.reason.trim(), seen }
  const answer = await send<ReadinessEdited>(pathOf(editor), body)
  if (answer.kind === 'failed') {
    dispatch({ kind: 'refused', detail: answer.detail })
    // Somebody else was quicker: what stands now is shown behind the form.
    if (answer.status === 409) await askReadiness()
    return
  }
  dispatch({ kind: 'saved', edited: answer.value, what: editor.draft.slot })
  afterDraw = focus('#station-title')
  await Promise.all([askReadiness(), askHistory(editor.station)])
}

applySettings(state.settings)
addEventListener('popstate', () => show(stationIn(location.search)))
draw()
askReadiness()
setInterval(askReadiness, pollMilliseconds)
if (state.chosen !== undefined) askHistory(state.chosen)
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<CountyNames>('/api/v1/region').then((county) => dispatch({ kind: 'county', county }))
