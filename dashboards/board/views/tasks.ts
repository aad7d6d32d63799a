// The open tasks as a table: what will be missed first stands first.
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { FreshnessLimits } from '../../../src/contract/freshness.ts'
import type { ArrivalView } from '../../../src/contract/outlook.ts'
import type { TargetView, TaskView } from '../../../src/contract/situation.ts'
import type { TaskTimeline } from '../../../src/contract/task-timeline.ts'
import { durationIso, durationText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import { lightIcon, urgencyBadge } from '../../parts/symbols.ts'
import { municipalityName, type Region, zoneName } from '../../region.ts'
import type { ExclusionReason } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import type { Answer } from '../asked.ts'
import type { TaskGroup, TaskLine } from '../tasks.ts'
import { outlookFlag } from './outlook.ts'
import { stepMark } from './steps.ts'
import { timelineView } from './timeline.ts'

export interface TasksProps {
  readonly lines: readonly TaskLine[]
  readonly now: number
  readonly words: Words
  readonly region?: Region
  readonly selected?: string
  /** Of the selected task; absent where it is told elsewhere. */
  readonly timeline?: Answer<TaskTimeline>
  readonly limits: FreshnessLimits
  /** By which speeds arrivals are reckoned, in words; absent while nobody has told. */
  readonly speeds?: string
  select(task: string): void
}

const columns = 5

const cell = (label: string, name: string, content: unknown) =>
  html`<td role="cell" class=${name} data-label=${label}>${content}</td>`

const daySeconds = 86_400

/** One that has been open for days was forgotten: its minutes say nothing. */
function taskAge(seconds: number, { t }: Words) {
  if (seconds < daySeconds) return duration(seconds)
  return html`<time datetime=${durationIso(seconds)}>${t('task.days', { n: Math.floor(seconds / daySeconds) })}</time>`
}

function duration(seconds: number) {
  return html`<time datetime=${durationIso(seconds)}>${durationText(seconds)}</time>`
}

function targetText(target: TargetView, { words }: TasksProps) {
  return html`${durationText(target.withinSeconds)}
    <span class="aside">${sharePercentText(target.requiredShare, words.language)}</span>`
}

function targetCell({ target }: TaskLine, props: TasksProps) {
  if (!target) return html`<span class="aside">${props.words.t('task.no-target')}</span>`
  const { t } = props.words
  return html`${targetText(target, props)}
    <span class="under">${t(`measure.${target.measure}`)}</span>
    ${target.official ? nothing : html`<span class="under placeholder">${t('target.placeholder')}</span>`}`
}

function missedNote({ missed }: TaskLine, { words }: TasksProps) {
  if (missed.length === 0) return nothing
  const which = missed.map((target) => durationText(target.withinSeconds)).join(', ')
  return html`<span class="under">${words.t('task.limit-gone', { limit: which })}</span>`
}

function timeLeft(line: TaskLine, props: TasksProps) {
  const { t } = props.words
  const seconds = line.secondsLeft
  if (seconds === undefined) return html`<span class="under">${t('task.clock-waits')}</span>`
  const overdue = line.pressure === 'overdue'
  const word = t(`pressure.${line.pressure}`)
  return html`<span class="left ${line.pressure}"
      ><span class="mark" aria-hidden="true"></span
      ><time datetime=${durationIso(seconds)}>${overdue ? '+' : ''}${durationText(Math.abs(seconds))}</time></span
    >
    <span class="under ${line.pressure}">${word}</span>${missedNote(line, props)}`
}

function reached({ target }: TaskLine, { words: { t } }: TasksProps) {
  if (!target) return nothing
  const state = target.state === 'late' ? 'late' : 'in-time'
  const icon = lightIcon(state === 'late' ? 'missed' : 'met')
  return html`<span class="left ${state}">${icon}${target.seconds === undefined ? '–' : duration(target.seconds)}</span>
    <span class="under">${t(`verdict.${state}`)}</span>`
}

function verdictCell(line: TaskLine, props: TasksProps) {
  if (line.group === 'waiting') return timeLeft(line, props)
  if (line.group === 'reached') return reached(line, props)
  const { excluded } = line.task
  const { t } = props.words
  return html`<span class="under">${excluded ? t(`excluded.${excluded as ExclusionReason}`) : t('task.no-target')}</span>`
}

/** The sign stands for the words below the table; whoever listens hears the words. */
function arrivalText(
  arrival: Pick<ArrivalView, 'arriveAt' | 'basis'>,
  { words: { t, time }, now }: TasksProps,
) {
  const at = Date.parse(arrival.arriveAt)
  const text = t('arrival.in', { duration: durationText(Math.max(0, (at - now) / 1000)), at: time(at) })
  const approximate = html`<span aria-hidden="true">≈ </span><span class="unseen">${t('approximate-roads')}: </span>`
  return html`<span class="arrival"
    >${arrival.basis === 'approximate-roads' ? approximate : nothing}${text}${
      arrival.basis === 'straight-line'
        ? html` <span class="aside">${t('arrival.straight-line')}</span>`
        : nothing
    }</span
  >`
}

/** Nobody is on the way: who would be the nearest. */
function nearestFree({ expected }: TaskView, props: TasksProps) {
  if (!expected || expected.assigned) return nothing
  return html`<li class="not-alerted">
    <span class="unit">${expected.unit}</span> <span class="step">${props.words.t('task.not-assigned')}</span>
    ${arrivalText(expected, props)}
  </li>`
}

function unitsCell(task: TaskView, props: TasksProps) {
  const { words } = props
  return html`${task.units.length === 0 ? html`<span class="aside">${words.t('task.no-units')}</span>` : nothing}
    <ul class="on-task">
      ${task.units.map((unit) => {
        const arrival = task.arrivals.find((each) => each.unit === unit.unit)
        return html`<li>
          <span class="unit">${unit.unit}</span> ${stepMark(unit.status, words)}
          ${arrival ? arrivalText(arrival, props) : nothing}
        </li>`
      })}
      ${nearestFree(task, props)}
    </ul>`
}

function where(task: TaskView, { region, words }: TasksProps) {
  const zone = zoneName(region, task.zone, words.language)
  const municipality = municipalityName(region, task.municipality, words.language)
  return html`${municipality ?? html`<span class="aside">${words.t('task.no-municipality')}</span>`}
    <span class="under">${zone ?? words.t('zone.unknown')}</span>`
}

function details(props: TasksProps, timeline: Answer<TaskTimeline>) {
  const { t } = props.words
  return html`<tr role="row" class="history">
    <td role="cell" colspan=${columns}>
      <h3>${t('timeline.title')}</h3>
      ${timelineView({ answer: timeline, limits: props.limits, words: props.words })}
    </td>
  </tr>`
}

function taskRow(line: TaskLine, props: TasksProps): TemplateResult {
  const { task } = line
  const { words, now, selected } = props
  const { t } = words
  const created = task.createdAt ?? task.clockStartAt
  const name = task.code ?? task.id
  const isOpen = task.id === selected
  return html`<tr role="row" id="task-${task.id}" class="${line.pressure} ${isOpen ? 'selected' : ''}">
      <th role="rowheader" scope="row" class="what">
        <button type="button" class="pick" aria-expanded=${isOpen} @click=${() => props.select(task.id)}>
          ${urgencyBadge(task.urgency)}<span class="code">${name}</span><span class="unseen">, ${t('task.show', { urgency: task.urgency ?? '–' })}</span>
        </button>
        <span class="under">${t(`service.${task.service}`)}</span>
        <span class="under">${t('task.age')} ${created ? taskAge((now - Date.parse(created)) / 1000, words) : '–'}</span>
      </th>
      ${cell(t('task.where'), 'where', where(task, props))}
      ${cell(t('task.target'), 'number target', targetCell(line, props))}
      ${cell(t(line.group === 'reached' ? 'charts.reach-time' : 'task.left'), 'number verdict', verdictCell(line, props))}
      ${cell(t('task.units'), 'units', html`${line.group === 'waiting' ? outlookFlag(task, words) : nothing}${unitsCell(task, props)}`)}
    </tr>
    ${isOpen && props.timeline ? details(props, props.timeline) : nothing}`
}

const groups: readonly TaskGroup[] = ['waiting', 'not-judged', 'reached']

function groupBody(group: TaskGroup, props: TasksProps) {
  const lines = props.lines.filter((line) => line.group === group)
  if (lines.length === 0) return nothing
  return html`<tbody role="rowgroup" class=${group}>
    <tr role="row" class="group">
      <th role="rowheader" colspan=${columns} scope="rowgroup">
        ${props.words.t(`group.${group}`)} <span class="count">${lines.length}</span>
      </th>
    </tr>
    ${repeat(
      lines,
      (line) => line.task.id,
      (line) => taskRow(line, props),
    )}
  </tbody>`
}

function tasksTable(props: TasksProps) {
  const { t } = props.words
  const head = (key: Parameters<typeof t>[0], name = '') =>
    html`<th role="columnheader" scope="col" class=${name}>${t(key)}</th>`
  return html`<table role="table" class="tasks cards">
    <caption class="unseen">
      ${t('tasks.caption')}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${head('task.what')} ${head('task.where')} ${head('task.target', 'number')} ${head('task.left', 'number')}
        ${head('task.units')}
      </tr>
    </thead>
    ${groups.map((group) => groupBody(group, props))}
  </table>`
}

const isApproximate = ({ lines }: TasksProps) =>
  lines.some(({ task }) =>
    [...task.arrivals, task.expected].some((arrival) => arrival?.basis === 'approximate-roads'),
  )

export function tasksPanel(props: TasksProps): TemplateResult {
  const { t } = props.words
  return html`<section class="panel tasks-panel" aria-labelledby="tasks-title">
    <div class="panel-head">
      <h2 id="tasks-title">${t('tasks.title')}</h2>
      <p class="hint">${t('tasks.order')}</p>
    </div>
    ${
      props.lines.length === 0
        ? html`<p class="empty">${t('tasks.empty')}</p>`
        : scroller(t('tasks.title'), tasksTable(props))
    }
    <p class="hint foot">${t('tasks.estimate')} ${isApproximate(props) ? html`<span class="approximate">≈ ${t('approximate-roads')}</span>` : nothing}
      ${props.speeds === undefined ? nothing : html`· ${props.speeds}`}</p>
  </section>`
}
