// The choices of the page: service, period, grid, and the file of the same figures.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Compliance } from '../../../src/contract/compliance.ts'
import { services } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import { type Address, chosenPeriod, monthChoices, monthOfYear, requests, yearChoices } from '../address.ts'
import { lastMonthOf, periodName, periodOf, type Span, spans } from '../period.ts'
import { options } from './section.ts'

export interface ChoicesProps {
  readonly address: Address
  readonly thisMonth: string
  readonly busy: boolean
  readonly grids: Compliance['grids']
  readonly words: Words
  go(address: Address): void
}

function serviceChoice({ address, words: { t }, go }: ChoicesProps) {
  const { month, span, open } = address
  return options<Address['service']>({
    label: t('choice.service'),
    options: services.map((service) => [service, t(`service.${service}.full`)] as const),
    chosen: address.service,
    choose: (service) => go({ service, month, span, open }),
  })
}

function spanChoice({ address, thisMonth, words: { t }, go }: ChoicesProps) {
  // The last month of a running half-year lies ahead: alone it is no month to look at.
  const month = address.month > thisMonth ? thisMonth : address.month
  return options<Span>({
    label: t('choice.period'),
    options: spans.map((span) => [span, t(`period.${span}`)] as const),
    chosen: address.span ?? 'month',
    choose: (span) => go({ ...address, month, span: span === 'month' ? undefined : span }),
  })
}

interface SelectProps {
  readonly id: string
  readonly label: string
  readonly chosen: string
  readonly options: readonly (readonly [string, string])[]
  choose(value: string): void
}

function select({ id, label, chosen, options: list, choose }: SelectProps) {
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <select id=${id} .value=${chosen} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${list.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </div>`
}

function monthChoice({ address, thisMonth, words, go }: ChoicesProps) {
  const { t, month } = words
  const unfinished = (value: string) => (value === thisMonth ? ` (${t('choice.unfinished')})` : '')
  return select({
    ...{ id: 'month', label: t('choice.month'), chosen: address.month },
    options: monthChoices(thisMonth, address.month).map((value) => [value, month(value) + unfinished(value)]),
    choose: (value) => go({ ...address, month: value }),
  })
}

function halfChoice({ address, thisMonth, words, go }: ChoicesProps) {
  const { t } = words
  const year = address.month.slice(0, 4)
  const running = periodOf(thisMonth, 'half-year').from
  const option = (month: string) => {
    const period = periodOf(month, 'half-year')
    const unfinished = period.from === running ? ` (${t('choice.unfinished')})` : ''
    return [lastMonthOf(period), periodName(period, words) + unfinished] as const
  }
  return select({
    ...{ id: 'half-year', label: t('period.half-year') },
    chosen: lastMonthOf(chosenPeriod(address)),
    options: [option(`${year}-01`), option(`${year}-07`)],
    choose: (month) => go({ ...address, month }),
  })
}

/** Reaches any period at all. Not the browser's own month field: that one speaks the browser's language, not the page's. */
function yearChoice({ address, thisMonth, words: { t }, go }: ChoicesProps) {
  const unfinished = (year: string) =>
    address.span === 'year' && year === thisMonth.slice(0, 4) ? ` (${t('choice.unfinished')})` : ''
  return select({
    ...{ id: 'year', label: t('choice.year'), chosen: address.month.slice(0, 4) },
    options: yearChoices(thisMonth, address.month).map((year) => [year, year + unfinished(year)]),
    choose: (year) => go({ ...address, month: monthOfYear(year, address.month, thisMonth) }),
  })
}

/** Offered where there is another grid than the one in force: with one alone there is nothing to choose (trap 42). */
function gridChoice({ address, grids, words: { t }, go }: ChoicesProps) {
  const known = address.grid === undefined || grids.includes(address.grid) ? grids : [...grids, address.grid]
  if (known.length < 2 && address.grid === undefined) return nothing
  return select({
    ...{ id: 'grid', label: t('grid.label'), chosen: address.grid ?? '' },
    options: [
      ['', t('grid.of-date')],
      ...known.map((version) => [version, t('grid.one', { version })] as const),
    ],
    choose: (grid) => go({ ...address, grid: grid || undefined }),
  })
}

function fileChoice({ address, words, go }: ChoicesProps) {
  const { t, language } = words
  const { from, to } = chosenPeriod(address)
  const period = address.span === undefined ? address.month : `${from}-${to}`
  const choose = (event: Event) =>
    go({ ...address, public: (event.target as HTMLInputElement).checked ? '1' : undefined })
  return html`<div class="file">
    <label class="check"
      ><input type="checkbox" .checked=${address.public !== undefined} @change=${choose} />${t('choice.public')}</label
    >
    <a class="button" href=${requests(address, language).csv} download="vaste-${address.service}-${period}.csv">${t('choice.csv')}</a>
  </div>`
}

export function choices(props: ChoicesProps): TemplateResult {
  const { address, busy, words } = props
  const { t } = words
  return html`<form class="choices-bar" aria-label=${t('choice.label')} @submit=${(event: Event) => event.preventDefault()}>
    ${serviceChoice(props)} ${spanChoice(props)}
    ${address.span === undefined ? monthChoice(props) : nothing}
    ${address.span === 'half-year' ? halfChoice(props) : nothing} ${yearChoice(props)} ${gridChoice(props)}
    <p class="busy" role="status">${busy ? t('choice.busy') : ''}</p>
    ${fileChoice(props)}
  </form>`
}
