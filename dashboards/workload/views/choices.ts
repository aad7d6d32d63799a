// The choices of the page: service, month or half-year, and the year that reaches any of them.
import { html, type TemplateResult } from 'lit-html'
import { yearChoices } from '../../compliance/address.ts'
import { services } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import { type Address, halfChoices, isUnfinished, monthsToChoose, periodOfYear } from '../address.ts'
import { periodText } from '../period-text.ts'

export interface ChoicesProps {
  readonly address: Address
  readonly thisMonth: string
  readonly busy: boolean
  readonly words: Words
  go(address: Address): void
}

const chosenIn = (event: Event) => (event.target as HTMLSelectElement).value

function serviceChoice({ address, words: { t }, go }: ChoicesProps) {
  const option = (service: Address['service']) => html`<button
    type="button"
    aria-pressed=${service === address.service}
    @click=${() => go({ ...address, service })}
  >
    ${t(`service.${service}.full`)}
  </button>`
  return html`<div class="field">
    <span class="label" id="service-label">${t('choice.service')}</span>
    <div class="choice" role="group" aria-labelledby="service-label">${services.map(option)}</div>
  </div>`
}

function periodChoice({ address, thisMonth, words, go }: ChoicesProps) {
  const { t } = words
  const option = (period: string) => html`<option value=${period} ?selected=${period === address.period}>
    ${periodText(period, words)}${isUnfinished(period, thisMonth) ? ` (${t('choice.unfinished')})` : ''}
  </option>`
  return html`<div class="field">
    <label class="label" for="period">${t('workload.period')}</label>
    <select id="period" .value=${address.period} @change=${(event: Event) => go({ ...address, period: chosenIn(event) })}>
      <optgroup label=${t('workload.months')}>${monthsToChoose(thisMonth, address.period).map(option)}</optgroup>
      <optgroup label=${t('workload.halves')}>${halfChoices(thisMonth, address.period).map(option)}</optgroup>
    </select>
  </div>`
}

function yearChoice({ address, thisMonth, words: { t }, go }: ChoicesProps) {
  const { period } = address
  const chosen = period.slice(0, 4)
  const choose = (event: Event) =>
    go({ ...address, period: periodOfYear(chosenIn(event), period, thisMonth) })
  return html`<div class="field">
    <label class="label" for="year">${t('choice.year')}</label>
    <select id="year" .value=${chosen} @change=${choose}>
      ${yearChoices(thisMonth, `${chosen}-01`).map(
        (year) => html`<option value=${year} ?selected=${year === chosen}>${year}</option>`,
      )}
    </select>
  </div>`
}

export function choices(props: ChoicesProps): TemplateResult {
  const { busy, words } = props
  return html`<form
    class="choices-bar"
    aria-label=${words.t('choice.label')}
    @submit=${(event: Event) => event.preventDefault()}
  >
    ${serviceChoice(props)} ${periodChoice(props)} ${yearChoice(props)}
    <p class="busy" role="status">${busy ? words.t('choice.busy') : ''}</p>
  </form>`
}
