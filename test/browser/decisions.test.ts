import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { monthAt } from '../../dashboards/compliance/address.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const placeholder = 'keski-suomi-ems-placeholder'
const hour = 3_600_000
/** Two hours ago: today, except for two hours after midnight, and then the figures are of yesterday's month. */
const start = Date.now() - 2 * hour
const month = monthAt(start)

/** Tasks reached after 1, 2, … minutes. */
function history(count: number): EventMessage[] {
  return Array.from({ length: count }, (_, i) => {
    const task = `d-${i}`
    const message = (kind: string, seconds: number, fields: object) => ({
      ...{ id: `${task}-${kind}-${seconds}`, source: 'browser-test', kind, task },
      at: new Date(start + i * 1000 + seconds * 1000).toISOString(),
      ...fields,
    })
    const unit = { unit: `EKS ${i}`, unitType: 'als' }
    const place = { lon: 25.747, lat: 62.242 }
    return [
      message('task.created', 0, {
        service: 'ems',
        origin: 'emergency-centre',
        code: '704',
        urgency: 'A',
        place,
      }),
      message('unit.status', 0, { ...unit, status: 'alerted' }),
      message('unit.status', (i + 1) * 60, { ...unit, status: 'at-scene' }),
      message('task.closed', (i + 1) * 60 + 10, { outcome: 'X-8' }),
    ] as EventMessage[]
  }).flat()
}

