// What is written on a chart? Shared by the drawing and by its table twin, so that both say the same.
import { durationText, percentileText, sharePercentText } from '../formats.ts'
import type { Words } from '../words.ts'
import type { Bar, DistributionChart, Mark } from './distribution.ts'
import type { PlacedSeam } from './seams.ts'
import type { TrendChart } from './trend.ts'

export interface DistributionModel {
  readonly chart: DistributionChart
  readonly words: Words
}

export interface TrendModel {
  readonly chart: TrendChart
  readonly seams: readonly PlacedSeam[]
  readonly names: readonly string[]
  readonly words: Words
}

export function markLabel(mark: Mark, { t, language }: Words): string {
  const time = percentileText(mark.seconds)
  if (mark.kind !== 'target') return t(`mark.${mark.kind}`, { time })
  return t('mark.target', { time, share: sharePercentText(mark.requiredShare ?? 0, language) })
}

export function barName({ fromMinutes, toMinutes }: Bar, { t }: Words): string {
  if (toMinutes === undefined) return t('bar.over', { from: durationText(fromMinutes * 60) })
  return `${durationText(fromMinutes * 60)}–${durationText(toMinutes * 60)}`
}
