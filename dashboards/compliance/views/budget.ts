// The budget of misses: what each target has used of it, what is left, and the chance of ending inside.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { Budget, BudgetLine } from '../../../src/contract/budget.ts'
import type { Compliance } from '../../../src/contract/compliance.ts'
import { durationText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import type { Address } from '../address.ts'
import { chosenPeriod } from '../address.ts'
import { type BudgetGroup, budgetBar, budgetGroups, chanceWord, standingOf } from '../budget.ts'
import { periodName, periodOf, spans } from '../period.ts'
import { options } from './section.ts'
import { groupTitle, zoneTitle } from './table.ts'

export interface BudgetProps {
  readonly zones: Compliance['zones']
  readonly words: Words
}

function bar(line: BudgetLine, over: boolean) {
  const { used, allowed, scale } = budgetBar(line, over)
  const x = (n: number) => ((n / scale) * 100).toFixed(2)
  return html`<svg class="budget-bar" viewBox="-1 0 102 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<path class="left" d="M0 1H${x(allowed)}V11H0Z"></path>
    <path class="used" d="M0 1H${x(Math.min(used, allowed))}V11H0Z"></path>
    ${used > allowed ? svg`<path class="too-many" d="M${x(allowed)} 1H${x(used)}V11H${x(allowed)}Z"></path>` : nothing}
    <path class="needle" d="M${x(allowed)} 0V12"></path>`}
  </svg>`
}

function standing(line: BudgetLine, over: boolean, { t, number }: Words) {
  const found = standingOf(line, over)
  if (found.kind === 'bears')
    return found.n === 1 ? t('budget.next-loses') : t('budget.bears', { n: number(found.n) })
  if (!('n' in found)) return t(`budget.${found.kind}`)
  const text = t(`budget.${found.kind}`, { n: number(found.n) })
  const recover = line.hitsToRecover
  if (found.kind === 'missed' || recover === undefined || recover === 0) return text
  return html`${text} <span class="under">${t('budget.recover', { n: number(recover) })}</span>`
}

function chance({ chance: value, chanceAbsent = 'no-tasks' }: BudgetLine, { t, number, language }: Words) {
  if (value === undefined) return html`<span class="aside">${t(`budget.absent.${chanceAbsent}`)}</span>`
  const percent = Math.round(value * 100)
  const unit = language === 'en' ? '%' : '\u00a0%'
  const shown = value > 0.99 ? '> 99' : value < 0.01 ? '< 1' : number(percent)
  return html`<strong>${t(`chance.${chanceWord(value)}`)}</strong> <span class="under">${shown}${unit}</span>`
}

function lineRow(line: BudgetLine, over: boolean, { zones, words }: BudgetProps) {
  const { t, number, language } = words
  const { used, allowed } = budgetBar(line, over)
  const cell = (label: string, name: string, content: unknown) =>
    html`<td role="cell" class=${name} data-label=${label}>${content}</td>`
  return html`<tr role="row" class=${standingOf(line, over).kind}>
    <th role="rowheader" scope="row">
      ${zoneTitle(zones, line.zone, words)}
      <span class="under">${durationText(line.withinSeconds)} · ${sharePercentText(line.requiredShare, language)}</span>
    </th>
    <td role="cell" class="budget-cell">
      <div class="budget-line">
        <span><strong>${number(used)}</strong> / ${number(allowed)}</span>${bar(line, over)}
      </div>
      ${standing(line, over, words)}
    </td>
    ${over ? nothing : cell(t('budget.chance'), 'chance', chance(line, words))}
    ${cell(t('figures.used'), 'number', number(line.inTime + line.missed))}
    ${over ? nothing : cell(t('budget.expected'), 'number', number(Math.round(line.expectedMore)))}
  </tr>`
}

function groupBody({ urgency, measure, lines }: BudgetGroup, over: boolean, props: BudgetProps) {
  return html`<tbody role="rowgroup">
    <tr role="row" class="group">
      <th role="rowheader" colspan="5" scope="rowgroup">${groupTitle({ urgency, measure }, props.words)}</th>
    </tr>
    ${lines.map((line) => lineRow(line, over, props))}
  </tbody>`
}

function table(groups: readonly BudgetGroup[], over: boolean, props: BudgetProps) {
  const { t } = props.words
  return scroller(
    t('budget.title'),
    html`<table role="table" class="budget cards">
      <caption class="unseen">
        ${t('budget.title')}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${t('figures.target')}</th>
          <th role="columnheader" scope="col">${t(over ? 'budget.used-of' : 'budget.used-of-expected')}</th>
          ${over ? nothing : html`<th role="columnheader" scope="col">${t('budget.chance')}</th>`}
          <th role="columnheader" scope="col" class="number">${t('figures.used')}</th>
          ${over ? nothing : html`<th role="columnheader" scope="col" class="number">${t('budget.expected')}</th>`}
        </tr>
      </thead>
      ${groups.map((group) => groupBody(group, over, props))}
    </table>`,
  )
}

export function budget(value: Budget, props: BudgetProps): TemplateResult {
  const { words, zones } = props
  const { t, number } = words
  const { over, lines, daysLeft } = value
  const groups = budgetGroups(
    lines,
    zones.toSorted((a, b) => a.order - b.order).map(({ id }) => id),
  )
  const period = periodName(value, words)
  return html`<p class="section-lead">
      ${over ? t('budget.over', { period }) : t('budget.running', { period, days: number(Math.ceil(daysLeft)) })}
    </p>
    ${groups.length === 0 ? html`<p class="empty">${t('decision.none')}</p>` : table(groups, over, props)}
    <p class="hint foot">${t(over ? 'budget.method.over' : 'budget.method')}</p>`
}

export interface BudgetChoicesProps {
  readonly address: Address
  readonly thisMonth: string
  readonly words: Words
  go(address: Address): void
}

/** The chosen period is offered only where it is none of the running ones. */
export function budgetChoices({ address, thisMonth, words, go }: BudgetChoicesProps) {
  const chosen = chosenPeriod(address)
  const running = spans.map((span) => [span, periodName(periodOf(thisMonth, span), words)] as const)
  const isRunning = spans.some(
    (span) => periodOf(thisMonth, span).from === chosen.from && periodOf(thisMonth, span).to === chosen.to,
  )
  const own = isRunning ? [] : [['chosen', periodName(chosen, words)] as const]
  return options<NonNullable<Address['budget']>>({
    label: words.t('budget.period'),
    options: [...running, ...own],
    chosen: address.budget ?? 'month',
    choose: (option) => go({ ...address, budget: option === 'month' ? undefined : option }),
  })
}