describeInBrowser('the page of decisions in a browser', 120_000, () => {
  let service: TestService
  let watched: WatchedPage
  let page: Page

  before(async () => {
    service = await startTestService()
    expect((await service.post(history(12))).refused).to.equal(0)
    watched = await openWatched(service.url)
    page = watched.page
    page.setDefaultTimeout(15_000)
    await page.goto(`${service.url}/decisions`)
    await page.locator('.decision').first().waitFor()
  })
  after(() => service?.stop())

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const earlier = new Date(start - 30 * 24 * hour).toISOString().slice(0, 10)

  it('lists the decisions of both services in words beside their bars', async () => {
    const texts = await page.locator('.decision').allTextContents()
    expect(texts).to.have.length(2)
    for (const text of texts) expect(text).to.contain('voimassa nyt').and.to.contain('esimerkkiarvoja')
    expect(await page.locator('.log').textContent()).to.contain('ei ole muutettu')
  })

  it('opens one, with every field as it is', async () => {
    await button(/^Avaa: Ensihoidon/).click()
    await page.locator('#editor-title', { hasText: placeholder }).waitFor()
    expect(await page.locator('#id').inputValue()).to.equal(placeholder)
    expect(await page.locator('#target-0-time').inputValue()).to.equal('8:00')
    expect(await page.locator('.target').count()).to.equal(12)
    await page.locator('#editor-title:focus').waitFor()
  })

  it('says a fault beside its field, and where the fault is', async () => {
    await button(/^Kopioi uudeksi: Ensihoidon/).click()
    await page.locator('#editor-title', { hasText: 'Luonnos' }).waitFor()
    expect(await page.locator('#id').inputValue()).to.equal(`${placeholder}-2`)
    await page.locator('#validFrom').fill(earlier)
    await page.locator('#target-1-time').fill('8,5')
    await page.locator('#preview-button').click()
    await page.locator('#fault-target-1-time', { hasText: 'minuutit ja sekunnit' }).waitFor()
    expect(await page.locator('#target-1-time').getAttribute('aria-invalid')).to.equal('true')
    expect(await page.locator('#fault-summary').textContent()).to.contain('Aika (min:s), tavoite 2')
    expect(await violationsOn(page)).to.deep.equal([])
    await page.locator('#target-1-time').fill('5:00')
    await page.waitForFunction(() => document.querySelector('.fault') === null)
  })

  it('previews what would change, with nothing written', async () => {
    await page.locator('#preview-button').click()
    await page.locator('.preview .sentence').waitFor()
    // Eleven of twelve within 11:00 before, five within 5:00 after.
    expect(await page.locator('.sentence').textContent()).to.contain('12 tehtävästä 6 arvioitaisiin toisin')
    expect(await page.locator('.moves').textContent()).to.contain('6 tehtävää: ajoissa → myöhässä')
    const urban = await page.locator('.changes tbody tr', { hasText: '11:00' }).first().textContent()
    expect(urban).to.contain('91,7').and.to.contain('41,7')
    expect(await violationsOn(page)).to.deep.equal([])
    const list = await (await service.get('/api/v1/decisions')).json()
    expect((list as { log: unknown[] }).log).to.deep.equal([])
  })

  it('asks for a new preview when the draft has changed since', async () => {
    await page.locator('#target-0-time').fill('9:00')
    await page.locator('#adopt-button:disabled').waitFor()
    await page.locator('.actions', { hasText: 'muuttunut esikatselun jälkeen' }).waitFor()
    await page.locator('#target-0-time').fill('8:00')
    await page.locator('#adopt-button:enabled').waitFor()
  })

  it('names the consequence before it adopts, and can be cancelled', async () => {
    await page.locator('#adopt-button').click()
    const dialog = page.locator('dialog[open]')
    await dialog.waitFor()
    expect(await dialog.textContent())
      .to.contain(`${placeholder}: päätetty`)
      .and.to.contain('12 tehtävää arvioidaan uudelleen')
    expect(await violationsOn(page)).to.deep.equal([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' }).catch(() => {})
    expect(await page.locator('dialog[open]').count()).to.equal(0)
  })

  it('adopts, tells the log, and the figures follow', async () => {
    await page.locator('#adopt-button').click()
    await page.locator('#adopt-confirm').click()
    await page.locator('#adopted').waitFor()
    await page.locator('.note', { hasText: 'Uudelleen arvioitu 12 tehtävää' }).waitFor()
    const log = await page.locator('.log tbody tr').allTextContents()
    expect(log[0]).to.contain('otettu käyttöön').and.to.contain(`${placeholder}-2`).and.to.contain('local')
    expect(log[1]).to.contain('päätetty')
    expect(await page.locator('.decision').count()).to.equal(3)
    const answer = await service.get(`/api/v1/compliance?service=ems&month=${month}`)
    const { rows } = (await answer.json()) as {
      rows: { decision: string; total: number; targets: { withinSeconds: number; inTime: number }[] }[]
    }
    const row = rows.find(({ total, decision }) => total > 0 && decision === `${placeholder}-2`)!
    expect(row.targets.map(({ withinSeconds, inTime }) => [withinSeconds, inTime])).to.deep.equal([
      [480, 8],
      [300, 5],
    ])
  })

  it('reads a file, and says what it lacks', async () => {
    const folder = join(tmpdir(), `vaste-decision-${process.pid}`)
    mkdirSync(folder, { recursive: true })
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    await page.locator('#decision-file').setInputFiles(write('broken.json', '{'))
    await page.locator('.beginnings .fault', { hasText: 'broken.json' }).waitFor()
    await page.locator('#decision-file').setInputFiles(write('half.json', '{"id":"Half","service":"rescue"}'))
    await page.locator('#fault-id').waitFor()
    expect(await page.locator('#fault-summary').textContent()).to.contain('Lisää ainakin yksi tavoite')
    await page.getByRole('button', { name: 'Sulje' }).click()
  })

  it('gives the decision as a file that reads again', async () => {
    await button(/^Avaa: Pelastustoimen/).click()
    await page.locator('#editor-title', { hasText: 'keski-suomi-rescue' }).waitFor()
    const waiting = page.waitForEvent('download')
    await button('Lataa JSON').click()
    const download = await waiting
    expect(download.suggestedFilename()).to.equal('keski-suomi-rescue-placeholder.json')
    await page.locator('#decision-file').setInputFiles(await download.path())
    await page.locator('#editor-title', { hasText: 'Luonnos' }).waitFor()
    expect(await page.locator('.fault').count()).to.equal(0)
    await page.getByRole('button', { name: 'Sulje' }).click()
  })

  for (const language of ['FI', 'SV', 'EN']) {
    it(`has no violation of accessibility in ${language}`, async () => {
      await page.getByRole('button', { name: new RegExp(`^${language}`) }).click()
      await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
      await page.locator('.decision .doing button').first().click()
      await page.locator('.editor .target').first().waitFor()
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
        await other.page.goto(`${service.url}/decisions`)
        await other.page.locator('.decision .doing button').nth(1).click()
        await other.page.locator('#preview-button').click()
        await other.page.locator('.preview').waitFor()
        expect(await fitsItsWidth(other.page)).to.equal(true)
        expect(await violationsOn(other.page)).to.deep.equal([])
        const shots = process.env.VASTE_SCREENSHOTS
        if (shots)
          await other.page.screenshot({
            path: join(shots, `decisions-${width}-${colorScheme}.png`),
            fullPage: true,
          })
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })
    }
  }

  it('ran without a fault and without leaving its origin', () => {
    expect(watched.faults).to.deep.equal([])
  })
})
