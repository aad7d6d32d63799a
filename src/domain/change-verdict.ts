/**
 * May a change be called real? From the difference in differences of the leading measure over all hours, from what the
 * same days showed a year earlier, when nothing had changed, and from the part of the time that it should have moved.
 */
import type { Finding } from './before-after.ts'
import type { Measure } from './vocabulary.ts'

export const changeVerdicts = ['better', 'worse', 'not-shown', 'doubtful', 'not-enough-tasks'] as const
export type ChangeVerdict = (typeof changeVerdicts)[number]

/**
 * `placebo-moved`: area and control had parted a year earlier too, so they do not run in parallel. `placebo-unknown`: there
 * were too few tasks then to ask. `drive-moved`: readiness cuts turnout and leaves the drive alone; if it moved, something
 * else changed. `turnout-still`: the reach time moved, and the turnout is not shown to have.
 */
export const changeDoubts = ['placebo-moved', 'placebo-unknown', 'drive-moved', 'turnout-still'] as const
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
  return { verdict: verdictOf(found, doubts), measure, doubts }
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
