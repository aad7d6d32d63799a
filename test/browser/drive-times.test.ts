/** The page of drive times on the real service: adopted and gone back from by the keyboard alone, the map and its twin. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { DriveTimesView } from '../../src/contract/drive-times.ts'
import { byDistance, drivesTo, period, startWithAmbulance } from '../http/drive-times-service.ts'
import type { TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const pictures = process.env.VASTE_PICTURES
const span = new URLSearchParams(period)

describeInBrowser('the page of drive times in a browser', 120_000, () => {
  let service: TestService
  let watched: WatchedPage
  let page: Page

  before(async () => {
    const { service: started, reference } = await startWithAmbulance()
    service = started
    const near = byDistance(reference)
    const slow = near.slice(20, 23)
    const others = near.filter((cell, i) => i % 9 === 0 && !slow.includes(cell)).slice(0, 14)
    const few = near.filter((_, i) => i % 9 === 4).slice(0, 40)
    await service.post(drivesTo(reference, { slow, others, few }))
    watched = await openWatched(new URL(service.url).origin)
    page = watched.page
    page.setDefaultTimeout(20_000)
    await page.goto(`${service.url}/drive-times?${span}`)
    await ready()
  })
  after(() => service?.stop())

  const ready = () => page.locator('.figures-area[aria-busy=false] #headline-title').waitFor()
  const shown = async () =>
    (await (await service.get(`/api/v1/drive-times?${span}`)).json()) as DriveTimesView
  const focused = (selector: string) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  const tabTo = async (selector: string) => {
    for (let steps = 0; steps < 60 && !(await focused(selector)); steps++) await page.keyboard.press('Tab')
    expect(await focused(selector), selector).to.equal(true)
  }
  const pictured = async (name: string) => {
    if (!pictures) return
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `drive-${name}.png`), fullPage: true })
  }

  it('tells cells apart by shape and word on the map, and has every one of them in the table', async () => {
    const { study } = await shown()
    const { e, n } = study!.kinds[0]!.cells
    const legend = await page.locator('.map-panel .legend').textContent()
    expect(legend).to.contain('alle 10 ajoa, ei voi sanoa').and.to.contain('odotettua hitaampi')
    expect(await page.locator('.cell-map .cell').count()).to.equal(e.length)
    expect(await page.locator('.cell-map .cell .mark').count()).to.be.greaterThan(0)
    const rows = await page.locator('.cell-list .cell-id').allTextContents()
    expect(rows.map((text) => text.trim())).to.have.members(e.map((east, i) => `1kmN${n[i]}E${east}`))
  })

  it('shows a cell of the table on the map, by the keyboard alone', async () => {
    await tabTo('.cell-list .cell-id')
    const id = (await page.locator('.cell-list .cell-id').first().textContent())!.trim()
    await page.keyboard.press('Enter')
    await page.locator('.cell-map .cell.selected').waitFor()
    expect(await page.locator('.cell-map .cell.selected title').textContent()).to.contain(id)
    expect(page.url()).to.contain(`cell=${id}`)
    await page.keyboard.press('Enter')
    await page.locator('.cell-map:not(:has(.selected))').waitFor()
  })

  it('adopts what it shows with a reason, and goes back, by the keyboard alone', async () => {
    expect(await page.locator('main').textContent()).to.contain('OLETETUT NOPEUDET')
    await page.locator('#content').focus()
    await tabTo('#adopt')
    await page.keyboard.press('Enter')
    await page.locator('#reason[aria-invalid=true]:focus').waitFor()
    await page.keyboard.type('Ensimmäinen syksy')
    await tabTo('#adopt')
    await page.keyboard.press('Enter')
    await page.locator('[role=status]', { hasText: 'Sovitetut nopeudet ovat käytössä.' }).waitFor()
    expect(await focused('#adoption-status')).to.equal(true)
    expect((await shown()).adopted).to.include({ by: 'local', reason: 'Ensimmäinen syksy', applies: true })
    await ready()

    await page.locator('#content').focus()
    await tabTo('#reason')
    await page.keyboard.type('Koe ohi')
    await tabTo('#withdraw')
    await page.keyboard.press('Enter')
    await page.locator('[role=status]', { hasText: 'Oletetut nopeudet ovat taas käytössä.' }).waitFor()
    const { adopted, log } = await shown()
    expect(adopted).to.equal(undefined)
    expect(log.map(({ action }) => action)).to.deep.equal(['withdrawn', 'adopted'])
    await ready()
  })

  it('fits a phone in each language, and has no violation by day or at night', async () => {
    const choose = (name: string | RegExp) => page.getByRole('button', { name }).click()
    for (const [width, theme, languages] of [
      [1440, 1, ['FI']],
      [360, 2, ['EN', 'SV', 'FI']],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.locator('.choices .choice').nth(1).getByRole('button').nth(theme).click()
      for (const language of languages) {
        await choose(new RegExp(`^${language}`))
        await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
        expect(await fitsItsWidth(page), `${width} ${language}`).to.equal(true)
        await pictured(`${width}-${language}-${theme}`)
      }
      expect(await violationsOn(page), `${width}`).to.deep.equal([])
    }
    expect(watched.faults).to.deep.equal([])
  })
})
