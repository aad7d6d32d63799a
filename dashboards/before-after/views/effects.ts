// The change against the control: a dot and its interval for each measure and part of the week, over their table.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { BeforeAfter, ChangeFinding } from '../../../src/contract/before-after.ts'
import type { Table } from '../../parts/table.ts'
import { saveButton, tableView } from '../../parts/table-view.ts'
import type { Words } from '../../words.ts'
import { type Statistic, statistics } from '../address.ts'
import { didOf, placedInterval, placeOf, type Scale, scaleOf } from '../interval-scale.ts'
import { capital, changeText, differenceText, windowText } from '../sentences.ts'
import { effectsTable, wordOf } from '../tables.ts'

export interface EffectsProps {
  readonly found: BeforeAfter
  readonly statistic: Statistic
  readonly words: Words
  choose(statistic: Statistic): void
  save(table: Table): void
}

const width = 1000
const along = (share: number) => (share * width).toFixed(1)

/** Stretched to its column: strokes keep their width, and a dot is a stroke of no length. */
function bar(finding: ChangeFinding, statistic: Statistic, scale: Scale) {
  const did = didOf(finding, statistic)
  const zero = along(placeOf(0, scale))
  const grid = scale.ticks.map((tick) => `M${along(placeOf(tick, scale))} 0V20`).join('')
  if (!did)
    return html`<svg class="interval" viewBox="0 0 ${width} 20" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<path class="grid" d=${grid}></path><path class="zero" d="M${zero} 0V20"></path>`}
    </svg>`
  const { dot, from, to } = placedInterval(did, scale)
  return html`<svg class="interval ${did.word}" viewBox="0 0 ${width} 20" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<path class="grid" d=${grid}></path>
    <path class="zero" d="M${zero} 0V20"></path>
    <path class="range" d="M${along(from)} 10H${along(to)}"></path>
    <path class="dot" d="M${along(dot)} 10h0"></path>`}
  </svg>`
}

function row(finding: ChangeFinding, props: EffectsProps, scale: Scale) {
  const { statistic, words } = props
  const { t } = words
  return html`<li class=${finding.band === 'all' ? 'whole' : ''}>
    <span class="band">${t(`ba.band.${finding.band}`)}</span>
    ${bar(finding, statistic, scale)}
    <span class="said">
      ${differenceText(didOf(finding, statistic), statistic, words)}
      <span class="word">${wordOf(finding, statistic, words)}</span>
    </span>
  </li>`
}

function axis({ ticks, ...scale }: Scale, { statistic, words }: EffectsProps) {
  const { t } = words
  const [less, more] = statistic === 'share' ? (['fewer', 'more'] as const) : (['faster', 'slower'] as const)
  const shown = ticks.filter((_, i) => i % Math.ceil(ticks.length / 5) === 0)
  return html`<div class="interval-axis" aria-hidden="true">
    <span></span>
    <div>
      <svg height="14">
        ${shown.map((tick) => {
          const x = placeOf(tick, { ...scale, ticks }) * 100
          const anchor = x < 5 ? 'start' : x > 95 ? 'end' : 'middle'
          return svg`<text x="${x.toFixed(1)}%" y="11" text-anchor=${anchor}>${changeText(tick, statistic, words)}</text>`
        })}
      </svg>
      <p><span>← ${t(`ba.axis.${less}`)}</span><span>${t(`ba.axis.${more}`)} →</span></p>
    </div>
    <span></span>
  </div>`
}

function measureGroup(findings: readonly ChangeFinding[], props: EffectsProps, scale: Scale) {
  const name = capital(props.words.t(`measure.${findings[0].measure}`))
  return html`<div class="effect">
    <h3>${name}</h3>
    <ul>${findings.map((finding) => row(finding, props, scale))}</ul>
  </div>`
}

function placeboTwin({ found, statistic, words, save }: EffectsProps) {
  const { t } = words
  if (found.placebo.findings.length === 0) return nothing
  const table = effectsTable(found.placebo.findings, statistic, t('ba.placebo'), words)
  const [before, after] = [found.placebo.before, found.placebo.after].map((one) => windowText(one, words))
  return html`<details class="twin">
    <summary>${t('ba.placebo')}</summary>
    <p class="hint">${t('ba.placebo.hint', { before, after })}</p>
    ${tableView({ table: { ...table, name: 'year-before' }, words })}
    ${saveButton({ table: { ...table, name: 'year-before' }, words, save })}
  </details>`
}

function intervals(told: readonly ChangeFinding[], props: EffectsProps) {
  const measures = [...new Set(told.map(({ measure }) => measure))]
  const scale = scaleOf(told, props.statistic)
  const of = (measure: ChangeFinding['measure']) => told.filter((finding) => finding.measure === measure)
  return html`<div class="effects">
    ${measures.map((measure) => measureGroup(of(measure), props, scale))} ${axis(scale, props)}
  </div>`
}

export function effectsPanel(props: EffectsProps): TemplateResult {
  const { found, statistic, words, choose, save } = props
  const { t } = words
  const told = found.findings.filter((finding) => finding[statistic])
  const table = effectsTable(told, statistic, t('ba.effects'), words)
  return html`<section class="panel" aria-labelledby="effects-title">
    <div class="panel-head">
      <h2 id="effects-title">${t('ba.effects')}</h2>
      <div class="choice" role="group" aria-label=${t('ba.statistic')}>
        ${statistics.map(
          (one) => html`<button type="button" aria-pressed=${one === statistic} @click=${() => choose(one)}>
            ${t(`ba.statistic.${one}`)}
          </button>`,
        )}
      </div>
    </div>
    <p class="lead">${t('ba.effects.hint')}</p>
    ${told.some((finding) => didOf(finding, statistic)) ? intervals(told, props) : html`<p class="empty">${t('ba.verdict.not-enough-tasks')}</p>`}
    <details class="twin">
      <summary>${t('ba.numbers')}</summary>
      ${tableView({ table, words })} ${saveButton({ table, words, save })}
    </details>
    ${placeboTwin(props)}
  </section>`
}
