import { expect } from 'chai'
import { borderPaths } from '../../dashboards/parts/county-drawing.ts'
import {
  type Address,
  minimumChoices,
  readAddress,
  requests,
  writeAddress,
  yearChoices,
} from '../../dashboards/problem-cells/address.ts'
import { cannotTell, distanceText, yearLight, yearText } from '../../dashboards/problem-cells/distance.ts'
import { neighbourOf, squareOf, viewBox } from '../../dashboards/problem-cells/map.ts'
import { initialState, reduce } from '../../dashboards/problem-cells/state.ts'
import { wordsFor } from '../../dashboards/words.ts'
import type { ProblemCell, ProblemYear } from '../../src/contract/problem-cells.ts'
import { openPage, type Page } from './dom.ts'
import { fixtureProblemCells } from './fixture-problem-cells.ts'
import { fixtureRegion } from './fixture-situation.ts'

const ready = <T>(value: T) => ({ kind: 'ready', value }) as const
const usual: Address = { year: 2026, reading: 'each-year', minimum: 4 }
const words = wordsFor('fi')
const found = fixtureProblemCells()
const cellOf = (id: string) => found.cells.find(({ cell }) => cell === id)!
const listed = cellOf('1kmN6901E434')

describe('the address of the page of problem cells', () => {
  for (const [search, expected] of [
    ['', {}],
    [
      '?year=2024&reading=over-the-years&minimum=6&cell=1kmN6901E434',
      { year: 2024, reading: 'over-the-years', minimum: 6, cell: '1kmN6901E434' },
    ],
    ['?year=2031&reading=both&minimum=0', {}],
    ['?year=x&minimum=2.5', {}],
  ] as const)
    it(`reads '${search}'`, () => {
      expect(readAddress(search, 2026)).to.deep.equal({ ...usual, cell: undefined, ...expected })
    })

  it('is read back as it was written, and asks for the same cells as its file', () => {
    const address: Address = { year: 2025, reading: 'over-the-years', minimum: 8, cell: 'zone 7' }
    expect(readAddress(writeAddress(address), 2026)).to.deep.equal(address)
    const { cells, csv } = requests(address, 'sv')
    expect(cells).to.equal('/api/v1/problem-cells?year=2025&reading=over-the-years&minimum=8')
    expect(csv).to.equal(`${cells}&format=csv&lang=sv`)
  })

  it('offers the chosen year and minimum, wherever they lie', () => {
    expect(yearChoices(2026, 2010)).to.include.members([2026, 2018, 2010])
    expect(minimumChoices(7)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 10])
  })
})

describe('the distance from the list, in words', () => {
  for (const [id, sentence] of [
    ['1kmN6901E434', 'Poistuu, kun ajoissa tavoitettuja tulee vuonna 2026 vielä 4.'],
    ['1kmN6902E436', 'Listalle, jos myöhästyneitä tulee vuonna 2026 vielä 1.'],
    ['1kmN6904E431', 'Poissa listalta; listalle, jos myöhästyneitä tulee vuonna 2026 vielä 3.'],
    ['1kmN6908E438', 'Ei listalla tällä lukutavalla.'],
  ] as const)
    it(`of ${id} while the year runs`, () => {
      expect(distanceText(cellOf(id), found, words)).to.equal(sentence)
    })

  it('is none any more when the year is over', () => {
    const over = fixtureProblemCells({ lastYear: 2025 })
    const texts = over.cells.map((cell) => distanceText(cell, over, words))
    expect(texts[0]).to.equal('Vuosi 2025 on päättynyt: ruutu on listalla.')
    expect(texts.at(-1)).to.equal('Vuosi 2025 on päättynyt: ruutu ei ole listalla.')
  })

  it('says so where no further task can change it', () => {
    const { furtherInTime: _, ...never } = listed
    expect(distanceText(never, found, words)).to.contain('Ei voi enää poistua')
    const { furtherLate: __, ...safe } = cellOf('1kmN6902E436')
    expect(distanceText(safe, found, words)).to.contain('Ei voi tulla listalle')
  })
})

describe('a year of a cell', () => {
  const year = (change: Partial<ProblemYear>) => ({ ...listed.years[0]!, ...change })
  it('is told in counts, not in a share (trap 49)', () => {
    expect(yearText(year({ inTime: 2, timed: 4, tasks: 4 }))).to.equal('2/4')
    expect(yearText(year({ inTime: 0, timed: 0, tasks: 3 }))).to.equal('0/0')
  })
  it('without tasks is no year of 100 % (trap 51)', () => {
    const none = year({ inTime: 0, timed: 0, tasks: 0, status: 'no-tasks' })
    expect([yearText(none), yearLight(none)]).to.deep.equal(['–', 'cannot-tell'])
  })
  for (const [status, light] of [
    ['met', 'met'],
    ['not-met', 'missed'],
    ['too-few', 'cannot-tell'],
    ['no-times', 'cannot-tell'],
  ] as const)
    it(`that is ${status} has the shape of ${light} (trap 58)`, () => {
      expect(yearLight(year({ status }))).to.equal(light)
    })
})

