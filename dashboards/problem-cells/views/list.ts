// The list of the cells: both readings, four years as counts, the distance in words, and the deciding tasks on opening.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ProblemCell, ProblemCells, ProblemYear } from '../../../src/contract/problem-cells.ts'
import { durationText, percentileText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import { lightIcon } from '../../parts/symbols.ts'
import { municipalityName, type Region } from '../../region.ts'
import { nameIn, type Words } from '../../words.ts'
import { readings } from '../address.ts'
import { cannotTell, distanceText, yearLight, yearText } from '../distance.ts'
import { standingWord } from './symbols.ts'

export interface ListProps {
  readonly found: ProblemCells
  readonly region?: Region
  readonly selected?: string
  readonly words: Words
  pick(cell: string, from: 'map' | 'list'): void
}

export function className(found: ProblemCells, id: string, { language }: Words): string {
  const zone = found.zones.find((one) => one.id === id)
  return zone ? nameIn(zone.name, language) : id
}

function yearCell(year: ProblemYear, { t, number }: Words) {
  const light = yearLight(year)
  return html`<td role="cell" class="year" data-label=${year.year}>
    <strong class="count">${yearText(year)}</strong>
    <span class="year-word ${light}">${lightIcon(light)}${t(`year.${year.status}`)}</span>
    ${year.missing > 0 ? html`<span class="under">${t('problem.year-missing', { n: number(year.missing) })}</span>` : nothing}
  </td>`
}

function decidingOf(year: ProblemYear, { t }: Words) {
  if (year.deciding.length === 0) return nothing
  return html`<li>
    <strong>${year.year}</strong>
    <ul>
      ${year.deciding.map(
        ({ task, seconds, secondsOver }) => html`<li>
          <span class="task">${task}</span> ${durationText(seconds)}
          <span class="aside">${t('problem.over', { time: durationText(secondsOver) })}</span>
        </li>`,
      )}
    </ul>
  </li>`
}

function deciding(cell: ProblemCell, words: Words) {
  const n = cell.years.reduce((sum, year) => sum + year.deciding.length, 0)
  if (n === 0) return '–'
  return html`<details>
    <summary>${words.t('problem.deciding.show', { n: words.number(n) })}<span class="unseen"> ${cell.cell}</span></summary>
    <ul class="deciding">
      ${cell.years.map((year) => decidingOf(year, words))}
    </ul>
  </details>`
}

function rowOf(cell: ProblemCell, { found, region, selected, words, pick }: ListProps) {
  const { t, language } = words
  const isSelected = cell.cell === selected
  const others = cell.municipalities.filter((code) => code !== cell.municipality)
  const names = [cell.municipality, ...others].flatMap(
    (code) => municipalityName(region, code, language) ?? [],
  )
  return html`<tr role="row" class=${isSelected ? 'selected' : ''} data-cell=${cell.cell}>
    <th role="rowheader" scope="row">
      <button type="button" class="quiet cell-id" aria-pressed=${isSelected} @click=${() => pick(cell.cell, 'list')}>
        ${cell.cell}
      </button>
      <span class="under">${[...names, t('problem.class', { class: cell.class })].join(' · ')}</span>
    </th>
    ${readings.map(
      (reading) =>
        html`<td role="cell" data-label=${t(`reading.${reading}`)}>${standingWord(cell.standings[reading] ?? 'clear', words)}</td>`,
    )}
    <td role="cell" data-label=${t('problem.distance')} class="distance">
      ${distanceText(cell, found, words)}
      ${cell.missingDecide ? html`<span class="under placeholder">${t('problem.missing-decide')}</span>` : nothing}
    </td>
    ${cell.years.map((year) => yearCell(year, words))}
    <td role="cell" data-label=${t('problem.median')} class="number">
      ${cell.medianSeconds === undefined ? html`<span class="aside">${t('figures.too-few')}</span>` : percentileText(cell.medianSeconds)}
    </td>
    <td role="cell" data-label=${t('problem.deciding')}>${deciding(cell, words)}</td>
  </tr>`
}

export function cellList(props: ListProps): TemplateResult {
  const { found, words } = props
  const { t } = words
  const years = found.years.map((year, i) => {
    const running = i === found.years.length - 1 && !found.lastYearOver
    return html`<th role="columnheader" scope="col">${year}${running ? html`<span class="under">${t('problem.running')}</span>` : nothing}</th>`
  })
  return html`<section class="panel" aria-labelledby="list-title">
    <div class="panel-head">
      <h2 id="list-title">${t('problem.list')}</h2>
      <p class="hint">${t('problem.list.hint')}</p>
    </div>
    ${
      found.cells.length === 0
        ? html`<p class="empty">${t(cannotTell(found).length > 0 ? 'problem.unknown' : 'problem.none')}</p>`
        : scroller(
            t('problem.list'),
            html`<table role="table" class="cell-list cards">
              <caption class="unseen">
                ${t('problem.list')}
              </caption>
              <thead role="rowgroup">
                <tr role="row">
                  <th role="columnheader" scope="col">${t('problem.cell')}</th>
                  ${readings.map((reading) => html`<th role="columnheader" scope="col">${t(`reading.${reading}`)}</th>`)}
                  <th role="columnheader" scope="col">${t('problem.distance')}</th>
                  ${years}
                  <th role="columnheader" scope="col" class="number">${t('problem.median')}</th>
                  <th role="columnheader" scope="col">${t('problem.deciding')}</th>
                </tr>
              </thead>
              <tbody role="rowgroup">
                ${found.cells.map((cell) => rowOf(cell, props))}
              </tbody>
            </table>`,
            'tall',
          )
    }
  </section>`
}
