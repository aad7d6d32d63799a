/** Every message ends in exactly one state, and the answer says which; nothing is answered before it is durable. */
import { expect } from 'chai'
import type { Recorded } from '../../src/contract/events.ts'
import type { Database } from '../../src/store/database.ts'
import { notJson } from '../../src/usecases/read-messages.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import {
  countRows,
  county,
  created,
  iso,
  noon,
  places,
  type SmallWorld,
  smallWorld,
  status,
} from './small-world.ts'

const sums = ({ received, accepted, duplicate, refused }: Recorded) => [
  received,
  accepted,
  duplicate,
  refused,
]

describe('recording events', () => {
  let world: SmallWorld

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  beforeEach(async () => {
    world = await smallWorld()
  })

  it('takes a new message once, in the batch and across batches', async () => {
    const event = created('t1', noon)
    expect(await world.recorder.record([event, event])).to.deep.equal({
      ...{ received: 2, accepted: 1, duplicate: 1, duplicates: [1], refused: 0, refusals: [] },
    })
    const again = await world.recorder.record([event])
    expect(again).to.deep.include({ accepted: 0, duplicate: 1, duplicates: [0] })
    expect(await countRows(world.db)).to.include({ event: 1, task: 1, judged: 1 })
  })

  it('knows a repeat whatever the order of its fields, its offset and what it drops', async () => {
    const event = created('t1', noon, { id: 'x' })
    const fields = Object.entries({ ...event, note: 'never stored', at: '2026-11-21T12:00:00+02:00' })
    expect(sums(await world.recorder.record([event]))).to.deep.equal([1, 1, 0, 0])
    const other = await world.recorder.record([Object.fromEntries(fields.reverse())])
    expect(sums(other)).to.deep.equal([1, 0, 1, 0])
    const [row] = await world.db.query<{ body: string }>('select body::text as body from event')
    expect(row!.body).not.to.include('never stored')
  })

  it('refuses an id that comes back with other content, in the batch and across batches', async () => {
    const event = created('t1', noon, { id: 'x' })
    const other = { ...event, urgency: 'B' }
    const answer = await world.recorder.record([event, other, event])
    expect(sums(answer)).to.deep.equal([3, 1, 1, 1])
    expect(answer.refusals).to.deep.equal([
      {
        ...{ index: 1, id: 'x', code: 'id-reused' },
        message: "id 'x' of source 'cad' is known with other content; expected a new id for a new message",
      },
    ])
    expect((await world.recorder.record([other])).refusals[0]).to.include({ index: 0, code: 'id-reused' })
    expect(await countRows(world.db)).to.include({ event: 1, refusal: 2 })
  })

  it('keeps the ids of positions, heartbeats and the log apart, in one batch as in several', async () => {
    const base = { id: '1', source: 'avl', at: iso(noon) }
    const messages = [
      { ...base, kind: 'source.heartbeat' },
      { ...base, kind: 'unit.position', unit: 'E1', place: places.core },
      created('t1', noon, { id: '1', source: 'avl' }),
    ]
    expect(sums(await world.recorder.record(messages))).to.deep.equal([3, 3, 0, 0])
    expect(sums(await world.recorder.record(messages))).to.deep.equal([3, 0, 3, 0])
    world = await smallWorld()
    for (const message of messages)
      expect(sums(await world.recorder.record([message]))).to.deep.equal([1, 1, 0, 0])
    expect(await countRows(world.db)).to.include({ event: 1, unit_position: 1, heartbeat: 1 })
  })

  it('uses the others when some are refused, and names those by index', async () => {
    const answer = await world.recorder.record([
      { kind: 'nonsense', id: 'bad' },
      created('t1', noon),
      null,
      notJson,
      created('t2', noon, { at: '2026-11-21T10:00:00' }),
      created('t3', noon + 6 * 60_000),
      created('t4', Date.UTC(1999, 5)),
      created('t5', noon),
    ])
    expect(sums(answer)).to.deep.equal([8, 2, 0, 6])
    expect(answer.refusals.map(({ index, code }) => [index, code])).to.deep.equal([
      [0, 'invalid'],
      [2, 'invalid'],
      [3, 'not-json'],
      [4, 'invalid'],
      [5, 'too-far-ahead'],
      [6, 'too-old'],
    ])
    expect(answer.refusals[0]).to.include({ id: 'bad' })
    expect(answer.refusals.map(({ message }) => message)).to.satisfy((messages: string[]) =>
      messages.every((message) => /found/.test(message) && /expected/.test(message)),
    )
    const tasks = await world.db.query<{ task: string }>('select task from task order by task')
    expect(tasks.map(({ task }) => task)).to.deep.equal(['t1', 't5'])
  })

  it('keeps what was refused without what was found in it', async () => {
    const secrets = ['Matti; Meikäläinen', 'Katu 1, found there; really', '010190-123A']
    await world.recorder.record([
      created('t1', noon, { service: secrets[0], id: 'r1' }),
      created('t2', noon, { municipality: secrets[1], urgency: { name: secrets[2] } }),
      created('t3', noon, { id: 'a\u0000b', urgency: 'too long an urgency' }),
      created('t4', noon, { id: 'lone \ud800', source: 'x'.repeat(100) }),
    ])
    const rows = await world.db.query<{ source: string; id: string; code: string; message: string }>(
      'select source, id, code, message from refusal order by seq',
    )
    expect(rows).to.have.length(4)
    const kept = JSON.stringify(rows)
    for (const part of secrets.flatMap((secret) => secret.split(/[;,] /))) expect(kept).not.to.include(part)
    expect(kept).not.to.include('too long an')
    expect(rows[0]).to.include({ source: 'cad', id: 'r1', code: 'invalid' })
    expect(rows[0]!.message).to.match(/^service: expected one of/)
    expect(rows[2]).to.include({ source: 'cad', id: null })
    expect(rows[3]).to.include({ source: null, id: null })
  })

  it('tells units, stations and sources that moved, and hears a repeat as a sign of life', async () => {
    const heartbeat = { id: 'h1', source: 'avl', kind: 'source.heartbeat', at: iso(noon) }
    const readiness = { station: 'mid', crew: 2, turnoutSeconds: 90, kind: 'station.readiness' }
    await world.recorder.record([
      heartbeat,
      status('E1', 'available', noon),
      { id: 'r1', source: 'crew', at: iso(noon), ...readiness },
      { id: 'p1', source: 'avl', kind: 'unit.position', at: iso(noon), unit: 'E1', place: places.core },
    ])
    const [changes] = world.committed
    expect(changes!.units).to.have.length(1)
    expect(changes!.units[0]).to.deep.include({
      unit: 'E1',
      status: 'available',
      statusAt: noon,
      placeAt: noon,
    })
    expect(changes!.stations[0]).to.deep.include({ station: 'mid', crew: 2, turnoutSeconds: 90 })
    expect(changes!.sources.map(({ source }) => source)).to.have.members(['avl', 'cad', 'crew'])
    world.now = noon + 30_000
    expect(sums(await world.recorder.record([heartbeat]))).to.deep.equal([1, 0, 1, 0])
    expect(world.committed[1]!.sources).to.deep.equal([
      { source: 'avl', demo: false, lastAt: noon, lastReceivedAt: noon + 30_000 },
    ])
  })

  it('has told the listener, and is in the database, when it answers', async () => {
    const waits = Array.from({ length: 20 }, (_, i) => world.recorder.record([created(`t${i}`, noon)]))
    const answers = await Promise.all(waits)
    expect(answers.every(({ accepted }) => accepted === 1)).to.equal(true)
    expect(await countRows(world.db)).to.include({ event: 20, task: 20 })
    expect(world.committed.flatMap(({ tasks }) => tasks)).to.have.length(20)
    expect(world.committed.length, 'commits for twenty callers at once').to.be.lessThan(20)
  })

  it('does not let one caller’s database fault lose another’s messages', async () => {
    const fragile: Database = {
      ...world.db,
      transaction: (work) =>
        world.db.transaction((tx) =>
          work({
            query: (text, values) => {
              if (JSON.stringify(values)?.includes('poison')) throw new Error('disk trouble')
              return tx.query(text, values)
            },
          }),
        ),
    }
    const recorder = createRecorder({
      ...{ db: fragile, county, now: () => noon, reference: () => world.reference },
      isDemoSource: () => false,
      onCommitted() {},
    })
    const settled = await Promise.allSettled([
      recorder.record([created('t1', noon)]),
      recorder.record([created('poison', noon)]),
      recorder.record([created('t3', noon), { bad: true }]),
    ])
    expect(settled.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    const rows = await world.db.query<{ task: string }>('select task from event order by task')
    expect(rows.map(({ task }) => task)).to.deep.equal(['t1', 't3'])
    expect(await countRows(world.db)).to.include({ refusal: 1 })
    await recorder.idle()
  })

  it('answers accepted when a listener fails: what is durable is durable', async () => {
    const faults: unknown[] = []
    const recorder = createRecorder({
      ...{ db: world.db, county, now: () => noon, reference: () => world.reference },
      isDemoSource: () => false,
      onCommitted: () => {
        throw new Error('the board is broken')
      },
      onFault: (fault) => faults.push(fault),
    })
    expect(sums(await recorder.record([created('t1', noon)]))).to.deep.equal([1, 1, 0, 0])
    expect(faults).to.have.length(1)
  })
})
