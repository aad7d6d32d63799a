import { expect } from 'chai'
import { emptyForm, type MappingForm, profileOf } from '../../dashboards/mapping/form.ts'
import { guessColumns, guessDelimiter, plainName } from '../../dashboards/mapping/guess.ts'
import { base64Of, sampleOf } from '../../dashboards/mapping/sample.ts'
import { initialState, type MappingState, reduce, sourceName } from '../../dashboards/mapping/state.ts'
import { wordsFor } from '../../dashboards/words.ts'
import type { MappingAnswer, SampleTable } from '../../src/contract/mapping.ts'
import { noticeKinds } from '../../src/intake/tasks/notices.ts'
import { checkProfile, readProfile } from '../../src/intake/tasks/profile.ts'

const settings = { language: 'fi', theme: 'auto' } as const
const table = (header: string, ...rows: string[]): SampleTable => ({
  ...{ format: 'csv', encoding: 'utf-8' },
  header: header.split(';'),
  rows: rows.map((row, i) => ({ line: i + 2, cells: row.split(';') })),
})
const answer = (of: SampleTable): MappingAnswer => ({ table: of, profileFaults: [], rows: [] })
function afterFile(of: SampleTable, name = 'Ensihoito 2026.csv'): MappingState {
  const file = { kind: 'file', file: { name, size: 10 }, written: { format: 'csv' } } as const
  const chosen = reduce(initialState(settings), file)
  return reduce(chosen, { kind: 'answer', answer: { kind: 'ready', value: answer(of) } })
}
const change = (state: MappingState, form: Partial<MappingForm>) =>
  reduce(state, { kind: 'form', change: form })

const finnish = table(
  'Tehtävänumero;Kiireellisyys;Ilmoitusaika;Yksikkö;Yksikkötyyppi;Hälytetty;Kohteessa;Vapaa;Leveysaste (tapahtuma);Pituusaste (tapahtuma);Osoite',
  '1;B;1.7.2026 10:00:00;EKS 111;Hoitotaso;1.7.2026 10:01:00;1.7.2026 10:09:00;1.7.2026 10:40:00;62,24;25,74;Katu 1',
  '1;B;1.7.2026 10:00:00;EVY 1;Ensivaste;1.7.2026 10:01:00;1.7.2026 10:05:00;1.7.2026 10:40:00;62,24;25,74;Katu 1',
)

