/** How many more misses can one target bear before its period is lost, and how likely is the period to end inside? */

import { betaBinomialAtMost, betaBinomialChance, negativeBinomialChance } from './distributions.ts'
import { VasteError } from './error.ts'
import { minimumForMedian } from './statistics.ts'
import { sumOf } from './sum-of.ts'

export type Tally = { readonly hits: number; readonly misses: number }

/** How many more tasks will come: their mean, and their variance as a multiple of it (1 is Poisson). */
export type Arrivals = { readonly mean: number; readonly dispersion: number }

export type BudgetQuestion = {
  readonly requiredShare: number
  readonly soFar: Tally
  /** Until the period's end. A mean of 0 says that the period has ended. */
  readonly more: Arrivals
  /** Judged tasks of the same slice in the period or periods just before. */
  readonly base?: Tally
  readonly drift?: Drift
}

/**
 * How far the true share wanders, as standard deviations of its log odds: `between` the base and this period, and
 * `within` this period from what has been to what will come.
 */
export type Drift = { readonly between: number; readonly within: number }

/**
 * At a share of 90 % these are 1.8 and 0.9 percentage points, at 50 % 5 and 2.5: assumed, until a
 * county's own months say better. Too small a drift makes the forecast too sure of itself, which a reader pays for; too large a one
 * only makes it timid. The back-test holds when the true drift is from half of this to a quarter more.
 */
export const usualDrift: Drift = { between: 0.2, within: 0.1 }

/** At `tasks` in all, the target bears `allowed` misses; `left` of them remain, or -left are too many already. */
export type Allowance = { readonly tasks: number; readonly allowed: number; readonly left: number }

export type MissBudget = {
  /** If no more tasks come: exact, not a forecast. */
  readonly now: Allowance
  /** If as many come as expected, rounded to whole tasks. */
  readonly atExpected: Allowance
  /** How many misses in a row, with no hit between, the share bears from now; 0 also when it is below already. */
  readonly missesInARow: number
  /** How many hits in a row bring the share back to what is required; absent when no number can. */
  readonly hitsToRecover?: number
  /** Chance of ending at or above the required share, or why it cannot be told. */
  readonly chance?: number
  readonly chanceAbsent?: 'no-tasks' | 'too-few-tasks'
}

/**
 * The chance is exact for this model, with no drawing of lots:
 * - tasks to come: Poisson, or negative binomial when the dispersion is above 1;
 * - their share: a Beta posterior (Jeffreys' prior) of the base and of this period so far, each discounted for drift;
 * - so misses among N tasks to come are beta-binomial (Gelman and others, Bayesian Data Analysis, 2.5).
 *
 * A period that ends without a task has no share (trap 51): the chance is that of the periods with one.
 * Throws `invalid` on a count that is no whole number or a share outside (0, 1].
 */
export function missBudget(question: BudgetQuestion): MissBudget {
  const { requiredShare, soFar, more } = checked(question)
  const n = soFar.hits + soFar.misses
  const recovery = hitsToRecover(soFar, requiredShare)
  return {
    now: allowance(n, soFar.misses, requiredShare),
    atExpected: allowance(n + Math.round(more.mean), soFar.misses, requiredShare),
    missesInARow: missesInARow(soFar, requiredShare),
    ...(recovery === undefined ? {} : { hitsToRecover: recovery }),
    ...chanceOf(question, n),
  }
}

/**
 * Expectation by earlier periods of the same slice: their counts, their lengths in days, and the days that are left.
 * Half a task is added (Jeffreys' prior of a rate): none so far is not none for ever. Throws `invalid` on no days.
 */
export function arrivalsFromEarlier(
  counts: readonly number[],
  days: readonly number[],
  daysLeft: number,
): Arrivals {
  const allDays = daysKnown(sumOf(days))
  if (daysLeft <= 0) return { mean: 0, dispersion: 1 }
  const perDay = (sumOf(counts) + 0.5) / allDays
  const misfit = sumOf(counts.map((count, i) => (count - perDay * days[i]!) ** 2 / (perDay * days[i]!)))
  const dispersion = counts.length > 1 ? Math.max(1, misfit / (counts.length - 1)) : 1
  // What sets whole periods apart sets a part of one apart by that part; the mean itself is known from `allDays` only.
  const part = daysLeft / (allDays / counts.length)
  return {
    mean: perDay * daysLeft,
    dispersion: 1 + part * (dispersion - 1) + (daysLeft / allDays) * dispersion,
  }
}

/**
 * Expectation by this period's own pace. The rate is itself known from `tasks` only: gamma-Poisson, whose predictive
 * distribution is negative binomial with this very dispersion. Throws `invalid` when no time has passed.
 */
export function arrivalsFromPace(tasks: number, daysPassed: number, daysLeft: number): Arrivals {
  const days = daysKnown(daysPassed)
  if (daysLeft <= 0) return { mean: 0, dispersion: 1 }
  return { mean: ((tasks + 0.5) * daysLeft) / days, dispersion: 1 + daysLeft / days }
}

function daysKnown(days: number): number {
  if (days > 0) return days
  throw new VasteError('invalid', `A pace was asked of ${days} days; more than none was expected.`)
}

