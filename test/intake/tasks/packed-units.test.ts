import { expect } from 'chai'
import { aMemory, aProfile, importText, said } from './trial.ts'

const profile = aProfile({
  rows: 'per-task',
  unitSeparator: '|',
  columns: { ...aProfile().columns, unitType: 'type' },
  valueMaps: { unitType: { values: { AMB: 'bls', ENS: 'first-response' } } },
})
const header = 'id,class,received,unit,type,alerted,scene,free'
const [a1, a2] = ['1.7.2026 10:00:40', '1.7.2026 10:01:00']
const [s1, s2] = ['1.7.2026 10:08:00', '1.7.2026 10:06:00']
const row = (cells: string) => `t1,A,1.7.2026 10:00:00,${cells}`
const unitsSaid = async (cells: string) => {
  const { memory } = await importText([header, row(cells)], profile)
  return memory.events.flatMap((event) =>
    event.kind === 'unit.status'
      ? [`${event.unit} ${event.unitType ?? '-'} ${event.status} ${event.at.slice(11, 19)}`]
      : [],
  )
}

describe('units packed several to a cell', () => {
  const cases = [
    [
      'have times packed alike',
      `E1|E2,AMB|ENS,${a1}|${a2},${s1}|${s2},`,
      [
        'E1 bls alerted 07:00:40',
        'E1 bls at-scene 07:08:00',
        'E2 first-response alerted 07:01:00',
        'E2 first-response at-scene 07:06:00',
      ],
    ],
    [
      'share one set of times',
      `E1|E2,AMB,${a1},${s1},`,
      [
        'E1 bls alerted 07:00:40',
        'E1 bls at-scene 07:08:00',
        'E2 bls alerted 07:00:40',
        'E2 bls at-scene 07:08:00',
      ],
    ],
    [
      'may share some times and not others',
      `E1 | E2,,${a1},${s1} | ${s2},`,
      ['E1 - alerted 07:00:40', 'E1 - at-scene 07:08:00', 'E2 - alerted 07:00:40', 'E2 - at-scene 07:06:00'],
    ],
    [
      'may lack a time of one',
      `E1|E2,,${a1}|${a2},|${s2},`,
      ['E1 - alerted 07:00:40', 'E2 - alerted 07:01:00', 'E2 - at-scene 07:06:00'],
    ],
    [
      'may have a word for no value',
      `E1|E2,,${a1}|${a2},NULL|${s2},`,
      ['E1 - alerted 07:00:40', 'E2 - alerted 07:01:00', 'E2 - at-scene 07:06:00'],
    ],
    ['may be one', `E1,AMB,${a1},${s1},`, ['E1 bls alerted 07:00:40', 'E1 bls at-scene 07:08:00']],
    ['may stand twice with the same times, once counted', `E1|E1,AMB,${a1},,`, ['E1 bls alerted 07:00:40']],
  ] as const
  for (const [title, cells, expected] of cases)
    it(title, async () => expect(await unitsSaid(cells)).to.deep.equal(expected))

  const refused = [
    [
      'fewer times than units',
      `E1|E2|E3,AMB,${a1}|${a2},,`,
      'column ""alerted"": found 2 texts parted by ""|"" for 3 units; expected 1 or 3',
    ],
    ['more times than units', `E1|E2,AMB,${a1}|${a2}|${a2},,`, 'found 3 texts parted by ""|"" for 2 units'],
    ['several times for one unit', `E1,AMB,${a1}|${a2},,`, 'expected a time written as'],
    ['times without units', `,AMB,${a1},,`, 'expected the unit whose times the row tells'],
    ['a nameless unit between', `E1||E2,AMB,${a1},,`, 'found 3 parts and one of them empty'],
    [
      'an unknown type of the second unit',
      `E1|E2,AMB|TANK,${a1},,`,
      `found 'TANK'; the profile knows AMB, ENS`,
    ],
    ['a name too long for the second unit', `E1|${'x'.repeat(61)},AMB,${a1},,`, 'unit: '],
  ] as const
  for (const [title, cells, sentence] of refused)
    it(`are refused with a sentence, as one line: ${title}`, async () => {
      const { summary, refused, memory } = await importText([header, row(cells)], profile)
      expect(summary).to.include({ rowsRead: 1, rowsRefused: 1 })
      expect(refused).to.have.length(1)
      expect(refused[0]).to.include(sentence)
      expect(memory.events).to.deep.equal([])
    })

  it('close their task when the last of them is free', async () => {
    const free = '1.7.2026 11:30:00|1.7.2026 10:30:00'
    const { memory } = await importText([header, row(`E1|E2,AMB,${a1},,${free}`)], profile)
    expect(said(memory.events).at(-1)).to.equal('task.closed 2026-07-01T08:30:00Z')
  })

  it('count as one line, and as a duplicate the second time', async () => {
    const memory = aMemory()
    const lines = [header, row(`E1|E2,AMB|ENS,${a1}|${a2},${s1}|${s2},`)]
    const first = await importText([...lines, lines[1]!], profile, { memory })
    expect(first.summary).to.include({ rowsRead: 2, rowsAccepted: 1, rowsDuplicate: 1, tasks: 1 })
    expect(first.summary.events.accepted).to.equal(6)
    const again = await importText(lines, profile, { memory })
    expect(again.summary).to.include({ rowsRead: 1, rowsDuplicate: 1 })
  })

  it('pass midnight each in its own order', async () => {
    const time = {
      kind: 'times-of-day',
      zone: 'Europe/Helsinki',
      format: 'H:mm',
      date: { column: 'day', format: 'd.M.yyyy' },
    }
    const day = aProfile({ rows: 'per-task', unitSeparator: '|', time })
    const lines = [
      'id,class,received,unit,alerted,scene,free,day',
      't1,A,23:50,E1|E2,23:51|0:20,0:02|0:31,1:10|0:50,1.7.2026',
    ]
    const { memory } = await importText(lines, day)
    expect(said(memory.events)).to.include.members([
      'E1 alerted 2026-07-01T20:51:00Z',
      'E2 alerted 2026-07-01T21:20:00Z',
      'E2 available 2026-07-01T21:50:00Z',
      'task.closed 2026-07-01T22:10:00Z',
    ])
  })
})
