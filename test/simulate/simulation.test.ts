import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { eventSchema } from '../../src/contract/events.ts'
import { createCalendar } from '../../src/domain/calendar.ts'
import { fleetMonthAt } from '../../src/simulate/fleet-month.ts'
import { sourceNames, type TimedEvent } from '../../src/simulate/messages.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import { toyVolumes, toyWorld } from './toy-world.ts'

const calendar = createCalendar('Europe/Helsinki')
const at = (text: string) => Date.parse(text)
/** Three weeks with a clock change and a seam of fleet months in them. */
const from = at('2026-10-20T00:00:00+03:00')
const to = at('2026-11-12T00:00:00+02:00')
const options = { world: toyWorld, seed: 'test', from, to, volumes: toyVolumes }
const told = [...simulate(options)]

const digest = (events: Iterable<TimedEvent>) => {
  const hash = createHash('sha256')
  for (const one of events) hash.update(JSON.stringify(one))
  return hash.digest('hex')
}

type Status = Extract<TimedEvent['event'], { kind: 'unit.status' }>
const statuses = told.flatMap(({ at, event }) =>
  event.kind === 'unit.status' ? [{ ...event, time: at }] : [],
)

function byKey<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

describe('simulation', () => {
  it('tells the same for the same seed and span, another story for another seed', () => {
    expect(digest(simulate(options))).to.equal(digest(told))
    expect(digest(simulate({ ...options, seed: 'other' }))).to.not.equal(digest(told))
  })

  it('is one stream, wherever it is cut', () => {
    const cuts = [
      from,
      at('2026-10-25T00:30:00Z'),
      at('2026-11-01T02:00:00Z'),
      at('2026-11-01T02:00:01Z'),
      to,
    ]
    const pieces = cuts.slice(1).flatMap((end, i) => [...simulate({ ...options, from: cuts[i]!, to: end })])
    expect(digest(pieces)).to.equal(digest(told))
  })

  it('tells in time order, with valid events that carry their own time and an id of their own', () => {
    let before = 0
    for (const { at, event } of told) {
      expect(at).to.be.within(Math.max(before, from), to - 1)
      before = at
      const parsed = eventSchema.parse(event)
      expect(parsed.at).to.equal(at)
      expect(sourceNames).to.include(parsed.source)
    }
    const ids = told.map(({ event }) => `${event.source} ${event.id}`)
    expect(new Set(ids).size).to.equal(ids.length)
  })

  const order = ['alerted', 'en-route', 'at-scene', 'transporting', 'at-hospital', 'available'] as const
  it('lets all units but a few in a thousand pass their statuses in order, none before the task was created', () => {
    const created = new Map(
      told.flatMap(({ at, event }) => (event.kind === 'task.created' ? [[event.task, at] as const] : [])),
    )
    const runs = byKey(statuses, ({ task, unit }) => task && `${task} ${unit}`)
    expect(runs.size).to.be.greaterThan(500)
    let disordered = 0
    for (const [key, run] of runs) {
      const ranks = run.map(({ status }) => order.indexOf(status as (typeof order)[number]))
      const ordered = [...new Set(ranks)].sort((a, b) => a - b)
      if (ranks.join() !== ordered.join()) disordered++
      const start = created.get(run[0]!.task!)
      if (start !== undefined) expect(run[0]!.time, key).to.be.at.least(start)
    }
    expect(disordered / runs.size).to.be.below(0.01)
  })

  it('never has a unit on two tasks at once', () => {
    for (const [unit, own] of byKey(statuses, ({ unit }) => unit)) {
      let task: string | undefined
      for (const one of own) {
        if (one.status === 'alerted') {
          expect(task, `${unit} at ${one.at}`).to.equal(undefined)
          task = one.task
        } else if (one.task !== undefined && task !== undefined) expect(one.task).to.equal(task)
        if (one.status === 'available') task = undefined
        if (one.task === undefined) expect(task, `${unit} at ${one.at}`).to.equal(undefined)
      }
    }
  })

  it('ends every task once, after all its units are free', () => {
    const ends = told.flatMap(({ at, event }) =>
      event.kind === 'task.closed' || event.kind === 'task.cancelled' ? [{ task: event.task, at }] : [],
    )
    const byTask = byKey(ends, ({ task }) => task)
    const open = told.filter(({ event }) => event.kind === 'task.created' && !byTask.has(event.task))
    expect(open.length).to.be.lessThan(6)
    for (const [task, found] of byTask) expect(found.length, task).to.equal(1)
    for (const { task, time } of statuses)
      if (task !== undefined && byTask.has(task)) expect(time).to.be.at.most(byTask.get(task)![0]!.at)
  })

  it('brings everyone home before the fleet month ends at 04:00 local on the first', () => {
    const seam = fleetMonthAt(calendar, from).to
    expect(new Date(seam).toISOString()).to.equal('2026-11-01T02:00:00.000Z')
    const last = new Map<string, Status>()
    for (const { at, event } of told)
      if (at < seam && event.kind === 'unit.status') last.set(event.unit, event)
    for (const [unit, { status }] of last) expect(status, unit).to.be.oneOf(['at-station', 'unavailable'])
    const opening = told.filter((one) => one.at === seam)
    expect(opening.length).to.equal(toyWorld.units.length + toyWorld.stations.length)
  })

  it('keeps a unit off tasks outside its shift', () => {
    const alerts = statuses.filter(({ unit, status }) => unit === 'E 3' && status === 'alerted')
    expect(alerts.length).to.be.greaterThan(20)
    for (const { time } of alerts) expect(calendar.localHour(time)).to.be.within(8, 19)
  })

  it('forgets some buttons, cancels some tasks, changes some urgencies and closes some by telephone', () => {
    const count = (is: (event: TimedEvent['event']) => boolean) =>
      told.filter(({ event }) => is(event)).length
    const tasks = count((event) => event.kind === 'task.created')
    expect(count((event) => event.kind === 'task.cancelled') / tasks).to.be.within(0.02, 0.09)
    expect(count((event) => event.kind === 'task.urgency') / tasks).to.be.within(0.01, 0.05)
    expect(count((event) => event.kind === 'task.closed' && event.outcome === 'X-52')).to.be.greaterThan(1)
    const arrivals = byKey(statuses, ({ task, unit }) => task && `${task} ${unit}`)
    const gone = [...arrivals.values()].filter((run) => run.some(({ status }) => status === 'transporting'))
    const silent = gone.filter((run) => !run.some(({ status }) => status === 'at-scene'))
    expect(silent.length / gone.length).to.be.within(0.001, 0.05)
  })

  it('tells positions and heartbeats only when asked, without changing the rest', () => {
    const span = { from: at('2026-10-24T21:00:00Z'), to: at('2026-10-25T21:00:00Z') }
    const all = [...simulate({ ...options, ...span, positions: true, heartbeats: true })]
    const rest = all.filter(
      ({ event }) => event.kind !== 'unit.position' && event.kind !== 'source.heartbeat',
    )
    expect(digest(rest)).to.equal(digest(told.filter((one) => one.at >= span.from && one.at < span.to)))
    expect(all.filter(({ event }) => event.kind === 'source.heartbeat').length).to.equal(4 * 4 * 60 * 24)
    const positions = all.filter(({ event }) => event.kind === 'unit.position')
    for (const { event } of positions) eventSchema.parse(event)
    for (let i = 1; i < all.length; i++) expect(all[i]!.at).to.be.at.least(all[i - 1]!.at)
    const crewed = new Set(
      positions.flatMap(({ at, event }) =>
        event.kind === 'unit.position' && event.unit === 'E 1' ? [Math.floor(at / 60_000)] : [],
      ),
    )
    expect(crewed.size).to.be.greaterThan(24 * 60 - 5)
  })
})
