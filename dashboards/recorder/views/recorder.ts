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
import { sourcesLine } from '../../board/views/sources.ts'
import { stationsPanel } from '../../board/views/stations.ts'
import { tasksPanel } from '../../board/views/tasks.ts'
import { unitOrder, unitsPanel } from '../../board/views/units.ts'
import type { AgeContext } from '../../parts/age.ts'
import { failure, footer, labels, pageHeader, scroller } from '../../parts/page.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { RecorderState } from '../state.ts'
import { marksPanel, momentText, type PlayerHandlers, player } from './player.ts'

export interface RecorderHandlers extends PlayerHandlers {
  choose(settings: Settings): void
  select(task: string): void
}

const agesOf = (board: Board, { at }: RecorderState, words: Words): AgeContext => ({
  ...{ now: at, limits: board.freshness, words },
})

export const linesOf = ({ board, at }: RecorderState): readonly TaskLine[] =>
  board ? taskLines(board.tasks.values(), at) : []

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

function taskMoments({ task }: RecorderState, words: Words, handlers: RecorderHandlers) {
  if (!task) return nothing
  const { t, timeSeconds } = words
  const rows = task.moments.map(({ at, receivedAt, kind, unit, status }) => {
    const told = Date.parse(receivedAt)
    const late = told - Date.parse(at) > 60_000
    return html`<tr>
      <td><button type="button" class="pick" @click=${() => handlers.turnTo(told)}>${timeSeconds(told)}</button></td>
      <td>${timeSeconds(Date.parse(at))}${late ? html` <span class="tag small">${t('recorder.task.late')}</span>` : nothing}</td>
      <th scope="row">${kind === 'unit.status' ? `${unit} · ${t(`status.${status!}`)}` : t(`recorder.event.${kind as 'task.created'}`)}</th>
    </tr>`
  })
  return html`<section class="panel task-moments" aria-labelledby="moments-title">
    <div class="panel-head">
      <h2 id="moments-title">${t('recorder.task', { task: task.task })}</h2>
      <button type="button" class="quiet" @click=${handlers.closeTask}>${t('recorder.task.close')}</button>
    </div>
    ${scroller(
      t('recorder.task', { task: task.task }),
      html`<table>
        <thead>
          <tr>
            <th scope="col">${t('recorder.task.known')}</th>
            <th scope="col">${t('recorder.task.at')}</th>
            <th scope="col">${t('recorder.task.what')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>`,
      'tall',
    )}
  </section>`
}

function gaps({ told }: RecorderState, { t }: Words) {
  if (!told || told.gaps.length === 0) return nothing
  return html`${told.gaps.map((gap) => html`<p class="notice"><strong class="tag">${t('recorder.gap')}</strong><span>${t(`recorder.gap.${gap}`)}</span></p>`)}`
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
      ${glanceStrip({ board, lines, region, budgets: {}, ages })}
    </section>
    ${alarmsThen(board, state, words)}
    <div class="board tab-tasks">
      <div class="lists">
        ${tasksPanel({ lines, now: state.at, words, region, selected: state.selected, limits: board.freshness, calibration: board.reach.get('ems')?.calibration, select: handlers.select })}
        ${unitsPanel({ units: unitOrder(board.units.values()), tasks: board.tasks, sources, stationName, ages, showWithout: () => {} })}
        ${stationsPanel({ stations: [...board.stations.values()], sources, ages })}
      </div>
      ${mapPanel({ map: state.map, region, words, locked: false, release: () => {}, sentence: nothing })}
    </div>
    ${sourcesLine(sources, ages)}`
}

function accesses({ accesses: known }: RecorderState, words: Words) {
  if (!known) return nothing
  const { t } = words
  const rows = known.map(
    ({ by, begunAt, lastAt, from, to, task }) => html`<tr>
      <th scope="row">${by}</th>
      <td>${momentText(Date.parse(begunAt), words)} – ${words.timeSeconds(Date.parse(lastAt))}</td>
      <td>${momentText(Date.parse(from), words)} – ${momentText(Date.parse(to), words)}</td>
      <td>${task ?? '–'}</td>
    </tr>`,
  )
  return html`<section class="panel accesses" aria-labelledby="accesses-title">
    <div class="panel-head"><h2 id="accesses-title">${t('recorder.accesses')}</h2></div>
    ${
      known.length === 0
        ? html`<p class="empty">${t('recorder.accesses.none')}</p>`
        : scroller(
            t('recorder.accesses'),
            html`<table>
              <thead>
                <tr>
                  <th scope="col">${t('recorder.accesses.who')}</th>
                  <th scope="col">${t('recorder.accesses.when')}</th>
                  <th scope="col">${t('recorder.accesses.what')}</th>
                  <th scope="col">${t('recorder.accesses.task')}</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>`,
            'tall',
          )
    }
  </section>`
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
      ${may ? html`<p class="notice"><strong class="tag">${t('recorder.logged')}</strong><span>${t('recorder.logged.sentence')}</span></p>` : html`<p class="empty">${t('recorder.not-allowed')}</p>`}
      ${board ? labels({ demo: board.demo, placeholderTargets: board.placeholderTargets, words }) : nothing}
      ${gaps(state, words)} ${fault === undefined ? nothing : failure(fault, words)}
      ${
        may
          ? html`<div class="recorder-lists">${marksPanel(state, words, handlers)} ${taskMoments(state, words, handlers)}</div>`
          : nothing
      }
      ${board ? boardThen(board, state, words, handlers) : nothing} ${accesses(state, words)}
      ${told ? html`<p class="aside">${t('recorder.rebuilt', { ms: words.number(Math.round(told.rebuiltInMs)), began: momentText(Date.parse(told.beganAt), words) })}</p>` : nothing}
    </main>
    ${footer(latestOf(state.region)?.attribution ?? [], words)}`
}
