// The sheet itself: four lists, each saying in words when it is empty, unknown or cut.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Situation } from '../../../src/contract/situation.ts'
import { type Loaded, latestOf } from '../../api.ts'
import type { AlarmItem } from '../../board/alarm-state.ts'
import type { StationHole } from '../../board/readiness-ahead.ts'
import type { TaskLine } from '../../board/tasks.ts'
import { subjectText } from '../../board/views/alarms.ts'
import { outlookFlag } from '../../board/views/outlook.ts'
import { holeText } from '../../board/views/stations.ts'
import { durationText } from '../../formats.ts'
import { ageText, freshnessIcon } from '../../parts/age.ts'
import { failure, labels, pageHeader } from '../../parts/page.ts'
import { drivesShort } from '../../parts/speeds.ts'
import { urgencyBadge } from '../../parts/symbols.ts'
import { municipalityName, type Region } from '../../region.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import { type Section, sheetOf } from '../sheet.ts'
import type { HandoverState } from '../state.ts'

export interface HandoverHandlers {
  choose(settings: Settings): void
  renew(): void
  print(): void
}

interface Told {
  readonly situation: Situation
  readonly region?: Region
  readonly words: Words
  readonly asOf: number
}

function section<T>(
  title: string,
  { shown, rest }: Section<T>,
  none: string,
  { t }: Words,
  line: (item: T) => unknown,
) {
  return html`<section class="sheet-part">
    <h2>${title} <span class="count">${shown.length + rest}</span></h2>
    ${shown.length + rest === 0 ? html`<p class="none">${none}</p>` : nothing}
    <ul>${shown.map((item) => html`<li>${line(item)}</li>`)}</ul>
    ${rest > 0 ? html`<p class="rest">${t('handover.rest', { n: rest })}</p>` : nothing}
  </section>`
}

function alarmLine(item: AlarmItem, { region, words, asOf }: Told) {
  const { t, time } = words
  const [first] = item.alarms
  const about =
    item.alarms.length > 1 ? t('alarm.flood', { n: item.alarms.length }) : subjectText(first!, region, words)
  const { acknowledged } = first!
  const said = acknowledged
    ? t('alarm.acknowledged', { name: acknowledged.by, time: time(Date.parse(acknowledged.at)) })
    : t('handover.not-acknowledged')
  const since = durationText((asOf - Date.parse(first!.since)) / 1000)
  return html`<strong>${t(`alarm.kind.${item.kind}`)}</strong> ${about} · ${t('alarm.age')} ${since} · ${said}`
}

function holeLine(hole: StationHole, { situation, words, asOf }: Told) {
  const name = situation.stations.find(({ station }) => station === hole.station)?.name ?? hole.station
  return html`<strong>${name}</strong> ${holeText(hole, asOf, words)}`
}

function taskLine({ task, secondsLeft, pressure, target }: TaskLine, { region, words }: Told) {
  const { t, language } = words
  const left =
    secondsLeft === undefined ? '–' : `${secondsLeft < 0 ? '+' : ''}${durationText(Math.abs(secondsLeft))}`
  const unofficial = target && !target.official ? ` · ${t('target.placeholder')}` : ''
  return html`${urgencyBadge(task.urgency)} <strong>${task.code ?? task.id}</strong>
    ${municipalityName(region, task.municipality, language) ?? t('task.no-municipality')} ·
    ${left} ${t(`pressure.${pressure}`)}${unofficial} · ${task.units.map(({ unit }) => unit).join(', ') || t('task.no-units')}
    ${pressure === 'overdue' ? nothing : outlookFlag(task, words)}`
}

function sheet(situation: Situation, state: HandoverState, words: Words) {
  const { t, time, date } = words
  const timelines = latestOf(state.timelines)
  const found = sheetOf(situation, timelines)
  const told: Told = { situation, region: latestOf(state.region), words, asOf: found.asOf }
  const approximate = [...found.tasks.shown].some(({ task }) => task.expected?.basis === 'approximate-roads')
  const speeds = drivesShort(situation.reach, words)
  return html`<article class="sheet">
    <header class="sheet-head">
      <p class="sheet-title">${t('page.handover.title')} · ${nameIn(situation.countyName, words.language)}</p>
      <p class="as-of"><strong>${t('handover.as-of', { date: date(found.asOf), time: words.timeSeconds(found.asOf) })}</strong></p>
    </header>
    ${labels({ demo: situation.demo, placeholderTargets: situation.placeholderTargets, words })}
    ${section(t('handover.alarms'), found.alarms, t('alarms.none'), words, (item) => alarmLine(item, told))}
    ${found.shelved > 0 ? html`<p class="rest">${t('alarms.shelved', { n: found.shelved })}</p>` : nothing}
    ${section(t('handover.tasks'), found.tasks, t('handover.no-tasks'), words, (line) => taskLine(line, told))}
    <p class="rest">${t('handover.other-tasks', { n: found.otherTasks })}${approximate ? html` · ${t('approximate-roads')}` : nothing}${speeds === undefined ? nothing : html` · ${speeds}`}</p>
    ${section(
      t('handover.feeds'),
      found.feeds,
      t('handover.no-feeds', { n: situation.sources.length }),
      words,
      ({ source, state: how }) =>
        html`${freshnessIcon(how)} <strong>${source.source}</strong> ${t(`fresh.${how}`)}, ${t('handover.heard', { at: time(Date.parse(source.lastReceivedAt)), age: ageText(Date.parse(source.lastReceivedAt), found.asOf, words) })}`,
    )}
    ${
      found.holes
        ? section(t('handover.holes'), found.holes, t('handover.no-holes'), words, (hole) =>
            holeLine(hole, told),
          )
        : html`<section class="sheet-part"><h2>${t('handover.holes')}</h2>${unknownPlan(state.timelines, words)}</section>`
    }
    <p class="rest">${notReadyText(found.stationsNotReady, words)}</p>
  </article>`
}

/** A list that could not be asked is not an empty one. */
function unknownPlan(timelines: Loaded<unknown>, words: Words) {
  return timelines.kind === 'failed'
    ? failure(timelines.detail, words)
    : html`<p class="none" role="status">${words.t('ahead.waiting')}</p>`
}

const namesAtMost = 8

function notReadyText(names: readonly string[], { t }: Words): string {
  if (names.length === 0) return t('handover.all-ready')
  const rest = names.length - namesAtMost
  const shown = [...names.slice(0, namesAtMost), ...(rest > 0 ? [t('glance.more', { n: rest })] : [])]
  return t('handover.not-ready', { names: shown.join(', ') })
}

export function handoverView(state: HandoverState, handlers: HandoverHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const { t } = words
  const { situation } = state
  const header = pageHeader({
    page: 'handover',
    county: situation.kind === 'ready' ? nameIn(situation.value.countyName, words.language) : '',
    session: latestOf(state.session),
    settings: state.settings,
    words,
    status: html`<button type="button" class="quiet" @click=${handlers.renew}>${t('handover.renew')}</button>
      <button type="button" class="quiet" @click=${handlers.print}>${t('handover.print')}</button>`,
    choose: handlers.choose,
  })
  const value = latestOf(situation)
  return html`${header}
    <main id="content" tabindex="-1">
      ${situation.kind === 'failed' ? failure(situation.detail, words) : nothing}
      ${value ? sheet(value, state, words) : situation.kind === 'loading' ? html`<p class="empty" role="status">${t('board.waiting')}</p>` : nothing}
    </main>`
}
