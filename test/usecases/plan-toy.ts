/** The toy region of three stations and twenty cells as a county to try plans on: residents are ten times the cell's number. */
import { normalDrive } from '../../geo/roads/speeds.ts'
import type { PlanChangeInput } from '../../src/contract/plan.ts'
import { type PlanEffect, planQuestionSchema } from '../../src/contract/plan-effect.ts'
import { createCalendar } from '../../src/domain/calendar.ts'
import type { PlannedStation, Standing } from '../../src/domain/plan.ts'
import { everyDay, type ReadinessPeriod } from '../../src/domain/readiness.ts'
import type { ServiceLevelDecision } from '../../src/domain/service-level-decision.ts'
import { createGround, type Limits, limitsOn } from '../../src/usecases/coverage-ground.ts'
import { createPlanFields, type PlanFields } from '../../src/usecases/plan-fields.ts'
import type { PlanTasks } from '../../src/usecases/plan-tasks.ts'
import type { CountyReference } from '../../src/usecases/reference.ts'
import { type PlanTable, tryPlan } from '../../src/usecases/try-plan.ts'
import { middles, toyGraph } from '../geo/coverage/toy-region.ts'
import { aDecision, aTarget } from './small-world.ts'

export const today = '2026-11-23'

const number = Array.from({ length: 20 }, (_, i) => i)
const cells = {
  e: number.map((i) => 430 + (i % 5)),
  n: number.map((i) => 6900 - Math.floor(i / 5)),
  municipality: number.map((i) => (i < 10 ? '901' : '902')),
  residents: number.map((i) => (i + 1) * 10),
  residentsEstimated: false,
}

export const toyDecision: ServiceLevelDecision = aDecision({
  ...{ id: 'toy', service: 'rescue', zoneSystem: undefined },
  qualifyingUnits: { 'first-unit': 'any', 'effective-action': 'any' },
  formations: {
    'effective-action': {
      ...{ leaders: 1, crew: 3 },
      strengths: { spearhead: { leaders: 1, crew: 1 }, 'rescue-unit': { leaders: 1, crew: 3 } },
    },
  },
  targets: [
    aTarget({ withinSeconds: 300 }),
    aTarget({ measure: 'effective-action', withinSeconds: 420, official: false }),
  ],
})

const text = (name: string) => ({ fi: name, sv: name, en: name })
export const toyReference = {
  county: { county: 'toy', name: text('Toy'), timeZone: 'Europe/Helsinki', attribution: [] },
  calendar: createCalendar('Europe/Helsinki'),
  localDate: createCalendar('Europe/Helsinki').localDate,
  ...{ cells, zoneVersions: [], decisions: [toyDecision], units: new Map() },
  municipalities: ['901', '902'].map((code) => ({ code, name: { fi: code, sv: code } })),
} as unknown as CountyReference

const station = (id: string, cell: number): PlannedStation => ({
  ...{ station: id, name: id, services: ['rescue'], place: middles[cell - 1]! },
})
export const crew = (
  change: Partial<ReadinessPeriod> & { id: string; station: string },
): ReadinessPeriod => ({
  ...{ service: 'rescue', slot: change.id, kind: '24/7', strength: { leaders: 1, crew: 1 }, unitTypes: [] },
  ...{ weekdays: everyDay, from: '00:00', to: '24:00', validFrom: '2020-01-01' },
  ...{ turnout: { medianSeconds: 60, p90Seconds: 90 }, dateConfirmed: true, demo: false },
  ...change,
})

export const toyStanding: Standing = {
  stations: [station('north', 3), station('west', 11), station('east', 20)],
  periods: [
    crew({ id: 'north', station: 'north' }),
    crew({ id: 'west', station: 'west', turnout: { medianSeconds: 120, p90Seconds: 180 } }),
    crew({
      ...{ id: 'east', station: 'east', kind: 'on-call', strength: { leaders: 1, crew: 3 } },
      turnout: { medianSeconds: 300, p90Seconds: 480 },
    }),
  ],
}

export const toyGround = createGround(cells, toyGraph, normalDrive)

export const noTasks: PlanTasks = {
  ...{ from: '2025-11-23', to: today, urgencies: [], withoutCell: {} },
  ...{ urgency: new Uint8Array(), cell: new Int32Array(), minute: new Uint16Array() },
}

/** Tasks as rows: cell number, minute of the week, urgency. */
export function tasksOf(
  rows: readonly (readonly [cell: number, minute: number, urgency: string])[],
): PlanTasks {
  const urgencies = [...new Set(rows.map(([, , urgency]) => urgency))]
  return {
    ...{ ...noTasks, urgencies, withoutCell: { A: 2 } },
    urgency: Uint8Array.from(rows, ([, , urgency]) => urgencies.indexOf(urgency)),
    cell: Int32Array.from(rows, ([cell]) => cell - 1),
    minute: Uint16Array.from(rows, ([, minute]) => minute),
  }
}

export function toyTable(change: Partial<PlanTable> = {}): PlanTable {
  const fields = new Map<ServiceLevelDecision, PlanFields>()
  const limits = new Map<string, Limits>()
  return {
    ...{ reference: toyReference, standing: toyStanding, ground: toyGround, today, demo: false },
    fields: (decision) => {
      const found = fields.get(decision) ?? createPlanFields(toyGround, decision)
      fields.set(decision, found)
      return found
    },
    limits: (decision, measure, on) => {
      const key = `${decision.id} ${measure} ${on}`
      const found = limits.get(key) ?? limitsOn(toyReference, decision, measure, on)
      limits.set(key, found)
      return found
    },
    tasks: () => noTasks,
    problemCells: () => ({ tasks: noTasks, listing: noListing }),
    ...change,
  }
}

const noListing = {
  ...{ years: [2023, 2024, 2025, 2026], reading: 'each-year', minimumTasks: 4, cells: [] },
} as unknown as ReturnType<PlanTable['problemCells']>['listing']

export function tried(
  changes: readonly PlanChangeInput[],
  asked: { show?: object; turnout?: string; on?: string } = {},
  table: PlanTable = toyTable(),
): Promise<PlanEffect> {
  const { on, ...rest } = asked
  const plan = { vaste: 'plan', name: 'Toy', ...(on && { on }), changes }
  return tryPlan(planQuestionSchema.parse({ plan, ...rest }), table)
}
