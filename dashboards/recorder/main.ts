// The loop of the recorder: turns to a moment, plays on from it by the passing of time, and fetches ahead of the playhead.
import { render } from 'lit-html'
import type {
  RecordedChanges,
  RecordedMoment,
  RecordingAccesses,
  RecordingMarks,
  TaskMoments,
} from '../../src/contract/recording.ts'
import { instantOf } from '../anomalies/local-time.ts'
import { latestOf, load, type Session } from '../api.ts'
import type { MapIsland } from '../parts/map.ts'
import type { Region } from '../region.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { advanced, aheadMilliseconds, initialState, nextEvent, type RecorderAction, reduce } from './state.ts'
import { linesOf, type RecorderHandlers, recorderView } from './views/recorder.ts'

const pageMs = 600_000
const hourMs = 3_600_000
const passMs = 200
/** How far ahead an event is looked for before giving up. */
const pagesAtMost = 6

const app = document.querySelector<HTMLElement>('#app')!
const asked = new URLSearchParams(location.search)
const start = Math.floor((Date.parse(asked.get('at') ?? '') || Date.now() - 60_000) / 1000) * 1000

let state = initialState(loadSettings(), start, Date.now())
let frameAsked = false
let fetching: Promise<void> | undefined
let map: MapIsland | undefined
let mapBegun = false

function dispatch(action: RecorderAction): void {
  const before = state
  state = reduce(state, action)
  if (state.marks.kind === 'loading' && before.marks !== state.marks) void loadMarks()
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(recorderView(state, handlers), app)
  // Where the map is to stand is there from the first board on, and not before it is drawn.
  if (state.board && !mapBegun) void startMap()
  document.title = `${wordsFor(state.settings.language).t('page.recorder.title')} – Vaste`
  const { board } = state
  if (!map || !board) return
  const { units, stations } = board
  const ages = { now: state.at, limits: board.freshness, words: wordsFor(state.settings.language) }
  map.update({
    ...{ lines: linesOf(state), units, stations, ages, bare: [], locked: false },
    region: latestOf(state.region),
    selected: state.selected,
  })
}

const iso = (at: number) => new Date(at).toISOString()

async function turnTo(at: number): Promise<void> {
  const moment = Math.min(Math.round(at), Date.now() - 1000)
  dispatch({ kind: 'turn', at: moment })
  history.replaceState(
    null,
    '',
    `?${new URLSearchParams({ at: iso(moment), ...(state.task ? { task: state.task.task } : {}) })}`,
  )
  const found = await load<RecordedMoment>(`/api/v1/recording?at=${iso(moment)}`)
  if (state.at !== moment) return
  if (found.kind === 'ready') dispatch({ kind: 'moment', moment: found.value })
  else if (found.kind === 'failed') dispatch({ kind: 'failed', detail: found.detail })
}

/** One page at a time. */
function fetchOn(): Promise<void> {
  fetching ??= fetchPage().finally(() => {
    fetching = undefined
  })
  return fetching
}

async function fetchPage(): Promise<void> {
  const from = state.knownTo
  const to = Math.min(from + pageMs, Date.now())
  if (state.turning || !state.board || to - from < 1000) return
  const found = await load<RecordedChanges>(`/api/v1/recording/changes?from=${iso(from)}&to=${iso(to)}`)
  if (found.kind === 'ready') dispatch({ kind: 'steps', answer: found.value })
  else if (found.kind === 'failed') dispatch({ kind: 'failed', detail: found.detail })
}

async function toNextEvent(): Promise<void> {
  dispatch({ kind: 'play', playing: false })
  for (let page = 0; page < pagesAtMost && nextEvent(state) === undefined; page++) {
    const before = state.knownTo
    await fetchOn()
    if (state.knownTo === before) break
  }
  const at = nextEvent(state)
  if (at === undefined || state.turning) return
  state = advanced(state, at)
  dispatch({ kind: 'play', playing: false })
}

