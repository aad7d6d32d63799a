/** Alarms: what raises and clears them, that they do not chatter, and what a person's word does to them. */
import { expect } from 'chai'
import fc from 'fast-check'
import { type Alarm, type AlarmKind, alarmKey, alarmKinds, alarmLimits } from '../../src/domain/alarm.ts'
import {
  alarmsNamed,
  checkShelf,
  keysOf,
  withAcknowledged,
  withShelved,
} from '../../src/domain/alarm-actions.ts'
import type { AlarmSituation, WatchedTask } from '../../src/domain/alarm-conditions.ts'
import { type AlarmState, alarmsAfter, restoredAlarms } from '../../src/domain/alarm-state.ts'
import { outlookOf, outlookSlackSeconds } from '../../src/domain/outlook.ts'

const start = Date.parse('2026-11-21T10:00:00Z')
const { rules } = alarmLimits
const at = (seconds: number) => start + seconds * 1000

const quiet: AlarmSituation = { tasks: [], sources: [], stations: [], areas: [], listeningSince: start }
const aTask = (change: Partial<WatchedTask> = {}): WatchedTask => ({
  ...{ task: 't1', about: { name: '704', urgency: 'A' }, needsUnit: true, attended: false },
  ...{ unattendedSince: start },
  ...change,
})
const tasks = (...changes: Partial<WatchedTask>[]): AlarmSituation => ({
  ...quiet,
  tasks: changes.map(aTask),
})
/** A unit on its way that is expected `over` seconds past the limit; without a fresh position nobody knows. */
const prospect = (dueAt: number, over: number, fresh: boolean) =>
  outlookOf({
    ...{ limit: { measure: 'first-unit', withinSeconds: 600, dueAt }, hasPlace: true, attended: true },
    ...(fresh && { expected: { arriveAt: dueAt + over * 1000, basis: 'roads' } }),
    unseen: !fresh,
  })!
const reaching = (over: number, fresh = true): Partial<WatchedTask> => ({
  ...{ attended: true, unattendedSince: undefined, dueAt: at(600) },
  outlook: prospect(at(600), over, fresh),
})

/** Looks at `situation` at each of the seconds, in order. */
function looked(
  looks: readonly (readonly [seconds: number, situation: AlarmSituation])[],
  state = restoredAlarms(),
) {
  const cleared: Alarm[] = []
  for (const [seconds, situation] of looks) {
    const step = alarmsAfter(state, situation, at(seconds))
    state = step.state
    cleared.push(...step.cleared)
  }
  return { state, cleared, kinds: state.open.map(({ kind }) => kind) }
}

