// The wall: one screen that is read from four metres and never scrolled. What does not fit is counted in words.
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { durationIso, durationText } from '../../formats.ts'
import { urgencyBadge } from '../../parts/symbols.ts'
import { municipalityName, type Region, zoneName } from '../../region.ts'
import type { Words } from '../../words.ts'
import { type AlarmItem, alarmItems } from '../alarm-state.ts'
import type { TaskLine } from '../tasks.ts'
import { type AlarmsProps, kindIcon, subjectText } from './alarms.ts'

const alarmLinesAtMost = 2

export interface WallProps {
  readonly alarms: AlarmsProps
  readonly lines: readonly TaskLine[]
  readonly region?: Region
  readonly words: Words
}

function alarmLine(item: AlarmItem, { region, words, now }: AlarmsProps) {
  const { t } = words
  const [first] = item.alarms
  const many = item.alarms.length > 1
  const seconds = Math.max(0, (now - Date.parse(first!.since)) / 1000)
  return html`<li class="alarm ${item.priority} ${item.acknowledged ? 'known' : 'new'}">
    ${kindIcon(item.kind)} <strong>${t(`alarm.kind.${item.kind}`)}</strong>
    <span>${many ? t('alarm.flood', { n: item.alarms.length }) : subjectText(first!, region, words)}</span>
    <time datetime=${durationIso(seconds)}>${durationText(seconds)}</time>
  </li>`
}

/** Nothing is acknowledged from a wall: it shows, the desk answers. */
export function wallAlarms(props: AlarmsProps): TemplateResult {
  const { t, timeSeconds } = props.words
  const { open, shelved } = alarmItems(props.alarms)
  const rest = open.length - alarmLinesAtMost
  const more = [
    ...(rest > 0 ? [t('wall.more-alarms', { n: rest })] : []),
    ...(shelved.length > 0 ? [t('alarms.shelved', { n: shelved.length })] : []),
    ...(props.withheld > 0 ? [t('wall.withheld', { n: props.withheld })] : []),
  ].join(' · ')
  const cut = props.lostAt !== undefined
  return html`<section class="wall-alarms ${cut ? 'cut' : ''}" aria-labelledby="alarms-title">
    <h2 id="alarms-title" class="unseen">${t('alarms.title')}</h2>
    ${cut ? html`<p class="lost">${t('alarms.disconnected')} ${t('alarms.truth', { time: timeSeconds(props.lostAt!) })}</p>` : nothing}
    ${open.length === 0 && !cut ? html`<p class="calm">${t('alarms.none')} ${more}</p>` : nothing}
    <ul>
      ${open.slice(0, cut ? 1 : alarmLinesAtMost).map((item) => alarmLine(item, props))}
    </ul>
    ${open.length > 0 && more !== '' ? html`<p>${more}</p>` : nothing}
  </section>`
}

/** Fewer tasks where alarms take their place. */
export function tasksThatFit({ alarms, lostAt }: AlarmsProps): number {
  const open = alarmItems(alarms).open.length
  const lines = Math.min(open, alarmLinesAtMost) + (open > alarmLinesAtMost || lostAt !== undefined ? 1 : 0)
  return lines <= 1 ? 6 : 5
}

function timeCell({ secondsLeft, pressure, group, target, task }: TaskLine, { t }: Words) {
  if (group === 'reached')
    return html`<span class="left">${target?.seconds === undefined ? '–' : durationText(target.seconds)}</span>
      <span>${t(target?.state === 'late' ? 'verdict.late' : 'verdict.in-time')}</span>`
  if (secondsLeft === undefined)
    return html`<span class="left">–</span> <span>${t('task.clock-waits')}</span>`
  const text = `${secondsLeft < 0 ? '+' : ''}${durationText(Math.abs(secondsLeft))}`
  const outlook = task.outlook && pressure !== 'overdue' ? task.outlook.state : undefined
  return html`<span class="left ${pressure}"><span class="mark" aria-hidden="true"></span>${text}</span>
    <span class=${outlook === 'in-time' ? '' : pressure}>${outlook ? t(`outlook.${outlook}`) : t(`pressure.${pressure}`)}</span>`
}

function unitsText(line: TaskLine, { t }: Words): string {
  const [first, ...others] = line.task.units
  if (!first) return t('task.no-units')
  const more = others.length > 0 ? ` +${others.length}` : ''
  return `${first.unit} ${t(`status.${first.status}`)}${more}`
}

function taskItem(line: TaskLine, { region, words }: WallProps) {
  const { task, target } = line
  const { t, language } = words
  const where = municipalityName(region, task.municipality, language) ?? t('task.no-municipality')
  const zone = zoneName(region, task.zone, language) ?? t('zone.unknown')
  const limit = target
    ? `${durationText(target.withinSeconds)}${target.official ? '' : '*'}`
    : t('task.no-target')
  return html`<li class=${line.pressure}>
    ${urgencyBadge(task.urgency)}
    <span class="wall-what"><strong>${task.code ?? task.id}</strong> ${where}</span>
    <span class="wall-zone">${zone} · ${limit}</span>
    <span class="wall-time">${timeCell(line, words)}</span>
    <span class="wall-units">${unitsText(line, words)}</span>
  </li>`
}

export function wallTasks(props: WallProps): TemplateResult {
  const { lines, words, alarms } = props
  const { t } = words
  const shown = lines.slice(0, tasksThatFit(alarms))
  const rest = lines.slice(shown.length)
  const unofficial = shown.some(({ target }) => target && !target.official)
  return html`<section class="panel wall-tasks" aria-labelledby="tasks-title">
    <h2 id="tasks-title" class="unseen">${t('tasks.title')}</h2>
    ${lines.length === 0 ? html`<p class="empty">${t('tasks.empty')}</p>` : nothing}
    <ol>
      ${repeat(
        shown,
        ({ task }) => task.id,
        (line) => taskItem(line, props),
      )}
    </ol>
    <p class="wall-rest">
      ${rest.length > 0 ? t('wall.more-tasks', { n: rest.length, overdue: rest.filter(({ pressure }) => pressure === 'overdue').length }) : nothing}
      ${unofficial ? t('wall.placeholder') : nothing}
    </p>
  </section>`
}
