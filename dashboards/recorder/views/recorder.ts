// The whole page of the recorder: the board's own views under a frame that cannot be mistaken for the living board.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { AlarmView } from '../../../src/contract/alarms.ts'
import { latestOf } from '../../api.ts'
import { sourcesGlance } from '../../board/glance.ts'
import type { Board } from '../../board/state.ts'
import { type TaskLine, taskLines } from '../../board/tasks.ts'
import { kindIcon, subjectText } from '../../board/views/alarms.ts'
import { glanceStrip, sourcesSentence } from '../../board/views/glance.ts'
import { mapPanel } from '../../board/views/map-panel.ts'
import { reachPanel } from '../../board/views/reach.ts'
import { sourcesLine } from '../../board/views/sources.ts'
import { stationsPanel } from '../../board/views/stations.ts'
import { tasksPanel } from '../../board/views/tasks.ts'
import { unitOrder, unitsPanel } from '../../board/views/units.ts'
import type { AgeContext } from '../../parts/age.ts'
import { failure, footer, pageHeader } from '../../parts/page.ts'
import { drivesShort } from '../../parts/speeds.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import { type RecorderState, shownAt } from '../state.ts'
import { accessesPanel, marksPanel, taskMoments } from './lists.ts'
import { momentText, type PlayerHandlers, player } from './player.ts'

export interface RecorderHandlers extends PlayerHandlers {
  choose(settings: Settings): void
  select(task: string): void
}

export const agesOf = (board: Board, state: RecorderState, words: Words): AgeContext => ({
  ...{ now: shownAt(state), limits: board.freshness, words },
})

export const linesOf = (state: RecorderState): readonly TaskLine[] =>
  state.board ? taskLines(state.board.tasks.values(), shownAt(state)) : []

function alarmsThen(board: Board, state: RecorderState, words: Words) {
  const { t, timeSeconds } = words
  const region = latestOf(state.region)
  const said = ({ acknowledged, shelved }: AlarmView) => [
    ...(acknowledged
      ? [t('alarm.acknowledged', { name: acknowledged.by, time: words.time(Date.parse(acknowledged.at)) })]
      : []),
    ...(shelved
      ? [t('alarm.shelved', { name: shelved.by, time: words.time(Date.parse(shelved.until)) })]
      : []),
  ]
  return html`<section class="panel alarms-then" aria-labelledby="alarms-title">
    <div class="panel-head"><h2 id="alarms-title">${t('recorder.alarms')}</h2></div>
    ${
      board.alarms.size === 0
        ? html`<p class="empty">${t('alarms.none')}</p>`
        : html`<ul>
          ${[...board.alarms.values()].map(
            (alarm) => html`<li class=${alarm.priority}>
              ${kindIcon(alarm.kind)} <strong>${t(`alarm.kind.${alarm.kind}`)}</strong>
              <span>${alarm.urgency ?? ''} ${subjectText(alarm, region, words)}</span>
              <span class="aside">${timeSeconds(Date.parse(alarm.raisedAt))} ${said(alarm).join(' · ')}</span>
            </li>`,
          )}
        </ul>`
    }
    ${board.alarmsWithheld.length > 0 ? html`<p class="aside">${t('alarms.withheld', { n: board.alarmsWithheld.length })}</p>` : nothing}
  </section>`
}

const notice = (label: string, sentence: string) =>
  html`<p class="notice"><strong class="tag">${label}</strong><span>${sentence}</span></p>`

/** What is not as it was, and why. */
function notAsThen({ told }: RecorderState, words: Words) {
  if (!told) return nothing
  const { t } = words
  return [
    ...told.gaps.map((gap) => notice(t('recorder.gap'), t(`recorder.gap.${gap}`))),
    ...told.changedSince.map(({ register, at }) =>
      notice(
        t('recorder.changed'),
        t(`recorder.changed.${register}`, { time: momentText(Date.parse(at), words) }),
      ),
    ),
  ]
}

/** What stood, what may be turned to, and the moments of a chosen task: side by side. */
function besides(state: RecorderState, words: Words, handlers: RecorderHandlers) {
  return html`<div class="recorder-lists">
    ${taskMoments(state, words, handlers)} ${state.board ? alarmsThen(state.board, state, words) : nothing}
    ${marksPanel(state, words, handlers)}
  </div>`
}

function boardThen(board: Board, state: RecorderState, words: Words, handlers: RecorderHandlers) {
  const ages = agesOf(board, state, words)
  const lines = linesOf(state)
  const region = latestOf(state.region)
  const sources = [...board.sources.values()]
  const stationName = (station: string) => board.stations.get(station)?.name ?? station
  return html`<section class="glance" aria-labelledby="glance-title">
      <h2 id="glance-title" class="unseen">${words.t('glance.label')}</h2>
      <div class="glance-now">${sourcesSentence(sourcesGlance(board.sources.values(), ages), ages)}</div>
      ${glanceStrip({ board, lines, region, ages })}
    </section>
    ${besides(state, words, handlers)}
    <div class="board tab-tasks">
      <div class="lists">
        ${tasksPanel({ lines, now: ages.now, words, region, selected: state.selected, limits: board.freshness, speeds: drivesShort(board.reach.values(), words), select: handlers.select })}
        ${reachPanel({ reach: board.reach.get('ems'), region, ages, title: words.t('recorder.reach') })}
        ${unitsPanel({ units: unitOrder(board.units.values()), tasks: board.tasks, sources, stationName, ages })}
        ${stationsPanel({ stations: [...board.stations.values()], sources, ages })}
      </div>
      ${mapPanel({ map: state.map, region, words, locked: false, release: () => {}, sentence: nothing })}
    </div>
    ${sourcesLine(sources, ages)}`
}

export function recorderView(state: RecorderState, handlers: RecorderHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const { t } = words
  const { board, told, fault } = state
  const session = latestOf(state.session)
  const may = session?.may.includes('see-recording') ?? true
  const header = pageHeader({
    ...{ page: 'recorder', session, settings: state.settings, words, choose: handlers.choose },
    county: board ? nameIn(board.countyName, words.language) : '',
  })
  return html`${header} ${may ? player(state, words, handlers) : nothing}
    <main id="content" tabindex="-1" class="recording ${state.turning ? 'turning' : ''}">
      ${may ? nothing : html`<p class="empty">${t('recorder.not-allowed')}</p>`}
      ${notAsThen(state, words)} ${fault === undefined ? nothing : failure(fault, words)}
      ${board ? boardThen(board, state, words, handlers) : may ? besides(state, words, handlers) : nothing}
      ${accessesPanel(state, words)}
      ${may ? html`<p class="aside">${t('recorder.logged.sentence')}</p>` : nothing}
      ${told ? html`<p class="aside">${t('recorder.rebuilt', { ms: words.number(Math.round(told.rebuiltInMs)), began: momentText(Date.parse(told.beganAt), words) })}</p>` : nothing}
    </main>
    ${footer(latestOf(state.region)?.attribution ?? [], words)}`
}
