/**
 * What are the periods after all edits? Nothing is overwritten: each edit is one more line of a log, and the current set
 * is the fold of it.
 */
import { VasteError } from './error.ts'
import { checkPeriod, type ReadinessPeriod } from './readiness.ts'

export const readinessActions = ['set', 'removed'] as const
export type ReadinessAction = (typeof readinessActions)[number]

export interface ReadinessEdit {
  readonly action: ReadinessAction
  /** As it reads after the edit; a removed one as it read before. */
  readonly period: ReadinessPeriod
}

/** `edits` in the order in which they were made. Sorted by station, service, slot and first day. */
export function periodsAfter(edits: readonly ReadinessEdit[]): ReadinessPeriod[] {
  const periods = new Map<string, ReadinessPeriod>()
  for (const { action, period } of edits) {
    if (action === 'set') periods.set(period.id, period)
    else periods.delete(period.id)
  }
  return [...periods.values()].sort(
    (a, b) =>
      compareText(a.station, b.station) ||
      compareText(a.service, b.service) ||
      compareText(a.slot, b.slot) ||
      compareText(a.validFrom, b.validFrom) ||
      compareText(a.id, b.id),
  )
}

/** The periods with one more edit. Throws `invalid`, or `not-found` for what is not there to be removed. */
export function withEdit(
  periods: readonly ReadinessPeriod[],
  { action, period }: ReadinessEdit,
): ReadinessPeriod[] {
  const before = periods.find(({ id }) => id === period.id)
  if (before && before.station !== period.station)
    throw new VasteError(
      'conflict',
      `readiness '${period.id}' belongs to station '${before.station}'; expected another id for station '${period.station}'`,
    )
  if (action === 'set') checkPeriod(period)
  else if (!before)
    throw new VasteError(
      'not-found',
      `found no readiness '${period.id}' to remove; expected one that is there`,
    )
  return periodsAfter([
    ...periods.map((each) => ({ action: 'set' as const, period: each })),
    { action, period },
  ])
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
