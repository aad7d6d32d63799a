/** The page of before and after: its address, its sentences, what its pictures draw, and the whole of it for access. */
import { expect } from 'chai'
import {
  type Address,
  csvOf,
  readAddress,
  requestOf,
  settled,
  writeAddress,
} from '../../dashboards/before-after/address.ts'
import { rolePaths } from '../../dashboards/before-after/cell-map.ts'
import { placedInterval, placeOf, scaleOf } from '../../dashboards/before-after/interval-scale.ts'
import {
  differenceText,
  doubtSentence,
  partSentences,
  verdictSentence,
  windowText,
} from '../../dashboards/before-after/sentences.ts'
import { box, seriesDrawing } from '../../dashboards/before-after/series-drawing.ts'
import { type BeforeAfterState, initialState, reduce } from '../../dashboards/before-after/state.ts'
import { countTable, effectsTable, roleTable, seriesTable } from '../../dashboards/before-after/tables.ts'
import type { BeforeAfterHandlers } from '../../dashboards/before-after/views/before-after.ts'
import { defaultSettings } from '../../dashboards/settings.ts'
import { wordsFor } from '../../dashboards/words.ts'
import { beforeAfterSchema, changeListSchema } from '../../src/contract/before-after.ts'
import { openPage, type Page } from './dom.ts'
import { fixtureBeforeAfter, fixtureChanges } from './fixture-before-after.ts'

const ready = <T>(value: T) => ({ kind: 'ready', value }) as const
const keuruu: Address = { station: 'keuruu', on: '2025-10-01', reach: 'year', statistic: 'median' }

describe('the address of before and after', () => {
  for (const address of [
    keuruu,
    { ...keuruu, service: 'ems' as const, reach: 'year-end' as const, statistic: 'share' as const },
    { reach: 'year' as const, statistic: 'median' as const },
  ])
    it(`is read back as it was written: ${writeAddress(address)}`, () => {
      expect(readAddress(writeAddress(address))).to.deep.equal(address)
    })

  it('takes nothing half: a station without a day, or a day that is none, is no question', () => {
    expect(readAddress('?station=keuruu')).to.deep.equal({ reach: 'year', statistic: 'median' })
    expect(readAddress('?station=keuruu&from=soon&service=police').station).to.equal(undefined)
    expect(requestOf(readAddress(''))).to.equal(undefined)
  })

  it('becomes the newest change of the register where it names none', () => {
    expect(settled(readAddress(''), fixtureChanges)).to.deep.equal(keuruu)
    expect(settled(readAddress(''), { ...fixtureChanges, changes: [] }).station).to.equal(undefined)
  })

  it('asks to the end of the year of the change, and for the same as CSV', () => {
    expect(requestOf({ ...keuruu, reach: 'year-end' })).to.equal(
      '/api/v1/before-after?station=keuruu&from=2025-10-01&until=2026-01-01',
    )
    expect(csvOf(keuruu, 'sv')).to.match(/format=csv&lang=sv$/)
  })
})

describe('what is said of a change', () => {
  const words = wordsFor('fi')
  const found = fixtureBeforeAfter()

  it('is one sentence with its interval, in three languages', () => {
    expect(found.judgement.verdict).to.equal('better')
    expect(verdictSentence(found, words)).to.match(
      /^Ensimmäinen yksikkö: mediaani lyheni alueella \d:\d\d enemmän kuin verrokissa \(95\s%:n väli −\d:\d\d … −\d:\d\d\)/,
    )
    expect(verdictSentence(found, wordsFor('sv'))).to.match(/medianen blev \d:\d\d kortare/)
    expect(verdictSentence(found, wordsFor('en'))).to.match(/the median fell by \d:\d\d more/)
  })

  it('is that nothing is shown, or that there are not enough tasks, with their numbers', () => {
    const none = fixtureBeforeAfter({}, { effect: 0 })
    expect(none.judgement.verdict).to.equal('not-shown')
    expect(verdictSentence(none, words)).to.match(/ulottuu nollan molemmin puolin/)
    const few = fixtureBeforeAfter({}, { area: 8 })
    expect(few.judgement.verdict).to.equal('not-enough-tasks')
    expect(verdictSentence(few, words)).to.match(/alueella 8 ennen ja 8 jälkeen, verrokissa 300 ja 300/)
    expect(partSentences(few, words)[0]).to.match(/liian vähän tehtäviä \(8 \+ \d \+ 300 \+ 300\)/)
  })

  it('tells turnout, drive and effective action each by itself', () => {
    const parts = partSentences(found, words)
    expect(parts).to.have.lengthOf(3)
    expect(parts.find((part) => part.startsWith('Lähtöaika'))).to.match(/– lyheni$/)
    expect(parts.find((part) => part.startsWith('Ajoaika'))).to.match(/muutosta ei voida osoittaa$/)
  })

  it('names the tasks that never had a whole group', () => {
    expect(found.judgement.doubts).to.include('group-missing')
    expect(doubtSentence('group-missing', found, words)).to.match(/0\/120 → 80\/120/)
    expect(doubtSentence('drive-moved', found, words)).to.match(/jokin muu muuttui samalla/)
  })

  it('writes a difference always with its interval, a share in points, an open side as a question', () => {
    const difference = { value: -0.05, low: -0.1, word: 'no-change-shown' as const }
    expect(differenceText(difference, 'share', words)).to.equal('−5,0 (−10,0 … ?)')
    expect(differenceText(undefined, 'median', words)).to.equal('–')
    expect(windowText({ from: '2024-10-01', to: '2025-10-01' }, words)).to.equal('1.10.2024–30.9.2025')
  })
})

