// The whole live board, from its state: everything the reader sees except what the map draws.
import { html, nothing, type TemplateResult } from 'lit-html'
import { latestOf } from '../../api.ts'
import { failure, footer, labels, labelTags, pageHeader } from '../../parts/page.ts'
import { drivesShort } from '../../parts/speeds.ts'
import { unitFamily } from '../../parts/symbols.ts'
import type { Settings } from '../../settings.ts'
import type { Service } from '../../vocabulary.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { CellsWanted } from '../asked.ts'
import { hasTabs, type Mode, modes, type Tab, tabs } from '../modes.ts'
import { connection } from '../server-clock.ts'
import type { Board, BoardState } from '../state.ts'
import type { TaskLine } from '../tasks.ts'
import { type AlarmHandlers, alarmStrip } from './alarms.ts'
import { glanceShort, glanceStrip } from './glance.ts'
import { mapPanel } from './map-panel.ts'
import { agesOf, alarmsOf, clock, connectionMark, shownBoard, sourcesNow, spoken } from './now.ts'
import { cellsSentence, reachPanel } from './reach.ts'
import { sourcesLine } from './sources.ts'
import { stationsPanel } from './stations.ts'
import { tasksPanel } from './tasks.ts'
import { unitOrder, unitsPanel } from './units.ts'
import { wallPage } from './wall-page.ts'

export interface BoardHandlers {
  choose(settings: Settings): void
  select(task: string): void
  pause(): void
  resume(): void
  setMode(mode: Mode): void
  setTab(tab: Tab): void
  releaseView(): void
  /** Undefined takes them off the map again. */
  showCells(wanted: CellsWanted | undefined, service?: Service): void
  readonly alarms: AlarmHandlers
}

function pauseButton(state: BoardState, handlers: BoardHandlers, { t }: Words) {
  const paused = state.paused !== undefined
  return html`<button type="button" class="quiet" @click=${paused ? handlers.resume : handlers.pause}>
    ${t(paused ? 'pause.resume' : 'pause.pause')}
  </button>`
}

function modeChoice({ mode }: BoardState, handlers: BoardHandlers, { t }: Words) {
  return html`<div class="choice modes" role="group" aria-label=${t('mode.label')}>
    ${modes.map(
      (each) =>
        html`<button type="button" aria-pressed=${each === mode} @click=${() => handlers.setMode(each)}>${t(`mode.${each}`)}</button>`,
    )}
  </div>`
}

function status(state: BoardState, handlers: BoardHandlers, words: Words) {
  return html`${state.board ? pauseButton(state, handlers, words) : nothing}${modeChoice(state, handlers, words)}`
}

/** What stays in view while the page scrolls. On a small screen the alarms scroll within it, below what must be seen. */
function watch(props: BoardProps, words: Words) {
  const { state } = props
  const bell = state.board ? alarmStrip(alarmsOf(state.board, props, words)) : nothing
  const strip = glance(props, words)
  return html`<div class="watch">${hasTabs(state.mode) ? html`${strip}${bell}` : html`${bell}${strip}`}</div>`
}

function glance({ state, lines }: BoardProps, words: Words) {
  const board = shownBoard(state)
  const region = latestOf(state.region)
  const counts = (known: Board) =>
    hasTabs(state.mode)
      ? glanceShort(lines, known, words)
      : glanceStrip({
          ...{ board: known, lines, region, budgets: state.asked.budgets },
          ages: agesOf(known, state, words),
        })
  return html`<section class="glance ${connection(state) === 'lost' ? 'drained' : ''}" aria-labelledby="glance-title">
    <h2 id="glance-title" class="unseen">${words.t('glance.label')}</h2>
    <div class="glance-now">${clock(state, words)}${connectionMark(state, words)}${board ? sourcesNow(board, state, words) : nothing}</div>
    ${board ? counts(board) : nothing}
  </section>`
}

