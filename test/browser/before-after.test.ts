import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { EventMessage } from '../../src/contract/events.ts'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const day = 86_400_000
const keuruu = { lon: 24.703, lat: 62.26 }
/** A town of the same class, at a station where nothing changed meanwhile. */
const viitasaari = { lon: 25.847, lat: 63.083 }
/** Now, as the service's clock has it: the whole year after the change lies behind it. */
const now = Date.parse('2026-11-28T10:00:00Z')

/** Every tenth day a task at either town; from the change on the turnout at Keuruu is four minutes shorter. */
function history(): EventMessage[] {
  const messages: object[] = []
  const change = Date.parse('2025-09-30T21:00:00Z')
  for (let i = 0; i < 108; i++)
    for (const [town, place] of [
      ['k', keuruu],
      ['v', viitasaari],
    ] as const) {
      const at = Date.parse('2023-10-15T09:00:00Z') + i * 10 * day
      const turnout = 300 + ((i * 37) % 60) - (town === 'k' && at >= change ? 240 : 0)
      const id = `${town}${i}`
      const add = (kind: string, seconds: number, fields: object) =>
        messages.push({
          ...{ id: `${id}-${messages.length}`, source: 'browser-test', kind, task: id },
          ...{ at: new Date(at + seconds * 1000).toISOString(), ...fields },
        })
      const unit = { unit: `U ${town}`, unitType: 'als' }
      add('task.created', 0, { service: 'ems', origin: 'emergency-centre', code: '704', urgency: 'A', place })
      add('unit.status', 10, { ...unit, status: 'alerted' })
      add('unit.status', 10 + turnout, { ...unit, status: 'en-route' })
      add('unit.status', 10 + turnout + 200 + ((i * 53) % 90), { ...unit, status: 'at-scene' })
      add('task.closed', 3600, { outcome: 'X-8' })
    }
  return messages as EventMessage[]
}

describeInBrowser('the page of before and after in a browser', 240_000, () => {
  let service: TestService
  let watched: WatchedPage
  let page: Page
  const address = '/before-after?station=keuruu&from=2025-10-01&service=ems'

  before(async () => {
    service = await startTestService({ now: () => now })
    const recorded = await service.post(history())
    expect(recorded.refused).to.equal(0)
    watched = await openWatched(service.url)
    page = watched.page
    await page.goto(service.url + address)
    await page.locator('.verdict-word').waitFor()
  })
  after(() => service?.stop())

  it('says in one sentence what moved by how much, and each part of the time by itself', async () => {
    expect((await page.locator('.verdict-word').textContent())!.trim()).to.equal('Nopeutui')
    expect(await page.locator('.verdict-sentence').textContent()).to.match(
      /Ensimmäinen yksikkö: mediaani lyheni alueella \d:\d\d enemmän kuin verrokissa/,
    )
    const parts = (await page.locator('.parts li').allTextContents()).map((text) => text.trim())
    expect(parts.find((part) => part.startsWith('Lähtöaika'))).to.match(/−\d:\d\d .*– lyheni/)
    expect(parts.find((part) => part.startsWith('Ajoaika'))).to.match(/muutosta ei voida osoittaa/)
  })

  it('marks the change and the known seams on the course, and names them in a list', async () => {
    expect(await page.locator('.course .seam').count()).to.be.greaterThan(3)
    expect(await page.locator('.course .seam.itself').count()).to.equal(1)
    expect(await page.locator('.confounders li').allTextContents()).to.satisfy((lines: string[]) =>
      lines.some((line) => line.includes('KEJO')),
    )
  })

  it('draws the cells of both sides, over tables of the same numbers', async () => {
    expect(await page.locator('.cell-map .role.area').count()).to.equal(1)
    expect(await page.locator('.cell-map .role.control').count()).to.equal(1)
    const twins = page.locator('details.twin')
    for (let i = 0; i < (await twins.count()); i++) await twins.nth(i).locator('summary').click()
    const rows = await twins.first().locator('tbody tr').count()
    expect(rows).to.equal(15)
  })

  it('changes the statistic by keyboard alone, and keeps it in the address', async () => {
    await page.getByRole('button', { name: 'Osuus tavoitteessa' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**statistic=share')
    await page.locator('button[aria-pressed=true]', { hasText: 'Osuus tavoitteessa' }).waitFor()
    await page.goBack()
    await page.waitForFunction(() => !location.search.includes('statistic'))
  })

  it('says that a change without data has not enough tasks', async () => {
    await page.locator('#change').selectOption('laukaa 2024-05-06')
    await page.locator('#verdict-title', { hasText: 'Laukaa' }).waitFor()
    expect((await page.locator('.verdict-word').textContent())!.trim()).to.equal('Liian vähän tehtäviä')
    await page.goBack()
    await page.locator('#verdict-title', { hasText: 'Keuruu' }).waitFor()
  })

  it('asks for a day of one’s own', async () => {
    await page.locator('#change').selectOption('own')
    await page.locator('#own-station').selectOption('viitasaari')
    await page.locator('#own-day').fill('2025-06-01')
    await page.getByRole('button', { name: 'Vertaa' }).click()
    await page.locator('#verdict-title', { hasText: 'Viitasaari' }).waitFor()
    expect(await page.locator('.verdict-columns').textContent()).to.match(/Rekisteri ei kerro muutoksesta/)
  })

  it('saves the whole of it as CSV', async () => {
    await page.goto(service.url + address)
    await page.locator('.verdict-word').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Lataa CSV' }).click(),
    ])
    expect(readFileSync(await download.path(), 'utf8')).to.contain('difference_in_differences_change')
  })

  it('has no violation of accessibility in its languages', async () => {
    for (const language of ['SV', 'EN', 'FI']) {
      await page.getByRole('button', { name: new RegExp(`^${language}`) }).click()
      await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
      expect(await violationsOn(page)).to.deep.equal([])
    }
  })

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 1024, 360])
      it(`fits ${width} px, ${colorScheme}`, async () => {
        const other = await openWatched(service.url, {
          viewport: { width, height: 850 },
          colorScheme,
        })
        await other.page.goto(service.url + address)
        await other.page.locator('.verdict-word').waitFor()
        expect(await fitsItsWidth(other.page)).to.equal(true)
        expect(await violationsOn(other.page)).to.deep.equal([])
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })

  it('ran without a fault and without leaving its origin', () => {
    expect(watched.faults).to.deep.equal([])
  })
})
