// The plan on the bench: its name and date, its changes one by one, and the ways in and out.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { PlanGround } from '../../../src/contract/plan-ground.ts'
import { durationText } from '../../formats.ts'
import type { Words } from '../../words.ts'
import { draftOf, placeText } from '../change-form.ts'
import { changeText, type Known } from '../change-words.ts'
import { type Change, shifted, withoutChange } from '../edit.ts'
import type { PlanningHandlers } from '../handlers.ts'
import { faultKey, type Laid } from '../laid.ts'
import type { PlanningState } from '../state.ts'
import { glyphButton } from './glyph-button.ts'

export interface BenchProps {
  readonly state: PlanningState
  readonly ground: PlanGround
  readonly laid: Laid
  readonly known: Known
  readonly words: Words
  readonly handlers: PlanningHandlers
}

const typed = (event: Event) => (event.target as HTMLInputElement).value

function head({ state, ground, words: { t }, handlers }: BenchProps) {
  const { plan, past, future } = state.bench
  return html`<div class="plan-head">
    <div class="field long">
      <label class="label" for="plan-name">${t('plan.name')}</label>
      <input id="plan-name" maxlength="120" autocomplete="off" .value=${plan.name} @input=${(event: Event) => handlers.rename(typed(event))} />
    </div>
    <div class="field">
      <label class="label" for="plan-on">${t('plan.on')}</label>
      <input id="plan-on" type="date" .value=${plan.on ?? ground.on} @change=${(event: Event) => handlers.date(typed(event))} />
    </div>
    <div class="doing">
      ${glyphButton({ id: 'undo', glyph: '↶', text: t('plan.undo'), isOff: past.length === 0, act: handlers.undo })}
      ${glyphButton({ id: 'redo', glyph: '↷', text: t('plan.redo'), isOff: future.length === 0, act: handlers.redo })}
      <button type="button" class="quiet strong" id="copy-link" @click=${handlers.copyLink}>${t('plan.copy-link')}</button>
      <button type="button" class="quiet" id="save-file" @click=${handlers.saveFile}>${t('plan.save-file')}</button>
      <label class="button file" for="open-file">${t('plan.open-file')}<input
          id="open-file"
          class="unseen"
          type="file"
          accept=".json,application/json"
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement
            const [file] = input.files ?? []
            if (file) handlers.openFile(file)
            input.value = ''
          }}
      /></label>
      <button type="button" class="quiet" id="new-plan" ?disabled=${plan.changes.length === 0} @click=${handlers.clear}>${t('plan.new')}</button>
    </div>
  </div>`
}

/** What cannot be changed in a form is only taken away and made anew. */
function editOf(change: Change, i: number, { words: { t }, handlers }: BenchProps) {
  const open = () => {
    if (change.kind === 'add-station') {
      const { station, name, services, place } = change.station
      handlers.open({ kind: 'add-station', station, name, services, ...placeText(place) })
    } else if (change.kind === 'move-station')
      handlers.open({ kind: 'move-station', station: change.station, ...placeText(change.place) })
    else if (change.kind === 'set-readiness') {
      const { id, station } = change.period
      handlers.open({ kind: 'set-readiness', station, id, draft: draftOf(change.period) })
    } else if (change.kind === 'set-turnout') {
      const { station, service, turnout } = change
      const [median, p90] = [turnout.medianSeconds, turnout.p90Seconds].map(durationText)
      handlers.open({ kind: 'set-turnout', station, service, median: median!, p90: p90! })
    }
  }
  if (change.kind === 'close-station' || change.kind === 'remove-readiness') return nothing
  return html`<button type="button" class="quiet" @click=${open}>${t('plan.edit')}<span class="unseen">: ${i + 1}</span></button>`
}

function row(change: Change, i: number, props: BenchProps) {
  const { state, laid, known, words, handlers } = props
  const { t } = words
  const { plan } = state.bench
  const fault = laid.faults.get(i)
  const button = (text: string, glyph: string, isOff: boolean, act: () => void) =>
    glyphButton({ glyph, text, told: `${text}: ${i + 1}`, isOff, act })
  return html`<li class=${fault ? 'faulty' : ''}>
    <span class="what">${changeText(change, known, words)}</span>
    ${fault ? html`<span class="fault">! ${t(faultKey(fault))}</span>` : nothing}
    <span class="acts">
      ${editOf(change, i, props)}
      ${button(t('plan.move-up'), '↑', i === 0, () => handlers.step(shifted(plan, i, -1)))}
      ${button(t('plan.move-down'), '↓', i === plan.changes.length - 1, () => handlers.step(shifted(plan, i, 1)))}
      ${button(t('plan.drop'), '✕', false, () => handlers.step(withoutChange(plan, i)))}
    </span>
  </li>`
}

export function benchPanel(props: BenchProps): TemplateResult {
  const { state, laid, words } = props
  const { t } = words
  const { changes } = state.bench.plan
  return html`<section class="panel bench" aria-labelledby="bench-title">
    <div class="panel-head">
      <h2 id="bench-title" tabindex="-1">${t('plan.bench')}</h2>
      <p class="hint">${t('plan.bench.hint')}</p>
    </div>
    ${head(props)}
    <p class=${state.notice ? (state.notice.isFault ? 'note fault' : 'note done') : 'unseen'} id="notice" role=${state.notice?.isFault ? 'alert' : 'status'}>
      ${state.notice ? t(state.notice.key, state.notice.values) : nothing}
    </p>
    <h3 id="changes-title">${t('plan.changes', { n: changes.length })}</h3>
    ${
      changes.length === 0
        ? html`<p class="empty">${t('plan.no-changes')}</p>`
        : html`<ol class="changes" aria-labelledby="changes-title">${changes.map((change, i) => row(change, i, props))}</ol>`
    }
    ${laid.faults.size > 0 ? html`<p class="note fault">${t('plan.faulty')}</p>` : nothing}
  </section>`
}
