// The stations as a table: crew, turnout, and how old that readiness message is.
import { html, type TemplateResult } from 'lit-html'
import { stationFreshness } from '../../../src/contract/freshness.ts'
import type { SourceView, StationView } from '../../../src/contract/situation.ts'
import { durationText } from '../../formats.ts'
import { type AgeContext, age } from '../../parts/age.ts'
import { demoHint, demoMark } from '../../parts/demo-position.ts'
import { scroller } from '../../parts/page.ts'

export interface StationsProps {
  readonly stations: readonly StationView[]
  readonly sources: readonly SourceView[]
  readonly ages: AgeContext
}

function stationRow(station: StationView, { stations, sources, ages }: StationsProps) {
  const { t } = ages.words
  return html`<tr>
    <th scope="row">
      ${station.name}
      <span class="under"
        >${station.services.map((service) => t(`service.${service}`)).join(', ')}</span
      >${demoMark(station, stations, ages.words)}
    </th>
    <td class="number">${station.crew ?? '–'}</td>
    <td class="number">${station.turnoutSeconds === undefined ? '–' : durationText(station.turnoutSeconds)}</td>
    <td class="number">${age(stationFreshness(station, sources, ages.now, ages.limits), ages)}</td>
  </tr>`
}

function stationsTable(props: StationsProps) {
  const { stations, ages } = props
  const { t } = ages.words
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
      </tr>
    </thead>
    <tbody>
      ${stations.map((station) => stationRow(station, props))}
    </tbody>
  </table>`
}

export function stationsPanel(props: StationsProps): TemplateResult {
  const { t } = props.ages.words
  return html`<section class="panel" aria-labelledby="stations-title">
    <div class="panel-head"><h2 id="stations-title">${t('stations.title')}</h2>${demoHint(props.stations, props.ages.words)}</div>
    ${
      props.stations.length === 0
        ? html`<p class="empty">${t('stations.empty')}</p>`
        : scroller(t('stations.title'), stationsTable(props), 'tall')
    }
  </section>`
}
