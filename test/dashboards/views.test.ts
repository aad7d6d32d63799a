import { expect } from 'chai'
import { type BoardState, boardFrom } from '../../dashboards/board/state.ts'
import type { Address } from '../../dashboards/compliance/address.ts'
import type { Language } from '../../dashboards/vocabulary.ts'
import { complianceSchema, distributionSchema, trendSchema } from '../../src/contract/compliance.ts'
import { regionSchema } from '../../src/contract/region.ts'
import { type Situation, situationSchema } from '../../src/contract/situation.ts'
import { openPage, type Page } from './dom.ts'
import { anAlarm, oneOfEach } from './fixture-alarms.ts'
import * as figures from './fixture-figures.ts'
import { fixtureRegion, fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const nothing = () => {}

describe('the made-up answers', () => {
  it('are what the contract says', () => {
    expect(situationSchema.safeParse(fixtureSituation(now)).error).to.equal(undefined)
    expect(regionSchema.safeParse(fixtureRegion()).error).to.equal(undefined)
    expect(complianceSchema.safeParse(figures.fixtureCompliance(now)).error).to.equal(undefined)
    expect(distributionSchema.safeParse(figures.fixtureDistribution()).error).to.equal(undefined)
    expect(trendSchema.safeParse(figures.fixtureTrend()).error).to.equal(undefined)
  })
})

describe('the views', function () {
  // The whole board is judged by axe-core in a document of script: slow on a busy machine.
  this.timeout(60_000)
  let page: Page
  let renderBoard: (situation: Situation, changes?: Partial<BoardState>) => void
  let renderCompliance: (language: Language, address?: Partial<Address>, bare?: boolean) => void

  before(async () => {
    page = await openPage()
    const { render } = await import('lit-html')
    const { boardView } = await import('../../dashboards/board/views/board.ts')
    const { complianceView } = await import('../../dashboards/compliance/views/compliance.ts')
    const board = await import('../../dashboards/board/state.ts')
    const { taskLines } = await import('../../dashboards/board/tasks.ts')
    const compliance = await import('../../dashboards/compliance/state.ts')
    const alarms = {
      ...{ acknowledge: nothing, shelve: nothing, showTask: nothing },
      ...{ showPlace: nothing, turnSound: nothing, testSound: nothing },
    }
    const handlers = {
      ...{ alarms, choose: nothing, select: nothing, pause: nothing, resume: nothing },
      ...{ setMode: nothing, setTab: nothing, releaseView: nothing, showCells: nothing },
    }
    renderBoard = (situation, changes = {}) => {
      const start = board.initialState({ language: 'fi', theme: 'auto' }, now)
      const frame = { kind: 'snapshot', situation } as const
      const state = { ...board.reduce(start, { kind: 'frame', frame, at: now }), ...changes }
      page.document.documentElement.lang = state.settings.language
      render(boardView({ state, lines: taskLines(situation.tasks, now), handlers }), page.root)
    }
    renderCompliance = (language, address = {}, bare = false) => {
      const asked: Address = { service: 'ems', month: '2026-10', ...address }
      const start = compliance.initialState({ language, theme: 'auto' }, asked, '2026-11')
      const value = figures.fixtureCompliance(now)
      const rows = bare ? { rows: [], total: 0, used: 0, excluded: {}, decisions: [] } : {}
      const answer = {
        compliance: { kind: 'ready', value: { ...value, ...rows } },
        distribution: { kind: 'ready', value: figures.fixtureDistribution() },
        trend: { kind: 'ready', value: figures.fixtureTrend() },
        revisions: { kind: 'ready', value: figures.fixtureRevisions(now) },
      } as const
      page.document.documentElement.lang = language
      const state = compliance.reduce(start, { kind: 'answer', to: asked, answer })
      const handlers = {
        ...{ choose: nothing, go: nothing, replace: nothing, toggleRow: nothing },
        ...{ showPassport: nothing, closePassport: nothing, copy: nothing, print: nothing },
      }
      render(complianceView(state, handlers), page.root)
    }
  })
  after(() => page.close())

  const text = (selector: string) =>
    page.root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  const empty: Situation = {
    ...fixtureSituation(now),
    tasks: [],
    units: [],
    stations: [],
    sources: [],
  }
  const region = { kind: 'ready', value: fixtureRegion() } as const

  it('show the whole board without a violation', async () => {
    renderBoard(fixtureSituation(now), { region })
    expect(await page.violations()).to.deep.equal([])
    expect(page.root.querySelectorAll('h1')).to.have.length(1)
    expect(text('.connection')).to.equal('Yhteys toimii')
    expect(text('.notices')).to.contain('DEMO').and.to.contain('esimerkkiarvoja')
    expect(text('table.tasks tbody tr:nth-child(2)'))
      .to.contain('703')
      .and.to.contain('Laukaa')
      .and.to.contain('+1:22')
    expect(page.root.querySelectorAll('[style]')).to.have.length(0)
  })

  it('go on being drawn when a newer service tells what they have no words for', async () => {
    // As the views have them: their own copy where the loader makes two.
    const { texts, wordsFor } = await import('../../dashboards/words.ts')
    const told = ['status', 'type', 'kind', 'state', 'basis', 'reason', 'response', 'excluded', 'zone']
    const newer: Situation = JSON.parse(
      JSON.stringify({ ...fixtureSituation(now), alarms: oneOfEach(now) }, (key, value) =>
        told.includes(key) && typeof value === 'string' ? 'never-heard-of' : value,
      ),
    )
    const lacking = wordsFor('fi').lacking as Set<string>
    lacking.clear()
    renderBoard(newer)
    expect(page.root.querySelector('.units-panel')?.textContent).to.contain('never heard of')
    expect(lacking.size).to.be.above(0)
    renderBoard(newer)
    expect(page.root.querySelector('.notice.newer')?.textContent).to.contain(
      texts.fi['notice.newer.sentence'],
    )
    lacking.clear()
  })

  it('say in words that there is nothing', async () => {
    renderBoard(empty)
    expect(await page.violations()).to.deep.equal([])
    expect(text('main')).to.contain('Ei avoimia tehtäviä juuri nyt.')
    expect(text('main')).to.contain('Yksiköistä ei ole tietoa.')
    expect(text('main')).to.contain('Mikään lähde ei ole vielä lähettänyt tietoja.')
  })

  it('stand complete on their tables without a map', async () => {
    renderBoard(fixtureSituation(now), { map: 'absent', region })
    expect(text('.map-panel')).to.contain('WebGL puuttuu')
    expect(await page.violations()).to.deep.equal([])
  })

  it('drain and tell the last truth when the connection is lost', () => {
    renderBoard(fixtureSituation(now), { connected: false, now: now + 10_000 })
    expect(text('.connection')).to.equal('Ei yhteyttä – viimeisin tieto klo 14.00.00')
    expect(page.root.querySelector('main')?.classList.contains('drained')).to.equal(true)
  })

  it('show alarms as they come while the picture is paused, and never a calm strip without a connection', () => {
    const { alarms, ...rest } = fixtureSituation(now)
    const old = boardFrom({ ...rest, alarms })
    const alarm = anAlarm('missed', '703-b', now, { name: '703', urgency: 'B', municipality: '410' })
    const paused = { board: old, at: now }
    renderBoard({ ...rest, alarms: [alarm] }, { region, paused, now: now + 60_000 })
    expect(text('.alarm')).to.contain('703 · Laukaa').and.to.contain('2:22 yli')
    expect(text('.alarms-top')).to.contain('vaikka näkymä on pysäytetty')
    renderBoard({ ...rest, alarms }, { connected: false, now: now + 10_000 })
    expect(text('.alarms')).to.contain('uusia hälytyksiä ei näy').and.not.to.contain('Ei hälytyksiä')
  })

  it('tell a role that may not see the board where it may go', () => {
    const session = {
      kind: 'ready',
      value: { role: 'planner', name: 'p', may: ['see-compliance'], languages: [] },
    } as const
    renderBoard(empty, { board: undefined, session })
    expect(text('main')).to.contain('Roolisi ei näe')
  })

  it('keep the focus on a task over an update', () => {
    renderBoard(fixtureSituation(now))
    const button = page.root.querySelector<HTMLButtonElement>('.pick')!
    button.focus()
    const later = fixtureSituation(now)
    renderBoard({ ...later, tasks: later.tasks.slice(0, -1) })
    expect(page.document.activeElement).to.equal(button)
  })

  for (const language of ['fi', 'sv', 'en'] as const) {
    it(`show the compliance page in ${language} without a violation`, async () => {
      renderCompliance(language)
      expect(await page.violations()).to.deep.equal([])
      expect(page.root.querySelectorAll('[style]')).to.have.length(0)
      expect(page.root.textContent).not.to.match(/undefined|NaN|\{\w+\}/)
    })
  }

  it('show figures, a word for the light (trap 58), zones without tasks and the table twin of each chart', () => {
    renderCompliance('fi')
    expect(text('.equation')).to.match(/2.?624.*2.?466.*158/)
    expect(text('table.figures')).to.contain('Ei tehtäviä tällä jaksolla').and.to.contain('Ei toteudu')
    expect(text('table.figures')).to.contain('11:08')
    expect(page.root.querySelectorAll('canvas')).to.have.length(4)
    expect(page.root.querySelectorAll('details.twin table')).to.have.length(4)
    expect(text('.summary')).to.contain('versio 1')
  })

  it('say in words that a month has no tasks', async () => {
    renderCompliance('fi', {}, true)
    expect(text('main')).to.contain('Jaksolla ei ole yhtään tehtävää.')
    expect(text('main')).to.contain('Jaksolla ei ole voimassa olevaa päätöstä.')
    expect(await page.violations()).to.deep.equal([])
  })
})
