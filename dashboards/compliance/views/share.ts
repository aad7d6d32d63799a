// A share as it may be said: with its interval, its counts, and what the tasks without a time could make of it.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { ComplianceRow, TargetFigure } from '../../../src/contract/compliance.ts'
import type { Words } from '../../words.ts'

/** The interval, the share in it and the required share, on one line from 0 to 100 %. */
function intervalDrawing({ share, shareLow = 0, shareHigh = 0, requiredShare }: TargetFigure) {
  if (share === undefined) return nothing
  const x = (value: number) => (value * 100).toFixed(2)
  return html`<svg class="interval" viewBox="-2 0 104 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<path class="axis" d="M0 6H100"></path>
    <path class="range" d="M${x(shareLow)} 6H${x(shareHigh)}"></path>
    <path class="needle" d="M${x(requiredShare)} 0V12"></path>
    <path class="point" d="M${x(share)} 3V9"></path>`}
  </svg>`
}

/** Nothing is made up for a missing time: the share lies between these two (trap 11). */
function missingRange(
  { shareAtLeast, shareAtMost }: TargetFigure,
  missing: number,
  { t, number, percent }: Words,
) {
  if (missing === 0 || shareAtLeast === undefined || shareAtMost === undefined) return nothing
  const values = { n: number(missing), low: percent(shareAtLeast), high: percent(shareAtMost) }
  return html`<span class="under missing">${t('figures.missing', values)}</span>`
}

export function shareCell(
  target: TargetFigure,
  { used, missing }: Pick<ComplianceRow, 'used' | 'missing'>,
  words: Words,
): TemplateResult {
  const { t, percent, number } = words
  if (target.share === undefined)
    return html`<span class="aside">${t('figures.no-share')}</span>${missingRange(target, missing, words)}`
  const { shareLow, shareHigh } = target
  return html`<span class="share-line"
      ><span class="aside counts">${number(target.inTime)} / ${number(used)}</span>
      <strong class="share">${percent(target.share)}</strong>
      ${
        shareLow === undefined || shareHigh === undefined
          ? nothing
          : html`<span class="aside range-text">${percent(shareLow)} – ${percent(shareHigh)}</span>`
      }</span
    >
    ${intervalDrawing(target)} ${missingRange(target, missing, words)}`
}
