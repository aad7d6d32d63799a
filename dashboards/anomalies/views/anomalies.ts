// The whole page of tasks to review, from its state: choices and counts, the queue, and beside it one task.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Anomalies } from '../../../src/contract/anomalies.ts'
import { type Loaded, latestOf } from '../../api.ts'
import { monthChoices } from '../../compliance/address.ts'
import { failure, footer, labels, pageHeader } from '../../parts/page.ts'
import type { Settings } from '../../settings.ts'
import { type Service, services } from '../../vocabulary.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { Address } from '../address.ts'
import type { ReviewForm } from '../form.ts'
import type { AnomaliesState } from '../state.ts'
import { kindCounts, sourceCounts } from './counts.ts'
import { queue } from './queue.ts'
import { taskPanel } from './task.ts'

export interface AnomaliesHandlers {
  choose(settings: Settings): void
  go(address: Address): void
  /** Chooses the task before or after in the queue. */
  step(by: 1 | -1): void
  /** Of the form as it is then: two changes may come before the next drawing. */
  fill(change: (form: ReviewForm) => ReviewForm): void
  save(): void
}

export interface ViewProps {
  readonly state: AnomaliesState
  readonly handlers: AnomaliesHandlers
  readonly words: Words
}

function serviceChoice({ state: { address }, handlers, words: { t } }: ViewProps) {
  const option = (service: Service | undefined) => html`<button
    type="button"
    aria-pressed=${service === address.service}
    @click=${() => handlers.go({ ...address, service, task: undefined })}
  >
    ${service === undefined ? t('review.all-services') : t(`service.${service}.full`)}
  </button>`
  return html`<div class="field">
    <span class="label" id="service-label">${t('choice.service')}</span>
    <div class="choice" role="group" aria-labelledby="service-label">${[undefined, ...services].map(option)}</div>
  </div>`
}

function stateChoice({ state: { address }, handlers, words: { t } }: ViewProps) {
  const option = (chosen: Address['state']) => html`<button
    type="button"
    aria-pressed=${chosen === address.state}
    @click=${() => handlers.go({ ...address, state: chosen, kind: undefined, source: undefined, task: undefined })}
  >
    ${t(`review.state.${chosen}`)}
  </button>`
  return html`<div class="field">
    <span class="label" id="state-label">${t('review.state')}</span>
    <div class="choice" role="group" aria-labelledby="state-label">
      ${(['open', 'reviewed'] as const).map(option)}
    </div>
  </div>`
}

function monthChoice({ state: { address, thisMonth }, handlers, words }: ViewProps) {
  const choose = (event: Event) => {
    const month = (event.target as HTMLSelectElement).value || undefined
    handlers.go({ ...address, month, task: undefined })
  }
  return html`<div class="field">
    <label class="label" for="month">${words.t('choice.month')}</label>
    <select id="month" @change=${choose} .value=${address.month ?? ''}>
      <option value="" ?selected=${address.month === undefined}>${words.t('review.all-months')}</option>
      ${monthChoices(thisMonth, address.month ?? thisMonth).map(
        (month) =>
          html`<option value=${month} ?selected=${month === address.month}>${words.month(month)}</option>`,
      )}
    </select>
  </div>`
}

/** One sentence for each different refusal: the answers usually fail together. */
function failures({ state, words }: ViewProps) {
  const answers: readonly (Loaded<unknown> | undefined)[] = [state.list, state.task, state.region]
  const details = new Set(answers.flatMap((one) => (one?.kind === 'failed' ? [one.detail] : [])))
  return [...details].map((detail) => failure(detail, words))
}

function notices(list: Anomalies | undefined, { words }: ViewProps) {
  if (!list) return nothing
  const targets = list.tasks.flatMap(({ verdict }) => verdict.flatMap((measure) => measure.targets))
  return labels({ demo: list.demo, placeholderTargets: targets.some(({ official }) => !official), words })
}

export function anomaliesView(state: AnomaliesState, handlers: AnomaliesHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const region = latestOf(state.region)
  const list = latestOf(state.list)
  const props = { state, handlers, words }
  const header = pageHeader({
    ...{ page: 'anomalies', settings: state.settings, words, session: latestOf(state.session) },
    county: region ? nameIn(region.name, words.language) : '',
    choose: handlers.choose,
  })
  return html`${header}
    <main id="content" tabindex="-1">
      <div class="choices-bar" role="group" aria-label=${words.t('review.choices')}>
        ${serviceChoice(props)} ${stateChoice(props)} ${monthChoice(props)}
        <span class="busy" role="status">${state.list.kind === 'loading' ? words.t('review.busy') : nothing}</span>
      </div>
      <p class="intro">${words.t('review.intro')} <span class="aside">${words.t('review.positions')}</span></p>
      ${notices(list, props)} ${failures(props)}
      <div class="review">
        <div class="left">
          ${list ? html`${kindCounts(list, props)} ${queue(list, props)} ${sourceCounts(list, props)}` : nothing}
        </div>
        <div class="right">${taskPanel(props)}</div>
      </div>
    </main>
    ${footer(region?.attribution ?? [], words)}`
}
