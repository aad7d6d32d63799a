/** Alarms on two boards at once: raised, gone to by keyboard alone, acknowledged on both, shelved on both, heard. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { EventMessage } from '../../src/contract/events.ts'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const created = (task: string, secondsAgo: number): EventMessage =>
  ({
    ...{ id: `alarm-${task}`, source: 'browser-test', kind: 'task.created', task, service: 'ems' },
    ...{ origin: 'emergency-centre', code: '704', urgency: 'A', place: { lon: 25.747, lat: 62.242 } },
    at: new Date(Date.now() - secondsAgo * 1000).toISOString(),
  }) as EventMessage

describeInBrowser('alarms in a browser', 120_000, () => {
  let service: TestService
  let boards: readonly WatchedPage[]
  let one: Page
  let other: Page

  before(async () => {
    service = await startTestService()
    boards = [await openWatched(service.url), await openWatched(service.url)]
    ;[one, other] = boards.map(({ page }) => page) as [Page, Page]
    for (const { page } of boards) {
      await page.goto(service.url)
      await page.locator('.connection.live').waitFor()
    }
  })
  after(() => service?.stop())

  const focused = () => one.evaluate(() => document.activeElement?.className ?? '')
  const press = async (key: string, until: string) => {
    for (let i = 0; i < 80; i += 1) {
      await one.keyboard.press(key)
      if ((await focused()) === until) return
    }
    expect.fail(`${key} never comes to ${until}`)
  }

  it('are none in a calm strip, which says that there is no sound yet', async () => {
    expect(await one.locator('.alarms-head').textContent()).to.contain('Ei hälytyksiä')
    expect(await one.locator('.sound-state').textContent()).to.equal('ÄÄNI EI VIELÄ PÄÄLLÄ')
  })

  it('are raised, spoken, and by keyboard two presses from their task', async () => {
    await service.post(created('a-1', 300))
    await one.locator('.alarm.new').waitFor()
    expect(await one.locator('[aria-live=assertive]').textContent()).to.contain('Yksikköä ei hälytetty')
    await press('Tab', 'alarm-subject')
    await one.keyboard.press('Enter')
    expect(await focused()).to.equal('pick')
    expect(await one.evaluate(() => document.activeElement?.closest('tr')?.id)).to.equal('task-a-1')
    await one.getByText('Ääni päällä').waitFor()
  })

  it('are acknowledged once for all boards, and the focus is not lost by it', async () => {
    await press('Shift+Tab', 'acknowledge')
    await one.keyboard.press('Enter')
    await other.locator('.alarm.known').waitFor()
    expect(await other.locator('.alarm-by').textContent()).to.match(/Kuitannut local klo \d/)
    await one.waitForFunction(() => document.activeElement?.className === 'alarms-head')
  })

  it('are one line in a flood, which is shelved on every board', async () => {
    await service.post(['a-2', 'a-3', 'a-4', 'a-5'].map((task) => created(task, 200)))
    await other.locator('.alarm.new .alarm-flood').waitFor()
    expect(await violationsOn(other)).to.deep.equal([])
    await other.locator('.alarm.new .alarm-shelve summary').click()
    await other.locator('.alarm.new .alarm-ends button').first().click()
    await one.locator('.alarms-shelved').waitFor()
    expect(await one.locator('.alarms-shelved summary').textContent()).to.contain('5')
  })

  for (const width of [1024, 390])
    it(`fit ${width} px`, async () => {
      await other.setViewportSize({ width, height: 800 })
      expect(await fitsItsWidth(other)).to.equal(true)
    })

  it('leave no fault behind', () => {
    expect(boards.flatMap(({ faults }) => faults)).to.deep.equal([])
  })
})
