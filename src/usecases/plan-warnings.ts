/** What should a reader know before leaning on a plan's effect? What was assumed, what counts for nothing, what it opens. */

import type { PlanWarning } from '../contract/plan-effect.ts'
import type { FindingView } from '../contract/readiness.ts'
import type { Plan, PlannedStation, Standing } from '../domain/plan.ts'
import { isOpenOn, type ReadinessPeriod } from '../domain/readiness.ts'
import { findingsOf } from '../domain/readiness-findings.ts'
import { inForce, type ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Crew } from '../domain/standing-week.ts'
import type { Service } from '../domain/vocabulary.ts'
import { crewBrings } from './plan-crews.ts'
import { plainFinding } from './show-readiness.ts'

export interface StationFinding extends FindingView {
  readonly station: string
}

/** Holes and overlaps from the date on that a plan brings, and those it does away with. */
export function findingChanges(before: Standing, after: Standing, on: string) {
  const all = ({ stations, periods }: Standing) =>
    stations.flatMap((station) =>
      findingsOf(station, periods, on).map((finding) => ({
        ...plainFinding(finding),
        station: station.station,
      })),
    )
  const touched = touchedStations(before, after)
  const only = ({ stations, periods }: Standing) =>
    all({ stations: stations.filter(({ station }) => touched.has(station)), periods })
  const [old, fresh] = [only(before), only(after)]
  return { brought: without(fresh, old), mended: without(old, fresh) }
}

function touchedStations(before: Standing, after: Standing): Set<string> {
  const found = new Set<string>()
  const differ = <T extends ReadinessPeriod | PlannedStation>(a: readonly T[], b: readonly T[]) => {
    const known = new Set<T>(b)
    for (const each of a) if (!known.has(each)) found.add(each.station)
  }
  differ(before.periods, after.periods)
  differ(after.periods, before.periods)
  differ(before.stations, after.stations)
  differ(after.stations, before.stations)
  return found
}

function without(some: readonly StationFinding[], others: readonly StationFinding[]): StationFinding[] {
  const known = new Set(others.map((each) => JSON.stringify(each)))
  return some.filter((each) => !known.has(JSON.stringify(each)))
}

export function findingWarnings(brought: readonly StationFinding[]): PlanWarning[] {
  return brought.map(({ station, ...finding }) => ({
    ...{ kind: finding.kind, station, service: finding.service, finding },
  }))
}

/** Of crews of a service that the field reckons with. */
export function crewWarnings(
  crews: readonly Crew[],
  decision: ServiceLevelDecision,
  numberOf: (period: ReadinessPeriod) => number | undefined,
): PlanWarning[] {
  return crews.flatMap(({ period }): PlanWarning[] => {
    const change = numberOf(period)
    const about = {
      ...{ period: period.id, station: period.station, service: decision.service },
      ...(change !== undefined && { change }),
    }
    const { counts, strengths } = crewBrings(period, decision)
    if (counts.length === 0) return [{ kind: 'counts-for-nothing', ...about }]
    const isUnstated = !period.strength && period.unitTypes.length === 0 && Object.keys(strengths).length > 0
    return [
      ...(period.turnout ? [] : [{ kind: 'turnout-assumed' as const, ...about }]),
      ...(isUnstated ? [{ kind: 'strength-not-stated' as const, ...about }] : []),
    ]
  })
}

/** Readiness that the plan sets but that does not stand on its date. */
export function notInForce({ changes }: Plan, after: Standing, on: string): PlanWarning[] {
  return changes.flatMap((change, i): PlanWarning[] => {
    if (change.kind !== 'set-readiness' || !after.periods.includes(change.period)) return []
    const { period } = change
    const station = after.stations.find((each) => each.station === period.station)
    if (station && isOpenOn(station, on) && inForce(period, on)) return []
    const about = { period: period.id, station: period.station, service: period.service }
    return [{ kind: 'not-in-force', change: i + 1, ...about }]
  })
}

/** Number of the change that set the period; the last one where several did. */
export function numberedBy({ changes }: Plan): (period: ReadinessPeriod) => number | undefined {
  const numbers = new Map<string, number>()
  changes.forEach((change, i) => {
    if (change.kind === 'set-readiness') numbers.set(change.period.id, i + 1)
  })
  return ({ id }) => numbers.get(id)
}

export function noDecision(service: Service): PlanWarning {
  return { kind: 'no-decision', service }
}
