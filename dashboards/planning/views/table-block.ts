// A table behind its name, with its file: closed at first, so that the page stays short.
import { html, type TemplateResult } from 'lit-html'
import type { Table } from '../../parts/table.ts'
import { type Order, saveButton, tableView } from '../../parts/table-view.ts'
import type { Words } from '../../words.ts'
import type { PlanningHandlers } from '../handlers.ts'

export interface TableBlockProps {
  readonly table: Table
  readonly words: Words
  readonly handlers: Pick<PlanningHandlers, 'save'>
  readonly order?: Order
  readonly isOpen?: boolean
}

export function tableBlock({ table, words, handlers, order, isOpen }: TableBlockProps): TemplateResult {
  const { t } = words
  return html`<details class="table-block" ?open=${isOpen} data-table=${table.name}>
    <summary>${t('plan.table', { title: table.title, n: table.rows.length })}</summary>
    <div class="tools">${saveButton({ table, words, save: handlers.save })}</div>
    ${table.rows.length === 0 ? html`<p class="empty">${t('plan.table.empty')}</p>` : tableView({ table, words, order, size: 'tall' })}
  </details>`
}
