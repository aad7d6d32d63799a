// The alarm strip: calm and grey when there is none, unmistakable when there is; each with its way to act on it.
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { AlarmView } from '../../../src/contract/alarms.ts'
import { durationIso, durationText } from '../../formats.ts'
import { paths, type Shape, urgencyBadge } from '../../parts/symbols.ts'
import { municipalityName, type Region } from '../../region.ts'
import type { Words } from '../../words.ts'
import { type AlarmItem, alarmItems, shelfEnds } from '../alarm-state.ts'
import type { SoundState } from '../sounds.ts'
import type { TaskLine } from '../tasks.ts'

export interface AlarmHandlers {
  acknowledge(id: string): void
  /** `until` in epoch milliseconds; absent takes it off the shelf. */
  shelve(id: string, until: number | undefined): void
  showTask(task: string): void
  /** Id of a heading on the page. */
  showPlace(heading: string): void
  turnSound(on: boolean): void
  testSound(): void
}

export interface AlarmsProps {
  readonly alarms: Iterable<AlarmView>
  readonly withheld: number
  /** Server time, also while the view is paused. */
  readonly now: number
  readonly lines: readonly TaskLine[]
  readonly region?: Region
  readonly words: Words
  /** The connection is lost: since when nothing is known, server time. */
  readonly lostAt?: number
  readonly paused: boolean
  readonly may: boolean
  readonly sound: SoundState
  readonly fault?: string
  readonly handlers: AlarmHandlers
}

const shapes: Readonly<Record<AlarmView['kind'], Shape>> = {
  'not-alerted': 'diamond',
  missed: 'triangle',
  'will-miss': 'pentagon',
  'station-lost': 'house',
  'source-silent': 'circle',
  'zone-bare': 'hexagon',
}

export function kindIcon(kind: AlarmView['kind']) {
  return html`<svg class="alarm-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path class="body" d=${paths[shapes[kind]]}></path>
    <path class="mark" d="M12 8.5v6M12 17.4v.6"></path>
  </svg>`
}

function duration(seconds: number) {
  return html`<time datetime=${durationIso(seconds)}>${durationText(seconds)}</time>`
}

export function subjectText(alarm: AlarmView, region: Region | undefined, { t, language }: Words): string {
  // Without the region there are only codes, which are no words to be spoken.
  const municipality = region && municipalityName(region, alarm.municipality, language)
  if (alarm.kind === 'zone-bare') return municipality ?? alarm.subject
  if (alarm.kind === 'source-silent' || alarm.kind === 'station-lost') return alarm.name ?? alarm.subject
  return [alarm.name ?? t('alarm.task-gone', { id: alarm.subject }), municipality].filter(Boolean).join(' · ')
}

const tables: Readonly<Partial<Record<AlarmView['kind'], string>>> = {
  'source-silent': 'sources-title',
  'station-lost': 'stations-title',
  'zone-bare': 'units-title',
}

function subject(alarm: AlarmView, { region, words, lines, handlers }: AlarmsProps) {
  const { t } = words
  const text = subjectText(alarm, region, words)
  const table = tables[alarm.kind]
  const known = lines.some(({ task }) => task.id === alarm.subject)
  const badge = alarm.urgency ? urgencyBadge(alarm.urgency) : nothing
  if (table === undefined && !known) return html`<span class="alarm-subject">${badge}${text}</span>`
  const go = () => (table === undefined ? handlers.showTask(alarm.subject) : handlers.showPlace(table))
  return html`<button type="button" class="alarm-subject" @click=${go}>
    ${badge}<span class="text">${text}</span
    ><span class="unseen">, ${alarm.urgency ?? ''} ${t(table === undefined ? 'alarm.show-task' : 'alarm.show-place')}</span>
  </button>`
}

/** How far over, or what is left: the number that decides. */
function margin(alarm: AlarmView, { lines, words: { t } }: AlarmsProps) {
  if (alarm.kind !== 'missed' && alarm.kind !== 'will-miss') return nothing
  const seconds = lines.find(({ task }) => task.id === alarm.subject)?.secondsLeft
  if (seconds === undefined) return nothing
  const values = { duration: durationText(Math.abs(seconds)) }
  return html`<span class="alarm-margin">${t(seconds < 0 ? 'alarm.over' : 'alarm.left', values)}</span>`
}

