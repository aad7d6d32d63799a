/** Which tasks are replayed, and what of them is known? A folded task and its verdict as the replay needs them. */
import { meaningOf } from '../domain/outcome.ts'
import { firstAlertAt, type Task, type UnitOnTask } from '../domain/task.ts'
import type { TaskVerdict } from '../domain/verdict.ts'
import type { ExclusionReason } from '../domain/vocabulary.ts'
import type { DuelTask } from './duel-setting.ts'

/** Reasons that lie in what was answered: under another plan it would have been answered otherwise. */
const ofTheAnswer: ReadonlySet<ExclusionReason> = new Set([
  'arrival-before-start',
  'still-open',
  'no-clock-start',
  'arrival-missing',
  'formation-incomplete',
  'en-route-missing',
])

export const leftOutReasons = ['no-place', 'outside-region', 'remote-assessment', 'nobody-alerted'] as const

/**
 * `cell`: index of the task's cell, undefined outside the county or without a place. A string: why the task is not in
 * the replay at all. Plausible measured times only: a minute to a day at scene.
 */
export function duelTaskOf(task: Task, verdict: TaskVerdict, cell: number | undefined): DuelTask | string {
  const excluded = reasonOf(verdict)
  if (cell === undefined)
    return excluded ?? (verdict.municipality === undefined ? 'no-place' : 'outside-region')
  if (excluded === 'remote-assessment' || meaningOf(task.outcome ?? '') === 'remote-assessment')
    return 'remote-assessment'
  const dispatchAt = firstAlertAt(task)
  if (dispatchAt === undefined) return excluded ?? 'nobody-alerted'
  const createdAt = Math.min(task.createdAt ?? dispatchAt, dispatchAt)
  const cancelledAt = task.cancelledAt ?? task.closedAt
  const isCancelled = excluded === 'cancelled-before-arrival' && cancelledAt !== undefined
  return {
    ...{ id: task.id, service: verdict.service, origin: task.origin, cell, createdAt, dispatchAt },
    ...{ code: task.code, urgency: verdict.urgency, decision: verdict.decision, zone: verdict.zone },
    ...{ group: verdict.urgencyGroup, municipality: verdict.municipality, excluded },
    ...measured(task),
    ...(isCancelled && { cancelledSeconds: Math.max(1, (cancelledAt - dispatchAt) / 1000) }),
  }
}

function reasonOf({ measures }: TaskVerdict): ExclusionReason | undefined {
  const [first] = measures
  if (first?.outcome.kind !== 'excluded' || ofTheAnswer.has(first.outcome.reason)) return undefined
  return first.outcome.reason
}

function measured(task: Task) {
  const taken = task.units.find(({ transportingAt }) => transportingAt !== undefined)
  const lead = taken ?? longestAtScene(task.units)
  if (!lead) return {}
  const { atSceneAt, transportingAt, atHospitalAt, clearedAt } = lead
  const leftAt = transportingAt ?? clearedAt
  return {
    sceneSeconds: between(atSceneAt, leftAt),
    transports: taken !== undefined,
    transportSeconds: between(transportingAt, atHospitalAt),
    hospitalSeconds: between(atHospitalAt, clearedAt),
  }
}

function longestAtScene(units: readonly UnitOnTask[]): UnitOnTask | undefined {
  const spent = ({ atSceneAt, clearedAt }: UnitOnTask) => between(atSceneAt, clearedAt) ?? 0
  return units.reduce<UnitOnTask | undefined>(
    (best, unit) => (spent(unit) > (best ? spent(best) : 0) ? unit : best),
    undefined,
  )
}

function between(from: number | undefined, to: number | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined
  const seconds = (to - from) / 1000
  return seconds >= 60 && seconds <= 86_400 ? seconds : undefined
}
