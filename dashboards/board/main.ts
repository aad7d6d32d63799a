// The live board: what comes over the socket and what the reader does, drawn, told on the map, spoken and rung.
import { latestOf } from '../api.ts'
import { mountLiveMap } from '../parts/live-map.ts'
import type { MapIsland } from '../parts/map.ts'
import { createPage } from '../parts/page-loop.ts'
import { loadSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { createAlarmBell } from './alarm-bell.ts'
import { announcement, type Verdict, type VerdictChange, verdictChanges, verdicts } from './announcements.ts'
import { createAsker } from './ask.ts'
import { markedCells } from './cells.ts'
import { LiveConnection } from './connection.ts'
import { addressOf, hasTabs, mapSizes, modeIn, type Tab } from './modes.ts'
import { startOffline } from './offline.ts'
import { liveNow, serverNow } from './server-clock.ts'
import { type BoardAction, type BoardState, initialState, reduce } from './state.ts'
import { type TaskLine, taskLines } from './tasks.ts'
import { type BoardHandlers, boardView } from './views/board.ts'
import { shownBoard } from './views/now.ts'

const announceEveryMilliseconds = 5000

const page = createPage({
  state: initialState(loadSettings(), Date.now(), modeIn(location.search)),
  reduce,
  view: (state) => boardView({ state, lines: linesOf(state), handlers }),
  title(words, state) {
    const overdue = linesOf(state).filter(({ pressure }) => pressure === 'overdue').length
    const title = words.t('page.board.title')
    return overdue > 0 ? `(${overdue}) ${title}` : title
  },
  drawn(state) {
    const board = shownBoard(state)
    if (!board) return
    drawMap(state)
    gatherNews(state)
  },
})
let map: MapIsland | undefined
let known: ReadonlyMap<string, Verdict> | undefined
let unsaid: readonly VerdictChange[] = []
let announcedAt = 0

function dispatch(action: BoardAction): void {
  const before = page.state
  page.dispatch(action)
  const { state } = page
  if (state.resync && !before.resync) live.resync()
  // Not with the drawing: a page that nobody looks at is not drawn, and is to be heard all the same.
  if (action.kind === 'frame' || action.kind === 'second') bell.ring(state)
  followSelected()
  if (action.kind === 'second' && state.board) asker.keepUp(liveNow(state))
}

let followed: string | undefined

/** Its history is asked for when a task is opened, and again when something new is told of it. */
function followSelected(): void {
  const { selectedTask: task, board } = page.state
  const key = task && `${task} ${board?.tasks.get(task)?.lastEventAt} ${board?.run}`
  if (key === followed) return
  followed = key
  asker.timeline(task)
}

let counted: { readonly of: BoardState; readonly lines: readonly TaskLine[] } | undefined

/** Counted once for all that is drawn of one state. */
function linesOf(state: BoardState): readonly TaskLine[] {
  if (counted?.of === state) return counted.lines
  const board = shownBoard(state)
  counted = { of: state, lines: board ? taskLines(board.tasks.values(), serverNow(state)) : [] }
  return counted.lines
}

function drawMap(state: BoardState): void {
  const board = shownBoard(state)
  if (!map || !board) return
  const ages = { now: serverNow(state), limits: board.freshness, words: wordsFor(state.settings.language) }
  const { units, stations } = board
  map.update({
    ...{ lines: linesOf(state), units, stations, ages },
    ...{ region: latestOf(state.region), selected: state.selectedTask },
    ...{ ...markedCells(board, state.asked), locked: state.viewLocked },
  })
}

function gatherNews(state: BoardState): void {
  const lines = linesOf(state)
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
  () => liveNow(page.state),
)

const tabOfHeading: Readonly<Record<string, Tab>> = { 'stations-title': 'stations', 'units-title': 'units' }

/** On a small screen what is gone to may be on another tab, which is drawn first. */
function reveal(tab: Tab, then: () => void): void {
  if (!hasTabs(page.state.mode) || page.state.tab === tab) return then()
  dispatch({ kind: 'tab', tab })
  requestAnimationFrame(then)
}

const handlers: BoardHandlers = {
  alarms: {
    ...bell.handlers,
    showTask: (task) => reveal('tasks', () => bell.handlers.showTask(task)),
    showPlace: (heading) =>
      reveal(tabOfHeading[heading] ?? page.state.tab, () => bell.handlers.showPlace(heading)),
  },
  choose: page.choose,
  select: (task) => dispatch({ kind: 'select', task: task === page.state.selectedTask ? undefined : task }),
  pause: () => dispatch({ kind: 'pause', at: serverNow(page.state) }),
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
  position: () => page.state.board && { run: page.state.board.run, number: page.state.board.number },
  opened: () => dispatch({ kind: 'opened' }),
  closed: () => dispatch({ kind: 'closed' }),
  frame: (frame) => dispatch({ kind: 'frame', frame, at: Date.now(), steady: performance.now() }),
})

const offline = startOffline({ state: () => page.state, dispatch })

async function startMap(): Promise<void> {
  const { settings, mode } = page.state
  const element = document.querySelector<HTMLElement>('#map')
  if (map || page.state.map === 'absent' || !element) return
  const words = wordsFor(settings.language)
  map = await mountLiveMap(element, { ...{ words, ...mapSizes[mode] }, pick: showTask, moved })
  dispatch({ kind: 'map', map: map ? 'ready' : 'absent' })
}

function moved(): void {
  if (!page.state.viewLocked) dispatch({ kind: 'view-lock', locked: true })
}

function showTask(task: string): void {
  dispatch({ kind: 'select', task })
  reveal('tasks', () => document.getElementById(`task-${task}`)?.scrollIntoView({ block: 'nearest' }))
}

/** The service may still be starting: the map waits for it, the tables do not. */
async function loadRegion(): Promise<void> {
  await page.askRegion()
  if (page.state.region.kind === 'failed') setTimeout(loadRegion, 10_000)
}

/** Without the service the worker answers as it did last; a refusal is the service's own. */
async function askSession(): Promise<void> {
  await page.askSession()
  const { session } = page.state
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
document.documentElement.setAttribute('data-mode', page.state.mode)
look()
page.start()
setInterval(look, 1000)
for (const back of ['online', 'pageshow', 'focus']) addEventListener(back, wake)
for (const back of ['visibilitychange', 'resume']) document.addEventListener(back, wake)
whenBoardStands(() => {
  measureWatch()
  void startMap()
})
loadRegion()
void askSession()
