/**
 * What is assumed of a replayed year? Every number that is neither told, nor promised, nor driven over the roads; the
 * demo's own where it has one.
 */
import { mobileTurnoutSeconds } from '../dispatch.ts'
import { driveNoise, driveSlowness } from '../drive.ts'
import { doorSeconds, transportShare } from '../response.ts'
import { noticeMilliseconds } from '../task-course.ts'

export interface DuelRules {
  /** Seconds over the expected ones, and the standard deviation of their logarithm. */
  readonly driveSlowness: number
  readonly driveNoise: number
  /** From the road to the patient: medians, and the standard deviation of the logarithm. */
  readonly doorSeconds: { readonly core: number; readonly elsewhere: number; readonly spread: number }
  /** Of a crew that is not at its station. */
  readonly mobileTurnoutSeconds: number
  readonly mobileTurnoutSpread: number
  /** From a crew becoming free to its alert for a task that waited. */
  readonly noticeSeconds: number
  /** A task that nobody could be sent to for so long is never reached. */
  readonly giveUpSeconds: number
  /** How often an on-call crew gets together: of first-response crews, and of others. */
  readonly onCallComes: { readonly firstResponse: number; readonly others: number }
  readonly transportShare: number
  /** Of who needs no alarm, to the main hospital whatever lies nearer. */
  readonly mainHospitalShare: number
  /** Of an EMS task's further crews still on their way when the ambulance arrives. */
  readonly turnedBackShare: number
  /** Median minutes and spread at scene, where no measured time is at hand. */
  readonly sceneMinutes: { readonly a: number; readonly bls: number; readonly others: number }
  readonly sceneSpread: number
  readonly rescueSceneMinutes: number
  readonly rescueSceneSpread: number
  readonly furtherCrewMinutes: number
  readonly furtherCrewSpread: number
  readonly hospitalMinutes: number
  readonly hospitalSpread: number
  /** A rescue group: crews are sent on an alarm until they have so many persons, at most so many crews. */
  readonly rescuePersons: number
  readonly rescueCrewsAtMost: number
}

export const duelRules: DuelRules = {
  ...{ driveSlowness, driveNoise, doorSeconds, mobileTurnoutSeconds, mobileTurnoutSpread: 0.3 },
  ...{ noticeSeconds: noticeMilliseconds / 1000, giveUpSeconds: 6 * 3600 },
  onCallComes: { firstResponse: 0.45, others: 0.95 },
  ...{ transportShare, mainHospitalShare: 0.6, turnedBackShare: 0.5 },
  ...{ sceneMinutes: { a: 32, bls: 24, others: 27 }, sceneSpread: 0.45 },
  ...{ rescueSceneMinutes: 30, rescueSceneSpread: 0.5, furtherCrewMinutes: 14, furtherCrewSpread: 0.5 },
  ...{ hospitalMinutes: 19, hospitalSpread: 0.4 },
  ...{ rescuePersons: 4, rescueCrewsAtMost: 4 },
}
