/** Bad input: clocks. A local time needs a zone, two hours of the year are not like the others, and 24:00 is midnight. */
import { expect } from 'chai'
import { aProfile, importText } from '../intake/tasks/trial.ts'
import { created, iso, noon, type SmallWorld, smallWorld, status } from '../usecases/small-world.ts'
import { type Case, closed, expectFigures, foldOf, rowsOf, send, tryCases } from './cases.ts'

/** A task whose times are written as they are. */
const written = (alerted: string, scene: string) => (task: string) => {
  const unit = `E ${task}`
  return [
    { ...created(task, 0), at: alerted },
    { ...status(unit, 'alerted', 0, task), at: alerted },
    { ...status(unit, 'at-scene', 0, task), at: scene },
    closed(task, noon - 60_000),
  ]
}

const cases: readonly Case[] = [
  {
    title: 'the repeated hour with offsets: ten minutes, not fifty before the alert (trap 16)',
    send: written('2026-10-25T03:55:00+03:00', '2026-10-25T03:05:00+02:00'),
    verdict: 600,
    anomalies: ['clock-change'],
  },
  {
    title:
      'the repeated hour with an offset taken for the other: seventy minutes, and it is listed (trap 16)',
    send: written('2026-10-25T03:05:00+03:00', '2026-10-25T03:15:00+02:00'),
    verdict: 4200,
    anomalies: ['clock-change'],
  },
  {
    title: 'across the skipped hour: ten minutes, not seventy (trap 17)',
    send: written('2026-03-29T02:55:00+02:00', '2026-03-29T04:05:00+03:00'),
    verdict: 600,
    anomalies: ['clock-change'],
  },
  {
    title: 'in the skipped hour with an offset: an instant all the same, taken as told (trap 17)',
    send: written('2026-03-29T03:30:00+02:00', '2026-03-29T03:38:00+02:00'),
    verdict: 480,
  },
  {
    title: 'with an offset of another zone: the same instant',
    send: written('2026-11-21T01:00:00-08:00', '2026-11-21T11:08:00+02:00'),
    verdict: 480,
  },
]

describe('bad input: a time at the door that is', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })
  tryCases(() => world, cases)
})

describe('bad input: a local time in a file', () => {
  let world: SmallWorld
  before(async () => {
    world = await smallWorld()
  })
  const header = 'id,class,received,unit,alerted,scene,free,x,y'
  const profile = aProfile({ place: { east: 'x', north: 'y', epsg: 3067 } })
  let serial = 0
  const put = async (received: string, alerted: string, scene: string, free: string) => {
    const id = `f${++serial}`
    const line = `${id},A,${received},E ${id},${alerted},${scene},${free},430500,6900500`
    const record = (messages: readonly unknown[]) => send(world, messages)
    const { summary, refused } = await importText([header, line], profile, { record })
    const [row] = await rowsOf(world, id)
    return { id, summary, refused, row }
  }

  const used: [title: string, seconds: number, kinds: string[], times: Parameters<typeof put>][] = [
    [
      'without a zone of its own is in the zone of the profile',
      420,
      [],
      ['20.11.2026 12:00:00', '20.11.2026 12:01:00', '20.11.2026 12:08:00', '20.11.2026 13:00:00'],
    ],
    [
      'in the repeated hour is told apart by its order in the row (trap 16)',
      600,
      ['clock-change'],
      ['25.10.2026 3:50:00', '25.10.2026 3:55:00', '25.10.2026 3:05:00', '25.10.2026 4:30:00'],
    ],
    [
      'across the skipped hour is ten minutes, not seventy (trap 17)',
      600,
      ['clock-change'],
      ['29.3.2026 2:50:00', '29.3.2026 2:55:00', '29.3.2026 4:05:00', '29.3.2026 5:00:00'],
    ],
    [
      'of 24:00 is the midnight that follows',
      540,
      [],
      ['20.11.2026 23:50:00', '20.11.2026 23:51:00', '20.11.2026 24:00:00', '21.11.2026 0:30:00'],
    ],
  ]
  for (const [title, seconds, kinds, times] of used)
    it(title, async () => {
      const { id, summary, row } = await put(...times)
      expect(summary).to.include({ rowsRead: 1, rowsAccepted: 1 })
      expect(row).to.include({ seconds })
      expect((await foldOf(world, id))!.anomalies.map(({ kind }) => kind)).to.deep.equal(kinds)
    })

  it('of 24:00 belongs to the new day, as 0:00 does', async () => {
    const midnight = '20.11.2026 24:00:00'
    const { id } = await put(midnight, midnight, '21.11.2026 0:07:00', '21.11.2026 1:00:00')
    const [row] = await world.db.query<{ at: string }>(
      `select to_char(dated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as at from judged where task = '${id}'`,
    )
    expect(row!.at).to.equal('2026-11-20T22:00')
  })

  const refused: [title: string, scene: string, sentence: RegExp][] = [
    [
      'in the skipped hour',
      '29.3.2026 3:30:00',
      /found '29\.3\.2026 3:30:00', which no clock in Europe\/Hels/,
    ],
    [
      'of 24:01',
      '20.11.2026 24:01:00',
      /found '20\.11\.2026 24:01:00'; expected a time written as d\.M\.yyyy/,
    ],
    [
      'of a day that is not',
      '31.11.2026 9:00:00',
      /found '31\.11\.2026 9:00:00'; expected a time written as/,
    ],
    ['in another way of writing', iso(noon), /expected a time written as d\.M\.yyyy H:mm:ss/],
  ]
  for (const [title, scene, sentence] of refused)
    it(`${title} is refused with line and sentence, and nothing of the row is used`, async () => {
      const trial = await put('20.11.2026 12:00:00', '20.11.2026 12:01:00', scene, '20.11.2026 13:00:00')
      expect(trial.summary).to.include({ rowsRead: 1, rowsAccepted: 0, rowsRefused: 1 })
      expect(trial.refused[0]).to.match(/^2,/).and.match(sentence)
      expect(trial.row).to.equal(undefined)
    })

  it('of 1970 is refused by the door, with its line', async () => {
    const { summary, refused: lines } = await put(
      '1.1.1970 2:00:00',
      '1.1.1970 2:00:00',
      '1.1.1970 2:00:00',
      '1.1.1970 2:00:00',
    )
    expect(summary).to.include({ rowsRead: 1, rowsRefused: 1 })
    expect(lines[0]).to.match(/^2,.*found 1970-01-01T00:00:00\.000Z, expected a time after 2000-01-01/)
  })

  it('and every task of these is counted once', () => expectFigures(world))
})
