// One station: what stands now, its week, what is missing, its periods in time and who has changed them.
import { html, nothing, type TemplateResult } from 'lit-html'
import type {
  FindingView,
  Readiness,
  StationHistory,
  StationReadiness,
} from '../../../src/contract/readiness.ts'
import { type Loaded, latestOf } from '../../api.ts'
import { failure, scroller } from '../../parts/page.ts'
import { standsIcon } from '../../parts/stands.ts'
import type { Words } from '../../words.ts'
import {
  changeText,
  datesText,
  findingText,
  hoursText,
  momentText,
  standsAs,
  standsKey,
} from '../sentences.ts'
import { basis, crewText, differences, marks, turnoutText } from './list.ts'
import { periodList } from './periods.ts'
import type { StationsHandlers } from './stations.ts'
import { legend, weekStrip } from './strip.ts'

export interface DetailProps {
  readonly station: StationReadiness
  readonly readiness: Readiness
  readonly history: Loaded<StationHistory> | undefined
  readonly words: Words
  readonly mayEdit: boolean
  readonly handlers: Pick<StationsHandlers, 'open'>
}

export function findingList(findings: readonly FindingView[], words: Words): TemplateResult {
  const { t } = words
  return html`<ul class="findings">
    ${findings.map(
      (finding) => html`<li class=${finding.kind}>
        <strong>! ${t(finding.kind === 'hole' ? 'readiness.hole' : 'readiness.overlap')}</strong> ${findingText(finding, words)}
      </li>`,
    )}
  </ul>`
}

function now({ station, words }: DetailProps) {
  const { t } = words
  const { plan } = station.now
  const planned =
    plan?.persons === undefined ? t('readiness.not-stated') : t('readiness.persons', { n: plan.persons })
  const stands = standsAs(station)
  return html`<dl class="facts">
    <div><dt>${t('readiness.now')}</dt><dd><span class="standing">${standsIcon(stands)} ${t(standsKey(stands))}</span>${differences(station, words)}</dd></div>
    <div><dt>${t('readiness.crew')}</dt><dd>${crewText(station, words)}${
      station.now.basis === 'told' && plan
        ? html`<span class="under">${t('readiness.planned', { n: planned })}</span>`
        : nothing
    }</dd></div>
    <div><dt>${t('readiness.turnout')}</dt><dd>${turnoutText(station, words)}</dd></div>
    <div><dt>${t('readiness.basis')}</dt><dd>${basis(station, words)}</dd></div>
    <div><dt>${t('readiness.next')}</dt><dd>${
      station.changes.length === 0
        ? t('readiness.no-changes')
        : html`<ul>${station.changes.map((change) => html`<li>${changeText(change, station, words)}</li>`)}</ul>`
    }</dd></div>
    <div><dt>${t('readiness.hours-week')}</dt><dd>${crewHours(station, words)}</dd></div>
  </dl>`
}

function crewHours({ crewHours: byKind }: StationReadiness, { t, number }: Words) {
  const used = (['24/7', 'daytime', 'on-call'] as const).filter((kind) => byKind[kind]!.hours > 0)
  if (used.length === 0) return html`–`
  const whole = (hours: number) => number(Math.round(hours * 10) / 10)
  return html`<ul>${used.map((kind) => {
    const { personHours, unstatedHours } = byKind[kind]!
    return html`<li>
      ${t(`readiness.kind.${kind}`)}: ${t('readiness.hours-value', { hours: whole(personHours) })}
      ${unstatedHours > 0 ? html`<span class="under">${t('readiness.hours-unstated', { hours: whole(unstatedHours) })}</span>` : nothing}
    </li>`
  })}</ul>`
}

function week({ station, readiness, words }: DetailProps) {
  const { t, date } = words
  const { days } = readiness.week
  const uneven = days.find(({ hours }) => hours !== 24)
  return html`<section class="part" aria-labelledby="week-title">
    <div class="part-head">
      <h3 id="week-title">${t('readiness.week', { from: date(days[0]!.date), to: date(days.at(-1)!.date) })}</h3>
      ${legend(words)}
    </div>
    ${uneven ? html`<p class="note">${t('readiness.week-even', { date: date(uneven.date), hours: uneven.hours })}</p>` : nothing}
    ${weekStrip({ station, readiness, words })}
  </section>`
}

function what(entry: StationHistory['readiness'][number], words: Words): string {
  const { period } = entry
  return `${period.slot}: ${words.t(`readiness.kind.${period.kind}`)}, ${hoursText(period, words)}, ${datesText(period.validFrom, period.validTo, words)}`
}

function historyRows({ readiness, register }: StationHistory, words: Words) {
  const { t } = words
  const lines = [
    ...readiness.map((entry) => ({ ...entry, action: entry.action as string, what: what(entry, words) })),
    ...register.map(({ station, ...entry }) => ({
      ...{ ...entry, action: 'register' },
      what: `${station.name}: ${station.place.lon}, ${station.place.lat}${station.demoPosition ? `, ${t('readiness.demo-position')}` : ''}${station.closedFrom ? `, ${t('readiness.closed-from', { date: words.date(station.closedFrom) })}` : ''}`,
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq))
  return lines.map(
    (line) => html`<tr>
      <th scope="row">${momentText(line.at, words)}</th>
      <td data-label=${t('readiness.history-what')}>
        <span class="tag small plain">${t(`readiness.action.${line.action as 'set' | 'removed' | 'register'}`)}</span>
        ${line.what}
      </td>
      <td data-label=${t('readiness.history-who')}>${line.by}</td>
      <td data-label=${t('readiness.history-why')}>${line.reason}</td>
    </tr>`,
  )
}

function historyPart(history: Loaded<StationHistory> | undefined, words: Words) {
  const { t } = words
  if (!history) return nothing
  if (history.kind === 'failed') return failure(history.detail, words)
  const known = latestOf(history)
  if (!known) return html`<p class="empty">${t('readiness.loading')}</p>`
  if (known.readiness.length + known.register.length === 0)
    return html`<p class="empty">${t('readiness.history-empty')}</p>`
  const table = html`<table class="cards">
    <thead>
      <tr>
        <th scope="col">${t('readiness.history-when')}</th>
        <th scope="col">${t('readiness.history-what')}</th>
        <th scope="col">${t('readiness.history-who')}</th>
        <th scope="col">${t('readiness.history-why')}</th>
      </tr>
    </thead>
    <tbody>
      ${historyRows(known, words)}
    </tbody>
  </table>`
  return scroller(t('readiness.history'), table)
}

export function stationDetail(props: DetailProps): TemplateResult {
  const { station, history, words, readiness, mayEdit, handlers } = props
  const { t } = words
  return html`<section class="panel detail" aria-labelledby="station-title">
    <div class="panel-head">
      <h2 id="station-title" tabindex="-1">${station.name}</h2>
      ${marks(station, words)}
    </div>
    ${now(props)} ${week(props)}
    <section class="part" aria-labelledby="findings-title">
      <h3 id="findings-title">${t('readiness.findings')}</h3>
      ${
        station.findings.length === 0
          ? html`<p>${t('readiness.no-findings')}</p>`
          : findingList(station.findings, words)
      }
    </section>
    ${periodList({ station, today: readiness.today, words, mayEdit, handlers })}
    <section class="part" aria-labelledby="history-title">
      <h3 id="history-title">${t('readiness.history')}</h3>
      ${historyPart(history, words)}
    </section>
  </section>`
}
