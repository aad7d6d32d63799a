import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { EventMessage } from '../../src/contract/events.ts'
import { startTestService, type TestService } from '../service.ts'
import { describeInBrowser, fitsItsWidth, openWatched, violationsOn, type WatchedPage } from './browser.ts'

const minute = 60_000
/** A whole minute some hours ago, so that the clock times of the tasks are easily read. */
const startedAt = Math.floor(Date.now() / minute) * minute - 6 * 60 * minute

type Step = readonly [status: string, minutes: number]

/** A task of one unit, `hours` after the first. */
function told(task: string, hours: number, steps: readonly Step[], urgency = 'A'): EventMessage[] {
  const iso = (minutes: number) => new Date(startedAt + (hours * 60 + minutes) * minute).toISOString()
  const own = (id: string) => ({ id: `${task}-${id}`, source: 'browser-test', task })
  const place = { lon: 25.747, lat: 62.242 }
  const created = { kind: 'task.created', at: iso(0), service: 'ems', origin: 'emergency-centre' }
  return [
    { ...own('c'), ...created, code: '704', urgency, place },
    ...steps.map(([status, minutes], i) => ({
      ...own(`s${i}`),
      ...{ kind: 'unit.status', at: iso(minutes), unit: 'EKS 111', unitType: 'als', status },
    })),
    { ...own('e'), kind: 'task.closed', at: iso(60) },
  ] as EventMessage[]
}

const ordinary: readonly Step[] = [
  ['alerted', 1],
  ['en-route', 2],
  ['at-scene', 9],
  ['transporting', 30],
  ['at-hospital', 45],
  ['available', 58],
]
const stepping = (change: Readonly<Record<string, number>>): readonly Step[] =>
  ordinary.map(([status, minutes]) => [status, change[status] ?? minutes] as const)

