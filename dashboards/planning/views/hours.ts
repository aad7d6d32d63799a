// The week by class and hour: who comes within each target, or falls out of it, as small strips of one scale.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { MeasureEffect, TargetEffect } from '../../../src/contract/plan-effect.ts'
import type { Service } from '../../vocabulary.ts'
import type { PlanningHandlers } from '../handlers.ts'
import { type HourBar, hourBars, largestChange, strip } from '../hour-bars.ts'
import { signedNumber } from '../signed-number.ts'
import type { PlanningState } from '../state.ts'
import { hourName, hoursTable, type Names, targetText } from '../tables.ts'
import { tableBlock } from './table-block.ts'

export interface HoursProps {
  readonly state: PlanningState
  readonly measure: MeasureEffect
  readonly service: Service
  readonly names: Names
  readonly handlers: PlanningHandlers
}

function drawn(target: TargetEffect, most: number, { state }: HoursProps) {
  const { day, hour } = state.address
  const shown = (day === 'weekday' ? 0 : 24) + hour
  const gap = (column: number) => column * strip.bar + (column >= 24 ? 6 : 0)
  const bar = ({ column, change, y, height }: HourBar) =>
    height === 0
      ? nothing
      : svg`<rect class=${change > 0 ? 'more' : 'less'} x=${gap(column) + 1} y=${y} width=${strip.bar - 2} height=${height}></rect>`
  return html`<svg class="hour-strip" viewBox="0 0 ${strip.width + 6} ${strip.height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="shown" x=${gap(shown)} y="0" width=${strip.bar} height=${strip.height}></rect>
    <line class="zero" x1="0" x2=${strip.width + 6} y1=${strip.height / 2} y2=${strip.height / 2}></line>
    <line class="split" x1="243" x2="243" y1="0" y2=${strip.height}></line>
    ${hourBars(target, most).map(bar)}
  </svg>`
}

/** The hour that changes most, in words beside the drawing. */
function words(target: TargetEffect, most: number, { names }: HoursProps) {
  const { t } = names.words
  const bars = hourBars(target, most)
  const best = bars.reduce((a, b) => (Math.abs(b.change) > Math.abs(a.change) ? b : a))
  if (Math.round(best.change) === 0) return t('plan.hours.none')
  return t('plan.hours.most', {
    residents: signedNumber(best.change, names.words),
    hour: hourName(best.column, names.words),
  })
}

export function hoursPanel(props: HoursProps): TemplateResult {
  const { measure, service, names, handlers } = props
  const { t } = names.words
  const most = largestChange(measure.targets)
  return html`<section class="panel" aria-labelledby="hours-title">
    <div class="panel-head">
      <h2 id="hours-title">${t('plan.hours')}</h2>
      <p class="hint">${t('plan.hours.hint')}</p>
    </div>
    ${
      measure.targets.length === 0
        ? html`<p class="empty">${t('plan.no-targets')}</p>`
        : html`<ul class="strips">
            ${measure.targets.map(
              (target) => html`<li>
                <span class="strip-name">${targetText(target, service, names)}${target.official ? nothing : html` <span class="tag small">${t('target.placeholder')}</span>`}<span class="under">${words(target, most, props)}</span></span>
                ${drawn(target, most, props)}
              </li>`,
            )}
            <li class="strip-axis" aria-hidden="true"><span></span><span class="axis"><span>${t('plan.day.weekday')} 00–24</span><span>${t('plan.day.weekend')} 00–24</span></span></li>
          </ul>
          ${tableBlock({ table: hoursTable(measure, service, names), state: props.state, words: names.words, handlers })}`
    }
  </section>`
}
