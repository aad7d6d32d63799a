import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { monthAt, previousMonth } from '../../dashboards/compliance/address.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const day = 86_400_000
const month = monthAt(Date.now())
/** Noon of the first: surely inside the month, and past, once the month is a day old. */
const startOf =
  Date.parse(`${month}-01T10:00:00Z`) < Date.now() - day
    ? Date.parse(`${month}-01T10:00:00Z`)
    : Date.now() - 7200_000

/** Tasks reached after 1, 2, … minutes, closed; and one cancelled before anyone came. */
function history(count: number): EventMessage[] {
  const messages: object[] = []
  for (let i = 0; i < count; i += 1) {
    const task = `c-${i}`
    const add = (kind: string, seconds: number, fields: object) => {
      const at = new Date(startOf + i * 60_000 + seconds * 1000).toISOString()
      messages.push({ id: `${task}-${messages.length}`, source: 'browser-test', kind, at, task, ...fields })
    }
    const place = { lon: 25.747, lat: 62.242 }
    const unit = { unit: 'EKS 111', unitType: 'als' }
    add('task.created', 0, { service: 'ems', origin: 'emergency-centre', code: '704', urgency: 'A', place })
    add('unit.status', 10, { ...unit, status: 'alerted' })
    if (i === 0) add('task.cancelled', 60, {})
    else {
      add('unit.status', 10 + i * 60, { ...unit, status: 'at-scene' })
      add('task.closed', 20 + i * 60, { outcome: 'X-8' })
    }
  }
  return messages as EventMessage[]
}

