// The choices of the page: service, month, and the file of the same figures.
import { html, type TemplateResult } from 'lit-html'
import { services } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import { type Address, monthChoices, monthOfYear, requests, yearChoices } from '../address.ts'

export interface ChoicesProps {
  readonly address: Address
  readonly thisMonth: string
  readonly busy: boolean
  readonly words: Words
  go(address: Address): void
}

function serviceChoice({ address, words: { t }, go }: ChoicesProps) {
  const option = (service: Address['service']) => html`<button
    type="button"
    aria-pressed=${service === address.service}
    @click=${() => go({ service, month: address.month })}
  >
    ${t(`service.${service}.full`)}
  </button>`
  return html`<div class="field">
    <span class="label" id="service-label">${t('choice.service')}</span>
    <div class="choice" role="group" aria-labelledby="service-label">${services.map(option)}</div>
  </div>`
}

function monthChoice({ address, thisMonth, words, go }: ChoicesProps) {
  const { t, month } = words
  const choose = (event: Event) => go({ ...address, month: (event.target as HTMLSelectElement).value })
  return html`<div class="field">
    <label class="label" for="month">${t('choice.month')}</label>
    <select id="month" @change=${choose} .value=${address.month}>
      ${monthChoices(thisMonth, address.month).map(
        (value) =>
          html`<option value=${value} ?selected=${value === address.month}>
            ${month(value)}${value === thisMonth ? ` (${t('choice.unfinished')})` : ''}
          </option>`,
      )}
    </select>
  </div>`
}

/** Reaches any month at all. Not the browser's own month field: that one speaks the browser's language, not the page's. */
function yearChoice({ address, thisMonth, words: { t }, go }: ChoicesProps) {
  const choose = (event: Event) => {
    const year = (event.target as HTMLSelectElement).value
    go({ ...address, month: monthOfYear(year, address.month, thisMonth) })
  }
  const chosen = address.month.slice(0, 4)
  return html`<div class="field">
    <label class="label" for="year">${t('choice.year')}</label>
    <select id="year" @change=${choose} .value=${chosen}>
      ${yearChoices(thisMonth, address.month).map(
        (year) => html`<option value=${year} ?selected=${year === chosen}>${year}</option>`,
      )}
    </select>
  </div>`
}

export function choices(props: ChoicesProps): TemplateResult {
  const { address, busy, words } = props
  const { t } = words
  return html`<form class="choices-bar" aria-label=${t('choice.label')} @submit=${(event: Event) => event.preventDefault()}>
    ${serviceChoice(props)} ${monthChoice(props)} ${yearChoice(props)}
    <p class="busy" role="status">${busy ? t('choice.busy') : ''}</p>
    <a class="button" href=${requests(address, words.language).csv} download="vaste-${address.service}-${address.month}.csv">${t('choice.csv')}</a>
  </form>`
}