function floodList({ alarms }: AlarmItem, props: AlarmsProps) {
  if (alarms.length === 1) return nothing
  const { t } = props.words
  return html`<details class="alarm-flood">
    <summary>${t('alarm.flood.show', { n: alarms.length })}</summary>
    <ul>
      ${repeat(
        alarms,
        ({ id }) => id,
        (alarm) =>
          html`<li>${subject(alarm, props)} ${margin(alarm, props)} ${alarm.kind === 'missed' ? nothing : age(alarm, props)}</li>`,
      )}
    </ul>
  </details>`
}

function age({ since }: AlarmView, { now, words: { t } }: AlarmsProps) {
  const seconds = Math.max(0, (now - Date.parse(since)) / 1000)
  return html`<span class="alarm-age"><span class="label">${t('alarm.age')}</span> ${duration(seconds)}</span>`
}

function shelve(item: AlarmItem, { now, words, handlers }: AlarmsProps, about: string) {
  const { t, time } = words
  return html`<details class="alarm-shelve">
    <summary>${t('alarm.shelve')}<span class="unseen">: ${about}</span></summary>
    <div class="alarm-ends">
      ${shelfEnds(now).map(
        ({ length, until }) =>
          html`<button type="button" class="quiet" @click=${() => handlers.shelve(item.id, until)}>
            ${t(`alarm.shelve.${length}`, { time: time(until) })}
          </button>`,
      )}
    </div>
  </details>`
}

function acknowledgement(item: AlarmItem, props: AlarmsProps, about: string) {
  const { words, handlers, lostAt } = props
  const { t, time } = words
  // A word that cannot reach the service is not asked for.
  const may = props.may && lostAt === undefined
  const { acknowledged } = item.alarms[0]!
  if (item.acknowledged && acknowledged)
    return html`<span class="alarm-by"
      >${t('alarm.acknowledged', { name: acknowledged.by, time: time(Date.parse(acknowledged.at)) })}</span
    >`
  if (!may) return nothing
  return html`<button type="button" class="acknowledge" @click=${() => handlers.acknowledge(item.id)}>
    ${t('alarm.acknowledge')}<span class="unseen">: ${about}</span>
  </button>`
}

function itemView(item: AlarmItem, props: AlarmsProps): TemplateResult {
  const { words, region } = props
  const { t } = words
  const may = props.may && props.lostAt === undefined
  const [first] = item.alarms as [AlarmView]
  const kind = t(`alarm.kind.${item.kind}`)
  const about = `${kind}, ${subjectText(first, region, words)}`
  const many = item.alarms.length > 1
  return html`<li class="alarm ${item.priority} ${item.acknowledged ? 'known' : 'new'}">
    ${kindIcon(item.kind)}
    <div class="alarm-what">
      <strong class="alarm-kind"
        ><span class="unseen">${t(`alarm.priority.${item.priority}`)}: </span>${kind}</strong
      >
      <span class="alarm-response"
        >${t(`alarm.response.${item.response}`)}${item.kind === 'zone-bare' ? ` · ${t('alarm.approximate')}` : nothing}</span
      >
    </div>
    <div class="alarm-about">
      ${many ? html`<span class="alarm-many">${t('alarm.flood', { n: item.alarms.length })}</span>` : html`${subject(first, props)} ${margin(first, props)}`}
    </div>
    ${item.kind === 'missed' ? html`<span></span>` : age(first, props)}
    <div class="alarm-acts">${acknowledgement(item, props, about)} ${may ? shelve(item, props, about) : nothing}</div>
    ${floodList(item, props)}
  </li>`
}

