/** Whatever the order of receipt, the batches and the repeats: the same log, the same caches, and rebuild finds them clean. */
import { expect } from 'chai'
import fc from 'fast-check'
import type { EventMessage } from '../../src/contract/events.ts'
import { unitStatuses } from '../../src/domain/vocabulary.ts'
import { createFigures } from '../../src/figures/figures.ts'
import { judgedPages } from '../../src/store/task-cache.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import {
  aDecision,
  aTarget,
  cachesOf,
  county,
  forgetMessages,
  iso,
  noon,
  places,
  type SmallWorld,
  smallWorld,
  worldOn,
} from './small-world.ts'

const minute = fc.integer({ min: -120, max: 0 })
const task = fc.constantFrom('t1', 't2', 't3')
const unit = fc.constantFrom('E1', 'E2', 'F1')
const place = fc.constantFrom(...Object.values(places))
const urgency = fc.constantFrom('A', 'B', 'C', 'E')

const kinds = fc.oneof(
  fc.record({
    kind: fc.constant('task.created'),
    task,
    urgency,
    place,
    service: fc.constantFrom('ems', 'rescue'),
  }),
  fc.record({ kind: fc.constant('task.urgency'), task, urgency }),
  fc.record({ kind: fc.constant('task.moved'), task, place }),
  fc.record({ kind: fc.constantFrom('task.cancelled', 'task.closed'), task }),
  fc.record({ kind: fc.constant('unit.status'), unit, status: fc.constantFrom(...unitStatuses), task }),
  fc.record({ kind: fc.constant('unit.status'), unit, status: fc.constantFrom(...unitStatuses) }),
  fc.record({ kind: fc.constant('unit.position'), unit, place }),
  fc.record({ kind: fc.constant('station.readiness'), station: fc.constant('mid'), crew: fc.nat(6) }),
)
const messages = fc
  .array(fc.tuple(kinds, minute), { minLength: 1, maxLength: 40 })
  .map((drawn) =>
    drawn.map(
      ([kind, at], i) =>
        ({ id: `${i}`, source: `s${i % 3}`, at: iso(noon + at * 60_000), ...kind }) as EventMessage,
    ),
  )
const twoOrders = messages.chain((sent) =>
  fc.record({
    sent: fc.constant(sent),
    shuffled: fc.shuffledSubarray([...sent, ...sent.slice(0, 10)], {
      minLength: sent.length + Math.min(10, sent.length),
    }),
    batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60, maxLength: 60 }),
  }),
)

describe('order of receipt', () => {
  let world: SmallWorld

  before(async function () {
    this.timeout(60_000)
    // Two measures: a task has two rows, which must stay together.
    const targets = [aTarget(), aTarget({ measure: 'ambulance' }), aTarget({ urgencies: ['C'] })]
    world = await smallWorld({ decisions: [aDecision({ targets })] })
  })

  const receive = async (sent: readonly EventMessage[], batches: readonly number[]) => {
    await forgetMessages(world.db)
    let accepted = 0
    for (let from = 0, i = 0; from < sent.length; from += batches[i++]!)
      accepted += (await world.recorder.record(sent.slice(from, from + batches[i]!))).accepted
    return { accepted, caches: await cachesOf(world.db) }
  }

  it('does not matter for tasks, verdicts, units or stations', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(twoOrders, async ({ sent, shuffled, batches }) => {
        const straight = await receive(sent, [1000])
        const mixed = await receive(shuffled, batches)
        expect(straight.accepted).to.equal(sent.length)
        expect(mixed).to.deep.equal(straight)
        const check = await rebuild(world.db, world.reference, { check: true })
        expect(check).to.deep.include({ different: [], differentUnits: [], differentStations: [] })
      }),
      { numRuns: 30 },
    )
  })

  it('figures kept up with commits equal figures loaded at a start, whatever the page size', async () => {
    await forgetMessages(world.db)
    const live = createFigures(world.reference.calendar)
    const recorded = await worldOn(world.db)
    const sent = fc.sample(messages, { numRuns: 6, seed: 5 }).flat()
    await recorded.recorder.record(sent.map((event, i) => ({ ...event, id: `m${i}` })))
    const rows = []
    for await (const page of judgedPages(world.db, county)) rows.push(...page)
    live.update(rows)
    const slice = { service: 'ems' as const, from: 0, to: noon + 1 }
    for (const pageSize of [5, 6, 7]) {
      const loaded = createFigures(world.reference.calendar)
      for await (const page of judgedPages(world.db, county, pageSize)) loaded.update(page)
      expect(loaded.groups(slice)).to.deep.equal(live.groups(slice))
      expect(loaded.size()).to.equal(rows.length)
    }
  })
})