describe('alarms of a task', () => {
  const after = rules['not-alerted'].raiseAfter

  it('are raised when nobody has been alerted for too long, counted from when it came', () => {
    expect(looked([[after - 1, tasks({})]]).kinds).to.deep.equal([])
    const { state } = looked([[after, tasks({})]])
    expect(state.open).to.deep.equal([
      {
        ...{ id: `not-alerted~${at(after)}~t1`, kind: 'not-alerted', subject: 't1', priority: 'high' },
        ...{ about: { name: '704', urgency: 'A' }, since: start, raisedAt: at(after) },
      },
    ])
  })

  for (const [what, change] of [
    ['a C task', { about: { urgency: 'C' } }],
    ['an attended task', { attended: true, unattendedSince: undefined }],
    ['a transfer', { needsUnit: false }],
    ['a letter outside the classes', { about: { urgency: 'N' } }],
  ] as const)
    it(`are not raised for ${what} without a unit`, () => {
      expect(looked([[after * 10, tasks(change)]]).kinds).to.deep.equal([])
    })

  it('clear at once when the task has ended, and after a delay when a unit is alerted', () => {
    const raised = looked([[after, tasks({})]]).state
    const ended = looked([[after + 1, quiet]], raised)
    expect(ended.cleared).to.have.length(1)
    expect(ended.cleared[0]!.clearedAt).to.equal(at(after + 1))
    const attended = tasks({ attended: true, unattendedSince: undefined })
    const { clearAfter } = rules['not-alerted']
    expect(looked([[after + 1, attended]], raised).kinds).to.deep.equal(['not-alerted'])
    expect(
      looked(
        [
          [after + 1, attended],
          [after + 1 + clearAfter, attended],
        ],
        raised,
      ).kinds,
    ).to.deep.equal([])
  })

  it('tell what will be missed, past a margin and for long enough, and hold until it is well again', () => {
    const { raiseAfter, clearAfter } = rules['will-miss']
    const over = outlookSlackSeconds + 1
    const late = tasks(reaching(over))
    expect(looked([[0, late]]).kinds).to.deep.equal([])
    const raised = looked([
      [0, late],
      [raiseAfter, late],
    ])
    expect(raised.kinds).to.deep.equal(['will-miss'])
    const within = tasks(reaching(over - 2))
    expect(
      looked(
        [
          [50, within],
          [500, within],
        ],
        raised.state,
      ).kinds,
      'past the limit, within the margin',
    ).to.deep.equal(['will-miss'])
    const well = tasks(reaching(-1))
    expect(
      looked(
        [
          [50, well],
          [50 + clearAfter, well],
        ],
        raised.state,
      ).kinds,
    ).to.deep.equal([])
  })

  it('withhold what only an old position would tell, with the reason', () => {
    const old = tasks(reaching(1000, false))
    const { state, kinds } = looked([
      [0, old],
      [500, old],
    ])
    expect(kinds).to.deep.equal([])
    expect(state.withheld).to.deep.equal([{ kind: 'will-miss', subject: 't1', reason: 'positions-late' }])
    const late = tasks(reaching(1000))
    const raised = looked([
      [0, late],
      [100, late],
    ]).state
    expect(looked([[500, old]], raised).kinds, 'and nothing clears by it').to.deep.equal(['will-miss'])
  })

  it('become missed once the limit is gone, and what will be missed ends then', () => {
    const late = tasks(reaching(1000))
    const { kinds, cleared } = looked([
      [0, late],
      [100, late],
      [601, late],
      [600 + rules.missed.raiseAfter, late],
    ])
    expect(kinds).to.deep.equal(['missed'])
    expect(cleared.map(({ kind }) => kind)).to.deep.equal(['will-miss'])
    const patient = looked([[700, tasks({ ...reaching(0), about: { urgency: 'D' } })]])
    expect(patient.state.open[0]).to.include({ kind: 'missed', priority: 'medium' })
  })
})

describe('alarms of sources, stations and areas', () => {
  const source = (heard: number, change = {}) => ({
    ...quiet,
    sources: [{ source: 'avl', heardAt: at(heard), ...change }],
  })
  const silentFrom = alarmLimits.silentAfter + rules['source-silent'].raiseAfter

  it('tell a source that is silent, and that it is back', () => {
    expect(looked([[silentFrom - 1, source(0)]]).kinds).to.deep.equal([])
    const { state, kinds } = looked([[silentFrom, source(0)]])
    expect(kinds).to.deep.equal(['source-silent'])
    const back = looked(
      [
        [silentFrom + 5, source(silentFrom + 4)],
        [silentFrom + 65, source(silentFrom + 64)],
      ],
      state,
    )
    expect(back.kinds).to.deep.equal([])
  })

  it('blame no source for the time in which the service did not listen', () => {
    expect(looked([[10, source(-4000)]]).kinds).to.deep.equal([])
    expect(looked([[silentFrom, source(-4000)]]).kinds).to.deep.equal(['source-silent'])
  })

  it('do not wait for a file, nor for a source that was left long ago', () => {
    expect(looked([[1000, source(0, { toldAt: at(-7200) })]]).kinds).to.deep.equal([])
    expect(looked([[1000, source(-90_000)]]).kinds).to.deep.equal([])
  })

  it('tell a station that has lost its crew, not one that never had any', () => {
    const station = (crew: number, told = 0) => ({
      ...quiet,
      stations: [{ station: 's', about: {}, crew, toldAt: at(told) }],
    })
    expect(looked([[1000, station(0)]]).kinds).to.deep.equal([])
    const { kinds, state } = looked([
      [0, station(2)],
      [100, station(0, 100)],
      [100 + rules['station-lost'].raiseAfter, station(0, 100)],
    ])
    expect(kinds).to.deep.equal(['station-lost'])
    const later = looked([[5000, station(0, 100)]], restoredAlarms(state.open))
    expect(later.kinds, 'after a restart, too').to.deep.equal(['station-lost'])
  })

  it('tell an area that nobody free is near to, not while positions cannot tell', () => {
    const area = (nearestFreeSeconds?: number) => ({
      ...quiet,
      areas: [{ area: '179', about: {}, nearestFreeSeconds }],
    })
    const { raiseAfter, clearAfter } = rules['zone-bare']
    const bare = looked([
      [0, area(Number.POSITIVE_INFINITY)],
      [raiseAfter, area(alarmLimits.bareFrom + 1)],
    ])
    expect(bare.kinds).to.deep.equal(['zone-bare'])
    expect(
      looked(
        [
          [raiseAfter + 1, area()],
          [raiseAfter + 1 + clearAfter, area(alarmLimits.bareUntil + 1)],
        ],
        bare.state,
      ).kinds,
    ).to.deep.equal(['zone-bare'])
  })
})

