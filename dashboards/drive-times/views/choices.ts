// The choices of the page: the span of the tasks, the kind of drive, and by which speeds it is expected.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { DriveTimesView } from '../../../src/contract/drive-times.ts'
import type { Words } from '../../words.ts'
import { type Address, bases, kinds, requests } from '../address.ts'
import { shownOf } from '../cells.ts'

export interface ChoicesProps {
  readonly address: Address
  readonly found?: DriveTimesView
  readonly words: Words
  go(address: Address): void
}

function dateChoice(name: 'from' | 'to', { address, found, words: { t }, go }: ChoicesProps) {
  const value = address[name] ?? found?.study?.[name] ?? ''
  const change = (event: Event) => {
    const text = (event.target as HTMLInputElement).value
    go({ ...address, [name]: text === '' ? undefined : text })
  }
  return html`<div class="field">
    <label class="label" for=${name}>${t(`drive.${name}`)}</label>
    <input id=${name} type="date" .value=${value} @change=${change} />
  </div>`
}

export function choices(props: ChoicesProps): TemplateResult {
  const { address, found, words, go } = props
  const { t } = words
  const shown = found?.study && shownOf(found.study, address)
  const offered = shown ? bases.filter((basis) => shown.kind.bases.some((one) => one.basis === basis)) : []
  return html`<form class="choices-bar" aria-label=${t('choice.label')} @submit=${(event: Event) => event.preventDefault()}>
    ${dateChoice('from', props)} ${dateChoice('to', props)}
    <div class="field">
      <span class="label" id="kind-label">${t('drive.kind')}</span>
      <div class="choice" role="group" aria-labelledby="kind-label">
        ${kinds.map(
          (
            kind,
          ) => html`<button type="button" aria-pressed=${kind === address.kind} @click=${() => go({ ...address, kind })}>
            ${t(`drive.kind.${kind}`)}
          </button>`,
        )}
      </div>
    </div>
    ${
      offered.length < 2
        ? nothing
        : html`<div class="field">
            <span class="label" id="basis-label">${t('drive.basis')}</span>
            <div class="choice" role="group" aria-labelledby="basis-label">
              ${offered.map(
                (basis) => html`<button
                  type="button"
                  aria-pressed=${basis === shown!.basis?.basis}
                  @click=${() => go({ ...address, basis })}
                >
                  ${t(`drive.basis.${basis}`)}
                </button>`,
              )}
            </div>
          </div>`
    }
    ${found?.study ? html`<a class="button" href=${requests(address, words.language).csv} download>${t('choice.csv')}</a>` : nothing}
  </form>`
}
