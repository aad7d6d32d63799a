/** The board on a wall, in a vehicle, on a phone and at a desk, in every state it can be in: sizes measured, access judged. */
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { fourMetres, leastTextPixels } from '../../dashboards/board/modes.ts'
import { type Shown, startFixtureServer } from '../dashboards/fixture-server.ts'
import {
  browserFound,
  browserNote,
  buildPages,
  fitsItsWidth,
  launchBrowser,
  openWatched,
  violationsOn,
} from './browser.ts'

type Server = Awaited<ReturnType<typeof startFixtureServer>>

const places = {
  desk: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
  vehicle: { width: 1024, height: 768 },
  phone: { width: 360, height: 740 },
} as const
type Mode = keyof typeof places

/** As a browser without WebGL answers. */
function withoutWebGl() {
  const original = HTMLCanvasElement.prototype.getContext
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    value(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : Reflect.apply(original, this, [kind, ...rest])
    },
  })
}

/** Smallest font size of any text that can be seen, and whose it is. */
function smallestText(page: Page) {
  return page.evaluate(() => {
    let least = { pixels: Number.POSITIVE_INFINITY, text: '' }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      const element = node.parentElement!
      const { width, height } = element.getBoundingClientRect()
      if (
        text === '' ||
        width <= 1 ||
        height <= 1 ||
        element.closest('.unseen, svg, .skip, noscript, script')
      )
        continue
      const pixels = Number.parseFloat(getComputedStyle(element).fontSize)
      if (pixels < least.pixels) least = { pixels, text }
    }
    return least
  })
}

