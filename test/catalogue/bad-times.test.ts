/** Bad input: times. What is impossible is refused with a sentence; what is only strange is counted and listed. */
import { expect } from 'chai'
import { created, iso, noon, type SmallWorld, smallWorld, status } from '../usecases/small-world.ts'
import { type Case, clock, closed, expectEnds, foldOf, rowsOf, send, told, tryCases } from './cases.ts'

const unit = (task: string) => `E ${task}`
/** Alerted a minute after the creation; at scene at `scene`, and closed long after. */
const course =
  (scene: number | string, change: object = {}) =>
  (task: string) => [
    created(task, clock(0)),
    { ...status(unit(task), 'alerted', clock(1), task), ...change },
    {
      ...status(unit(task), 'at-scene', clock(1), task),
      at: typeof scene === 'number' ? iso(clock(scene)) : scene,
      ...change,
    },
    closed(task, clock(170)),
  ]

const cases: readonly Case[] = [
  {
    title: 'before the alert: a roadside find, out of the percentiles and listed (trap 9)',
    send: course(0.5),
    verdict: 'arrival-before-start',
    anomalies: ['arrival-before-alert'],
  },
  {
    title: 'at the very alert (trap 9)',
    send: course(1),
    verdict: 'arrival-before-start',
    anomalies: ['arrival-at-alert'],
  },
  {
    title: 'a thousandth of a second after it: one second',
    send: course(1 + 1 / 60_000),
    verdict: 1,
  },
  {
    title: 'at the very alert, of a source that writes whole minutes: less than one of them (trap 19)',
    send: course(1, { resolutionSeconds: 60 }),
    verdict: 0,
  },
  {
    title: 'in the future by more than five minutes: refused, and the task waits for its arrival',
    send: (task) => course(iso(noon + 5 * 60_000 + 1))(task).slice(0, 3),
    ends: [
      'accepted',
      'accepted',
      /^at: found 2026-11-21T10:05:00\.001Z, expected a time at most 5 minutes after the service's clock$/,
    ],
    verdict: 'still-open',
  },
  {
    title: 'in the future by five minutes: a clock a little fast, taken as told',
    send: (task) => course(iso(noon + 5 * 60_000))(task).slice(0, 3),
    verdict: 11_040,
    anomalies: ['implausibly-long'],
  },
  ...[
    ['of 1970: an empty field read as zero', '1970-01-01T00:00:00Z', /^at: found 1970-.* after 2000-01-01$/],
    ['of 1999', '1999-12-31T23:59:59Z', /^at: found 1999-.* after 2000-01-01$/],
    ['without an offset', '2026-11-21T09:08:00', /^at: expected a time with an offset, such as .*, found "/],
    ['of 24:00', '2026-11-20T24:00:00Z', /^at: expected a time with an offset/],
    ['of 25:00', '2026-11-20T25:00:00Z', /^at: expected a time with an offset/],
    ['on 31 November', '2026-11-31T09:08:00Z', /^at: expected a time with an offset/],
    ['as the clock alone', '09:08', /^at: expected a time with an offset/],
    ['of no letters', '', /^at: expected a time with an offset, .*, found ""$/],
  ].map(
    ([title, at, sentence]): Case => ({
      title: `${title}: refused, and the arrival is missing, neither late nor in time (trap 11)`,
      send: course(at as string),
      ends: ['accepted', 'accepted', sentence as RegExp, 'accepted'],
      verdict: 'arrival-missing',
    }),
  ),
  {
    title: 'as a number: refused',
    send: (task) => [created(task, clock(0)), { ...status(unit(task), 'at-scene', 0, task), at: clock(8) }],
    ends: ['accepted', /^at: expected a time with an offset, .*, found 1795/],
    verdict: 'still-open',
  },
  {
    title: '800 minutes after the alert: counted as told, never cut, and listed (trap 15)',
    send: (task) => [
      created(task, clock(-800)),
      status(unit(task), 'alerted', clock(-799), task),
      status(unit(task), 'at-scene', clock(1), task),
      closed(task, clock(30)),
    ],
    verdict: 48_000,
    anomalies: ['implausibly-long'],
  },
  {
    title: 'three hours to the second after the alert: not listed (trap 15)',
    send: (task) => [
      created(task, clock(-60)),
      status(unit(task), 'alerted', clock(-30), task),
      status(unit(task), 'at-scene', clock(150), task),
      closed(task, clock(160)),
    ],
    verdict: 10_800,
  },
  {
    title: 'told twice, the second a correction of the button: the earliest after the alert (trap 13)',
    send: (task) => [
      created(task, clock(0)),
      status(unit(task), 'alerted', clock(1), task),
      status(unit(task), 'at-scene', clock(0.5), task),
      status(unit(task), 'at-scene', clock(9), task),
      status(unit(task), 'at-scene', clock(8), task),
      closed(task, clock(60)),
    ],
    verdict: 420,
    anomalies: ['repeated-arrival'],
  },
  {
    title: 'pressed on leaving: counted, and listed (trap 14)',
    send: (task) => [
      created(task, clock(0)),
      status(unit(task), 'alerted', clock(1), task),
      status(unit(task), 'en-route', clock(2), task),
      status(unit(task), 'at-scene', clock(30), task),
      status(unit(task), 'transporting', clock(30.1), task),
      closed(task, clock(60)),
    ],
    verdict: 1740,
    anomalies: ['forgotten-button'],
  },
]

describe('bad input: an arrival', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })
  tryCases(() => world, cases)
})

