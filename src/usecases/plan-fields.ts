/**
 * How soon is each cell reached with a given set of crews? One field is led from set to set by what differs, and what it
 * came to is kept: the sets of today are reckoned once, however many plans are tried on them.
 */
import type { FieldSource, ReachField } from '../../geo/coverage/reach-field.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Measure } from '../domain/vocabulary.ts'
import type { Ground } from './coverage-ground.ts'
import { measuresCovered } from './coverage-sources.ts'
import { follow } from './coverage-state.ts'

export type SecondsByMeasure = Readonly<Partial<Record<Measure, Uint16Array>>>

export interface PlanFields {
  /** Of each cell for each measure; the same arrays for the same set. Never to be changed. */
  seconds(crews: readonly FieldSource[]): SecondsByMeasure
  /** The field as it stands with this set, until the next question. */
  field(crews: readonly FieldSource[]): ReachField
  readonly kept: number
}

export const setsKeptAtMost = 160
const sourcesKnownAtMost = 20_000

export function createPlanFields(ground: Ground, decision: ServiceLevelDecision): PlanFields {
  const measures = measuresCovered(decision)
  const numbers = new Map<string, number>()
  const rows = new WeakMap<Uint16Array, number>()
  let rowCount = 0
  const rowNumber = (row: Uint16Array) => {
    const known = rows.get(row) ?? rowCount++
    rows.set(row, known)
    return known
  }
  /** Equal sources have the same number, whichever question they came with. */
  const numberOf = ({ id, drive, delaySeconds, counts, strengths }: FieldSource) => {
    const text = JSON.stringify([id, rowNumber(drive), delaySeconds, counts, strengths])
    const known = numbers.get(text) ?? numbers.size
    numbers.set(text, known)
    return known
  }
  const kept = new Map<string, SecondsByMeasure>()
  let field: ReachField | undefined
  const lead = (crews: readonly FieldSource[]) => {
    field = follow(field, crews, ground, decision)
    return field
  }
  return {
    seconds(crews) {
      if (numbers.size > sourcesKnownAtMost) {
        numbers.clear()
        kept.clear()
      }
      const key = crews
        .map(numberOf)
        .sort((a, b) => a - b)
        .join(' ')
      const found =
        kept.get(key) ??
        Object.fromEntries(measures.map((measure) => [measure, lead(crews).seconds(measure).slice()]))
      kept.delete(key)
      kept.set(key, found)
      if (kept.size > setsKeptAtMost) kept.delete(kept.keys().next().value!)
      return found
    },
    field: lead,
    get kept() {
      return kept.size
    },
  }
}