describe('a flood', () => {
  const silent = (names: readonly string[]) => ({
    ...quiet,
    sources: names.map((source) => ({ source, heardAt: start })),
  })
  const many = ['a', 'b', 'c', 'd', 'e']

  it('is one alarm with a list when more than a few of a kind come within the window', () => {
    const { state } = looked([[300, silent(many)]])
    expect(new Set(state.open.map(({ flood }) => flood))).to.deep.equal(
      new Set([`flood~source-silent~${at(300)}`]),
    )
    const few = looked([[300, silent(many.slice(0, alarmLimits.floodFrom))]]).state
    expect(few.open.map(({ flood }) => flood)).to.deep.equal([undefined, undefined, undefined])
    const joined = looked([[400, silent(many.slice(0, 4))]], few).state
    expect(new Set(joined.open.map(({ flood }) => flood)).size, 'those before join it').to.equal(1)
    const later = looked([[300 + alarmLimits.floodWindow, silent(many.slice(0, 4))]], few).state
    expect(later.open.filter(({ flood }) => flood !== undefined)).to.deep.equal([])
  })

  it('is acknowledged as one; who joins later is not', () => {
    const { state } = looked([[300, silent(many.slice(0, 4))]])
    const flood = state.open[0]!.flood!
    const ids = new Set(alarmsNamed(state.open, flood).map(({ id }) => id))
    expect(ids.size).to.equal(4)
    const known = withAcknowledged(state, ids, { by: 'a', at: at(301) })
    const { open } = looked([[310, silent(many)]], known).state
    expect(open.filter(({ acknowledged }) => !acknowledged).map(({ subject }) => subject)).to.deep.equal([
      'e',
    ])
    expect(new Set(open.map((alarm) => alarm.flood))).to.deep.equal(new Set([flood]))
  })
})

describe('a word said of an alarm', () => {
  const raised = looked([[200, tasks({})]]).state
  const { id } = raised.open[0]!
  const only = new Set([id])

  it('is the first one to acknowledge it', () => {
    const once = withAcknowledged(raised, only, { by: 'first', at: at(201) })
    const twice = withAcknowledged(once, only, { by: 'second', at: at(202) })
    expect(twice.open[0]!.acknowledged).to.deep.equal({ by: 'first', at: at(201) })
  })

  it('shelves it until an end, through clearing and coming back, and not longer', () => {
    const signed = { by: 'a', at: at(201) }
    const shelved = withShelved(raised, keysOf(raised.open), signed, at(900))
    expect(shelved.open[0]!.shelved).to.deep.equal({ ...signed, until: at(900) })
    const again = looked(
      [
        [202, quiet],
        [600, tasks({})],
      ],
      shelved,
    ).state
    expect(again.open[0]).to.deep.include({ raisedAt: at(600), shelved: { ...signed, until: at(900) } })
    expect(looked([[900, tasks({})]], again).state.open[0]).not.to.have.property('shelved')
    const taken = withShelved(shelved, keysOf(shelved.open), signed, signed.at)
    expect(taken.open[0]).not.to.have.property('shelved')
  })

  for (const [what, until] of [
    ['past', at(0)],
    ['too far', at(4 * 3600 + 1)],
    ['no', Number.NaN],
  ] as const)
    it(`is refused with ${what} end`, () => {
      expect(() => checkShelf(until, start)).to.throw(/expected a time within the next 4 hours/)
    })

  it('finds no alarm that has cleared', () => {
    expect(() => alarmsNamed([], id)).to.throw(/found no open alarm/)
  })
})

