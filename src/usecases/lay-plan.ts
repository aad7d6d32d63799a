/** What stands once a plan is laid over the register? The same for whoever asks: an effect, a suggestion or a duel. */
import type { PlanWarning } from '../contract/plan-effect.ts'
import { type Plan, type Standing, withPlan } from '../domain/plan.ts'
import { isOpenOn } from '../domain/readiness.ts'
import { crewsOn } from '../domain/standing-week.ts'
import type { Ground } from './coverage-ground.ts'
import { checkPlaces } from './plan-places.ts'
import { notInForce } from './plan-warnings.ts'

export interface LaidPlan {
  /** The whole register under the plan, whatever its dates. */
  readonly after: Standing
  /** Places that are far from the sketched roads. */
  readonly places: readonly PlanWarning[]
  /** Readiness that the plan sets but that does not stand on the date. */
  readonly notInForce: readonly PlanWarning[]
}

/** Throws what `withPlan` throws, and `invalid` for a place outside the county or off all roads. */
export function layPlan(plan: Plan, register: Standing, ground: Ground, on: string): LaidPlan {
  const after = withPlan(register, plan)
  return { after, places: checkPlaces(plan, ground), notInForce: notInForce(plan, after, on) }
}

/** What of it stands on the local date: open stations, and the promises in force at them. */
export function standingOn(standing: Standing, on: string): Standing {
  return {
    stations: standing.stations.filter((station) => isOpenOn(station, on)),
    periods: crewsOn(standing, on).map(({ period }) => period),
  }
}
