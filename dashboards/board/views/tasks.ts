// The open tasks as a table: what will be missed first stands first.
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { TargetView, TaskView } from '../../../src/contract/situation.ts'
import { durationIso, durationText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import { lightIcon, urgencyBadge } from '../../parts/symbols.ts'
import { municipalityName, type Region, zoneName } from '../../region.ts'
import type { ExclusionReason } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import type { TaskGroup, TaskLine } from '../tasks.ts'

export interface TasksProps {
  readonly lines: readonly TaskLine[]
  readonly now: number
  readonly words: Words
  readonly region?: Region
  readonly selected?: string
  select(task: string): void
}

const cell = (label: string, name: string, content: unknown) =>
  html`<td role="cell" class=${name} data-label=${label}>${content}</td>`

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

function expectedCell({ task, expectedLate }: TaskLine, { words, now }: TasksProps) {
  if (!task.expected) return html`<span class="aside">${words.t('task.expected-unknown')}</span>`
  const at = Date.parse(task.expected.arriveAt)
  return html`<span class="unit">${task.expected.unit}</span>
    <span class=${expectedLate ? 'under expected-late' : 'under'}
      >${words.t('task.arrives-in', { duration: durationText(Math.max(0, (at - now) / 1000)) })}${
        expectedLate ? html` · ${words.t('task.past-limit')}` : nothing
      }</span
    >
    <span class="under">${words.t(task.expected.assigned ? 'task.assigned' : 'task.not-assigned')}</span>`
}

function unitsCell(task: TaskView, { words }: TasksProps) {
  if (task.units.length === 0) return html`<span class="aside">${words.t('task.no-units')}</span>`
  return html`<ul class="plain">
    ${task.units.map(
      (unit) =>
        html`<li><span class="unit">${unit.unit}</span> <span class="aside">${words.t(`status.${unit.status}`)}</span></li>`,
    )}
  </ul>`
}

function where(task: TaskView, { region, words }: TasksProps) {
  const zone = zoneName(region, task.zone, words.language)
  const municipality = municipalityName(region, task.municipality, words.language)
  return html`${municipality ?? html`<span class="aside">${words.t('task.no-municipality')}</span>`}
    <span class="under">${zone ?? words.t('zone.unknown')}</span>`
}

function taskRow(line: TaskLine, props: TasksProps): TemplateResult {
  const { task } = line
  const { words, now, selected } = props
  const { t } = words
  const created = task.createdAt ?? task.clockStartAt
  const name = task.code ?? task.id
  return html`<tr role="row" id="task-${task.id}" class="${line.pressure} ${task.id === selected ? 'selected' : ''}">
    <th role="rowheader" scope="row" class="what">
      <button
        type="button"
        class="pick"
        aria-pressed=${task.id === selected}
        @click=${() => props.select(task.id)}
      >
        ${urgencyBadge(task.urgency)}<span class="code">${name}</span><span class="unseen">, ${t('task.show', { urgency: task.urgency ?? '–' })}</span>
      </button>
      <span class="under">${t(`service.${task.service}`)}</span>
    </th>
    ${cell(t('task.where'), 'where', where(task, props))}
    ${cell(t('task.age'), 'number', created ? duration((now - Date.parse(created)) / 1000) : '–')}
    ${cell(t('task.target'), 'number target', targetCell(line, props))}
    ${cell(t(line.group === 'reached' ? 'charts.reach-time' : 'task.left'), 'number verdict', verdictCell(line, props))}
    ${cell(t('task.expected'), 'expected', line.group === 'waiting' ? expectedCell(line, props) : '–')}
    ${cell(t('task.units'), 'units', unitsCell(task, props))}
  </tr>`
}

const groups: readonly TaskGroup[] = ['waiting', 'not-judged', 'reached']

function groupBody(group: TaskGroup, props: TasksProps) {
  const lines = props.lines.filter((line) => line.group === group)
  if (lines.length === 0) return nothing
  return html`<tbody role="rowgroup" class=${group}>
    <tr role="row" class="group">
      <th role="rowheader" colspan="7" scope="rowgroup">
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
        ${head('task.what')} ${head('task.where')} ${head('task.age', 'number')} ${head('task.target', 'number')}
        ${head('task.left', 'number')} ${head('task.expected')} ${head('task.units')}
      </tr>
    </thead>
    ${groups.map((group) => groupBody(group, props))}
  </table>`
}

export function tasksPanel(props: TasksProps): TemplateResult {
  const { t } = props.words
  return html`<section class="panel" aria-labelledby="tasks-title">
    <div class="panel-head">
      <h2 id="tasks-title">${t('tasks.title')}</h2>
      <p class="hint">${t('tasks.order')}</p>
    </div>
    ${
      props.lines.length === 0
        ? html`<p class="empty">${t('tasks.empty')}</p>`
        : scroller(t('tasks.title'), tasksTable(props))
    }
    <p class="hint foot">${t('tasks.estimate')}</p>
  </section>`
}