describe('alarms over any course of events', () => {
  const look = fc.record({
    seconds: fc.integer({ min: 1, max: 90 }),
    attended: fc.boolean(),
    over: fc.constantFrom(-300, -10, 30, 200, 900),
    fresh: fc.boolean(),
    due: fc.integer({ min: -100, max: 900 }),
    heard: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    crew: fc.constantFrom(0, 2),
    free: fc.constantFrom(undefined, 100, 2500, 9000),
    acknowledge: fc.boolean(),
  })
  const course = fc.array(look, { minLength: 5, maxLength: 60 })
  type Look = typeof look extends fc.Arbitrary<infer T> ? T : never

  /** The situations of a course, always with the same subjects. */
  function situations(looks: readonly Look[]): { now: number; situation: AlarmSituation; look: Look }[] {
    let now = start
    const heardAt = [start, start, start, start, start]
    return looks.map((one) => {
      now += one.seconds * 1000
      one.heard.forEach((heard, i) => {
        if (heard) heardAt[i] = now
      })
      const about = { urgency: 'A' }
      const situation: AlarmSituation = {
        tasks: [
          aTask({ attended: one.attended, unattendedSince: one.attended ? undefined : now - 300_000 }),
          aTask({
            ...{ task: 't2', attended: true, dueAt: now + one.due * 1000, about },
            outlook: prospect(now + one.due * 1000, one.over, one.fresh),
          }),
        ],
        sources: heardAt.map((at, i) => ({ source: `s${i}`, heardAt: at })),
        stations: [{ station: 'st', about: {}, crew: one.crew }],
        areas: [{ area: '1', about: {}, nearestFreeSeconds: one.free }],
        listeningSince: start,
      }
      return { now, situation, look: one }
    })
  }

  it('do not turn faster than their delays, and are acknowledged until they clear', () => {
    fc.assert(
      fc.property(course, (looks) => {
        let state: AlarmState = restoredAlarms()
        const clearedAt = new Map<string, number>()
        const acknowledged = new Set<string>()
        for (const { now, situation, look } of situations(looks)) {
          const before = new Set(state.open.map(({ id }) => id))
          const step = alarmsAfter(state, situation, now)
          state = step.state
          const { open } = state
          expect(new Set(open.map(alarmKey)).size).to.equal(open.length)
          for (const alarm of open.filter(({ id }) => !before.has(id))) {
            const last = clearedAt.get(alarmKey(alarm)) ?? Number.NEGATIVE_INFINITY
            expect((now - last) / 1000, alarm.id).to.be.at.least(rules[alarm.kind].raiseAfter)
          }
          for (const alarm of step.cleared) {
            clearedAt.set(alarmKey(alarm), now)
            const missed = open.some(({ kind }) => kind === 'missed') || alarm.kind === 'will-miss'
            if (!missed) expect((now - alarm.raisedAt) / 1000).to.be.at.least(rules[alarm.kind].clearAfter)
          }
          for (const alarm of open)
            expect(alarm.acknowledged !== undefined, alarm.id).to.equal(acknowledged.has(alarm.id))
          if (look.acknowledge && open[0]) {
            acknowledged.add(open[0].id)
            state = withAcknowledged(state, new Set([open[0].id]), { by: 'a', at: now })
          }
        }
      }),
      { numRuns: 300, seed: 5 },
    )
  })

  it('are the same in whatever order the board lists its things, and again', () => {
    fc.assert(
      fc.property(course, (looks) => {
        const reversed = (situation: AlarmSituation): AlarmSituation => ({
          ...situation,
          tasks: situation.tasks.toReversed(),
          sources: situation.sources.toReversed(),
          stations: situation.stations.toReversed(),
        })
        let [one, other] = [restoredAlarms(), restoredAlarms()]
        for (const { now, situation } of situations(looks)) {
          one = alarmsAfter(one, situation, now).state
          other = alarmsAfter(other, reversed(situation), now).state
          expect(other.open).to.deep.equal(one.open)
        }
      }),
      { numRuns: 100, seed: 6 },
    )
  })

  it('leave no more than a few of a kind outside a flood within any window', () => {
    fc.assert(
      fc.property(course, (looks) => {
        let state = restoredAlarms()
        const floodOf = new Map<string, { kind: AlarmKind; raisedAt: number; flood?: string }>()
        for (const { now, situation } of situations(looks)) {
          state = alarmsAfter(state, situation, now).state
          for (const recent of state.recent) floodOf.set(recent.id, recent)
        }
        for (const kind of alarmKinds) {
          const own = [...floodOf.values()].filter((one) => one.kind === kind && one.flood === undefined)
          for (const first of own) {
            const within = own.filter(
              ({ raisedAt }) =>
                raisedAt >= first.raisedAt && raisedAt < first.raisedAt + alarmLimits.floodWindow * 1000,
            )
            expect(within.length, kind).to.be.at.most(alarmLimits.floodFrom)
          }
        }
      }),
      { numRuns: 100, seed: 7 },
    )
  })
})