describe('what the mapping page guesses', () => {
  const headers = [
    [
      'Finnish',
      finnish.header.join(';'),
      {
        ...{ task: 'Tehtävänumero', urgency: 'Kiireellisyys', created: 'Ilmoitusaika', unit: 'Yksikkö' },
        ...{ unitType: 'Yksikkötyyppi', alerted: 'Hälytetty', atScene: 'Kohteessa', available: 'Vapaa' },
        ...{ lat: 'Leveysaste (tapahtuma)', lon: 'Pituusaste (tapahtuma)' },
      },
    ],
    [
      'Swedish',
      'Uppdragsnummer;Brådskandegrad;Mottagen;Enhet;Larmad;På väg;Framme;Ledig;Latitud;Longitud',
      {
        ...{ task: 'Uppdragsnummer', urgency: 'Brådskandegrad', created: 'Mottagen', unit: 'Enhet' },
        ...{ alerted: 'Larmad', enRoute: 'På väg', atScene: 'Framme', available: 'Ledig' },
        ...{ lat: 'Latitud', lon: 'Longitud' },
      },
    ],
    [
      'English, of San Francisco',
      'Call Number;Unit ID;Received DtTm;Dispatch DtTm;Response DtTm;On Scene DtTm;Available DtTm;Priority;Unit Type;Location;Address',
      {
        ...{ task: 'Call Number', unit: 'Unit ID', created: 'Received DtTm', alerted: 'Dispatch DtTm' },
        ...{ enRoute: 'Response DtTm', atScene: 'On Scene DtTm', available: 'Available DtTm' },
        ...{ urgency: 'Priority', unitType: 'Unit Type', text: 'Location' },
      },
    ],
    ['nothing it knows', 'a;b;c', {}],
  ] as const
  for (const [title, header, expected] of headers)
    it(`of headings: ${title}, and never an address`, () =>
      expect(guessColumns(header.split(';'))).to.deep.equal(expected))

  it('of letters, without their signs', () => expect(plainName('Hälytys-AIKA (å)')).to.equal('halytysaikaa'))

  for (const [line, sign] of [
    ['a;b,c;d', ';'],
    ['a,b,c;d', ','],
    ['a\tb\tc', '\t'],
  ] as const)
    it(`of the delimiter in ${JSON.stringify(line)}`, () => expect(guessDelimiter(line)).to.equal(sign))

  it('makes a profile that the import takes, from a header it knows', () => {
    const { form } = afterFile(finnish)
    expect(form).to.include({
      decimalSign: ',',
      placeKind: 'degrees',
      rows: 'per-unit',
      createdAssumed: false,
    })
    const profile = readProfile(profileOf(form))
    expect(profile).to.include({ name: 'ensihoito-2026', source: 'ensihoito-2026', encoding: 'auto' })
    expect(profile.time).to.include({ format: 'd.M.yyyy H:mm:ss', zone: 'Europe/Helsinki' })
    expect(profile.valueMaps.unitType).to.deep.equal({
      ...{ values: { Hoitotaso: 'als', Ensivaste: 'first-response' }, default: 'other' },
    })
    expect(profile.valueMaps.urgency).to.deep.equal({ values: {}, keepOthers: true })
  })

  it('sees seconds after the alert', () => {
    const { form } = afterFile(
      table(
        'IncidentNumber;Resource_Code;DateAndTimeMobilised;TurnoutTimeSeconds;AttendanceTimeSeconds;DateAndTimeLeft',
        '1;H221;01/07/2026 23:59:30;65;275.0;02/07/2026 00:40:00',
      ),
    )
    expect(form).to.include({ timeFormat: 'dd/MM/yyyy HH:mm:ss', decimalSign: '.', createdAssumed: true })
    expect(form.after).to.deep.equal({ enRoute: 'alerted', atScene: 'alerted' })
    expect(readProfile(profileOf(form)).columns.atScene).to.deep.equal({
      ...{ column: 'AttendanceTimeSeconds', secondsAfter: 'alerted' },
    })
  })

  it('sees whole minutes and times of day (trap 19)', () => {
    const { form } = afterFile(table('tehtavanumero;pvm;ilmoitusaika;yksikko', '1;1.7.2026;23:58;E1'))
    expect(form).to.include({ timeKind: 'times-of-day', timeFormat: 'H:mm', resolutionSeconds: 60 })
    expect(readProfile(profileOf(form)).time.date).to.deep.equal({ column: 'pvm', format: 'd.M.yyyy' })
  })
})

