import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { EventMessage } from '../../src/contract/events.ts'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const jyvaskyla = { lon: 25.747, lat: 62.242 }
let sent = 0

function event(kind: EventMessage['kind'], secondsAgo: number, fields: object): EventMessage {
  sent += 1
  const at = new Date(Date.now() - secondsAgo * 1000).toISOString()
  return { id: `browser-${sent}`, source: 'browser-test', kind, at, ...fields } as EventMessage
}

function created(task: string, secondsAgo: number, code: string): EventMessage[] {
  const fields = { task, service: 'ems', origin: 'emergency-centre', code, urgency: 'B', place: jyvaskyla }
  return [event('task.created', secondsAgo, fields), status(task, 'alerted', secondsAgo - 1)]
}

function status(task: string, is: string, secondsAgo: number): EventMessage {
  return event('unit.status', secondsAgo, { unit: 'EKS 111', unitType: 'als', status: is, task })
}

const row = (page: Page, task: string) => page.locator(`[id="task-${task}"]`)

describeInBrowser('the live board in a browser', 120_000, () => {
  let service: TestService
  let watched: WatchedPage
  let page: Page

  before(async () => {
    service = await startTestService()
    watched = await openWatched(service.url)
    page = watched.page
    await page.goto(service.url)
    await page.locator('.connection.live').waitFor()
  })
  after(() => service?.stop())

  it('shows a posted task without reload, with its time left running', async () => {
    await service.post(created('b-1', 60, '704'))
    await row(page, 'b-1').waitFor()
    const left = row(page, 'b-1').locator('.verdict .left')
    const first = await left.textContent()
    expect(first).to.match(/\d+:\d\d/)
    await page.waitForFunction(
      (before) => document.querySelector('[id="task-b-1"] .verdict .left')?.textContent !== before,
      first,
    )
    expect(await row(page, 'b-1').textContent())
      .to.contain('Jyväskylä')
      .and.to.contain('EKS 111')
  })

  it('counts as overdue by the clock alone', async () => {
    await service.post(created('b-2', 3000, '745'))
    await row(page, 'b-2').locator('.left.overdue').waitFor()
    expect(await page.title()).to.match(/^\(1\)/)
  })

  it('turns the verdict when the unit is at scene, and says so aloud', async () => {
    await service.post(status('b-1', 'at-scene', 0))
    await page.locator('tbody.reached [id="task-b-1"]').waitFor()
    expect(await row(page, 'b-1').textContent()).to.contain('ajoissa')
    await page.waitForFunction(() => document.querySelector('#announcer')?.textContent?.includes('704'))
  })

  it('draws the map from the county, or says why not', async () => {
    await page.locator('.maplibregl-canvas, .map-panel .empty').first().waitFor({ state: 'attached' })
    expect(await page.locator('.legend li').count()).to.be.above(8)
  })

  it('has no violation of accessibility and no fault', async () => {
    expect(await violationsOn(page)).to.deep.equal([])
    expect(watched.faults).to.deep.equal([])
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 1024, 390]) {
      it(`fits ${width} px, ${colorScheme}`, async () => {
        const other = await openWatched(service.url, {
          viewport: { width, height: 850 },
          colorScheme,
        })
        await other.page.goto(service.url)
        await row(other.page, 'b-2').waitFor()
        expect(await fitsItsWidth(other.page)).to.equal(true)
        expect(await violationsOn(other.page)).to.deep.equal([])
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })
    }
  }

  it('is used by keyboard alone', async () => {
    const tour = await openWatched(service.url)
    await tour.page.goto(service.url)
    await row(tour.page, 'b-2').waitFor()
    await tour.page.keyboard.press('Tab')
    const focused = () => tour.page.evaluate(() => document.activeElement?.className ?? '')
    expect(await focused()).to.equal('skip')
    await tour.page.keyboard.press('Enter')
    const seen: string[] = []
    for (let i = 0; i < 60 && !seen.includes('pick'); i += 1) {
      await tour.page.keyboard.press('Tab')
      seen.push(await focused())
    }
    expect(seen).to.include('pick')
    const outline = await tour.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
    expect(outline).to.equal('solid')
    await tour.page.keyboard.press('Enter')
    await tour.page.locator('tr.selected').waitFor()
    await tour.page.context().close()
  })

  it('recovers by itself after the service has restarted', async () => {
    await service.restart()
    await service.post(created('b-3', 30, '706'))
    await row(page, 'b-3').waitFor({ timeout: 30_000 })
    await page.locator('.connection.live').waitFor()
    expect(await row(page, 'b-2').count()).to.equal(1)
    // The broken socket itself is reported by the browser; nothing else may be.
    expect(watched.faults.filter((fault) => !fault.includes('/live'))).to.deep.equal([])
  })
})
