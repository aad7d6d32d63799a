// The loop of the recorder: turns to a moment, plays on from it by the passing of time, and fetches ahead of the playhead.
import type {
  RecordedChanges,
  RecordedMoment,
  RecordingAccesses,
  RecordingMarks,
  TaskMoments,
} from '../../src/contract/recording.ts'
import { instantOf } from '../anomalies/local-time.ts'
import { latestOf, load } from '../api.ts'
import { markedCells } from '../board/cells.ts'
import { mountLiveMap } from '../parts/live-map.ts'
import type { MapIsland } from '../parts/map.ts'
import { createPage } from '../parts/page-loop.ts'
import { loadSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { onKeys } from './keys.ts'
import {
  aheadMilliseconds,
  hourMs,
  initialState,
  nextEvent,
  type RecorderAction,
  type RecorderState,
  reduce,
  secondAfter,
  turnDue,
} from './state.ts'
import { agesOf, linesOf, type RecorderHandlers, recorderView } from './views/recorder.ts'

const pageMs = 600_000
const passMs = 200
/** How far ahead an event is looked for before giving up. */
const pagesAtMost = 6

const asked = new URLSearchParams(location.search)
const start = Math.floor((Date.parse(asked.get('at') ?? '') || Date.now() - 60_000) / 1000) * 1000

const page = createPage<RecorderState, RecorderAction>({
  state: initialState(loadSettings(), start, Date.now()),
  reduce,
  view: (state) => recorderView(state, handlers),
  title: ({ t }) => t('page.recorder.title'),
  drawn(state) {
    // Where the map is to stand is there from the first board on, and not before it is drawn.
    if (state.board && !mapBegun) void startMap()
    drawMap(state)
  },
})
let fetching: Promise<void> | undefined
let map: MapIsland | undefined
let mapBegun = false

function dispatch(action: RecorderAction): void {
  const { marks } = page.state
  page.dispatch(action)
  if (page.state.marks.kind === 'loading' && marks !== page.state.marks) void loadMarks()
}

function drawMap(state: RecorderState): void {
  const { board, selected } = state
  if (!map || !board) return
  const { units, stations } = board
  map.update({
    ...{ lines: linesOf(state), units, stations, region: latestOf(state.region), selected, locked: false },
    ages: agesOf(board, state, wordsFor(state.settings.language)),
    ...markedCells(board),
  })
}

const iso = (at: number) => new Date(at).toISOString()

async function turnTo(at: number): Promise<void> {
  const moment = Math.min(Math.round(at / 1000) * 1000, Math.floor(Date.now() / 1000 - 1) * 1000)
  dispatch({ kind: 'turn', at: moment })
  const { task } = page.state
  history.replaceState(
    null,
    '',
    `?${new URLSearchParams({ at: iso(moment), ...(task ? { task: task.task } : {}) })}`,
  )
  const found = await load<RecordedMoment>(`/api/v1/recording?at=${iso(moment)}`)
  if (page.state.at !== moment) return
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
  const { knownTo: from, turning, board, anewAt } = page.state
  const to = Math.min(from + pageMs, Math.floor(Date.now() / 1000) * 1000)
  if (turning || !board || anewAt !== undefined || to - from < 1000) return
  const found = await load<RecordedChanges>(`/api/v1/recording/changes?from=${iso(from)}&to=${iso(to)}`)
  if (found.kind === 'ready') dispatch({ kind: 'steps', answer: found.value })
  else if (found.kind === 'failed') dispatch({ kind: 'failed', detail: found.detail })
}

async function toNextEvent(): Promise<void> {
  dispatch({ kind: 'play', playing: false })
  for (let tried = 0; tried < pagesAtMost && nextEvent(page.state) === undefined; tried++) {
    const { knownTo, anewAt } = page.state
    if (anewAt === undefined) await fetchOn()
    else await turnTo(secondAfter(anewAt))
    if (page.state.knownTo === knownTo && page.state.anewAt === anewAt) break
  }
  const at = nextEvent(page.state)
  if (at !== undefined) dispatch({ kind: 'advance', at })
}

async function loadMarks(): Promise<void> {
  const { from, hours } = page.state
  const marks = await load<RecordingMarks>(
    `/api/v1/recording/marks?from=${iso(from)}&to=${iso(from + hours * hourMs)}`,
  )
  if (page.state.from === from && page.state.hours === hours) dispatch({ kind: 'marks', marks })
}

async function showTask(task: string): Promise<void> {
  dispatch({ kind: 'select', task })
  const found = await load<TaskMoments>(`/api/v1/recording/tasks/${encodeURIComponent(task)}`)
  if (found.kind === 'ready') dispatch({ kind: 'task', task: found.value })
  else if (found.kind === 'failed') dispatch({ kind: 'failed', detail: found.detail })
}

const handlers: RecorderHandlers = {
  choose: page.choose,
  turnTo: (at) => void turnTo(at),
  play: (playing) => dispatch({ kind: 'play', playing }),
  setSpeed: (speed) => dispatch({ kind: 'speed', speed }),
  setSpan: (hours) =>
    dispatch({
      kind: 'span',
      hours,
      from: Math.min(page.state.at - (hours * hourMs) / 2, Date.now() - hours * hourMs),
    }),
  goTo(date, time) {
    const at = instantOf({ date, time }, page.state.at)
    if (at !== undefined) void turnTo(at)
  },
  nextEvent: () => void toNextEvent(),
  select: (task) => void showTask(task),
  closeTask() {
    dispatch({ kind: 'select', task: undefined })
    dispatch({ kind: 'task', task: undefined })
  },
}

async function startMap(): Promise<void> {
  const element = document.querySelector<HTMLElement>('#map')
  if (!element) return
  mapBegun = true
  const words = wordsFor(page.state.settings.language)
  map = await mountLiveMap(element, { words, symbols: 1, pick: handlers.select, moved: () => {} })
  dispatch({ kind: 'map', map: map ? 'ready' : 'absent' })
}

async function begin(): Promise<void> {
  await page.askSession()
  const may = latestOf(page.state.session)?.may ?? []
  if (may.includes('see-recording-log')) {
    const found = await load<RecordingAccesses>('/api/v1/recording/accesses')
    if (found.kind === 'ready') dispatch({ kind: 'accesses', accesses: found.value.accesses })
  }
  if (!may.includes('see-recording')) return
  void page.askRegion()
  void loadMarks()
  const task = asked.get('task')
  if (task) await showTask(task)
  const first = asked.has('at') ? undefined : page.state.task?.moments[0]?.receivedAt
  await turnTo(first ? secondAfter(Date.parse(first)) : start)
}

function pass(milliseconds: number): void {
  if (!page.state.playing) return
  if (page.state.knownTo - page.state.at < aheadMilliseconds(page.state)) void fetchOn()
  dispatch({ kind: 'pass', milliseconds, now: Date.now() })
  const anew = turnDue(page.state)
  if (anew !== undefined) void turnTo(anew)
}

page.start()
onKeys(handlers, () => page.state)
let passedAt = performance.now()
setInterval(() => {
  const now = performance.now()
  pass(now - passedAt)
  passedAt = now
}, passMs)
void begin()