describe('what the reader chooses', () => {
  it('stays when the same file is read again in another way', () => {
    const chosen = change(afterFile(finnish), {
      columns: { ...afterFile(finnish).form.columns, code: 'Osoite' },
    })
    const again = reduce(chosen, { kind: 'answer', answer: { kind: 'ready', value: answer(finnish) } })
    expect(again.form.columns.code).to.equal('Osoite')
  })

  it('goes with another file, together with every row of the one before', () => {
    const other = reduce(afterFile(finnish), {
      ...{ kind: 'file', file: { name: 'b.csv', size: 1 }, written: {} },
    })
    expect(JSON.stringify(other)).not.to.match(/EKS 111|Katu 1|Tehtävänumero/)
  })

  const forms: readonly (readonly [string, Partial<MappingForm>, object])[] = [
    [
      'a column for the service',
      {
        service: 'column',
        columns: { ...{ task: 'id', unit: 'u' }, service: 's' },
        words: { ...emptyForm.words, service: { Ensihoito: 'ems' } },
        otherwise: { service: 'rescue' },
      },
      { service: { column: 's', values: { Ensihoito: 'ems' }, default: 'rescue' } },
    ],
    [
      'urgency: dropped, mapped and kept words',
      {
        columns: { task: 'id', unit: 'u', urgency: 'k' },
        words: { ...emptyForm.words, urgency: { X: 'drop', '1': 'A', N: '' } },
        otherwise: { urgency: 'keep' },
      },
      { valueMaps: { urgency: { values: { X: '', '1': 'A' }, keepOthers: true } } },
    ],
    [
      'yes and no',
      {
        columns: { task: 'id', unit: 'u', mobile: 'm' },
        words: { ...emptyForm.words, mobile: { K: 'true', E: 'false' } },
        otherwise: { mobile: 'refuse' },
      },
      { valueMaps: { mobile: { values: { K: true, E: false } } } },
    ],
    [
      'seconds after another time',
      { columns: { task: 'id', unit: 'u', alerted: 'a', atScene: 's' }, after: { atScene: 'alerted' } },
      { columns: { task: 'id', unit: 'u', alerted: 'a', atScene: { column: 's', secondsAfter: 'alerted' } } },
    ],
    [
      'metres of EPSG:27700 anywhere',
      {
        columns: { task: 'id', unit: 'u', east: 'e', north: 'n' },
        placeKind: 'metres',
        epsg: 27700,
        onlyFinland: false,
      },
      { place: { east: 'e', north: 'n', epsg: 27700 } },
    ],
    [
      'a sheet by name below a title',
      { columns: { task: 'id', unit: 'u' }, format: 'xlsx', sheet: 'Data', headerRow: 3 },
      { format: 'xlsx', sheet: 'Data', headerRow: 3 },
    ],
    ['a sheet by number', { columns: { task: 'id', unit: 'u' }, format: 'xlsx', sheet: '2' }, { sheet: 2 }],
    [
      'units packed in a cell',
      { columns: { task: 'id', unit: 'u' }, rows: 'per-task', unitSeparator: '|' },
      { unitSeparator: '|' },
    ],
  ]
  for (const [title, choices, expected] of forms)
    it(`makes a sound profile: ${title}`, () => {
      const form = { ...emptyForm, name: 'trial', createdAssumed: true, ...choices }
      const checked = checkProfile(profileOf(form))
      expect('faults' in checked ? checked.faults : []).to.deep.equal([])
      for (const [field, value] of Object.entries(expected))
        expect((checked as unknown as Record<string, unknown>)[field], field).to.deep.equal(value)
    })

  it('is told as unfinished while a needed column is missing', () => {
    const checked = checkProfile(profileOf({ ...emptyForm, name: 'trial' }))
    expect('faults' in checked && checked.faults.join()).to.match(/columns\.task/)
  })

  for (const [file, name] of [
    ['Ensihoito Äänekoski (2026).xlsx', 'ensihoito-aanekoski-2026'],
    ['….csv', 'tasks'],
  ] as const)
    it(`is named after its file: ${file}`, () => expect(sourceName(file)).to.equal(name))
})

describe('the sample that is sent', () => {
  it('of a CSV file is its beginning, up to a line end', async () => {
    const line = `${'x'.repeat(99)}\n`
    const sample = await sampleOf(new Blob([line.repeat(4000)]))
    const sent = Buffer.from(sample!.base64, 'base64').toString()
    expect(sent.length).to.be.lessThan(300_001)
    expect(sent.endsWith('x\n')).to.equal(true)
    expect(sample!.written).to.include({ format: 'csv' })
  })

  it('of a small CSV file is all of it, without a line end too', async () => {
    const sample = await sampleOf(new Blob(['a;b\n1;2']))
    expect(Buffer.from(sample!.base64, 'base64').toString()).to.equal('a;b\n1;2')
    expect(sample!.written).to.deep.equal({ format: 'csv', delimiter: ';' })
  })

  it('of a workbook is the whole, and of a large one nothing', async () => {
    const mark = new Uint8Array([0x50, 0x4b, 0x03, 0x04])
    expect((await sampleOf(new Blob([mark])))!.written).to.deep.equal({ format: 'xlsx' })
    expect(await sampleOf(new Blob([mark, new Uint8Array(10_000_001)]))).to.equal(undefined)
  })

  it('is packed byte for byte', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256)
    expect(Buffer.from(base64Of(bytes), 'base64').equals(Buffer.from(bytes))).to.equal(true)
  })
})

describe('the words of the page', () => {
  it('name every notice of the import', () => {
    for (const kind of noticeKinds)
      expect(wordsFor('fi').t(`mapping.notice.${kind}`), kind)
        .to.be.a('string')
        .and.not.equal('')
  })
})
