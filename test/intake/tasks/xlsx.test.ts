import { expect } from 'chai'
import { readSheet } from 'read-excel-file/node'
import { bytesSource, knownShape, readTable, type TableRow } from '../../../src/intake/tasks/read-table.ts'
import { openArchive } from '../../../src/intake/tasks/xlsx/archive.ts'
import { isTimeFormat } from '../../../src/intake/tasks/xlsx/workbook.ts'
import { aProfile, importText, said } from './trial.ts'
import {
  aWorkbook,
  type CellInput,
  date,
  dateTime,
  errorCell,
  formula,
  percent,
  serial,
  timeOfDay,
} from './workbook.ts'

const header = ['id', 'class', 'received', 'unit', 'alerted', 'scene', 'free']
const at = (time: string) => dateTime(serial(`2026-07-01T${time}`))
const row = (task: CellInput, unit: CellInput = 'EKS 111'): CellInput[] => [
  ...[task, 'A', at('10:00:00'), unit, at('10:00:41'), at('10:08:00'), at('10:40:00')],
]
const profile = (change: object = {}) => aProfile({ format: 'xlsx', ...change })
const withPlace = { place: { lon: 'x', lat: 'y' }, decimalSign: ',' }

async function rowsOf(bytes: Uint8Array, change: object = {}): Promise<TableRow[]> {
  const source = bytesSource(bytes)
  const rows: TableRow[] = []
  for await (const block of readTable(source, await knownShape(source, profile(change))))
    rows.push(...block.rows)
  return rows
}
const firstCells = async (cells: readonly CellInput[], change: object = {}) =>
  (await rowsOf(aWorkbook([cells]), change))[0]?.cells

describe('a cell of a sheet', () => {
  const cases: readonly (readonly [string, CellInput, string, object?])[] = [
    ['text', 'Äänekoski & Co <1>', 'Äänekoski & Co <1>'],
    ['text in the cell itself', { attributes: 't="inlineStr"', content: '<is><t>Keuruu</t></is>' }, 'Keuruu'],
    [
      'text of several runs, without its reading aid',
      {
        attributes: 't="inlineStr"',
        content: '<is><r><t>Keu</t></r><r><t>ruu</t></r><rPh><t>KE</t></rPh></is>',
      },
      'Keuruu',
    ],
    ['a whole number', 703, '703'],
    [
      'a whole number longer than a double',
      { content: '<v>12345678901234567891</v>' },
      '12345678901234567891',
    ],
    ['a number to the last digit', { content: '<v>25.730000000000001</v>' }, '25.73'],
    ['a number with the decimal comma of the profile', 25.73, '25,73', { decimalSign: ',' }],
    ['a small number without its power of ten', { content: '<v>6.5E-7</v>' }, '0.00000065'],
    ['a percentage as the number it is', percent(0.5), '0.5'],
    ['true', true, 'TRUE'],
    ['a date with a time', dateTime(serial('2026-07-01T10:00:41')), '2026-07-01T10:00:41'],
    ['a time saved with ten digits', dateTime('46204.4171412037'), '2026-07-01T10:00:41'],
    ['a time saved a little short', dateTime('46204.417141203699'), '2026-07-01T10:00:41'],
    ['half a second', dateTime(serial('2026-07-01T10:00:41.500')), '2026-07-01T10:00:41.500'],
    ['a date', date(serial('2026-07-01T00:00:00')), '2026-07-01T00:00:00'],
    ['a time of day', timeOfDay(0.5), '12:00:00'],
    [
      'a time of the format of dates',
      { attributes: 't="d"', content: '<v>2026-07-01T10:00:00</v>' },
      '2026-07-01T10:00:00',
    ],
    ['a formula with its saved value', formula('EKS 111'), 'EKS 111'],
    ['a number that no calendar holds', dateTime(9e6), '9000000'],
  ]
  for (const [title, cell, expected, change] of cases)
    it(`is read: ${title}`, async () =>
      expect(await firstCells([cell, 'x'], change)).to.deep.equal([expected, 'x']))

  it('counts its days from 1904 where the workbook says so', async () => {
    const bytes = aWorkbook([[dateTime(serial('2026-07-01T10:00:00') - 1462)]], { from1904: true })
    expect((await rowsOf(bytes))[0]!.cells).to.deep.equal(['2026-07-01T10:00:00'])
  })

  for (const [code, expected] of [
    ['d.m.yyyy h:mm', true],
    ['[h]:mm:ss', true],
    ['ss.000', true],
    ['0.00', false],
    ['#,##0 "days"', false],
    ['[Red]0', false],
    ['General', false],
    ['@', false],
  ] as const)
    it(`with the format ${code} is ${expected ? 'a time' : 'a number'}`, () =>
      expect(isTimeFormat(code)).to.equal(expected))

  it('is what another reader finds, but for the millisecond that one loses', async () => {
    const bytes = aWorkbook([header, row('t1'), row(17, 'Äänekoski 1')])
    const others = (await readSheet(Buffer.from(bytes), 1)) as unknown[][]
    const theirs = others.map((cells) =>
      cells.map((cell) =>
        cell instanceof Date ? new Date(cell.getTime() + 1).toISOString().slice(0, 19) : String(cell),
      ),
    )
    expect((await rowsOf(bytes)).map(({ cells }) => cells)).to.deep.equal(theirs)
  })
})

