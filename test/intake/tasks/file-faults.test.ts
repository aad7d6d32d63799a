import { expect } from 'chai'
import { aMemory, aProfile, expectSums, importText } from './trial.ts'

const header = 'id,class,received,unit,alerted,scene,free'
const row = (task: string, unit = 'EKS 111') =>
  `${task},A,1.7.2026 10:00:00,${unit},1.7.2026 10:00:40,1.7.2026 10:08:00,1.7.2026 10:40:00`
const firstUnit = async (content: string | Uint8Array, change: object = {}) => {
  const { memory } = await importText(content, aProfile(change))
  return memory.events.flatMap((event) => (event.kind === 'unit.status' ? [event.unit] : []))[0]
}
const latin1 = (text: string) => Buffer.from(text, 'latin1')

describe('the text of a file', () => {
  const text = `${header}\n${row('t1', 'Äänekoski 1')}\n`
  const cases = [
    ['utf-8', Buffer.from(text), {}],
    ['utf-8 with a byte order mark', Buffer.from(`\ufeff${text}`), {}],
    ['latin1', latin1(text), { encoding: 'latin1' }],
    ['windows-1252', latin1(text), { encoding: 'windows-1252' }],
    ['lines that end in CR LF', Buffer.from(text.replaceAll('\n', '\r\n')), {}],
    ['a last line without an end', Buffer.from(text.trimEnd()), {}],
    ['blank lines between', Buffer.from(text.replaceAll('\n', '\n\n')), {}],
    ['quoted cells', Buffer.from(text.replace('Äänekoski 1', '"Äänekoski 1"')), {}],
    ['semicolons', Buffer.from(text.replaceAll(',', ';')), { delimiter: ';' }],
    ['tabs and no quotes', Buffer.from(text.replaceAll(',', '\t')), { delimiter: '\t', quote: null }],
  ] as const
  for (const [title, bytes, change] of cases)
    it(`is read: ${title}`, async () => expect(await firstUnit(bytes, change)).to.equal('Äänekoski 1'))

  it('has the signs that windows-1252 adds to latin1', async () => {
    const bytes = Buffer.concat([latin1(`${header}\n`), latin1(row('t1', 'EVY \u0096 1 \u0080'))])
    expect(await firstUnit(bytes, { encoding: 'windows-1252' })).to.equal('EVY – 1 €')
  })
})

describe('the place of a row', () => {
  const placeOf = async (cells: string, change: object) => {
    const { memory, refused } = await importText(
      [`${header.replaceAll(',', ';')};x;y`, `${row('t1').replaceAll(',', ';')};${cells}`],
      aProfile({ delimiter: ';', ...change }),
    )
    const created = memory.events.find((event) => event.kind === 'task.created')
    return refused[0] ?? (created?.kind === 'task.created' ? created.place : undefined)
  }
  const columns = { place: { lon: 'x', lat: 'y' }, decimalSign: ',' }
  const text = { place: { text: 'x', pattern: 'lat-lon-parentheses' } }
  const metres = { place: { east: 'x', north: 'y', epsg: 3067 } }
  const jyvaskyla = { lon: 25.747, lat: 62.242 }

  const cases = [
    ['columns with decimal comma', '25,747;62,242', columns, jyvaskyla],
    ['columns with decimal point', '25.747;62.242', { ...columns, decimalSign: '.' }, jyvaskyla],
    ['text in parentheses', '(62.242, 25.747);', text, jyvaskyla],
    [
      'text by a pattern of the profile',
      'P 62,242 I 25,747;',
      { place: { text: 'x', pattern: '^P (?<lat>\\S+) I (?<lon>\\S+)$' }, decimalSign: ',' },
      jyvaskyla,
    ],
    ['degrees called east and north', '25.747;62.242', { place: { ...metres.place, epsg: 4326 } }, jyvaskyla],
    ['empty cells', ';NULL', columns, undefined],
    ['0, 0, which means unknown', '0;0', columns, undefined],
  ] as const
  for (const [title, cells, change, expected] of cases)
    it(`is read: ${title}`, async () => expect(await placeOf(cells, change)).to.deep.equal(expected))

  it('is read from metres of EPSG:3067', async () => {
    const place = (await placeOf('434800;6901500', metres)) as unknown as { lon: number; lat: number }
    expect(place.lon).to.be.closeTo(25.747, 0.01)
    expect(place.lat).to.be.closeTo(62.242, 0.01)
  })

  const refused = [
    ['a comma where points are declared', '25,747;62,242', { place: columns.place }, 'decimal sign'],
    ['only one of two numbers', '25,747;', columns, 'expected two numbers'],
    ['outside the world', '25,747;162,242', columns, 'outside the world'],
    [
      'text that is no place',
      'Kauppakatu 1;',
      text,
      'is not a place as the pattern lat-lon-parentheses has it',
    ],
    ['metres of the old KKJ system', '3434800;6901500', metres, 'far outside the area of EPSG:3067'],
  ] as const
  for (const [title, cells, change, sentence] of refused)
    it(`is refused without repeating it: ${title}`, async () => {
      const line = await placeOf(cells, change)
      expect(line).to.be.a('string').and.include(sentence)
      expect(line).not.to.match(/25,747|434800|Kauppakatu/)
    })
})