/** Controls that are smaller than `pixels` either way. */
function smallTargets(page: Page, pixels: number) {
  return page.evaluate((least) => {
    const controls = [...document.querySelectorAll<HTMLElement>('a, button, select, input, summary')]
    return controls
      .filter((control) => !control.closest('.skip, noscript') && !control.matches('.skip'))
      .map((control) => ({ control, box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < least - 0.5 || box.height < least - 0.5))
      .map(
        ({ control, box }) =>
          `${control.textContent?.trim()} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`,
      )
  }, pixels)
}

describe(`the board in its modes${browserNote}`, function () {
  this.timeout(240_000)
  let browser: Browser
  const servers = new Map<Shown, Server>()

  before(async function () {
    if (!browserFound) return this.skip()
    await buildPages()
    browser = await launchBrowser()
  })
  // A page left open by a test that failed would draw its map on and on, and slow down all that follow.
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
  })
  after(async () => {
    await browser?.close()
    for (const server of servers.values()) await server.stop()
  })

  const urlOf = async (shown: Shown) => {
    const server = servers.get(shown) ?? (await startFixtureServer(0, shown))
    servers.set(shown, server)
    return server.url
  }
  const open = async (
    mode: Mode,
    shown: Shown,
    options: { readonly night?: boolean; readonly webGl?: boolean; readonly language?: string } = {},
  ) => {
    const origin = await urlOf(shown)
    const watched = await openWatched(browser, origin, {
      viewport: places[mode],
      colorScheme: options.night ? 'dark' : 'light',
    })
    const { page } = watched
    if (options.webGl === false) await page.addInitScript(withoutWebGl)
    const settings = JSON.stringify({ language: options.language ?? 'fi', theme: 'auto' })
    await page.addInitScript((text) => localStorage.setItem('vaste.settings', text), settings)
    await page.goto(`${origin}/${mode === 'desk' ? '' : `?mode=${mode}`}`)
    await page.locator('.tile').first().waitFor({ state: 'attached' })
    await page.locator('.reach .figure, .tile.letter').first().waitFor()
    return watched
  }
  const close = ({ page }: { readonly page: Page }) => page.context().close()

  describe('on the wall', () => {
    for (const shown of ['fresh', 'silent', 'each', 'flood'] as const)
      for (const language of ['fi', 'sv', 'en'])
        it(`is one screen without scrolling, ${shown}, ${language}`, async () => {
          const watched = await open('wall', shown, { language })
          const found = await watched.page.evaluate(() => {
            const { scrollWidth, scrollHeight } = document.documentElement
            const main = document.querySelector('.wall')!
            const parts = [
              ...document.querySelectorAll(
                '.wall > *, .wall-tasks > *, .wall-tasks li, .areas, .wall-top > *',
              ),
            ]
            const cut = parts.filter((part) => {
              const { right, bottom } = part.getBoundingClientRect()
              return right > 1920.5 || bottom > 1080.5 || part.scrollWidth > part.clientWidth + 1
            })
            return {
              ...{ scrollWidth, scrollHeight, main: main.scrollHeight },
              cut: cut
                .filter((part) => !part.matches('.unseen'))
                .map((part) => part.className || part.tagName),
            }
          })
          expect(found).to.deep.equal({ scrollWidth: 1920, scrollHeight: 1080, main: 1080, cut: [] })
          await close(watched)
        })

    it('has no text below what is read at four metres', async () => {
      for (const shown of ['fresh', 'silent', 'flood'] as const) {
        const watched = await open('wall', shown)
        expect((await smallestText(watched.page)).pixels).to.be.at.least(leastTextPixels(fourMetres))
        await close(watched)
      }
    })
  })

  describe('in the vehicle', () => {
    it('has targets of 48 px and text of 18 px, on every tab', async () => {
      const watched = await open('vehicle', 'each')
      const { page } = watched
      const tabs = page.locator('.tabs button')
      for (let i = 0; i < (await tabs.count()); i += 1) {
        await tabs.nth(i).click()
        expect(await smallTargets(page, 48), `tab ${i}`).to.deep.equal([])
        const { pixels, text } = await smallestText(page)
        expect(pixels, text).to.be.at.least(18)
        expect(await fitsItsWidth(page)).to.equal(true)
      }
      await close(watched)
    })

    it('comes to any of its parts with one tap, and to a task of an alarm with one', async () => {
      const watched = await open('vehicle', 'each')
      const { page } = watched
      for (const [tab, panel] of [
        ['Kartta', '.map-panel'],
        ['Yksiköt', '.units-panel'],
        ['Asemat', '.stations-panel'],
        ['Yleiskuva', '.overview-panel'],
      ] as const) {
        await page.getByRole('button', { name: tab, exact: true }).click()
        await page.locator(panel).waitFor()
      }
      await page.locator('button.alarm-subject', { hasText: '703' }).click()
      await page.locator('[id="task-703-b"].selected').waitFor()
      await page.locator('.timeline li').first().waitFor()
      await close(watched)
    })
  })

  describe('on the phone', () => {
    it('is no wider than 360 px, on every tab', async () => {
      const watched = await open('phone', 'each')
      const { page } = watched
      const tabs = page.locator('.tabs button')
      for (let i = 0; i < (await tabs.count()); i += 1) {
        await tabs.nth(i).click()
        expect(await fitsItsWidth(page), `tab ${i}`).to.equal(true)
        expect(await smallTargets(page, 24), `tab ${i}`).to.deep.equal([])
      }
      await close(watched)
    })
  })

  const states: readonly (readonly [Mode, Shown, { night?: boolean; webGl?: boolean }])[] = [
    ['desk', 'fresh', {}],
    ['desk', 'silent', { night: true }],
    ['desk', 'flood', {}],
    ['desk', 'flood', { night: true }],
    ['desk', 'mixed', { webGl: false }],
    ['wall', 'flood', {}],
    ['wall', 'silent', { night: true }],
    ['vehicle', 'each', {}],
    ['vehicle', 'each', { night: true }],
    ['phone', 'each', {}],
    ['phone', 'flood', { night: true }],
  ]
  describe('is open to all', () => {
    for (const [mode, shown, options] of states)
      it(`${mode}, ${shown}, ${options.night ? 'night' : 'light'}${options.webGl === false ? ', without WebGL' : ''}`, async () => {
        const watched = await open(mode, shown, options)
        expect(await violationsOn(watched.page)).to.deep.equal([])
        expect(watched.faults).to.deep.equal([])
        await close(watched)
      })

    it('also when the line is cut: within five seconds the colour is drained and the last truth told', async () => {
      for (const mode of ['desk', 'wall', 'phone'] as const) {
        const watched = await open(mode, 'cut')
        await watched.page.locator('.drained').first().waitFor()
        expect(await watched.page.locator('.connection').textContent()).to.match(/viimeisin tieto klo \d/)
        expect(await violationsOn(watched.page)).to.deep.equal([])
        await close(watched)
      }
    })

    it('with the whole page in its tables where there is no WebGL', async () => {
      const watched = await open('desk', 'fresh', { webGl: false })
      const { page } = watched
      await page.getByText('WebGL puuttuu').waitFor()
      expect(await page.locator('.units-panel tbody tr').count()).to.equal(17)
      expect(await page.locator('.reach-panel tbody tr').count()).to.equal(3)
      await close(watched)
    })
  })

  describe('holds what the reader has set', () => {
    it('a view that was moved, until it is released', async () => {
      const watched = await open('desk', 'fresh')
      const { page } = watched
      await page.locator('.maplibregl-canvas').waitFor()
      await page.locator('.maplibregl-ctrl-zoom-in').click()
      await page.getByText('Näkymä pysyy paikallaan').waitFor()
      await page.getByRole('button', { name: 'Vapauta näkymä' }).click()
      await page.getByText('Kartta seuraa valittua tehtävää').waitFor()
      await close(watched)
    })

    it('what a unit’s leaving would uncover, in words, until it is taken away', async () => {
      const watched = await open('desk', 'fresh')
      const { page } = watched
      await page.locator('.units-panel button.small').first().click()
      const sentence = await page.locator('.cells-asked p').textContent()
      expect(sentence?.replace(/\s+/g, ' ')).to.match(
        /140 ruutua ja 1 830 asukasta lisää. likimääräinen tiestö/,
      )
      await page.getByRole('button', { name: 'Poista kartalta' }).click()
      expect(await page.locator('.cells-asked').count()).to.equal(0)
      await close(watched)
    })
  })
})

