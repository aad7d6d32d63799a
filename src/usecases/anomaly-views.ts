/** How what looks wrong on a task, and what was said of it, look on the wire. */
import type {
  AnomalousTask,
  AnomalyView,
  MeasureVerdictView,
  ReviewView,
  UnitTimes,
} from '../contract/anomalies.ts'
import { isReviewed, type Review } from '../domain/review.ts'
import { isExcludedByReview, type Task, type UnitOnTask } from '../domain/task.ts'
import { judge, type MeasureVerdict } from '../domain/verdict.ts'
import type { JudgedTask } from '../store/task-cache.ts'

const iso = (at: number) => new Date(at).toISOString()

export function taskViewOf(judged: JudgedTask): AnomalousTask {
  const { task, verdict } = judged
  const { id, service, code } = task
  return {
    ...{ task: id, service, code, datedAt: iso(verdict?.datedAt ?? task.firstEventAt) },
    ...{ urgency: verdict?.urgency, zone: verdict?.zone, municipality: verdict?.municipality },
    ...{ units: task.units.map(unitTimesOf), ...effectOf(judged) },
    reviews: (task.reviews ?? []).map(reviewViewOf),
  }
}

/** What a review can change of a task. */
export function effectOf({ task, verdict }: JudgedTask) {
  return {
    verdict: (verdict?.measures ?? []).map(measureViewOf),
    anomalies: anomalyViewsOf(task),
    excludedByReview: isExcludedByReview(task),
  }
}

/** A change of urgency is a fact of the task and no fault of a time: it waits for no answer. */
function anomalyViewsOf({ anomalies, reviews = [] }: Task): AnomalyView[] {
  return anomalies.map((found) => ({
    ...{ kind: found.kind, unit: found.unit, at: iso(found.at), source: found.source },
    answered: found.kind === 'urgency-changed' || isReviewed(found, reviews),
  }))
}

function reviewViewOf({ at, correctedAt, ...rest }: Review): ReviewView {
  return { ...rest, at: iso(at), ...(correctedAt === undefined ? {} : { correctedAt: iso(correctedAt) }) }
}

function unitTimesOf(unit: UnitOnTask): UnitTimes {
  const times = {
    ...{ reserved: unit.reservedAt, alerted: unit.alertedAt, 'en-route': unit.enRouteAt },
    ...{ 'at-scene': unit.atSceneAt, 'at-patient': unit.atPatientAt, transporting: unit.transportingAt },
    ...{ 'at-hospital': unit.atHospitalAt, available: unit.clearedAt },
  }
  const told = Object.entries(times).flatMap(([status, at]) => (at === undefined ? [] : [[status, iso(at)]]))
  return { unit: unit.unit, type: unit.type, times: Object.fromEntries(told) }
}

function measureViewOf({ measure, outcome, targets }: MeasureVerdict): MeasureVerdictView {
  return {
    measure,
    ...(outcome.kind === 'reached' ? { seconds: outcome.seconds, unit: outcome.unit } : {}),
    ...(outcome.kind === 'excluded' ? { excluded: outcome.reason } : {}),
    targets: targets.map((target) => {
      const { withinSeconds, requiredShare, official } = target
      const { kind } = judge(outcome, target)
      const state = kind === 'in-time' || kind === 'late' ? kind : undefined
      return { withinSeconds, requiredShare, official, ...(state === undefined ? {} : { state }) }
    }),
  }
}
