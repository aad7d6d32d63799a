// Which tasks wait? A list to go through by hand or by J and K, newest first.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Anomalies, AnomalousTask } from '../../../src/contract/anomalies.ts'
import { latestOf } from '../../api.ts'
import { urgencyBadge } from '../../parts/symbols.ts'
import type { Region } from '../../region.ts'
import { nameIn, type Words } from '../../words.ts'
import type { ViewProps } from './anomalies.ts'

export function placeText(
  { zone, municipality }: Pick<AnomalousTask, 'zone' | 'municipality'>,
  region: Region | undefined,
  { t, language }: Words,
): string {
  const where = region?.municipalities.find(({ code }) => code === municipality)
  const what = region?.zoneClasses.find(({ id }) => id === zone)
  const parts = [where?.name ?? (municipality && { fi: municipality }), what?.name ?? (zone && { fi: zone })]
  const told = parts.flatMap((name) => (name ? [nameIn(name, language)] : []))
  return told.length > 0 ? told.join(', ') : t('review.unknown-place')
}

/** The kinds that wait, or of an answered task all of them, each once. */
export function kindsText({ anomalies }: AnomalousTask, { t }: Words): string {
  const faults = anomalies.filter(({ kind }) => kind !== 'urgency-changed')
  const waiting = faults.filter(({ answered }) => !answered)
  const kinds = new Set((waiting.length > 0 ? waiting : faults).map(({ kind }) => t(`anomaly.${kind}`)))
  return [...kinds].join(', ')
}

function entry(task: AnomalousTask, { state, handlers, words }: ViewProps) {
  const { t, date, time } = words
  const at = Date.parse(task.datedAt)
  const chosen = task.task === state.address.task
  return html`<li>
    <button
      type="button"
      class="entry"
      data-task=${task.task}
      aria-current=${chosen ? 'true' : nothing}
      @click=${() => handlers.go({ ...state.address, task: task.task })}
    >
      ${urgencyBadge(task.urgency)}
      <span class="lines">
        <span class="main">${date(at)} ${time(at)} <span class="aside">${task.service ? t(`service.${task.service}`) : t('review.unknown-service')}</span></span>
        <span class="wrong">${kindsText(task, words)}</span>
        <span class="aside">${placeText(task, latestOf(state.region), words)}${
          task.reviews.length > 0 ? html` · ${t('review.n-reviews', { n: task.reviews.length })}` : nothing
        }</span>
      </span>
    </button>
  </li>`
}

export function queue(list: Anomalies, props: ViewProps): TemplateResult {
  const { words, handlers, state } = props
  // Single letters act only while the queue has the focus, so that they never take a letter from a field.
  const onKey = (event: KeyboardEvent) => {
    const step =
      event.key === 'j' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'k' || event.key === 'ArrowUp'
          ? -1
          : 0
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    handlers.step(step)
  }
  return html`<section class="panel ${state.list.kind === 'loading' ? 'stale' : ''}" aria-labelledby="queue-title">
    <div class="panel-head">
      <h2 id="queue-title">${words.t('review.queue')}</h2>
      <span class="hint" id="queue-hint"
        >${words.t('review.queue.hint', { shown: words.number(list.tasks.length), total: words.number(list.total) })}</span
      >
    </div>
    ${
      list.tasks.length === 0
        ? html`<p class="empty">${words.t('review.queue.empty')}</p>`
        : html`<ol class="queue" aria-labelledby="queue-title" aria-describedby="queue-hint" @keydown=${onKey}>
            ${list.tasks.map((task) => entry(task, props))}
          </ol>`
    }
  </section>`
}
