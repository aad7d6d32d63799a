import { expect } from 'chai'
import { aMemory, aProfile, importText, said } from './trial.ts'

const profile = aProfile({
  time: { zone: 'Europe/Helsinki', format: 'd.M.yyyy H:mm:ss' },
  columns: {
    task: 'id',
    created: 'received',
    unit: 'unit',
    alerted: { column: 'alert s', secondsAfter: 'created' },
    enRoute: { column: 'turnout s', secondsAfter: 'alerted' },
    atScene: { column: 'attendance s', secondsAfter: 'alerted' },
    available: { column: 'on scene s', secondsAfter: 'atScene' },
    cancelled: { column: 'cancelled s', secondsAfter: 'created' },
  },
})
const header = 'id,received,unit,alert s,turnout s,attendance s,on scene s,cancelled s'
const row = (seconds: string, received = '1.7.2026 10:00:00') => `t1,${received},E1,${seconds}`

describe('seconds after another time', () => {
  const cases = [
    [
      'count from the field that is named',
      '30,60,330,600,',
      ['07:00:30', '07:01:30', '07:06:00', '07:16:00'],
    ],
    ['may be decimal', '30.0,64.1,330.5,,', ['07:00:30', '07:01:34.100', '07:06:00.500']],
    ['may be zero', '0,0,0,0,', ['07:00:00', '07:00:00', '07:00:00', '07:00:00']],
    ['may be missing', '30,,330,,', ['07:00:30', '07:06:00']],
    ['may pass for 800 minutes', '30,,48000,,', ['07:00:30', '20:20:30']],
  ] as const
  for (const [title, cells, expected] of cases)
    it(title, async () => {
      const { memory } = await importText([header, row(cells)], profile)
      const units = said(memory.events).filter((line) => line.startsWith('E1'))
      expect(units.map((line) => line.split('T')[1])).to.deep.equal(expected.map((at) => `${at}Z`))
    })

  it('run over a clock change without a jump (trap 17)', async () => {
    const { memory } = await importText([header, row('0,,3600,,', '25.10.2026 2:30:00')], profile)
    expect(said(memory.events)[2]).to.equal('E1 at-scene 2026-10-25T00:30:00Z')
  })

  it('cancel a task too', async () => {
    const { memory } = await importText([header, row('30,,,,90')], profile)
    expect(said(memory.events)).to.include('task.cancelled 2026-07-01T07:01:30Z')
  })

  it('take the decimal sign of the profile', async () => {
    const comma = { ...profile, delimiter: ';', decimalSign: ',' as const }
    const lines = [
      header.replaceAll(',', ';'),
      row('30;60,5;;;').replaceAll('t1,', 't1;').replace(',E1,', ';E1;'),
    ]
    const { memory } = await importText(lines, comma)
    expect(said(memory.events)[2]).to.equal('E1 en-route 2026-07-01T07:01:30.500Z')
  })

  const refused = [
    [
      'below zero',
      '30,-5,,,',
      `column ""turnout s"": found '-5'; expected seconds after alerted: a number from 0`,
    ],
    ['with the other decimal sign', '30,"60,5",,,', `found '60,5'; expected seconds after alerted`],
    ['that are a time since 1970', '30,,1751353200,,', 'a number from 0 to 604800'],
    ['that are a time of day', '30,0:05,,,', `found '0:05'; expected seconds after`],
    [
      'after a time that the row lacks',
      ',,330,,',
      'found 330 seconds after alerted, but the row does not tell that time',
    ],
  ] as const
  for (const [title, cells, sentence] of refused)
    it(`are refused with a sentence: ${title}`, async () => {
      const { summary, refused } = await importText([header, row(cells)], profile)
      expect(summary).to.include({ rowsRead: 1, rowsRefused: 1 })
      expect(refused[0]).to.include(sentence)
    })

  it('make the same events the second time', async () => {
    const memory = aMemory()
    await importText([header, row('30,60.3,330.7,600,')], profile, { memory })
    const again = await importText([header, row('30,60.3,330.7,600,')], profile, { memory })
    expect(again.summary).to.include({ rowsRead: 1, rowsDuplicate: 1 })
  })
})