function shelvedList(shelved: readonly AlarmView[], props: AlarmsProps) {
  if (shelved.length === 0) return nothing
  const { words, region, may, handlers } = props
  const { t, time } = words
  return html`<details class="alarms-shelved">
    <summary>${t('alarms.shelved', { n: shelved.length })}</summary>
    <ul>
      ${repeat(
        shelved,
        ({ id }) => id,
        (alarm) => html`<li>
          <strong>${t(`alarm.kind.${alarm.kind}`)}</strong> ${subject(alarm, props)}
          <span class="alarm-by"
            >${t('alarm.shelved', { name: alarm.shelved!.by, time: time(Date.parse(alarm.shelved!.until)) })}</span
          >
          ${
            may
              ? html`<button type="button" class="quiet" @click=${() => handlers.shelve(alarm.id, undefined)}>
                ${t('alarm.unshelve')}<span class="unseen">: ${subjectText(alarm, region, words)}</span>
              </button>`
              : nothing
          }
        </li>`,
      )}
    </ul>
  </details>`
}

function soundControls({ sound, words: { t }, handlers }: AlarmsProps) {
  const loud = sound === 'on' ? 'sound-state' : 'sound-state tag'
  return html`<div class="sound">
    <span class=${loud} role="status">${t(`sound.${sound}`)}</span>
    ${sound === 'blocked' ? html`<span class="aside">${t('sound.blocked.sentence')}</span>` : nothing}
    <button type="button" class="quiet" @click=${() => handlers.turnSound(sound !== 'on')}>
      ${t(sound === 'on' ? 'sound.turn-off' : 'sound.turn-on')}
    </button>
    <button type="button" class="quiet" @click=${handlers.testSound}>${t('sound.test')}</button>
  </div>`
}

function heading(unacknowledged: number, open: number, props: AlarmsProps) {
  const { t } = props.words
  if (props.lostAt !== undefined)
    return html`<p class="alarms-head lost">
      <strong>${t('alarms.disconnected')}</strong> ${t('alarms.truth', { time: props.words.timeSeconds(props.lostAt) })}
    </p>`
  if (open > 0)
    return html`<p class="alarms-head">
      ${t('alarms.title')}${unacknowledged > 0 ? html` <strong>${t('alarms.count', { n: unacknowledged })}</strong>` : nothing}
    </p>`
  return html`<p class="alarms-head calm">${t(props.withheld > 0 ? 'alarms.none.withheld' : 'alarms.none')}</p>`
}

/** What a reader hears: the kind and what it is about. */
export function newsText(item: AlarmItem, region: Region | undefined, words: Words): string {
  const { t } = words
  const [first] = item.alarms as [AlarmView]
  const many = item.alarms.length > 1
  return t('alarm.news', {
    priority: t(`alarm.priority.${item.priority}`),
    kind: t(`alarm.kind.${item.kind}`),
    subject: many ? t('alarm.flood', { n: item.alarms.length }) : subjectText(first, region, words),
  })
}

export function alarmStrip(props: AlarmsProps): TemplateResult {
  const { t } = props.words
  const { open, shelved } = alarmItems(props.alarms)
  const unacknowledged = open.filter(({ acknowledged }) => !acknowledged).length
  const look = props.lostAt !== undefined ? 'cut' : unacknowledged > 0 ? 'loud' : 'still'
  return html`<section class="alarms ${look}" aria-labelledby="alarms-title">
    <h2 id="alarms-title" class="unseen">${t('alarms.title')}</h2>
    <div class="alarms-top">
      ${heading(unacknowledged, open.length, props)}
      ${
        props.withheld > 0
          ? html`<p class="alarms-withheld">${t('alarms.withheld', { n: props.withheld })}</p>`
          : nothing
      }
      ${props.paused ? html`<p class="aside">${t('alarms.while-paused')}</p>` : nothing}
      ${soundControls(props)}
    </div>
    ${props.fault === undefined ? nothing : html`<p class="failure" role="alert">${t('alarm.failed')} ${props.fault}</p>`}
    ${
      open.length > 0
        ? html`<ul class="alarms-open">
          ${repeat(
            open,
            ({ id }) => id,
            (item) => itemView(item, props),
          )}
        </ul>`
        : nothing
    }
    ${shelvedList(shelved, props)}
  </section>`
}