describe('the pictures of a change', () => {
  const words = wordsFor('fi')
  const found = fixtureBeforeAfter()

  it('keep every interval and zero within their scale, in whole steps', () => {
    for (const statistic of ['median', 'p90', 'share'] as const) {
      const scale = scaleOf(found.findings, statistic)
      expect(scale.ticks).to.include(0)
      expect(scale.ticks.length).to.be.within(2, 11)
      for (const finding of found.findings) {
        const did = finding[statistic]?.did
        if (!did) continue
        const { dot, from, to } = placedInterval(did, scale)
        expect(from).to.be.at.most(dot)
        expect(dot).to.be.at.most(to)
        expect(
          [did.value, did.low ?? 0, did.high ?? 0].every(
            (value) => value >= scale.low && value <= scale.high,
          ),
        ).to.equal(true)
      }
    }
    expect(placeOf(0, { low: -60, high: 60, ticks: [] })).to.equal(0.5)
    const open = placedInterval({ value: 0, word: 'no-change-shown' }, { low: -60, high: 60, ticks: [] })
    expect(open).to.deep.equal({ dot: 0.5, from: 0, to: 1, openLow: true, openHigh: true })
  })

  it('leave a gap where a stretch has too few tasks, and mark the change and what else happened', () => {
    const drawn = seriesDrawing(found)!
    expect(drawn.area.map((run) => run.length)).to.deep.equal([1, 1])
    expect(drawn.control.map((run) => run.length)).to.deep.equal([3])
    expect(drawn.marks.map(({ label, itself }) => [label, itself])).to.deep.equal([
      ['', true],
      ['2', false],
    ])
    for (const { x, y } of [...drawn.area, ...drawn.control].flat()) {
      expect(x).to.be.within(box.left, box.width - box.right)
      expect(y).to.be.within(box.top, box.height - box.bottom)
    }
    expect(seriesDrawing(fixtureBeforeAfter({ series: { months: 6, points: [] } }))).to.equal(undefined)
  })

  it('draw neighbouring cells of one role as one strip', () => {
    const paths = rolePaths(found.cells)
    expect(paths.area).to.equal('M430000 -6901000h2000v1000h-2000ZM430000 -6902000h1000v1000h-1000Z')
    expect(Object.keys(paths)).to.deep.equal(['area', 'control', 'near-change'])
  })

  it('stand in tables too', () => {
    const effects = effectsTable(found.findings, 'median', 't', words)
    expect(effects.rows).to.have.lengthOf(found.findings.length)
    for (const row of effects.rows) expect(row).to.have.lengthOf(effects.columns.length)
    expect(effectsTable(found.findings, 'share', 't', words).rows.length).to.be.below(found.findings.length)
    expect(seriesTable(found, 't', words).rows[1]![1]).to.equal('– (n = 4)')
    expect(roleTable(found, 't', words).rows.map(([, cells]) => cells)).to.deep.equal(['3', '1', '0', '1'])
    expect(countTable(found.leftOut, 'left-out', words).rows[0]).to.deep.equal([
      'Ei alueen ruutujen kaltainen',
      '15',
    ])
  })
})

