import { expect } from 'chai'
import type { Address } from '../../dashboards/compliance/address.ts'
import { rowKey } from '../../dashboards/compliance/figures.ts'
import type { SectionAnswers } from '../../dashboards/compliance/sections.ts'
import type { ComplianceState } from '../../dashboards/compliance/state.ts'
import type { Language } from '../../dashboards/vocabulary.ts'
import { budgetSchema } from '../../src/contract/budget.ts'
import { comparisonSchema } from '../../src/contract/comparison.ts'
import type { Compliance } from '../../src/contract/compliance.ts'
import { passportSchema } from '../../src/contract/passport.ts'
import { stabilitySchema } from '../../src/contract/stability.ts'
import * as made from './compliance-fixtures.ts'
import { openPage, type Page } from './dom.ts'
import { fixtureCompliance } from './fixture-figures.ts'

const now = Date.UTC(2026, 10, 21, 12)
const path = '/asked'
const ready = <T>(value: T) => ({ path, answer: { kind: 'ready', value } }) as const
const allOpen = { open: 'change,budget,stability' } as const
const answers: Partial<SectionAnswers> = {
  change: ready(made.fixtureComparison()),
  budget: ready(made.fixtureBudget()),
  stability: ready(made.fixtureStability()),
}

interface Given {
  readonly language?: Language
  readonly address?: Partial<Address>
  readonly compliance?: Partial<Compliance>
  readonly sections?: Partial<SectionAnswers>
  readonly state?: Partial<ComplianceState>
}

