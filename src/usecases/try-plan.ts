/** What would a plan change? Everything reckoned twice with the same code, as promised and under the plan, and compared. */

import { cellId } from '../../geo/cell.ts'
import type { FieldSource } from '../../geo/coverage/reach-field.ts'
import { planOf } from '../contract/plan.ts'
import type { PlanEffect, PlanQuestion, PlanWarning, ServiceEffect } from '../contract/plan-effect.ts'
import type { ProblemCells } from '../contract/problem-cells.ts'
import type { Fit } from '../domain/cell-fit.ts'
import { VasteError } from '../domain/error.ts'
import type { Standing } from '../domain/plan.ts'
import { isOfficial, type ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { type Crew, crewsOn, weekCrewHours } from '../domain/standing-week.ts'
import { type Measure, type Service, services } from '../domain/vocabulary.ts'
import type { Ground, Limits } from './coverage-ground.ts'
import { answersFor, measuresCovered } from './coverage-sources.ts'
import { layPlan } from './lay-plan.ts'
import { othersTurn } from './others-turn.ts'
import { shownCells } from './plan-cells.ts'
import { crewSource } from './plan-crews.ts'
import type { PlanFields } from './plan-fields.ts'
import { decisionsOn, roadsView } from './plan-ground.ts'
import { problemCellsEffect } from './plan-problem-cells.ts'
import { measureEffect } from './plan-sides.ts'
import type { PlanTasks } from './plan-tasks.ts'
import { crewWarnings, findingChanges, findingWarnings, noDecision, numberedBy } from './plan-warnings.ts'
import { type PlacedCrews, type PlanWeek, planWeek } from './plan-week.ts'
import type { CountyReference } from './reference.ts'

export type FitOf = (cell: string) => Fit

/** What a plan is tried on. */
export interface PlanTable {
  readonly reference: CountyReference
  readonly standing: Standing
  readonly ground: Ground
  readonly today: string
  readonly demo: boolean
  fields(decision: ServiceLevelDecision): PlanFields
  limits(decision: ServiceLevelDecision, measure: Measure, on: string): Limits
  /** Of the last twelve months. */
  tasks(service: Service): PlanTasks
  /** Today's list, and the urgent tasks that it is of. */
  problemCells(): { readonly listing: ProblemCells; readonly tasks: PlanTasks }
  /** How well expected drives to a cell fit measured ones, by its id. Absent: nobody has looked, and that is said. */
  readonly fitOf?: FitOf | undefined
}

/** Throws what laying the plan over the standing throws, and `invalid` for a place that is none. */
export async function tryPlan(
  { plan: file, turnout, show }: PlanQuestion,
  table: PlanTable,
): Promise<PlanEffect> {
  const { reference, standing, ground, today } = table
  const plan = planOf(file)
  const on = plan.on ?? today
  const { after, places, notInForce } = layPlan(plan, standing, ground, on)
  const warnings: PlanWarning[] = [...places]
  const numberOf = numberedBy(plan)
  const found = new Map<Service, ServiceTried>()
  for (const decision of decisionsOn(reference, on)) {
    const own = (side: Standing) =>
      crewsOn(side, on).filter(({ period }) => answersFor(period, decision.service))
    const [old, fresh] = [own(standing), own(after)]
    const before = await placed(old, decision, ground, turnout)
    const then = await placed(fresh, decision, ground, turnout)
    const week = await planWeek(table.fields(decision), before, then)
    found.set(decision.service, { decision, week, before, after: then, crews: { before: old, after: fresh } })
    warnings.push(...crewWarnings(fresh, decision, numberOf))
  }
  const { brought, mended } = findingChanges(standing, after, on)
  warnings.push(...notInForce, ...findingWarnings(brought))
  warnings.push(...services.filter((service) => !found.has(service)).map(noDecision))
  const effects: ServiceEffect[] = []
  for (const tried of found.values()) {
    await othersTurn()
    effects.push(serviceEffect(tried, table, on))
  }
  warnings.push(...effects.flatMap((effect) => doubtfulFit(effect, table)))
  return {
    ...{ county: reference.county.county, name: plan.name, on, today, changes: plan.changes.length },
    demo: table.demo || [...standing.periods, ...after.periods].some(({ demo }) => demo),
    ...{ roads: roadsView(ground), residentsEstimated: reference.cells.residentsEstimated, turnout },
    ...{ services: effects, mended, warnings },
    ...(show && cellsOf(show, found.get(show.service), table, on)),
  }
}

interface ServiceTried {
  readonly decision: ServiceLevelDecision
  readonly week: PlanWeek
  readonly before: PlacedCrews
  readonly after: PlacedCrews
  readonly crews: { readonly before: readonly Crew[]; readonly after: readonly Crew[] }
}

export async function placed(
  crews: readonly Crew[],
  decision: ServiceLevelDecision,
  ground: Ground,
  point: PlanQuestion['turnout'],
): Promise<PlacedCrews> {
  const sources = new Map<string, FieldSource>()
  for (const crew of crews) {
    const source = await crewSource(crew, decision, ground, point)
    if (source) sources.set(crew.period.id, source)
  }
  return { crews: crews.filter(({ period }) => sources.has(period.id)), sources }
}

function serviceEffect(tried: ServiceTried, table: PlanTable, on: string): ServiceEffect {
  const { decision, week, before, after, crews } = tried
  const { service } = decision
  const tasks = table.tasks(service)
  const covered = measuresCovered(decision)
  const letters = new Set(
    decision.targets.flatMap(({ measure, urgencies }) => (covered.includes(measure) ? urgencies : [])),
  )
  const withoutCell = Object.entries(tasks.withoutCell).reduce(
    (sum, [letter, count]) => sum + (letters.has(letter) ? count : 0),
    0,
  )
  const hasTarget = tasks.urgencies.map((letter) => letters.has(letter))
  const withCell = tasks.urgency.reduce((sum, letter) => sum + (hasTarget[letter] ? 1 : 0), 0)
  const hours = (side: readonly Crew[]) =>
    weekCrewHours(side.filter(({ period }) => period.service === service))
  const asked = (measure: Measure) => ({
    ...{ reference: table.reference, decision, measure, week, tasks },
    limits: table.limits(decision, measure, on),
  })
  return {
    ...{ service, decision: decision.id, official: isOfficial(decision) },
    crews: { before: before.crews.length, after: after.crews.length },
    crewHours: { before: hours(crews.before), after: hours(crews.after) },
    measures: covered.map((measure) => measureEffect(asked(measure))),
    tasks: {
      ...{ from: tasks.from, to: tasks.to, total: withCell + withoutCell, withoutCell },
      demo: table.demo,
    },
    ...(service === 'rescue' &&
      covered.includes('first-unit') && {
        problemCells: problemCellsEffect({ ...asked('first-unit'), ...table.problemCells() }),
      }),
  }
}

/** Where the plan moves a cell over its limit although drives to it fit badly, or nobody has looked whether they do. */
function doubtfulFit(
  { service, measures: effects }: ServiceEffect,
  { fitOf, reference }: PlanTable,
): PlanWarning[] {
  const { e, n, residents: living } = reference.cells
  const changed = new Set(effects.flatMap(({ changed: { cell } }) => cell))
  const isDoubtful = (cell: number) => !fitOf || fitOf(cellId({ e: e[cell]!, n: n[cell]! })) === 'poor'
  const doubtful = [...changed].filter(isDoubtful)
  if (doubtful.length === 0) return []
  const residents = doubtful.reduce((sum, cell) => sum + living[cell]!, 0)
  const kind = fitOf ? 'poor-fit' : 'fit-unknown'
  return [{ kind, service, cells: doubtful.length, residents: Math.round(residents * 10) / 10 }]
}

function cellsOf(
  show: NonNullable<PlanQuestion['show']>,
  tried: ServiceTried | undefined,
  table: PlanTable,
  on: string,
): Pick<PlanEffect, 'cells' | 'cellChanges'> {
  const { service, measure } = show
  if (!tried)
    throw new VasteError('not-found', `found no ${service} decision in force on ${on}; expected one`)
  const { decision, before, after } = tried
  const covered = measuresCovered(decision)
  if (!covered.includes(measure))
    throw new VasteError('invalid', `found measure '${measure}'; expected one of ${covered.join(', ')}`)
  const { seconds: limits } = table.limits(decision, measure, on)
  return shownCells(show, { before, after, fields: table.fields(decision), limits })
}
