/** What may be asked of the running service about plans: the questions behind their routes. Nothing is stored. */
import type { PlanEffect, PlanQuestion } from '../contract/plan-effect.ts'
import type { PlanGround, PlanPlaces } from '../contract/plan-ground.ts'
import type { Suggestion, SuggestQuestion } from '../contract/plan-suggestion.ts'
import { inForce, type ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { Queryable } from '../store/database.ts'
import { createTurns } from '../store/turns.ts'
import { type Ground, type Limits, limitsOn } from './coverage-ground.ts'
import { createPlanFields, type PlanFields } from './plan-fields.ts'
import { planPlaces, showPlanGround, standingOf } from './plan-ground.ts'
import { lastYear, tasksBetween } from './plan-tasks.ts'
import type { CountyReference } from './reference.ts'
import type { ComplianceContext } from './show-compliance.ts'
import { showProblemCells } from './show-problem-cells.ts'
import { loadReadiness } from './show-readiness.ts'
import { suggestCrews } from './suggest-crews.ts'
import { type FitOf, type PlanTable, tryPlan } from './try-plan.ts'

export interface PlanDesk {
  /** As of a local date; absent: today. */
  ground(on?: string): Promise<PlanGround>
  /** Throws what laying the plan over the register throws, and `invalid` for a place without cell or road. */
  effect(question: PlanQuestion): Promise<PlanEffect>
  suggest(question: SuggestQuestion): Promise<Suggestion>
  places(): PlanPlaces
}

export interface PlanDeskOptions {
  readonly db: Queryable
  readonly context: () => ComplianceContext
  readonly ground: () => Ground
  /** What is known now of how drive times fit; undefined: nobody has looked. */
  readonly fit?: () => FitOf | undefined
  /** Tasks counted for an answer may be as old as this. */
  readonly keptMs?: number
}

export function createPlanDesk({ db, context, ground, fit, keptMs = 600_000 }: PlanDeskOptions): PlanDesk {
  // One at a time: a question leads the field of its service from set to set.
  const inTurn = createTurns()
  const kept = createKept(context, keptMs)
  const table = async (): Promise<PlanTable> => {
    const { reference, now, demo } = context()
    const book = await loadReadiness(db, reference.county.county)
    return {
      ...{ reference, standing: standingOf(book), ground: ground(), today: reference.localDate(now), demo },
      ...{ fields: kept.fields(ground()), limits: kept.limits(reference), fitOf: fit?.() },
      ...{ tasks: kept.tasks, problemCells: kept.problemCells },
    }
  }
  return {
    async ground(on) {
      const { reference, now, demo } = context()
      const today = reference.localDate(now)
      const book = await loadReadiness(db, reference.county.county)
      const isInvented = demo || book.periods.some((period) => period.demo && inForce(period, on ?? today))
      return showPlanGround(reference, book, ground(), { today, on: on ?? today, demo: isInvented })
    },
    effect: (question) => inTurn(async () => tryPlan(question, await table())),
    suggest: (question) => inTurn(async () => suggestCrews(question, await table())),
    places: () => planPlaces(context().reference),
  }
}

/** Of so many decisions, measures and dates. */
const limitsKeptAtMost = 100

/** What is the same from plan to plan, for as long as what it comes from is the same object, or for some minutes. */
function createKept(context: () => ComplianceContext, keptMs: number) {
  const fieldsOf = new WeakMap<Ground, WeakMap<ServiceLevelDecision, PlanFields>>()
  const limitsOf = new WeakMap<CountyReference, Map<string, Limits>>()
  const counted = new Map<string, { readonly at: number; readonly day: string; readonly value: unknown }>()
  const forMinutes = <T>(name: string, work: (asked: ComplianceContext, today: string) => T): T => {
    const asked = context()
    const today = asked.reference.localDate(asked.now)
    const known = counted.get(name)
    if (known && known.day === today && asked.now - known.at < keptMs && asked.now >= known.at)
      return known.value as T
    const value = work(asked, today)
    counted.set(name, { at: asked.now, day: today, value })
    return value
  }
  return {
    fields: (ground: Ground) => (decision: ServiceLevelDecision) => {
      const own = fieldsOf.get(ground) ?? new WeakMap<ServiceLevelDecision, PlanFields>()
      fieldsOf.set(ground, own)
      const found = own.get(decision) ?? createPlanFields(ground, decision)
      own.set(decision, found)
      return found
    },
    limits:
      (reference: CountyReference) => (decision: ServiceLevelDecision, measure: Measure, on: string) => {
        const own = limitsOf.get(reference) ?? new Map<string, Limits>()
        if (own.size > limitsKeptAtMost) own.clear()
        limitsOf.set(reference, own)
        const key = [decision.id, measure, on].join(' ')
        const found = own.get(key) ?? limitsOn(reference, decision, measure, on)
        own.set(key, found)
        return found
      },
    tasks: (service: Service) =>
      forMinutes(`tasks ${service}`, (asked, today) => tasksBetween(asked, service, lastYear(today))),
    problemCells: () =>
      forMinutes('problem cells', (asked) => {
        const listing = showProblemCells({}, asked)
        const [first, last] = [listing.years[0]!, listing.years.at(-1)!]
        const dates = { from: `${first}-01-01`, to: `${last + 1}-01-01` }
        return { listing, tasks: tasksBetween(asked, 'rescue', dates) }
      }),
  }
}