function tables(board: Board, { state, words, lines, handlers }: BoardProps & { words: Words }) {
  const ages = agesOf(board, state, words)
  const { now } = ages
  const region = latestOf(state.region)
  const sources = [...board.sources.values()]
  const { wanted } = state.asked.cells
  const reach = {
    ...{ reach: board.reach.get('ems'), cells: state.asked.cells, region, ages },
    show: handlers.showCells,
  }
  const stationName = (station: string) => board.stations.get(station)?.name ?? station
  return html`${hasTabs(state.mode) ? tabChoice(state, handlers, words) : nothing}
    <div class="board tab-${state.tab}">
      ${hasTabs(state.mode) ? html`<section class="panel overview-panel" aria-label=${words.t('overview.title')}>${glanceStrip({ board, lines, region, budgets: state.asked.budgets, ages })}</section>` : nothing}
      <div class="lists">
      ${tasksPanel({ lines, now, words, region, selected: state.selectedTask, timeline: state.asked.timeline.answer, limits: board.freshness, speeds: drivesShort(board.reach.values(), words), select: handlers.select })}
      ${reachPanel(reach)} ${unitsPanel({
        ...{ units: unitOrder(board.units.values()), tasks: board.tasks, sources, stationName, ages },
        without: wanted?.kind === 'without' ? wanted.unit : undefined,
        showWithout: ({ unit, type }) =>
          handlers.showCells({ kind: 'without', unit }, unitFamily(type) === 'rescue' ? 'rescue' : 'ems'),
      })}
      ${stationsPanel({ stations: [...board.stations.values()], sources, plans: state.asked.plans, ages })}
      </div>
      ${mapPanel({
        ...{ map: state.map, region, words, locked: state.viewLocked, release: handlers.releaseView },
        regionFailure: state.region.kind === 'failed' ? state.region.detail : undefined,
        sentence: cellsSentence(reach),
      })}
    </div>
    ${sourcesLine(sources, ages)}`
}

/** A screen in a vehicle or a hand has its room for what is to be done. */
function labelled(board: Board, { mode }: BoardState, words: Words) {
  const props = { demo: board.demo, placeholderTargets: board.placeholderTargets, words }
  return hasTabs(mode) ? html`<p class="labels">${labelTags(props)}</p>` : labels(props)
}

function tabChoice(state: BoardState, handlers: BoardHandlers, { t }: Words) {
  return html`<nav class="tabs" aria-label=${t('tab.label')}>
    ${tabs.map(
      (each) =>
        html`<button type="button" aria-pressed=${each === state.tab} @click=${() => handlers.setTab(each)}>${t(`tab.${each}`)}</button>`,
    )}
  </nav>`
}

function waiting(state: BoardState, words: Words) {
  if (state.session.kind === 'failed') return failure(state.session.detail, words)
  const may = latestOf(state.session)?.may
  if (may && !may.includes('see-situation')) {
    return html`<p class="empty">${words.t('board.not-allowed')} <a href="/compliance">${words.t('page.compliance')}</a></p>`
  }
  return html`<p class="empty" role="status">${words.t('board.waiting')}</p>`
}

export interface BoardProps {
  readonly state: BoardState
  readonly lines: readonly TaskLine[]
  readonly handlers: BoardHandlers
}

export function boardView(props: BoardProps): TemplateResult {
  const { state, handlers } = props
  const words = wordsFor(state.settings.language)
  const board = shownBoard(state)
  if (state.mode === 'wall' && board) return wallPage(board, props, words)
  const header = pageHeader({
    page: 'board',
    county: board ? nameIn(board.countyName, words.language) : '',
    session: latestOf(state.session),
    settings: state.settings,
    words,
    status: status(state, handlers, words),
    choose: handlers.choose,
  })
  return html`${header} ${watch(props, words)}
    <main id="content" tabindex="-1" class=${connection(state) === 'lost' ? 'drained' : ''}>
      ${state.paused ? html`<p class="notice paused" role="status">${words.t('pause.sentence')}</p>` : nothing}
      ${board ? labelled(board, state, words) : nothing}
      ${board ? tables(board, { ...props, words }) : waiting(state, words)}
    </main>
    ${footer(latestOf(state.region)?.attribution ?? [], words)}
    ${spoken(state)}`
}
