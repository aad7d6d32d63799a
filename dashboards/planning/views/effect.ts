// What the plan buys and what it costs, in words and numbers, with what must be said aloud beside every minute of it.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { PlanEffect } from '../../../src/contract/plan-effect.ts'
import { timeDifferenceText } from '../../compliance/signed.ts'
import { durationText } from '../../formats.ts'
import { labels } from '../../parts/page.ts'
import { speedsSentence, speedsTag } from '../../parts/speeds.ts'
import { decimalText } from '../../parts/table.ts'
import type { Words } from '../../words.ts'
import { type Known, warningText } from '../change-words.ts'
import { type Headline, headlineOf, type Moved, soonerAndLater } from '../headline.ts'
import { signedNumber } from '../signed-number.ts'
import { isStale, type PlanningState } from '../state.ts'
import { type Names, placeName, serviceOf } from '../tables.ts'

export interface EffectProps {
  readonly state: PlanningState
  readonly effect: PlanEffect
  readonly known: Known
  readonly names: Names
}

const signedDecimal = (value: number, words: Words) => {
  const shown = decimalText(Math.abs(value), Math.abs(value) < 100 ? 1 : 0, words)
  return /^0([.,]0)?$/.test(shown) ? '0' : `${value < 0 ? '−' : '+'}${shown}`
}

function figure(value: string, label: string, under: string | typeof nothing, tone = '') {
  return html`<div class=${tone}>
    <dt>${label}</dt>
    <dd><span class="figure">${value}</span>${under === nothing ? nothing : html`<span class="under">${under}</span>`}</dd>
  </div>`
}

function listed(moved: readonly Moved[], names: Names): string {
  const shown = moved
    .slice(0, 4)
    .map(({ municipality, seconds }) => `${placeName(names, municipality)} (${timeDifferenceText(seconds)})`)
  return moved.length > shown.length
    ? names.words.t('plan.and-more', { names: shown.join(', '), n: moved.length - shown.length })
    : shown.join(', ')
}

function figures(headline: Headline, { effect, state, names }: EffectProps) {
  const { words } = names
  const { t, number } = words
  const { measure, residents, seconds, toWithin, toBeyond, clears, appears, crewHours, personHours } =
    headline
  const whole = (value: number) => number(Math.round(value))
  const { total, mean } = measure
  const tone = (good: number) => (Math.round(good) > 0 ? 'good' : Math.round(good) < 0 ? 'bad' : '')
  return html`<dl class="figures">
    ${figure(signedNumber(residents, words), t('plan.figure.residents'), t('plan.figure.residents-under', { before: whole(total.before.residents), after: whole(total.after.residents), limited: whole(total.limited.residents) }), tone(residents))}
    ${figure(timeDifferenceText(seconds), t('plan.figure.mean'), t('plan.figure.mean-under', { before: durationText(mean.before), after: durationText(mean.after), cap: durationText(mean.cappedAtSeconds) }), tone(-seconds))}
    ${figure(`${signedNumber(toWithin, words)} / ${signedNumber(-toBeyond, words)}`, t('plan.figure.tasks'), t('plan.figure.tasks-under'), tone(toWithin - toBeyond))}
    ${clears === undefined ? nothing : figure(`${signedNumber(-clears, words)} / ${signedNumber(appears ?? 0, words)}`, t('plan.figure.problem'), t('plan.figure.problem-under', { listed: serviceOf(effect, state.address.service)?.problemCells?.listed ?? 0 }), tone(clears - (appears ?? 0)))}
    ${figure(signedDecimal(crewHours, words), t('plan.figure.cost'), t('plan.figure.cost-under', { hours: signedDecimal(personHours, words) }))}
  </dl>`
}

function places({ gaining, losing }: Headline, { names }: EffectProps) {
  const { t } = names.words
  return html`<ul class="places">
    <li><strong>▲ ${t('plan.gaining', { n: gaining.length })}</strong> ${gaining.length > 0 ? listed(gaining, names) : '–'}</li>
    <li><strong>▼ ${t('plan.losing', { n: losing.length })}</strong> ${losing.length > 0 ? listed(losing, names) : '–'}</li>
  </ul>`
}

function thisHour({ effect, state, names }: EffectProps) {
  const { words, region } = names
  const { t, number } = words
  if (!effect.cells || !region) return nothing
  const { day, hour } = effect.cells
  const { sooner, later } = soonerAndLater(effect.cells, region)
  const say = (key: 'plan.sooner' | 'plan.later', side: typeof sooner) =>
    t(key, { residents: number(Math.round(side.residents)), time: durationText(side.seconds) })
  const clock = `${t(`plan.day.${day}`)} ${String(hour).padStart(2, '0')}–${String((hour + 1) % 24).padStart(2, '0')}`
  const parts = [
    ...(sooner.residents >= 1 ? [say('plan.sooner', sooner)] : []),
    ...(later.residents >= 1 ? [say('plan.later', later)] : []),
  ]
  const what = `${t(`service.${state.address.service}.full`)}, ${t(`measure.${state.address.measure}`)}`
  return html`<p class="lead">
    <strong>${what}.</strong> ${t('plan.at-hour', { clock })} ${parts.length > 0 ? parts.join(' ') : t('plan.no-minute')}
  </p>`
}

