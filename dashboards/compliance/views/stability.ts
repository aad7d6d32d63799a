// Is a week or month out of the ordinary? Control charts, what they flag in words, and the same as a table.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { Compliance, ComplianceRow } from '../../../src/contract/compliance.ts'
import type { Stability } from '../../../src/contract/stability.ts'
import { durationText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import type { Address } from '../address.ts'
import type { Choice } from '../models.ts'
import { type ControlModel, controlModels, flagged, pointName, shapeOf, valueText } from '../stability.ts'
import { seamList } from './seams.ts'
import { options } from './section.ts'
import { groupTitle, zoneTitle } from './table.ts'

export interface StabilityChoicesProps {
  readonly address: Address
  readonly choice: Choice
  readonly row: ComplianceRow
  readonly rows: readonly ComplianceRow[]
  readonly zones: Compliance['zones']
  readonly words: Words
  go(address: Address): void
}

export function stabilityChoices(props: StabilityChoicesProps): TemplateResult {
  const { address, choice, row, rows, zones, words, go } = props
  const { t, language } = words
  return html`${options({
    label: t('charts.group'),
    options: choice.groups.map((group) => [group.key, groupTitle(group, words)] as const),
    chosen: choice.group.key,
    choose: (group) => go({ ...address, group, share: undefined }),
  })}
  ${options({
    label: t('figures.zone'),
    options: rows.map(({ zone }) => [zone, zoneTitle(zones, zone, words)] as const),
    chosen: row.zone,
    choose: (zone) => go({ ...address, zone }),
  })}
  ${options({
    label: t('charts.share'),
    options: choice.shares.map((share) => [share, sharePercentText(share, language)] as const),
    chosen: choice.share,
    choose: (share) => go({ ...address, share: String(share) }),
  })}
  ${options<Stability['step']>({
    label: t('stability.step'),
    options: [
      ['week', t('stability.weeks')],
      ['month', t('stability.months')],
    ],
    chosen: address.step ?? 'week',
    choose: (step) => go({ ...address, step: step === 'month' ? step : undefined }),
  })}`
}

const keyMark = (name: string, drawing: TemplateResult, text: string) =>
  html`<li class=${name}>
    <svg viewBox="0 0 34 12" aria-hidden="true" focusable="false">${drawing}</svg>${text}
  </li>`

function key({ centre, required, standing }: ControlModel, { t, language }: Words, centreText: string) {
  const line = svg`<path d="M1 6H33"></path>`
  const hasLimits = standing === 'firm' || standing === 'provisional'
  return html`<ul class="key">
    ${centre === undefined ? nothing : keyMark('centre', line, t('stability.centre', { value: centreText }))}
    ${hasLimits ? keyMark('limit', line, t('stability.limits')) : nothing}
    ${required === undefined ? nothing : keyMark('required', line, t('mark.required', { share: sharePercentText(required, language) }))}
    ${hasLimits ? keyMark('shape', svg`<path d="M17 0 24 12H10Z"></path>`, t('stability.shape.beyond')) : nothing}
    ${hasLimits ? keyMark('shape', svg`<path d="M17 0 23 6 17 12 11 6Z"></path>`, t('stability.shape.pattern')) : nothing}
  </ul>`
}

function standingSentence({ standing, kind, baselinePoints, points }: ControlModel, { t, number }: Words) {
  if (points.length === 0) return t('stability.nothing')
  const limits = t(`stability.standing.${standing}`, { n: number(baselinePoints) })
  return standing === 'firm' || standing === 'provisional'
    ? `${t(`stability.kind.${kind}`)} ${limits}`
    : limits
}

function flagList(model: ControlModel, words: Words) {
  const { t } = words
  const found = flagged(model)
  if (found.length === 0)
    return model.standing === 'firm' || model.standing === 'provisional'
      ? html`<p class="calm">${t('stability.none-flagged')}</p>`
      : nothing
  return html`<ul class="flags">
    ${found.toReversed().map(
      (point) => html`<li>
        <strong>${pointName(point.at, model.step, words)}</strong> ${valueText(point.value, model, words)}
        <span class="aside">${point.signals.map((rule) => t(`rule.${rule}`)).join('; ')}</span>
      </li>`,
    )}
  </ul>`
}

function twin(model: ControlModel, title: string, words: Words) {
  const { t, number } = words
  const limits = (low: number | undefined, high: number | undefined) =>
    low === undefined && high === undefined
      ? '–'
      : `${valueText(low, model, words)} … ${valueText(high, model, words)}`
  return html`<details class="twin">
    <summary>${t('charts.as-table')}</summary>
    ${scroller(
      title,
      html`<table>
        <caption class="unseen">
          ${title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t(model.step === 'week' ? 'stability.weeks' : 'stability.months')}</th>
            <th scope="col" class="number">${t('figures.used')}</th>
            <th scope="col" class="number">${t(`stability.figure.${model.figure}`)}</th>
            <th scope="col" class="number">${t('stability.limits')}</th>
            <th scope="col">${t('stability.signals')}</th>
          </tr>
        </thead>
        <tbody>
          ${model.points.map(
            (point) => html`<tr class=${shapeOf(point)}>
              <th scope="row">${pointName(point.at, model.step, words)}</th>
              <td class="number">${number(point.n)}</td>
              <td class="number">${valueText(point.value, model, words)}</td>
              <td class="number">${limits(point.low, point.high)}</td>
              <td>${point.signals.map((rule) => t(`rule.${rule}`)).join('; ') || '–'}</td>
            </tr>`,
          )}
        </tbody>
      </table>`,
      'tall',
    )}
  </details>`
}

function figure(model: ControlModel, name: string, words: Words) {
  const { t } = words
  const title = `${t(`stability.figure.${model.figure}`)} · ${name}`
  return html`<figure class="chart">
    <figcaption>
      <h3>${title}</h3>
      <p class="hint">${standingSentence(model, words)}</p>
    </figcaption>
    ${
      model.points.length === 0
        ? nothing
        : html`${key(model, words, valueText(model.centre, model, words))}
          <div class="canvas-box">
            <canvas data-control=${model.figure} role="img" aria-label="${t('stability.title')} ${title}. ${t('stability.flagged', { n: flagged(model).length })}"></canvas>
          </div>
          ${flagList(model, words)} ${twin(model, title, words)}`
    }
  </figure>`
}

export function stability(value: Stability, zones: Compliance['zones'], words: Words): TemplateResult {
  const { withinSeconds } = value
  const where = `${groupTitle(value, words)} · ${zoneTitle(zones, value.zone, words)}`
  const within =
    withinSeconds === undefined ? '' : ` · ${words.t('charts.within', { time: durationText(withinSeconds) })}`
  const models = controlModels(value)
  return html`<div class="charts">
      ${models.map((model) => figure(model, model.figure === 'share' ? where + within : where, words))}
    </div>
    <div class="under-charts">${seamList(models[0].seams, words)}</div>
    <p class="hint foot">${words.t('stability.method')}</p>`
}
