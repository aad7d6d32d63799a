// The means that a decision sets, apart from the shares: a mean of skewed times tells another story (trap 53).
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Compliance, MeanFigure } from '../../../src/contract/compliance.ts'
import { durationText, percentileText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import { boundsText } from '../signed.ts'
import { timeShown } from './row-details.ts'
import { groupTitle, lightWord, zoneTitle } from './table.ts'

function meanRow(mean: MeanFigure, zones: Compliance['zones'], words: Words) {
  const { t, number } = words
  const { low, high } = mean
  return html`<tr>
    <th scope="row">${groupTitle(mean, words)}</th>
    <td>${zoneTitle(zones, mean.zone, words)}</td>
    <td class="number">${number(mean.used)}</td>
    <td class="number">
      ${durationText(mean.targetSeconds)}
      ${mean.official ? nothing : html`<span class="under placeholder">${t('target.placeholder')}</span>`}
    </td>
    <td class="number">
      ${timeShown(mean.meanSeconds, mean.used, words)}
      ${low === undefined && high === undefined ? nothing : html`<span class="aside">${boundsText({ low, high }, percentileText)}</span>`}
    </td>
    <td class="verdict ${mean.light}">${lightWord(mean.light, words)}</td>
  </tr>`
}

export function meansPanel({ means, zones }: Compliance, words: Words): TemplateResult | typeof nothing {
  if (means.length === 0) return nothing
  const { t } = words
  return html`<section class="panel" aria-labelledby="means-title">
    <div class="panel-head"><h2 id="means-title">${t('means.title')}</h2></div>
    ${scroller(
      t('means.title'),
      html`<table>
        <thead>
          <tr>
            <th scope="col">${t('charts.group')}</th>
            <th scope="col">${t('figures.zone')}</th>
            <th scope="col" class="number">${t('figures.used')}</th>
            <th scope="col" class="number">${t('means.target')}</th>
            <th scope="col" class="number">${t('means.mean')}</th>
            <th scope="col">${t('figures.light')}</th>
          </tr>
        </thead>
        <tbody>
          ${means.map((mean) => meanRow(mean, zones, words))}
        </tbody>
      </table>`,
    )}
    <p class="hint foot">${t('means.hint')}</p>
  </section>`
}