describe('what cannot be told', () => {
  it('is named by the years without data; the running year may be empty yet (trap 50)', () => {
    const one = fixtureProblemCells({}, { emptyBefore: 2026 })
    expect(cannotTell(one)).to.deep.equal([2023, 2024, 2025])
    expect(cannotTell(found)).to.deep.equal([])
    expect(cannotTell({ ...found, emptyYears: [2026] })).to.deep.equal([])
    expect(cannotTell({ ...found, emptyYears: [2026], lastYearOver: true })).to.deep.equal([2026])
  })
})

describe('the map of problem cells', () => {
  const region = fixtureRegion()
  const placed = found.cells.filter(({ centre }) => centre)

  it('shows every cell whose place is known, or the whole county', () => {
    const box = viewBox('cells', { cells: found.cells, region })!
    for (const { centre } of placed) {
      expect(centre!.e).to.be.within(box.x + 500, box.x + box.width - 500)
      expect(-centre!.n).to.be.within(box.y + 500, box.y + box.height - 500)
    }
    const county = viewBox('county', { cells: found.cells, region })!
    expect(county.width).to.be.within(140_000, 175_000)
    expect(viewBox('cells', { cells: [], region })).to.deep.equal(county)
    expect(viewBox('cells', { cells: [] })).to.equal(undefined)
  })

  it('shows ten kilometres round the chosen cell', () => {
    const box = viewBox('selected', { cells: found.cells, selected: listed, region })!
    expect(box).to.deep.equal({ x: 429_500, y: -6_906_500, width: 10_000, height: 10_000 })
  })

  it('draws a square kilometre where the cell lies, north up', () => {
    expect(squareOf(listed)).to.equal('M434000 -6902000h1000v1000h-1000Z')
    const zone = { ...listed, cell: 'zone 8' }
    expect(squareOf(zone), 'a zone of another shape').to.equal(undefined)
    expect(squareOf(cellOf('zone 7'))).to.equal(undefined)
  })

  it('draws the borders in the same metres (trap 36)', () => {
    const paths = borderPaths(region.borders)
    expect(paths).to.have.length(region.borders.length)
    for (const [, east, north] of paths.join('').matchAll(/[ML](-?\d+) (-?\d+)/g)) {
      expect(Number(east)).to.be.within(330_000, 500_000)
      expect(Number(north)).to.be.within(-7_070_000, -6_820_000)
    }
  })

  it('is walked cell by cell, round its ends, without those that are not on it', () => {
    const ids = placed.map(({ cell }) => cell)
    expect(neighbourOf(found.cells, undefined, 1)).to.equal(ids[0])
    expect(neighbourOf(found.cells, ids.at(-1), 1)).to.equal(ids[0])
    expect(neighbourOf(found.cells, ids[0], -1)).to.equal(ids.at(-1))
    expect(neighbourOf([], 'x', 1)).to.equal(undefined)
    let at: string | undefined
    const walked = ids.map(() => {
      at = neighbourOf(found.cells, at, 1)
      return at
    })
    expect(walked).to.deep.equal(ids).and.not.include('zone 7')
  })
})

describe('the state of the page of problem cells', () => {
  const settings = { language: 'fi', theme: 'auto' } as const
  const answered = reduce(initialState(settings, usual, 2026), {
    kind: 'answer',
    to: usual,
    found: ready(found),
  })

  it('asks nothing anew when a cell is chosen', () => {
    const chosen = reduce(answered, { kind: 'address', address: { ...usual, cell: listed.cell } })
    expect(chosen.found).to.equal(answered.found)
    expect(chosen.address.cell).to.equal(listed.cell)
  })

  it('keeps the old cells, marked, while another reading is counted, and drops late answers', () => {
    const later = reduce(answered, { kind: 'address', address: { ...usual, reading: 'over-the-years' } })
    expect(later.found).to.deep.equal({ kind: 'loading', value: found })
    expect(reduce(later, { kind: 'answer', to: usual, found: ready(found) })).to.equal(later)
  })
})

