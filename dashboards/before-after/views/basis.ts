// What was counted, what was left out and why, and by which method.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { BeforeAfter } from '../../../src/contract/before-after.ts'
import { ratioText } from '../../compliance/signed.ts'
import { tableView } from '../../parts/table-view.ts'
import type { Words } from '../../words.ts'
import { countTable } from '../tables.ts'

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, n) => sum + n, 0)

export function basisPanel(found: BeforeAfter, words: Words): TemplateResult {
  const { t, number, date, time } = words
  const { excluded, leftOut, volume } = found
  const at = Date.parse(found.computedAt)
  const tables = [countTable(excluded, 'excluded', words), countTable(leftOut, 'left-out', words)].filter(
    ({ rows }) => rows.length > 0,
  )
  return html`<section class="panel" aria-labelledby="basis-title">
    <div class="panel-head">
      <h2 id="basis-title">${t('ba.basis')}</h2>
      <p class="hint">${t('summary.computed', { at: `${date(at)} ${time(at)}` })}</p>
    </div>
    <p class="lead">
      ${t('ba.sums', {
        ...{ urgency: found.urgency, total: number(found.total), used: number(found.used) },
        ...{ excluded: number(sumOf(excluded)), leftOut: number(sumOf(leftOut)) },
      })}
      ${
        volume.ratio === undefined
          ? nothing
          : t('ba.volume', {
              ...{ before: number(volume.before), after: number(volume.after) },
              ratio: ratioText(volume.ratio, words),
            })
      }
    </p>
    <div class="count-tables">${tables.map((table) => tableView({ table, words }))}</div>
    <p class="hint foot">${t('ba.method')}</p>
    <p class="hint foot">${found.roads.attribution}</p>
  </section>`
}
