// One table as the page shows it: a named scrolling group, its sum, and the button that saves it as a file.
import { html, nothing, type TemplateResult } from 'lit-html'
import { scroller } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import { type Cell, decimalText, type Table } from '../tables.ts'

export interface TableProps {
  readonly table: Table
  readonly words: Words
  save(table: Table): void
}

function written(cell: Cell, digits: number | undefined, words: Words): string {
  if (cell === undefined) return ''
  return typeof cell === 'number' ? decimalText(cell, digits ?? 0, words) : cell
}

function rowOf(row: readonly Cell[], { table, words }: TableProps, kind = '') {
  return html`<tr class=${kind}>
    ${row.map((cell, i) => {
      const { digits } = table.columns[i]
      const text = written(cell, digits, words)
      if (i === 0) return html`<th scope="row">${text}</th>`
      return html`<td class=${digits === undefined ? '' : 'number'}>${text}</td>`
    })}
  </tr>`
}

export function tableView(props: TableProps): TemplateResult {
  const { table } = props
  return scroller(
    table.title,
    html`<table>
      <caption class="unseen">
        ${table.title}
      </caption>
      <thead>
        <tr>
          ${table.columns.map(
            ({ title, digits }) =>
              html`<th scope="col" class=${digits === undefined ? '' : 'number'}>${title}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map((row) => rowOf(row, props))} ${table.sum ? rowOf(table.sum, props, 'sum') : nothing}
      </tbody>
    </table>`,
  )
}

export function saveButton({ table, words, save }: TableProps): TemplateResult {
  return html`<button type="button" class="quiet" @click=${() => save(table)}>
    ${words.t('workload.csv')}<span class="unseen">: ${table.title}</span>
  </button>`
}
