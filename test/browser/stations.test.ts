import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { StationHistory } from '../../src/contract/readiness.ts'
import { type ReadinessServer, startReadinessServer } from '../http/readiness-server.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

/** A Saturday evening in Finland: brigades on call, ambulances of the daytime about to leave. */
const now = Date.parse('2026-11-21T15:00:00Z')

describeInBrowser('the page of stations in a browser', 120_000, () => {
  let server: ReadinessServer
  let watched: WatchedPage
  let page: Page

  before(async () => {
    server = await startReadinessServer({ demo: true, now })
    server.role = 'planner'
    const tell = (id: string, station: string, change: object) => ({
      ...{
        id,
        source: 'crew',
        kind: 'station.readiness',
        station,
        at: new Date(now - 200_000).toISOString(),
      },
      ...change,
    })
    await server.recorder.record([
      tell('r1', 'laukaa', { crew: 3, turnoutSeconds: 70 }),
      tell('r2', 'haapamaki', { crew: 2, turnoutSeconds: 900 }),
    ] as never)
    watched = await openWatched(server.url)
    page = watched.page
    page.setDefaultTimeout(8_000)
    await page.goto(`${server.url}/stations`)
    await page.locator('.list tbody a').first().waitFor()
  })
  after(() => server?.stop())

  const row = (name: string) =>
    page.locator('.list tr', { has: page.getByRole('link', { name, exact: true }) })
  const history = async (station: string) =>
    (await (await fetch(`${server.url}/api/v1/stations/${station}/readiness`)).json()) as StationHistory

  it('lists the stations by municipality with readiness in words, shape and source', async () => {
    expect(await page.locator('.list tr.group').count()).to.equal(22)
    expect(await row('Laukaa').textContent())
      .to.contain('24/7 asemalla')
      .and.to.contain('3 hlö')
      .and.to.contain('ilmoitettu')
      .and.to.contain('crew, 3 minuuttia sitten')
      .and.to.contain('vähemmän kuin suunniteltu: 3 / 4 hlö')
    expect(await row('Haapamäki').textContent())
      .to.contain('varalla')
      .and.to.contain('lähtö hitaampi kuin suunniteltu: 15:00 / 6:00')
    expect(await row('Muurame').textContent())
      .to.contain('EKS 115 päättyy')
      .and.to.contain('suunnitelma')
    expect(await row('Keuruu').textContent()).to.contain('päivä vahvistamatta')
    expect(await page.locator('.list .panel-head').textContent()).to.contain('demosijainteja')
    expect(await page.locator('.list .stands').count()).to.equal(40)
  })

  it('finds a station by its name or municipality', async () => {
    await page.locator('#search').fill('keuruu')
    await page.locator('.tools [role=status]', { hasText: '2 asemaa' }).waitFor()
    expect(await page.locator('.list tbody a').allTextContents()).to.have.members(['Keuruu', 'Haapamäki'])
    await page.locator('#search').fill('')
    await page.locator('.tools [role=status]', { hasText: '40 asemaa' }).waitFor()
  })

  it('opens one by the keyboard alone, with its week, dates and history', async () => {
    await page.getByRole('link', { name: 'Keuruu', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.locator('#station-title', { hasText: 'Keuruu' }).waitFor()
    await page.locator('.detail table tbody tr').first().waitFor()
    expect(page.url()).to.contain('?station=keuruu')
    expect(
      await page.locator('#station-title').evaluate((title) => title === document.activeElement),
    ).to.equal(true)
    const words = await page.locator('.week').first().textContent()
    expect(words)
      .to.contain('24/7-valmius')
      .and.to.contain('ei ilmoitettu')
      .and.to.contain('ma–pe 13:00–21:00')
    expect(await page.locator('[data-period=keuruu-24-7]').textContent())
      .to.contain('1.10.2025 alkaen')
      .and.to.contain('päivä vahvistamatta')
      .and.to.contain('voimassa nyt')
    expect(await page.locator('.strip .span.full').count()).to.be.greaterThan(6)
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('says a fault beside its field, and saves nothing then', async () => {
    await page.locator('#new-period').press('Enter')
    await page.locator('#editor-title', { hasText: 'Uusi jakso: Keuruu' }).waitFor()
    expect(
      await page.locator('#editor-title').evaluate((title) => title === document.activeElement),
    ).to.equal(true)
    await page.locator('#median').fill('7,5')
    await page.locator('#save').press('Enter')
    await page.locator('#fault-slot').waitFor()
    expect(await page.locator('#fault-median').textContent()).to.contain('minuutit ja sekunnit')
    expect(await page.locator('#fault-reason').textContent()).to.contain('kolme merkkiä')
    expect(await page.locator('#slot').evaluate((field) => field === document.activeElement)).to.equal(true)
    expect(await violationsOn(page)).to.deep.equal([])
    expect((await history('keuruu')).readiness.filter(({ by }) => by !== 'vaste')).to.deep.equal([])
  })

  it('previews the week and its warnings before saving', async () => {
    await page.locator('#slot').fill('24/7-valmius')
    await page.locator('#kind').selectOption('daytime')
    await page.locator('#leaders').fill('1')
    await page.locator('#people').fill('3')
    await page.locator('#median').fill('1:10')
    await page.locator('#p90').fill('1:40')
    await page.locator('#validFrom').fill('2027-01-04')
    await page.locator('.preview .findings', { hasText: 'kaksi jaksoa samaan aikaan' }).waitFor()
    expect(await page.locator('.preview .findings').textContent()).to.contain('joka päivä 08:00–20:00')
    expect(await page.locator('.preview .strip .span.overlap').count()).to.equal(7)
    await page.locator('#slot').fill('pelastusryhmä')
    await page.locator('.preview .fine').waitFor()
    expect(await violationsOn(page)).to.deep.equal([])
  })

  it('saves with the reason, shows it as to come and in the history', async () => {
    await page.locator('#service').selectOption('rescue')
    await page.locator('#reason').fill('Palvelutasopäätös 2027')
    await page.locator('#reason').press('Enter')
    await page.locator('#saved', { hasText: 'Tallennettu: pelastusryhmä' }).waitFor()
    const saved = page.locator('[data-period=keuruu-pelastusryhma]')
    expect(await saved.textContent())
      .to.contain('4.1.2027 alkaen')
      .and.to.contain('tulossa')
      .and.to.contain('1+3')
    await page.locator('.detail table', { hasText: 'Palvelutasopäätös 2027' }).waitFor()
    expect((await history('keuruu')).readiness[0]).to.deep.include({ by: 'a-planner', action: 'set' })
  })

  it('ends a period with a warning of the hole, and removes one', async () => {
    await page
      .locator('[data-period=keuruu-pelastusryhma]')
      .getByRole('button', { name: /^Poista/ })
      .click()
    await page.locator('#editor-title', { hasText: 'Poista jakso: pelastusryhmä' }).waitFor()
    await page.locator('.preview .fine').waitFor()
    await page.locator('#reason').fill('Siirtyy')
    await page.locator('#save').click()
    await page.locator('[data-period=keuruu-pelastusryhma]').waitFor({ state: 'detached' })
    expect((await history('keuruu')).readiness[0]).to.deep.include({ action: 'removed', reason: 'Siirtyy' })
  })

  it('tells that somebody else was quicker', async () => {
    await page
      .locator('[data-period=keuruu-24-7]')
      .getByRole('button', { name: /^Muuta/ })
      .click()
    await page.locator('#editor-title', { hasText: 'Muuta jaksoa' }).waitFor()
    const other = { id: 'other', service: 'rescue', slot: 'x', kind: 'on-call', validFrom: '2027-01-01' }
    const answer = await fetch(`${server.url}/api/v1/stations/keuruu/readiness`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'set', period: other, reason: 'toinen' }),
    })
    expect(answer.status).to.equal(201)
    await page.locator('#reason').fill('myöhässä')
    await page.locator('#save').click()
    await page.locator('.editor .failure', { hasText: 'was changed meanwhile' }).waitFor()
    await page.getByRole('button', { name: 'Peruuta' }).click()
  })

  for (const language of ['SV', 'EN', 'FI']) {
    it(`has no violation of accessibility in ${language}`, async () => {
      await page.getByRole('button', { name: new RegExp(`^${language}`) }).click()
      await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
      expect(await violationsOn(page)).to.deep.equal([])
      await page.locator('#new-period').click()
      await page.locator('.editor form').waitFor()
      expect(await violationsOn(page)).to.deep.equal([])
      await page.locator('.editor .doing button').nth(1).click()
    })
  }

  it('gives who may not edit no buttons, and says why', async () => {
    server.role = 'commander'
    const other = await openWatched(server.url)
    await other.page.goto(`${server.url}/stations?station=laukaa`)
    await other.page.locator('.detail', { hasText: 'Roolisi ei voi muuttaa' }).waitFor()
    expect(await other.page.locator('.period button, #new-period').count()).to.equal(0)
    expect(other.faults).to.deep.equal([])
    await other.page.context().close()
    server.role = 'planner'
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 1024, 390]) {
      it(`fits ${width} px, ${colorScheme}`, async () => {
        const other = await openWatched(server.url, {
          viewport: { width, height: 900 },
          colorScheme,
        })
        const shots = process.env.VASTE_SCREENSHOTS
        const shoot = async (what: string) => {
          expect(await fitsItsWidth(other.page)).to.equal(true)
          expect(await violationsOn(other.page)).to.deep.equal([])
          if (shots)
            await other.page.screenshot({
              path: join(shots, `stations-${what}-${width}-${colorScheme}.png`),
              fullPage: true,
            })
        }
        other.page.setDefaultTimeout(8_000)
        await other.page.goto(`${server.url}/stations?station=keuruu`)
        await other.page.locator('.detail table tbody tr').first().waitFor()
        await shoot('detail')
        await other.page.locator('[data-period=keuruu-24-7] button').first().click()
        await other.page.locator('#slot').fill('RKS 2001')
        await other.page.locator('.preview .findings').first().waitFor()
        await shoot('editor')
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })
    }
  }

  it('ran without a fault and without leaving its origin', () => {
    // The refusal of the quicker edit is told in the console by the browser itself.
    expect(watched.faults.filter((fault) => !/409/.test(fault))).to.deep.equal([])
  })
})
