// One table as the page shows it: a named scrolling group, its sum, and the button that saves it as a file.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Words } from '../words.ts'
import { scroller } from './page.ts'
import { type Cell, type Column, decimalText, type Table } from './table.ts'

export interface TableProps {
  readonly table: Table
  readonly words: Words
  readonly size?: 'free' | 'tall'
  /** With it every column's title is a button that puts the rows in its order. */
  readonly order?: Order
}

/** By which column, and which end first. */
export interface Order {
  readonly by: number
  readonly descending: boolean
  choose(by: number, descending: boolean): void
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

/** Empty cells last, whichever end is first; rows of one value stay as they were. */
export function inOrder(
  rows: Table['rows'],
  { by, descending }: Pick<Order, 'by' | 'descending'>,
  { language }: Pick<Words, 'language'>,
): Table['rows'] {
  const sign = descending ? -1 : 1
  const compare = (a: Cell, b: Cell) => {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
    return sign * String(a).localeCompare(String(b), language, { numeric: true })
  }
  return rows.toSorted((a, b) => compare(a[by], b[by]))
}

function heading({ title, digits }: Column, i: number, { order }: TableProps) {
  const look = digits === undefined ? '' : 'number'
  if (!order) return html`<th scope="col" class=${look}>${title}</th>`
  const isBy = order.by === i
  // Numbers begin from the largest, which is what is looked for; names from the first letter.
  const descending = isBy ? !order.descending : digits !== undefined
  const now = order.descending ? 'descending' : 'ascending'
  return html`<th scope="col" class=${look} aria-sort=${isBy ? now : nothing}>
    <button type="button" class="sort" @click=${() => order.choose(i, descending)}>
      ${title}<span class="arrow" aria-hidden="true">${isBy ? (order.descending ? '↓' : '↑') : ''}</span>
    </button>
  </th>`
}

export function tableView(props: TableProps): TemplateResult {
  const { table, words, order } = props
  const rows = order ? inOrder(table.rows, order, words) : table.rows
  return scroller(
    table.title,
    html`<table>
      <caption class="unseen">
        ${table.title}
      </caption>
      <thead>
        <tr>
          ${table.columns.map((column, i) => heading(column, i, props))}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => rowOf(row, props))} ${table.sum ? rowOf(table.sum, props, 'sum') : nothing}
      </tbody>
    </table>`,
    props.size,
  )
}

export interface SaveProps {
  readonly table: Table
  readonly words: Words
  save(table: Table): void
}

export function saveButton({ table, words, save }: SaveProps): TemplateResult {
  return html`<button type="button" class="quiet" @click=${() => save(table)}>
    ${words.t('table.csv')}<span class="unseen">: ${table.title}</span>
  </button>`
}
