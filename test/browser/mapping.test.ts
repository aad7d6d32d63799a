import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { readProfile } from '../../src/intake/tasks/profile.ts'
import { importText } from '../intake/tasks/trial.ts'
import { aWorkbook, dateTime, serial } from '../intake/tasks/workbook.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'
import { type MappingServer, startMappingServer } from './mapping-server.ts'

const fixture = new URL('../intake/tasks/fixtures/thl-ptp.csv', import.meta.url)
const header = 'tehtävänumero;kiireellisyys;ilmoitusaika;yksikkö;hälytetty;kohteessa'
const row = (id: string, scene: string) => `${id};A;1.7.2026 10:00:00;EKS 111;1.7.2026 10:00:41;${scene}`
const csv = [header, row('t1', '1.7.2026 10:08:00'), row('t2', 'eilen')].join('\r\n')

describeInBrowser('the mapping page in a browser', 120_000, () => {
  let server: MappingServer
  let watched: WatchedPage
  let page: Page

  const sumsToBe = (text: string) => page.locator('.sums', { hasText: text }).waitFor()

  before(async () => {
    server = await startMappingServer()
    watched = await openWatched(server.url)
    page = watched.page
    await page.goto(`${server.url}/mapping`)
    await page.locator('#file').waitFor({ state: 'attached' })
  })
  after(() => server?.stop())

  const take = async (name: string, bytes: Uint8Array) => {
    await page.setInputFiles('#file', {
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })
    await page.locator('.chosen', { hasText: name }).waitFor()
    await page.locator('.preview[aria-busy=false]').waitFor()
  }

  it('guesses the columns and shows what each row would become, a refused one with its sentence', async () => {
    await take('Ensihoito 2026.csv', Buffer.from(csv, 'latin1'))
    await sumsToBe('2 riviä: 1 luettaisiin, 1 hylättäisiin')
    const rows = await page.locator('table.rows tbody tr').allTextContents()
    expect(rows[0]).to.contain('t1').and.to.contain('kohteessa klo 10.08.00')
    expect(rows[1]).to.contain('column "kohteessa": found \'eilen\'')
    expect(await page.locator('#column-created').inputValue()).to.equal('ilmoitusaika')
  })

  it('asks anew with each choice, without sending the file again', async () => {
    const [request] = await Promise.all([
      page.waitForRequest(/mapping\/preview/),
      page.selectOption('#column-atScene', ''),
    ])
    expect(Object.keys(request.postDataJSON())).to.have.members(['profile', 'table'])
    await sumsToBe('2 luettaisiin, 0 hylättäisiin')
    await page.selectOption('#column-atScene', 'kohteessa')
    await sumsToBe('1 luettaisiin, 1 hylättäisiin')
  })

  it('says what is still missing', async () => {
    await page.selectOption('#column-task', '')
    await page.locator('.unfinished', { hasText: 'columns.task' }).waitFor()
    await page.selectOption('#column-task', 'tehtävänumero')
    await sumsToBe('1 luettaisiin')
    expect(await page.locator('.unfinished').count()).to.equal(0)
  })

  it('gives a profile that the import reads the same rows by', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.panel-foot .button').click(),
    ])
    expect(download.suggestedFilename()).to.equal('ensihoito-2026.json')
    const profile = readProfile(JSON.parse(readFileSync(await download.path(), 'utf8')))
    const { summary } = await importText(Buffer.from(csv, 'latin1'), profile)
    expect(summary).to.include({ rowsRead: 2, rowsAccepted: 1, rowsRefused: 1 })
  })

  it('reads a workbook, and nothing of the file before is left', async () => {
    const at = (time: string) => dateTime(serial(`2026-07-01T${time}`))
    const cells = ['x1', 'A', at('10:00:00'), 'EKS 112', at('10:00:41'), at('10:08:00')]
    await take('pelastus.xlsx', aWorkbook([header.split(';'), cells]))
    await sumsToBe('1 riviä: 1 luettaisiin')
    expect(await page.locator('main').textContent())
      .to.contain('EKS 112')
      .and.not.to.contain('EKS 111')
    expect(await page.locator('#sheet').inputValue()).to.equal('1')
  })

  it('says a sentence of a broken file, and of one too large before it is sent', async () => {
    await take('rikki.xlsx', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]))
    await page.locator('.failure', { hasText: 'broken or cut off' }).waitFor()
    const large = Buffer.alloc(10_500_000)
    large.set([0x50, 0x4b, 0x03, 0x04])
    await page.setInputFiles('#file', { name: 'iso.xlsx', mimeType: 'application/zip', buffer: large })
    await page.locator('.failure', { hasText: 'enintään 10 Mt' }).waitFor()
  })

  it('is worked by the keyboard alone', async () => {
    await take('thl-ptp.csv', readFileSync(fixture))
    await page.locator('#column-urgency').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Tab')
    const next = await page.evaluate(() => document.activeElement?.id)
    expect(next).to.equal('column-municipality')
    await page.locator('#file').focus()
    const outlined = await page
      .locator('#file + .button')
      .evaluate((button) => getComputedStyle(button).outlineStyle)
    expect(outlined).to.equal('solid')
  })

  for (const [width, language] of [
    [1440, 'fi'],
    [390, 'sv'],
  ] as const)
    it(`fits ${width} pixels and is accessible, in ${language}`, async () => {
      await page.setViewportSize({ width, height: 900 })
      await page.locator(`button[lang=${language}]`).click()
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme })
        expect(await violationsOn(page)).to.deep.equal([])
      }
      expect(await fitsItsWidth(page)).to.equal(true)
    })

  it('leaves no error in the console, asks nobody else, and nothing of the files in the log', () => {
    expect(watched.faults).to.deep.equal([])
    expect(server.logged).to.deep.equal([])
  })
})
