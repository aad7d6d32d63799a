// The duel: a year replayed under the register and under the plan, with busy units; differences with their intervals.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { DuelResult, DuelRow, DuelShare } from '../../../src/contract/plan-duel.ts'
import { boundsText, pointsText } from '../../compliance/signed.ts'
import { choice } from '../../parts/fields.ts'
import { speedsSentence, speedsTag } from '../../parts/speeds.ts'
import { nameIn } from '../../words.ts'
import { crewTable, duelTable, effortTable, limitText, rowName, sure } from '../duel-tables.ts'
import type { PlanningHandlers } from '../handlers.ts'
import type { PlanningState } from '../state.ts'
import type { Names } from '../tables.ts'
import { tableBlock } from './table-block.ts'

export interface DuelProps {
  readonly state: PlanningState
  readonly names: Names
  readonly stations: ReadonlyMap<string, string>
  readonly canStart: boolean
  readonly handlers: PlanningHandlers
}

const plot = { width: 240, height: 22 } as const

/** The dot is the difference, the line its 95 % interval, the upright 0; one scale for all. */
function interval({ difference, low, high, word }: DuelShare, most: number) {
  const x = (value: number) => plot.width / 2 + (value / most) * (plot.width / 2 - 6)
  const y = plot.height / 2
  return html`<svg class="interval ${word}" viewBox="0 0 ${plot.width} ${plot.height}" aria-hidden="true" focusable="false">
    <line class="zero" x1=${plot.width / 2} x2=${plot.width / 2} y1="0" y2=${plot.height}></line>
    ${low === undefined || high === undefined ? nothing : svg`<line class="span" x1=${x(low)} x2=${x(high)} y1=${y} y2=${y}></line>`}
    <circle cx=${x(difference)} cy=${y} r="4"></circle>
  </svg>`
}

const glyphs = { gains: '▲', loses: '▼', 'cannot-tell': '?', unchanged: '=' } as const

function drawnRows(rows: readonly DuelRow[], { names }: DuelProps) {
  const { words } = names
  const { t } = words
  const shares = rows.flatMap((row) => row.shares.map((share) => ({ row, share })))
  const ends = shares.flatMap(({ share }) => [share.difference, share.low ?? 0, share.high ?? 0])
  const most = Math.max(0.001, ...ends.map(Math.abs))
  return html`<ul class="intervals">
    ${shares.map(
      ({ row, share }) => html`<li>
        <span class="what">${rowName(row, names)} <span class="aside">${limitText(share, words)}</span></span>
        ${interval(share, most)}
        <span class="value"><strong>${t('duel.points', { points: pointsText(share.difference, words) })}</strong> <span class="aside">${boundsText(share, (bound) => pointsText(bound, words))}</span></span>
        <span class="word ${share.word}">${glyphs[share.word]} ${t(`duel.word.${share.word}`)}</span>
      </li>`,
    )}
  </ul>`
}

function who(result: DuelResult, word: 'gains' | 'loses', { names }: DuelProps) {
  const { words } = names
  const rows = sure([...result.zones, ...result.municipalities], word).slice(0, 6)
  return html`<div>
    <h3>${glyphs[word]} ${words.t(word === 'gains' ? 'duel.who-gains' : 'duel.who-loses')}</h3>
    ${
      rows.length === 0
        ? html`<p class="hint">${words.t('duel.nobody-surely')}</p>`
        : html`<ul>${rows.map(({ row, share }) => html`<li>${rowName(row, names)} <strong>${words.t('duel.points', { points: pointsText(share.difference, words) })}</strong></li>`)}</ul>`
    }
  </div>`
}

