// By which speeds is a minute over the roads reckoned? Said beside each: a word or a tag, and in full where there is room.
import { html, type TemplateResult } from 'lit-html'
import type { CalibrationView } from '../../src/contract/calibration.ts'
import type { ReachView } from '../../src/contract/reach.ts'
import type { Words } from '../words.ts'
import { decimalText } from './table.ts'

/** Absent: assumed speeds. */
export type Calibration = CalibrationView | undefined

const kindOf = (calibration: Calibration) => (calibration ? 'calibrated' : 'assumed')

export function speedsShort(calibration: Calibration, { t }: Words): string {
  return t(`speeds.short.${kindOf(calibration)}`)
}

/**
 * Of drives to tasks of either service, with alarm and without. Speeds are the county's: the reach reckoned last tells
 * them, whichever service it is of. Undefined before any has been.
 */
export function drivesShort(
  reach: Iterable<Pick<ReachView, 'at' | 'calibration'>>,
  words: Words,
): string | undefined {
  const [last] = [...reach].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  if (!last) return undefined
  const { kinds = [] } = last.calibration ?? {}
  return kinds.length === 1 ? words.t(`speeds.short.${kinds[0]}-only`) : speedsShort(last.calibration, words)
}

export function speedsTag(calibration: Calibration, { t }: Words): TemplateResult {
  return html`<span class="tag small">${t(`speeds.tag.${kindOf(calibration)}`)}</span>`
}

/** When they were taken into use, by which tasks, and how far off they are; or that nobody has measured. */
export function speedsSentence(calibration: Calibration, words: Words): string {
  const { t, date } = words
  if (!calibration) return t('speeds.sentence.assumed')
  const { adoptedAt, from, to, demo, medianErrorSeconds, kinds } = calibration
  const told = t('speeds.sentence.calibrated', {
    ...{ at: date(Date.parse(adoptedAt)), from: date(from), to: date(to) },
    seconds: decimalText(medianErrorSeconds, 0, words),
  })
  const [only] = kinds.length === 1 ? kinds : []
  return [told, demo ? t('speeds.demo') : '', only ? t(`speeds.partly.${only}`) : '']
    .filter(Boolean)
    .join(' ')
}
