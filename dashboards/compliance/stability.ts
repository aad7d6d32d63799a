// What does a control chart show? Points with their limits, from the first that has tasks on; gaps stay gaps.
import type { ControlChart, Stability } from '../../src/contract/stability.ts'
import { percentileText } from '../formats.ts'
import type { Words } from '../words.ts'
import { type PlacedSeam, seams } from './seams.ts'

export type Rule = ControlChart['points'][number]['signals'][number]

export interface ControlPoint {
  /** First local date. */
  readonly at: string
  readonly n: number
  readonly value?: number
  readonly low?: number
  readonly high?: number
  readonly signals: readonly Rule[]
}

export interface ControlModel {
  readonly figure: 'share' | 'median'
  readonly kind: ControlChart['kind']
  readonly standing: ControlChart['standing']
  readonly step: Stability['step']
  readonly baselinePoints: number
  readonly centre?: number
  /** Absent for the median, which has no target of its own. */
  readonly required?: number
  readonly points: readonly ControlPoint[]
  readonly seams: readonly PlacedSeam[]
}

export function controlModels(stability: Stability): readonly ControlModel[] {
  const { share, median, step, requiredShare, service } = stability
  const model = (figure: ControlModel['figure'], chart: ControlChart): ControlModel => ({
    ...{ figure, kind: chart.kind, standing: chart.standing, baselinePoints: chart.baselinePoints, step },
    ...{ centre: chart.centre, required: figure === 'share' ? requiredShare : undefined },
    ...placed(pointsOf(chart, stability.n), service),
  })
  return [...(share ? [model('share', share)] : []), model('median', median)]
}

/** Seams between the first point and the last, each on the axis of the points: 1 is the second point (trap 54). */
function placed(points: readonly ControlPoint[], service: Stability['service']) {
  const days = (date: string) => Date.parse(date) / 86_400_000
  const positionOf = (on: string) => {
    const i = points.findLastIndex(({ at }) => at <= on)
    if (i < 0 || i + 1 >= points.length) return undefined
    return i + (days(on) - days(points[i].at)) / (days(points[i + 1].at) - days(points[i].at))
  }
  const found = seams
    .filter(({ services }) => services.includes(service))
    .flatMap((seam) => {
      const position = positionOf(seam.on)
      return position === undefined ? [] : [{ ...seam, position }]
    })
  return { points, seams: found }
}

/** Time before the first task is not a gap: nothing was followed yet. */
function pointsOf({ points }: ControlChart, n: Stability['n']): readonly ControlPoint[] {
  const first = n.findIndex((tasks) => tasks > 0)
  if (first < 0) return []
  return points
    .map(({ at, value, low, high, signals }, i) => ({ at, n: n[i], value, low, high, signals }))
    .slice(first)
}

export const flagged = ({ points }: ControlModel): readonly ControlPoint[] =>
  points.filter(({ signals }) => signals.length > 0)

/** Which shape a point is drawn with: alone out of the limits, part of a pattern, or neither. */
export type PointShape = 'beyond' | 'pattern' | 'plain'

export function shapeOf({ signals }: Pick<ControlPoint, 'signals'>): PointShape {
  if (signals.includes('beyond-limits')) return 'beyond'
  return signals.length > 0 ? 'pattern' : 'plain'
}

export function valueText(value: number | undefined, { figure }: ControlModel, words: Words): string {
  if (value === undefined) return '–'
  return figure === 'share' ? words.percent(value) : percentileText(value)
}

const timeZone = 'Europe/Helsinki'
const locales = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' } as const

/** A week by its Monday, `31.8.2026`; a month by its name. */
export function pointName(at: string, step: Stability['step'], words: Words): string {
  return step === 'month' ? words.month(at.slice(0, 7)) : words.t('stability.week', { date: words.date(at) })
}

/** The same for a narrow axis: `31.8.` or `8/26`. */
export function pointTick(at: string, step: Stability['step'], { language }: Words): string {
  if (step === 'month') return `${Number(at.slice(5, 7))}/${at.slice(2, 4)}`
  const month = language === 'en' ? 'short' : 'numeric'
  return new Intl.DateTimeFormat(locales[language], { timeZone, day: 'numeric', month }).format(
    Date.parse(`${at}T12:00:00Z`),
  )
}

/** Room below and above everything drawn; a share keeps to 0..1. */
export function valueRange({ figure, points, required, centre }: ControlModel): { min: number; max: number } {
  const drawn = points.flatMap(({ value, low, high }) => [value, low, high])
  const known = [...drawn, required, centre].filter((value) => value !== undefined)
  const step = figure === 'share' ? 0.1 : 60
  const min = Math.floor(Math.min(...known) / step) * step
  const max = Math.ceil(Math.max(...known) / step) * step
  return figure === 'share'
    ? { min: Math.max(0, min), max: Math.min(1, max) }
    : { min: Math.max(0, min), max }
}
