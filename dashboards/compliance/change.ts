// What is said of a change? Its sentence, its parts as shown numbers that add up, and the scale of its bars.
import type { Comparison, ShareComparison } from '../../src/contract/comparison.ts'
import { sharePercentText } from '../formats.ts'
import type { Words } from '../words.ts'
import type { Period } from './period.ts'
import { type Seam, seams } from './seams.ts'
import { boundsText, pointsText } from './signed.ts'

export interface Parts {
  readonly change: number
  readonly mix: number
  readonly performance: number
}

const tenths = (share: number) => Math.round(share * 1000)

/** Rounded to tenths of a point so that what is shown adds up; the performance is off by at most a tenth for it. */
export function shownParts({ change, mix }: Parts): Parts {
  const performance = tenths(change) - tenths(mix)
  return { change: tenths(change) / 1000, mix: tenths(mix) / 1000, performance: performance / 1000 }
}

/** `A+B 90 %: 87,1 % → 84,9 %, −2,2 %-yks. (…): siitä −1,9 …, −0,3 …: …` */
export function changeSentence(share: ShareComparison, words: Words): string {
  const { t, language } = words
  const parts = shownParts(share)
  const points = (value: number) => pointsText(value, words)
  return t('change.sentence', {
    target: `${share.urgency} ${sharePercentText(share.requiredShare, language)}`,
    before: words.percent(share.before),
    after: words.percent(share.after),
    change: points(parts.change),
    interval: boundsText(share.interval, points),
    mix: points(parts.mix),
    performance: points(parts.performance),
    conclusion: t(`change.service.${share.performanceWord}`),
  })
}

/** How far the bars of all families reach from zero, so that their lengths can be compared: a round number of points. */
export function changeReach(shares: readonly ShareComparison[]): number {
  const ends = shares.flatMap(({ change, mix, performance, interval, performanceInterval }) => [
    ...[change, mix, performance, interval.low, interval.high],
    ...[performanceInterval.low, performanceInterval.high],
  ])
  const furthest = Math.max(0.01, ...ends.map((end) => Math.abs(end ?? 0)))
  const step = furthest > 0.2 ? 0.1 : furthest > 0.05 ? 0.05 : 0.01
  return Math.min(1, Math.ceil(furthest / step - 1e-9) * step)
}

export interface Segment {
  readonly kind: 'mix' | 'performance'
  readonly from: number
  readonly to: number
}

/** End to end when both parts go the same way, away from zero when they pull apart. */
export function stacked({ mix, performance }: Parts): readonly Segment[] {
  const start = Math.sign(mix) === Math.sign(performance) ? mix : 0
  return [
    { kind: 'mix', from: 0, to: mix },
    { kind: 'performance', from: start, to: start + performance },
  ]
}

/** What changed in the county from the start of the earlier period to the end of the later (trap 54). */
export function seamsBetween(comparison: Pick<Comparison, 'service'>, ...periods: Period[]): readonly Seam[] {
  const from = periods.map((period) => period.from).sort()[0]
  const to = periods
    .map((period) => period.to)
    .sort()
    .at(-1)!
  return seams.filter(({ on, services }) => services.includes(comparison.service) && on >= from && on < to)
}
