import { expect } from 'chai'
import { keskiSuomi } from '../../../geo/keski-suomi/region.ts'
import { type MappingAnswer, mappingAnswerSchema, type SampleTable } from '../../../src/contract/mapping.ts'
import { previewTasks } from '../../../src/intake/tasks/preview-tasks.ts'
import { readProfile } from '../../../src/intake/tasks/profile.ts'
import { regionLookup } from '../../../src/intake/tasks/region-lookup.ts'
import { importText } from './trial.ts'
import { aWorkbook, dateTime, errorCell, serial } from './workbook.ts'

const options = { region: regionLookup(keskiSuomi), now: () => Date.parse('2026-11-22T00:00:00Z') }
const profile = {
  ...{ name: 'trial', source: 'trial', service: 'ems', rows: 'per-unit', format: 'csv', delimiter: ';' },
  ...{ decimalSign: ',', encoding: 'auto' },
  time: { zone: 'Europe/Helsinki', format: 'd.M.yyyy H:mm:ss' },
  columns: {
    task: 'id',
    urgency: 'luokka',
    created: 'saapui',
    unit: 'yksikkö',
    alerted: 'hälytetty',
    atScene: 'kohteessa',
  },
  place: { lon: 'x', lat: 'y' },
}
const header = 'id;luokka;saapui;yksikkö;hälytetty;kohteessa;x;y;muu'
const row = (id: string, scene = '1.7.2026 10:08:00', place = '25,747;62,242') =>
  `${id};A;1.7.2026 10:00:00;EKS 111;1.7.2026 10:00:41;${scene};${place};salainen`
const asked = (lines: readonly string[], change: object = {}): Promise<MappingAnswer> =>
  previewTasks(
    { profile: { ...profile, ...change }, bytes: Buffer.from(lines.join('\n'), 'latin1').toString('base64') },
    options,
  )

describe('a preview of foreign rows', () => {
  it('tells what each row would become, with its cell and class, as the contract has it', async () => {
    const answer = await asked([header, row('t1'), row('t2', 'x'), row('t3', '', '0;0')])
    expect(mappingAnswerSchema.safeParse(answer).error).to.equal(undefined)
    expect(answer.table).to.include({ format: 'csv', encoding: 'windows-1252' })
    expect(answer.profileFaults).to.deep.equal([])
    const [first, second, third] = answer.rows
    expect(first).to.deep.include({
      ...{ line: 2, task: 't1', service: 'ems', urgency: 'A', createdAt: '2026-07-01T07:00:00.000Z' },
      ...{ zoneClass: 'core-urban', notices: [] },
    })
    expect(first!.cell!.n).to.equal(6901)
    expect(first!.units[0]!.times).to.deep.equal([
      { status: 'alerted', at: '2026-07-01T07:00:41.000Z' },
      { status: 'at-scene', at: '2026-07-01T07:08:00.000Z' },
    ])
    expect(second).to.include({ line: 3, task: 't2' })
    expect(second!.refused).to.include("found 'x'")
    expect(third!.notices).to.deep.equal(['place-zero'])
    expect(JSON.stringify(answer.rows)).not.to.include('salainen')
  })

  it('refuses the very lines that the import refuses, for the very reasons', async () => {
    const lines = [
      header,
      row('t1'),
      row(''),
      row('t2', '32.7.2026 10:00:00'),
      row('t3', '', '62,242;225,7'),
      `${row('t4')};more`,
    ]
    const { rows } = await asked(lines)
    const bytes = Buffer.from(`${lines.join('\n')}\n`, 'latin1')
    const { refused } = await importText(bytes, readProfile(profile))
    const told = rows.flatMap(({ line, refused }) =>
      refused === undefined ? [] : [[line, refused] as const],
    )
    expect(told).to.have.length(4)
    for (const [line, reason] of told)
      expect(refused.find((text) => text.startsWith(`${line},`))).to.include(reason.replaceAll('"', '""'))
  })

  it('refuses a row whose task nobody dates, as the import does', async () => {
    const undated = row('t1').replace('1.7.2026 10:00:00', '')
    const [told] = (await asked([header, undated])).rows
    expect(told!.refused).to.include('no row of this task tells when it was created')
  })

  it('gives the rows also when the profile is unfinished, and says what is missing', async () => {
    const answer = await previewTasks({
      profile: { format: 'csv', delimiter: ';', encoding: 'auto' },
      bytes: Buffer.from([header, row('t1')].join('\n')).toString('base64'),
    })
    expect(answer.table!.header).to.deep.equal(header.split(';'))
    expect(answer.rows).to.deep.equal([])
    expect(answer.profileFaults.join()).to.include('columns').and.include('name')
  })

  it('says which column the file does not have', async () => {
    const { profileFaults, rows } = await asked([header.replace('kohteessa', 'muuta'), row('t1')])
    expect(profileFaults[0]).to.include('names "kohteessa", which the file does not have')
    expect(rows).to.deep.equal([])
  })

  it('of rows given back is that of the bytes they came from', async () => {
    const { table, rows } = await asked([header, row('t1'), row('t2', 'x')])
    const again = await previewTasks({ profile, table: table as SampleTable }, options)
    expect(again).to.deep.equal({ profileFaults: [], rows })
  })

  it('of a sheet knows its dates and its cells without a value', async () => {
    const at = (time: string) => dateTime(serial(`2026-07-01T${time}`))
    const cells = ['t1', 'A', at('10:00:00'), 'EKS 111', at('10:00:41'), at('10:08:00'), 25.747, 62.242]
    const bytes = aWorkbook([header.split(';').slice(0, 8), cells, [...cells.slice(0, 5), errorCell('#N/A')]])
    const xlsx = { ...profile, format: 'xlsx' }
    const answer = await previewTasks(
      { profile: xlsx, bytes: Buffer.from(bytes).toString('base64') },
      options,
    )
    expect(answer.rows[0]!.units[0]!.times[1]!.at).to.equal('2026-07-01T07:08:00.000Z')
    expect(answer.rows[1]!.refused).to.include('the cell holds the error #N/A')
    const again = await previewTasks({ profile: xlsx, table: answer.table as SampleTable }, options)
    expect(again.rows).to.deep.equal(answer.rows)
  })

  const unread = [
    ['nothing', [], {}, 'the file is empty'],
    ['text as a workbook', [header], { format: 'xlsx' }, 'found no zip file'],
    ['another encoding', [header], { encoding: 'utf-8' }, 'are not utf-8'],
    ['a broken quote', [header, 'a;"b'], {}, 'never closes it'],
    ['a shape of its own', [header], { delimiter: '::' }, 'delimiter: '],
  ] as const
  for (const [title, lines, change, sentence] of unread)
    it(`is a sentence for what cannot be read: ${title}`, async () => {
      const { tableFault, rows } = await asked(lines, change)
      expect(tableFault).to.include(sentence)
      expect(rows).to.deep.equal([])
    })

  it('shows at most 25 rows, of a sample of at most 200', async () => {
    const answer = await asked([header, ...Array.from({ length: 900 }, (_, i) => row(`t${i}`))])
    expect(answer.rows).to.have.length(25)
    expect(answer.table!.rows).to.have.length(200)
  })
})
