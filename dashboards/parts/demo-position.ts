// Where is a demo position said? Once above the table when every row has one, else on the rows that do.
import { html, nothing } from 'lit-html'
import type { Words } from '../words.ts'

interface Positioned {
  readonly demoPosition: boolean
}

export const allDemo = (rows: readonly Positioned[]): boolean =>
  rows.length > 0 && rows.every((row) => row.demoPosition)

export function demoHint(rows: readonly Positioned[], { t }: Words) {
  return allDemo(rows) ? html`<p class="hint">${t('position.all-demo')}</p>` : nothing
}

export function demoMark(row: Positioned, rows: readonly Positioned[], { t }: Words) {
  return row.demoPosition && !allDemo(rows) ? html`<span class="under">${t('position.demo')}</span>` : nothing
}
