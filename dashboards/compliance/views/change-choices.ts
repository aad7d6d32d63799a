// Against what is the period held? A year before, the period before, or months of one's own choice.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Words } from '../../words.ts'
import { type Address, againstPeriod, previousMonth } from '../address.ts'
import { lastMonthOf } from '../period.ts'
import { options } from './section.ts'

export interface ChangeChoicesProps {
  readonly address: Address
  readonly thisMonth: string
  readonly words: Words
  go(address: Address): void
}

const monthsBack = 72

function monthsFrom(thisMonth: string, ...chosen: string[]): readonly string[] {
  const months = [thisMonth]
  while (months.length < monthsBack) months.push(previousMonth(months.at(-1)!))
  return [...new Set([...months, ...chosen])].sort().reverse()
}

function monthField(
  id: string,
  label: string,
  chosen: string,
  { months, words, choose }: { months: readonly string[]; words: Words; choose(month: string): void },
) {
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <select id=${id} .value=${chosen} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${months.map((month) => html`<option value=${month} ?selected=${month === chosen}>${words.month(month)}</option>`)}
    </select>
  </div>`
}

function freeChoice({ address, thisMonth, words, go }: ChangeChoicesProps) {
  const period = againstPeriod(address)
  const [first, last] = [period.from.slice(0, 7), lastMonthOf(period)]
  const months = monthsFrom(thisMonth, first, last)
  const against = (from: string, to: string) => go({ ...address, against: `${from}..${to}` })
  return html`${monthField('against-from', words.t('change.from'), first, {
    ...{ months, words },
    choose: (month) => against(month, month > last ? month : last),
  })}
  ${monthField('against-to', words.t('change.to'), last, {
    ...{ months, words },
    choose: (month) => against(month < first ? month : first, month),
  })}`
}

export function changeChoices(props: ChangeChoicesProps): TemplateResult {
  const { address, words, go } = props
  const { t } = words
  const { from, to } = againstPeriod(address)
  const months = `${from.slice(0, 7)}..${lastMonthOf({ from, to })}`
  const chosen = address.against === undefined ? 'year' : address.against === 'previous' ? 'previous' : 'free'
  const previousWord = address.span === undefined ? t('change.previous-month') : t('change.previous')
  const against = { year: undefined, previous: 'previous', free: months } as const
  return html`${options<keyof typeof against>({
    label: t('change.against'),
    options: [
      ['year', t('change.year-before')],
      ['previous', previousWord],
      ['free', t('change.free')],
    ],
    chosen,
    choose: (option) => go({ ...address, against: against[option] }),
  })}
  ${chosen === 'free' ? freeChoice(props) : nothing}`
}