/** Of a browser whose clock is wrong: what its clock would show were it right, and by how much it is not. */
interface WrongClock {
  rightNow: () => number
  wrongBy: number
}

function setClockWrong() {
  const clock = globalThis as unknown as WrongClock
  const rightNow = Date.now
  clock.rightNow = () => rightNow.call(Date)
  clock.wrongBy = 5_400_000
  Date.now = () => clock.rightNow() + clock.wrongBy
}

/** Seconds between the time on the board and the right one in Helsinki. */
function secondsOff() {
  const { rightNow } = globalThis as unknown as WrongClock
  const right = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Helsinki', timeStyle: 'medium' })
  const [shown, told] = [document.querySelector('.clock')!.textContent!, right.format(rightNow())].map(
    (text) => text.match(/\d+/g)!.reduce((total, part) => total * 60 + Number(part), 0),
  )
  return Math.abs(shown! - told!)
}

describe(`a board whose browser has a wrong clock${browserNote}`, function () {
  this.timeout(120_000)
  let browser: Browser
  let server: Server

  before(async function () {
    if (!browserFound) return this.skip()
    await buildPages()
    server = await startFixtureServer(0, 'fresh')
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('tells the server’s time and true ages, also after that clock was set while it looked', async () => {
    const { page } = await openWatched(browser, server.url)
    await page.addInitScript(setClockWrong)
    await page.goto(server.url)
    await page.getByText('Kaikki 3 lähdettä ajan tasalla').waitFor()
    expect(await page.evaluate(secondsOff)).to.be.at.most(2)
    for (const wrongBy of [-7_200_000, 0, 86_400_000]) {
      const before = await page.evaluate((milliseconds) => {
        ;(globalThis as unknown as WrongClock).wrongBy = milliseconds
        return document.querySelector('.clock')!.textContent
      }, wrongBy)
      await page.waitForFunction((old) => document.querySelector('.clock')!.textContent !== old, before)
      await page.locator('.connection.live').waitFor()
      expect(await page.evaluate(secondsOff), `clock set by ${wrongBy}`).to.be.at.most(2)
      await page.getByText('Kaikki 3 lähdettä ajan tasalla').waitFor()
    }
  })
})

describe(`the handover sheet in a browser${browserNote}`, function () {
  this.timeout(120_000)
  let browser: Browser
  let server: Server

  before(async function () {
    if (!browserFound) return this.skip()
    await buildPages()
    server = await startFixtureServer(0, 'each')
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const pagesOf = async (page: Page) => {
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length
  }

  it('prints on exactly one A4, also when there is far more to tell than it holds', async () => {
    for (const many of [false, true]) {
      const { page, faults } = await openWatched(browser, server.url)
      if (many)
        await page.route('**/api/v1/situation', async (route) => {
          const situation = await (await route.fetch()).json()
          const [alarm] = situation.alarms
          const [task] = situation.tasks.filter(({ id }: { id: string }) => id === '745-c')
          const times = (n: number) => Array.from({ length: n }, (_, i) => i)
          situation.alarms = times(80).map((i) => ({
            ...alarm,
            id: `x-${i}`,
            name: 'Pitkäniminen asema '.repeat(4),
          }))
          situation.tasks = times(80).map((i) => ({ ...task, id: `t-${i}` }))
          situation.sources = times(30).map((i) => ({
            ...situation.sources[2],
            source: `lahde-${i}`,
            lastReceivedAt: situation.tasks[0].createdAt,
          }))
          await route.fulfill({ json: situation })
        })
      await page.goto(`${server.url}/handover`)
      await page.locator('.sheet-part').nth(3).waitFor()
      await page.waitForFunction(() => !document.querySelector('.sheet [role=status]'))
      expect(await page.locator('.as-of').textContent()).to.match(/Tilanne \d+\.\d+\.\d+ klo \d/)
      if (many)
        expect(await page.locator('.rest').first().textContent()).to.match(/Lisäksi \d+, jotka eivät mahdu/)
      expect(await violationsOn(page)).to.deep.equal([])
      expect(await pagesOf(page)).to.equal(1)
      expect(faults).to.deep.equal([])
      await page.context().close()
    }
  })
})