function resultView(result: DuelResult, props: DuelProps) {
  const { names, handlers, state, stations } = props
  const { words } = names
  const { t, date, language, number } = words
  const block = (table: Parameters<typeof tableBlock>[0]['table']) =>
    tableBlock({ table, state, words, handlers })
  const isOther = state.duel.of !== undefined && state.duel.of.changes !== state.bench.plan.changes
  return html`${isOther ? html`<p class="note fault">${t('duel.other-plan')}</p>` : nothing}
    <p class="lead">
      ${t('duel.told', { a: result.planA ?? t('duel.register'), b: result.planB, from: date(result.from), to: date(result.to), used: number(Math.round(result.tasks.used)), total: number(Math.round(result.tasks.total)), seed: result.seed, n: result.replications })}
      ${result.demo ? html`<span class="tag small">${t('notice.demo')}</span>` : nothing}
      ${result.official ? nothing : html`<span class="tag small">${t('notice.placeholder')}</span>`}
      ${result.approximate ? html`<span class="tag small">${t('plan.approximate')}</span>` : nothing}
      ${speedsTag(result.calibration, words)}
    </p>
    ${drawnRows(result.totals, props)}
    <div class="who-sides">${who(result, 'gains', props)} ${who(result, 'loses', props)}</div>
    ${block(duelTable('totals', result, names))} ${block(duelTable('zones', result, names))}
    ${block(duelTable('municipalities', result, names))} ${block(effortTable(result, names))}
    ${block(crewTable(result, names, stations))}
    <details class="table-block"><summary>${t('duel.assumptions')}</summary><ul class="sentences">
      <li>${speedsSentence(result.calibration, words)}</li>
      ${[...result.warnings, ...result.assumptions].map(({ text }) => html`<li>${nameIn(text, language)}</li>`)}
    </ul></details>`
}

function form({ state, names, canStart, handlers }: DuelProps) {
  const { t } = names.words
  const { source, replications, asking, duel } = state.duel
  const isUnderWay = asking || duel?.state === 'waiting' || duel?.state === 'running'
  return html`<div class="choices-bar" role="group" aria-label=${t('duel.choices')}>
    ${choice({
      ...{ id: 'duel-source', label: t('duel.source'), value: source },
      options: (['recorded', 'simulated'] as const).map((each) => [each, t(`duel.source.${each}`)] as const),
      change: (value) => handlers.duel({ source: value }),
    })}
    ${choice({
      ...{ id: 'duel-times', label: t('duel.times'), value: String(replications) },
      options: [1, 3, 5, 10].map((n) => [String(n), String(n)] as const),
      change: (value) => handlers.duel({ replications: Number(value) }),
    })}
    ${
      isUnderWay
        ? html`<button type="button" class="quiet" id="cancel-duel" @click=${handlers.cancelDuel}>${t('duel.cancel')}</button>`
        : html`<button type="button" class="quiet strong" id="start-duel" ?disabled=${!canStart} @click=${handlers.startDuel}>${t('duel.start')}</button>`
    }
    ${canStart ? nothing : html`<p class="hint">${t('duel.needs-changes')}</p>`}
  </div>`
}

function howFar({ state, names }: DuelProps) {
  const { t, percent } = names.words
  const { duel, asking, failed } = state.duel
  const text =
    asking && !duel
      ? t('duel.asking')
      : duel?.state === 'waiting'
        ? t('duel.waiting', { n: duel.ahead })
        : duel?.state === 'running'
          ? t('duel.running', { share: percent(duel.progress) })
          : duel?.state === 'cancelled'
            ? t('duel.cancelled')
            : ''
  return html`<p class="busy" role="status">${text}</p>
    ${duel?.state === 'running' ? html`<progress max="1" .value=${duel.progress} aria-label=${t('duel.title')}></progress>` : nothing}
    ${failed !== undefined || duel?.state === 'failed' ? html`<p class="failure" role="alert"><strong>${t('duel.failed')}</strong> ${failed ?? duel?.problem}</p>` : nothing}`
}

export function duelPanel(props: DuelProps): TemplateResult {
  const { t } = props.names.words
  const result = props.state.duel.duel?.result
  return html`<section class="panel duel" aria-labelledby="duel-title">
    <div class="panel-head">
      <h2 id="duel-title">${t('duel.title')}</h2>
      <p class="hint">${t('duel.hint')}</p>
    </div>
    ${form(props)} ${howFar(props)} ${result ? resultView(result, props) : nothing}
  </section>`
}
