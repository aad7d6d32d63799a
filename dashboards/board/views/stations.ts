// The stations as a table: who stands there now and how old that word is, and the next twelve hours with their holes.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import { stationFreshness } from '../../../src/contract/freshness.ts'
import type { StationReadiness } from '../../../src/contract/readiness.ts'
import type { SourceView, StationView } from '../../../src/contract/situation.ts'
import { durationText } from '../../formats.ts'
import { type AgeContext, age, ageText } from '../../parts/age.ts'
import { demoHint, demoMark } from '../../parts/demo-position.ts'
import { scroller } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import type { Answer, StationPlans } from '../asked.ts'
import { type Ahead, type Hole, readinessAhead } from '../readiness-ahead.ts'

export interface StationsProps {
  readonly stations: readonly StationView[]
  readonly sources: readonly SourceView[]
  /** Absent where the coming hours are not asked for. */
  readonly plans?: Answer<StationPlans>
  readonly ages: AgeContext
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

/** Filled where somebody stands, an empty frame where nobody does; said in words beside it. */
function strip({ rows }: Ahead) {
  return html`<svg class="ahead" height=${rows.length * 7} aria-hidden="true" focusable="false">
    ${rows.flatMap(({ stretches }, row) =>
      stretches.map(
        ({ from, to, stands }) =>
          svg`<rect class=${stands ? 'stands' : 'hole'} x=${percent(from)} width=${percent(to - from)} y=${row * 7 + 1} height="5"></rect>`,
      ),
    )}
  </svg>`
}

export function holeText({ service, from, to, goesOn }: Hole, now: number, { t, time }: Words): string {
  const values = { service: t(`service.${service}`), from: time(from), to: time(to) }
  const begun = from <= now
  if (begun && goesOn) return t('ahead.hole-throughout', values)
  if (begun) return t('ahead.hole-until', values)
  // The word for the clock is said once of a span.
  const end = time(to).replace(/^kl\S* /, '')
  return goesOn ? t('ahead.hole-from', values) : t('ahead.hole', { ...values, to: end })
}

function aheadCell(station: StationView, { plans, ages }: StationsProps) {
  const { t } = ages.words
  const ahead = plans?.value && readinessAhead(plans.value.timelines, station.station, ages.now)
  if (!ahead || ahead.rows.length === 0) return html`<span class="aside">${t('ahead.no-plan')}</span>`
  const none = html`<span class="under">${t('ahead.no-holes')}</span>`
  return html`${strip(ahead)}${
    ahead.holes.length === 0
      ? none
      : ahead.holes.map(
          (hole) => html`<span class="under gap">${holeText(hole, ages.now, ages.words)}</span>`,
        )
  }`
}

/** What was told against what was planned; the plan itself where nothing was told. */
function planned(station: StationView, { plans, ages: { words } }: StationsProps) {
  const found = plans?.value?.readiness.stations.find(({ id }) => id === station.station)
  if (!found) return nothing
  return html`${plannedText(found, station, words)}`
}

function plannedText({ now }: StationReadiness, station: StationView, { t }: Words) {
  const persons = now.plan?.persons
  const fewer = now.differences.find(({ kind }) => kind === 'fewer')
  if (fewer) return html`<span class="under gap">${t('station.fewer', { n: fewer.planned ?? '–' })}</span>`
  if (station.crew !== undefined || persons === undefined) return nothing
  return html`<span class="under">${t('station.planned', { n: persons })}</span>`
}

function stationRow(station: StationView, props: StationsProps) {
  const { stations, sources, ages } = props
  const { t } = ages.words
  return html`<tr class=${station.crew === 0 ? 'not-ready' : ''}>
    <th scope="row">
      ${station.name}
      <span class="under"
        >${station.services.map((service) => t(`service.${service}`)).join(', ')}</span
      >${demoMark(station, stations, ages.words)}
    </th>
    <td class="number">
      ${station.crew ?? '–'}${station.crew === 0 ? html`<span class="under gap">${t('station.not-ready')}</span>` : nothing}
      ${planned(station, props)}
    </td>
    <td class="number">${station.turnoutSeconds === undefined ? '–' : durationText(station.turnoutSeconds)}</td>
    <td class="number">${age(stationFreshness(station, sources, ages.now, ages.limits), ages)}</td>
    ${props.plans ? html`<td class="ahead-cell">${aheadCell(station, props)}</td>` : nothing}
  </tr>`
}

/** Those with nobody first, then those with a hole ahead, then by name. */
function order({ stations, plans, ages }: StationsProps): readonly StationView[] {
  const holes = (station: string) =>
    plans?.value ? (readinessAhead(plans.value.timelines, station, ages.now)?.holes.length ?? 0) : 0
  const rank = (station: StationView) => (station.crew === 0 ? 0 : holes(station.station) > 0 ? 1 : 2)
  return [...stations].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'fi'))
}

function stationsTable(props: StationsProps) {
  const { t } = props.ages.words
  return html`<table>
    <caption class="unseen">
      ${t('stations.caption')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('station.name')}</th>
        <th scope="col" class="number">${t('station.crew')}</th>
        <th scope="col" class="number">${t('station.turnout')}</th>
        <th scope="col" class="number">${t('station.age')}</th>
        ${props.plans ? html`<th scope="col">${t('ahead.title')}</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${order(props).map((station) => stationRow(station, props))}
    </tbody>
  </table>`
}

/** The plan is asked for seldom: how old the answer is, and that a newer one did not come. */
function plansHint({ plans, ages: { now, words } }: StationsProps) {
  if (!plans) return nothing
  const { t } = words
  const text = [
    plans.at === undefined ? t('ahead.waiting') : t('ahead.as-of', { age: ageText(plans.at, now, words) }),
    ...(plans.fault ? [`${t('ahead.failed')} ${plans.fault}`] : []),
  ]
  return html`<p class="hint">${text.join(' · ')}</p>`
}

export function stationsPanel(props: StationsProps): TemplateResult {
  const { t } = props.ages.words
  return html`<section class="panel stations-panel" aria-labelledby="stations-title">
    <div class="panel-head"><h2 id="stations-title">${t('stations.title')}</h2>${plansHint(props)}${demoHint(props.stations, props.ages.words)}</div>
    ${
      props.stations.length === 0
        ? html`<p class="empty">${t('stations.empty')}</p>`
        : scroller(t('stations.title'), stationsTable(props), 'tall')
    }
  </section>`
}
