// The period in one glance: total = used + excluded by reason, what it is judged by, and how fresh it is.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Compliance, Revision } from '../../../src/contract/compliance.ts'
import { nameIn, type TextKey, type Words } from '../../words.ts'
import { type Address, chosenPeriod } from '../address.ts'
import { excludedTotal } from '../figures.ts'
import { periodName } from '../period.ts'
import { exclusions, serviceKey } from './table.ts'

export interface SummaryProps {
  readonly compliance: Compliance
  readonly revisions: readonly Revision[]
  readonly address: Address
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

function freshnessLine({ compliance, revisions, address, words }: SummaryProps) {
  const { t } = words
  const moment = (text: string) => `${words.date(Date.parse(text))} ${words.time(Date.parse(text))}`
  const newest = revisions.toSorted((a, b) => b.revision - a.revision)[0]
  return html`<p class="hint">
    ${t('summary.computed', { at: moment(compliance.computedAt) })}
    ${compliance.dataUpTo ? t('summary.data-up-to', { at: moment(compliance.dataUpTo) }) : nothing}
    ${
      newest
        ? html`<span class="revision">${t('summary.revision', { n: newest.revision, at: moment(newest.compiledAt) })}</span>`
        : address.span === undefined
          ? t('summary.no-revision')
          : nothing
    }
  </p>`
}

export function summary(props: SummaryProps): TemplateResult {
  const { compliance, words, address } = props
  const { t } = words
  return html`<section class="panel summary" aria-labelledby="summary-title">
    <div class="panel-head">
      <h2 id="summary-title">${periodName(chosenPeriod(address), words)} · ${t(serviceKey(compliance.service))}</h2>
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

function progressNotice(
  part: number | undefined,
  { label, sentence }: { readonly label: TextKey; readonly sentence: TextKey },
  { t }: Words,
) {
  if (part === undefined || part >= 1) return nothing
  const percent = Math.floor(part * 100)
  return html`<p class="notice" role="status">
    <strong class="tag">${t(label)}</strong>
    <span>${t(sentence, { percent })}</span>
    <progress max="100" .value=${percent} aria-label=${t(label)}></progress>
  </p>`
}

const history = { label: 'history.loading', sentence: 'history.sentence' } as const
const anew = { label: 'anew.loading', sentence: 'anew.sentence' } as const

/** Figures that are still changing by themselves say so. */
export function progressNotices({ historyLoading, judgingAnew }: Compliance, words: Words): TemplateResult {
  return html`${progressNotice(historyLoading, history, words)}${progressNotice(judgingAnew, anew, words)}`
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

/** Which classes of the cells were used: those in force on each task's date, or all of one version (trap 42). */
function zoneLine({ zoneVersions, oneGrid }: Compliance, { t, date }: Words) {
  if (oneGrid !== undefined) return html`<p class="hint foot">${t('grid.all-on', { version: oneGrid })}</p>`
  if (zoneVersions.length === 0) return nothing
  const versions = zoneVersions.map(({ version, validFrom, source }) =>
    t('grid.version', { version, from: date(validFrom), source }),
  )
  return html`<p class="hint foot">${t('grid.used')} ${versions.join(' · ')}</p>`
}

export function decisions(compliance: Compliance, words: Words): TemplateResult {
  const { t } = words
  const { decisions: list, ruleVersion } = compliance
  return html`<section class="panel" aria-labelledby="decisions-title">
    <div class="panel-head"><h2 id="decisions-title">${t('decision.title')}</h2></div>
    ${
      list.length === 0
        ? html`<p class="empty">${t('decision.none')}</p>`
        : html`<ul class="decisions">
          ${list.map((decision) => decisionItem(decision, words))}
        </ul>`
    }
    ${zoneLine(compliance, words)}
    <p class="hint foot">${t('figures.method')} ${t('figures.rule-version', { version: ruleVersion })}</p>
  </section>`
}
