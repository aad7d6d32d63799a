import { expect } from 'chai'
import { csvOf } from '../../dashboards/parts/table.ts'
import { wordsFor } from '../../dashboards/words.ts'
import {
  type Address,
  datesOf,
  halfChoices,
  monthsToChoose,
  periodOfYear,
  readAddress,
  requestOf,
  writeAddress,
} from '../../dashboards/workload/address.ts'
import { barsOf, box, peakHour, scaleOf } from '../../dashboards/workload/bars.ts'
import { initialState, reduce } from '../../dashboards/workload/state.ts'
import {
  boundTable,
  cancelledTable,
  outcomeTable,
  ownerTable,
  startTable,
  streamTable,
} from '../../dashboards/workload/tables.ts'
import { openPage, type Page } from './dom.ts'
import { fixtureWorkload } from './fixture-workload.ts'

const ready = <T>(value: T) => ({ kind: 'ready', value }) as const
const failedWith = (detail: string) => ({ kind: 'failed', detail }) as const

const thisMonth = '2026-11'
const words = wordsFor('fi')
const october: Address = { service: 'ems', period: '2026-10' }

describe('the address of the workload page', () => {
  for (const [search, period] of [
    ['', '2026-10'],
    ['?month=2026-02', '2026-02'],
    ['?half=2026-1', '2026-H1'],
    ['?half=2026-3', '2026-10'],
    ['?month=2026-13', '2026-10'],
  ])
    it(`reads '${search}' as ${period}`, () => {
      expect(readAddress(search!, thisMonth)).to.deep.equal({ service: 'ems', period })
    })

  for (const period of ['2026-10', '2026-H1', '2025-H2'])
    it(`is read back as ${period} after it was written`, () => {
      const address: Address = { service: 'rescue', period }
      expect(readAddress(writeAddress(address), thisMonth)).to.deep.equal(address)
    })

  for (const [period, from, to] of [
    ['2026-01', '2026-01-01', '2026-02-01'],
    ['2026-12', '2026-12-01', '2027-01-01'],
    ['2026-H1', '2026-01-01', '2026-07-01'],
    ['2026-H2', '2026-07-01', '2027-01-01'],
  ])
    it(`takes ${period} from ${from} to ${to}, half-open`, () => {
      expect(datesOf(period!)).to.deep.equal({ from, to })
    })

  it('asks for a month by its name and for a half-year by its dates', () => {
    expect(requestOf(october)).to.equal('/api/v1/workload?service=ems&month=2026-10')
    expect(requestOf({ ...october, period: '2026-H1' })).to.equal(
      '/api/v1/workload?service=ems&from=2026-01-01&to=2026-07-01',
    )
  })

  it('offers the chosen period whatever its year, and none that lies ahead', () => {
    expect(halfChoices(thisMonth, '2026-10')).to.deep.equal(['2026-H2', '2026-H1', '2025-H2', '2025-H1'])
    expect(halfChoices('2026-03', '2019-H1').slice(-2)).to.deep.equal(['2019-H2', '2019-H1'])
    expect(halfChoices('2026-03', '2026-H1')).not.to.include('2026-H2')
    expect(monthsToChoose(thisMonth, '2019-H2')).to.include('2019-12')
    expect(monthsToChoose(thisMonth, '2026-H2')[0]).to.equal('2026-11')
    expect(periodOfYear('2026', '2025-12', thisMonth)).to.equal('2026-11')
    expect(periodOfYear('2026', '2025-H2', '2026-03')).to.equal('2026-H1')
  })
})

describe('the bars of a day', () => {
  for (const [highest, ticks] of [
    [0, [0, 0.5, 1]],
    [1, [0, 0.5, 1]],
    [6.3, [0, 2, 4, 6, 8]],
    [0.08, [0, 0.02, 0.04, 0.06, 0.08]],
    [821, [0, 500, 1000]],
    [15, [0, 5, 10, 15]],
  ] as const)
    it(`have a scale for ${highest} with no bar above it`, () => {
      expect(scaleOf(highest).ticks).to.deep.equal(ticks)
    })

  it('are as tall as their value, none wider than its hour', () => {
    const bars = barsOf([1, 2, 0], { top: 2, ticks: [0, 1, 2] })
    const space = box.height - box.top - box.bottom
    expect(bars.map(({ height }) => height)).to.deep.equal([space / 2, space, 0])
    expect(bars[1]!.x).to.be.greaterThan(bars[0]!.x + bars[0]!.width)
  })

  it('have a peak only where there is anything (trap 51)', () => {
    expect(peakHour([0, 3, 3, 1])).to.equal(1)
    expect(peakHour([0, 0])).to.equal(undefined)
  })
})