/** Fewest hits of `n` that reach the share, by the same comparison as the light's: hits / n >= requiredShare. */
export function hitsNeeded(n: number, requiredShare: number): number {
  let hits = Math.ceil(n * requiredShare)
  while (hits > 0 && (hits - 1) / n >= requiredShare) hits--
  while (hits < n && hits / n < requiredShare) hits++
  return hits
}

function allowance(tasks: number, misses: number, requiredShare: number): Allowance {
  const allowed = tasks - hitsNeeded(tasks, requiredShare)
  return { tasks, allowed, left: allowed - misses }
}

function missesInARow({ hits, misses }: Tally, requiredShare: number): number {
  if (hits === 0) return 0
  let n = Math.floor(hits / requiredShare) + 1
  while (n > 0 && hits / n < requiredShare) n--
  return Math.max(0, n - hits - misses)
}

function hitsToRecover({ hits, misses }: Tally, requiredShare: number): number | undefined {
  if (misses === 0) return 0
  if (requiredShare === 1) return undefined
  const enough = (more: number) => (hits + more) / (hits + misses + more) >= requiredShare
  let more = Math.max(0, Math.floor((requiredShare * misses) / (1 - requiredShare) - hits) - 1)
  while (!enough(more)) more++
  return more
}

function chanceOf(question: BudgetQuestion, n: number): Pick<MissBudget, 'chance' | 'chanceAbsent'> {
  const { requiredShare, soFar, more, base = { hits: 0, misses: 0 } } = question
  if (more.mean === 0) {
    if (n === 0) return { chanceAbsent: 'no-tasks' }
    return { chance: soFar.hits / n >= requiredShare ? 1 : 0 }
  }
  if (n + base.hits + base.misses < minimumForMedian) return { chanceAbsent: 'too-few-tasks' }
  return { chance: chanceInside(question, n, posterior(base, soFar, question.drift ?? usualDrift)) }
}

type Beta = { readonly ofHits: number; readonly ofMisses: number }

/** The base is discounted for the drift since, then all that is known for the drift to come. */
function posterior(base: Tally, soFar: Tally, { between, within }: Drift): Beta {
  const past = discounted({ ofHits: base.hits, ofMisses: base.misses }, between)
  const known = { ofHits: past.ofHits + soFar.hits, ofMisses: past.ofMisses + soFar.misses }
  const left = discounted(known, within)
  return { ofHits: left.ofHits + 0.5, ofMisses: left.ofMisses + 0.5 }
}

/**
 * Tasks that say as much of the drifted share as these did of the old one: a variance of p(1-p)/n grows by that of the
 * drift, (drift p(1-p))^2, so n falls to n / (1 + n drift^2 p(1-p)). However many tasks are behind, no more than
 * 1 / (drift^2 p(1-p)) count: a power prior (Ibrahim and Chen 2000) whose power follows from the drift.
 */
function discounted({ ofHits, ofMisses }: Beta, drift: number): Beta {
  const n = ofHits + ofMisses
  const share = (ofHits + 0.5) / (n + 1)
  const kept = 1 / (1 + n * drift ** 2 * share * (1 - share))
  return { ofHits: ofHits * kept, ofMisses: ofMisses * kept }
}

/**
 * Sum over the number of tasks to come. The tail of N + 1 tasks follows from that of N by drawing one more from
 * Polya's urn: of those with just `left` misses, the share that misses once more falls out; when one more miss becomes
 * allowed, those with exactly that many come in.
 */
function chanceInside({ requiredShare, soFar, more }: BudgetQuestion, n: number, beta: Beta): number {
  const { ofHits: b, ofMisses: a } = beta
  const spread = Math.sqrt(more.mean * Math.max(1, more.dispersion))
  const first = Math.max(0, Math.floor(more.mean - 9 * spread))
  let left = allowance(n + first, soFar.misses, requiredShare).left
  let inside = betaBinomialAtMost(left, first, a, b)
  let atLeft = betaBinomialChance(left, first, a, b)
  let sum = 0
  let weights = 0
  for (let count = first; ; count++) {
    const weight = n + count === 0 ? 0 : negativeBinomialChance(count, more.mean, more.dispersion)
    sum += weight * inside
    weights += weight
    if (count > more.mean && weight < 1e-15) return Math.min(1, Math.max(0, sum / weights))
    inside -= atLeft * ((a + left) / (a + b + count))
    const next = allowance(n + count + 1, soFar.misses, requiredShare).left
    atLeft = betaBinomialChance(next, count + 1, a, b)
    if (next > left) inside += atLeft
    left = next
  }
}

function checked(question: BudgetQuestion): BudgetQuestion {
  const { requiredShare, soFar, more, base } = question
  const counts = [soFar.hits, soFar.misses, base?.hits ?? 0, base?.misses ?? 0]
  const wrong = counts.find((count) => !Number.isInteger(count) || count < 0)
  if (wrong !== undefined)
    throw new VasteError('invalid', `A count of tasks is ${wrong}; a whole number from 0 up was expected.`)
  if (!(requiredShare > 0 && requiredShare <= 1))
    throw new VasteError(
      'invalid',
      `The required share is ${requiredShare}; above 0, at most 1 was expected.`,
    )
  if (!(more.mean >= 0 && Number.isFinite(more.mean) && Number.isFinite(more.dispersion)))
    throw new VasteError('invalid', `${more.mean} more tasks are expected; a number from 0 up was expected.`)
  return question
}