describe('a sheet of tasks', () => {
  it('makes the events that the same rows make as CSV', async () => {
    const sheet = await importText(aWorkbook([header, row('t1'), row('t1', 'EKS 112')]), profile())
    const line = (unit: string) =>
      `t1,A,1.7.2026 10:00:00,${unit},1.7.2026 10:00:41,1.7.2026 10:08:00,1.7.2026 10:40:00`
    const csv = await importText([header.join(','), line('EKS 111'), line('EKS 112')], aProfile())
    expect(sheet.memory.events).to.deep.equal(csv.memory.events)
    expect(sheet.summary).to.include({ rowsRead: 2, rowsAccepted: 2, format: 'xlsx' })
  })

  it('may be told by its first bytes', async () => {
    const bytes = aWorkbook([header, row('t1')])
    const { summary } = await importText(bytes, aProfile({ format: 'auto' }))
    expect(summary).to.include({ format: 'xlsx', rowsAccepted: 1 })
    const csv = await importText([header.join(',')], aProfile({ format: 'auto' }))
    expect(csv.summary).to.include({ format: 'csv', rowsRead: 0 })
  })

  it('takes times written as text beside times that are cells', async () => {
    const mixed = [...row('t1')]
    mixed[2] = '1.7.2026 10:00:00'
    const { memory } = await importText(aWorkbook([header, mixed]), profile())
    expect(said(memory.events)[0]).to.equal('task.created 2026-07-01T07:00:00Z')
  })

  it('tells the repeated hour apart by the order of the row (trap 16)', async () => {
    const night = (time: string) => dateTime(serial(`2026-10-25T${time}`))
    const cells = [
      't1',
      'A',
      night('03:30:00'),
      'E1',
      night('03:50:00'),
      night('03:10:00'),
      night('04:20:00'),
    ]
    const { memory, summary } = await importText(aWorkbook([header, cells]), profile())
    expect(said(memory.events)).to.include('E1 at-scene 2026-10-25T01:10:00Z')
    expect(summary.ambiguousTimes).to.equal(3)
  })

  it('reads dates and times of day in cells of their own past midnight', async () => {
    const change = {
      time: {
        kind: 'times-of-day',
        zone: 'Europe/Helsinki',
        format: 'H:mm',
        date: { column: 'day', format: 'd.M.yyyy' },
      },
    }
    const time = (text: string) => timeOfDay(serial(`1899-12-30T${text}`))
    const cells = ['t1', 'A', time('23:58:00'), 'E1', '23:59', time('00:06:00'), time('01:00:00')]
    const bytes = aWorkbook([
      [...header, 'day'],
      [...cells, date(serial('2026-07-01T00:00:00'))],
    ])
    const { memory, refused } = await importText(bytes, profile(change))
    expect(refused).to.deep.equal([])
    expect(said(memory.events)).to.include.members([
      'task.created 2026-07-01T20:58:00Z',
      'E1 alerted 2026-07-01T20:59:00Z',
      'E1 at-scene 2026-07-01T21:06:00Z',
    ])
  })

  it('keeps places exact, as numbers and as text with a decimal comma (trap 36)', async () => {
    const bytes = aWorkbook([
      [...header, 'x', 'y'],
      [...row('t1'), 25.747, 62.242],
      [...row('t2'), '25,747', '62,242'],
    ])
    const { memory } = await importText(bytes, profile(withPlace))
    const places = memory.events.flatMap((event) => (event.kind === 'task.created' ? [event.place] : []))
    expect(places).to.deep.equal([
      { lon: 25.747, lat: 62.242 },
      { lon: 25.747, lat: 62.242 },
    ])
  })

  it('names the row of the sheet, below what stands above the header and past empty rows', async () => {
    const bytes = aWorkbook([['Poiminta 2026'], [], header, row('t1'), [], row('', 'E2')])
    const { summary, refused } = await importText(bytes, profile({ headerRow: 3 }))
    expect(summary).to.include({ rowsRead: 2, rowsAccepted: 1, rowsRefused: 1 })
    expect(refused[0]).to.match(/^6,"",/)
  })

  it('is found by name or number', async () => {
    const bytes = aWorkbook([], { sheets: { Ohje: [['lue tämä']], 'Data & muut': [header, row('t1')] } })
    for (const sheet of ['Data & muut', 2]) {
      const { summary } = await importText(bytes, profile({ sheet }))
      expect(summary.rowsAccepted).to.equal(1)
    }
  })

  it('refuses a row whose read cell is an error or an unsaved formula, and drops other columns unread', async () => {
    const bad = [...row('t1')]
    bad[5] = errorCell('#N/A')
    const unsaved = row('t2', formula())
    const bytes = aWorkbook([
      [...header, 'muu'],
      [...bad, 'x'],
      [...unsaved, 'x'],
      [...row('t3'), errorCell('#REF!')],
    ])
    const { summary, refused } = await importText(bytes, profile())
    expect(summary).to.include({ rowsRead: 3, rowsAccepted: 1, rowsRefused: 2 })
    expect(refused[0]).to.include(
      '2,"t1","column ""scene"": the cell holds the error #N/A; expected a value"',
    )
    expect(refused[1]).to.include('column ""unit"": the cell holds a formula without a saved value')
  })

  it('refuses a row that is longer than the header', async () => {
    const { refused } = await importText(aWorkbook([header, [...row('t1'), 'more']]), profile())
    expect(refused[0]).to.include('found 8 cells; expected 7')
  })

  it('is imported as far as it goes when it breaks off', async () => {
    const bytes = aWorkbook([header, row('t1'), row('t2')], {
      change: (path, xml) => (path.includes('sheet1') ? xml.slice(0, xml.indexOf('<row r="3"') + 40) : xml),
    })
    const { summary, refused } = await importText(bytes, profile({ rows: 'per-task' }))
    expect(summary.stopped).to.deep.equal({
      line: 3,
      reason: 'the sheet breaks off here; expected a whole workbook',
    })
    expect(summary).to.include({ rowsRead: 2, rowsAccepted: 1, rowsRefused: 1 })
    expect(refused[0]).to.match(/^3,/)
  })
})

