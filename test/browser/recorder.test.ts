/** The flight recorder by keyboard alone: turned to a time, played and paused, stepped, led by the moments of a task. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const minute = 60_000
const iso = (at: number) => new Date(at).toISOString()

/** A whole minute a while ago, so long that no midnight lies between it and the end of what is told. */
function beginning(now: number): number {
  const { hour, minute: minutes } = Object.fromEntries(
    new Intl.DateTimeFormat('en', { timeZone: 'Europe/Helsinki', hourCycle: 'h23', timeStyle: 'short' })
      .formatToParts(now)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const early = hour! * 60 + minutes! < 30
  return Math.floor(now / minute) * minute - (early ? 60 : 25) * minute
}

describeInBrowser('the flight recorder in a browser', 120_000, () => {
  const begun = beginning(Date.now())
  const clock: { at?: number } = { at: begun }
  let service: TestService
  let watched: WatchedPage
  let page: Page

  before(async () => {
    service = await startTestService({ now: () => clock.at ?? Date.now() })
    await tellHistory()
    watched = await openWatched(service.url)
    page = watched.page
  })
  after(() => service?.stop())

  /** Each is received at its minute; the second task is told of seven minutes late. */
  const tellHistory = async () => {
    const place = { lon: 25.747, lat: 62.242 }
    const event = (id: string, at: number, kind: object) => ({
      ...{ id, source: 'browser-test', at: iso(begun + at * minute) },
      ...kind,
    })
    const given = (task: string, at: number) =>
      event(`c-${task}`, at, {
        ...{ kind: 'task.created', task, service: 'ems', origin: 'emergency-centre', code: '704' },
        ...{ urgency: 'A', place },
      })
    const status = (at: number, status: string) =>
      event(`s-${at}`, at, { kind: 'unit.status', unit: 'EKS 111', unitType: 'als', status, task: 'r-1' })
    const received: [minutes: number, events: object[]][] = [
      [1, [given('r-1', 1)]],
      [5, [status(5, 'alerted')]],
      [8, [status(8, 'en-route'), event('p', 8, { kind: 'unit.position', unit: 'EKS 111', place })]],
      [12, [status(12, 'at-scene')]],
      [14, [given('r-2', 7)]],
    ]
    for (const [minutes, events] of received) {
      clock.at = begun + minutes * minute
      expect((await service.post(events as never)).refused).to.equal(0)
    }
    clock.at = undefined
  }

  const turned = () => page.locator('main.recording:not(.turning) #tasks-title').waitFor()
  const moment = async () =>
    (Date.parse((await page.locator('.player .clock').getAttribute('datetime'))!) - begun) / minute
  const focused = (selector: string) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  const goTo = async (selector: string, key = 'Tab') => {
    for (let i = 0; i < 90; i += 1) {
      if (await focused(selector)) return
      await page.keyboard.press(key)
    }
    expect.fail(`${key} never comes to ${selector}`)
  }
  const until = (minutes: number) =>
    page.waitForFunction(
      (at) => document.querySelector('.player .clock')?.getAttribute('datetime') === at,
      iso(begun + minutes * minute),
    )

  it('opens at the moment of its link, in a frame that no board of now has', async () => {
    await page.goto(`${service.url}/recorder?at=${iso(begun + 2 * minute)}`)
    await turned()
    expect(await moment()).to.equal(2)
    expect(await page.locator('.not-live').textContent()).to.equal('TALLENNE – EI NYKYHETKI')
    const border = await page.evaluate(() => {
      const { borderLeftStyle, borderLeftWidth } = getComputedStyle(document.body)
      return { borderLeftStyle, wide: Number.parseFloat(borderLeftWidth) >= 6 }
    })
    expect(border).to.deep.equal({ borderLeftStyle: 'dashed', wide: true })
    expect(await page.locator('#task-r-1').count()).to.equal(1)
    expect(await page.locator('#task-r-2').count()).to.equal(0)
  })

  it('draws the map of the very first moment', async () => {
    await page.locator('.maplibregl-canvas').waitFor()
    const { width = 0, height = 0 } = (await page.locator('.maplibregl-canvas').boundingBox()) ?? {}
    expect(Math.min(width, height)).to.be.greaterThan(200)
  })

  it('turns to a time by its field', async () => {
    await goTo('.jump input[name=time]')
    await page.keyboard.press('Tab')
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await until(6)
    await turned()
    expect(await page.locator('#task-r-1').textContent()).to.contain('hälytetty')
  })

  it('plays and pauses', async () => {
    await goTo('button.play', 'Shift+Tab')
    await page.keyboard.press('Space')
    await page.waitForFunction(
      (at) => Date.parse(document.querySelector('.player .clock')!.getAttribute('datetime')!) > at,
      begun + 6 * minute + 500,
    )
    await page.keyboard.press('Space')
    await page.locator('button.play[aria-pressed=false]').waitFor()
    const stood = await moment()
    expect(stood).to.be.within(6, 8)
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(
      (at) => {
        const shown = Date.parse(document.querySelector('.player .clock')!.getAttribute('datetime')!)
        return Math.abs(shown - at) < 1000
      },
      begun + stood * minute + 10_000,
    )
    await turned()
  })

  it('steps to the next event', async () => {
    await page.keyboard.press('n')
    await until(8)
    expect(await page.locator('#task-r-1').textContent()).to.contain('matkalla')
  })

  it('leads by the moments of a task, which say what was told late', async () => {
    await page.keyboard.press('n')
    await until(12)
    await page.keyboard.press('n')
    await until(14)
    await goTo('#task-r-2 .pick')
    await page.keyboard.press('Enter')
    await page.locator('.moments').waitFor()
    expect(await page.locator('.moments tbody').textContent()).to.contain('myöhässä')
    await goTo('#task-r-1 .pick', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'r-1' }).waitFor()
    await goTo('.moments .pick', 'Shift+Tab')
    await goTo('.moments tr:first-child .pick', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await until(1)
    await turned()
    expect(await page.locator('#task-r-1').count()).to.equal(1)
  })

  it('opens with the moments of the task of its link', async () => {
    await page.goto(`${service.url}/recorder?at=${iso(begun + 14 * minute)}&task=r-2`)
    await turned()
    await page.locator('.moments').waitFor()
    await page.locator('.maplibregl-canvas').waitFor()
  })

  for (const [theme, name, judged] of [
    ['light', 'Vaalea', [1440, 360]],
    ['night', 'Yö', [1024]],
  ] as const)
    it(`fits every width in every language and has no violation, ${theme}`, async () => {
      await page.locator('.choice button[lang=fi]').click()
      await page.getByRole('button', { name, exact: true }).click()
      for (const [width, language] of [
        [1440, 'fi'],
        [1024, 'sv'],
        [360, 'en'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 })
        for (const spoken of ['fi', 'sv', 'en', language]) {
          await page.locator(`.choice button[lang=${spoken}]`).click()
          await page.locator(`.choice button[lang=${spoken}][aria-pressed=true]`).waitFor()
          expect(await fitsItsWidth(page), `${width} ${spoken}`).to.equal(true)
        }
        if (judged.some((one) => one === width))
          expect(await violationsOn(page), `${width} ${language}`).to.deep.equal([])
      }
    })

  it('leaves no fault behind', () => {
    expect(watched.faults).to.deep.equal([])
  })
})
