/** What is said of each group of tasks? Its counts, its times, and each target with what may be said of it. */
import type { ComplianceRow, MeanFigure, TargetFigure } from '../contract/compliance.ts'
import { lightOfMean, meanOf } from '../domain/mean.ts'
import type { ServiceLevelDecision, Target } from '../domain/service-level-decision.ts'
import { lightOf, minimumForMedian, minimumForP90, percentile, wilson } from '../domain/statistics.ts'
import { missingReasons } from '../domain/vocabulary.ts'
import type { Group, Slice } from '../figures/figures.ts'
import type { ZoneClass } from '../store/zones.ts'

/** Groups as rows, with an empty row for every zone the decision speaks of: no tasks is said, not left out. */
export function complianceRows(
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
        missing.push(rowFrom({ ...group, ...nothing }, targetsOf(decisions, group)))
      }
    }
  }
  return missing
}

const nothing = {
  ...{ by: {}, total: 0, excluded: {}, seconds: new Int32Array() },
  flagged: { urgencyChanged: 0, coarseTimes: 0, corrected: 0, mobile: 0 },
}

/** The targets that hold for a group, the smallest share first. */
export function targetsOf(
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
  const missing = missingIn(excluded)
  return {
    ...{ decision, urgency, zone, measure, total, used: seconds.length, excluded, missing },
    ...(Object.keys(group.by).length > 0 ? { group: group.by as Record<string, string> } : {}),
    ...timesOf(seconds),
    flagged: group.flagged,
    ...partsOf(group),
    ...cancelledOf(group),
    targets: targets.map((target) => targetFigure(seconds, missing, target)),
  }
}

/** Tasks that were answered but whose time is not known (trap 11). */
export function missingIn(excluded: Group['excluded']): number {
  return missingReasons.reduce((sum, reason) => sum + (excluded[reason] ?? 0), 0)
}

/** `seconds` ascending; `missing`: tasks that may each have been in time or late. */
export function targetFigure(seconds: Int32Array, missing: number, target: Target): TargetFigure {
  const { withinSeconds, requiredShare, official } = target
  const inTime = countAtMost(seconds, withinSeconds)
  const n = seconds.length
  const interval = wilson(inTime, n)
  const all = n + missing
  return {
    ...{ withinSeconds, requiredShare, official, inTime },
    ...(interval ? { share: inTime / n, shareLow: interval.low, shareHigh: interval.high } : {}),
    ...(all > 0 ? { shareAtLeast: inTime / all, shareAtMost: (inTime + missing) / all } : {}),
    light: lightOf(inTime, n, requiredShare),
  }
}

/** Median, 90th percentile and mean, each from the number of tasks on that it takes to say them. */
export function timesOf(seconds: Int32Array): {
  medianSeconds?: number
  p90Seconds?: number
  meanSeconds?: number
} {
  const times: { medianSeconds?: number; p90Seconds?: number; meanSeconds?: number } = {}
  if (seconds.length >= minimumForMedian) {
    times.medianSeconds = tenths(percentile(seconds, 0.5)!)
    times.meanSeconds = tenths(meanOf(seconds)!.mean)
  }
  if (seconds.length >= minimumForP90) times.p90Seconds = tenths(percentile(seconds, 0.9)!)
  return times
}

function partsOf({ turnoutSeconds, driveSeconds, mobile = 0 }: Group): Pick<ComplianceRow, 'parts'> {
  if (!turnoutSeconds || !driveSeconds || turnoutSeconds.length + driveSeconds.length === 0) return {}
  return {
    parts: {
      ...{ turnouts: turnoutSeconds.length, mobile },
      medianTurnoutSeconds: timesOf(turnoutSeconds).medianSeconds,
      medianDriveSeconds: timesOf(driveSeconds).medianSeconds,
    },
  }
}

function cancelledOf({ excluded, cancelledSeconds }: Group): Pick<ComplianceRow, 'cancelled'> {
  const tasks = excluded['cancelled-before-arrival'] ?? 0
  if (tasks === 0) return {}
  return { cancelled: { tasks, medianSeconds: cancelledSeconds && timesOf(cancelledSeconds).medianSeconds } }
}

/** The means that the decisions set; each over all its tasks at once, never a mean of means. */
export function meanFigures(
  groups: readonly Group[],
  decisions: readonly ServiceLevelDecision[],
): MeanFigure[] {
  return decisions.flatMap((decision) =>
    (decision.means ?? []).map(({ urgencies, zone, measure, meanSeconds: targetSeconds, official }) => {
      const urgency = urgencies.join('+')
      const own = groups.filter(
        (group) =>
          group.decision === decision.id &&
          group.urgencyGroup === urgency &&
          group.measure === measure &&
          (zone === 'all' || group.zone === zone),
      )
      const seconds = own.flatMap((group) => [...group.seconds])
      const found = meanOf(seconds)
      const told = seconds.length >= minimumForMedian && found
      return {
        ...{ decision: decision.id, urgency, zone, measure, targetSeconds, official, used: seconds.length },
        ...(told ? { meanSeconds: tenths(told.mean), low: tenths(told.low), high: tenths(told.high) } : {}),
        light: lightOfMean(seconds, targetSeconds),
      }
    }),
  )
}

/**
 * Of whole seconds both percentiles are whole tenths. Without the crumb that binary fractions leave, what is shown
 * rounded up is the same second in the page, the file and the terminal.
 */
function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

/** How many of the ascending `sorted` are at most `limit`. */
export function countAtMost(sorted: Int32Array, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

function urgencyOrder(urgency: string): number {
  return urgency === 'not-assessed' ? 1 : 0
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
