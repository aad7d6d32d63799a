/**
 * How long from a change on the planning page to the fresh figures drawn? The pilot's service with its demo in a process
 * of its own, Chromium beside it. The peer in the same run is the bare answer: the same questions asked by the page
 * without anything being drawn, so that the ratio is what the page adds to the service.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { buildPages, launchBrowser } from '../browser/browser.ts'

const changes = Number(process.env.VASTE_BENCH_ROUNDS ?? 20)

interface Timed {
  /** From the press of the button to two frames after the figures are fresh. */
  readonly drawn: number
  /** Of that, from asking to the whole answer read. */
  readonly answered: number
  readonly bytes: number
}

export async function benchPlanPage(): Promise<void> {
  await buildPages()
  const folder = await mkdtemp(join(tmpdir(), 'vaste-bench-'))
  const service = await startDemo(process.env.VASTE_BENCH_DATA ?? folder)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    // The loader names functions by a helper that a page does not have.
    await page.addInitScript('globalThis.__name = (named) => named')
    page.setDefaultTimeout(120_000)
    const opened = await opening(page, service.url)
    console.log(`  the page opened on an empty plan, fresh figures drawn after ${opened.toFixed(0)} ms`)
    const questions: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/plan/effect')) questions.push(request.postData() ?? '')
    })
    const timed: Timed[] = []
    for (let i = 0; i < changes; i++) timed.push(await oneChange(page, i))
    told(
      'from the press to fresh figures drawn',
      timed.map(({ drawn }) => drawn),
    )
    told(
      '  of which from asking to the whole answer',
      timed.map(({ answered }) => answered),
    )
    const bare = await bareAnswers(page, questions.slice(-changes))
    told('the same questions asked alone, nothing drawn', bare)
    const ratio = middle(timed.map(({ drawn }) => drawn)) / middle(bare)
    const bytes = middle(timed.map((one) => one.bytes))
    console.log(
      `  the page takes ${ratio.toFixed(1)} times the bare answer; answers of ${Math.round(bytes / 1000)} kB on the wire`,
    )
  } finally {
    await browser.close()
    service.process.kill('SIGTERM')
    await service.ended
    await rm(folder, { recursive: true, force: true })
  }
}

/** So that nothing else is computed beside what is measured. */
export async function historyWritten(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/api/v1/problem-cells?year=2026`)
    const { historyLoading = 1 } = (await response.json()) as { historyLoading?: number }
    if (historyLoading >= 1) return
    await new Promise((resolve) => setTimeout(resolve, 2000))
  }
}

async function startDemo(data: string) {
  const env = { PATH: process.env.PATH, VASTE_DATA: data, VASTE_PORT: '0', VASTE_DEMO_MONTHS: '2' }
  const command = fileURLToPath(new URL('../../src/vaste.js', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [command, 'serve', '--demo'], { env })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (text: Buffer) => {
      said += text
      const found = /http:\/\/[\d.]+:\d+/.exec(said)
      if (found) resolve(found[0])
    })
    child.stderr!.on('data', (text: Buffer) => (said += text))
    child.once('exit', () => reject(new Error(`the service ended: ${said}`)))
  })
  await historyWritten(url)
  return { url, process: child, ended }
}

async function opening(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/planning`)
  await page.locator('.effect:not(.stale) .figures').waitFor()
  return page.evaluate(() => performance.now())
}

/** A crew more at one station after another, as a planner does it; the last press is timed in the page's own clock. */
async function oneChange(page: Page, i: number): Promise<Timed> {
  const rows = page.locator('[data-station-row]')
  const stations = await rows.evaluateAll((all) =>
    all.map((each) => (each as HTMLElement).dataset.stationRow!).sort(),
  )
  const station = stations[i % stations.length]!
  const row = page.locator(`[data-station-row="${station}"]`)
  if ((await row.locator('.station').getAttribute('aria-expanded')) !== 'true')
    await row.locator('.station').click()
  await page.locator('#add-crew').click()
  await page.locator('.presets button').first().click()
  return page.evaluate(
    () =>
      new Promise<Timed>((resolve) => {
        performance.clearResourceTimings()
        let since = 0
        const done = () => {
          const effect = document.querySelector('.effect')
          return (
            effect &&
            !effect.classList.contains('stale') &&
            !effect.querySelector('.busy')?.textContent?.trim()
          )
        }
        let wasStale = false
        const watching = new MutationObserver(() => {
          wasStale ||= !done()
          if (!wasStale || !done()) return
          watching.disconnect()
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              const asked = performance
                .getEntriesByType('resource')
                .filter(({ name }) => name.endsWith('/plan/effect')) as PerformanceResourceTiming[]
              const last = asked.at(-1)!
              resolve({
                drawn: performance.now() - since,
                answered: last.responseEnd - last.startTime,
                bytes: last.encodedBodySize,
              })
            }),
          )
        })
        watching.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        })
        const save = document.querySelector<HTMLElement>('#save-change')!
        since = performance.now()
        save.click()
      }),
  )
}

/** Nearly the same questions, one by one: each with its newest crew a second slower, so that the service has it not at hand. */
function bareAnswers(page: Page, questions: readonly string[]): Promise<number[]> {
  const others = questions.map((text) => {
    const at = text.lastIndexOf('"medianSeconds":')
    return text.slice(0, at) + text.slice(at).replace(/\d+/, (seconds) => String(Number(seconds) + 1))
  })
  return page.evaluate(async (bodies) => {
    const samples: number[] = []
    for (const body of bodies) {
      const since = performance.now()
      const headers = { 'content-type': 'application/json' }
      await (await fetch('/api/v1/plan/effect', { method: 'POST', headers, body })).json()
      samples.push(performance.now() - since)
    }
    return samples
  }, others)
}

function middle(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)]!
}

function told(name: string, samples: readonly number[]): void {
  const worst = Math.max(...samples)
  console.log(
    `  ${name.padEnd(52)} median ${middle(samples).toFixed(0).padStart(5)} ms, worst ${worst.toFixed(0).padStart(5)} ms of ${samples.length}`,
  )
}
