// What frames a section that is asked for only when opened: its heading, its waiting, its failure, its answer.
import { html, nothing, type TemplateResult } from 'lit-html'
import { latestOf } from '../../api.ts'
import { failure } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import type { SectionName } from '../address.ts'
import type { Asked } from '../sections.ts'

export interface SectionProps<T> {
  readonly name: SectionName
  readonly title: string
  readonly hint: string
  readonly isOpen: boolean
  readonly asked: Asked<T>
  readonly choices?: TemplateResult | typeof nothing
  readonly words: Words
  readonly content: (value: T) => TemplateResult
  toggle(isOpen: boolean): void
}

/** The bar shows itself only when the answer takes over two seconds. */
export function waiting({ t }: Words): TemplateResult {
  return html`<p class="empty waiting" role="status">
    ${t('choice.busy')}<progress class="slow" aria-label=${t('choice.busy')}></progress>
  </p>`
}

function body<T>({ asked, content, words }: SectionProps<T>) {
  const { answer } = asked
  if (answer.kind === 'failed') return failure(answer.detail, words)
  const value = latestOf(answer)
  if (value === undefined) return waiting(words)
  const busy = answer.kind === 'loading'
  return html`<div class=${busy ? 'stale' : ''} aria-busy=${busy}>${content(value)}</div>`
}

export function section<T>(props: SectionProps<T>): TemplateResult {
  const { name, title, hint, isOpen, choices = nothing, toggle } = props
  const onToggle = (event: Event) => {
    const { open } = event.currentTarget as HTMLDetailsElement
    if (open !== isOpen) toggle(open)
  }
  return html`<details class="panel section" data-section=${name} @toggle=${onToggle} ?open=${isOpen}>
    <summary><h2>${title}</h2><span class="hint">${hint}</span></summary>
    ${isOpen ? html`<div class="section-choices">${choices}</div>${body(props)}` : nothing}
  </details>`
}

export interface OptionsProps<T> {
  readonly label: string
  readonly options: readonly (readonly [T, string])[]
  readonly chosen: T
  choose(option: T): void
}

/** Buttons of which one is pressed. */
export function options<T>({
  label,
  options: list,
  chosen,
  choose,
}: OptionsProps<T>): TemplateResult | typeof nothing {
  if (list.length < 2) return nothing
  return html`<div class="field">
    <span class="label" aria-hidden="true">${label}</span>
    <div class="choice" role="group" aria-label=${label}>
      ${list.map(
        ([option, text]) =>
          html`<button type="button" aria-pressed=${option === chosen} @click=${() => choose(option)}>${text}</button>`,
      )}
    </div>
  </div>`
}