describeInBrowser('the page of tasks to review in a browser', 120_000, () => {
  let service: TestService
  let watched: WatchedPage
  let page: Page

  before(async () => {
    service = await startTestService()
    const recorded = await service.post([
      ...told('good', 0, ordinary),
      // Twelve seconds after setting out.
      ...told('forgotten', 1, stepping({ 'at-scene': 2.2 })),
      ...told('early', 2, stepping({ 'at-scene': 0.5 }), 'B'),
      ...told('twice', 3, [...ordinary, ['at-scene', 11]]),
    ])
    expect(recorded.refused).to.equal(0)
    watched = await openWatched(service.url)
    page = watched.page
    await page.goto(`${service.url}/anomalies`)
    await page.locator('.queue .entry').first().waitFor()
  })
  after(() => service?.stop())

  const entries = () => page.locator('.queue .entry').evaluateAll((all) => all.map((one) => one.dataset.task))

  it('lists what waits, newest first, and counts it by kind and source', async () => {
    expect(await entries()).to.deep.equal(['twice', 'early', 'forgotten'])
    const kinds = await page.locator('.counts').first().locator('.pick').allInnerTexts()
    expect(kinds).to.include.members(['unohtunut painallus', 'saapuminen ennen hälytystä'])
    const source = await page.locator('.counts tr', { hasText: 'browser-test' }).innerText()
    expect(source).to.match(/4\s+3\s+75,0/)
  })

  it('goes through the queue by keyboard alone, and says where it is', async () => {
    await page.locator('.queue .entry').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('h2', { hasText: 'Tehtävä twice' }).waitFor()
    await page.keyboard.press('j')
    await page.locator('h2', { hasText: 'Tehtävä early' }).waitFor()
    await page.keyboard.press('j')
    await page.locator('h2', { hasText: 'Tehtävä forgotten' }).waitFor()
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.task)).to.equal(
      'forgotten',
    )
    const spoken = page.locator('body > [role=status]')
    expect(await spoken.textContent()).to.equal('forgotten: unohtunut painallus')
    expect(new URL(page.url()).searchParams.get('task')).to.equal('forgotten')
  })

  it('marks the suspicious press by word, and tells it in the table', async () => {
    await page.locator('.timeline .press.wrong .word', { hasText: 'kohteessa' }).waitFor()
    expect(await page.locator('.told tr.wrong').innerText()).to.contain('näyttää väärältä')
  })

  it('tells what is missing before it sends anything', async () => {
    await page.locator('.act .primary').click()
    await page.locator('.act .fault').first().waitFor()
    expect(await page.locator('.act .fault').allInnerTexts()).to.have.length(2)
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('act-time')
  })

  it('shows what a correction changes, writes it, and tells who did it and why', async () => {
    const now = page.locator('.verdict-now')
    expect(await now.innerText())
      .to.contain('1:12')
      .and.to.contain('ajoissa')
    const field = page.locator('#act-time')
    const [hour, minutes] = (await field.inputValue()).split(':').map(Number) as [number, number]
    // Twenty minutes after the alert; an hour may pass on the way.
    const at = new Date(Date.UTC(2026, 0, 1, hour, minutes - 2 + 21))
    await field.fill(at.toISOString().slice(11, 16).replace(':', '.'))
    await page.locator('.effect-text', { hasText: '20:00' }).waitFor()
    expect(await page.locator('.effect-text').innerText()).to.match(
      /^Oli: .*1:12.*ajoissa.*Tulee: .*20:00.*myöhässä/,
    )
    await page.locator('#act-reason').fill('radioliikenteen tallenteesta')
    await page.keyboard.press('Enter')
    await page.locator('.outcome .saved').waitFor()
    expect(await now.innerText())
      .to.contain('20:00')
      .and.to.contain('myöhässä')
    expect(await page.locator('.log li').innerText()).to.match(
      /local korjasi.*EKS 111, kohteessa.*radioliikenteen/s,
    )
    await page.locator('.timeline .press.corrected .word').waitFor()
    expect(await page.locator('.told tr.replaced').count()).to.equal(1)
    await page.locator('.queue .entry').nth(2).waitFor({ state: 'detached' })
    expect(await entries()).to.deep.equal(['twice', 'early'])
  })

  it('finds it again among the reviewed, and takes it back', async () => {
    await page.getByRole('button', { name: 'Tarkistettu', exact: true }).click()
    await page.locator('.queue [data-task=forgotten]').click()
    await page.getByRole('radio', { name: 'Palauta' }).check()
    await page.locator('.effect-text', { hasText: 'Tulee' }).waitFor()
    await page.locator('#act-reason').fill('väärä tallenne')
    await page.locator('.act .primary').click()
    await page.locator('.outcome .saved').waitFor()
    expect(await page.locator('.verdict-now').innerText()).to.contain('1:12')
    expect(await page.locator('.log li').count()).to.equal(2)
  })

  it('says that another was quicker, and shows what that one said', async () => {
    await page.goto(`${service.url}/anomalies?task=early&kind=arrival-before-alert&service=ems`)
    await page.locator('#act-reason').waitFor()
    const response = await service.get('/api/v1/tasks/early/reviews', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'exclude', reason: 'wrong task', seenReviews: 0 }),
    })
    expect(response.status).to.equal(201)
    await page.getByRole('radio', { name: 'Vahvista' }).check()
    await page.locator('#act-reason').fill('yksikkö oli paikalla')
    await page.locator('.act .primary').click()
    await page.locator('.outcome', { hasText: 'Toinen tarkisti' }).waitFor()
    expect(await page.locator('.log').innerText()).to.contain('wrong task')
    expect(await page.locator('.verdict-now').innerText()).to.contain('tarkistuksessa poistettu')
  })

  for (const language of ['FI', 'SV', 'EN']) {
    it(`has no violation of accessibility in ${language}`, async () => {
      await page.getByRole('button', { name: new RegExp(`^${language}`) }).click()
      await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor()
      expect(await violationsOn(page)).to.deep.equal([])
    })
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 820, 390]) {
      it(`fits ${width} px, ${colorScheme}`, async () => {
        const other = await openWatched(service.url, {
          viewport: { width, height: 850 },
          colorScheme,
        })
        await other.page.goto(`${service.url}/anomalies?task=twice`)
        await other.page.locator('#act-reason').waitFor()
        await other.page.locator('.queue .entry').first().waitFor()
        if (process.env.VASTE_PICTURES)
          await other.page.screenshot({
            ...{
              path: `${process.env.VASTE_PICTURES}/anomalies-${width}-${colorScheme}.png`,
              fullPage: true,
            },
          })
        expect(await fitsItsWidth(other.page)).to.equal(true)
        expect(await violationsOn(other.page)).to.deep.equal([])
        expect(other.faults).to.deep.equal([])
        await other.page.context().close()
      })
    }
  }

  it('ran without a fault and without leaving its origin', () => {
    // The browser itself notes a refusal that the page tells in words.
    expect(watched.faults.filter((fault) => !fault.includes('409'))).to.deep.equal([])
  })
})