/** How the answer is on its way: nothing moves, the words say it. */
function progress({ state, names }: Pick<EffectProps, 'state' | 'names'>) {
  const { t } = names.words
  const { asking, isSlow, failed } = state.effect
  return html`<p class="busy" role="status">
      ${asking === undefined ? nothing : html`${t(isSlow ? 'plan.slow' : 'choice.busy')}${isSlow ? html` <progress aria-label=${t('plan.slow')}></progress>` : nothing}`}
    </p>
    ${failed === undefined ? nothing : html`<p class="failure" role="alert"><strong>${t('plan.failed')}</strong> ${failed}</p>`}`
}

export function effectPanel(props: EffectProps): TemplateResult {
  const { state, effect, names } = props
  const { t } = names.words
  const headline = headlineOf(effect, state.address)
  const stale = isStale(state)
  return html`<section class="panel effect ${stale ? 'stale' : ''}" aria-labelledby="effect-title">
    <div class="panel-head">
      <h2 id="effect-title" tabindex="-1">${t('plan.effect')}</h2>
      ${stale ? html`<span class="tag small">${t('plan.stale')}</span>` : nothing}
      ${effect.roads.approximate ? html`<span class="tag small">${t('plan.approximate')}</span>` : nothing}
      ${speedsTag(effect.roads.calibration, names.words)}
      ${effect.residentsEstimated ? html`<span class="tag small">${t('plan.estimated')}</span>` : nothing}
      ${progress(props)}
    </div>
    <div class="told">
      ${effect.changes === 0 ? html`<p class="lead">${t('plan.as-promised', { date: names.words.date(effect.on) })}</p>` : thisHour(props)}
      ${headline ? html`${figures(headline, props)} ${effect.changes === 0 ? nothing : places(headline, props)}` : html`<p class="empty">${t('plan.no-measure')}</p>`}
    </div>
    ${caveats(props)}
  </section>`
}

/** Before there is any effect to tell. */
export function waitingPanel(state: PlanningState, names: Names): TemplateResult {
  const { t } = names.words
  return html`<section class="panel effect" aria-labelledby="effect-title">
    <div class="panel-head"><h2 id="effect-title" tabindex="-1">${t('plan.effect')}</h2>${progress({ state, names })}</div>
    ${state.effect.failed === undefined ? html`<p class="empty">${t('plan.waiting')}</p>` : nothing}
  </section>`
}

function caveats({ effect, state, known, names }: EffectProps) {
  const { words } = names
  const { t, number } = words
  const service = serviceOf(effect, state.address.service)
  const { roads, warnings, mended } = effect
  // What the plan brings is said at once; what was so before it stands with the rest.
  const isOwn = ({ change, kind }: (typeof warnings)[number]) => change !== undefined || kind === 'poor-fit'
  const own = warnings.filter(isOwn)
  const others = warnings.filter((warning) => !isOwn(warning))
  const line = (warning: (typeof warnings)[number]) =>
    html`<li class="warning"><strong>!</strong> ${warningText(warning, known, words)}</li>`
  return html`${
    own.length === 0
      ? nothing
      : html`<ul class="caveats" aria-label=${t('plan.warnings')}>${own.map(line)}</ul>`
  }
  <details class="table-block"><summary>${t('plan.caveats', { n: others.length + [roads.approximate, effect.residentsEstimated, service, mended.length, true, true].filter(Boolean).length })}</summary><ul class="caveats">
    ${roads.approximate ? html`<li>${t('plan.approximate.sentence', { kmh: number(roads.offNetworkKmh) })}</li>` : nothing}
    <li>${speedsSentence(roads.calibration, words)}</li>
    ${effect.residentsEstimated ? html`<li>${t('plan.estimated.sentence')}</li>` : nothing}
    ${service ? html`<li>${t('plan.tasks-of', { from: words.date(service.tasks.from), to: words.date(service.tasks.to), total: number(service.tasks.total), without: number(service.tasks.withoutCell) })}${service.tasks.demo ? html` <span class="tag small">${t('notice.demo')}</span>` : nothing}</li>` : nothing}
    ${others.map(line)}
    ${mended.length === 0 ? nothing : html`<li>${t('plan.mended', { n: mended.length })}</li>`}
    <li class="hint">${t('plan.method', { roads: roads.name, date: roads.date, attribution: roads.attribution })}</li>
  </ul></details>`
}

export function effectLabels(effect: PlanEffect | undefined, words: Words) {
  if (!effect) return nothing
  const placeholderTargets = effect.services.some(({ official }) => !official)
  return labels({ demo: effect.demo, placeholderTargets, words })
}
