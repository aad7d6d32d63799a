// The live board's one loop: an action changes the state, and the state is drawn at most once a frame.
import { render } from 'lit-html'
import type { Session } from '../api.ts'
import { latestOf, load } from '../api.ts'
import type { MapIsland } from '../parts/map.ts'
import type { Region } from '../region.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { createAlarmBell } from './alarm-bell.ts'
import { announcement, type Verdict, type VerdictChange, verdictChanges, verdicts } from './announcements.ts'
import { createAsker } from './ask.ts'
import { markedCells } from './cells.ts'
import { LiveConnection } from './connection.ts'
import { addressOf, hasTabs, modeIn, type Tab } from './modes.ts'
import { startOffline } from './offline.ts'
import { liveNow, serverNow } from './server-clock.ts'
import { type BoardAction, initialState, reduce } from './state.ts'
import { type TaskLine, taskLines } from './tasks.ts'
import { type BoardHandlers, boardView } from './views/board.ts'
import { shownBoard } from './views/now.ts'

const announceEveryMilliseconds = 5000

/** So many times the size at the desk. */
const wallSymbols = 2.2

const app = document.querySelector<HTMLElement>('#app')!
let state = initialState(loadSettings(), Date.now(), modeIn(location.search))
let frameAsked = false
let map: MapIsland | undefined
let known: ReadonlyMap<string, Verdict> | undefined
let unsaid: readonly VerdictChange[] = []
let announcedAt = 0