describe('a file that breaks off', () => {
  const rows = ['t1', 't2', 't3'].map((task) => row(task))
  const broken = [
    ['an unclosed quote', `${row('t4', '"EKS 1')}\n${row('t5')}`, {}, 'never closes it'],
    [
      'an unclosed quote before a long rest',
      `${row('t4', '"EKS 1')}\n${`${row('t5')}\n`.repeat(20_000)}`,
      {},
      'never closes it',
    ],
    ['a quote inside a cell', row('t4', 'EKS "1"'), {}, 'inside a cell'],
    ['a quote closed too early', row('t4', '"EKS" 1'), {}, 'inside a cell'],
    ['bytes that are not utf-8', latin1(row('t4', 'Äänekoski')), {}, 'are not utf-8'],
    [
      'bytes that are not windows-1252',
      latin1(row('t4', '\u0081')),
      { encoding: 'windows-1252' },
      'are not windows-1252',
    ],
  ] as const
  for (const [title, end, change, sentence] of broken)
    it(`says where and why: ${title}`, async () => {
      const content = Buffer.concat([Buffer.from(`${[header, ...rows].join('\n')}\n`), Buffer.from(end)])
      const { summary, refused } = await importText(content, aProfile(change), { windowRows: 2 })
      expect(summary.stopped?.line).to.equal(5)
      expect(summary.stopped?.reason).to.include(sentence)
      expect(summary).to.include({ rowsRead: 4, rowsAccepted: 1, rowsRefused: 3 })
      expect(refused[0]).to.match(/^5,"",/)
      expect(refused[1]).to.equal(
        '3,"t2","not sent: the file breaks off at line 5, before this task was surely complete"',
      )
    })

  it('is imported whole once it is mended, with what was sent before as duplicates', async () => {
    const memory = aMemory()
    await importText([header, ...rows, row('t4', '"EKS 1')], aProfile(), { memory, windowRows: 2 })
    const mended = await importText([header, ...rows, row('t4', '"EKS 1"')], aProfile(), {
      memory,
      windowRows: 2,
    })
    expect(mended.summary).to.include({ rowsRead: 4, rowsAccepted: 3, rowsDuplicate: 1, rowsRefused: 0 })
    expectSums(mended.summary)
  })

  it('names the line on which a row begins, also after cells with line ends', async () => {
    const { refused } = await importText([header, row('t1', '"EKS\r\n111"'), `${row('t2')},more`])
    expect(refused.map((line) => line.split(',')[0])).to.deep.equal(['2', '4'])
  })

  it('says that a row with too many cells may be several, glued by a missing quote', async () => {
    const { refused } = await importText([header, row('t1', '"EKS 1'), row('t2', '",2')])
    expect(refused[0]).to.include(
      'as many as the header has; the row spans 2 lines, so a quote may be missing',
    )
  })
})
