/** Are we within the service-level decision? Figures of a period against the decision in force on each task's date. */
import type { Compliance, ComplianceRow, Distribution, TargetFigure, Trend } from '../contract/compliance.ts'
import { VasteError } from '../domain/error.ts'
import { isOfficial, type ServiceLevelDecision, type Target } from '../domain/service-level-decision.ts'
import { lightOf, minimumForMedian, minimumForP90, percentile, wilson } from '../domain/statistics.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { Dimension, Figures, Group, Slice } from '../figures/figures.ts'
import type { LogEnd } from '../store/event-log.ts'
import type { ZoneClass } from '../store/zones.ts'
import type { CountyReference } from './reference.ts'

export interface Period {
  /** Local dates, half-open. */
  readonly from: string
  readonly to: string
}

export interface ComplianceQuestion extends Period {
  readonly service: Service
  readonly by?: readonly Dimension[]
  readonly where?: Slice['where']
}

export interface ComplianceContext {
  readonly figures: Figures
  readonly reference: CountyReference
  readonly now: number
  readonly demo: boolean
  /** How far the log had come when the figures were counted. */
  readonly upTo: LogEnd
  readonly historyLoading?: number
}

export function periodOfMonth(reference: CountyReference, month: string): Period {
  reference.calendar.monthSpan(month)
  return { from: `${month}-01`, to: `${reference.calendar.addMonths(month, 1)}-01` }
}

export function showCompliance(question: ComplianceQuestion, context: ComplianceContext): Compliance {
  const { figures, reference } = context
  const slice = sliceOf(question, reference)
  const decisions = decisionsWithin(reference.decisions, question)
  const zones = zonesOf(reference, decisions)
  const rows = complianceRows(figures.groups(slice), decisions, zones, slice)
  return {
    county: reference.county.county,
    service: question.service,
    from: question.from,
    to: question.to,
    computedAt: new Date(context.now).toISOString(),
    dataUpTo:
      context.upTo.receivedAt === undefined ? undefined : new Date(context.upTo.receivedAt).toISOString(),
    demo: context.demo,
    percentileMethod: 'type-7',
    historyLoading: context.historyLoading,
    decisions: decisions.map(decisionView),
    zones: [...zones],
    ...figures.totals(slice),
    rows,
  }
}

/** The same rows for each of the months that end with `month`. */
export function showTrend(
  question: { readonly service: Service; readonly month: string; readonly months: number },
  context: ComplianceContext,
): Trend {
  const { reference, figures } = context
  const months = Array.from({ length: question.months }, (_, i) =>
    reference.calendar.addMonths(question.month, i - question.months + 1),
  )
  return {
    service: question.service,
    months: months.map((month) => {
      const period = { service: question.service, ...periodOfMonth(reference, month) }
      const slice = sliceOf(period, reference)
      const decisions = decisionsWithin(reference.decisions, period)
      return {
        month,
        rows: complianceRows(figures.groups(slice), decisions, zonesOf(reference, decisions), slice),
      }
    }),
  }
}

export function showDistribution(question: ComplianceQuestion, context: ComplianceContext): Distribution {
  const { figures, reference } = context
  const groups = figures.groups(sliceOf({ ...question, by: [] }, reference))
  const decisions = decisionsWithin(reference.decisions, question)
  return {
    service: question.service,
    from: question.from,
    to: question.to,
    series: groups.flatMap((group) => {
      if (group.measure === undefined || group.seconds.length === 0) return []
      const targets = targetsOf(decisions, group).map(({ withinSeconds, requiredShare, official }) => ({
        withinSeconds,
        requiredShare,
        official,
      }))
      const { decision, urgencyGroup: urgency, zone = 'unknown', measure, seconds } = group
      return [
        { decision, urgency, zone, measure, minutes: minutesOf(seconds), ...percentilesOf(seconds), targets },
      ]
    }),
  }
}

function sliceOf(question: ComplianceQuestion, { calendar }: CountyReference): Slice {
  const from = calendar.startOfDate(question.from)
  const to = calendar.startOfDate(question.to)
  if (from >= to)
    throw new VasteError(
      'invalid',
      `found period ${question.from} to ${question.to}; expected 'to' after 'from' ('to' is not included)`,
    )
  return { service: question.service, from, to, by: question.by ?? [], where: question.where ?? {} }
}

function decisionsWithin(
  all: readonly ServiceLevelDecision[],
  question: ComplianceQuestion,
): ServiceLevelDecision[] {
  return all.filter(
    ({ service, validFrom, validTo }) =>
      service === question.service &&
      validFrom < question.to &&
      (validTo === undefined || question.from < validTo),
  )
}

function decisionView(decision: ServiceLevelDecision): Compliance['decisions'][number] {
  const { id, name, validFrom, validTo, source, zoneSystem } = decision
  return { id, name, validFrom, validTo, source, zoneSystem, official: isOfficial(decision) }
}

function zonesOf(
  reference: CountyReference,
  decisions: readonly ServiceLevelDecision[],
): readonly ZoneClass[] {
  const systems = new Set(decisions.map((decision) => decision.zoneSystem))
  const classes = new Map<string, ZoneClass>()
  for (const version of reference.zoneVersions)
    if (systems.has(version.system))
      for (const zoneClass of version.classes) classes.set(zoneClass.id, zoneClass)
  return [...classes.values()].sort((a, b) => a.order - b.order)
}

