/** Which crews are weighed, and which are not, and why? Those that were given, or the usual ones. */
import type { Suggestion, SuggestQuestion } from '../contract/plan-suggestion.ts'
import { VasteError } from '../domain/error.ts'
import { type Standing, withPlan } from '../domain/plan.ts'
import { isOpenOn, type ReadinessPeriod } from '../domain/readiness.ts'
import { type Formation, inForce, type ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Crew } from '../domain/standing-week.ts'
import type { Measure } from '../domain/vocabulary.ts'
import { answersFor } from './coverage-sources.ts'
import { type CrewBrings, crewBrings } from './plan-crews.ts'
import { usualCrews } from './usual-crews.ts'

/** Throws `not-found`, `invalid` or `conflict` for candidates that could not be laid over the standing. */
export function candidatesOf(
  { candidates, service, measure }: SuggestQuestion,
  standing: Standing,
  decision: ServiceLevelDecision,
  on: string,
) {
  const open = standing.stations.filter((station) => isOpenOn(station, on))
  const periods: readonly ReadinessPeriod[] = candidates ?? usualCrews(open, service, on)
  // What is laid over the standing is checked as a plan is: unknown stations, contradictions, the id of another.
  withPlan(standing, { changes: periods.map((period) => ({ kind: 'set-readiness' as const, period })) })
  const known = new Set(standing.periods.map(({ id }) => id))
  const crews: Crew[] = []
  const leftOut: Suggestion['leftOut'] = []
  const seen = new Set<string>()
  for (const period of periods) {
    if (known.has(period.id) || seen.has(period.id)) {
      if (!candidates) continue
      throw new VasteError(
        'conflict',
        `found readiness '${period.id}' twice; expected candidates with ids of their own`,
      )
    }
    seen.add(period.id)
    const station = open.find((each) => each.station === period.station)
    const brings = crewBrings(period, decision)
    if (!station || !inForce(period, on) || !answersFor(period, service) || !brings.counts.includes(measure))
      leftOut.push({ period: period.id, reason: 'counts-for-nothing' })
    else if (!isEnoughAlone(brings, measure, decision.formations?.[measure]))
      leftOut.push({ period: period.id, reason: 'not-enough-alone' })
    else crews.push({ period, station })
  }
  return { crews, leftOut }
}

/** A crew that is enough by itself comes when it comes, whoever else does: only then is the best of several what counts. */
function isEnoughAlone(
  { strengths }: CrewBrings,
  measure: Measure,
  formation: Formation | undefined,
): boolean {
  if (!formation) return true
  if ('units' in formation) return formation.units <= 1
  const { leaders, crew } = strengths[measure] ?? { leaders: 0, crew: 0 }
  return leaders >= formation.leaders && leaders + crew >= formation.leaders + formation.crew
}
