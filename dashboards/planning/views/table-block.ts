// A table behind its name, with its file: closed at first so that the page stays short, and drawn only while it is open.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Table } from '../../parts/table.ts'
import { type Order, saveButton, tableView } from '../../parts/table-view.ts'
import type { Words } from '../../words.ts'
import type { PlanningHandlers } from '../handlers.ts'
import type { PlanningState } from '../state.ts'

export interface TableBlockProps {
  readonly table: Table
  readonly state: Pick<PlanningState, 'opened'>
  readonly words: Words
  readonly handlers: Pick<PlanningHandlers, 'save' | 'unfold'>
  readonly order?: Order
}

export function tableBlock({ table, state, words, handlers, order }: TableBlockProps): TemplateResult {
  const { t } = words
  const { name, title, rows } = table
  const isOpen = state.opened.has(name)
  const unfold = (event: Event) => handlers.unfold(name, (event.currentTarget as HTMLDetailsElement).open)
  return html`<details class="table-block" .open=${isOpen} @toggle=${unfold} data-table=${name}>
    <summary>${t('plan.table', { title, n: rows.length })}</summary>
    ${
      isOpen
        ? html`<div class="tools">${saveButton({ table, words, save: handlers.save })}</div>
            ${rows.length === 0 ? html`<p class="empty">${t('plan.table.empty')}</p>` : tableView({ table, words, order, size: 'tall' })}`
        : nothing
    }
  </details>`
}
