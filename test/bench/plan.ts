/** How soon does the pilot county answer to one change of a plan, beside reckoning the whole week anew? */

import { cellKey } from '../../geo/cell.ts'
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { emergencyDrive } from '../../geo/roads/speeds.ts'
import { planQuestionSchema } from '../../src/contract/plan-effect.ts'
import { suggestQuestionSchema } from '../../src/contract/plan-suggestion.ts'
import { createCalendar } from '../../src/domain/calendar.ts'
import type { Located } from '../../src/domain/event.ts'
import type { ServiceLevelDecision } from '../../src/domain/service-level-decision.ts'
import { pilotContent, pilotReadiness, pilotTimeZone } from '../../src/pilot.ts'
import { createGround, type Limits, limitsOn } from '../../src/usecases/coverage-ground.ts'
import { createPlanFields, type PlanFields } from '../../src/usecases/plan-fields.ts'
import type { PlanTasks } from '../../src/usecases/plan-tasks.ts'
import type { CountyReference } from '../../src/usecases/reference.ts'
import { suggestCrews } from '../../src/usecases/suggest-crews.ts'
import { type PlanTable, tryPlan } from '../../src/usecases/try-plan.ts'
import { seeded } from '../geo/roads/tiny-roads.ts'

const today = '2026-11-23'
const tasksOfYear = 60_000
const { cells: area } = keskiSuomi
const content = pilotContent({ demo: true })
const cells = {
  ...{ e: [...area.e], n: [...area.n], residents: [...area.residents], residentsEstimated: true },
  municipality: Array.from(area.municipality, (i) => keskiSuomi.municipalities[i]!.code),
}

function classes(): (system: string, location: Located) => string | undefined {
  const [risk] = content.zones
  const riskOf = new Map(
    risk!.cells.e.map((e, i) => [cellKey({ e, n: risk!.cells.n[i]! }), risk!.cells.classes[i]]),
  )
  const areaOf = new Map(
    cells.e.map((e, i) => [cellKey({ e, n: cells.n[i]! }), keskiSuomi.areaClasses[area.areaClass[i]!]?.id]),
  )
  return (system, { cell }) => (system === 'rescue-risk' ? riskOf : areaOf).get(cellKey(cell!))
}

function referenceOf(): CountyReference {
  const classOf = classes()
  const calendar = createCalendar(pilotTimeZone)
  return {
    ...{ cells, calendar, localDate: calendar.localDate, decisions: content.decisions },
    county: { county: keskiSuomi.county, name: keskiSuomi.name, timeZone: pilotTimeZone, attribution: [] },
    municipalities: keskiSuomi.municipalities,
    zoneVersions: [
      content.zones[0]!.version,
      { system: 'ems-area', validFrom: '2020-01-01', classes: keskiSuomi.areaClasses },
    ],
    zoneOf: (system: string, location: Located) => {
      const id = classOf(system, location)
      return id === undefined ? { kind: 'no-zone-class' } : { kind: 'class', id }
    },
  } as unknown as CountyReference
}

function inventedTasks(): PlanTasks {
  const draw = seeded(60)
  return {
    ...{ from: '2025-11-23', to: today, urgencies: ['A', 'B', 'C', 'D'], withoutCell: {} },
    urgency: Uint8Array.from({ length: tasksOfYear }, () => draw(4)),
    cell: Int32Array.from({ length: tasksOfYear }, () => draw(cells.e.length)),
    minute: Uint16Array.from({ length: tasksOfYear }, () => draw(10_080)),
  }
}

export async function benchPlan(): Promise<void> {
  const reference = referenceOf()
  const standing = {
    stations: keskiSuomi.stations.map(({ id, ...station }) => ({ ...station, station: id })),
    periods: pilotReadiness({ demo: true }),
  }
  const graph = keskiSuomiMainRoads()
  const tasks = inventedTasks()
  const limits = new Map<string, Limits>()
  const tableOver = (ground = createGround(cells, graph, emergencyDrive)): PlanTable => {
    const fields = new Map<ServiceLevelDecision, PlanFields>()
    return {
      ...{ reference, standing, ground, today, demo: true, tasks: () => tasks },
      fields: (decision) => {
        const found = fields.get(decision) ?? createPlanFields(ground, decision)
        fields.set(decision, found)
        return found
      },
      limits: (decision, measure, on) => {
        const key = `${decision.id} ${measure} ${on}`
        const found = limits.get(key) ?? limitsOn(reference, decision, measure, on)
        limits.set(key, found)
        return found
      },
      problemCells: () => ({
        tasks,
        listing: {
          years: [2023, 2024, 2025, 2026],
          reading: 'each-year',
          minimumTasks: 4,
          cells: [],
        } as never,
      }),
    }
  }
  console.log(
    `${cells.e.length} cells, ${standing.periods.length} promises at ${standing.stations.length} stations, ${tasksOfYear} tasks`,
  )
  const changesAt = (i: number) => [
    {
      kind: 'set-readiness' as const,
      period: {
        ...{ id: 'bench', station: standing.stations[i % standing.stations.length]!.station },
        ...{ service: 'rescue' as const, slot: 'bench', kind: '24/7' as const, validFrom: today },
        ...{ strength: { leaders: 1, crew: 3 }, unitTypes: ['rescue-unit' as const] },
        turnout: { medianSeconds: 80 + i, p90Seconds: 200 },
      },
    },
  ]
  const effect = (table: PlanTable, changes: object[]) =>
    tryPlan(planQuestionSchema.parse({ plan: { vaste: 'plan', name: 'Bench', changes } }), table)

  const table = tableOver()
  const first = await once(() => effect(table, []))
  told('the first answer of all: roads, rows and the whole week', first)
  told('nothing changed, asked again', await middle(9, () => effect(table, [])))
  let turn = 0
  const led = await middle(25, () => effect(table, changesAt(turn++)))
  told('one crew more, 25 different ones, led from what is kept', led)
  const anew = await middle(5, () => effect(tableOver(table.ground), changesAt(turn++)))
  told('the same with the week made anew from kept rows', anew, led)
  const whole = await middle(3, () => effect(tableOver(), changesAt(turn++)))
  told('the same with roads, rows and week made anew', whole, led)
  const same =
    JSON.stringify(await effect(table, changesAt(7))) ===
    JSON.stringify(await effect(tableOver(), changesAt(7)))
  console.log(`  led and made anew are ${same ? 'the same' : 'NOT the same'}`)

  for (const [goal, k] of [
    ['coverage', 3],
    ['median', 3],
    ['median', 5],
  ] as const) {
    const ask = () =>
      suggestCrews(suggestQuestionSchema.parse({ service: 'rescue', measure: 'first-unit', goal, k }), table)
    const { method, candidates, looked } = await ask()
    told(`${k} crews of ${candidates}, ${goal}: ${method}, ${looked} looked at`, await middle(5, ask))
  }
}

/** Milliseconds of computing, whoever else is on the machine: nothing here waits for anything. */
async function once(work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

async function middle(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const samples: number[] = []
  for (let i = 0; i < rounds; i++) samples.push(await once(work))
  return samples.sort((a, b) => a - b)[Math.floor(rounds / 2)]!
}

function told(name: string, ms: number, beside?: number): void {
  const ratio = beside === undefined ? '' : `   ${(ms / beside).toFixed(1)}x`
  console.log(`  ${name.padEnd(62)} ${ms.toFixed(0).padStart(6)} ms${ratio}`)
}
