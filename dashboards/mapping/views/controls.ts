// How does the reader choose one thing? A labelled select or text field, alike everywhere on the page.
import { html, nothing, type TemplateResult } from 'lit-html'

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface SelectProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly hint?: string
  choose(value: string): void
}

export function selectField(props: SelectProps): TemplateResult {
  const { id, label, value, choices, hint, choose } = props
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    ${select({ id, value, choices, choose })}
    ${hint ? html`<span class="hint">${hint}</span>` : nothing}
  </div>`
}

export interface BareSelect {
  readonly id: string
  /** Where no visible label stands beside it. */
  readonly name?: string
  readonly value: string
  readonly choices: readonly Choice[]
  choose(value: string): void
}

/** The value is set after the options are there: a select takes only a value that one of them has. */
export function select({ id, name, value, choices, choose }: BareSelect): TemplateResult {
  const change = (event: Event) => choose((event.target as HTMLSelectElement).value)
  const option = (choice: Choice) =>
    html`<option value=${choice.value} .selected=${choice.value === value}>${choice.label}</option>`
  return html`<select id=${id} aria-label=${name ?? nothing} @change=${change}>${choices.map(option)}</select>`
}

export interface TextProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly hint?: string
  /** Often used texts, offered while typing. */
  readonly offers?: readonly string[]
  readonly narrow?: boolean
  choose(value: string): void
}

export function textField({ id, label, value, hint, offers, narrow, choose }: TextProps): TemplateResult {
  const change = (event: Event) => choose((event.target as HTMLInputElement).value.trim())
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <input
      id=${id}
      class=${narrow ? 'narrow' : ''}
      type="text"
      autocomplete="off"
      spellcheck="false"
      list=${offers ? `${id}-offers` : nothing}
      aria-describedby=${hint ? `${id}-hint` : nothing}
      .value=${value}
      @change=${change}
    />
    ${offers ? html`<datalist id="${id}-offers">${offers.map((offer) => html`<option value=${offer}></option>`)}</datalist>` : nothing}
    ${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : nothing}
  </div>`
}

export function checkField(id: string, label: string, checked: boolean, choose: (checked: boolean) => void) {
  const change = (event: Event) => choose((event.target as HTMLInputElement).checked)
  return html`<div class="check">
    <input id=${id} type="checkbox" .checked=${checked} @change=${change} />
    <label for=${id}>${label}</label>
  </div>`
}
