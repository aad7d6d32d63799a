/**
 * Which drives has a task measured? Each unit's time from setting out to being at the scene, where both were told and
 * nothing says that a button was pressed at the wrong moment. What cannot be used is counted with its reason.
 */
import { isExcludedByReview, type Task, type UnitOnTask } from './task.ts'
import type { AnomalyKind, UnitType } from './vocabulary.ts'

/** In order of precedence: each unit on a task has one drive, or exactly one of these. */
export const driveExclusions = [
  'excluded-by-review',
  'flies',
  'no-en-route',
  'no-at-scene',
  'out-of-order',
  'forgotten-button',
  'implausibly-long',
  'clock-change',
  'no-urgency',
  'urgency-changed',
  'no-place',
  'outside-county',
  'no-station',
  'mobile',
  'origin-unknown',
  'no-road',
  'implausibly-fast',
] as const
export type DriveExclusion = (typeof driveExclusions)[number]

/** With lights and siren, or with the traffic. */
export const driveKinds = ['emergency', 'normal'] as const
export type DriveKind = (typeof driveKinds)[number]

export interface MeasuredDrive {
  readonly unit: UnitOnTask
  readonly kind: DriveKind
  readonly enRouteAt: number
  readonly seconds: number
}

/** Whoever drives for hours was queued, or the number was used again (trap 15). */
const longestSeconds = 3 * 3600
const wrongTimes: readonly (readonly [AnomalyKind, DriveExclusion])[] = [
  ['out-of-order', 'out-of-order'],
  ['arrival-before-alert', 'out-of-order'],
  ['forgotten-button', 'forgotten-button'],
  ['implausibly-long', 'implausibly-long'],
  ['clock-change', 'clock-change'],
]

/** One answer for each unit on the task. */
export function measuredDrive(
  task: Task,
  unit: UnitOnTask,
  type: UnitType | undefined,
): MeasuredDrive | DriveExclusion {
  const { enRouteAt, atSceneAt } = unit
  if (isExcludedByReview(task)) return 'excluded-by-review'
  if (type === 'doctor-helicopter') return 'flies'
  if (enRouteAt === undefined) return 'no-en-route'
  if (atSceneAt === undefined) return 'no-at-scene'
  const wrong = wrongTimes.find(([kind]) => isTold(task, unit, kind))
  if (wrong) return wrong[1]
  if (atSceneAt < enRouteAt) return 'out-of-order'
  const seconds = Math.round((atSceneAt - enRouteAt) / 1000)
  if (seconds > longestSeconds) return 'implausibly-long'
  const kind = kindAt(task, enRouteAt)
  if (kind === undefined) return 'no-urgency'
  if (kindAt(task, atSceneAt) !== kind) return 'urgency-changed'
  return { unit, kind, enRouteAt, seconds }
}

function isTold({ anomalies }: Task, { unit }: UnitOnTask, kind: AnomalyKind): boolean {
  return anomalies.some((anomaly) => anomaly.kind === kind && anomaly.unit === unit)
}

/** A and B go with lights and siren, of EMS as of rescue; unknown letters are no D (trap 26). */
function kindAt({ urgencies }: Task, at: number): DriveKind | undefined {
  const urgency = (urgencies.findLast((change) => change.at <= at) ?? urgencies[0])?.urgency
  if (urgency === 'A' || urgency === 'B') return 'emergency'
  return urgency === 'C' || urgency === 'D' ? 'normal' : undefined
}
