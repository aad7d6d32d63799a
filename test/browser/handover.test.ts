/** The handover sheet: on one A4 whatever there is to tell, and open to all. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startFixtureServer } from '../dashboards/fixture-server.ts'
import { describeInBrowser, openWatched, violationsOn } from './browser.ts'

type Server = Awaited<ReturnType<typeof startFixtureServer>>

describeInBrowser('the handover sheet in a browser', 120_000, () => {
  let server: Server

  before(async () => {
    server = await startFixtureServer(0, 'each')
  })
  after(() => server?.stop())

  const pagesOf = async (page: Page) => {
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length
  }

  it('prints on exactly one A4, also when there is far more to tell than it holds', async () => {
    for (const many of [false, true]) {
      const { page, faults } = await openWatched(server.url)
      if (many)
        await page.route('**/api/v1/situation', async (route) => {
          const situation = await (await route.fetch()).json()
          const [alarm] = situation.alarms
          const [task] = situation.tasks.filter(({ id }: { id: string }) => id === '745-c')
          const times = (n: number) => Array.from({ length: n }, (_, i) => i)
          situation.alarms = times(80).map((i) => ({
            ...alarm,
            id: `x-${i}`,
            name: 'Pitkäniminen asema '.repeat(4),
          }))
          situation.tasks = times(80).map((i) => ({ ...task, id: `t-${i}` }))
          situation.sources = times(30).map((i) => ({
            ...situation.sources[2],
            source: `lahde-${i}`,
            lastReceivedAt: situation.tasks[0].createdAt,
          }))
          await route.fulfill({ json: situation })
        })
      await page.goto(`${server.url}/handover`)
      await page.locator('.sheet-part').nth(3).waitFor()
      await page.waitForFunction(() => !document.querySelector('.sheet [role=status]'))
      expect(await page.locator('.as-of').textContent()).to.match(/Tilanne \d+\.\d+\.\d+ klo \d/)
      if (many)
        expect(await page.locator('.rest').first().textContent()).to.match(/Lisäksi \d+, jotka eivät mahdu/)
      expect(await violationsOn(page)).to.deep.equal([])
      expect(await pagesOf(page)).to.equal(1)
      expect(faults).to.deep.equal([])
      await page.context().close()
    }
  })
})
