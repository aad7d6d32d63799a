import { expect } from 'chai'
import { type Address, readAddress, requests, writeAddress } from '../../dashboards/drive-times/address.ts'
import { cellsOf, leanOf, shownOf } from '../../dashboards/drive-times/cells.ts'
import { boxAround, countyBox, lookOf, squareOf } from '../../dashboards/drive-times/map.ts'
import { type DriveTimesState, initialState, reduce } from '../../dashboards/drive-times/state.ts'
import { excludedTable, intervalText, trialTable } from '../../dashboards/drive-times/tables.ts'
import { defaultSettings } from '../../dashboards/settings.ts'
import { wordsFor } from '../../dashboards/words.ts'
import { type DriveTimesView, driveTimesSchema } from '../../src/contract/drive-times.ts'
import { openPage, type Page } from './dom.ts'
import { fixtureRegion } from './fixture-situation.ts'

const errors = (median: number, far: number) => ({
  ...{
    n: 500,
    medianAbsoluteSeconds: median,
    medianSeconds: 12.5,
    p90AbsoluteSeconds: 300,
    shareFarOff: far,
  },
})
const count = { cells: 1, residents: 40.5 }
const basis = (name: 'assumed' | 'fitted', medians: number[]) => ({
  ...{ basis: name, errors: errors(90, 0.4), fits: { good: count, poor: count, 'too-few': count } },
  bins: [
    { fromSeconds: 0, toSeconds: 60, n: 3 },
    { fromSeconds: 60, toSeconds: null, n: 40, expectedSeconds: 200, p10: 100, p50: 210, p90: 400 },
  ],
  cells: {
    ...{ medianSeconds: medians, low: [null, -300, -20], high: [null, -90, 40], farOff: [2, 9, 0] },
    fit: ['too-few', 'poor', 'good'] as ('too-few' | 'poor' | 'good')[],
  },
})
const view: DriveTimesView = {
  log: [{ at: '2026-11-02T10:00:00Z', action: 'withdrawn', by: 'pia', reason: 'kokeilu' }],
  study: {
    ...{ id: 's1', county: '15', from: '2025-11-01', to: '2026-11-01', computedAt: '2026-11-02T10:00:00Z' },
    ...{ demo: true, demoOrigins: 3, total: 560, used: 500, excluded: { mobile: 50, 'no-at-scene': 10 } },
    roads: { name: 'Sketch', date: '2026-11-21', approximate: true, attribution: 'by hand' },
    kinds: [
      {
        ...{ kind: 'emergency', n: 500, coarse: 4, calibrated: true, model: 'by-zone' },
        trials: [
          { model: 'none', errors: errors(150, 0.6) },
          { model: 'by-zone', errors: errors(80, 0.3) },
        ],
        rerouted: errors(79, 0.3),
        factors: {
          classes: [{ roadClass: 'trunk', factor: 1.2, drives: 300, share: 0.6 }],
          winter: { factor: 1.05, drives: 200 },
          zones: [{ zone: 'rural', factor: 0.9, fixedSeconds: 80, drives: 100 }],
          fixedSeconds: 60,
        },
        cells: { e: [434, 435, 436], n: [6901, 6902, 6903], drives: [4, 12, 30], residents: [0, 10, 30.5] },
        bases: [basis('assumed', [500, -200, 10]), basis('fitted', [100, -150, 5])],
      },
      {
        ...{ kind: 'normal', n: 0, coarse: 0, calibrated: false, reason: 'too-few-drives' },
        ...{ trials: [], bases: [], cells: { e: [], n: [], drives: [], residents: [] } },
      },
    ],
  },
}
const study = view.study!
const words = wordsFor('fi')
const ready = <T>(value: T) => ({ kind: 'ready', value }) as const

