// What does the manager say of the task? A form that shows what it would change before it is sent.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { TaskDetail } from '../../../src/contract/anomalies.ts'
import { latestOf } from '../../api.ts'
import type { UnitStatus } from '../../vocabulary.ts'
import {
  type Action,
  aboutSubject,
  correctable,
  type FormFault,
  formFaults,
  type ReviewForm,
  reasonAtMost,
  subjectKey,
  subjectsOf,
  withTime,
} from '../form.ts'
import { localTimeOf } from '../local-time.ts'
import type { ViewProps } from './anomalies.ts'
import { effectText } from './effect.ts'

interface FormProps extends ViewProps {
  readonly task: TaskDetail
  readonly form: ReviewForm
  readonly faults: readonly FormFault[]
}

const chosenIn = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value
const dayMilliseconds = 86_400_000

function faultLine(fault: FormFault, { faults, words }: FormProps) {
  return faults.includes(fault)
    ? html`<span class="fault" id="fault-${fault}">${words.t(`act.fault.${fault}`)}</span>`
    : nothing
}

function actionChoice({ task, form, handlers, words: { t } }: FormProps) {
  const allowed: Readonly<Record<Action, boolean>> = {
    confirm: subjectsOf(task).length > 0,
    correct: task.units.length > 0,
    exclude: !task.excludedByReview,
    restore: task.reviews.length > 0 && task.reviews.at(-1)!.action !== 'restore',
  }
  const option = (action: Action) => html`<label class="option">
    <input
      type="radio"
      name="action"
      value=${action}
      .checked=${form.action === action}
      @change=${() => handlers.fill((now) => ({ ...now, action }))}
    />
    <span><strong>${t(`act.${action}`)}</strong> <span class="aside">${t(`act.${action}.means`)}</span></span>
  </label>`
  return html`<fieldset>
    <legend>${t('act.action')}</legend>
    ${(['confirm', 'correct', 'exclude', 'restore'] as const).filter((action) => allowed[action]).map(option)}
  </fieldset>`
}

function subjectField(props: FormProps) {
  const { task, form, handlers, words } = props
  const subjects = subjectsOf(task)
  if (subjects.length < 2 || (form.action !== 'confirm' && form.action !== 'correct')) return nothing
  const choose = (event: Event) => {
    const found = subjects.find((anomaly) => subjectKey(anomaly) === chosenIn(event))
    if (found) handlers.fill((now) => ({ ...aboutSubject(task, now, found), action: now.action }))
  }
  return html`<div class="field">
    <label class="label" for="act-subject">${words.t('act.subject')}</label>
    <select id="act-subject" @change=${choose} .value=${form.subject}>
      ${subjects.map(
        (
          anomaly,
        ) => html`<option value=${subjectKey(anomaly)} ?selected=${subjectKey(anomaly) === form.subject}>
          ${words.t(`anomaly.${anomaly.kind}`)}${anomaly.unit ? ` · ${anomaly.unit}` : ''}
        </option>`,
      )}
    </select>
    ${faultLine('subject', props)}
  </div>`
}

/** Further from its task no time is taken. */
function dateChoices(task: TaskDetail, { date }: ReviewForm): readonly string[] {
  const near = [-2, -1, 0, 1, 2].map(
    (days) => localTimeOf(Date.parse(task.datedAt) + days * dayMilliseconds).date,
  )
  return [...new Set([...near, date])].sort()
}

function options<T extends string>(values: readonly T[], chosen: T, text: (value: T) => string) {
  return values.map(
    (value) => html`<option value=${value} ?selected=${value === chosen}>${text(value)}</option>`,
  )
}

