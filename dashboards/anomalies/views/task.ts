// One task: what looks wrong on it, what was told, what stands, and what has been said of it.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnomalyView, ReviewView, TaskDetail } from '../../../src/contract/anomalies.ts'
import { latestOf } from '../../api.ts'
import { failure } from '../../parts/page.ts'
import { urgencyBadge } from '../../parts/symbols.ts'
import type { Words } from '../../words.ts'
import { neighbour } from '../state.ts'
import type { ViewProps } from './anomalies.ts'
import { verdictText } from './effect.ts'
import { reviewForm } from './form.ts'
import { placeText } from './queue.ts'
import { timelinePanel } from './timeline.ts'

function anomalyLine({ kind, unit, at, source, answered }: AnomalyView, { t, timeSeconds }: Words) {
  const state = t(answered ? 'review.answered' : 'review.waits')
  return html`<li class=${answered ? 'answered' : 'waits'}>
    <svg class="icon ${answered ? 'open' : 'solid'}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d=${answered ? 'M4 13l5 5L20 6' : 'M12 2.5 22.5 21H1.5Z'}></path>
    </svg>
    <strong>${t(`anomaly.${kind}`)}</strong>${unit ? ` · ${unit}` : ''}
    <span class="aside">${t('review.told-by', { time: timeSeconds(Date.parse(at)), source })} · ${state}</span>
    <span class="under">${t(`anomaly-why.${kind}`)}</span>
  </li>`
}

function reviewLine(review: ReviewView, { t, date, timeSeconds }: Words) {
  const { at, by, action, unit = '', status, correctedAt, anomaly, reason } = review
  const when = Date.parse(at)
  const to = correctedAt === undefined ? undefined : Date.parse(correctedAt)
  const what =
    status === undefined
      ? anomaly && t(`anomaly.${anomaly}`)
      : to === undefined
        ? t('log.left-out', { unit, status: t(`status.${status}`) })
        : t('log.to', { unit, status: t(`status.${status}`), time: timeSeconds(to) })
  return html`<li>
    <strong>${by}</strong> ${t(`log.${action}`)}${what ? html` (${what})` : nothing}:
    <q>${reason}</q> <span class="aside">${date(when)} ${timeSeconds(when)}</span>
  </li>`
}

function log({ reviews }: TaskDetail, words: Words) {
  return html`<section class="part" aria-labelledby="log-title">
    <h3 id="log-title">${words.t('log.title')}</h3>
    ${
      reviews.length === 0
        ? html`<p class="aside">${words.t('log.empty')}</p>`
        : html`<ol class="log">${reviews.map((review) => reviewLine(review, words))}</ol>`
    }
  </section>`
}

function outcomeLine({ state: { outcome }, words }: ViewProps) {
  return html`<div role="status" class="outcome">
    ${outcome?.kind === 'saved' ? html`<p class="saved">${words.t('act.saved')}</p>` : nothing}
    ${outcome?.kind === 'stale' ? html`<p class="notice">${words.t('act.stale')}</p>` : nothing}
    ${outcome?.kind === 'failed' ? failure(outcome.detail, words) : nothing}
  </div>`
}

function act(task: TaskDetail, props: ViewProps) {
  const { state, words } = props
  const session = latestOf(state.session)
  if (!session) return nothing
  return html`<section class="part" aria-labelledby="act-title">
    <h3 id="act-title">${words.t('act.title')}</h3>
    ${
      session.may.includes('review-tasks')
        ? reviewForm({ ...props, task })
        : html`<p class="aside">${words.t('act.look-only')}</p>`
    }
  </section>`
}

function steps({ state, handlers, words: { t } }: ViewProps) {
  const button = (by: 1 | -1) => html`<button
    type="button"
    class="quiet"
    ?disabled=${neighbour(state, by) === undefined}
    @click=${() => handlers.step(by)}
  >
    ${t(by === 1 ? 'review.next' : 'review.previous')}
  </button>`
  return html`<span class="steps">${button(-1)}${button(1)}</span>`
}

function body(task: TaskDetail, props: ViewProps) {
  const { state, words } = props
  const { t, date, time } = words
  const at = Date.parse(task.datedAt)
  const service = task.service ? t(`service.${task.service}.full`) : t('review.unknown-service')
  return html`<p class="who-where">
      ${urgencyBadge(task.urgency)}
      <span>${service} · ${date(at)} ${time(at)} · ${placeText(task, latestOf(state.region), words)}</span>
    </p>
    <p class="verdict-now"><strong>${t('review.verdict')}:</strong> ${verdictText(task.verdict, words)}</p>
    <section class="part" aria-labelledby="wrong-title">
      <h3 id="wrong-title">${t('review.wrong')}</h3>
      ${
        task.anomalies.length === 0
          ? html`<p class="aside">${t('review.nothing-wrong')}</p>`
          : html`<ul class="wrongs">${task.anomalies.map((anomaly) => anomalyLine(anomaly, words))}</ul>`
      }
    </section>
    ${timelinePanel(task, words)} ${act(task, props)} ${outcomeLine(props)} ${log(task, words)}`
}

export function taskPanel(props: ViewProps): TemplateResult {
  const { state, words } = props
  const task = state.task && latestOf(state.task)
  const title = state.address.task
    ? words.t('review.task', { task: state.address.task })
    : words.t('review.task', { task: '–' })
  return html`<section class="panel task" aria-labelledby="task-title" aria-busy=${state.task?.kind === 'loading'}>
    <div class="panel-head">
      <h2 id="task-title" tabindex="-1">${title}</h2>
      ${steps(props)}
    </div>
    ${
      task
        ? html`<div class="task-body">${body(task, props)}</div>`
        : html`<p class="empty">${words.t(state.task ? 'review.busy' : 'review.choose')}</p>`
    }
  </section>`
}
