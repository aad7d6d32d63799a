import { expect } from 'chai'
import { profileOf } from '../../dashboards/mapping/form.ts'
import { initialState, type MappingState, reduce } from '../../dashboards/mapping/state.ts'
import { languages } from '../../dashboards/vocabulary.ts'
import { previewTasks } from '../../src/intake/tasks/preview-tasks.ts'
import { openPage, type Page } from './dom.ts'
import { fixtureRegion } from './fixture-situation.ts'

const nothing = () => {}
const handlers = { choose: nothing, take: nothing, change: nothing }
const lines = [
  'tehtävänumero;palvelu;kiireellisyys;ilmoitusaika;yksikkö;yksikkötyyppi;hälytetty;kohteessa',
  '1;Ensihoito;B;1.7.2026 10:00:00;EKS 111;Hoitotaso;1.7.2026 10:01:00;1.7.2026 10:09:00',
  '2;Ensihoito;B;1.7.2026 10:00:00;EKS 111;Hoitotaso;1.7.2026 10:01:00;<b>eilen</b>',
]
const bytes = Buffer.from(lines.join('\n')).toString('base64')

/** As the page comes to it: the file, the guesses, the answer to them. */
async function filled(language: MappingState['settings']['language']): Promise<MappingState> {
  let state = initialState({ language, theme: 'auto' })
  state = reduce(state, { kind: 'region', region: { kind: 'ready', value: fixtureRegion() } })
  state = reduce(state, { kind: 'file', file: { name: 'a.csv', size: 400 }, written: { delimiter: ';' } })
  for (let round = 0; round < 2; round++) {
    const value = await previewTasks({ profile: profileOf(state.form), bytes })
    state = reduce(state, { kind: 'answer', answer: { kind: 'ready', value } })
  }
  return state
}

describe('the view of the mapping page', () => {
  let page: Page
  let show: (state: MappingState) => void

  before(async () => {
    page = await openPage()
    const { render } = await import('lit-html')
    const { mappingView } = await import('../../dashboards/mapping/views/mapping.ts')
    show = (state) => {
      page.document.documentElement.lang = state.settings.language
      render(mappingView(state, handlers, 'blob:profile'), page.root)
    }
  })
  after(() => page.close())

  for (const language of languages)
    it(`is accessible, empty and filled, in ${language}`, async () => {
      show(initialState({ language, theme: 'auto' }))
      expect(await page.violations()).to.deep.equal([])
      show(await filled(language))
      expect(page.root.querySelectorAll('table.rows tbody tr')).to.have.length(2)
      expect(await page.violations()).to.deep.equal([])
    })

  it('shows what stands in the file as text and never as markup', async () => {
    show(await filled('fi'))
    const reason = page.root.querySelector('.reason')
    expect(reason?.textContent).to.include('<b>eilen</b>')
    expect(page.root.querySelector('.reason b, .sample b')).to.equal(null)
  })

  it('offers our words for the words of the file', async () => {
    show(await filled('fi'))
    const select = page.root.querySelector<HTMLSelectElement>('#word-unitType-0')
    expect(select?.getAttribute('aria-label')).to.equal('Yksikön tyyppi: Hoitotaso')
    expect([...select!.options].map(({ value }) => value)).to.include.members(['', 'als', 'bls', 'other'])
  })

  it('asks for nothing where the reader may not see it', async () => {
    const session = { name: 'x', role: 'commander', may: ['see-situation'], languages: [] }
    const state = reduce(initialState({ language: 'fi', theme: 'auto' }), {
      ...{ kind: 'session', session: { kind: 'ready', value: session } },
    })
    show(state)
    expect(page.root.querySelector('input')).to.equal(null)
    expect(page.root.querySelector('.failure')).not.to.equal(null)
  })
})