function correctionFields(props: FormProps) {
  const { task, form, handlers, words } = props
  const { t } = words
  const unit = (event: Event) => handlers.fill((now) => withTime(task, { ...now, unit: chosenIn(event) }))
  const status = (event: Event) =>
    handlers.fill((now) => withTime(task, { ...now, status: chosenIn(event) as UnitStatus }))
  const hasFault = props.faults.includes('time') || props.faults.includes('unchanged')
  return html`<div class="correction">
    <div class="field">
      <label class="label" for="act-unit">${t('review.unit')}</label>
      <select id="act-unit" @change=${unit} .value=${form.unit}>
        ${options(
          task.units.map((one) => one.unit),
          form.unit,
          (value) => value,
        )}
      </select>
    </div>
    <div class="field">
      <label class="label" for="act-status">${t('act.status')}</label>
      <select id="act-status" @change=${status} .value=${form.status}>
        ${options([...new Set([...correctable, form.status])], form.status, (value) => t(`status.${value}`))}
      </select>
    </div>
    <div class="field">
      <label class="label" for="act-date">${t('act.date')}</label>
      <select
        id="act-date"
        ?disabled=${form.leftOut}
        .value=${form.date}
        @change=${(event: Event) => handlers.fill((now) => ({ ...now, date: chosenIn(event) }))}
      >
        ${options(dateChoices(task, form), form.date, words.date)}
      </select>
    </div>
    <div class="field">
      <label class="label" for="act-time">${t('act.time')}</label>
      <input
        id="act-time"
        inputmode="numeric"
        autocomplete="off"
        spellcheck="false"
        size="9"
        ?disabled=${form.leftOut}
        aria-invalid=${hasFault}
        aria-describedby=${hasFault ? 'fault-time fault-unchanged' : nothing}
        .value=${form.time}
        @input=${(event: Event) => handlers.fill((now) => ({ ...now, time: chosenIn(event) }))}
      />
      ${faultLine('time', props)} ${faultLine('unchanged', props)}
    </div>
    <label class="option">
      <input
        type="checkbox"
        .checked=${form.leftOut}
        @change=${(event: Event) => handlers.fill((now) => ({ ...now, leftOut: (event.target as HTMLInputElement).checked }))}
      />
      <span>${t('act.left-out')}</span>
    </label>
  </div>`
}

function reasonField(props: FormProps) {
  const { form, handlers, words, faults } = props
  const hasFault = faults.includes('reason')
  return html`<div class="field">
    <label class="label" for="act-reason">${words.t('act.reason')}</label>
    <input
      id="act-reason"
      class="wide"
      autocomplete="off"
      maxlength=${reasonAtMost}
      aria-invalid=${hasFault}
      aria-describedby=${hasFault ? 'reason-hint fault-reason' : 'reason-hint'}
      .value=${form.reason}
      @input=${(event: Event) => handlers.fill((now) => ({ ...now, reason: chosenIn(event) }))}
    />
    <span class="hint" id="reason-hint">${words.t('act.reason.hint')}</span>
    ${faultLine('reason', props)}
  </div>`
}

function effectLine({ state: { preview }, words }: FormProps) {
  const { t } = words
  const value = preview && latestOf(preview)
  const text =
    preview?.kind === 'failed'
      ? preview.detail
      : value
        ? effectText(value, words)
        : preview
          ? t('effect.busy')
          : '–'
  return html`<p class="effect ${preview?.kind === 'failed' ? 'refused' : ''}">
    <strong>${t('effect.title')}:</strong> <span role="status" class="effect-text">${text}</span>
  </p>`
}

export function reviewForm(props: ViewProps & { readonly task: TaskDetail }): TemplateResult {
  const { state, task, handlers, words } = props
  const { form } = state
  if (!form) return html`${nothing}`
  const all = { ...props, form, faults: state.tried ? formFaults(task, form) : [] }
  const submit = (event: Event) => {
    event.preventDefault()
    handlers.save()
  }
  return html`<form class="act" novalidate aria-labelledby="act-title" @submit=${submit}>
    ${actionChoice(all)} ${subjectField(all)}
    ${form.action === 'correct' ? correctionFields(all) : nothing} ${effectLine(all)} ${reasonField(all)}
    <button type="submit" class="primary" aria-disabled=${state.sending}>
      ${words.t(state.sending ? 'act.sending' : 'act.save')}
    </button>
  </form>`
}
