/** The board without its service: the last situation, drained and with the time of its truth; and live again by itself. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { EventMessage } from '../../src/contract/events.ts'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, openWatched, violationsOn } from './browser.ts'
import { type CutLine, lineTo } from './cut-line.ts'

const place = { lon: 25.747, lat: 62.242 }

describeInBrowser('the board without its service', 180_000, () => {
  let service: TestService
  let line: CutLine
  let page: Page

  const task = (id: string): EventMessage => ({
    ...{ id, source: 'offline', kind: 'task.created', at: new Date(Date.now() - 1000).toISOString() },
    ...{ task: id, service: 'ems', origin: 'emergency-centre', code: '704', urgency: 'B', place },
  })
  const row = (id: string) => page.locator(`[id="task-${id}"]`)
  /** Of what the browser keeps for this origin. */
  const kept = () =>
    page.evaluate(async () => {
      const names = await caches.keys()
      const all = await Promise.all(
        names.map(async (name) =>
          (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
        ),
      )
      return all.flat()
    })
  const keeps = (path: string) =>
    page.waitForFunction(async (wanted) => (await caches.match(wanted)) !== undefined, path)

  before(async () => {
    service = await startTestService()
    line = await lineTo(service.url)
    page = (await openWatched(line.url)).page
    await page.goto(line.url)
    await page.locator('.connection.live').waitFor()
  })
  after(async () => {
    await line?.cut()
    await service?.stop()
  })

  it('is installable: a manifest with icons, and a worker that keeps the page and its files', async () => {
    const manifest = (await (await service.get('/manifest.webmanifest')).json()) as {
      icons: { src: string; type: string }[]
    }
    for (const { src, type } of manifest.icons) {
      const icon = await service.get(src)
      expect(icon.headers.get('content-type'), src).to.include(type)
    }
    expect((await service.get('/service-worker.js')).headers.get('cache-control')).to.equal('no-cache')
    await keeps('/')
    await keeps('/api/v1/region')
    // The files are taken one after another, after the page.
    const files = async () => (await kept()).filter((path) => path.startsWith('/assets/')).length
    while ((await files()) < 2) await page.evaluate(() => new Promise(requestAnimationFrame))
  })

  it('drains when the service goes, and gives the time of the last truth', async () => {
    await service.post(task('off-1'))
    await row('off-1').waitFor()
    await page.evaluate(() => dispatchEvent(new Event('pagehide')))
    await keeps('/last-situation')
    await line.cut()
    await page.locator('main.drained').waitFor()
    expect(await page.locator('.connection.lost').textContent()).to.match(/viimeisin tieto klo \d+\.\d\d/)
  })

  it('opens without the service with what was last known, marked old', async () => {
    await page.reload()
    await row('off-1').waitFor()
    await page.locator('main.drained').waitFor()
    expect(await page.locator('.connection.lost').textContent()).to.match(/viimeisin tieto klo \d+\.\d\d/)
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('is live again by itself when the service is back', async () => {
    await line.mend()
    await service.post(task('off-2'))
    await row('off-2').waitFor()
    await page.locator('.connection.live').waitFor()
    expect(await page.locator('main.drained').count()).to.equal(0)
    expect(await row('off-1').count()).to.equal(1)
  })

  it('forgets what is older than a few hours', async () => {
    await page.evaluate(() => dispatchEvent(new Event('pagehide')))
    await keeps('/last-situation')
    await line.cut()
    await page.clock.install({ time: Date.now() + 5 * 3_600_000 })
    await page.reload()
    await page.locator('main .empty').first().waitFor()
    expect(await row('off-1').count()).to.equal(0)
    expect(await kept()).not.to.include('/last-situation')
  })
})
