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
  /** Who comes to each cell first with this set, by id of the crew; kept for the sets asked about last. */
  nearest(crews: readonly FieldSource[], measure: Measure): Nearest
  readonly kept: number
}

/** Never to be changed. */
export interface Nearest {
  readonly ids: readonly string[]
  /** By cell: index in `ids`; -1: nobody. */
  readonly of: Int16Array
}

export const setsKeptAtMost = 160
/** Those of today at the hours looked at; a plan's own are seldom asked about twice. */
const nearestKeptAtMost = 24
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
  /** Of equal sets the same, in whichever order their crews come. */
  const keyOf = (crews: readonly FieldSource[]) => {
    if (numbers.size > sourcesKnownAtMost) {
      numbers.clear()
      kept.clear()
      nearest.clear()
    }
    const of = crews.map(numberOf)
    return of.sort((a, b) => a - b).join(' ')
  }
  const kept = new Map<string, SecondsByMeasure>()
  const nearest = new Map<string, Nearest>()
  let field: ReachField | undefined
  const lead = (crews: readonly FieldSource[]) => {
    field = follow(field, crews, ground, decision)
    return field
  }
  return {
    seconds(crews) {
      const make = () =>
        Object.fromEntries(measures.map((measure) => [measure, lead(crews).seconds(measure).slice()]))
      return newest(kept, keyOf(crews), setsKeptAtMost, make)
    },
    nearest: (crews, measure) =>
      newest(nearest, `${measure} ${keyOf(crews)}`, nearestKeptAtMost, () => nearestIn(lead(crews), measure)),
    get kept() {
      return kept.size
    },
  }
}

/** What is asked for again stays; what has not been for longest goes. */
function newest<T>(kept: Map<string, T>, key: string, atMost: number, make: () => T): T {
  const found = kept.get(key) ?? make()
  kept.delete(key)
  kept.set(key, found)
  if (kept.size > atMost) kept.delete(kept.keys().next().value!)
  return found
}

function nearestIn(field: ReachField, measure: Measure): Nearest {
  const ids = [...field.ids()]
  const indexOf = new Map(ids.map((id, i) => [id, i]))
  const of = new Int16Array(field.seconds(measure).length)
  for (let cell = 0; cell < of.length; cell++)
    of[cell] = indexOf.get(field.nearest(measure, cell) ?? '') ?? -1
  return { ids, of }
}
