/**
 * What is judged, and in which rows does it count? Each measure that a task's decision sets is one case, reached after so
 * many seconds under either plan by the one definition of reach time, or never.
 */
import { reachTime } from '../../domain/reach-time.ts'
import {
  measuresOf,
  type ServiceLevelDecision,
  type Target,
  targetsFor,
} from '../../domain/service-level-decision.ts'
import type { Task, UnitOnTask } from '../../domain/task.ts'
import type { Measure, Service } from '../../domain/vocabulary.ts'
import type { DuelTask } from '../../usecases/duel-setting.ts'

/** Nobody, or not enough of them, ever came. */
export const never = -1

export interface Cases {
  readonly length: number
  /** One entry per case. */
  readonly measure: readonly Measure[]
  readonly service: readonly Service[]
  readonly group: readonly string[]
  readonly zone: readonly (string | undefined)[]
  readonly municipality: readonly (string | undefined)[]
  /** Of the case's measure in its zone, the one that most tasks must meet first. */
  readonly targets: readonly (readonly Target[])[]
  readonly block: Int32Array
  /** Whole seconds, or `never`. */
  readonly a: Int32Array
  readonly b: Int32Array
}

export interface CaseBook {
  /** Cases of each task, none for those that are not judged. */
  add(task: DuelTask, block: number): CaseKey | undefined
  write(side: 'a' | 'b', key: CaseKey, units: readonly UnitOnTask[] | undefined): void
  finish(): Cases
}

export interface CaseKey {
  readonly first: number
  readonly task: DuelTask
  readonly decision: ServiceLevelDecision
  readonly measures: readonly Measure[]
}

export function createCaseBook(decisions: readonly ServiceLevelDecision[]): CaseBook {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]))
  const book = {
    ...{ measure: [] as Measure[], service: [] as Service[], group: [] as string[] },
    ...{ zone: [] as (string | undefined)[], municipality: [] as (string | undefined)[] },
    ...{ targets: [] as (readonly Target[])[], block: [] as number[], a: [] as number[], b: [] as number[] },
  }
  const targetsOf = rememberedTargets()
  return {
    add(task, block) {
      const decision = byId.get(task.decision ?? '')
      if (task.excluded !== undefined || !decision || task.urgency === undefined) return undefined
      const measures = measuresOf(decision, task.urgency)
      const key = { first: book.a.length, task, decision, measures }
      for (const measure of measures) {
        book.measure.push(measure)
        book.service.push(task.service)
        book.group.push(task.group)
        book.zone.push(task.zone)
        book.municipality.push(task.municipality)
        book.targets.push(targetsOf(decision, task.urgency, task.zone, measure))
        book.block.push(block)
        book.a.push(never)
        book.b.push(never)
      }
      return key
    },
    write(side, { first, task, decision, measures }, units) {
      if (!units) return
      const folded = foldedTask(task, units)
      measures.forEach((measure, i) => {
        const { seconds } = reachTime(folded, decision, measure, ({ type }) => type)
        if (seconds !== undefined) book[side][first + i] = Math.max(0, seconds)
      })
    },
    finish: () => ({
      ...book,
      ...{ length: book.a.length, block: Int32Array.from(book.block) },
      ...{ a: Int32Array.from(book.a), b: Int32Array.from(book.b) },
    }),
  }
}

/** As a source would have told it. */
function foldedTask({ id, service, origin, createdAt }: DuelTask, units: readonly UnitOnTask[]): Task {
  return {
    ...{ id, service, origin, createdAt, urgencies: [], location: {}, units, anomalies: [] },
    ...{ firstEventAt: createdAt, lastEventAt: createdAt },
  }
}

function rememberedTargets() {
  const known = new Map<string, readonly Target[]>()
  return (decision: ServiceLevelDecision, urgency: string, zone: string | undefined, measure: Measure) => {
    const key = `${decision.id}\u0000${urgency}\u0000${zone}\u0000${measure}`
    let found = known.get(key)
    if (!found) {
      found = targetsFor(decision, urgency, zone).filter((target) => target.measure === measure)
      known.set(key, found)
    }
    return found
  }
}
