import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, openWatched, violationsOn, type WatchedPage } from './browser.ts'

/** The whole way of a planner, on the real service with its demo: nothing between page and routes is made up. */
describeInBrowser('the planning page on the started service', 600_000, () => {
  let service: TestService
  let watched: WatchedPage
  let page: Page

  before(async () => {
    service = await startTestService({ demo: true, env: { VASTE_DEMO_MONTHS: '1' } })
    watched = await openWatched(service.url, {
      permissions: ['clipboard-read', 'clipboard-write'],
      reducedMotion: 'reduce',
    })
    page = watched.page
    page.setDefaultTimeout(120_000)
    await page.goto(`${service.url}/planning`)
    await settled(page)
  })
  after(() => service?.stop())

  /** The effect of the bench as it lies is on the page. */
  const settled = (on: Page) => on.locator('.effect:not(.stale) .figures').waitFor()
  const told = (on: Page) => on.locator('.effect .told').textContent()
  const focusIs = (id: string) => page.evaluate((wanted) => document.activeElement?.id === wanted, id)

  async function tabTo(id: string): Promise<number> {
    for (let presses = 1; presses <= 12; presses += 1) {
      await page.keyboard.press('Tab')
      if (await focusIs(id)) return presses
    }
    throw new Error(`#${id} is not within 12 presses of Tab`)
  }

  it('takes Keuruu around the clock by the keyboard alone, and shows what it buys and costs', async () => {
    // Before the day when Keuruu came to be so in truth.
    await page.locator('#plan-on').fill('2025-09-01')
    await settled(page)
    await page.locator('#search').focus()
    await page.keyboard.type('keuruu')
    await page.locator('.station-list > li').nth(2).waitFor({ state: 'detached' })
    await page.locator('[data-station-row=keuruu] .station').focus()
    await page.keyboard.press('Enter')
    await page.locator('#add-crew').waitFor()
    expect(await tabTo('add-crew'), 'presses from the station to what may be done').to.equal(1)
    await page.keyboard.press('Enter')
    await page.locator('#form-title', { hasText: 'Keuruu' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#slot').press('Enter')
    await page.locator('.changes li', { hasText: 'Keuruu: kärkiyksikkö, 24/7, 1+1' }).waitFor()
    await settled(page)
    expect(await page.locator('.figures').textContent()).to.contain('+168')
    expect(await page.locator('.places').textContent()).to.contain('Keuruu')
    expect(await page.locator('.plan-map .band-faster-1').count()).to.equal(1)
    expect(await page.locator('.notices').textContent()).to.contain('DEMO')
  })

  it('sends only the cells that change once the page holds the others', async () => {
    const [answer] = await Promise.all([
      page.waitForResponse(/plan\/effect/),
      page.locator('#undo').press('Enter'),
    ])
    const effect = await answer.json()
    expect(effect.cells).to.equal(undefined)
    expect(effect.cellChanges.cell).to.deep.equal([])
    await settled(page)
    await page.locator('#redo').press('Enter')
    await page.locator('.changes li').waitFor()
    await settled(page)
    expect(await page.locator('.plan-map .band-faster-1').count()).to.equal(1)
  })

  it('skips to the effect past the stations, and keeps the plan in the link', async () => {
    const link = page.url()
    await page.locator('.skip.within').press('Enter')
    expect(await focusIs('effect-title')).to.equal(true)
    await page.waitForURL(link)
    expect(await page.locator('#notice[role=alert]').count()).to.equal(0)
    expect(await page.locator('.changes li').count()).to.equal(1)
  })

  it('suggests crews by the real route, and takes one into the plan', async () => {
    await page.locator('#ask-suggestion').press('Enter')
    const first = page.locator('.suggested > li').first()
    await first.waitFor()
    await first.getByRole('button', { name: /kartalla/ }).press('Enter')
    await page.locator('.highlight .lit').first().waitFor({ state: 'attached' })
    await first.getByRole('button', { name: /Ota suunnitelmaan/ }).press('Enter')
    await page.locator('.changes li').nth(1).waitFor()
    await settled(page)
    expect(await page.locator('.changes li.faulty').count()).to.equal(0)
  })

  it('opens the same plan with the same figures from its link in a new tab', async () => {
    await page.locator('#copy-link').press('Enter')
    await page.locator('#notice', { hasText: 'Linkki kopioitu' }).waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    const other = await openWatched(service.url)
    other.page.setDefaultTimeout(120_000)
    await other.page.goto(link)
    await settled(other.page)
    expect(await other.page.locator('.changes').textContent()).to.equal(
      await page.locator('.changes').textContent(),
    )
    expect(await told(other.page)).to.equal(await told(page))
    expect(await other.page.locator('.bands-legend').textContent()).to.equal(
      await page.locator('.bands-legend').textContent(),
    )
    expect(other.faults).to.deep.equal([])
    await other.page.context().close()
  })

  it('cancels one duel that is under way, and shows another to its end with intervals', async () => {
    await page.locator('#duel-source').selectOption('simulated')
    await page.locator('#duel-times').selectOption('10')
    await page.locator('#start-duel').press('Enter')
    await page.locator('.duel progress').waitFor()
    await page.locator('#cancel-duel').press('Enter')
    await page.locator('.duel [role=status]', { hasText: 'keskeytetty' }).waitFor()
    await page.locator('#duel-source').selectOption('recorded')
    await page.locator('#duel-times').selectOption('1')
    await page.locator('#start-duel').press('Enter')
    await page.locator('.duel .intervals li').first().waitFor()
    expect(await page.locator('.intervals li').count()).to.be.greaterThan(1)
    expect(await page.locator('.duel').textContent()).to.contain('Kuka hyötyy')
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('ran without a fault and without leaving its origin', () => {
    expect(watched.faults).to.deep.equal([])
  })
})