describe('the page of before and after', () => {
  let page: Page
  before(async () => {
    page = await openPage()
  })
  after(() => page.close())

  const handlers: BeforeAfterHandlers = { choose() {}, go() {}, chooseOwn() {}, save() {} }
  const stateOf = (change: Partial<BeforeAfterState> = {}): BeforeAfterState => ({
    ...initialState(defaultSettings, keuruu),
    ...{ list: ready(fixtureChanges), found: ready(fixtureBeforeAfter()) },
    ...change,
  })
  async function draw(state: BeforeAfterState, own: Partial<BeforeAfterHandlers> = {}) {
    const { render } = await import('lit-html')
    const { beforeAfterView } = await import('../../dashboards/before-after/views/before-after.ts')
    render(beforeAfterView(state, { ...handlers, ...own }), page.root)
  }

  it('is drawn from what the contract allows', () => {
    expect(beforeAfterSchema.safeParse(fixtureBeforeAfter()).error).to.equal(undefined)
    expect(changeListSchema.safeParse(fixtureChanges).error).to.equal(undefined)
  })

  for (const [name, change] of [
    ['with an answer', {}],
    ['while it asks', { found: { kind: 'loading' } }],
    ['with a refusal', { found: { kind: 'failed', detail: 'found station’ moon' } }],
    [
      'without any change in the register',
      {
        address: { reach: 'year', statistic: 'median' },
        list: ready({ ...fixtureChanges, changes: [] }),
        found: { kind: 'loading' },
      },
    ],
    ['with a day of one’s own', { own: true }],
    [
      'with too few tasks',
      {
        found: ready(
          fixtureBeforeAfter({
            findings: [],
            judgement: { verdict: 'not-enough-tasks', doubts: [] },
            series: { months: 6, points: [] },
            cells: { e: [], n: [], role: [] },
            confounders: [],
          }),
        ),
      },
    ],
    [
      'by share, in Swedish',
      { address: { ...keuruu, statistic: 'share' }, settings: { language: 'sv', theme: 'auto' } },
    ],
  ] as const)
    it(`has no fault of access ${name}`, async () => {
      await draw(stateOf(change as Partial<BeforeAfterState>))
      expect(await page.violations()).to.deep.equal([])
      expect(page.root.querySelectorAll('h1')).to.have.lengthOf(1)
    })

  it('says aloud what is invented, unconfirmed and approximate', async () => {
    await draw(stateOf())
    const tags = [...page.root.querySelectorAll('.notice .tag')].map((tag) => tag.textContent)
    expect(tags).to.deep.equal(['DEMO', 'TAVOITTEET VAHVISTAMATTA', 'LIKIMÄÄRÄINEN TIESTÖ'])
    expect(page.root.textContent).to.match(/840 \+ arvioimatta 40 \+ vertailun ulkopuolella 20/)
  })

  it('goes to another change, service, window and statistic', async () => {
    const gone: Address[] = []
    await draw(stateOf(), { go: (address) => gone.push(address) })
    const press = (text: string) =>
      [...page.root.querySelectorAll('button')].find((button) => button.textContent!.trim() === text)!.click()
    press('Ensihoito')
    press('Vuoden loppuun')
    press('90\u00a0%')
    const select = page.root.querySelector<HTMLSelectElement>('#change')!
    select.value = 'laukaa 2024-05-06'
    select.dispatchEvent(
      new (globalThis as unknown as { window: { Event: typeof Event } }).window.Event('change'),
    )
    expect(gone).to.deep.include({ ...keuruu, service: 'ems' })
    expect(gone).to.deep.include({ ...keuruu, reach: 'year-end' })
    expect(gone).to.deep.include({ ...keuruu, statistic: 'p90' })
    expect(gone.at(-1)).to.include({ station: 'laukaa', on: '2024-05-06' })
  })

  it('keeps an earlier answer on screen while a new one is asked for, and drops one that comes late', () => {
    const first = stateOf()
    const other: Address = { ...keuruu, station: 'laukaa', on: '2024-05-06' }
    const asked = reduce(first, { kind: 'address', address: other })
    expect(asked.found).to.have.property('kind', 'loading')
    expect(asked.found).to.have.property('value')
    const late = reduce(asked, { kind: 'answer', to: keuruu, found: ready(fixtureBeforeAfter()) })
    expect(late.found).to.have.property('kind', 'loading')
    const statistic = reduce(first, { kind: 'address', address: { ...keuruu, statistic: 'p90' } })
    expect(statistic.found).to.equal(first.found)
  })
})
