/** How old may a thing be before we say so? The one rule, used by server and board alike. */

export type Freshness = 'fresh' | 'late' | 'silent'

export interface FreshnessLimits {
  readonly lateAfterSeconds: number
  readonly silentAfterSeconds: number
}

/** `heardAt` and `now` in epoch milliseconds of the server's clock. Never heard is silent. */
export function freshness(heardAt: number | undefined, now: number, limits: FreshnessLimits): Freshness {
  if (heardAt === undefined) return 'silent'
  const age = (now - heardAt) / 1000
  if (age <= limits.lateAfterSeconds) return 'fresh'
  return age <= limits.silentAfterSeconds ? 'late' : 'silent'
}
