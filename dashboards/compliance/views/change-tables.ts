// The change in seconds and in volume: what a share in time does not tell.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Comparison, TimeComparison, VolumeComparison } from '../../../src/contract/comparison.ts'
import { percentileText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import { boundsText, ratioText, timeDifferenceText } from '../signed.ts'
import { reading } from './reading.ts'
import { groupTitle, zoneTitle } from './table.ts'

function percentileCells(compared: TimeComparison['median'], { t }: Words) {
  if (!compared) return html`<td class="number aside" colspan="2">${t('figures.too-few')}</td><td></td>`
  const { before, after, difference, interval, word } = compared
  return html`<td class="number">${percentileText(before)} → ${percentileText(after)}</td>
    <td class="number">
      ${timeDifferenceText(difference)} <span class="aside">${boundsText(interval, timeDifferenceText)}</span>
    </td>
    <td>${reading(word, t(`change.word.${word}`))}</td>`
}

function timeRows(time: TimeComparison, comparison: Comparison, words: Words) {
  const { t, number } = words
  return html`<tr>
      <th scope="row" rowspan="2">${zoneTitle(comparison.zones, time.zone, words)}</th>
      <td class="number" rowspan="2">${number(time.before)} → ${number(time.after)}</td>
      <td>${t('figures.median')}</td>
      ${percentileCells(time.median, words)}
    </tr>
    <tr>
      <td>${t('figures.p90')}</td>
      ${percentileCells(time.p90, words)}
    </tr>`
}

/** Times of one urgency and measure, under its name. */
function timeGroups(told: readonly TimeComparison[], comparison: Comparison, words: Words) {
  const titles = [...new Set(told.map((time) => groupTitle(time, words)))]
  return titles.map(
    (title) => html`<tbody>
      <tr class="group">
        <th colspan="6" scope="rowgroup">${title}</th>
      </tr>
      ${told
        .filter((time) => groupTitle(time, words) === title)
        .map((time) => timeRows(time, comparison, words))}
    </tbody>`,
  )
}

export function timesTable(comparison: Comparison, words: Words): TemplateResult | typeof nothing {
  const { t } = words
  const told = comparison.times.filter(({ median, p90 }) => median !== undefined || p90 !== undefined)
  if (told.length === 0) return nothing
  return html`<h3 class="table-title">${t('change.times')}</h3>
    ${scroller(
      t('change.times'),
      html`<table>
        <caption class="unseen">
          ${t('change.times')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('figures.zone')}</th>
            <th scope="col" class="number">${t('figures.used')}</th>
            <th scope="col">${t('change.figure')}</th>
            <th scope="col" class="number">${t('change.times.seen')}</th>
            <th scope="col" class="number">${t('change.difference.time')}</th>
            <th scope="col">${t('figures.light')}</th>
          </tr>
        </thead>
        ${timeGroups(told, comparison, words)}
      </table>`,
    )}`
}

function volumeRow(volume: VolumeComparison, words: Words) {
  const { t, number } = words
  const { urgency, before, after, ratio, interval, word } = volume
  const ratios = (value: number) => ratioText(value, words)
  return html`<tr>
    <th scope="row">${urgency === 'all' ? t('change.all-tasks') : t('urgency.class', { urgency })}</th>
    <td class="number">${number(before)} → ${number(after)}</td>
    <td class="number">
      ${ratio === undefined ? '–' : html`${ratios(ratio)} <span class="aside">${boundsText(interval, ratios)}</span>`}
    </td>
    <td>${reading(ratio === undefined ? 'cannot-tell' : word, t(`change.volume.${ratio === undefined ? 'cannot-tell' : word}`))}</td>
  </tr>`
}

export function volumesTable({ volumes }: Comparison, words: Words): TemplateResult | typeof nothing {
  const { t } = words
  const told = volumes.filter(({ before, after }) => before + after > 0)
  if (told.length === 0) return nothing
  return html`<h3 class="table-title">${t('change.volumes')}</h3>
    ${scroller(
      t('change.volumes'),
      html`<table>
        <caption class="unseen">
          ${t('change.volumes')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('change.urgency')}</th>
            <th scope="col" class="number">${t('figures.total')}</th>
            <th scope="col" class="number">${t('change.per-day')}</th>
            <th scope="col">${t('figures.light')}</th>
          </tr>
        </thead>
        <tbody>
          ${told.map((volume) => volumeRow(volume, words))}
        </tbody>
      </table>`,
    )}`
}
