/** Is this point more than the usual wobble? One figure by week or month, all points by the limit in force at the end. */
import type { ControlChart, Stability } from '../contract/stability.ts'
import { type Chart, shareChart, valueChart } from '../domain/control-chart.ts'
import { VasteError } from '../domain/error.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { Figures } from '../figures/figures.ts'
import { countAtMost, targetsOf, timesOf } from './compliance-rows.ts'
import { decisionsWithin } from './periods.ts'
import type { CountyReference } from './reference.ts'

export interface StabilityQuestion {
  readonly service: Service
  /** The last month; a week that runs past its end is left out. */
  readonly month: string
  readonly points: number
  readonly step: 'week' | 'month'
  readonly urgency: string
  readonly zone: string
  readonly measure: Measure
  /** Which of the zone's targets; absent: the one with the smallest share. */
  readonly withinSeconds?: number
}

interface Context {
  readonly figures: Figures
  readonly reference: CountyReference
  readonly now: number
  readonly demo: boolean
}

/** Throws `invalid` when `withinSeconds` is no target of the zone. */
export function showStability(question: StabilityQuestion, context: Context): Stability {
  const { service, urgency, zone, measure, step } = question
  const spans = spansOf(question, context)
  const target = targetOf(question, context)
  const samples = spans.map(({ from, to }) => {
    const where = { urgencyGroup: urgency, zone, measure }
    const groups = context.figures.groups({ service, from, to, where })
    return Int32Array.from(groups.flatMap(({ seconds }) => [...seconds])).sort()
  })
  const at = spans.map(({ from }) => context.reference.localDate(from))
  const n = samples.map(({ length }) => length)
  const median = valueChart(
    samples.map((seconds, i) => ({ at: at[i]!, value: timesOf(seconds).medianSeconds })),
  )
  const told = { service, urgency, zone, measure, step, demo: context.demo, n, median: chartView(median) }
  if (!target) return told
  const hits = samples.map((seconds) => countAtMost(seconds, target.withinSeconds))
  const share = shareChart(hits.map((count, i) => ({ at: at[i]!, hits: count, n: n[i]! })))
  const { withinSeconds, requiredShare, official } = target
  return { ...told, withinSeconds, requiredShare, official, share: chartView(share) }
}

/** Whole months, or whole weeks from Monday; nothing that is not over yet. */
function spansOf({ month, points, step }: StabilityQuestion, { reference, now }: Context) {
  const { calendar } = reference
  const end = Math.min(calendar.monthSpan(month).to, now)
  const spans: { from: number; to: number }[] = []
  if (step === 'month')
    for (let back = points - 1; back >= 0; back--)
      spans.push(calendar.monthSpan(calendar.addMonths(month, -back)))
  else {
    const monday = mondayOf(reference.localDate(end))
    for (let back = points; back > 0; back--)
      spans.push({
        from: calendar.startOfDate(daysAfter(monday, -7 * back)),
        to: calendar.startOfDate(daysAfter(monday, -7 * (back - 1))),
      })
  }
  return spans.filter(({ to }) => to <= end)
}

function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return daysAfter(date, -((weekday + 6) % 7))
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function targetOf(
  { service, month, urgency, zone, measure, withinSeconds }: StabilityQuestion,
  context: Context,
) {
  const { calendar, decisions } = context.reference
  const period = { service, from: `${month}-01`, to: `${calendar.addMonths(month, 1)}-01` }
  const decision = decisionsWithin(decisions, period).at(-1)
  if (!decision) return undefined
  const targets = targetsOf([decision], { decision: decision.id, urgencyGroup: urgency, zone, measure })
  if (withinSeconds === undefined) return targets[0]
  const wanted = targets.find((target) => target.withinSeconds === withinSeconds)
  if (wanted) return wanted
  const known = targets.map((target) => target.withinSeconds).join(', ') || 'none'
  throw new VasteError(
    'invalid',
    `found withinSeconds ${withinSeconds}; expected a target of the zone: ${known}`,
  )
}

function chartView({ signals: _signals, points, ...chart }: Chart): ControlChart {
  return { ...chart, points: points.map((point) => ({ ...point, signals: [...point.signals] })) }
}
