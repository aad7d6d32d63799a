/** Milliseconds of the processor. What do arrivals and reach cost a running board, and for how long does nobody else get a turn? On the pilot's roads and on many. */
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { arcCount, nodeCount, type RoadGraph } from '../../geo/roads/road-graph.ts'
import { createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import { createReachWatch } from '../../src/live/reach.ts'
import { pilotContent, pilotCounty } from '../../src/pilot.ts'
import type { UnitState } from '../../src/store/board-state.ts'
import { keptGround } from '../../src/usecases/coverage-ground.ts'
import { installCounty } from '../../src/usecases/install-county.ts'
import { judgeAll } from '../../src/usecases/judge-tasks.ts'
import { nothingPromised } from '../../src/usecases/readiness-plan.ts'
import { type CountyReference, loadReference } from '../../src/usecases/reference.ts'
import { createCoverageDesk } from '../../src/usecases/show-coverage.ts'
import { createUsualReach } from '../../src/usecases/usual-reach.ts'
import { emptyTables, testDatabase } from '../database.ts'
import { seeded } from '../geo/roads/tiny-roads.ts'
import { syntheticRoads } from './roads-synthetic.ts'

const [tasks, refreshes] = [40, 20]
const freshness = { lateAfterSeconds: 60, silentAfterSeconds: 180 }

export async function benchLiveRoads(): Promise<void> {
  const db = await testDatabase()
  await emptyTables(db)
  const begun = Date.parse('2026-11-02T10:00:00Z')
  await installCounty(db, pilotContent({ demo: true }), begun)
  const reference = await loadReference(db, pilotCounty)
  for (const [name, graph] of [
    ['the pilot', keskiSuomiMainRoads()],
    ['synthetic', overPilot(syntheticRoads())],
  ] as const) {
    console.log(`\n${name}: ${nodeCount(graph)} nodes, ${arcCount(graph)} arcs`)
    await measure(graph, reference, db, begun)
  }
  await db.close()
}

/** The synthetic square lies east of the pilot's middle: moved there. */
function overPilot(graph: RoadGraph): RoadGraph {
  const moved = (column: Int32Array, by: number) => column.map((value) => value + by * 1e7)
  return {
    ...graph,
    ...{ lon: moved(graph.lon, -0.8), shapeLon: moved(graph.shapeLon, -0.8) },
    ...{ lat: moved(graph.lat, -0.2), shapeLat: moved(graph.shapeLat, -0.2) },
  }
}

async function measure(
  graph: RoadGraph,
  reference: CountyReference,
  db: Awaited<ReturnType<typeof testDatabase>>,
  begun: number,
) {
  let now = begun
  const draw = seeded(7)
  const anywhere = () => ({ lon: 24.6 + draw(1800) / 1000, lat: 61.9 + draw(1100) / 1000 })
  const units = [...reference.units.values()].map((unit, i): UnitState => {
    const sent = i % 2 === 0
    return {
      ...{ unit: unit.unit, type: unit.type, demo: true, statusSource: 'cad', statusAt: now },
      ...{ status: sent ? 'en-route' : 'available', place: anywhere(), placeAt: now },
      ...(sent && { task: `t${i % tasks}` }),
      ...(unit.station !== undefined && { station: unit.station }),
    }
  })
  const histories = Array.from({ length: tasks }, (_, i) => [
    {
      ...{
        id: `c${i}`,
        source: 'cad',
        kind: 'task.created' as const,
        at: now,
        task: `t${i}`,
        service: 'ems' as const,
      },
      ...{ urgency: 'ABCD'[i % 4]!, code: '704', place: anywhere() },
    },
    {
      id: `a${i}`,
      source: 'cad',
      kind: 'unit.status' as const,
      at: now,
      unit: `u${i}`,
      status: 'alerted' as const,
      task: `t${i}`,
    },
  ])
  const sources = () => [{ source: 'cad', demo: true, lastReceivedAt: now }]
  const roads = () => graph
  const drives = createDrives({ roads })
  const made = spent(() => drives.prepare())
  const board = createBoard({
    ...{ now: () => now, reference: () => reference, freshness, drives },
    initial: { tasks: [], units, stations: [], sources: sources() },
  })
  const ground = keptGround({ reference: () => reference, roads })
  console.log(`  once, at the start: drives ${made.toFixed(0)} ms, cells tied ${spent(ground).toFixed(0)} ms`)
  const known = new Promise<void>((resolve) => drives.onKnown(resolve))
  const watch = watchTurns()
  const judged = judgeAll(histories, reference)
  const burst = spent(() => board.apply({ tasks: judged, units: [], stations: [], sources: sources() }))
  await known
  board.refreshExpected()
  console.log(
    `  ${tasks} tasks at once: ${burst.toFixed(1)} ms, then a search a turn; longest turn ${watch.longest().toFixed(1)} ms`,
  )
  const times = Array.from({ length: refreshes }, () => {
    now += 5000
    for (const unit of units) Object.assign(unit, { place: anywhere(), placeAt: now })
    board.apply({ tasks: [], units, stations: [], sources: sources() })
    return spent(() => board.refreshExpected())
  }).sort((a, b) => a - b)
  console.log(
    `  ${tasks} tasks and ${units.length} units that have all moved, looked at anew: ${times[refreshes >> 1]!.toFixed(1)} ms (median), ${times.at(-1)!.toFixed(1)} at most`,
  )
  const desk = createCoverageDesk({
    ...{ reference: () => reference, roads, ground, now: () => now, freshness, demo: () => true, keptMs: 0 },
    standing: () => board.things(),
  })
  const usual = createUsualReach({
    db,
    county: pilotCounty,
    stations: () => new Map(),
    promised: () => nothingPromised,
  })
  const reach = createReachWatch({ read: desk.read, usual, alertedAt: () => now, publish: () => {} })
  const first = await turnsOf(() => reach.look())
  for (const unit of units) Object.assign(unit, { place: anywhere(), placeAt: now })
  const again = await turnsOf(() => reach.look())
  for (const unit of units.slice(0, 15)) Object.assign(unit, { place: anywhere(), placeAt: now })
  const some = await turnsOf(() => reach.look())
  console.log(`  a look at reach, first: ${first}; every unit moved: ${again}; fifteen moved: ${some}`)
  drives.stop()
}

/** Of the processor, so that a busy machine tells the same; the database's thread and the collector are in it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function spent(work: () => unknown): number {
  const begun = cpuMs()
  work()
  return cpuMs() - begun
}

async function turnsOf(work: () => Promise<void>): Promise<string> {
  const watch = watchTurns()
  const begun = cpuMs()
  await work()
  const ms = cpuMs() - begun
  return `${ms.toFixed(0)} ms, longest turn ${watch.longest().toFixed(1)} ms`
}

/** The longest time between two turns of the event loop; `longest` ends the watch. */
function watchTurns(): { longest(): number } {
  let [last, longest, on] = [cpuMs(), 0, true]
  const look = () => {
    const now = cpuMs()
    longest = Math.max(longest, now - last)
    last = now
    if (on) setImmediate(look)
  }
  setImmediate(look)
  return {
    longest() {
      on = false
      return Math.max(longest, cpuMs() - last)
    },
  }
}
