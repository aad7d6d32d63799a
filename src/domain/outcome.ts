/**
 * What does an outcome code mean? X codes (no transport) by their meaning, as the field's code list has them: some of
 * them say that nobody ever went there, most that somebody did.
 */

export const outcomeMeanings = [
  'prevented',
  'dead',
  'to-police',
  'other-help',
  'other-transport',
  'no-need-on-scene',
  'remote-assessment',
  'refused',
  'not-found',
  'treated-on-scene',
  'cancelled',
  'no-need',
  'other',
] as const
export type OutcomeMeaning = (typeof outcomeMeanings)[number]

const byDigit: Readonly<Record<string, OutcomeMeaning>> = {
  ...{ 0: 'prevented', 1: 'dead', 2: 'to-police', 3: 'other-help', 4: 'other-transport' },
  ...{ 5: 'no-need', 6: 'refused', 7: 'not-found', 8: 'treated-on-scene', 9: 'cancelled' },
}

const xCode = /^X[\s-]?(\d)(\d)?$/i

/** 'X-5', 'X52' and 'x-93' are read; any other text is 'other'. */
export function meaningOf(outcome: string): OutcomeMeaning {
  const [, digit, sub] = xCode.exec(outcome.trim()) ?? []
  if (digit === undefined) return 'other'
  if (digit === '5' && sub === '1') return 'no-need-on-scene'
  // Assessed from afar: nobody arrives, by design (trap 30).
  if (digit === '5' && sub === '2') return 'remote-assessment'
  return byDigit[digit] ?? 'other'
}
