// May the draft stand beside the other decisions? On no date two, and none without one between two: said before the
// service is asked, in the reader's language. The service's own word counts.
import type { DecisionList } from '../../src/contract/decision-list.ts'
import type { TextKey } from '../words.ts'
import { type Draft, dateOf } from './draft.ts'
import type { How } from './state.ts'

export interface BesideFault {
  readonly key: Extract<TextKey, `beside.${string}`>
  readonly values: Readonly<Record<string, string>>
  /** Dates among the values, to be said as dates. */
  readonly dates: readonly string[]
}

interface Held {
  readonly id: string
  readonly validFrom: string
  readonly validTo?: string
}

export function besideFault(
  decisions: DecisionList['decisions'],
  { id, service, validFrom, validTo }: Pick<Draft, 'id' | 'service' | 'validFrom' | 'validTo'>,
  how: How,
): BesideFault | undefined {
  const from = dateOf(validFrom)
  if (from === undefined) return undefined
  const own: Held = { id: id.trim(), validFrom: from, validTo: dateOf(validTo) }
  const held = decisions.filter((each) => each.service === service && each.id !== own.id)
  const named = held.find((each) => each.id === how.id)
  if (how.kind === 'ends' && named && named.validFrom >= from)
    return { key: 'beside.begins-later', values: { id: named.id, from: named.validFrom }, dates: ['from'] }
  const others = held
    .filter((each) => how.kind !== 'replaces' || each.id !== how.id)
    .map((each): Held => (how.kind === 'ends' && each.id === how.id ? { ...each, validTo: from } : each))
  const twice = others.find((each) => isBefore(each.validFrom, own.validTo) && isBefore(from, each.validTo))
  if (twice) return { key: 'beside.overlap', values: { id: twice.id }, dates: [] }
  return gapOf([...others, own], decisions)
}

/** Without a last day nothing comes after it. */
function isBefore(date: string, end: string | undefined): boolean {
  return end === undefined || date < end
}

function gapOf(all: readonly Held[], before: readonly Held[]): BesideFault | undefined {
  const inOrder = [...all].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  for (const [i, later] of inOrder.slice(1).entries()) {
    const { id, validTo } = inOrder[i]!
    if (validTo === undefined || validTo >= later.validFrom) continue
    const wasThere = before.some((each) => each.id === id && each.validTo === validTo)
    if (wasThere && before.some((each) => each.id === later.id && each.validFrom === later.validFrom))
      continue
    return {
      key: 'beside.gap',
      values: { from: validTo, to: later.validFrom, earlier: id, later: later.id },
      dates: ['from', 'to'],
    }
  }
  return undefined
}

/** What a copy does to the others by default: the decision in force on its first day ends then. */
export function howFor(decisions: DecisionList['decisions'], service: Draft['service'], from: string): How {
  const held = decisions.find(
    (each) => each.service === service && each.validFrom < from && isBefore(from, each.validTo),
  )
  return held ? { kind: 'ends', id: held.id } : { kind: 'alone', id: '' }
}