describe('the tables of the workload page', () => {
  const workload = fixtureWorkload()

  it('keep every stream apart, with a sum (trap 29)', () => {
    const { rows, sum } = streamTable(workload, words)
    expect(rows).to.have.length(5)
    expect(rows[0]).to.deep.equal(['Hätäkeskustehtävät', 1200, 744, 1, 3])
    expect(rows[1]).to.deep.equal(['Siirtokuljetukset', 30, 93, 0.125, 0])
    expect(sum).to.deep.equal(['Yhteensä', 1230, 837, 1.125, 3])
  })

  it('give each chart the same numbers as a table', () => {
    expect(boundTable(workload, words).rows[12]).to.deep.equal(['12–13', 0, 1.25, 0, 0, 0, 1.25])
    expect(startTable(workload, words).rows[8]).to.deep.equal(['08–09', 700, 0, 0, 0, 0, 700])
    expect(boundTable(workload, words).rows[23]![0]).to.equal('23–00')
  })

  it('count whose units and where, without adding up tasks that stand twice (trap 33)', () => {
    const { rows, sum } = ownerTable(workload, words)
    expect(rows[1]).to.deep.equal(['Oma alue', 'alueen ulkopuolella', 20, 25])
    expect(sum).to.deep.equal(['Yhteensä', undefined, undefined, 837])
  })

  it('put every task into one outcome', () => {
    const { rows, sum } = outcomeTable(workload, words)
    expect(rows.at(-1)).to.deep.equal(['päätöstä ei ole kerrottu', 1000])
    expect(rows.reduce((total, row) => total + Number(row[1]), 0)).to.equal(sum![1])
    const all = outcomeTable({ ...workload, tasks: 230 }, words)
    expect(all.rows).to.have.length(2)
  })

  it('say the median in minutes and seconds, or that there are too few (traps 47 and 61)', () => {
    expect(cancelledTable(workload, words).rows[2]![1]).to.equal('5:31')
    const few = { ...workload, cancelled: { tasks: 3, timed: 3 } }
    expect(cancelledTable(few, words).rows[2]![1]).to.equal('liian vähän')
  })

  it('become files that no spreadsheet runs', () => {
    const csv = csvOf(ownerTable(workload, words), words)
    expect(csv.startsWith('\uFEFF')).to.equal(true)
    const lines = csv.slice(1).split('\r\n')
    expect(lines[0]).to.equal('Yksikön omistaja;Tehtävän paikka;Tehtäviä;Yksikkötunteja')
    expect(lines[3]).to.equal(`"'=Pohjois;Savo";omalla alueella;20;12,0`)
    expect(lines[4]).to.equal('Yhteensä;;;837,0')
    expect(csvOf(streamTable(workload, words), wordsFor('en'))).to.contain(';744.0;1.00;3')
  })
})

describe('the state of the workload page', () => {
  const settings = { language: 'fi', theme: 'auto' } as const
  const answered = reduce(initialState(settings, october, thisMonth), {
    ...{ kind: 'answer', to: october, workload: ready(fixtureWorkload()) },
  })

  it('keeps old figures while it asks, but none of another service', () => {
    const later = reduce(answered, { kind: 'address', address: { ...october, period: '2026-H1' } })
    expect(later.workload).to.have.property('value')
    const rescue = reduce(answered, { kind: 'address', address: { ...october, service: 'rescue' } })
    expect(rescue.workload).to.deep.equal({ kind: 'loading', value: undefined })
  })

  it('leaves out an answer to an earlier question', () => {
    const later = reduce(answered, { kind: 'address', address: { ...october, period: '2026-09' } })
    const late = reduce(later, { kind: 'answer', to: october, workload: failedWith('late') })
    expect(late).to.equal(later)
  })
})

describe('the workload page', () => {
  let page: Page
  let render: typeof import('lit-html')['render']
  let workloadView: typeof import('../../dashboards/workload/views/workload.ts')['workloadView']

  before(async () => {
    page = await openPage()
    // Templates look for the document when they are loaded.
    ;({ render } = await import('lit-html'))
    ;({ workloadView } = await import('../../dashboards/workload/views/workload.ts'))
  })
  after(() => page.close())

  const handlers = { choose() {}, go() {}, save() {} }
  for (const language of ['fi', 'sv', 'en'] as const)
    for (const [name, workload] of [
      ['figures', ready(fixtureWorkload())],
      ['nothing yet', { kind: 'loading' }],
      [
        'no task',
        ready(
          fixtureWorkload({
            tasks: 0,
            streams: fixtureWorkload().streams.slice(2),
            owners: [],
            outcomes: [],
          }),
        ),
      ],
      ['a refusal', failedWith('found month 13')],
    ] as const)
      it(`shows ${name} in ${language}, reachable for everyone`, async () => {
        const state = { ...initialState({ language, theme: 'auto' }, october, thisMonth), workload }
        render(workloadView(state, handlers), page.root)
        page.document.documentElement.lang = language
        const text = page.root.textContent ?? ''
        if (name === 'figures') expect(page.root.querySelectorAll('svg.day')).to.have.length(4)
        if (name === 'a refusal') expect(text).to.contain('found month 13')
        if (name === 'no task') expect(text).to.contain(wordsFor(language).t('workload.empty'))
        expect(text).not.to.match(/undefined|NaN|\{\w+\}/)
        expect(await page.violations()).to.deep.equal([])
      })
})
