/** The board and its browser's clocks: wrong, set while it looks, or stopped with a tab that sleeps. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { lostAfterMilliseconds } from '../../dashboards/board/server-clock.ts'
import { startFixtureServer } from '../dashboards/fixture-server.ts'
import { describeInBrowser, openWatched } from './browser.ts'
import { openSleepyTab } from './sleepy-tab.ts'

type Server = Awaited<ReturnType<typeof startFixtureServer>>

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

/** Seconds between the time on the board and the right one in Helsinki, which is ahead of the machine's by so much. */
function secondsOff(ahead = 0) {
  const { rightNow } = globalThis as unknown as WrongClock
  const right = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Helsinki', timeStyle: 'medium' })
  const [shown, told] = [
    document.querySelector('.clock')!.textContent!,
    right.format(rightNow() + ahead),
  ].map((text) => text.match(/\d+/g)!.reduce((total, part) => total * 60 + Number(part), 0))
  return Math.abs(shown! - told!)
}

describeInBrowser('a board whose browser has a wrong clock', 120_000, () => {
  let server: Server

  before(async () => {
    server = await startFixtureServer(0, 'fresh')
  })
  after(() => server?.stop())

  it('tells the server’s time and true ages, also after that clock was set while it looked', async () => {
    const { page } = await openWatched(server.url)
    await page.addInitScript(setClockWrong)
    await page.goto(server.url)
    await page.getByText('Kaikki 3 lähdettä ajan tasalla').waitFor()
    expect(await page.evaluate(secondsOff, 0)).to.be.at.most(2)
    for (const wrongBy of [-7_200_000, 0, 86_400_000]) {
      const before = await page.evaluate((milliseconds) => {
        ;(globalThis as unknown as WrongClock).wrongBy = milliseconds
        return document.querySelector('.clock')!.textContent
      }, wrongBy)
      await page.waitForFunction((old) => document.querySelector('.clock')!.textContent !== old, before)
      await page.locator('.connection.live').waitFor()
      expect(await page.evaluate(secondsOff, 0), `clock set by ${wrongBy}`).to.be.at.most(2)
      await page.getByText('Kaikki 3 lähdettä ajan tasalla').waitFor()
    }
  })
})

/** Of the tab itself: how often it came to run. */
function countBeats() {
  const tab = globalThis as unknown as { beats: number }
  tab.beats = 0
  setInterval(() => {
    tab.beats += 1
  }, 100)
}

describeInBrowser('a board in a tab that sleeps', 120_000, () => {
  let server: Server

  before(async () => {
    server = await startFixtureServer(0, 'fresh')
  })
  after(() => server?.stop())

  const shows = (selector: string) => document.querySelector(selector) !== null
  const says = (text: string) => document.body.textContent!.replace(/\s+/g, ' ').includes(text)
  const beats = () => (globalThis as unknown as { beats: number }).beats
  const turnClock = (by: number) => {
    ;(globalThis as unknown as WrongClock).wrongBy = by
  }

  for (const [how, gone] of [
    ['a while', 0],
    ['an hour', 3_600_000],
  ] as const)
    it(`says at once that it is not there yet, and then true ages, after ${how}`, async () => {
      Object.assign(server.clock, { ahead: 0, hushed: false })
      const tab = await openSleepyTab(server.url, [setClockWrong, countBeats])
      await tab.until('a live board', shows, 20_000, '.connection.live')
      await tab.evaluate(turnClock, 0)
      await tab.until('fresh sources', says, 5000, 'Kaikki 3 lähdettä ajan tasalla')
      await tab.until('a live board', shows, 5000, '.connection.live')

      await tab.sleep()
      const before = await tab.evaluate(beats)
      // Longer than a board trusts its picture; meanwhile both clocks go on, and nothing is told.
      Object.assign(server.clock, { ahead: gone, hushed: true })
      await tab.evaluate(turnClock, gone)
      await wait(lostAfterMilliseconds + 1000)
      expect(await tab.evaluate(beats), 'beats while it sleeps').to.equal(before)
      await tab.wake()

      await tab.until('that it is not there yet', shows, 2000, 'main.drained')
      await tab.until('its last truth', says, 2000, 'viimeisin tieto klo')
      expect(await tab.evaluate(secondsOff, gone)).to.be.at.most(2)

      server.clock.hushed = false
      await tab.until('a live board', shows, 5000, '.connection.live')
      await tab.until('fresh sources', says, 2000, 'Kaikki 3 lähdettä ajan tasalla')
      expect(await tab.evaluate(secondsOff, gone)).to.be.at.most(2)
      await tab.close()
    })
})
