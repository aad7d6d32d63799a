// The choices of the page: the four years, the reading of the rule, its minimum, and the file of the same cells.
import { html, type TemplateResult } from 'lit-html'
import type { Words } from '../../words.ts'
import { type Address, minimumChoices, readings, requests, yearChoices } from '../address.ts'

export interface ChoicesProps {
  readonly address: Address
  readonly thisYear: number
  readonly busy: boolean
  readonly words: Words
  go(address: Address): void
}

const chosenIn = (event: Event) => Number((event.target as HTMLSelectElement).value)

function yearChoice({ address, thisYear, words: { t }, go }: ChoicesProps) {
  return html`<div class="field">
    <label class="label" for="year">${t('problem.years')}</label>
    <select id="year" @change=${(event: Event) => go({ ...address, year: chosenIn(event) })}>
      ${yearChoices(thisYear, address.year).map(
        (year) => html`<option value=${year} ?selected=${year === address.year}>
          ${year - 3}–${year}${year === thisYear ? ` (${t('problem.running')})` : ''}
        </option>`,
      )}
    </select>
  </div>`
}

function minimumChoice({ address, words: { t }, go }: ChoicesProps) {
  return html`<div class="field">
    <label class="label" for="minimum">${t('problem.minimum')}</label>
    <select id="minimum" @change=${(event: Event) => go({ ...address, minimum: chosenIn(event) })}>
      ${minimumChoices(address.minimum).map(
        (n) => html`<option value=${n} ?selected=${n === address.minimum}>${n}</option>`,
      )}
    </select>
  </div>`
}

function readingChoice({ address, words: { t }, go }: ChoicesProps) {
  return html`<div class="field">
    <span class="label" id="reading-label">${t('problem.reading')}</span>
    <div class="choice" role="group" aria-labelledby="reading-label">
      ${readings.map(
        (reading) => html`<button
          type="button"
          aria-pressed=${reading === address.reading}
          @click=${() => go({ ...address, reading })}
        >
          ${t(`reading.${reading}`)}
        </button>`,
      )}
    </div>
  </div>`
}

export function choices(props: ChoicesProps): TemplateResult {
  const { address, busy, words } = props
  const { t } = words
  return html`<form
    class="choices-bar"
    aria-label=${t('choice.label')}
    @submit=${(event: Event) => event.preventDefault()}
  >
    ${yearChoice(props)} ${readingChoice(props)} ${minimumChoice(props)}
    <p class="busy" role="status">${busy ? t('choice.busy') : ''}</p>
    <a class="button" href=${requests(address, words.language).csv} download>${t('choice.csv')}</a>
  </form>`
}
