// One field with its label, hint and fault: the fault stands beside the field and is tied to it for a screen reader.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Words } from '../../words.ts'
import type { FaultKey, Faults } from '../faults.ts'

export interface Frame {
  readonly words: Words
  readonly faults: Faults
  readonly locked: boolean
}

export interface FieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly hint?: string
  /** The label is read aloud but not shown: the column's head says it. */
  readonly unseen?: boolean
  readonly width?: 'short' | 'wide' | 'long'
  readonly numeric?: boolean
  change(value: string): void
}

export function faultText(id: string, fault: FaultKey | undefined, { t }: Words) {
  return fault === undefined ? nothing : html`<span class="fault" id="fault-${id}">${t(fault)}</span>`
}

const typed = (event: Event) => (event.target as HTMLInputElement).value

function described(id: string, hint: string | undefined, faults: Faults) {
  const ids = [...(hint === undefined ? [] : [`hint-${id}`]), ...(faults.has(id) ? [`fault-${id}`] : [])]
  return ids.length > 0 ? ids.join(' ') : nothing
}

export function field(props: FieldProps, { words, faults, locked }: Frame): TemplateResult {
  const { id, label, value, hint, unseen = false, width = 'wide', numeric = false } = props
  return html`<div class="field ${width}">
    <label class=${unseen ? 'unseen' : 'label'} for=${id}>${label}</label>
    <input
      id=${id}
      type="text"
      inputmode=${numeric ? 'decimal' : nothing}
      autocomplete="off"
      .value=${value}
      ?disabled=${locked}
      aria-invalid=${faults.has(id)}
      aria-describedby=${described(id, hint, faults)}
      @input=${(event: Event) => props.change(typed(event))}
    />
    ${hint === undefined ? nothing : html`<span class="hint" id="hint-${id}">${hint}</span>`}
    ${faultText(id, faults.get(id), words)}
  </div>`
}

export interface ChoiceProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly unseen?: boolean
  readonly options: readonly (readonly [value: string, text: string])[]
  change(value: string): void
}

/** A value that is not among the options is shown as itself: it is then named as a fault, not silently replaced. */
export function choiceField(props: ChoiceProps, { words, faults, locked }: Frame): TemplateResult {
  const { id, label, value, unseen = false } = props
  const known = props.options.some(([option]) => option === value)
  const options = known ? props.options : [[value, value === '' ? '–' : value] as const, ...props.options]
  return html`<div class="field">
    <label class=${unseen ? 'unseen' : 'label'} for=${id}>${label}</label>
    <select
      id=${id}
      .value=${value}
      ?disabled=${locked}
      aria-invalid=${faults.has(id)}
      aria-describedby=${described(id, undefined, faults)}
      @change=${(event: Event) => props.change((event.target as HTMLSelectElement).value)}
    >
      ${options.map(
        ([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`,
      )}
    </select>
    ${faultText(id, faults.get(id), words)}
  </div>`
}

export interface TickProps {
  readonly id: string
  readonly label: string
  readonly checked: boolean
  readonly unseen?: boolean
  change(checked: boolean): void
}

export function tick(
  { id, label, checked, unseen = false, change }: TickProps,
  { locked }: Frame,
): TemplateResult {
  return html`<label class="tick" for=${id}
    ><input
      id=${id}
      type="checkbox"
      .checked=${checked}
      ?disabled=${locked}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    /><span class=${unseen ? 'unseen' : ''}>${label}</span></label
  >`
}

/** The list with one word more or less, in the order of `all`. */
export function toggled<T>(all: readonly T[], chosen: readonly T[], word: T, isChosen: boolean): T[] {
  return all.filter((each) => (each === word ? isChosen : chosen.includes(each)))
}