describe('the page of drive times', () => {
  it('has a fixture that fits the contract', () => {
    expect(driveTimesSchema.parse(view)).to.deep.equal(view)
  })

  it('reads its address back as it was written, and what it does not know as the usual', () => {
    const address: Address = {
      from: '2026-01-01',
      to: '2026-06-01',
      kind: 'normal',
      basis: 'fitted',
      cell: '1kmN6901E434',
    }
    expect(readAddress(writeAddress(address))).to.deep.equal(address)
    expect(readAddress('?from=x&kind=fast')).to.include({ kind: 'emergency', basis: 'assumed' })
    expect(requests(address, 'sv')).to.deep.equal({
      study: '/api/v1/drive-times?from=2026-01-01&to=2026-06-01',
      csv: '/api/v1/drive-times?from=2026-01-01&to=2026-06-01&format=csv&lang=sv',
    })
  })

  it('shows the worst cells first, and falls back to the assumed speeds', () => {
    const shown = shownOf(study, { kind: 'emergency', basis: 'in-use' })
    expect(shown.basis!.basis).to.equal('assumed')
    expect(cellsOf(shown).map(({ id, fit }) => `${id} ${fit}`)).to.deep.equal([
      ...['1kmN6902E435 poor', '1kmN6903E436 good', '1kmN6901E434 too-few'],
    ])
    expect(cellsOf(shownOf(study, { kind: 'normal', basis: 'fitted' }))).to.deep.equal([])
    expect([-61, 60, 61].map((medianSeconds) => leanOf({ medianSeconds }))).to.deep.equal([
      ...['faster', 'right', 'slower'],
    ])
    expect([
      lookOf({ fit: 'poor', medianSeconds: 5 }),
      lookOf({ fit: 'good', medianSeconds: -70 }),
    ]).to.deep.equal(['slower', 'good'])
  })

  it('draws a cell where it lies', () => {
    expect(squareOf({ e: 434, n: 6901 })).to.equal('M434000 -6902000h1000v1000h-1000Z')
    expect(boxAround({ e: 434, n: 6901 })).to.include({ x: 434_500 - 15_000, y: -6_901_500 - 15_000 })
    expect(countyBox([])).to.equal(undefined)
  })

  it('has tables whose sums match, with the chosen model named', () => {
    const { rows, sum } = excludedTable(study, words)
    expect(rows.reduce((all, row) => all + (row[1] as number), 0)).to.equal(sum![1])
    expect(trialTable(study.kinds[0]!, words).rows.map(([name]) => name)).to.deep.equal([
      ...['oletetut nopeudet', 'tieluokittain, talvi ja aluetyyppi – valittu', 'valittu, reitit uudelleen'],
    ])
    expect(intervalText({ low: -20.4, high: 40 })).to.equal('−20 … +40')
    expect(intervalText({})).to.equal('')
  })

  it('keeps what was answered while another span is asked for, and tells of what was refused', () => {
    const usual = readAddress('')
    let state = reduce(initialState(defaultSettings, usual), {
      kind: 'answer',
      to: usual,
      found: ready(view),
    })
    const other = { ...usual, from: '2026-05-01' }
    state = reduce(state, { kind: 'address', address: other })
    expect(state.found).to.deep.equal({ kind: 'loading', value: view })
    expect(reduce(state, { kind: 'answer', to: usual, found: ready(view) }).found.kind).to.equal('loading')
    state = reduce(reduce(state, { kind: 'send', change: 'adopt' }), { kind: 'refused', detail: 'no' })
    expect(state).to.include({ sending: undefined, refused: 'no' })
    expect(reduce(state, { kind: 'sent', change: 'adopt', found: view })).to.include({
      done: 'adopt',
      reason: '',
    })
  })

  describe('as drawn', () => {
    let page: Page
    before(async () => {
      page = await openPage()
    })
    after(() => page.close())
    const noop = () => {}
    const handlers = { choose: noop, go: noop, pick: noop, write: noop, send: noop, save: noop }
    const stateWith = (change: Partial<DriveTimesState>): DriveTimesState => ({
      ...initialState(defaultSettings, readAddress('')),
      region: ready(fixtureRegion()),
      session: ready({
        role: 'planner',
        name: 'pia',
        may: ['see-plans', 'edit-readiness'],
        languages: ['fi'],
      }),
      ...change,
    })

    it('is sound in every state, and says which speeds are in use and that data and roads are no true ones', async () => {
      const { render } = await import('lit-html')
      const { driveTimesView } = await import('../../dashboards/drive-times/views/drive-times.ts')
      for (const found of [
        { kind: 'loading' },
        ready(view),
        ready({ ...view, counting: 0.4 }),
        ready({ log: [], counting: 0 }),
        { kind: 'failed', detail: 'found no roads' },
      ] as DriveTimesState['found'][]) {
        render(driveTimesView(stateWith({ found }), handlers), page.root)
        expect(await page.violations()).to.deep.equal([])
      }
      render(driveTimesView(stateWith({ found: ready(view) }), handlers), page.root)
      const said = page.root.textContent!.replace(/\s+/g, ' ')
      for (const text of ['DEMO', 'LIKIMÄÄRÄISET TIET', 'OLETETUT NOPEUDET', '1kmN6902E435', 'osuu huonosti'])
        expect(said).to.contain(text)
      expect(page.root.querySelectorAll('.cell-map .cell')).to.have.length(3)
      const adopt = page.root.querySelector<HTMLButtonElement>('#adopt')!
      expect(adopt.disabled).to.equal(false)
      const unexplained = reduce(stateWith({ found: ready(view) }), { kind: 'unexplained' })
      render(driveTimesView(unexplained, handlers), page.root)
      const field = page.root.querySelector('#reason')!
      expect(field.getAttribute('aria-invalid')).to.equal('true')
      const fault = page.root.querySelector(`#${field.getAttribute('aria-describedby')}`)
      expect(fault!.textContent).to.contain('Kirjoita perustelu')
      expect(await page.violations()).to.deep.equal([])
      expect(reduce(unexplained, { kind: 'reason', reason: 'vuosi 2026' }).unexplained).to.equal(false)
      render(
        driveTimesView(
          stateWith({
            found: ready(view),
            session: ready({ role: 'manager', name: 'm', may: ['see-plans'], languages: ['fi'] }),
          }),
          handlers,
        ),
        page.root,
      )
      expect(page.root.querySelector('#adopt')).to.equal(null)
    })
  })
})
