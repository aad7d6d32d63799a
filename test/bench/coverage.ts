/** What does it cost to keep a reach field up, beside making it anew, on a network and a county of full size? */
import { coverageRoads, createDriveTimes } from '../../geo/coverage/drive-times.ts'
import { createReachField, type FieldSource } from '../../geo/coverage/reach-field.ts'
import { cellsOutside, outsideByGroup } from '../../geo/coverage/residents.ts'
import { buildHierarchy } from '../../geo/roads/hierarchy.ts'
import { arcCount, nodeCount } from '../../geo/roads/road-graph.ts'
import { emergencyDrive } from '../../geo/roads/speeds.ts'
import { createRoadSweep } from '../../geo/roads/sweep.ts'
import { seeded } from '../geo/roads/tiny-roads.ts'
import { syntheticRoads } from './roads-synthetic.ts'

const [across, up, sources] = [125, 128, 30]
const [slowRounds, quickRounds] = [15, 240]
const measures = [{ id: 'first-unit' }, { id: 'group', needs: { leaders: 1, crew: 3 } }]

export function benchCoverage(): void {
  const graph = syntheticRoads()
  const { ms: indexMs, value: roads } = once(() => coverageRoads(graph, emergencyDrive))
  const middles = Array.from({ length: across * up }, (_, i) => ({
    lon: 25 + (((i % across) + 0.5) * 2.6) / across,
    lat: 62 + ((Math.floor(i / across) + 0.5) * 1.3) / up,
  }))
  const { ms: tieMs, value: driving } = once(() => createDriveTimes(roads, middles))
  console.log(
    `${nodeCount(graph)} nodes, ${arcCount(graph)} arcs, ${middles.length} cells, ${sources} sources; once: index ${indexMs.toFixed(0)} ms, cells tied ${tieMs.toFixed(0)} ms`,
  )
  const rowFrom = (node: number) => driving.fromStarts([{ node, delay: 0 }])
  const { ms: hierarchyMs, value: swept } = once(() => {
    const overHierarchy = (all: typeof graph, weights: Int32Array) =>
      createRoadSweep(buildHierarchy(all, weights))
    return createDriveTimes(coverageRoads(graph, emergencyDrive, overHierarchy), middles)
  })
  console.log(`hierarchy, index and cells for sweeps, once: ${hierarchyMs.toFixed(0)} ms`)
  const sweptFrom = (node: number) => swept.fromStarts([{ node, delay: 0 }])
  const draw = seeded(30)
  const node = () => draw(nodeCount(graph))
  const nodes = Array.from({ length: sources }, node)
  const spare = Array.from({ length: slowRounds }, node)
  const sourceAt = (i: number, at: number): FieldSource => ({
    ...{ id: `unit ${i}`, drive: rowFrom(at), delaySeconds: draw(10) * 60 },
    ...{ counts: ['first-unit', 'group'], strengths: { group: { leaders: 1, crew: i % 2 === 0 ? 1 : 3 } } },
  })
  const standing = nodes.map((at, i) => sourceAt(i, at))

  const starts = standing.map(({ delaySeconds }, i) => ({
    node: nodes[i],
    delay: delaySeconds * 10,
    label: i,
  }))
  const whole = timed('one search from all sources, to nodes and cells, first unit only', () =>
    driving.fromStarts(starts),
  )
  const rows = timed('a row for each source, and the field of both measures', () =>
    createReachField(
      middles.length,
      measures,
      standing.map((source, i) => ({ ...source, drive: rowFrom(nodes[i]) })),
    ),
  )
  const refill = timed('the field of both measures from rows that are kept', () =>
    createReachField(middles.length, measures, standing),
  )

  for (const kept of [measures.slice(0, 1), measures]) {
    const field = createReachField(middles.length, kept, standing)
    const told = `(${kept.map(({ id }) => id).join(' and ')})`
    const against = (ms: number) => {
      const anew = kept.length === 1 ? whole : rows
      console.log(
        `    ${kept.length === 1 ? 'one search' : 'rows and field anew'} takes ${ratio(anew, ms)} the time`,
      )
    }
    let turn = 0
    const next = () => standing[turn++ % sources]
    against(timed(`a unit leaves and comes back ${told}, each`, () => flip(field, next()), 2, quickRounds))
    against(
      timed(
        `a turnout changes ${told}`,
        () => {
          const source = next()
          field.put({ ...source, delaySeconds: (source.delaySeconds + 60 * (turn % 7)) % 600 })
        },
        1,
        quickRounds,
      ),
    )
    against(
      timed(`a unit has moved, its row searched ${told}`, () =>
        field.put({ ...standing[0], drive: rowFrom(spare[turn++ % spare.length]) }),
      ),
    )
    against(
      timed(`a unit has moved, its row swept over a hierarchy ${told}`, () =>
        field.put({ ...standing[0], drive: sweptFrom(spare[turn++ % spare.length]) }),
      ),
    )
    compare(field, kept)
  }
  console.log(`  rows and field anew take ${ratio(rows, refill)} the time of the field from kept rows`)
  const seconds = createReachField(middles.length, measures, standing).seconds('first-unit')
  const limits = new Uint16Array(middles.length).fill(900)
  const residents = new Float32Array(middles.length).fill(10)
  const town = Uint8Array.from(middles, (_, i) => i % 22)
  timed('residents beyond a limit by 22 municipalities, and the cells', () => {
    outsideByGroup(seconds, limits, residents, town, 22)
    cellsOutside(seconds, limits)
  })
}

function flip(field: ReturnType<typeof createReachField>, source: FieldSource): void {
  field.remove(source.id)
  field.put(source)
}

/** What was changed again and again against a field made anew of the same sources. */
function compare(field: ReturnType<typeof createReachField>, kept: typeof measures): void {
  const anew = createReachField(
    field.cells,
    kept,
    field.ids().map((id) => field.source(id)!),
  )
  const differing = kept.reduce(
    (sum, { id }) =>
      sum + anew.seconds(id).reduce((count, value, i) => count + (value === field.seconds(id)[i] ? 0 : 1), 0),
    0,
  )
  console.log(`  ${differing} cells differ from a field made anew`)
}

function once<T>(work: () => T): { ms: number; value: T } {
  const from = performance.now()
  const value = work()
  return { ms: performance.now() - from, value }
}

/** Middle of the rounds in ms; a third more, before, do not count. `parts`: pieces of work in one call. */
function timed(name: string, work: () => unknown, parts = 1, rounds = slowRounds): number {
  for (let i = 0; i < rounds / 3; i++) work()
  const samples = Array.from({ length: rounds }, () => once(work).ms / parts).sort((a, b) => a - b)
  const at = (share: number) => samples[Math.floor((rounds - 1) * share)]
  const told = [at(0.5), at(0), at(0.9), at(1)].map((ms) => ms.toFixed(ms < 10 ? 3 : 1))
  console.log(`  ${name.padEnd(64)} ${told[0].padStart(8)} ms [${told[1]}, 90 % ${told[2]}, ..${told[3]}]`)
  return at(0.5)
}

const ratio = (longer: number, shorter: number) =>
  `${(longer / shorter).toFixed(shorter * 10 > longer ? 1 : 0)}x`
