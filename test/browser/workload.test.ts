import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { monthAt, previousMonth } from '../../dashboards/compliance/address.ts'
import { datesOf } from '../../dashboards/workload/address.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const month = previousMonth(monthAt(Date.now()))
/** The tenth at noon in Greenwich, fourteen or fifteen o'clock here. */
const noon = Date.parse(`${month}-10T12:00:00Z`)
const hour = 3_600_000

/** Twelve emergency tasks of half an hour, three transfers of two hours, and one unit that never clears. */
function history(): EventMessage[] {
  const messages: object[] = []
  const task = (id: string, code: string, hours: number | undefined) => {
    const add = (kind: string, at: number, fields: object) =>
      messages.push({
        ...{ id: `${id}-${messages.length}`, source: 'browser-test', kind, task: id },
        ...{ at: new Date(at).toISOString(), ...fields },
      })
    const unit = { unit: `EKS ${id}`, unitType: 'als' }
    add('task.created', noon, {
      ...{ service: 'ems', origin: 'emergency-centre', code, urgency: 'B' },
      place: { lon: 25.747, lat: 62.242 },
    })
    add('unit.status', noon, { ...unit, status: 'alerted' })
    if (hours !== undefined) add('unit.status', noon + hours * hour, { ...unit, status: 'available' })
    add('task.closed', noon + (hours ?? 30) * hour, { outcome: 'X-8' })
  }
  for (let i = 0; i < 12; i++) task(`e${i}`, '704', 0.5)
  for (let i = 0; i < 3; i++) task(`t${i}`, '793', 2)
  task('lost', '704', undefined)
  return messages as EventMessage[]
}

describeInBrowser('the workload page in a browser', 120_000, () => {
  let service: TestService
  let watched: WatchedPage
  let page: Page

  before(async () => {
    service = await startTestService()
    const recorded = await service.post(history())
    expect(recorded.refused).to.equal(0)
    watched = await openWatched(service.url)
    page = watched.page
    await page.goto(`${service.url}/workload?service=ems&month=${month}`)
    await page.locator('svg.day').first().waitFor()
  })
  after(() => service?.stop())

  const rowOf = async (name: string) =>
    (
      await page.locator('section').first().locator('tr', { hasText: name }).locator('td').allTextContents()
    ).map((text) => text.trim())

  it('tells the load of each stream, and the unit without an end', async () => {
    const { from, to } = datesOf(month)
    const days = Math.round((Date.parse(to) - Date.parse(from)) / (24 * hour))
    const average = (hours: number) => (hours / 24 / days).toFixed(2).replace('.', ',')
    expect(await rowOf('Hätäkeskustehtävät')).to.deep.equal(['13', '6,0', average(6), '1'])
    expect(await rowOf('Siirtokuljetukset')).to.deep.equal(['3', '6,0', average(6), '0'])
  })

  it('draws transfers as a load of their own, over a table of the same numbers', async () => {
    expect(await page.locator('svg.day').count()).to.equal(4)
    const twin = page.locator('details.twin').nth(1)
    await twin.locator('summary').focus()
    await page.keyboard.press('Enter')
    const started = await twin.locator('tbody tr td:nth-child(3)').allTextContents()
    expect(started.filter((text) => text.trim() !== '0').map((text) => text.trim())).to.deep.equal(['3'])
  })

  it('saves each table as a file of the numbers on screen', async () => {
    expect(await page.locator('button', { hasText: 'CSV' }).count()).to.equal(6)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('button', { hasText: 'CSV' }).first().click(),
    ])
    expect(download.suggestedFilename()).to.equal(`vaste-workload-ems-${month}-streams.csv`)
    expect(readFileSync(await download.path(), 'utf8')).to.contain('Siirtokuljetukset;3;6,0;')
  })

  it('keeps its period in the address, a half-year too, so that the back button works', async () => {
    const half = `${month.slice(0, 4)}-H${Number(month.slice(5)) <= 6 ? 1 : 2}`
    await page.locator('#period').selectOption(half)
    await page.waitForURL(`**half=${half.replace('H', '')}`)
    await page
      .locator('h2', { hasText: Number(month.slice(5)) <= 6 ? 'tammi–kesäkuu' : 'heinä–joulukuu' })
      .waitFor()
    await page.goBack()
    await page.waitForURL(`**month=${month}`)
    await page.waitForFunction(
      (wanted) => document.querySelector<HTMLSelectElement>('#period')?.value === wanted,
      month,
    )
  })

  it('is used by keyboard alone', async () => {
    await page.locator('#content').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.waitForURL('**service=rescue**')
    await page.locator('.empty').first().waitFor()
    await page.goBack()
    await page.locator('svg.day').first().waitFor()
  })

  it('says a refusal in the words of the service', async () => {
    const other = await openWatched(service.url)
    await other.page.route('**/api/v1/workload*', (route) =>
      route.fulfill({
        ...{ status: 400, contentType: 'application/problem+json', body: '{"detail":"found month 0"}' },
      }),
    )
    await other.page.goto(`${service.url}/workload`)
    await other.page.locator('.failure', { hasText: 'found month 0' }).waitFor()
    await other.page.context().close()
  })

  it('has no violation of accessibility in its languages', async () => {
    for (const language of ['SV', 'EN', 'FI']) {
      await page.getByRole('button', { name: new RegExp(`^${language}`) }).click()
      await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
      expect(await violationsOn(page)).to.deep.equal([])
    }
  })

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 1024, 390])
      it(`fits ${width} px, ${colorScheme}`, async () => {
        const other = await openWatched(service.url, {
          viewport: { width, height: 850 },
          colorScheme,
        })
        await other.page.goto(`${service.url}/workload?service=ems&month=${month}`)
        await other.page.locator('svg.day').first().waitFor()
        expect(await fitsItsWidth(other.page)).to.equal(true)
        expect(await violationsOn(other.page)).to.deep.equal([])
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })

  it('ran without a fault and without leaving its origin', () => {
    expect(watched.faults).to.deep.equal([])
  })
})
