// How does a difference look? Always with its sign, and never a sign before what is shown as zero.
import { durationText } from '../formats.ts'
import type { Words } from '../words.ts'

const minus = '−'

function signed(shown: string, isZero: boolean, value: number): string {
  return isZero ? shown : `${value < 0 ? minus : '+'}${shown}`
}

const decimal = (value: number, { language }: Words) => {
  const text = Math.abs(value).toFixed(1)
  return language === 'en' ? text : text.replace('.', ',')
}

/** A difference of shares 0..1 in percentage points, one decimal: `−2,2`. */
export function pointsText(difference: number, words: Words): string {
  const shown = decimal(difference * 100, words)
  return signed(shown, /^0[.,]0$/.test(shown), difference)
}

/** Seconds as `−0:12`, to the nearest whole second. */
export function timeDifferenceText(seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  return signed(durationText(whole), whole === 0, seconds)
}

/** A ratio of two amounts as a change: 0.9 is `−10,0 %`. */
export function ratioText(ratio: number, words: Words): string {
  const shown = decimal((ratio - 1) * 100, words)
  const unit = words.language === 'en' ? '%' : '\u00a0%'
  return `${signed(shown, /^0[.,]0$/.test(shown), ratio - 1)}${unit}`
}

export interface Bounds {
  readonly low?: number
  readonly high?: number
}

/** `−4,0 … +0,4`; a side that no bound can be given for is `?`. */
export function boundsText({ low, high }: Bounds, text: (bound: number) => string): string {
  const side = (bound: number | undefined) => (bound === undefined ? '?' : text(bound))
  return `${side(low)} … ${side(high)}`
}