function dispatch(action: BoardAction): void {
  const before = state
  state = reduce(state, action)
  if (state.resync && !before.resync) live.resync()
  // Not with the drawing: a page that nobody looks at is not drawn, and is to be heard all the same.
  if (action.kind === 'frame' || action.kind === 'second') bell.ring(state)
  followSelected()
  if (action.kind === 'second' && state.board) asker.keepUp(liveNow(state))
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

let followed: string | undefined

/** Its history is asked for when a task is opened, and again when something new is told of it. */
function followSelected(): void {
  const { selectedTask: task, board } = state
  const key = task && `${task} ${board?.tasks.get(task)?.lastEventAt} ${board?.run}`
  if (key === followed) return
  followed = key
  asker.timeline(task)
}

function draw(): void {
  frameAsked = false
  const board = shownBoard(state)
  const lines = board ? taskLines(board.tasks.values(), serverNow(state)) : []
  render(boardView({ state, lines, handlers }), app)
  drawMap(lines)
  nameTab(lines)
  if (board) gatherNews(lines)
}

function drawMap(lines: readonly TaskLine[]): void {
  const board = shownBoard(state)
  if (!map || !board) return
  const ages = { now: serverNow(state), limits: board.freshness, words: wordsFor(state.settings.language) }
  const { units, stations } = board
  map.update({
    ...{ lines, units, stations, region: latestOf(state.region), selected: state.selectedTask, ages },
    ...{ ...markedCells(board, state.asked), locked: state.viewLocked },
  })
}

function nameTab(lines: readonly TaskLine[]): void {
  const overdue = lines.filter((line) => line.pressure === 'overdue').length
  const title = `${wordsFor(state.settings.language).t('page.board.title')} – Vaste`
  document.title = overdue > 0 ? `(${overdue}) ${title}` : title
}

function gatherNews(lines: readonly TaskLine[]): void {
  if (known) unsaid = [...unsaid, ...verdictChanges(known, lines)]
  known = verdicts(lines)
  if (unsaid.length === 0 || state.now - announcedAt < announceEveryMilliseconds) return
  announcedAt = state.now
  const text = announcement(unsaid, wordsFor(state.settings.language))
  unsaid = []
  dispatch({ kind: 'announce', text })
}

const bell = createAlarmBell(dispatch)
const asker = createAsker(
  (asked) => dispatch({ kind: 'asked', asked }),
  () => liveNow(state),
)

const tabOfHeading: Readonly<Record<string, Tab>> = { 'stations-title': 'stations', 'units-title': 'units' }

/** On a small screen what is gone to may be on another tab, which is drawn first. */
function reveal(tab: Tab, then: () => void): void {
  if (!hasTabs(state.mode) || state.tab === tab) return then()
  dispatch({ kind: 'tab', tab })
  requestAnimationFrame(then)
}

const handlers: BoardHandlers = {
  alarms: {
    ...bell.handlers,
    showTask: (task) => reveal('tasks', () => bell.handlers.showTask(task)),
    showPlace: (heading) =>
      reveal(tabOfHeading[heading] ?? state.tab, () => bell.handlers.showPlace(heading)),
  },
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  select: (task) => dispatch({ kind: 'select', task: task === state.selectedTask ? undefined : task }),
  pause: () => dispatch({ kind: 'pause', at: serverNow(state) }),
  resume: () => dispatch({ kind: 'resume' }),
  setMode: (mode) => location.assign(addressOf(mode, location.search)),
  releaseView: () => dispatch({ kind: 'view-lock', locked: false }),
  showCells(wanted, service = 'ems') {
    asker.cells(wanted, service)
  },
  setTab(tab) {
    dispatch({ kind: 'tab', tab })
    requestAnimationFrame(() => document.querySelector('.board')?.scrollIntoView())
  },
}

const live = new LiveConnection(location.origin, {
  position: () => state.board && { run: state.board.run, number: state.board.number },
  opened: () => dispatch({ kind: 'opened' }),
  closed: () => dispatch({ kind: 'closed' }),
  frame: (frame) => dispatch({ kind: 'frame', frame, at: Date.now(), steady: performance.now() }),
})

const offline = startOffline({ state: () => state, dispatch })

/** The map is by far the heaviest part, so it comes after the tables; without WebGL they stand alone. */
async function startMap(): Promise<void> {
  const element = document.querySelector<HTMLElement>('#map')
  if (map || state.map === 'absent' || !element) return
  const { t } = wordsFor(state.settings.language)
  const locale = {
    'Map.Title': t('map.label'),
    'NavigationControl.ZoomIn': t('map.zoom-in'),
    'NavigationControl.ZoomOut': t('map.zoom-out'),
    'CooperativeGesturesHandler.MobileHelpText': t('map.two-fingers'),
  }
  try {
    const { mountMap } = await import('../parts/map.ts')
    map = mountMap(element, {
      locale,
      pick: showTask,
      moved,
      symbols: state.mode === 'wall' ? wallSymbols : 1,
    })
  } catch {
    map = undefined
  }
  dispatch({ kind: 'map', map: map ? 'ready' : 'absent' })
}

function moved(): void {
  if (!state.viewLocked) dispatch({ kind: 'view-lock', locked: true })
}

function showTask(task: string): void {
  dispatch({ kind: 'select', task })
  reveal('tasks', () => document.getElementById(`task-${task}`)?.scrollIntoView({ block: 'nearest' }))
}

async function loadRegion(): Promise<void> {
  const region = await load<Region>('/api/v1/region')
  dispatch({ kind: 'region', region })
  // The service may still be starting: the map waits for it, the tables do not.
  if (region.kind === 'failed') setTimeout(loadRegion, 10_000)
}

/** Without the service the worker answers as it did last; a refusal is the service's own. */
async function askSession(): Promise<void> {
  const session = await load<Session>('/api/v1/session')
  dispatch({ kind: 'session', session })
  if (session.kind === 'ready') offline.reader(session.value)
  else if (session.kind === 'failed' && session.refused) offline.reader('refused')
}

function look(): void {
  dispatch({ kind: 'second', at: Date.now(), steady: performance.now() })
  offline.look(Date.now())
}

/** Timers sleep with the tab: the age of what is on screen is told at once, and the connection does not wait. */
function wake(): void {
  look()
  live.hurry()
}

/** What stays in view covers what is scrolled to unless the page knows how high it is. */
function measureWatch(): void {
  const watch = document.querySelector('.watch')
  if (!watch) return
  const { style } = document.documentElement
  new ResizeObserver(() => style.setProperty('--watch-height', `${watch.clientHeight}px`)).observe(watch)
}

/** The map's place is first drawn with the first snapshot. */
function whenBoardStands(start: () => void): void {
  const wait = setInterval(() => {
    if (!document.querySelector('#map')) return
    clearInterval(wait)
    start()
  }, 50)
}

bell.start()
applySettings(state.settings)
document.documentElement.setAttribute('data-mode', state.mode)
look()
setInterval(look, 1000)
for (const back of ['online', 'pageshow', 'focus']) addEventListener(back, wake)
for (const back of ['visibilitychange', 'resume']) document.addEventListener(back, wake)
whenBoardStands(() => {
  measureWatch()
  void startMap()
})
loadRegion()
void askSession()
