// Every source with its age, fresh or not, and which of them are invented.
import { html, nothing, type TemplateResult } from 'lit-html'
import { sourceFreshness } from '../../../src/contract/freshness.ts'
import type { SourceView } from '../../../src/contract/situation.ts'
import { type AgeContext, age } from '../../parts/age.ts'

function sourceItem(source: SourceView, ages: AgeContext) {
  const { t } = ages.words
  return html`<li>
    <span class="source-name">${source.source}</span>
    ${source.demo ? html`<span class="tag small">${t('notice.demo')}</span>` : nothing} ${age(sourceFreshness(source, ages.now, ages.limits), ages)}
  </li>`
}

export function sourcesLine(sources: readonly SourceView[], ages: AgeContext): TemplateResult {
  const { t } = ages.words
  return html`<section class="sources" aria-labelledby="sources-title">
    <h2 id="sources-title">${t('sources.title')}</h2>
    ${
      sources.length === 0
        ? html`<p class="empty">${t('sources.empty')}</p>`
        : html`<ul>
          ${sources.map((source) => sourceItem(source, ages))}
        </ul>`
    }
  </section>`
}