async function loadMarks(): Promise<void> {
  const { from, hours } = state
  const marks = await load<RecordingMarks>(
    `/api/v1/recording/marks?from=${iso(from)}&to=${iso(from + hours * hourMs)}`,
  )
  if (state.from === from && state.hours === hours) dispatch({ kind: 'marks', marks })
}

async function showTask(task: string): Promise<void> {
  dispatch({ kind: 'select', task })
  const found = await load<TaskMoments>(`/api/v1/recording/tasks/${encodeURIComponent(task)}`)
  if (found.kind === 'ready') dispatch({ kind: 'task', task: found.value })
  else if (found.kind === 'failed') dispatch({ kind: 'failed', detail: found.detail })
}

const handlers: RecorderHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  turnTo: (at) => void turnTo(at),
  play: (playing) => dispatch({ kind: 'play', playing }),
  setSpeed: (speed) => dispatch({ kind: 'speed', speed }),
  setSpan: (hours) =>
    dispatch({
      kind: 'span',
      hours,
      from: Math.min(state.at - (hours * hourMs) / 2, Date.now() - hours * hourMs),
    }),
  goTo(date, time) {
    const at = instantOf({ date, time }, state.at)
    if (at !== undefined) void turnTo(at)
  },
  nextEvent: () => void toNextEvent(),
  select: (task) => void showTask(task),
  closeTask() {
    dispatch({ kind: 'select', task: undefined })
    dispatch({ kind: 'task', task: undefined })
  },
}

const moves: Readonly<Record<string, number>> = { ArrowLeft: -10, ArrowRight: 10 }

/** Where keys mean something already they keep it. */
function onKey(event: KeyboardEvent): void {
  const busy = (event.target as HTMLElement).closest(
    'input, select, textarea, summary, [role="group"][tabindex]',
  )
  if (busy || event.ctrlKey || event.altKey || event.metaKey) return
  const seconds = moves[event.key]
  if (event.key === ' ' && !(event.target as HTMLElement).closest('button, a')) handlers.play(!state.playing)
  else if (event.key === 'n') handlers.nextEvent()
  else if (seconds !== undefined) handlers.turnTo(state.at + seconds * (event.shiftKey ? 6000 : 1000))
  else return
  event.preventDefault()
}

async function startMap(): Promise<void> {
  const element = document.querySelector<HTMLElement>('#map')
  if (!element) return
  mapBegun = true
  const { t } = wordsFor(state.settings.language)
  const locale = {
    'Map.Title': t('map.label'),
    'NavigationControl.ZoomIn': t('map.zoom-in'),
    'NavigationControl.ZoomOut': t('map.zoom-out'),
    'CooperativeGesturesHandler.MobileHelpText': t('map.two-fingers'),
  }
  try {
    const { mountMap } = await import('../parts/map.ts')
    map = mountMap(element, { locale, symbols: 1, pick: handlers.select, moved: () => {} })
  } catch {
    map = undefined
  }
  dispatch({ kind: 'map', map: map ? 'ready' : 'absent' })
}

async function begin(): Promise<void> {
  const session = await load<Session>('/api/v1/session')
  dispatch({ kind: 'session', session })
  const may = latestOf(session)?.may ?? []
  if (may.includes('see-recording-log')) {
    const found = await load<RecordingAccesses>('/api/v1/recording/accesses')
    if (found.kind === 'ready') dispatch({ kind: 'accesses', accesses: found.value.accesses })
  }
  if (!may.includes('see-recording')) return
  load<Region>('/api/v1/region').then((region) => dispatch({ kind: 'region', region }))
  void loadMarks()
  const task = asked.get('task')
  if (task) await showTask(task)
  const first = asked.has('at') ? undefined : state.task?.moments[0]?.receivedAt
  await turnTo(first ? Date.parse(first) : start)
}

applySettings(state.settings)
document.addEventListener('keydown', onKey)
let passedAt = performance.now()
setInterval(() => {
  const now = performance.now()
  if (state.playing) {
    if (state.knownTo - state.at < aheadMilliseconds(state)) void fetchOn()
    dispatch({ kind: 'pass', milliseconds: now - passedAt, now: Date.now() })
  }
  passedAt = now
}, passMs)
void begin()
