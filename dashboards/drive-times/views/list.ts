// The twin of the map: every cell as a row, the worst first; choosing one shows it on the map.
import { html, nothing, type TemplateResult } from 'lit-html'
import { scroller } from '../../parts/page.ts'
import { decimalText } from '../../parts/table.ts'
import { saveButton } from '../../parts/table-view.ts'
import type { Words } from '../../words.ts'
import type { DriveCell } from '../cells.ts'
import { cellTable, intervalText } from '../tables.ts'

export interface ListProps {
  readonly cells: readonly DriveCell[]
  readonly selected?: string
  readonly words: Words
  pick(cell: string | undefined, from: 'map' | 'list'): void
  save(table: ReturnType<typeof cellTable>): void
}

const rowsAtMost = 200

function rowOf(cell: DriveCell, { selected, words, pick }: ListProps) {
  const { t, number } = words
  const isSelected = cell.id === selected
  return html`<tr role="row" class=${isSelected ? 'selected' : ''} data-cell=${cell.id}>
    <th role="rowheader" scope="row">
      <button
        type="button"
        class="quiet cell-id"
        aria-pressed=${isSelected}
        @click=${() => pick(isSelected ? undefined : cell.id, 'list')}
      >
        ${cell.id}
      </button>
    </th>
    <td role="cell" data-label=${t('drive.fit')}>${t(`fit.${cell.fit}`)}</td>
    <td role="cell" data-label=${t('drive.cell-median')} class="number">
      ${cell.medianSeconds > 0 ? '+' : ''}${decimalText(cell.medianSeconds, 0, words)}
    </td>
    <td role="cell" data-label=${t('drive.interval')} class="number">${intervalText(cell) || '–'}</td>
    <td role="cell" data-label=${t('drive.far-off-count')} class="number">${number(cell.farOff)} / ${number(cell.drives)}</td>
    <td role="cell" data-label=${t('drive.residents')} class="number">${number(Math.round(cell.residents))}</td>
  </tr>`
}

export function cellList(props: ListProps): TemplateResult {
  const { cells, words, selected, save } = props
  const { t, number } = words
  const first = cells.slice(0, rowsAtMost)
  const chosen = cells.find(({ id }) => id === selected)
  const shown = chosen && !first.includes(chosen) ? [chosen, ...first] : first
  return html`<section class="panel" aria-labelledby="list-title">
    <div class="panel-head">
      <h2 id="list-title">${t('drive.cells')}</h2>
      ${saveButton({ table: cellTable(cells, words), words, save })}
    </div>
    ${scroller(
      t('drive.cells'),
      html`<table role="table" class="cell-list cards">
        <caption class="unseen">
          ${t('drive.cells')}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${t('drive.cell')}</th>
            <th role="columnheader" scope="col">${t('drive.fit')}</th>
            <th role="columnheader" scope="col" class="number">${t('drive.cell-median')}</th>
            <th role="columnheader" scope="col" class="number">${t('drive.interval')}</th>
            <th role="columnheader" scope="col" class="number">${t('drive.far-off-count')}</th>
            <th role="columnheader" scope="col" class="number">${t('drive.residents')}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${shown.map((cell) => rowOf(cell, props))}
        </tbody>
      </table>`,
      'tall',
    )}
    ${cells.length > first.length ? html`<p class="hint foot">${t('drive.cells.more', { n: number(first.length), total: number(cells.length) })}</p>` : nothing}
  </section>`
}
