// The choices of the page: a change of the register or a day of one's own, whose tasks, how far, and the file.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { BeforeAfter, ChangeList } from '../../../src/contract/before-after.ts'
import { services } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import { type Address, csvOf, reaches } from '../address.ts'

export interface ChoicesProps {
  readonly address: Address
  readonly list?: ChangeList
  readonly found?: BeforeAfter
  readonly own: boolean
  readonly busy: boolean
  readonly words: Words
  go(address: Address): void
  chooseOwn(own: boolean): void
}

const ownChoice = 'own'
const keyOf = ({ station, on }: { readonly station?: string; readonly on?: string }) => `${station} ${on}`
const chosenIn = (event: Event) => (event.target as HTMLSelectElement).value

function changeChoice(props: ChoicesProps) {
  const { address, list, own, words, go, chooseOwn } = props
  const { t, date } = words
  const changes = list?.changes ?? []
  const isListed = changes.some((change) => keyOf(change) === keyOf(address))
  const chosen = own || !isListed ? ownChoice : keyOf(address)
  const choose = (event: Event) => {
    const key = chosenIn(event)
    const change = changes.find((one) => keyOf(one) === key)
    chooseOwn(!change)
    if (change) go({ ...address, station: change.station, on: change.on, service: undefined })
  }
  return html`<div class="field">
    <label class="label" for="change">${t('ba.change')}</label>
    <select id="change" .value=${chosen} @change=${choose}>
      ${changes.map((change) => {
        const guess = change.dateConfirmed ? '' : `, ${t('ba.change.guess')}`
        return html`<option value=${keyOf(change)} ?selected=${chosen === keyOf(change)}>
          ${change.name} ${date(change.on)} (${t(`service.${change.service}`)}${guess})
        </option>`
      })}
      <option value=${ownChoice} ?selected=${chosen === ownChoice}>${t('ba.change.own')}</option>
    </select>
  </div>`
}

/** Asked only when the reader says so: half a date is no question. */
function ownFields({ address, list, words: { t }, go }: ChoicesProps) {
  const ask = (event: Event) => {
    event.preventDefault()
    const form = (event.target as HTMLElement).closest('form')!
    const [station, on] = ['own-station', 'own-day'].map(
      (id) => form.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)!.value,
    )
    if (station && on) go({ ...address, station, on, service: undefined })
  }
  return html`<div class="field">
      <label class="label" for="own-station">${t('ba.station')}</label>
      <select id="own-station">
        ${(list?.stations ?? []).map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === address.station}>${name}</option>`,
        )}
      </select>
    </div>
    <div class="field">
      <label class="label" for="own-day">${t('ba.on')}</label>
      <input id="own-day" type="date" .value=${address.on ?? ''} />
    </div>
    <button type="button" class="quiet" @click=${ask}>${t('ba.ask')}</button>`
}

function serviceChoice({ address, found, words: { t }, go }: ChoicesProps) {
  const current = address.service ?? found?.service
  return html`<div class="field">
    <span class="label" id="service-label">${t('choice.service')}</span>
    <div class="choice" role="group" aria-labelledby="service-label">
      ${services.map(
        (service) => html`<button
          type="button"
          aria-pressed=${service === current}
          @click=${() => go({ ...address, service })}
        >
          ${t(`service.${service}.full`)}
        </button>`,
      )}
    </div>
  </div>`
}

function reachChoice({ address, words: { t }, go }: ChoicesProps) {
  return html`<div class="field">
    <span class="label" id="window-label">${t('ba.window')}</span>
    <div class="choice" role="group" aria-labelledby="window-label">
      ${reaches.map(
        (reach) => html`<button
          type="button"
          aria-pressed=${reach === address.reach}
          @click=${() => go({ ...address, reach })}
        >
          ${t(`ba.window.${reach}`)}
        </button>`,
      )}
    </div>
  </div>`
}

export function choices(props: ChoicesProps): TemplateResult {
  const { address, list, own, busy, words } = props
  const isListed = list?.changes.some((change) => keyOf(change) === keyOf(address)) ?? true
  const csv = csvOf(address, words.language)
  return html`<form
    class="choices-bar"
    aria-label=${words.t('choice.label')}
    @submit=${(event: Event) => event.preventDefault()}
  >
    ${changeChoice(props)} ${own || !isListed ? ownFields(props) : nothing} ${serviceChoice(props)}
    ${reachChoice(props)}
    <p class="busy" role="status">${busy ? words.t('choice.busy') : ''}</p>
    ${csv ? html`<a class="button" href=${csv} download>${words.t('choice.csv')}</a>` : nothing}
  </form>`
}
