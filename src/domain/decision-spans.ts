/**
 * What becomes of the decisions when one more is adopted? On each date at most one decision of a service is in force,
 * and between two of them no date is left without one: when a decision is late the old one stays in force, and that is
 * said, never filled silently (traps 56 and 57).
 */
import { VasteError } from './error.ts'
import { checkNoOverlap, type ServiceLevelDecision } from './service-level-decision.ts'
import type { Service } from './vocabulary.ts'

/** Local dates, half-open; without `to` until further notice. */
export interface DateSpan {
  readonly from: string
  readonly to?: string
}

export interface ServiceSpan extends DateSpan {
  readonly service: Service
}

export interface Adoption {
  /** One of the same id is replaced: a new text of the same decision. */
  readonly decision: ServiceLevelDecision
  /** Id of the decision that is in force until the day the new one begins, and no longer. */
  readonly ends?: string
  /** Id of the decision that is withdrawn entirely. */
  readonly replaces?: string
}

export const decisionActions = ['adopted', 'ended', 'withdrawn'] as const
export type DecisionAction = (typeof decisionActions)[number]

export interface DecisionChange {
  readonly action: DecisionAction
  /** As it reads after the change; a withdrawn one as it read before. */
  readonly decision: ServiceLevelDecision
}

export interface AdoptionPlan {
  /** All decisions afterwards. */
  readonly decisions: readonly ServiceLevelDecision[]
  readonly changes: readonly DecisionChange[]
  /** On these dates a task may be judged otherwise than before; they do not touch one another. */
  readonly touched: readonly ServiceSpan[]
}

/** Throws `not-found`, `invalid` or `conflict` with a sentence that says how to go on; nothing is changed then. */
export function planAdoption(held: readonly ServiceLevelDecision[], adoption: Adoption): AdoptionPlan {
  const { decision } = adoption
  const before = held.find(({ id }) => id === decision.id)
  if (before && before.service !== decision.service)
    throw new VasteError(
      'conflict',
      `decision '${decision.id}' is one of ${before.service} already; expected another id for a decision of ${decision.service}`,
    )
  const ended = adoption.ends === undefined ? undefined : endedBy(held, adoption.ends, decision)
  const withdrawn =
    adoption.replaces === undefined ? undefined : named(held, adoption.replaces, decision, 'replaces')
  if (ended && ended.id === withdrawn?.id)
    throw new VasteError(
      'invalid',
      `decision '${ended.id}' is named both to be ended and to be replaced; expected one of the two`,
    )
  const others = held
    .filter(({ id }) => id !== decision.id && id !== withdrawn?.id)
    .map((other) => (other.id === ended?.id ? ended : other))
  checkNoOverlap(others, decision)
  const decisions = [...others, decision].sort(
    (a, b) => compareText(a.service, b.service) || compareText(a.validFrom, b.validFrom),
  )
  checkNoNewGap(held, decisions, decision.service)
  const earlier = (id: string) => held.find((other) => other.id === id)!
  return {
    decisions,
    changes: [
      ...(ended ? [{ action: 'ended' as const, decision: ended }] : []),
      ...(withdrawn ? [{ action: 'withdrawn' as const, decision: withdrawn }] : []),
      { action: 'adopted', decision },
    ],
    touched: united([
      ...[decision, before, withdrawn].flatMap((each) => (each ? [spanOf(each)] : [])),
      ...(ended ? difference(spanOf(earlier(ended.id)), spanOf(ended)) : []),
    ]).map((span) => ({ service: decision.service, ...span })),
  }
}

function named(
  held: readonly ServiceLevelDecision[],
  id: string,
  decision: ServiceLevelDecision,
  how: 'ends' | 'replaces',
): ServiceLevelDecision {
  const found = held.find((other) => other.id === id)
  if (!found || found.service !== decision.service || id === decision.id) {
    const known = held.filter((other) => other.service === decision.service && other.id !== decision.id)
    throw new VasteError(
      'not-found',
      `'${how}' names '${id}', which is no other decision of ${decision.service}; expected ${known.length > 0 ? `one of ${known.map((other) => other.id).join(', ')}` : 'none, as there is no other'}`,
    )
  }
  return found
}

/** Also one that had ended earlier: it then stays in force until the new one begins, which fills a gap on purpose. */
function endedBy(
  held: readonly ServiceLevelDecision[],
  id: string,
  decision: ServiceLevelDecision,
): ServiceLevelDecision {
  const found = named(held, id, decision, 'ends')
  if (found.validFrom >= decision.validFrom)
    throw new VasteError(
      'conflict',
      `decision '${id}' begins on ${found.validFrom}, not before '${decision.id}' (${decision.validFrom}), so that nothing of it would be left; expected 'replaces' to withdraw it`,
    )
  return { ...found, validTo: decision.validFrom }
}

/** A gap that was there already is no fault of this adoption. */
function checkNoNewGap(
  before: readonly ServiceLevelDecision[],
  after: readonly ServiceLevelDecision[],
  service: Service,
): void {
  const known = new Set(gapsOf(before, service).map(({ from, to }) => `${from} ${to}`))
  const found = gapsOf(after, service).find(({ from, to }) => !known.has(`${from} ${to}`))
  if (!found) return
  const { from, to, earlier, later } = found
  throw new VasteError(
    'conflict',
    `no decision of ${service} would be in force from ${from} until ${to}, between '${earlier}' and '${later}'; expected no gap: let '${earlier}' be in force until ${to} ('ends' does it when '${later}' is adopted), or let '${later}' begin on ${from}`,
  )
}

/** Dates between two decisions on which none is in force. Before the first and after the last there is no gap. */
export function gapsOf(
  decisions: readonly ServiceLevelDecision[],
  service: Service,
): { readonly from: string; readonly to: string; readonly earlier: string; readonly later: string }[] {
  const own = decisions
    .filter((decision) => decision.service === service)
    .sort((a, b) => compareText(a.validFrom, b.validFrom))
  return own.slice(1).flatMap((later, i) => {
    const earlier = own[i]!
    if (earlier.validTo === undefined || earlier.validTo >= later.validFrom) return []
    return [{ from: earlier.validTo, to: later.validFrom, earlier: earlier.id, later: later.id }]
  })
}

export function spanOf({ validFrom, validTo }: ServiceLevelDecision): DateSpan {
  return validTo === undefined ? { from: validFrom } : { from: validFrom, to: validTo }
}

/** The same dates as spans that do not touch one another, in order. */
export function united(spans: readonly DateSpan[]): DateSpan[] {
  const found: DateSpan[] = []
  for (const span of [...spans].sort((a, b) => compareText(a.from, b.from))) {
    const last = found.at(-1)
    if (last === undefined || (last.to !== undefined && last.to < span.from)) found.push(span)
    else found[found.length - 1] = joined(last, span)
  }
  return found
}

function joined(a: DateSpan, b: DateSpan): DateSpan {
  if (a.to === undefined || b.to === undefined) return { from: a.from }
  return { from: a.from, to: a.to > b.to ? a.to : b.to }
}

/** Dates of one span and not the other; both begin on the same day. */
function difference(a: DateSpan, b: DateSpan): DateSpan[] {
  if (a.to === b.to) return []
  if (a.to === undefined || b.to === undefined) return [{ from: (a.to ?? b.to)! }]
  return [a.to < b.to ? { from: a.to, to: b.to } : { from: b.to, to: a.to }]
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