describe('a file that is no readable workbook', () => {
  const whole = aWorkbook([header, row('t1')])
  const cases: readonly (readonly [string, Uint8Array, string, object?])[] = [
    ['cut off', whole.subarray(0, 900), 'broken or cut off'],
    ['text', Buffer.from('id,class\n'), 'found no zip file'],
    [
      'an old .xls',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      'old .xls file or one with a password',
    ],
    ['another zip', aWorkbook([], { change: () => undefined }), 'holds no xl/workbook.xml'],
    [
      'without the part of its sheet',
      aWorkbook([header], { change: (path, xml) => (path.includes('sheet1') ? undefined : xml) }),
      'holds no xl/worksheets/sheet1.xml',
    ],
    ['without a sheet of that name', whole, 'has no sheet "Muu"; found "Tehtävät"', { sheet: 'Muu' }],
    ['without a sheet of that number', whole, 'has no sheet 2; found "Tehtävät"', { sheet: 2 }],
    ['an empty sheet', aWorkbook([]), 'is empty; expected a header row'],
    ['read as CSV', whole, 'set format to xlsx', { format: 'csv' }],
  ]
  for (const [title, bytes, sentence, change] of cases)
    it(`is refused with a sentence: ${title}`, async () => {
      const fault = await importText(bytes, profile(change)).catch((error: Error) => error)
      expect(fault).to.be.instanceOf(Error)
      expect((fault as Error).message).to.include(sentence)
    })

  it('is refused when it is larger than the limit, packed or unpacked, before it is held', () => {
    const limits = { packedBytes: 1000, unpackedBytes: 100_000 }
    expect(() => openArchive(new Uint8Array(1001), limits)).to.throw(
      'expected at most 1000: save the sheet as CSV',
    )
    const bomb = aWorkbook(Array.from({ length: 5000 }, () => ['0']))
    expect(() =>
      openArchive(bomb, { ...limits, packedBytes: 1e6 }).text('xl/worksheets/sheet1.xml'),
    ).to.throw(/sheet1\.xml of \d+ bytes when unpacked; expected at most 100000/)
  })
})