describe('what opens on the compliance page', () => {
  let page: Page
  let show: (given?: Given) => void
  const calls: string[] = []

  before(async () => {
    page = await openPage()
    const { render } = await import('lit-html')
    const { complianceView } = await import('../../dashboards/compliance/views/compliance.ts')
    const { initialState } = await import('../../dashboards/compliance/state.ts')
    const call = (name: string) => () => void calls.push(name)
    const handlers = {
      ...{ choose: call('choose'), go: call('go'), replace: call('replace'), toggleRow: call('toggle-row') },
      ...{ showPassport: call('passport'), closePassport: call('close'), copy: call('copy') },
      print: call('print'),
    }
    show = ({ language = 'fi', address = {}, compliance = {}, sections = {}, state = {} } = {}) => {
      const asked: Address = { service: 'ems', month: '2026-10', ...address }
      const start = initialState({ language, theme: 'auto' }, asked, '2026-11')
      page.document.documentElement.lang = language
      const value = { ...fixtureCompliance(now), ...compliance }
      render(
        complianceView(
          {
            ...{ ...start, compliance: { kind: 'ready', value } },
            ...{ sections: { ...start.sections, ...sections }, ...state },
          },
          handlers,
        ),
        page.root,
      )
    }
  })
  after(() => page.close())
  beforeEach(() => calls.splice(0))

  const text = (selector: string) =>
    page.root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  const press = (selector: string) => page.root.querySelector<HTMLElement>(selector)!.click()

  it('is made of answers as the contract says', () => {
    expect(comparisonSchema.safeParse(made.fixtureComparison()).error).to.equal(undefined)
    expect(budgetSchema.safeParse(made.fixtureBudget()).error).to.equal(undefined)
    expect(stabilitySchema.safeParse(made.fixtureStability()).error).to.equal(undefined)
    expect(passportSchema.safeParse(made.fixturePassport()).error).to.equal(undefined)
  })

  for (const language of ['fi', 'sv', 'en'] as const)
    it(`has no violation in ${language}, with everything open`, async () => {
      const openRows = fixtureCompliance(now).rows.map(rowKey)
      const means = [meanOf('missed')]
      show({
        ...{ language, address: allOpen, compliance: { means }, sections: answers, state: { openRows } },
      })
      expect(await page.violations()).to.deep.equal([])
      expect(page.root.querySelectorAll('[style]')).to.have.length(0)
      expect(page.root.textContent).not.to.match(/undefined|NaN|\{\w+\}|Invalid/)
    })

  it('asks for nothing and shows nothing of a section until it is opened', () => {
    show()
    expect(page.root.querySelectorAll('.section[open], .section-choices')).to.have.length(0)
    expect(page.root.querySelectorAll('.section > summary h2')).to.have.length(3)
  })

  it('bounds a share by its missing times, and says nothing where none is missing (trap 11)', () => {
    const compliance = fixtureCompliance(now)
    const target = { ...compliance.rows[0].targets[0], shareAtLeast: 0.712, shareAtMost: 0.891 }
    const rows = (missing: number) => [{ ...compliance.rows[0], missing, targets: [target] }]
    show({ compliance: { rows: rows(4) } })
    expect(text('table.figures .missing')).to.match(/^4 ilman aikaa: 71,2.% … 89,1.%$/)
    expect(text('main')).to.contain('Puuttuvaa aikaa ei arvata')
    show({ compliance: { rows: rows(0) } })
    expect(page.root.querySelector('table.figures .missing')).to.equal(null)
  })

  it('shows the counts beside each share (trap 49)', () => {
    show()
    const { targets, used } = fixtureCompliance(now).rows[0]
    expect(text('table.figures .counts')).to.equal(`${targets[0].inTime} / ${used}`)
  })

  it('opens what lies behind a row: parts, reasons, changed urgency, whole minutes, cancellations (traps 19, 21, 27)', () => {
    const [first, ...others] = fixtureCompliance(now).rows
    const row = {
      ...{ ...first, flagged: { urgencyChanged: 15, coarseTimes: 7, corrected: 2, mobile: 75 } },
      ...{ parts: { turnouts: 439, mobile: 75, medianTurnoutSeconds: 93, medianDriveSeconds: 436 } },
      cancelled: { tasks: 35, medianSeconds: 242 },
    }
    const compliance = { rows: [row, ...others] }
    show({ compliance })
    const button = page.root.querySelector('.expand')!
    expect(button.getAttribute('aria-expanded')).to.equal('false')
    press('.expand')
    expect(calls).to.deep.equal(['toggle-row'])
    show({ compliance, state: { openRows: [rowKey(row)] } })
    expect(button.getAttribute('aria-expanded')).to.equal('true')
    expect(page.root.querySelector(`[id="${button.getAttribute('aria-controls')}"]`)).not.to.equal(null)
    expect(text('.details'))
      .to.contain('Lähtöajan mediaani1:33')
      .and.to.contain('Ajoajan mediaani7:16')
      .and.to.contain('liikkeellä hälytettyjä jätetty pois 75')
      .and.to.contain('Kiireellisyys muuttui tehtävän aikana15')
      .and.to.contain('Ajat täysinä minuutteina7')
      .and.to.contain('jopa 59 sekuntia')
      .and.to.contain('(35 peruttua)4:02')
    expect(page.root.querySelectorAll('.details .bar')).to.have.length(Object.keys(row.excluded).length)
  })

  it('keeps means apart from medians (trap 53)', () => {
    show({ compliance: { means: [meanOf('missed')] } })
    expect(text('[aria-labelledby=means-title]'))
      .to.contain('9:20')
      .and.to.contain('11:50')
      .and.to.contain('11:32 … 12:07')
      .and.to.contain('Ei toteudu')
    show()
    expect(page.root.querySelector('[aria-labelledby=means-title]')).to.equal(null)
  })

  it('tells the change in a sentence, by zone, in seconds and in volume, with what stands in its way', () => {
    show({ address: allOpen, sections: answers })
    const change = text('[data-section=change]')
    expect(change).to.contain('muutosta palvelussa ei voida osoittaa').and.to.contain('Muu taajama')
    expect(change).to.contain('Tehtäviä vain nyt: Maaseutu')
    expect(change).to.contain('Palvelutasopäätös vaihtui').and.to.contain('yhdellä ruudukolla')
    expect(change)
      .to.contain('26.11.2025')
      .and.to.match(/−10,2.% −16,0.% … −4,0.%/)
    expect(change).to.contain('19:27 → 19:09').and.to.contain('−0:18')
    expect(page.root.querySelectorAll('[data-section=change] .change-bar .part')).to.have.length(2)
  })

  it('tells a running budget by its chance, and an ended one by its outcome', () => {
    show({ address: allOpen, sections: answers })
    const running = text('[data-section=budget]')
    expect(running)
      .to.contain('Vielä 5 myöhästymistä')
      .and.to.match(/avoinna 38.%/)
    expect(running).to.contain('liian vähän tehtäviä')
    show({
      address: allOpen,
      sections: { ...answers, budget: ready(made.fixtureBudget({ over: true, daysLeft: 0 })) },
    })
    const over = text('[data-section=budget]')
    expect(over).to.contain('Päättynyt').and.to.contain('Ei toteutunut').and.not.to.contain('avoinna')
  })

  it('names the rules of flagged points in words, and stands the chart on a table', () => {
    show({ address: allOpen, sections: answers })
    expect(text('[data-section=stability] .flags'))
      .to.contain('yhdeksän peräkkäin')
      .and.to.contain('rajojen ulkopuolella')
    const rows = page.root.querySelectorAll('[data-section=stability] details.twin tbody tr')
    expect(rows).to.have.length(2 * 18)
    expect(page.root.querySelectorAll('canvas[data-control]')).to.have.length(2)
  })

  it('says the failure of one section in that section alone', () => {
    const change = { path, answer: { kind: 'failed', detail: 'found month 0' } } as const
    show({ address: allOpen, sections: { ...answers, change } })
    expect(text('[data-section=change] .failure')).to.contain('found month 0')
    expect(page.root.querySelectorAll('.failure')).to.have.length(1)
    show({ address: allOpen })
    expect(page.root.querySelectorAll('.section .waiting progress')).to.have.length(3)
  })

  it('tells in the passport what it takes to rebuild the figure', () => {
    show({ sections: { passport: ready(made.fixturePassport()) } })
    expect(text('dialog'))
      .to.contain('viesti 705 100')
      .and.to.contain('ensimmäisen yksikön hälytyksestä')
      .and.to.contain('perustaso, hoitotaso')
      .and.to.contain('syke-2022')
      .and.to.contain('select 1')
      .and.to.contain('npx vaste compliance')
    page.root.querySelector<HTMLElement>('.copyable button')!.click()
    expect(calls).to.deep.equal(['copy'])
    show({ sections: { passport: ready(made.fixturePassport()) }, state: { copied: 'fingerprint' } })
    expect(text('dialog [role=status]')).to.equal('Kopioitu')
  })

  it('offers the grid only where there is another, and says which one was used (trap 42)', () => {
    show()
    expect(page.root.querySelector('#grid')).to.equal(null)
    show({ compliance: { grids: ['2021', '2025'], oneGrid: '2025' }, address: { grid: '2025' } })
    expect(text('#grid')).to.contain('Luokat tehtävän päivänä').and.to.contain('2021')
    expect(text('main')).to.contain('Kaikki tehtävät on luokiteltu yhdellä ruudukolla: 2025.')
  })

  it('asks for the public file when told to, and says that tasks are judged anew', () => {
    show({ address: { public: '1', span: 'half-year' }, compliance: { judgingAnew: 0.31 } })
    expect(page.root.querySelector('a[download]')?.getAttribute('href')).to.contain('public=true')
    expect(page.root.querySelector<HTMLInputElement>('.check input')?.checked).to.equal(true)
    expect(text('.notices + .notice, main')).to.contain('arvioitu uudelleen 31 %')
    expect(text('#summary-title')).to.contain('7–12/2026')
  })
})

function meanOf(light: Compliance['means'][number]['light']): Compliance['means'][number] {
  return {
    ...{ decision: 'd', urgency: 'A+B', zone: 'all', measure: 'first-unit', targetSeconds: 560, light },
    ...{ official: false, used: 2421, meanSeconds: 710, low: 692, high: 727 },
  }
}
