// What lies behind a row: its times, the way of the first unit in parts, what was left out, and what was marked.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { ComplianceRow } from '../../../src/contract/compliance.ts'
import { durationIso, percentileText } from '../../formats.ts'
import type { Words } from '../../words.ts'
import { excludedTotal, reasonCounts } from '../figures.ts'

/** Also of a mean: shown rounded up, never as a better time. */
export function timeShown(seconds: number | undefined, used: number, { t }: Words): unknown {
  if (used === 0) return '–'
  if (seconds === undefined) return html`<span class="aside">${t('figures.too-few')}</span>`
  return html`<time datetime=${durationIso(Math.ceil(seconds))}>${percentileText(seconds)}</time>`
}

const fact = (name: unknown, value: unknown) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

function times(row: ComplianceRow, words: Words) {
  const { t, number } = words
  const { parts, used } = row
  const turnouts = parts?.turnouts ?? 0
  return html`<div>
    <h3>${t('details.times')}</h3>
    <dl class="facts">
      ${fact(t('details.mean'), timeShown(row.meanSeconds, used, words))}
      ${
        parts === undefined
          ? nothing
          : html`${fact(t('details.turnout'), timeShown(parts.medianTurnoutSeconds, turnouts, words))}
            ${fact(t('details.drive'), timeShown(parts.medianDriveSeconds, turnouts, words))}`
      }
    </dl>
    ${
      parts === undefined
        ? nothing
        : html`<p class="hint">${t('details.parts', { n: number(turnouts), mobile: number(parts.mobile) })}</p>`
    }
  </div>`
}

function reasonBar(n: number, most: number) {
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<path d="M0 0H${((n / most) * 100).toFixed(2)}V10H0Z"></path>`}
  </svg>`
}

function excluded({ excluded: reasons }: ComplianceRow, { t, number }: Words) {
  const counts = reasonCounts(reasons)
  return html`<div>
    <h3>${t('figures.excluded')} · ${number(excludedTotal(reasons))}</h3>
    ${
      counts.length === 0
        ? html`<p class="hint">${t('details.none-excluded')}</p>`
        : html`<ul class="reason-bars">
          ${counts.map(
            ({ reason, n }) => html`<li>
              <span>${t(`excluded.${reason}`)}</span>${reasonBar(n, counts[0].n)}<span class="n">${number(n)}</span>
            </li>`,
          )}
        </ul>`
    }
  </div>`
}

function marked({ flagged, cancelled, used }: ComplianceRow, words: Words) {
  const { t, number } = words
  return html`<div>
    <h3>${t('details.marked')}</h3>
    <dl class="facts">
      ${fact(t('details.urgency-changed'), number(flagged.urgencyChanged))}
      ${fact(t('details.coarse-times'), number(flagged.coarseTimes))}
      ${fact(t('details.corrected'), number(flagged.corrected))}
      ${
        cancelled === undefined
          ? nothing
          : fact(
              t('details.cancelled-median', { n: number(cancelled.tasks) }),
              timeShown(cancelled.medianSeconds, cancelled.tasks, words),
            )
      }
    </dl>
    ${flagged.coarseTimes > 0 && used > 0 ? html`<p class="hint">${t('details.coarse-hint')}</p>` : nothing}
  </div>`
}

export function rowDetails(row: ComplianceRow, words: Words): TemplateResult {
  return html`<div class="details">${times(row, words)} ${excluded(row, words)} ${marked(row, words)}</div>`
}
