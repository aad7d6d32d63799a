/** Whatever stands around good events: nothing throws, none of the good ones is lost, and the counts add up. */
import { expect } from 'chai'
import fc from 'fast-check'
import type { EventMessage, Recorded } from '../../src/contract/events.ts'
import { notJson } from '../../src/usecases/read-messages.ts'
import { sharedService, type TestService } from '../service.ts'
import {
  cachesOf,
  countRows,
  created,
  forgetMessages,
  noon,
  reached,
  type SmallWorld,
  smallWorld,
  status,
} from '../usecases/small-world.ts'
import { clock, closed, endsOf, expectFigures, send, told, urgencyOf } from './cases.ts'

/** A good feed: two tasks, a change, a position, readiness and a heartbeat. Under ids that no garbage has. */
const good: readonly EventMessage[] = [
  ...reached('good 1', clock(0), 420),
  created('good 2', clock(10)),
  status('G2', 'alerted', clock(11), 'good 2'),
  urgencyOf('good 2', clock(12), 'B'),
  told('task.moved', clock(13), { task: 'good 2', municipality: '901' }),
  status('G2', 'at-scene', clock(19), 'good 2'),
  closed('good 2', clock(40)),
  told('station.readiness', clock(10), { station: 'mid', crew: 2 }),
  told('source.heartbeat', clock(10), {}),
].map((message, i) => ({ ...message, id: `good ${i}` }))

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', '\u2028', '__proto__', 'NaN', '1970-01-01', '🚑'.repeat(99)),
)
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 1e308, -1e308, 2 ** 53, 9e15, Number.NaN, Number.POSITIVE_INFINITY),
)
/** What no reader should go into: a thousand floors down. */
const deep = fc.constantFrom('array', 'object').map((kind) => {
  let value: unknown = 'bottom'
  for (let i = 0; i < 1000; i++) value = kind === 'array' ? [value] : { in: value }
  return value
})
const anything = fc.oneof(
  text,
  number,
  fc.constantFrom(null, undefined, true, [], {}),
  fc.anything({ maxDepth: 3, withNullPrototype: true }),
  deep,
)

const fields = [
  ...['id', 'source', 'kind', 'at', 'task', 'unit', 'status', 'service', 'urgency', 'place', 'municipality'],
  ...['crew', 'station', 'turnoutSeconds', 'resolutionSeconds', 'origin', 'outcome', 'unitType', 'mobile'],
  ...['__proto__', 'constructor', 'note', 'toString'],
]
/** As JSON makes a field: '__proto__' too is one of its own. */
const open = { enumerable: true, configurable: true, writable: true }
/** A good event of another task with some fields gone, spoilt or added. */
const spoilt = fc
  .record({
    of: fc.nat(good.length - 1),
    id: fc.nat(30),
    gone: fc.subarray(fields, { maxLength: 2 }),
    changed: fc.array(fc.tuple(fc.constantFrom(...fields), anything), { minLength: 1, maxLength: 4 }),
  })
  .map(({ of, id, gone, changed }) => {
    const message: Record<string, unknown> = { ...good[of]!, id: `bad ${id}`, source: 'noise' }
    if ('task' in message) message.task = `bad ${id}`
    if ('unit' in message) message.unit = `bad ${id}`
    if ('station' in message) message.station = 'elsewhere'
    for (const name of gone) delete message[name]
    for (const [name, value] of changed) Object.defineProperty(message, name, { ...open, value })
    // Garbage that calls itself the good feed is a lie, not noise.
    if (message.source === 'cad') message.source = 'noise'
    return message
  })
const garbage = fc.oneof({ arbitrary: spoilt, weight: 5 }, anything, fc.constant(notJson))
const feed = fc.array(fc.tuple(garbage, fc.nat(good.length)), { maxLength: 25 })

