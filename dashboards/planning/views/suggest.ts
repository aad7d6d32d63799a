// Which few crews would help most? Each suggestion with its reason, its cells on the map, and a way into the plan.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Suggestion } from '../../../src/contract/plan-suggestion.ts'
import { durationText } from '../../formats.ts'
import { choice } from '../../parts/fields.ts'
import { speedsTag } from '../../parts/speeds.ts'
import { decimalText, type Table } from '../../parts/table.ts'
import { crewWords } from '../change-words.ts'
import { withChange } from '../edit.ts'
import type { PlanningHandlers } from '../handlers.ts'
import { cellName } from '../map-view.ts'
import type { PlanningState } from '../state.ts'
import { municipalityOfCell, type Names } from '../tables.ts'
import { tableBlock } from './table-block.ts'

export interface SuggestProps {
  readonly state: PlanningState
  readonly names: Names
  readonly stations: ReadonlyMap<string, string>
  readonly handlers: PlanningHandlers
}

type One = Suggestion['suggested'][number]

/** Coverage counts residents or tasks; the median goal counts seconds of the mean. */
function gainText(gain: number, { goal, weight }: Suggestion, { words }: Names): string {
  const { t } = words
  return goal === 'median'
    ? t('suggest.gain.seconds', { time: durationText(gain) })
    : t(`suggest.gain.${weight}`, { n: decimalText(gain, weight === 'tasks' ? 1 : 0, words) })
}

export function suggestedTable(one: One, { region, ground, words }: Names): Table {
  const { t } = words
  const { cells } = one
  return {
    ...{ name: `suggestion-${one.change.period.id}`, title: t('suggest.cells') },
    columns: [
      { title: t('plan.cell') },
      { title: t('plan.municipality') },
      { title: t('plan.residents'), digits: 1 },
      ...(cells.share ? [{ title: t('suggest.share'), digits: 2 }] : []),
      ...(cells.secondsSaved ? [{ title: t('suggest.minutes'), digits: 2 }] : []),
    ],
    rows: cells.cell.map((cell, i) => [
      region ? cellName(region, cell) : String(cell),
      municipalityOfCell({ region, ground, words }, cell),
      cells.residents[i],
      ...(cells.share ? [cells.share[i]] : []),
      ...(cells.secondsSaved ? [(cells.secondsSaved[i] ?? 0) / 60] : []),
    ]),
  }
}

function oneView(one: One, i: number, found: Suggestion, props: SuggestProps) {
  const { state, names, stations, handlers } = props
  const { words } = names
  const { t } = words
  const { period } = one.change
  const name = stations.get(period.station) ?? period.station
  const isShown = state.suggest.shown === i
  const isTaken = state.bench.plan.changes.some(
    (change) => change.kind === 'set-readiness' && change.period.id === period.id,
  )
  return html`<li>
    <h3>${i + 1}. ${name}: ${crewWords(period, words)}</h3>
    <p>
      ${t('suggest.why', { gain: gainText(one.gain, found, names), alone: gainText(one.alone, found, names), hours: decimalText(one.crewHours, 0, words), persons: decimalText(one.personHours, 0, words) })}
      ${one.runnerUp ? t('suggest.runner-up', { name: `${stations.get(one.runnerUp.period.station) ?? one.runnerUp.period.station}, ${one.runnerUp.period.slot}`, gain: gainText(one.runnerUp.gain, found, names) }) : nothing}
    </p>
    <div class="doing">
      <button type="button" class="quiet" aria-pressed=${isShown} @click=${() => handlers.suggest({ shown: isShown ? undefined : i })}>${t('suggest.on-map', { n: one.cells.cell.length })}<span class="unseen">: ${name}</span></button>
      <button type="button" class="quiet strong" ?disabled=${isTaken} @click=${() => handlers.step(withChange(state.bench.plan, one.change))}>${t(isTaken ? 'suggest.taken' : 'suggest.take')}<span class="unseen">: ${name}</span></button>
    </div>
    ${tableBlock({ table: suggestedTable(one, names), state, words, handlers })}
  </li>`
}

function foundView(found: Suggestion, props: SuggestProps) {
  const { names } = props
  const { words } = names
  const { t, number } = words
  const total = (value: number) => (found.goal === 'median' ? durationText(value) : number(Math.round(value)))
  return html`<p class="lead">
      ${t('suggest.told', { k: found.k, candidates: number(found.candidates), looked: number(found.looked), before: total(found.before), after: total(found.after), what: t(`suggest.of.${found.goal}`) })}
      ${found.method === 'exact' ? t('suggest.exact') : t('suggest.greedy', { bound: total(found.bound) })}
      ${found.leftOut.length > 0 ? t('suggest.left-out', { n: found.leftOut.length }) : nothing}
      ${found.demo ? html`<span class="tag small">${t('notice.demo')}</span>` : nothing}
      ${found.official ? nothing : html`<span class="tag small">${t('notice.placeholder')}</span>`}
      ${found.roads.approximate ? html`<span class="tag small">${t('plan.approximate')}</span>` : nothing}
      ${speedsTag(found.roads.calibration, words)}
    </p>
    ${found.suggested.length === 0 ? html`<p class="empty">${t('suggest.none')}</p>` : html`<ol class="suggested">${found.suggested.map((one, i) => oneView(one, i, found, props))}</ol>`}`
}

export function suggestPanel(props: SuggestProps): TemplateResult {
  const { state, names, handlers } = props
  const { t } = names.words
  const { goal, weight, k, asking, found, failed } = state.suggest
  const { service, measure } = state.address
  return html`<section class="panel suggest" aria-labelledby="suggest-title">
    <div class="panel-head">
      <h2 id="suggest-title">${t('suggest.title')}</h2>
      <p class="hint">${t('suggest.hint', { what: `${t(`service.${service}`)}, ${t(`measure.${measure}`)}` })}</p>
    </div>
    <div class="choices-bar" role="group" aria-label=${t('suggest.choices')}>
      ${choice({
        ...{ id: 'goal', label: t('suggest.goal'), value: goal },
        options: (['coverage', 'median'] as const).map((each) => [each, t(`suggest.goal.${each}`)] as const),
        change: (value) => handlers.suggest({ goal: value }),
      })}
      ${choice({
        ...{ id: 'weight', label: t('suggest.weight'), value: weight },
        options: (['residents', 'tasks'] as const).map(
          (each) => [each, t(`suggest.weight.${each}`)] as const,
        ),
        change: (value) => handlers.suggest({ weight: value }),
      })}
      ${choice({
        ...{ id: 'k', label: t('suggest.k'), value: String(k) },
        options: [1, 2, 3, 4, 5].map((n) => [String(n), String(n)] as const),
        change: (value) => handlers.suggest({ k: Number(value) }),
      })}
      <button type="button" class="quiet strong" id="ask-suggestion" ?disabled=${asking} @click=${handlers.askSuggestion}>${t(asking ? 'choice.busy' : 'suggest.ask')}</button>
    </div>
    <p class="busy" role="status">${asking ? t('suggest.asking') : ''}</p>
    ${failed === undefined ? nothing : html`<p class="failure" role="alert"><strong>${t('suggest.failed')}</strong> ${failed}</p>`}
    ${found ? foundView(found, props) : nothing}
  </section>`
}
