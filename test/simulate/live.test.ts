import { expect } from 'chai'
import type { EventMessage } from '../../src/contract/events.ts'
import { type DemoOptions, startDemo } from '../../src/simulate/live.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import { fakeClock } from './fake-clock.ts'
import { toyUnits, toyWorld } from './toy-world.ts'

const minute = 60_000
const hour = 60 * minute
const base = { world: toyWorld, seed: 'live' }

const passing = (kind: EventMessage['kind']) => kind === 'unit.position' || kind === 'source.heartbeat'
const lasting = (events: readonly EventMessage[]) => events.filter(({ kind }) => !passing(kind))
const ids = (events: readonly EventMessage[]) => events.map(({ source, id }) => `${source} ${id}`)

function demoAt(startAt: string, more: Partial<DemoOptions> = {}) {
  const clock = fakeClock(Date.parse(startAt))
  const recorded: EventMessage[] = []
  const faults: unknown[] = []
  const demo = startDemo({
    ...base,
    now: clock.now,
    wait: clock.wait,
    record: async (events) => recorded.push(...events),
    onFault: (fault) => faults.push(fault),
    ...more,
  })
  return { clock, recorded, faults, demo }
}

/** What the stream tells between two moments, without positions. */
const told = (from: number, to: number) =>
  [...simulate({ ...base, from, to: to + 1 })].map(({ event }) => event)

describe('live demo', () => {
  it('begins in the middle of things: every unit and station has said how it is', async () => {
    const { clock, recorded, demo } = demoAt('2026-11-21T10:00:00Z')
    await clock.advance(0)
    const units = new Set(recorded.flatMap((event) => (event.kind === 'unit.status' ? [event.unit] : [])))
    const stations = new Set(
      recorded.flatMap((event) => (event.kind === 'station.readiness' ? [event.station] : [])),
    )
    expect(units.size).to.equal(toyUnits.length)
    expect(stations.size).to.equal(toyWorld.stations.length)
    expect(recorded.filter(({ kind }) => kind === 'source.heartbeat').length).to.equal(4)
    expect(recorded.every(({ at }) => Date.parse(at) <= clock.now())).to.equal(true)
    expect(recorded.some(({ kind }) => kind === 'task.created')).to.equal(true)
    await demo.stop()
  })

  it('sends each event exactly once, across a sleep', async () => {
    const { clock, recorded, faults, demo } = demoAt('2026-11-21T10:00:00Z')
    await clock.advance(20 * minute)
    await clock.sleep(5 * hour)
    await clock.advance(20 * minute)
    await demo.stop()
    const sent = lasting(recorded)
    expect(new Set(ids(sent)).size).to.equal(sent.length)
    const start = Date.parse('2026-11-21T10:00:00Z')
    const since = told(start - 6 * hour, clock.now())
    expect(ids(sent).slice(-since.length)).to.deep.equal(ids(since))
    expect(faults).to.deep.equal([])
  })

  it('tells one position of each unit after a sleep, not those it slept through', async () => {
    const { clock, recorded, demo } = demoAt('2026-11-21T10:00:00Z')
    await clock.advance(minute)
    const before = recorded.length
    await clock.sleep(5 * hour)
    const units = recorded
      .slice(before)
      .flatMap((event) => (event.kind === 'unit.position' ? [event.unit] : []))
    expect(units.length).to.be.greaterThan(2)
    expect(new Set(units).size).to.equal(units.length)
    await demo.stop()
  })

  const seams = [
    { name: 'local midnight', at: '2026-11-20T21:30:00Z' },
    { name: 'the clock going forward', at: '2026-03-29T00:30:00Z' },
    { name: 'the clock going back', at: '2026-10-25T00:30:00Z' },
    { name: 'the seam of fleet months', at: '2026-11-01T01:30:00Z' },
  ]
  for (const { name, at } of seams)
    it(`goes on across ${name}`, async () => {
      const { clock, recorded, faults, demo } = demoAt(at)
      await clock.advance(0)
      const before = recorded.length
      await clock.advance(hour)
      await demo.stop()
      const expected = told(Date.parse(at) + 1, clock.now())
      expect(ids(lasting(recorded.slice(before)))).to.deep.equal(ids(expected))
      expect(faults).to.deep.equal([])
    })

  it('says that its sources live every 15 s and never waits longer', async () => {
    const { clock, recorded, demo } = demoAt('2026-11-21T02:00:00Z')
    await clock.advance(0)
    const before = recorded.length
    await clock.advance(10 * minute)
    const beats = recorded.slice(before).filter(({ kind }) => kind === 'source.heartbeat')
    expect(beats.length).to.equal(4 * 4 * 10)
    expect(new Set(ids(beats)).size).to.equal(beats.length)
    expect(Math.max(...clock.waits)).to.be.at.most(15_000)
    await demo.stop()
  })

  it('records again what could not be recorded, and says so', async () => {
    const recorded: EventMessage[] = []
    let failures = 3
    const { clock, faults, demo } = demoAt('2026-11-21T10:00:00Z', {
      record: async (events) => {
        if (failures-- > 0) throw new Error('database gone')
        recorded.push(...events)
      },
    })
    await clock.advance(minute)
    await demo.stop()
    expect(faults.length).to.equal(3)
    const sent = lasting(recorded)
    expect(new Set(ids(sent)).size).to.equal(sent.length)
    expect(ids(sent)).to.include.members(ids(told(Date.parse('2026-11-21T04:00:00Z'), clock.now())))
  })

  it('runs ahead of the clock when asked to', async () => {
    const { clock, recorded, demo } = demoAt('2026-11-21T10:00:00Z', { speed: 60 })
    await clock.advance(2 * minute)
    const last = Date.parse(recorded.at(-1)!.at)
    expect(last).to.be.within(Date.parse('2026-11-21T11:59:00Z'), Date.parse('2026-11-21T12:00:00Z'))
    await demo.stop()
  })

  it('stops at once, twice without harm, and sends nothing more', async () => {
    const { clock, recorded, faults, demo } = demoAt('2026-11-21T10:00:00Z')
    await clock.advance(minute)
    await demo.stop()
    await demo.stop()
    const after = recorded.length
    await Promise.resolve()
    expect(recorded.length).to.equal(after)
    expect(faults).to.deep.equal([])
  })
})