describe('bad input: garbage around good events', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  it('throws nothing, loses none of the good ones, and every message ends in one state', async function () {
    this.timeout(60_000)
    const clean = await send(world, good)
    expect(clean).to.include({ accepted: good.length })
    const { tasks, judged } = await cachesOf(world.db)
    await fc.assert(
      fc.asyncProperty(feed, fc.nat(6), async (noise, cut) => {
        await forgetMessages(world.db)
        const mixed: unknown[] = []
        for (let i = 0; i <= good.length; i++) {
          mixed.push(...noise.filter(([, before]) => before === i).map(([item]) => item))
          if (i < good.length) mixed.push(good[i])
        }
        const batches = [mixed.slice(0, cut), mixed.slice(cut)]
        let refused = 0
        let accepted = 0
        for (const batch of batches) {
          const answer = await send(world, batch)
          refused += answer.refused
          accepted += answer.accepted
          const ends = endsOf(answer)
          for (const [i, item] of batch.entries())
            if (good.includes(item as EventMessage)) expect(ends[i]).to.equal('accepted')
          for (const { message, index } of answer.refusals)
            expect(message, `of ${index}`).to.match(/expected /)
        }
        const after = await cachesOf(world.db)
        const isGood = (row: unknown) => (row as { task: string }).task.startsWith('good ')
        expect(after.tasks!.filter(isGood)).to.deep.equal(tasks)
        expect(after.judged!.filter(isGood)).to.deep.equal(judged)
        const rows = await countRows(world.db)
        expect(rows.refusal).to.equal(refused)
        expect(rows.event! + rows.unit_position! + rows.heartbeat!).to.equal(accepted)
        await expectFigures(world)
      }),
      { numRuns: 40 },
    )
  })

  it('over and over: the same noise twice changes nothing and throws nothing', async function () {
    this.timeout(60_000)
    for (const noise of fc.sample(feed, { numRuns: 10, seed: 7 })) {
      const items = noise.map(([item]) => item)
      await send(world, items)
      const before = await cachesOf(world.db)
      const again = await send(world, items)
      expect(again.accepted).to.equal(0)
      expect(await cachesOf(world.db)).to.deep.equal(before)
    }
  })

  it('is held at five minutes ahead of the clock, not at what the clock says itself', async () => {
    const answer = await send(world, [
      told('source.heartbeat', noon + 300_000, {}),
      told('source.heartbeat', noon + 300_001, {}),
    ])
    expect(endsOf(answer).map((end) => end === 'accepted')).to.deep.equal([true, false])
  })
})

describe('bad input: garbage around good lines, over HTTP', () => {
  let service: TestService
  before(async function () {
    this.timeout(60_000)
    service = await sharedService()
  })

  /** One line each, none of them blank: blank lines are no messages. */
  const line = fc
    .oneof(
      text,
      fc.json(),
      fc.constantFrom('{', '}', '[1,', 'null', '"', '{"id":1}', '{"kind":"task.created"'),
    )
    .map((junk) => junk.replaceAll(/[\r\n]/g, ' '))
    .filter((junk) => junk.trim() !== '' && !junk.startsWith('\uFEFF'))

  it('is refused line by line with its index, and every good line is durable', async function () {
    this.timeout(60_000)
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.nat(12), async (junk, at) => {
        const task = `http garbage ${++run}`
        const when = new Date(Date.now() - 60_000).toISOString()
        const base = { source: 'garbage', at: when, task }
        const goodLines = [
          { ...base, id: `${task}/1`, kind: 'task.created', service: 'ems', urgency: 'A' },
          { ...base, id: `${task}/2`, kind: 'unit.status', unit: task, status: 'alerted' },
        ].map((message) => JSON.stringify(message))
        const lines = [...junk.slice(0, at), goodLines[0]!, ...junk.slice(at), goodLines[1]!]
        const response = await fetch(new URL('/api/v1/events', service.url), {
          method: 'POST',
          headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/x-ndjson' },
          body: lines.join('\n'),
        })
        expect(response.status).to.equal(202)
        const answer = (await response.json()) as Recorded
        expect(answer).to.include({ received: lines.length, accepted: 2, refused: junk.length })
        expect(endsOf(answer).flatMap((end, i) => (end === 'accepted' ? [lines[i]] : []))).to.deep.equal(
          goodLines,
        )
        const kept = await service.db.query('select id from event where task = $1', [task])
        expect(kept).to.have.length(2)
      }),
      { numRuns: 40 },
    )
  })
})