describe('bad input: a feed that comes again', () => {
  const hour = 3_600_000
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  const day = (prefix: string, at: number) =>
    Array.from({ length: 20 }, (_, i) => [
      { ...created(`${prefix}${i}`, at + i * 60_000), id: `${prefix}${i}/1` },
      { ...status(`E${i}`, 'alerted', at + i * 60_000 + 30_000, `${prefix}${i}`), id: `${prefix}${i}/2` },
      { ...status(`E${i}`, 'at-scene', at + i * 60_000 + 450_000, `${prefix}${i}`), id: `${prefix}${i}/3` },
      { ...closed(`${prefix}${i}`, at + i * 60_000 + hour), id: `${prefix}${i}/4` },
    ]).flat()
  const yesterday = day('y', noon - 30 * hour)

  it('all of yesterday told twice: every message a duplicate, no figure and no unit moved', async () => {
    expect(await send(world, yesterday)).to.include({ received: 80, accepted: 80 })
    const before = await world.db.query('select * from judged order by task')
    world.now += hour
    expect(await send(world, yesterday)).to.include({ received: 80, duplicate: 80, refused: 0 })
    expect(await world.db.query('select * from judged order by task')).to.deep.equal(before)
    expect(world.committed.at(-1)!).to.deep.include({ tasks: [], units: [] })
  })

  it('yesterday told under new ids: no task doubled, no time moved', async () => {
    const again = yesterday.map((message) => ({ ...message, id: `new ${message.id}` }))
    expect(await send(world, again)).to.include({ accepted: 80 })
    const [count] = await world.db.query<{ n: number }>('select count(*)::int as n from task')
    expect(count!.n).to.equal(20)
    const [row] = await rowsOf(world, 'y7')
    expect(row).to.include({ seconds: 420, unit: 'E7' })
    expect((await foldOf(world, 'y7'))!.anomalies.map(({ kind }) => kind)).to.deep.equal(['repeated-arrival'])
  })

  it('yesterday with today’s times under the old ids: refused one by one, and yesterday stands', async () => {
    const before = await world.db.query('select * from judged order by task')
    const moved = yesterday.map((message) => ({ ...message, at: iso(Date.parse(message.at) + 24 * hour) }))
    const answer = await send(world, moved)
    expect(answer).to.include({ received: 80, refused: 80 })
    expectEnds(
      answer,
      moved.map(({ id }) => new RegExp(`^id '${id}' of source 'cad' is known with other content; expected `)),
    )
    expect(answer.refusals.every(({ code }) => code === 'id-reused')).to.equal(true)
    expect(await world.db.query('select * from judged order by task')).to.deep.equal(before)
  })

  it('one message late by a day: it takes its place in time', async () => {
    const task = 'late'
    await send(world, [created(task, clock(0)), status('E90', 'alerted', clock(3), task)])
    await send(world, [status('E91', 'alerted', clock(1), task), status('E91', 'at-scene', clock(8), task)])
    expect((await rowsOf(world, task))[0]).to.include({ seconds: 420, unit: 'E91' })
    await send(world, [told('task.urgency', clock(0.5), { task, urgency: 'C' })])
    expect((await rowsOf(world, task))[0]).to.include({ seconds: 420, urgency: 'C' })
  })
})
