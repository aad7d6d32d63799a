// How does a change of a count look? A whole number with its sign; what rounds to nothing is a plain 0.
import type { Words } from '../words.ts'

export function signedNumber(value: number, { number }: Pick<Words, 'number'>): string {
  const whole = Math.round(Math.abs(value))
  if (whole === 0) return '0'
  return `${value < 0 ? '−' : '+'}${number(whole)}`
}
