/** How long is the answer to a change in the pilot county over two and a half years of tasks, and how long is nobody else heard meanwhile? */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { cellId } from '../../geo/cell.ts'
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import type { JudgedRow } from '../../src/domain/judged-row.ts'
import { createFigures } from '../../src/figures/figures.ts'
import { pilotContent, pilotReadiness } from '../../src/pilot.ts'
import { lognormal, streamOf, uniform } from '../../src/simulate/random.ts'
import { keptGround } from '../../src/usecases/coverage-ground.ts'
import { seedReadiness } from '../../src/usecases/edit-readiness.ts'
import { installCounty } from '../../src/usecases/install-county.ts'
import { type CountyReference, loadReference } from '../../src/usecases/reference.ts'
import { showBeforeAfter } from '../../src/usecases/show-before-after.ts'
import { loadReadiness } from '../../src/usecases/show-readiness.ts'
import { speedsInUse } from '../../src/usecases/speeds-in-use.ts'
import { emptyTables, testDatabase } from '../database.ts'

const now = Date.parse('2026-11-21T10:00Z')
const questions = [
  { station: 'keuruu', on: '2025-10-01' },
  { station: 'laukaa', on: '2024-05-06', service: 'ems' },
  { station: 'jyvaskyla', on: '2025-10-01', service: 'ems' },
] as const

export async function benchBeforeAfterSpeed(): Promise<void> {
  const db = await testDatabase()
  await emptyTables(db)
  await installCounty(db, pilotContent({ demo: true }), now)
  await seedReadiness(db, '15', pilotReadiness({ demo: true }), now)
  const reference = await loadReference(db, '15')
  const figures = createFigures(reference.calendar)
  figures.update(rowsOf(reference))
  const roads = keskiSuomiMainRoads()
  const { of } = speedsInUse(undefined, roads, false)
  const ground = keptGround({
    ...{ reference: () => reference, roads: () => roads, speeds: () => of('emergency') },
  })
  const book = await loadReadiness(db, '15')
  const context = { figures, reference, now, demo: true, upTo: { seq: 1 }, book, middleOf: () => undefined }
  console.log(`  ${figures.size()} judged rows`)
  for (const question of [...questions, ...questions]) {
    const gaps = monitorEventLoopDelay({ resolution: 1 })
    gaps.enable()
    await new Promise((resolve) => setTimeout(resolve, 20))
    gaps.reset()
    const [startedAt, before] = [performance.now(), process.cpuUsage()]
    const found = await showBeforeAfter(question, { ...context, ground: ground() })
    const { user, system } = process.cpuUsage(before)
    await new Promise((resolve) => setTimeout(resolve, 5))
    gaps.disable()
    console.log(
      `  ${question.station} ${found.service}: ${found.total} tasks in ${Math.round(performance.now() - startedAt)} ms (processor ${Math.round((user + system) / 1000)} ms), longest gap ${Math.round(gaps.max / 1e6)} ms`,
    )
  }
}

/** As the demo's: about 46 000 EMS and 5 000 rescue tasks a year. */
function* rowsOf({ cells }: CountyReference): Generator<JudgedRow> {
  const random = streamOf('before-after-speed', 'rows')
  const [from, to] = [Date.parse('2023-09-01T00:00Z'), now]
  const total = 160_000
  const sums: number[] = []
  let sum = 0
  for (const living of cells.residents) {
    sum += living
    sums.push(sum)
  }
  for (let i = 0; i < total; i++) {
    const at = uniform(random, 0, sum)
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < at) low = middle + 1
      else high = middle
    }
    const service = i % 10 === 0 ? 'rescue' : 'ems'
    const urgent = i % 3 === 0
    const turnoutSeconds = Math.ceil(lognormal(random, 100, 0.4))
    const driveSeconds = Math.ceil(lognormal(random, 500, 0.6))
    const head = {
      ...{ task: `t${i}`, service: service as 'ems', decision: `pilot-${service}`, flags: 0 },
      datedAt: from + Math.floor(((to - from) * i) / total),
      ...{ urgency: urgent ? 'A' : 'C', urgencyGroup: urgent ? 'A+B' : 'C' },
      ...{ municipality: cells.municipality[low]!, cell: cellId({ e: cells.e[low]!, n: cells.n[low]! }) },
      ...{ seconds: turnoutSeconds + driveSeconds, turnoutSeconds, driveSeconds, station: 'keuruu' },
    }
    yield { ...head, ordinal: 0, measure: 'first-unit' }
    if (service === 'rescue') yield { ...head, ordinal: 1, measure: 'effective-action' }
  }
}
