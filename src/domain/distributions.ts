/** How likely is a count? Exact chances and tails of the few distributions that the figures lean on. */

export const z95 = 1.959963984540054

/** Five in two hundred on each side: the tail outside a 95 % interval. */
export const tail95 = 0.025

/** Logarithm of n! for n >= 0. */
export function logFactorial(n: number): number {
  return logGamma(n + 1)
}

/**
 * Logarithm of the gamma function for x > 0: Stirling's series; small numbers are brought up to where four terms are
 * exact to the last digits.
 */
export function logGamma(from: number): number {
  let x = from
  let product = 1
  for (; x < 20; x++) product *= x
  const inverse = 1 / x
  const series =
    inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 * (1 / 1260 - inverse ** 2 / 1680)))
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - Math.log(product)
}

/** Chance of exactly `hits` in `n` tasks that are each a hit with chance `share`. */
export function binomialChance(hits: number, n: number, share: number): number {
  if (hits < 0 || hits > n) return 0
  if (share <= 0) return hits === 0 ? 1 : 0
  if (share >= 1) return hits === n ? 1 : 0
  const ways = logFactorial(n) - logFactorial(hits) - logFactorial(n - hits)
  return Math.exp(ways + hits * Math.log(share) + (n - hits) * Math.log1p(-share))
}

/** Binomial lower tail, P(X <= hits): summed from the side where the terms only shrink, to the last digits. */
export function chanceOfAtMost(hits: number, n: number, share: number): number {
  if (hits < 0) return 0
  if (hits >= n) return 1
  if (hits > n * share) return 1 - chanceOfAtMost(n - hits - 1, n, 1 - share)
  const odds = (1 - share) / share
  let term = binomialChance(hits, n, share)
  let sum = 0
  for (let i = hits; i >= 0 && term > sum * 1e-15; i--) {
    sum += term
    term *= (i / (n - i + 1)) * odds
  }
  return sum
}

/** Binomial upper tail, P(X >= hits). */
export function chanceOfAtLeast(hits: number, n: number, share: number): number {
  return chanceOfAtMost(n - hits, n, 1 - share)
}

/**
 * Hypergeometric lower tail: `drawn` of `total` tasks, of which `marked` are marked, hold at most `found` marked ones.
 * The one-sided exact test of two shares (Fisher 1935).
 */
export function hypergeometricAtMost(found: number, drawn: number, marked: number, total: number): number {
  const least = Math.max(0, drawn + marked - total)
  const most = Math.min(drawn, marked)
  if (found < least) return 0
  if (found >= most) return 1
  const mode = Math.floor(((drawn + 1) * (marked + 1)) / (total + 2))
  if (found > mode) return 1 - hypergeometricAtMost(drawn - found - 1, drawn, total - marked, total)
  let term = Math.exp(logWays(marked, found) + logWays(total - marked, drawn - found) - logWays(total, drawn))
  let sum = 0
  for (let i = found; i >= least && term > sum * 1e-15; i--) {
    sum += term
    term *= (i * (total - marked - drawn + i)) / ((marked - i + 1) * (drawn - i + 1))
  }
  return Math.min(1, sum)
}

function logWays(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

/** Chance of exactly `count` events with this mean (Poisson). */
export function poissonChance(count: number, mean: number): number {
  if (mean <= 0) return count === 0 ? 1 : 0
  return Math.exp(count * Math.log(mean) - mean - logFactorial(count))
}

/**
 * Chance of exactly `count` events (negative binomial): as Poisson, but with a variance of `dispersion` times the
 * mean. At a dispersion of 1 or below it is Poisson; so near 1 that the logarithms would cancel, too.
 */
export function negativeBinomialChance(count: number, mean: number, dispersion: number): number {
  if (mean <= 0 || dispersion - 1 < 1e-6) return poissonChance(count, mean)
  const size = mean / (dispersion - 1)
  const ways = logGamma(count + size) - logGamma(size) - logFactorial(count)
  return Math.exp(ways - size * Math.log(dispersion) + count * Math.log1p(-1 / dispersion))
}

/** Chance of exactly `count` in `n`, where the share itself is only known as Beta(a, b). */
export function betaBinomialChance(count: number, n: number, a: number, b: number): number {
  if (count < 0 || count > n) return 0
  const ways = logFactorial(n) - logFactorial(count) - logFactorial(n - count)
  return Math.exp(ways + logBeta(count + a, n - count + b) - logBeta(a, b))
}

/** Beta-binomial lower tail, by the ratio of neighbouring terms. */
export function betaBinomialAtMost(count: number, n: number, a: number, b: number): number {
  if (count < 0) return 0
  if (count >= n) return 1
  let term = betaBinomialChance(count, n, a, b)
  let sum = 0
  for (let i = count; i >= 0; i--) {
    sum += term
    term *= (i / (n - i + 1)) * ((n - i + b) / (i - 1 + a))
  }
  return Math.min(1, sum)
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

const t95OfFew = [12.7062, 4.3027, 3.1824, 2.7764]

/**
 * Two-sided 95 % point of Student's t: the printed table below 5 degrees of freedom, from there Cornish and Fisher's
 * expansion (Abramowitz and Stegun 26.7.5), right to a thousandth.
 */
export function t95(freedom: number): number {
  const z = z95
  return (
    t95OfFew[freedom - 1] ??
    z +
      (z ** 3 + z) / (4 * freedom) +
      (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
      (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3) +
      (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * freedom ** 4)
  )
}

/** Upper point of chi-square at one in a hundred (Wilson and Hilferty 1931), right to half a percent from 5 up. */
export function chiSquare99(freedom: number): number {
  const z = 2.3263478740408408
  return freedom * (1 - 2 / (9 * freedom) + z * Math.sqrt(2 / (9 * freedom))) ** 3
}
