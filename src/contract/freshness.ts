/** How old may a thing be before we say so? The one rule, used by server and board alike; its limits are settings. */

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

/** ISO 8601 in UTC throughout. */
export interface Heard {
  readonly source: string
  readonly lastReceivedAt: string
}

/** When a source was last heard, heartbeats included: what it told once is as fresh as this. */
export function lastHeard(source: string | undefined, sources: readonly Heard[]): string | undefined {
  return sources.find((one) => one.source === source)?.lastReceivedAt
}

/** The older of when a thing was so and when we were told: a source with a fast clock makes nothing newer. */
export function olderOf(at: string | undefined, receivedAt: string | undefined): string | undefined {
  if (at === undefined || receivedAt === undefined) return at ?? receivedAt
  return Date.parse(at) < Date.parse(receivedAt) ? at : receivedAt
}

/** How each thing is judged: by what, and how fresh that is. */
export interface Judged {
  /** What its age is counted from; absent when nothing was ever told. */
  readonly since?: string
  readonly state: Freshness
}

const judged = (
  since: string | undefined,
  heardAt: string | undefined,
  now: number,
  limits: FreshnessLimits,
): Judged => ({
  since,
  state: since === undefined ? 'silent' : freshness(timeOf(heardAt), now, limits),
})

/** A source lives while anything is heard of it: a quiet one sends heartbeats, a dead one does not. */
export function sourceFreshness(source: Heard, now: number, limits: FreshnessLimits): Judged {
  return judged(source.lastReceivedAt, source.lastReceivedAt, now, limits)
}

/** A unit moves: its place is as fresh as itself, whoever told it. */
export function placeFreshness(
  unit: { readonly placeAt?: string; readonly placeReceivedAt?: string },
  now: number,
  limits: FreshnessLimits,
): Judged {
  const since = olderOf(unit.placeAt, unit.placeReceivedAt)
  return judged(since, since, now, limits)
}

/** A status is told when it changes and holds for hours: it is as fresh as who told it, however old it is. */
export function statusFreshness(
  unit: { readonly statusAt?: string; readonly statusSource?: string },
  sources: readonly Heard[],
  now: number,
  limits: FreshnessLimits,
): Judged {
  return judged(unit.statusAt, lastHeard(unit.statusSource, sources), now, limits)
}

/** Readiness too is told when it changes. */
export function stationFreshness(
  station: { readonly readinessAt?: string; readonly readinessReceivedAt?: string; readonly source?: string },
  sources: readonly Heard[],
  now: number,
  limits: FreshnessLimits,
): Judged {
  const since = olderOf(station.readinessAt, station.readinessReceivedAt)
  return judged(since, lastHeard(station.source, sources), now, limits)
}

const timeOf = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso))
