// The period in one glance: total = used + excluded by reason, what it is judged by, and how fresh it is.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Compliance, Revision } from '../../../src/contract/compliance.ts'
import { nameIn, type Words } from '../../words.ts'
import { excludedTotal } from '../figures.ts'
import { exclusions, serviceKey } from './table.ts'

export interface SummaryProps {
  readonly compliance: Compliance
  readonly revisions: readonly Revision[]
  readonly month: string
  readonly words: Words
}

function equation({ compliance, words }: SummaryProps) {
  const { t, number } = words
  const part = (value: number, word: string) =>
    html`<div class="part"><dt>${word}</dt><dd class="figure">${number(value)}</dd></div>`
  return html`<dl class="equation">
    ${part(compliance.total, t('summary.total'))} ${part(compliance.used, t('summary.used'))}
    ${part(excludedTotal(compliance.excluded), t('summary.excluded'))}
  </dl>`
}

function freshnessLine({ compliance, revisions, words }: SummaryProps) {
  const { t } = words
  const moment = (text: string) => `${words.date(Date.parse(text))} ${words.time(Date.parse(text))}`
  const newest = revisions.toSorted((a, b) => b.revision - a.revision)[0]
  return html`<p class="hint">
    ${t('summary.computed', { at: moment(compliance.computedAt) })}
    ${compliance.dataUpTo ? t('summary.data-up-to', { at: moment(compliance.dataUpTo) }) : nothing}
    ${
      newest
        ? html`<span class="revision">${t('summary.revision', { n: newest.revision, at: moment(newest.compiledAt) })}</span>`
        : t('summary.no-revision')
    }
  </p>`
}

export function summary(props: SummaryProps): TemplateResult {
  const { compliance, words, month } = props
  const { t } = words
  return html`<section class="panel summary" aria-labelledby="summary-title">
    <div class="panel-head">
      <h2 id="summary-title">${words.month(month)} · ${t(serviceKey(compliance.service))}</h2>
      ${freshnessLine(props)}
    </div>
    <div class="summary-body">
      ${equation(props)}
      <div class="why">
        <h3>${t('summary.reasons')}</h3>
        ${
          excludedTotal(compliance.excluded) === 0
            ? html`<p class="hint">${t('summary.none-excluded')}</p>`
            : exclusions(compliance.excluded, words)
        }
      </div>
    </div>
  </section>`
}

export function historyNotice({ historyLoading }: Compliance, { t }: Words): TemplateResult | typeof nothing {
  if (historyLoading === undefined || historyLoading >= 1) return nothing
  const percent = Math.floor(historyLoading * 100)
  return html`<p class="notice" role="status">
    <strong class="tag">${t('history.loading')}</strong>
    <span>${t('history.sentence', { percent })}</span>
    <progress max="100" .value=${percent} aria-label=${t('history.loading')}></progress>
  </p>`
}

function decisionItem(decision: Compliance['decisions'][number], words: Words) {
  const { t, date, language } = words
  const until = decision.validTo ? date(decision.validTo) : t('decision.further-notice')
  return html`<li>
    <strong>${nameIn(decision.name, language)}</strong>
    ${decision.official ? nothing : html`<span class="tag small">${t('notice.placeholder')}</span>`}
    <span class="hint">${t('decision.valid', { from: date(decision.validFrom), to: until })} ·
      ${t('decision.source', { source: decision.source })}</span>
  </li>`
}

export function decisions({ decisions: list }: Compliance, words: Words): TemplateResult {
  const { t } = words
  return html`<section class="panel" aria-labelledby="decisions-title">
    <div class="panel-head"><h2 id="decisions-title">${t('decision.title')}</h2></div>
    ${
      list.length === 0
        ? html`<p class="empty">${t('decision.none')}</p>`
        : html`<ul class="decisions">
          ${list.map((decision) => decisionItem(decision, words))}
        </ul>`
    }
    <p class="hint foot">${t('figures.method')}</p>
  </section>`
}
