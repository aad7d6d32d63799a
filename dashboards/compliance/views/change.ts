// Is the change real? Each target's change with its interval, split into mix and performance; then zones, times, volumes.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { Comparison, ShareComparison } from '../../../src/contract/comparison.ts'
import { durationText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import { changeReach, changeSentence, seamsBetween, shownParts, stacked } from '../change.ts'
import { periodName } from '../period.ts'
import { boundsText, pointsText } from '../signed.ts'
import { timesTable, volumesTable } from './change-tables.ts'
import { reading } from './reading.ts'
import { zoneTitle } from './table.ts'

const sides = ({ from, to, againstFrom, againstTo }: Comparison, words: Words) => ({
  now: periodName({ from, to }, words),
  before: periodName({ from: againstFrom, to: againstTo }, words),
})

function notes(comparison: Comparison, thisMonth: string, { t, date }: Words) {
  const { from, to, againstFrom, againstTo } = comparison
  const between = seamsBetween(comparison, { from, to }, { from: againstFrom, to: againstTo })
  const isRunning = to.slice(0, 7) > thisMonth
  if (comparison.notes.length + between.length === 0 && !isRunning) return nothing
  return html`<ul class="notes">
    ${isRunning ? html`<li>${t('change.running')}</li>` : nothing}
    ${comparison.notes.map((note) => html`<li>${t(`change.note.${note}`)}</li>`)}
    ${between.map((seam) => html`<li><time datetime=${seam.on}>${date(seam.on)}</time> ${t(seam.text)}</li>`)}
  </ul>`
}

/** Both bars of a family on one scale around zero: the change in its interval, and beneath it what it is made of. */
function drawing(share: ShareComparison, reach: number, words: Words) {
  const x = (value: number) => (Math.max(-1, Math.min(1, value / reach)) * 100).toFixed(2)
  const { low = -reach, high = reach } = share.interval
  const segments = stacked(shownParts(share))
  const end = pointsText(reach, words)
  return html`<div>
    <svg class="change-bar" viewBox="-102 0 204 34" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<path class="axis" d="M0 0V34"></path>
    <path class="range" d="M${x(low)} 8H${x(high)}"></path>
    <path class="point" d="M${x(share.change)} 2V14"></path>
    ${segments.map(
      ({ kind, from, to }) =>
        svg`<path class="part ${kind}" d="M${x(from)} 20H${x(to)}V32H${x(from)}Z"></path>`,
    )}`}
  </svg>
    <p class="scale" aria-hidden="true"><span>${pointsText(-reach, words)}</span><span>0</span><span>${end}</span></p>
  </div>`
}

function parts(share: ShareComparison, words: Words) {
  const { t } = words
  const points = (value: number) => pointsText(value, words)
  const shown = shownParts(share)
  const item = (name: string, label: string, value: number, interval?: ShareComparison['interval']) =>
    html`<div>
      <dt><svg class="swatch ${name}" viewBox="0 0 10 10" aria-hidden="true" focusable="false"><path d="M0 0H10V10H0Z"></path></svg>${label}</dt>
      <dd>${points(value)} ${interval ? html`<span class="aside">${boundsText(interval, points)}</span>` : nothing}</dd>
    </div>`
  return html`<dl class="parts">
    ${item('whole', t('change.whole'), shown.change, share.interval)} ${item('mix', t('change.mix'), shown.mix)}
    ${item('performance', t('change.performance'), shown.performance, share.performanceInterval)}
  </dl>`
}

function tallyCell({ n, inTime }: ShareComparison['zones'][number]['before'], words: Words) {
  if (n === 0) return html`<td class="number aside">–</td>`
  return html`<td class="number">
    ${words.percent(inTime / n)} <span class="aside">${words.number(inTime)} / ${words.number(n)}</span>
  </td>`
}

function zoneRow(zone: ShareComparison['zones'][number], comparison: Comparison, words: Words) {
  const points = (value: number) => pointsText(value, words)
  const { difference, interval = {} } = zone
  return html`<tr>
    <th scope="row">
      ${zoneTitle(comparison.zones, zone.zone, words)}
      <span class="aside">${durationText(zone.withinSeconds)}</span>
    </th>
    ${tallyCell(zone.before, words)} ${tallyCell(zone.after, words)}
    <td class="number">
      ${difference === undefined ? '–' : html`${points(difference)} <span class="aside">${boundsText(interval, points)}</span>`}
    </td>
    <td class="number">${points(zone.mix)}</td>
    <td class="number">${points(zone.performance)}</td>
    <td>${reading(zone.word, words.t(`change.word.${zone.word}`))}</td>
  </tr>`
}

/** Always by zone as well: the whole may worsen while every zone improves (trap 52). */
function zonesTable(share: ShareComparison, comparison: Comparison, words: Words) {
  const { t } = words
  const { now, before } = sides(comparison, words)
  const title = `${share.urgency} ${sharePercentText(share.requiredShare, words.language)}: ${t('change.by-zone')}`
  return scroller(
    title,
    html`<table>
      <caption class="unseen">
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('figures.zone')}</th>
          <th scope="col" class="number">${before}</th>
          <th scope="col" class="number">${now}</th>
          <th scope="col" class="number">${t('change.difference')}</th>
          <th scope="col" class="number">${t('change.mix')}</th>
          <th scope="col" class="number">${t('change.performance')}</th>
          <th scope="col">${t('figures.light')}</th>
        </tr>
      </thead>
      <tbody>
        ${share.zones.map((zone) => zoneRow(zone, comparison, words))}
      </tbody>
    </table>`,
  )
}

/** A zone with tasks on one side alone is mix by nature: there is nothing to hold its service against. */
function oneSided({ onlyBefore, onlyAfter }: ShareComparison, { zones }: Comparison, words: Words) {
  const names = (ids: readonly string[]) => ids.map((id) => zoneTitle(zones, id, words)).join(', ')
  const line = (ids: readonly string[], key: 'change.only-before' | 'change.only-after') =>
    ids.length === 0 ? nothing : html`<p class="hint">${words.t(key, { zones: names(ids) })}</p>`
  return html`${line(onlyBefore, 'change.only-before')}${line(onlyAfter, 'change.only-after')}`
}

function family(share: ShareComparison, comparison: Comparison, reach: number, words: Words) {
  const { t, language } = words
  return html`<article class="family">
    <h3>
      ${t('urgency.class', { urgency: share.urgency })} · ${t(`measure.${share.measure}`)} ·
      ${sharePercentText(share.requiredShare, language)} ${reading(share.performanceWord, t(`change.word.${share.performanceWord}`))}
    </h3>
    <p>${changeSentence(share, words)}</p>
    ${oneSided(share, comparison, words)}
    <div class="change-drawing">${drawing(share, reach, words)} ${parts(share, words)}</div>
    ${zonesTable(share, comparison, words)}
  </article>`
}

export function change(comparison: Comparison, thisMonth: string, words: Words): TemplateResult {
  const { t } = words
  const { shares } = comparison
  const reach = changeReach(shares)
  return html`<p class="section-lead">${t('change.lead', sides(comparison, words))}</p>
    ${notes(comparison, thisMonth, words)}
    ${shares.length === 0 ? html`<p class="empty">${t('change.nothing')}</p>` : nothing}
    ${shares.map((share) => family(share, comparison, reach, words))} ${timesTable(comparison, words)}
    ${volumesTable(comparison, words)}
    ${shares.length === 0 ? nothing : html`<p class="hint foot">${t('change.method')}</p>`}`
}
