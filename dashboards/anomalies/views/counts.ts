// How much waits, of which kind, and which source tells most of it? Small tables with a bar in each line.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { Anomalies } from '../../../src/contract/anomalies.ts'
import { scroller } from '../../parts/page.ts'
import { anomalyKinds } from '../address.ts'
import type { ViewProps } from './anomalies.ts'

/** `share` 0..1 of the width. */
function bar(share: number) {
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<rect width=${(share * 100).toFixed(1)} height="8"></rect>`}
  </svg>`
}

export function kindCounts({ counts }: Anomalies, { state, handlers, words }: ViewProps): TemplateResult {
  const { t, number } = words
  const { address } = state
  const ofKind = anomalyKinds
    .map((kind) => ({
      kind,
      tasks: counts.filter((count) => count.kind === kind).reduce((sum, count) => sum + count.tasks, 0),
    }))
    .filter(({ tasks }) => tasks > 0)
  const most = Math.max(1, ...ofKind.map(({ tasks }) => tasks))
  const choose = (kind: typeof address.kind) =>
    handlers.go({
      ...address,
      state: 'open',
      kind: kind === address.kind ? undefined : kind,
      task: undefined,
    })
  return html`<section class="panel" aria-labelledby="kinds-title">
    <div class="panel-head">
      <h2 id="kinds-title">${t('review.counts')}</h2>
      ${
        address.kind === undefined
          ? nothing
          : html`<button type="button" class="quiet" @click=${() => choose(undefined)}>${t('review.all-kinds')}</button>`
      }
    </div>
    ${
      ofKind.length === 0
        ? html`<p class="empty">${t('review.no-counts')}</p>`
        : html`<table class="counts">
            <caption class="unseen">
              ${t('review.counts.caption')}
            </caption>
            <thead>
              <tr>
                <th scope="col">${t('review.kind')}</th>
                <th scope="col" class="number">${t('review.tasks')}</th>
              </tr>
            </thead>
            <tbody>
              ${ofKind.map(
                ({ kind, tasks }) => html`<tr>
                  <th scope="row">
                    <button
                      type="button"
                      class="pick"
                      aria-pressed=${kind === address.kind}
                      aria-label=${t('review.only-kind', { kind: t(`anomaly.${kind}`) })}
                      @click=${() => choose(kind)}
                    >
                      ${t(`anomaly.${kind}`)}
                    </button>
                    ${bar(tasks / most)}
                  </th>
                  <td class="number">${number(tasks)}</td>
                </tr>`,
              )}
            </tbody>
          </table>`
    }
  </section>`
}

export function sourceCounts(list: Anomalies, { state, handlers, words }: ViewProps): TemplateResult {
  const { t, number, percent, date } = words
  const { address } = state
  const span = { from: date(list.sourcesFrom), to: date(list.sourcesTo) }
  const choose = (source: string | undefined) =>
    handlers.go({
      ...address,
      ...{ state: 'open', source: source === address.source ? undefined : source, task: undefined },
    })
  const table = html`<table class="counts">
    <caption class="unseen">
      ${t('review.sources.caption', span)}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('review.source')}</th>
        <th scope="col" class="number">${t('review.told')}</th>
        <th scope="col" class="number">${t('review.anomalous')}</th>
      </tr>
    </thead>
    <tbody>
      ${list.sources.map(
        ({ source, told, anomalous }) => html`<tr>
          <th scope="row">
            <button
              type="button"
              class="pick"
              aria-pressed=${source === address.source}
              aria-label=${t('review.only-source', { source })}
              @click=${() => choose(source)}
            >
              ${source}
            </button>
            ${bar(told === 0 ? 0 : anomalous / told)}
          </th>
          <td class="number">${number(told)}</td>
          <td class="number">${number(anomalous)} <span class="aside">${percent(told === 0 ? 0 : anomalous / told)}</span></td>
        </tr>`,
      )}
    </tbody>
  </table>`
  return html`<section class="panel" aria-labelledby="sources-title">
    <div class="panel-head">
      <h2 id="sources-title">${t('review.sources')}</h2>
      <span class="hint">${t('review.sources.span', span)}</span>
      ${
        address.source === undefined
          ? nothing
          : html`<button type="button" class="quiet" @click=${() => choose(undefined)}>${t('review.all-sources')}</button>`
      }
    </div>
    ${list.sources.length === 0 ? html`<p class="empty">${t('sources.empty')}</p>` : scroller(t('review.sources'), table)}
  </section>`
}
