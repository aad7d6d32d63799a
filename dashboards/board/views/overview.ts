// The situation in one line: open tasks by urgency, how many are overdue, free units, and the sources' ages.
import { html, nothing, type TemplateResult } from 'lit-html'
import { sourceFreshness } from '../../../src/contract/freshness.ts'
import type { SourceView } from '../../../src/contract/situation.ts'
import { type AgeContext, age } from '../../parts/age.ts'
import { urgencyBadge } from '../../parts/symbols.ts'
import type { Words } from '../../words.ts'
import type { Overview } from '../tasks.ts'

function urgencyTile(count: Overview['byUrgency'][number], { t }: Words) {
  return html`<li class=${count.overdue > 0 ? 'tile alarm' : 'tile'}>
    <span class="tile-name">${urgencyBadge(count.urgency)}<span class="unseen">${t('overview.open')} ${count.urgency}: </span></span>
    <span class="figure">${count.open}</span>
    <span class="tile-note">${count.overdue > 0 ? t('overview.of-which-overdue', { n: count.overdue }) : nothing}</span>
  </li>`
}

function freeTile({ free, all }: Overview['units'], name: string) {
  return html`<li class="tile wide">
    <span class="tile-name">${name}</span>
    <span class="figure">${free}<span class="of"> / ${all}</span></span>
  </li>`
}

export function overviewStrip(counts: Overview, words: Words): TemplateResult {
  const { t } = words
  return html`<section class="overview" aria-label=${t('overview.title')}>
    <h2 class="tile-title">${t('overview.open')}</h2>
    <ul class="tiles">
      ${counts.byUrgency.map((count) => urgencyTile(count, words))}
      <li class="tile wide ${counts.overdue > 0 ? 'alarm' : ''}">
        <span class="tile-name">${t('overview.overdue')}</span><span class="figure">${counts.overdue}</span>
      </li>
      ${freeTile(counts.ambulances, t('overview.free-ambulances'))} ${freeTile(counts.units, t('overview.free-units'))}
    </ul>
  </section>`
}

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
