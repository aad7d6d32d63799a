// A made-up ground and effect of plans, for the page: seats as stations, straight lines as roads. Only shapes are true.
import { toTm35fin } from '../../geo/projection.ts'
import type { PlanFile } from '../../src/contract/plan.ts'
import type { Duel, DuelRow } from '../../src/contract/plan-duel.ts'
import type { MeasureEffect, PlanEffect, TargetEffect } from '../../src/contract/plan-effect.ts'
import type { PlanGround } from '../../src/contract/plan-ground.ts'
import { withPlan } from '../../src/contract/plan-standing.ts'
import type { Suggestion } from '../../src/contract/plan-suggestion.ts'
import { fixtureRegion } from './fixture-situation.ts'

const region = fixtureRegion()
const id = (name: string) => name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

export const roads = {
  approximate: true,
  ...{ name: 'keski-suomi-skeleton', date: '2026-01-01', attribution: 'koottu käsin', speeds: 'emergency' },
  offNetworkKmh: 40,
}

type Period = PlanGround['periods'][number]
export function aPeriod(station: string, change: Partial<Period> = {}): Period {
  return {
    ...{ id: `${station}-1`, station, service: 'rescue', slot: 'kärkiyksikkö', kind: 'on-call' },
    ...{ unitTypes: ['spearhead'], weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
    ...{ validFrom: '2024-01-01', dateConfirmed: true, demo: true, strength: { leaders: 1, crew: 1 } },
    turnout: { medianSeconds: 300, p90Seconds: 420 },
    ...change,
  }
}

export function fixtureGround(): PlanGround {
  const stations = region.municipalities.map(({ name, code, place }) => ({
    ...{ station: id(name.fi), name: name.fi, municipality: code, place },
    ...{ services: ['rescue' as const, 'ems' as const], demoPosition: true },
  }))
  const zones = region.areaClasses.map((zone) => ({ id: zone.id, name: zone.name }))
  const targets = zones.slice(0, 3).map((zone, i) => ({
    ...{ urgencies: ['A', 'B'], zone: zone.id, withinSeconds: [600, 900, 1800][i]! },
    ...{ requiredShare: 0.9, official: false },
  }))
  const decision = {
    ...{ id: 'd', source: 'demo', official: false },
    name: { fi: 'Päätös', sv: 'Beslut', en: 'Decision' },
  }
  const service = (name: 'rescue' | 'ems', measures: readonly MeasureEffect['measure'][]) => ({
    ...{ service: name, decision, zones, zoneOf: [...region.cells.areaClass] },
    measures: measures.map((measure) => ({ measure, targets })),
  })
  return {
    ...{ county: region.county, countyName: region.name, today: '2026-11-21', on: '2026-11-21', demo: true },
    ...{ roads, residentsEstimated: true, assumedTurnoutSeconds: { atStation: 90, onCall: 300 }, stations },
    periods: stations.flatMap(({ station }) => [
      aPeriod(station),
      aPeriod(station, {
        id: `${station}-2`,
        service: 'ems',
        slot: 'ambulanssi',
        kind: '24/7',
        unitTypes: ['als'],
      }),
    ]),
    services: [
      service('rescue', ['first-unit', 'effective-action']),
      service('ems', ['first-unit', 'ambulance']),
    ],
  }
}

interface Question {
  readonly plan: PlanFile
  readonly turnout?: 'median' | 'p90'
  readonly show?: Pick<NonNullable<PlanEffect['cells']>, 'service' | 'measure' | 'day' | 'hour'>
}

interface Field {
  readonly seconds: (number | null)[]
  readonly nearest: number[]
}

function fieldOf(
  crews: readonly Period[],
  stations: ReadonlyMap<string, { east: number; north: number }>,
): Field {
  const seconds: (number | null)[] = []
  const nearest: number[] = []
  const { e, n } = region.cells
  for (const [cell, east] of e.entries()) {
    let [best, by] = [Number.POSITIVE_INFINITY, -1]
    for (const [i, crew] of crews.entries()) {
      const at = stations.get(crew.station)!
      const metres = Math.hypot(at.east - east * 1000 - 500, at.north - n[cell]! * 1000 - 500)
      const time = (crew.turnout?.medianSeconds ?? 90) + metres / 16
      if (time < best) [best, by] = [time, i]
    }
    seconds.push(best > 4500 ? null : Math.round(best))
    nearest.push(best > 4500 ? -1 : by)
  }
  return { seconds, nearest }
}

export function fixtureEffect({ plan, turnout = 'median', show }: Question): PlanEffect {
  const ground = fixtureGround()
  const shown = show ?? { service: 'rescue', measure: 'first-unit', day: 'weekday', hour: 12 }
  const after = withPlan(ground, plan as never)
  const crewsOf = (periods: readonly Period[]) => periods.filter(({ service }) => service === shown.service)
  const crews = [...crewsOf(ground.periods), ...crewsOf(after.periods as Period[])]
  const places = (stations: readonly { station: string; place: { lon: number; lat: number } }[]) =>
    new Map(stations.map(({ station, place }) => [station, toTm35fin(place)]))
  const first = crewsOf(ground.periods).length
  const [was, is] = [
    fieldOf(crews.slice(0, first), places(ground.stations)),
    fieldOf(crews.slice(first), places(after.stations)),
  ]
  const limits = [600, 900, 1800]
  const limit = region.cells.areaClass.map((zone) => limits[zone] ?? null)
  const measures = ground.services.map(({ service, measures: named }) => ({
    ...{ service, decision: 'd', official: false, crews: { before: 22, after: 22 } },
    crewHours: {
      before: hours(ground.periods, service),
      after: hours(after.periods as Period[], service),
    },
    measures: named.map(({ measure }) => measureEffect(measure, was, is, limit, service === shown.service)),
    tasks: { from: '2025-11-21', to: '2026-11-21', total: 1234, withoutCell: 12, demo: true },
    ...(service === 'rescue' && {
      problemCells: {
        ...{ years: [2023, 2024, 2025, 2026], reading: 'each-year' as const, minimumTasks: 4 },
        clears: plan.changes.length === 0 ? [] : [aProblem('1kmN6901E380'), aProblem('1kmN6903E377')],
        ...{ appears: [], listed: 14, listedThoughMet: 3, withoutCell: 2 },
      },
    }),
  }))
  return {
    ...{ county: region.county, name: plan.name, on: plan.on ?? ground.on, today: ground.today },
    ...{ changes: plan.changes.length, demo: true, roads, residentsEstimated: true, turnout },
    services: measures,
    mended: [],
    warnings: plan.changes.length === 0 ? [] : [{ kind: 'poor-fit', cells: 41, residents: 380.5 }],
    cells: {
      ...shown,
      tag: 'fixture',
      ...{ before: was.seconds, after: is.seconds, limit, nearestBefore: was.nearest },
      nearestAfter: is.nearest.map((i) => (i < 0 ? i : i + first)),
      crews: crews.map(({ id: period, station }) => ({ period, station })),
    },
  }
}

const aProblem = (cell: string) => ({
  ...{ cell, class: 'I', municipality: '249', listed: true, tasks: 9 },
  ...{ requiredShare: 0.9, before: 0.42, after: 0.97 },
})

function hours(periods: readonly Period[], service: string) {
  const kind = (wanted: Period['kind']) => {
    const crews = periods.filter((period) => period.service === service && period.kind === wanted)
    return { hours: crews.length * 168, personHours: crews.length * 336, unstatedHours: 0 }
  }
  return { '24/7': kind('24/7'), daytime: kind('daytime'), 'on-call': kind('on-call') }
}

function measureEffect(
  measure: MeasureEffect['measure'],
  was: Field,
  is: Field,
  limit: readonly (number | null)[],
  isShown: boolean,
): MeasureEffect {
  const now = isShown ? is : was
  const { residents, municipality, areaClass } = region.cells
  const sides = (cells: readonly number[]) => {
    const count = (wanted: (cell: number) => boolean) => {
      const found = cells.filter((cell) => limit[cell] !== null && wanted(cell))
      return { cells: found.length, residents: found.reduce((sum, cell) => sum + residents[cell]!, 0) }
    }
    const isIn = (field: Field, cell: number) => (field.seconds[cell] ?? Infinity) <= limit[cell]!
    return {
      limited: count(() => true),
      before: count((cell) => isIn(was, cell)),
      after: count((cell) => isIn(now, cell)),
      gained: count((cell) => !isIn(was, cell) && isIn(now, cell)),
      lost: count((cell) => isIn(was, cell) && !isIn(now, cell)),
    }
  }
  const all = residents.map((_, cell) => cell)
  const mean = (field: Field) =>
    all.reduce((sum, cell) => sum + residents[cell]! * Math.min(field.seconds[cell] ?? 3600, 3600), 0) /
    residents.reduce((sum, value) => sum + value, 0)
  const tasks = { tasks: 400, before: 310, after: 322, toWithin: isShown ? 14 : 0, toBeyond: isShown ? 2 : 0 }
  const targets = region.areaClasses.slice(0, 3).map((zone, i): TargetEffect => {
    const side = sides(all.filter((cell) => areaClass[cell] === i))
    const column = (value: number, swing: number) =>
      Array.from({ length: 48 }, (_, hour) => value * (hour % 24 < 7 ? 1 - swing : 1))
    return {
      ...{ urgencies: ['A', 'B'], zone: zone.id, withinSeconds: [600, 900, 1800][i]! },
      ...{ requiredShare: 0.9, official: false, limited: side.limited },
      ...{ before: side.before, after: side.after, tasks: tasks.tasks },
      ...{ toWithin: tasks.toWithin, toBeyond: tasks.toBeyond },
      hours: {
        ...{ cellsBefore: column(side.before.cells, 0.1), cellsAfter: column(side.after.cells, 0) },
        residentsBefore: column(side.before.residents, 0.1),
        residentsAfter: column(side.after.residents, 0),
      },
    }
  })
  const changed = all.filter((cell) => was.seconds[cell] !== now.seconds[cell]).slice(0, 200)
  return {
    ...{ measure, urgencies: ['A', 'B'], total: sides(all), zones: [], targets },
    municipalities: region.municipalities.map(({ code }, i) => ({
      municipality: code,
      ...sides(all.filter((cell) => municipality[cell] === i)),
      mean: { before: mean(was), after: mean(now) },
    })),
    withoutLimit: { cells: 900, residents: 12 },
    mean: { before: mean(was), after: mean(now), cappedAtSeconds: 3600 },
    changed: {
      cell: changed,
      before: changed.map(() => 0),
      after: changed.map(() => 1),
      residents: changed.map((cell) => residents[cell]!),
    },
    urgencyGroups: [{ urgencies: ['A', 'B'], ...tasks }],
  }
}

export function fixtureSuggestion(plan: PlanFile): Suggestion {
  const period = aPeriod('multia', { id: 'multia-24-7', kind: '24/7', demo: false })
  const change = { kind: 'set-readiness' as const, period }
  return {
    ...{
      county: region.county,
      on: '2026-11-21',
      demo: true,
      roads,
      residentsEstimated: true,
      official: false,
    },
    ...{ service: 'rescue', measure: 'first-unit', goal: 'coverage', weight: 'residents', k: 1 },
    ...{ cappedAtSeconds: 3600, candidates: 40, leftOut: [{ period: 'x', reason: 'not-enough-alone' }] },
    ...{ method: 'exact', before: 201_000, after: 203_400, bound: 203_400, greedy: 203_400, looked: 40 },
    suggested: [
      {
        ...{ change, crewHours: 168, personHours: 336, alone: 2400, gain: 2400 },
        cells: { cell: [9000, 9001], share: [1, 0.5], secondsSaved: [300, 120], residents: [12.5, 3] },
        runnerUp: { period: aPeriod('keuruu'), gain: 1900, crewHours: 168, personHours: 336 },
      },
    ],
    plan: { ...plan, changes: [...plan.changes, change] },
  }
}

export function fixtureDuel(state: Duel['state'], planB: string): Duel {
  const share = (difference: number, low: number, high: number, word: 'gains' | 'loses' | 'cannot-tell') => ({
    ...{ official: false, tasks: 420, inTimeA: 300, inTimeB: 320, a: 0.714, b: 0.714 + difference },
    ...{ difference, low, high, word, toInTime: 22, toLate: 2 },
  })
  const row = (change: Partial<DuelRow>): DuelRow => ({
    ...{ service: 'rescue', measure: 'first-unit', urgencies: 'A+B', tasks: 420, neverA: 1, neverB: 0 },
    shares: [share(0.048, 0.021, 0.075, 'gains')],
    mean: { a: 700, b: 660, difference: -40, low: -61, high: -19, word: 'gains' },
    p90: { a: 1500, b: 1400, difference: -100, word: 'cannot-tell' },
    ...change,
  })
  const effort = (crewHours: number) => [
    {
      ...{ service: 'rescue' as const, crewHours, onCallCrewHours: 3000, personHours: crewHours * 2 },
      ...{ unstatedHours: 0, utilisation: 0.08, neverReached: 1.5, waited: 12 },
    },
  ]
  const text = { fi: 'Keksitty oletus.', sv: 'Ett påhittat antagande.', en: 'An invented assumption.' }
  const result = {
    ...{ county: region.county, planB, on: '2026-11-21', source: 'recorded' as const, seed: 1, weeks: 52 },
    ...{ from: '2025-11-17', to: '2026-11-16', replications: 1, demo: true, official: false },
    ...{ approximate: true, roads, seconds: 12.4 },
    tasks: { total: 3100, used: 2800, binding: 120, excluded: [{ reason: 'no-place', tasks: 180 }] },
    totals: [row({}), row({ service: 'ems', shares: [share(-0.004, -0.012, 0.004, 'cannot-tell')] })],
    zones: [row({ zone: region.areaClasses[1]!.id })],
    municipalities: [
      row({ municipality: '249', shares: [share(0.21, 0.11, 0.31, 'gains')] }),
      row({ municipality: '500', shares: [share(-0.05, -0.09, -0.01, 'loses')] }),
    ],
    crews: [
      {
        station: 'keuruu',
        service: 'rescue' as const,
        slot: 'kärkiyksikkö',
        a: { onDutyHours: 8700, busyHours: 210, tasks: 140 },
        b: { onDutyHours: 8700, busyHours: 240, tasks: 160 },
      },
    ],
    effort: { a: effort(3696), b: effort(3864) },
    assumptions: [{ id: 'a', text }],
    warnings: [],
  }
  return {
    ...{ id: 'duel-1', state, progress: state === 'done' ? 1 : 0.4, ahead: 0 },
    ...(state === 'done' && { result }),
  }
}
