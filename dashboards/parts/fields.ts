// One field of the form with its label, hint and fault, tied together for a screen reader.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Words } from '../words.ts'
import type { Faults } from './period-draft.ts'

export interface Frame {
  readonly words: Words
  readonly faults: Faults
}

export interface FieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly hint?: string
  readonly type?: 'text' | 'date'
  readonly numeric?: boolean
  readonly long?: boolean
  readonly locked?: boolean
  change(value: string): void
}

export function faultText(id: string, { words, faults }: Frame) {
  const fault = faults.get(id)
  return fault === undefined ? nothing : html`<span class="fault" id="fault-${id}">${words.t(fault)}</span>`
}

function described(id: string, hint: string | undefined, faults: Faults) {
  const ids = [...(hint === undefined ? [] : [`hint-${id}`]), ...(faults.has(id) ? [`fault-${id}`] : [])]
  return ids.length > 0 ? ids.join(' ') : nothing
}

export function field(props: FieldProps, frame: Frame): TemplateResult {
  const { id, label, value, hint, type = 'text', numeric = false, long = false, locked = false } = props
  return html`<div class="field ${long ? 'long' : ''}">
    <label class="label" for=${id}>${label}</label>
    <input
      id=${id}
      type=${type}
      inputmode=${numeric ? 'numeric' : nothing}
      autocomplete="off"
      .value=${value}
      ?disabled=${locked}
      aria-invalid=${frame.faults.has(id)}
      aria-describedby=${described(id, hint, frame.faults)}
      @input=${(event: Event) => props.change((event.target as HTMLInputElement).value)}
    />
    ${hint === undefined ? nothing : html`<span class="hint" id="hint-${id}">${hint}</span>`}
    ${faultText(id, frame)}
  </div>`
}

export interface ChoiceProps<T extends string> {
  readonly id: string
  readonly label: string
  readonly value: T
  readonly options: readonly (readonly [value: T, text: string])[]
  change(value: T): void
}

export function choice<T extends string>({
  id,
  label,
  value,
  options,
  change,
}: ChoiceProps<T>): TemplateResult {
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <select id=${id} .value=${value} @change=${(event: Event) => change((event.target as HTMLSelectElement).value as T)}>
      ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
    </select>
  </div>`
}

export interface TickProps {
  readonly id: string
  readonly label: string
  readonly checked: boolean
  readonly locked?: boolean
  change(checked: boolean): void
}

export function tick({ id, label, checked, locked = false, change }: TickProps): TemplateResult {
  return html`<label class="tick" for=${id}
    ><input
      id=${id}
      type="checkbox"
      .checked=${checked}
      ?disabled=${locked}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    /><span>${label}</span></label
  >`
}