describe('the page of problem cells', () => {
  let page: Page
  let render: typeof import('lit-html')['render']
  let problemCellsView: typeof import('../../dashboards/problem-cells/views/problem-cells.ts')['problemCellsView']
  const picked: string[] = []

  before(async () => {
    page = await openPage()
    // Templates look for the document when they are loaded.
    ;({ render } = await import('lit-html'))
    ;({ problemCellsView } = await import('../../dashboards/problem-cells/views/problem-cells.ts'))
  })
  after(() => page.close())

  const handlers = { choose() {}, go() {}, look() {}, pick: (cell: string) => void picked.push(cell) }
  const show = (language: 'fi' | 'sv' | 'en', answer: object, cell?: string) => {
    const state = {
      ...initialState({ language, theme: 'auto' }, { ...usual, cell }, 2026),
      region: ready(fixtureRegion()),
    }
    render(problemCellsView({ ...state, ...answer }, handlers), page.root)
    page.document.documentElement.lang = language
    return page.root.textContent ?? ''
  }

  for (const language of ['fi', 'sv', 'en'] as const) {
    const { t } = wordsFor(language)
    for (const [name, answer, sentence] of [
      ['the cells', { found: ready(found) }, t('problem.running.sentence', { year: 2026 })],
      [
        'an ended year',
        { found: ready(fixtureProblemCells({ lastYear: 2025 })) },
        t('distance.over.listed', { year: 2025 }),
      ],
      [
        'one year of data',
        { found: ready(fixtureProblemCells({}, { emptyBefore: 2026 })) },
        t('problem.empty-years', { years: '2023, 2024, 2025' }),
      ],
      [
        'no risk cells',
        { found: ready(fixtureProblemCells({}, { zones: false })) },
        t('problem.no-zones.how'),
      ],
      ['a refusal', { found: { kind: 'failed', detail: 'found year 0' } }, 'found year 0'],
    ] as const)
      it(`shows ${name} in ${language}, reachable for everyone`, async () => {
        const text = show(language, answer, listed.cell)
        expect(text).to.contain(sentence)
        expect(text).not.to.match(/undefined|NaN|\{\w+\}/)
        expect(await page.violations()).to.deep.equal([])
      })
  }

  it('says how risk cells are imported when there are none', () => {
    show('fi', { found: ready(fixtureProblemCells({}, { zones: false })) })
    expect(page.root.querySelector('code')!.textContent).to.equal('vaste import risk-cells')
  })

  it('tells no zero as good news where four years of data are not there (trap 51)', () => {
    const text = show('fi', { found: ready(fixtureProblemCells({}, { emptyBefore: 2026 })) })
    expect(text)
      .to.contain('EI VOI SANOA')
      .and.contain('Listaa ei voi laatia')
      .and.not.contain('Yksikään ruutu')
    const figures = [...page.root.querySelectorAll('.reading .figure')].map((figure) => figure.textContent)
    expect(new Set(figures)).to.deep.equal(new Set(['–']))
  })

  it('has both readings side by side, for all and for each cell', () => {
    show('fi', { found: ready(found) })
    const figures = [...page.root.querySelectorAll('.reading')].map((card) =>
      [...card.querySelectorAll('.figure')].map((figure) => Number(figure.textContent)),
    )
    expect(figures).to.deep.equal([
      [3, 1, 1],
      [5, 0, 1],
    ])
    const words = [...page.root.querySelectorAll('tr[data-cell="1kmN6908E438"] .standing-word')]
    expect(words.map((word) => word.textContent!.trim())).to.deep.equal(['ei listalla', 'ongelmaruutu'])
  })

  it('opens the tasks that decide a cell, with what they were over (trap 61)', () => {
    show('fi', { found: ready(found) })
    const row = page.root.querySelector('tr[data-cell="1kmN6901E434"]')!
    const tasks = [...row.querySelectorAll('.deciding .task')].map((task) =>
      task.parentElement!.textContent!.trim().replace(/\s+/g, ' '),
    )
    expect(tasks[0]).to.equal('E434-2023-0 6:40 0:40 yli rajan')
    expect(tasks).to.have.length(8)
  })

  it('marks the chosen cell in the list and on the map, one stop of the Tab key', () => {
    show('fi', { found: ready(found) }, '1kmN6902E436')
    const pressed = [...page.root.querySelectorAll('[aria-pressed="true"]')].flatMap(
      (element) =>
        element.getAttribute('data-map-cell') ?? element.closest('tr')?.getAttribute('data-cell') ?? [],
    )
    expect(pressed.sort()).to.deep.equal(['1kmN6902E436', '1kmN6902E436'])
    const stops = page.root.querySelectorAll('[data-map-cell][tabindex="0"]')
    expect([...stops].map((stop) => stop.getAttribute('data-map-cell'))).to.deep.equal(['1kmN6902E436'])
  })

  it('is the same on the map and in the list: every placed cell is in both', () => {
    show('fi', { found: ready(found) })
    const on = (name: string) =>
      [...page.root.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name)!)
    const placed = (cells: readonly ProblemCell[]) =>
      cells.filter(({ centre }) => centre).map(({ cell }) => cell)
    expect(on('data-cell')).to.deep.equal(found.cells.map(({ cell }) => cell))
    expect(on('data-map-cell').sort()).to.deep.equal(placed(found.cells).sort())
  })
})
