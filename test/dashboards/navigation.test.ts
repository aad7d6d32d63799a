import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import { type PageName, pageGroups, pages, pagesFor } from '../../dashboards/parts/navigation.ts'
import { wordsFor } from '../../dashboards/words.ts'
import { permissions, permissionsOf } from '../../src/http/access.ts'
import { openPage, type Page } from './dom.ts'

describe('navigation', () => {
  let page: Page
  before(async () => {
    page = await openPage()
  })
  after(() => page.close())

  const offered = (current: PageName, may?: readonly string[]) =>
    pageGroups.flatMap((group) => pagesFor(group, current, may && { may }))

  it('knows every page of the folder, and asks for permissions that are there', () => {
    const files = readdirSync(new URL('../../dashboards', import.meta.url))
      .filter((name) => name.endsWith('.html'))
      .map((name) => (name === 'index.html' ? '/' : `/${name.slice(0, -5)}`))
    const listed = Object.values(pages)
    expect(listed.map(({ address }) => address)).to.have.members(files)
    for (const { needs } of listed) expect(permissions).to.include(needs)
  })

  it('offers each role what it may see, and never hides the page being looked at', () => {
    expect(offered('compliance', permissionsOf.commander)).to.include('board')
    expect(offered('compliance', permissionsOf.planner)).not.to.include('board')
    expect(offered('board', permissionsOf.planner)).to.include('board')
    expect(offered('compliance', [])).to.deep.equal(['compliance'])
    expect(offered('compliance')).to.have.members(Object.keys(pages))
  })

  it('names the present page on the menu that holds it, and leaves out an empty menu', async () => {
    const { render } = await import('lit-html')
    const { navigation } = await import('../../dashboards/parts/navigation.ts')
    const session = { role: 'planner', name: 'p', may: permissionsOf.planner, languages: [] }
    render(navigation({ page: 'stations', session, words: wordsFor('fi') }), page.root)
    const summaries = [...page.root.querySelectorAll('summary')].map((each) => each.textContent)
    expect(summaries).to.deep.equal(['Suunnittelu· Asemat', 'Seuranta'])
    expect(page.root.querySelector('[aria-current]')?.textContent).to.equal('Asemat')
  })
})