/** Groups as rows, with an empty row for every zone the decision speaks of: no tasks is said, not left out. */
function complianceRows(
  groups: readonly Group[],
  decisions: readonly ServiceLevelDecision[],
  zones: readonly ZoneClass[],
  slice: Slice,
): ComplianceRow[] {
  const rows = groups.map((group) => rowFrom(group, targetsOf(decisions, group)))
  const split = (slice.by ?? []).length > 0 || Object.keys(slice.where ?? {}).length > 0
  if (!split) rows.push(...emptyRows(rows, decisions, zones))
  const zoneOrder = new Map(zones.map((zone, i) => [zone.id, i]))
  const order = (row: ComplianceRow) => zoneOrder.get(row.zone) ?? (row.zone === 'unknown' ? 1000 : 500)
  return rows.sort(
    (a, b) =>
      compareText(a.decision, b.decision) ||
      urgencyOrder(a.urgency) - urgencyOrder(b.urgency) ||
      compareText(a.urgency, b.urgency) ||
      compareText(a.measure, b.measure) ||
      order(a) - order(b) ||
      compareText(JSON.stringify(a.group), JSON.stringify(b.group)),
  )
}

function emptyRows(
  rows: readonly ComplianceRow[],
  decisions: readonly ServiceLevelDecision[],
  zones: readonly ZoneClass[],
): ComplianceRow[] {
  const keyOf = (decision: string | undefined, urgency: string, zone: string, measure: string | undefined) =>
    [decision, urgency, zone, measure].join('\u0000')
  const present = new Set(rows.map((row) => keyOf(row.decision, row.urgency, row.zone, row.measure)))
  const missing: ComplianceRow[] = []
  for (const decision of decisions) {
    for (const target of decision.targets) {
      const urgencyGroup = target.urgencies.join('+')
      const inZones = target.zone === 'all' ? zones.map((zone) => zone.id) : [target.zone]
      for (const zone of inZones) {
        const key = keyOf(decision.id, urgencyGroup, zone, target.measure)
        if (present.has(key)) continue
        present.add(key)
        const group = { decision: decision.id, urgencyGroup, zone, measure: target.measure }
        const empty = { ...group, by: {}, total: 0, excluded: {}, seconds: new Int32Array() }
        missing.push(rowFrom(empty, targetsOf(decisions, group)))
      }
    }
  }
  return missing
}

function targetsOf(
  decisions: readonly ServiceLevelDecision[],
  group: Pick<Group, 'decision' | 'urgencyGroup' | 'zone' | 'measure'>,
): Target[] {
  const decision = decisions.find(({ id }) => id === group.decision)
  return (decision?.targets ?? [])
    .filter((target) => target.urgencies.join('+') === group.urgencyGroup && target.measure === group.measure)
    .filter((target) => target.zone === 'all' || target.zone === group.zone)
    .sort((a, b) => a.requiredShare - b.requiredShare || a.withinSeconds - b.withinSeconds)
}

function rowFrom(group: Group, targets: readonly Target[]): ComplianceRow {
  const { decision, urgencyGroup: urgency, zone = 'unknown', measure, total, excluded, seconds } = group
  return {
    ...{ decision, urgency, zone, measure, total, used: seconds.length, excluded },
    ...(Object.keys(group.by).length > 0 ? { group: group.by as Record<string, string> } : {}),
    ...percentilesOf(seconds),
    targets: targets.map((target) => targetFigure(seconds, target)),
  }
}

function targetFigure(seconds: Int32Array, { withinSeconds, requiredShare, official }: Target): TargetFigure {
  const inTime = countAtMost(seconds, withinSeconds)
  const n = seconds.length
  const interval = wilson(inTime, n)
  return {
    ...{ withinSeconds, requiredShare, official, inTime },
    ...(interval ? { share: inTime / n, shareLow: interval.low, shareHigh: interval.high } : {}),
    light: lightOf(inTime, n, requiredShare),
  }
}

function percentilesOf(seconds: Int32Array): { medianSeconds?: number; p90Seconds?: number } {
  return {
    medianSeconds: seconds.length >= minimumForMedian ? tenths(percentile(seconds, 0.5)!) : undefined,
    p90Seconds: seconds.length >= minimumForP90 ? tenths(percentile(seconds, 0.9)!) : undefined,
  }
}

/**
 * Of whole seconds both percentiles are whole tenths. Without the crumb that binary fractions leave, what is shown
 * rounded up is the same second in the page, the file and the terminal.
 */
function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

/** How many of the ascending `sorted` are at most `limit`. */
function countAtMost(sorted: Int32Array, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** counts[i]: more than i and at most i + 1 minutes; 0 seconds belongs to the first. The tail past two hours is one bin. */
function minutesOf(seconds: Int32Array): number[] {
  const counts: number[] = []
  for (const value of seconds) {
    const minute = Math.min(120, Math.max(0, Math.ceil(value / 60) - 1))
    while (counts.length <= minute) counts.push(0)
    counts[minute]!++
  }
  return counts
}

function urgencyOrder(urgency: string): number {
  return urgency === 'not-assessed' ? 1 : 0
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