describeInBrowser('the compliance page in a browser', 120_000, () => {
  let service: TestService
  let watched: WatchedPage
  let page: Page

  before(async () => {
    service = await startTestService()
    const recorded = await service.post(history(13))
    expect(recorded.refused).to.equal(0)
    watched = await openWatched(service.url)
    page = watched.page
    await page.goto(`${service.url}/compliance?service=ems&month=${month}`)
    await page.locator('table.figures').waitFor()
  })
  after(() => service?.stop())

  it('shows total = used + excluded, and every figure of the zone', async () => {
    const parts = await page.locator('.equation .figure').allTextContents()
    expect(parts).to.deep.equal(['13', '12', '1'])
    const zone = await page.locator('table.figures tr.zone', { hasText: 'Ydintaajama' }).first().textContent()
    // Twelve tasks after 1..12 minutes: eight within 8:00, the median between the sixth and the seventh.
    expect(zone).to.contain('6:30').and.to.contain('66,7').and.to.contain('liian vähän')
  })

  it('draws the distribution and the trend over tables of the same numbers', async () => {
    await page.locator('canvas[data-distribution]').first().waitFor()
    await page.locator('canvas[data-trend]').waitFor()
    const twin = page.locator('.charts details.twin').first()
    await twin.locator('summary').click()
    expect(await twin.locator('tr.sum td').textContent()).to.equal('12')
  })

  it('gives the same figures as a file', async () => {
    const href = await page.locator('a[download]').getAttribute('href')
    const response = await service.get(href!)
    expect(response.headers.get('content-type')).to.contain('text/csv')
    expect(await response.text()).to.contain('core-urban')
  })

  it('keeps its state in the address, so that the back button works', async () => {
    await page.locator('#month').selectOption(previousMonth(month))
    await page.waitForURL(`**month=${previousMonth(month)}`)
    await page.locator('.equation .figure', { hasText: /^0$/ }).first().waitFor()
    await page.goBack()
    await page.locator('.equation .figure', { hasText: /^13$/ }).first().waitFor()
  })

  it('asks for a section only when it is opened, and keeps it open in the address', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    for (const [name, path] of [
      ['change', '/api/v1/comparison'],
      ['budget', '/api/v1/budget'],
      ['stability', '/api/v1/stability'],
    ]) {
      expect(asked, name).not.to.include(path)
      await page.locator(`[data-section=${name}] > summary`).click()
      await page
        .locator(`[data-section=${name}] .hint.foot, [data-section=${name}] .empty:not(.waiting)`)
        .first()
        .waitFor()
      expect(asked, name).to.include(path)
    }
    expect(new URL(page.url()).searchParams.get('open')).to.equal('change,budget,stability')
    await page.locator('canvas[data-control=share]').waitFor()
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('opens what lies behind a row by keyboard, with the median time to cancellation', async () => {
    const button = page.locator('.expand', { hasText: 'Ydintaajama' }).first()
    await button.focus()
    await page.keyboard.press('Enter')
    await page.locator('.details', { hasText: 'Mediaaniaika peruutukseen' }).waitFor()
    expect(await button.getAttribute('aria-expanded')).to.equal('true')
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('shows the passport in a dialog that keeps the focus and gives it back on Esc', async () => {
    const button = page.getByRole('button', { name: 'Luvun passi: Ydintaajama' }).first()
    await button.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Luvun passi' })
    await dialog.locator('pre', { hasText: 'select * from judged' }).waitFor()
    expect(await dialog.locator('pre', { hasText: /^[0-9a-f]{64}$/ }).count()).to.equal(1)
    expect(await violationsOn(page)).to.deep.equal([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('main').isVisible(), 'alone on paper').to.equal(false)
    const heading = await dialog.locator('h2').boundingBox()
    expect(heading?.y, 'from the top of the page').to.be.at.least(0)
    await page.emulateMedia({ media: 'screen' })
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab')
      const where = await page.evaluate(() => {
        const { activeElement: active } = document
        // Between two rounds the focus stands on the browser's own controls: the body.
        return active === document.body || active?.closest('dialog') !== null
      })
      expect(where, `after ${i + 1} tabs`).to.equal(true)
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await button.evaluate((element) => element === document.activeElement)).to.equal(true)
  })

  it('counts the year as it counts the month, all from single tasks (trap 48)', async () => {
    await page.getByRole('button', { name: 'Vuosi', exact: true }).click()
    await page.waitForURL('**span=year**')
    await page.locator('.summary h2', { hasText: new RegExp(`^${month.slice(0, 4)} `) }).waitFor()
    await page.locator('.equation .figure', { hasText: /^13$/ }).first().waitFor()
    await page.goBack()
    await page.locator('.summary h2', { hasText: new RegExp(`\\S+ ${month.slice(0, 4)} `) }).waitFor()
  })

  it('says a refusal in the words of the service', async () => {
    const other = await openWatched(service.url)
    await other.page.route('**/api/v1/compliance*', (route) =>
      route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        body: '{"detail":"found month 0"}',
      }),
    )
    await other.page.goto(`${service.url}/compliance`)
    await other.page.locator('.failure', { hasText: 'found month 0' }).waitFor()
    await other.page.context().close()
  })

  it('is used by keyboard alone', async () => {
    await page.locator('#content').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.waitForURL('**service=rescue**')
    await page.locator('.summary', { hasText: 'Pelastustoiminta' }).waitFor()
    await page.goBack()
    await page.locator('.equation .figure', { hasText: /^13$/ }).first().waitFor()
  })

  for (const language of ['FI', 'SV', 'EN']) {
    it(`has no violation of accessibility in ${language}`, async () => {
      await page.getByRole('button', { name: new RegExp(`^${language}`) }).click()
      await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
      expect(await violationsOn(page)).to.deep.equal([])
    })
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 1024, 390]) {
      it(`fits ${width} px, ${colorScheme}`, async () => {
        const other = await openWatched(service.url, {
          viewport: { width, height: 850 },
          colorScheme,
        })
        const open = 'open=change,budget,stability&against=previous'
        await other.page.goto(`${service.url}/compliance?service=ems&month=${month}&${open}`)
        await other.page.locator('canvas[data-trend]').waitFor()
        await other.page.locator('canvas[data-control=share]').waitFor()
        await other.page.locator('.expand').first().click()
        expect(await fitsItsWidth(other.page)).to.equal(true)
        expect(await violationsOn(other.page)).to.deep.equal([])
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })
    }
  }

  it('ran without a fault and without leaving its origin', () => {
    expect(watched.faults).to.deep.equal([])
  })
})
