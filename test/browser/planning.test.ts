import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startFixtureServer } from '../dashboards/fixture-server.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

describeInBrowser('the planning page in a browser', 120_000, () => {
  let server: Awaited<ReturnType<typeof startFixtureServer>>
  let watched: WatchedPage
  let page: Page
  let link = ''

  before(async () => {
    server = await startFixtureServer()
    watched = await openWatched(server.url, {
      permissions: ['clipboard-read', 'clipboard-write'],
      // Otherwise the page glides on while the mouse goes to where something was.
      reducedMotion: 'reduce',
    })
    page = watched.page
    page.setDefaultTimeout(10_000)
    // As in a browser without WebGL: the page asks for none.
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = (() => null) as never
    })
    await page.goto(`${server.url}/planning`)
    await settled(page)
  })
  after(() => server?.stop())

  /** The effect of the bench as it lies is on the page. */
  async function settled(on: Page): Promise<void> {
    await on.locator('.effect:not(.stale) .figures').waitFor()
  }
  /** What was just done is on the screen: drawn at the next frame. */
  const drawn = (on: Page) =>
    on.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const figures = (on: Page) => on.locator('.figures').textContent()

  it('shows how things stand before there is a change, complete without WebGL', async () => {
    expect(await page.locator('.effect').textContent()).to.contain('Suunnitelmassa ei ole muutoksia')
    expect(await page.locator('.bands-legend tbody tr').count()).to.be.greaterThan(4)
    expect(await page.locator('.bands-legend').textContent()).to.contain('min')
    expect(await page.locator('.plan-map .band').count()).to.be.greaterThan(4)
    expect(await page.locator('.plan-map .mark').count()).to.equal(22)
    expect(await page.locator('.notices').textContent()).to.contain('DEMO')
    expect(await page.locator('.effect .panel-head').textContent()).to.contain('ARVIOIDUT TIET')
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('goes along the stations by arrows, one stop of the Tab key for all of them', async () => {
    const station = page.locator('.station')
    await page.locator('#add-station').focus()
    await page.keyboard.press('Tab')
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key)
    await drawn(page)
    expect(await station.nth(1).evaluate((each) => each === document.activeElement)).to.equal(true)
    expect(await page.locator('.station[tabindex="0"]').count()).to.equal(1)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.stations-panel'))).to.equal(null)
    await page.keyboard.press('Shift+Tab')
    expect(await station.nth(1).evaluate((each) => each === document.activeElement)).to.equal(true)
  })

  it('takes a plan for Keuruu around the clock by the keyboard alone, and shows its effect', async () => {
    await page.locator('#search').focus()
    await page.keyboard.type('keuruu')
    await page.locator('.stations-panel [role=status]', { hasText: '1 asemaa' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const add = page.locator('#add-crew')
    await add.waitFor()
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('Tab')
      if (await add.evaluate((button) => button === document.activeElement)) break
    }
    await page.keyboard.press('Enter')
    await page.locator('#form-title', { hasText: 'Keuruu' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('form-title')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await drawn(page)
    expect(await page.locator('#slot').inputValue()).to.equal('kärkiyksikkö')
    expect(await violationsOn(page)).to.deep.equal([])
    await page.locator('#slot').press('Enter')
    await page.locator('.changes li', { hasText: 'Keuruu: kärkiyksikkö, 24/7, 1+1' }).waitFor()
    await settled(page)
    expect(await page.locator('.effect').textContent()).to.contain('nopeammin')
    expect(await page.locator('.places').textContent()).to.contain('Keuruu')
    expect(await page.locator('.figures').textContent()).to.contain('+168')
    expect(await page.locator('.plan-map .band-faster-1').count()).to.equal(1)
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('keeps the plan through a reload, and opens the same plan and figures from its link in a new tab', async () => {
    const before = await figures(page)
    await page.locator('#copy-link').press('Enter')
    await page.locator('#notice', { hasText: 'Linkki kopioitu' }).waitFor()
    link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).to.match(/\/planning\?.*#plan=[\w-]+$/)
    await page.reload()
    await settled(page)
    expect(await figures(page)).to.equal(before)
    const other = await openWatched(server.url)
    await other.page.goto(link)
    await settled(other.page)
    expect(await other.page.locator('.changes li').count()).to.equal(1)
    expect(await figures(other.page)).to.equal(before)
    expect(other.faults).to.deep.equal([])
    await other.page.context().close()
  })

  it('says of a broken link that it was not opened, and keeps the bench empty', async () => {
    const other = await openWatched(server.url)
    await other.page.goto(link.slice(0, -20))
    await other.page.locator('#notice[role=alert]', { hasText: 'ei avattu' }).waitFor()
    await settled(other.page)
    expect(await other.page.locator('.changes li').count()).to.equal(0)
    expect(await violationsOn(other.page)).to.deep.equal([])
    await other.page.context().close()
  })

  it('says where a file is no plan, and opens one that is', async () => {
    const give = (name: string, text: string) =>
      page
        .locator('#open-file')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
    await give('muistio.txt', 'ei mitään')
    await page.locator('#notice', { hasText: 'muistio.txt ei ole suunnitelma' }).waitFor()
    await give('x.json', JSON.stringify({ vaste: 'plan', name: 'X', changes: [{ kind: 'close-station' }] }))
    await page.locator('#notice', { hasText: 'changes.0.station' }).waitFor()
    expect(await page.locator('.changes li').count()).to.equal(1)
    const plan = { vaste: 'plan', name: 'Toinen', changes: [{ kind: 'close-station', station: 'multia' }] }
    await give('toinen.json', JSON.stringify(plan))
    await page.locator('.changes li', { hasText: 'Sulje Multia' }).waitFor()
    await settled(page)
    await page.locator('#undo').press('Enter')
    await page.locator('.changes li', { hasText: 'Keuruu' }).waitFor()
    await settled(page)
  })

  it('places a new station with the arrow keys of the map', async () => {
    await page.locator('#add-station').press('Enter')
    await page.locator('#name').fill('Uusi asema')
    await page.locator('#seat').selectOption({ label: 'Multia' })
    await page.locator('#map').focus()
    for (const key of ['ArrowLeft', 'Shift+ArrowDown', 'Enter']) await page.keyboard.press(key)
    await drawn(page)
    await page.locator('.cell-detail .name').waitFor()
    expect(Number((await page.locator('#lat').inputValue()).replace(',', '.'))).to.be.within(61, 64)
    await page.locator('#save-change').press('Enter')
    await page.locator('.changes li', { hasText: 'Uusi asema Uusi asema' }).waitFor()
    await settled(page)
    await page.locator('#undo').press('Enter')
    await settled(page)
  })

  it('says what is wrong beside its field, and adds nothing', async () => {
    await page.locator('#add-station').press('Enter')
    await page.locator('#lat').fill('60,17')
    await page.locator('#lon').fill('24,94')
    await page.locator('#save-change').press('Enter')
    await page.locator('#fault-name').waitFor()
    expect(await page.locator('#fault-lat').textContent()).to.contain('ei ole hyvinvointialueella')
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('name')
    await page.locator('#cancel-change').press('Enter')
    expect(await page.locator('.changes li').count()).to.equal(1)
  })

  it('moves a station that is dragged, and takes the move back', async () => {
    const mark = page.locator('[data-station=petajavesi]')
    await page.locator('#map').scrollIntoViewIfNeeded()
    const box = (await mark.boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 10, y - 10, { steps: 3 })
    await page.mouse.up()
    await page.locator('.changes li', { hasText: 'Siirrä Petäjävesi' }).waitFor()
    await page.locator('#undo').click()
    await page.locator('.changes li', { hasText: 'Siirrä' }).waitFor({ state: 'detached' })
    await settled(page)
  })

  it('saves each table as a file, the map too', async () => {
    const twin = page.locator('[data-table=map]')
    await twin.locator('summary').press('Enter')
    const heads = twin.locator('th[aria-sort]')
    expect(await heads.getAttribute('aria-sort')).to.equal('descending')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      twin.getByRole('button', { name: /CSV/ }).click(),
    ])
    expect(file.suggestedFilename()).to.match(/^vaste-.*-rescue-first-unit-map\.csv$/)
    const [cells] = await Promise.all([page.waitForEvent('download'), page.locator('#save-cells').click()])
    expect(cells.suggestedFilename()).to.contain('cells.csv')
    for (const summary of await page.locator('.table-block > summary').all())
      if (!(await summary.evaluate((each) => (each.parentElement as HTMLDetailsElement).open)))
        await summary.click()
    await page
      .locator('.table-block[open][data-table]:not(:has(table, .empty))')
      .waitFor({ state: 'detached' })
    expect(await page.locator('.table-block table').count()).to.be.greaterThan(5)
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('suggests, shows the cells on the map and takes the crew into the plan', async () => {
    await page.locator('#ask-suggestion').press('Enter')
    const one = page.locator('.suggested > li')
    await one.waitFor()
    await one.getByRole('button', { name: /kartalla/ }).press('Enter')
    await page.locator('.highlight .lit').first().waitFor({ state: 'attached' })
    await one.getByRole('button', { name: /Ota suunnitelmaan/ }).press('Enter')
    await page.locator('.changes li', { hasText: 'Multia' }).waitFor()
    await settled(page)
  })

  it('runs a duel and draws its differences with intervals', async () => {
    await page.locator('#start-duel').press('Enter')
    await page.locator('.intervals .word.gains', { hasText: 'paranee' }).waitFor()
    expect(await page.locator('.duel').textContent()).to.contain('Kuka hyötyy')
    expect(await page.locator('.intervals .span').count()).to.equal(2)
    expect(await violationsOn(page)).to.deep.equal([])
  })

  for (const language of ['SV', 'EN', 'FI'])
    it(`has no violation of accessibility in ${language}`, async () => {
      await page.getByRole('button', { name: new RegExp(`^${language}`) }).click()
      await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
      expect(await violationsOn(page)).to.deep.equal([])
    })

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 1024, 360])
      it(`fits ${width} px, ${colorScheme}`, async () => {
        const options = { viewport: { width, height: 900 }, colorScheme }
        const other = await openWatched(server.url, options)
        await other.page.goto(link)
        await settled(other.page)
        expect(await fitsItsWidth(other.page)).to.equal(true)
        expect(await violationsOn(other.page)).to.deep.equal([])
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })

  it('ran without a fault and without leaving its origin', () => {
    expect(watched.faults).to.deep.equal([])
  })
})
