/** The board on a wall, in a vehicle, on a phone and at a desk, in every state it can be in: sizes measured, access judged. */
import { expect } from 'chai'
import { fourMetres, leastTextPixels, type Mode } from '../../dashboards/board/modes.ts'
import { type Shown, startFixtureServer } from '../dashboards/fixture-server.ts'
import { type BoardPage, openBoard, outside, places, smallestText, smallTargets } from './board-page.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn } from './browser.ts'

describeInBrowser('the board in its modes', 120_000, () => {
  let server: Awaited<ReturnType<typeof startFixtureServer>>
  let board: BoardPage

  before(async () => {
    server = await startFixtureServer()
    board = await openBoard(server)
  })
  after(() => server?.stop())
  afterEach(() => {
    expect(board.faults.splice(0)).to.deep.equal([])
  })

  describe('on the wall', () => {
    for (const shown of ['fresh', 'silent', 'each', 'flood'] as const)
      for (const language of ['fi', 'sv', 'en'] as const)
        it(`is one screen without scrolling, read at four metres, ${shown}, ${language}`, async () => {
          const page = await board.show('wall', shown, { language })
          expect(await outside(page, places.wall)).to.deep.equal({
            ...{ scrollWidth: 1920, scrollHeight: 1080, main: 1080, cut: [] },
          })
          const { pixels, text } = await smallestText(page)
          expect(pixels, text).to.be.at.least(leastTextPixels(fourMetres))
        })

    it('is open to all', async () => {
      for (const [shown, night] of [
        ['flood', false],
        ['silent', true],
      ] as const)
        expect(await violationsOn(await board.show('wall', shown, { night })), shown).to.deep.equal([])
    })
  })

  const small: readonly [mode: Mode, target: number, text: number][] = [
    ['vehicle', 48, 18],
    ['phone', 24, 0],
  ]
  for (const [mode, target, text] of small)
    describe(`in the ${mode}`, () => {
      it('is open to all, light', async () => {
        expect(await violationsOn(await board.show(mode, 'each'))).to.deep.equal([])
      })

      it(`has targets of ${target} px, text of ${text} px or more, and fits its width, on every tab`, async () => {
        const page = await board.show(mode, 'each')
        const tabs = page.locator('.tabs button')
        for (let i = 0; i < (await tabs.count()); i += 1) {
          await tabs.nth(i).click()
          expect(await smallTargets(page, target), `tab ${i}`).to.deep.equal([])
          const least = await smallestText(page)
          expect(least.pixels, least.text).to.be.at.least(text)
          expect(await fitsItsWidth(page), `tab ${i}`).to.equal(true)
        }
        board.pressed()
      })

      it('is open to all at night', async () => {
        const page = await board.show(mode, mode === 'phone' ? 'flood' : 'each', { night: true })
        expect(await violationsOn(page)).to.deep.equal([])
      })
    })

  describe('in the vehicle, from the first screen', () => {
    const taskRow = '[id="task-703-b"]'
    const ways: readonly [what: string, taps: readonly string[], there: string][] = [
      ['the tasks', [], `${taskRow} .pick`],
      ['the alarms', [], '.alarms-open .alarm'],
      ['the timeline of a task', [`${taskRow} .pick`], '.timeline li'],
      ['the task of an alarm', ['button.alarm-subject:has-text("703")'], `${taskRow}.selected`],
      ['the map', ['.tabs button:has-text("Kartta")'], '.map-panel .maplibregl-canvas'],
      ['the units', ['.tabs button:has-text("Yksiköt")'], '.units-panel tbody tr'],
      ['the stations', ['.tabs button:has-text("Asemat")'], '.stations-panel tbody tr'],
      ['the overview', ['.tabs button:has-text("Yleiskuva")'], '.overview-panel .tile'],
      ['the handover sheet', ['nav summary:has-text("Nyt")', 'nav a[href="/handover"]'], '.sheet-part'],
    ]
    let touched: BoardPage
    before(async () => {
      touched = await openBoard(server, { hasTouch: true })
    })
    after(() => touched?.page.context().close())

    for (const [what, taps, there] of ways)
      it(`comes to ${what} with ${taps.length} of two taps`, async () => {
        expect(taps.length).to.be.at.most(2)
        touched.pressed()
        const page = await touched.show('vehicle', 'each')
        for (const tap of taps) await page.locator(tap).first().tap()
        await page.locator(there).first().waitFor()
        expect(touched.faults).to.deep.equal([])
      })
  })

  describe('at the desk', () => {
    const states: readonly (readonly [Shown, boolean])[] = [
      ['flood', false],
      ['flood', true],
      ['silent', true],
      ['fresh', false],
    ]
    for (const [shown, night] of states)
      it(`is open to all, ${shown}, ${night ? 'night' : 'light'}`, async () => {
        expect(await violationsOn(await board.show('desk', shown, { night }))).to.deep.equal([])
      })

    it('holds a view that was moved, until it is released', async () => {
      const page = await board.show('desk', 'fresh')
      await page.locator('.maplibregl-ctrl-zoom-in').click()
      await page.getByText('Näkymä pysyy paikallaan').waitFor()
      await page.getByRole('button', { name: 'Vapauta näkymä' }).click()
      await page.getByText('Kartta seuraa valittua tehtävää').waitFor()
    })

    it('tells what a unit’s leaving would uncover, in words, until it is taken away', async () => {
      const page = await board.show('desk', 'fresh')
      await page.locator('.units-panel button.small').first().click()
      const sentence = page.locator('.cells-asked p', { hasText: '140 ruutua ja 1 830 asukasta lisää.' })
      expect(await sentence.textContent()).to.contain('likimääräinen tiestö')
      await page.getByRole('button', { name: 'Poista kartalta' }).click()
      await page.locator('.cells-asked').waitFor({ state: 'detached' })
    })
  })

  it('stands in its tables where there is no WebGL, and is open to all', async () => {
    const { show, faults } = await openBoard(server, { webGl: false })
    const page = await show('desk', 'mixed')
    await page.getByText('WebGL puuttuu').waitFor()
    expect(await page.locator('.units-panel tbody tr').count()).to.equal(17)
    expect(await page.locator('.reach-panel tbody tr').count()).to.equal(3)
    expect(await violationsOn(page)).to.deep.equal([])
    expect(faults).to.deep.equal([])
    await page.context().close()
  })

  it('drains its colour within five seconds of a cut line, and tells the last truth', async () => {
    server.show('cut')
    const modes = ['desk', 'wall', 'phone'] as const
    await Promise.all(
      modes.map(async (mode) => {
        const { page } = await openWatched(server.url, { viewport: places[mode], serviceWorkers: 'block' })
        await page.goto(`${server.url}/?mode=${mode}`)
        await page.locator('main.drained').waitFor()
        expect(await page.locator('body').textContent()).to.match(/viimeisin tieto klo \d/i)
        if (mode === 'wall') expect((await outside(page, places.wall)).cut).to.deep.equal([])
        expect(await violationsOn(page)).to.deep.equal([])
        await page.context().close()
      }),
    )
  })
})
