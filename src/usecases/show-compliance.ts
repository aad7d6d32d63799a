/** Are we within the service-level decision? Figures of a period against the decision in force on each task's date. */
import type { Compliance, Distribution, Trend } from '../contract/compliance.ts'
import { isOfficial, type ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { ruleVersion } from '../domain/verdict.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { Figures } from '../figures/figures.ts'
import type { LogEnd } from '../store/event-log.ts'
import type { ZoneVersion } from '../store/zones.ts'
import { complianceRows, meanFigures, targetsOf, timesOf } from './compliance-rows.ts'
import {
  type ComplianceQuestion,
  decisionsWithin,
  gridsOf,
  periodOfMonth,
  sliceOf,
  zonesOf,
  zoneVersionsWithin,
} from './periods.ts'
import type { CountyReference } from './reference.ts'

export interface ComplianceContext {
  readonly figures: Figures
  readonly reference: CountyReference
  readonly now: number
  readonly demo: boolean
  /** How far the log had come when the figures were counted. */
  readonly upTo: LogEnd
  readonly historyLoading?: number
  /** 0..1 while tasks are judged anew after a change of decision or zones. */
  readonly judgingAnew?: number
}

export function showCompliance(question: ComplianceQuestion, context: ComplianceContext): Compliance {
  const { figures, reference, upTo } = context
  const slice = sliceOf(question, reference)
  const decisions = decisionsWithin(reference.decisions, question)
  const zones = zonesOf(reference, decisions)
  const groups = figures.groups(slice)
  return {
    county: reference.county.county,
    service: question.service,
    from: question.from,
    to: question.to,
    computedAt: new Date(context.now).toISOString(),
    dataUpTo: upTo.receivedAt === undefined ? undefined : new Date(upTo.receivedAt).toISOString(),
    demo: context.demo,
    percentileMethod: 'type-7',
    ruleVersion,
    ...(question.oneGrid === undefined ? {} : { oneGrid: question.oneGrid }),
    historyLoading: context.historyLoading,
    judgingAnew: context.judgingAnew,
    decisions: decisions.map(decisionView),
    zones: [...zones],
    grids: gridsOf(reference, question.service).map(({ version }) => version),
    zoneVersions: zoneVersionsWithin(reference, decisions, question).map(versionView),
    ...figures.totals(slice),
    rows: complianceRows(groups, decisions, zones, slice),
    means: meanFigures(groups, decisions),
  }
}

/** The same rows for each of the months that end with `month`. */
export function showTrend(
  question: {
    readonly service: Service
    readonly month: string
    readonly months: number
    readonly oneGrid?: string
  },
  context: ComplianceContext,
): Trend {
  const { reference, figures } = context
  const months = Array.from({ length: question.months }, (_, i) =>
    reference.calendar.addMonths(question.month, i - question.months + 1),
  )
  return {
    service: question.service,
    months: months.map((month) => {
      const grid = question.oneGrid === undefined ? {} : { oneGrid: question.oneGrid }
      const period = { service: question.service, ...periodOfMonth(reference, month), ...grid }
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
      const { medianSeconds, p90Seconds } = timesOf(seconds)
      const minutes = minutesOf(seconds)
      return [{ decision, urgency, zone, measure, minutes, medianSeconds, p90Seconds, targets }]
    }),
  }
}

function decisionView(decision: ServiceLevelDecision): Compliance['decisions'][number] {
  const { id, name, validFrom, validTo, source, zoneSystem } = decision
  return { id, name, validFrom, validTo, source, zoneSystem, official: isOfficial(decision) }
}

function versionView(zones: ZoneVersion): Compliance['zoneVersions'][number] {
  const { system, version, validFrom, validTo, demo, source } = zones
  return { system, version, validFrom, validTo, demo, source }
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
