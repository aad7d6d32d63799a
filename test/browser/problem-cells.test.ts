import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { monthAt } from '../../dashboards/compliance/address.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'
import { startProblemCellsServer } from './problem-cells-server.ts'

const thisYear = Number(monthAt(Date.now()).slice(0, 4))

describeInBrowser('the page of problem cells in a browser', 120_000, () => {
  let server: Awaited<ReturnType<typeof startProblemCellsServer>>
  let watched: WatchedPage
  let page: Page

  before(async () => {
    server = await startProblemCellsServer(thisYear)
    watched = await openWatched(server.url)
    page = watched.page
    await page.goto(`${server.url}/problem-cells`)
    await page.locator('table.cell-list').waitFor()
  })
  after(() => server?.stop())

  const chosenOnMap = () => page.locator('[data-map-cell][aria-pressed="true"]').getAttribute('data-map-cell')
  /** Waits until the cell is the chosen one in the list; both are drawn in one frame. */
  const chosenInList = (cell: string) => page.locator(`tr.selected[data-cell="${cell}"]`).waitFor()

  it('lists the cells of four years, and says that the last one runs', async () => {
    expect(await page.locator('tr[data-cell]').count()).to.equal(6)
    expect(await page.locator('.notice', { hasText: `Vuosi ${thisYear} on kesken` }).count()).to.equal(1)
  })

  it('lets list and map choose for each other, kept in the address', async () => {
    await page.getByRole('button', { name: '1kmN6904E431', exact: true }).click()
    await page.waitForURL('**cell=1kmN6904E431**')
    await chosenInList('1kmN6904E431')
    expect(await chosenOnMap()).to.equal('1kmN6904E431')
    await page.locator('[data-map-cell="1kmN6907E382"]').click()
    await page.waitForURL('**cell=1kmN6907E382**')
    await chosenInList('1kmN6907E382')
    await page.reload()
    await chosenInList('1kmN6907E382')
    expect(await chosenOnMap()).to.equal('1kmN6907E382')
  })

  it('is walked on the map by the arrow keys, the focus on the chosen cell', async () => {
    await page.locator('[data-map-cell][tabindex="0"]').focus()
    const before = await chosenOnMap()
    await page.keyboard.press('ArrowRight')
    await page.locator(`tr.selected:not([data-cell="${before}"])`).waitFor()
    const after = await chosenOnMap()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-map-cell'))).to.equal(after)
    await page.keyboard.press('ArrowLeft')
    await chosenInList(before!)
  })

  it('opens the deciding tasks by keyboard alone', async () => {
    const summary = page.locator('tr[data-cell="1kmN6901E434"] summary')
    await summary.focus()
    await page.keyboard.press('Enter')
    await page.locator('tr[data-cell="1kmN6901E434"] .deciding', { hasText: '0:40 yli rajan' }).waitFor()
  })

  it('counts anew by another reading and minimum, and goes back', async () => {
    await page.getByRole('button', { name: 'yhteensä neljänä vuonna' }).click()
    await page.waitForURL('**reading=over-the-years**')
    await page.locator('.reading.asked', { hasText: 'yhteensä neljänä vuonna' }).waitFor()
    await page.locator('#minimum').selectOption('6')
    await page.waitForURL('**minimum=6**')
    await page.goBack()
    await page.goBack()
    await page.locator('.reading.asked', { hasText: 'joka vuosi' }).waitFor()
  })

  it('shows an ended year without a warning of a running one', async () => {
    await page.locator('#year').selectOption(String(thisYear - 1))
    await page.locator('td.distance', { hasText: 'on päättynyt' }).first().waitFor()
    expect(await page.locator('.notice', { hasText: 'kesken' }).count()).to.equal(0)
    await page.goBack()
    await page.locator('.notice', { hasText: 'kesken' }).waitFor()
  })

  it('gives the same cells as a file', async () => {
    const href = await page.locator('a[download]').getAttribute('href')
    const response = await fetch(new URL(href!, server.url))
    expect(response.headers.get('content-type')).to.contain('text/csv')
    expect(await response.text()).to.contain('1kmN6901E434')
  })

  it('has its pages and languages, each without a violation', async () => {
    for (const language of ['SV', 'EN', 'FI']) {
      await page.getByRole('button', { name: new RegExp(`^${language}`) }).click()
      await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
      expect(await violationsOn(page)).to.deep.equal([])
    }
  })

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 1024, 390])
      it(`fits ${width} px, ${colorScheme}`, async () => {
        const other = await openWatched(server.url, {
          viewport: { width, height: 850 },
          colorScheme,
        })
        await other.page.goto(`${server.url}/problem-cells?cell=1kmN6901E434`)
        await other.page.locator('tr.selected').waitFor()
        expect(await fitsItsWidth(other.page)).to.equal(true)
        expect(await violationsOn(other.page)).to.deep.equal([])
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })

  it('ran without a fault and without leaving its origin', () => {
    expect(watched.faults).to.deep.equal([])
  })
})
