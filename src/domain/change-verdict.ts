/**
 * May a change be called real? From the difference in differences of the leading measure over all hours, from what the
 * same days showed a year earlier, when nothing had changed, and from the part of the time that it should have moved.
 */
import type { Finding } from './before-after.ts'
import { type Level, moverInterval } from './difference.ts'
import { wilson } from './statistics.ts'
import type { Measure } from './vocabulary.ts'

export const changeVerdicts = ['better', 'worse', 'not-shown', 'doubtful', 'not-enough-tasks'] as const
export type ChangeVerdict = (typeof changeVerdicts)[number]

/**
 * `placebo-moved`: area and control had parted a year earlier too, so they do not run in parallel. `placebo-unknown`: there
 * were too few tasks then to ask. `drive-moved`: readiness cuts turnout and leaves the drive alone; if it moved, something
 * else changed. `turnout-still`: the reach time moved, and the turnout is not shown to have.
 * `group-missing`: more tasks than before, or fewer, never had the whole formation at scene, so that the tasks timed for it
 * are not the same kind any more (DOMAIN 2.4).
 */
export const changeDoubts = [
  'placebo-moved',
  'placebo-unknown',
  'drive-moved',
  'turnout-still',
  'group-missing',
] as const
export type ChangeDoubt = (typeof changeDoubts)[number]

export interface ChangeJudgement {
  readonly verdict: ChangeVerdict
  /** Whose median over all hours was judged. */
  readonly measure?: Measure
  readonly doubts: readonly ChangeDoubt[]
}

/** `findings` of the change, `placebo` of the same days a year earlier. */
export function judgeChange(findings: readonly Finding[], placebo: readonly Finding[]): ChangeJudgement {
  const lead = leadOf(findings)
  if (!lead) return { verdict: 'not-enough-tasks', doubts: [] }
  const { measure } = lead
  const found = lead.median.did
  const doubts: ChangeDoubt[] = []
  const earlier = allHours(placebo, measure)?.median.did
  if (!earlier) doubts.push('placebo-unknown')
  else if (isShown(earlier)) doubts.push('placebo-moved')
  const drive = allHours(findings, 'drive')?.median.did
  const turnout = allHours(findings, 'turnout')?.median.did
  if (isShown(drive)) doubts.push('drive-moved')
  if (isShown(found) && turnout && !isShown(turnout)) doubts.push('turnout-still')
  if (isThinned(allHours(findings, 'effective-action'))) doubts.push('group-missing')
  return { verdict: verdictOf(found, doubts), measure, doubts }
}

/** Whether the share of tasks without a time is shown to have changed in the area. */
function isThinned(finding: Finding | undefined): boolean {
  if (!finding) return false
  const levelOf = (when: 'before' | 'after'): Level | undefined => {
    const missing = finding.missing.area[when]
    const n = missing + finding.median.area[when].n
    return n === 0 ? undefined : { value: missing / n, ...wilson(missing, n)! }
  }
  const [before, after] = [levelOf('before'), levelOf('after')]
  if (!before || !after) return false
  const { low = -1, high = 1 } = moverInterval([{ weight: 1, before, after }])
  return low > 0 || high < 0
}

function verdictOf(
  found: Finding['median']['did'],
  doubts: readonly ChangeDoubt[],
): ChangeJudgement['verdict'] {
  if (!found || found.word === 'cannot-tell') return 'not-enough-tasks'
  if (found.word === 'no-change-shown') return 'not-shown'
  return doubts.includes('placebo-moved') ? 'doubtful' : found.word
}

/** The first arriving unit's time, or else that of whatever the tasks are judged by. */
export function leadOf(findings: readonly Finding[]): Finding | undefined {
  return (
    allHours(findings, 'first-unit') ??
    findings.find(({ band, measure }) => band === 'all' && measure !== 'turnout' && measure !== 'drive')
  )
}

function allHours(findings: readonly Finding[], measure: Measure): Finding | undefined {
  return findings.find((finding) => finding.band === 'all' && finding.measure === measure)
}

function isShown(did: Finding['median']['did']): boolean {
  return did?.word === 'better' || did?.word === 'worse'
}
