// A real browser where there is one: opens pages on the service and notes whatever goes wrong on them.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import type { Settings } from '../../dashboards/settings.ts'
import { closeAfterAll } from '../root.ts'

export const browserPath = process.env.VASTE_CHROMIUM ?? '/usr/bin/chromium'
const browserFound = existsSync(browserPath)

const switches = [
  ...['--headless', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...[
    '--disable-component-update',
    '--disable-sync',
    '--enable-unsafe-swiftshader',
    '--use-angle=swiftshader',
    // Maps are drawn by SwiftShader, which takes a hundred times longer than Skia for all the rest of a page.
    '--disable-gpu-compositing',
  ],
]

let built: Promise<unknown> | undefined

/** Builds the pages once a run, so that what is looked at is what is written. */
export function buildPages(): Promise<unknown> {
  built ??= build({ root: fileURLToPath(new URL('../../dashboards', import.meta.url)), logLevel: 'error' })
  return built
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath, args: switches })
}

let launched: Promise<Browser> | undefined

/** One for all specs of a run; each has contexts of its own in it. */
export function sharedBrowser(): Promise<Browser> {
  launched ??= launchBrowser().then((browser) => {
    closeAfterAll(() => browser.close())
    return browser
  })
  return launched
}

/** A suite in a real browser, with the pages built before it; skipped where there is no browser, and says why. */
export function describeInBrowser(title: string, timeoutMs: number, suite: () => void): void {
  if (!browserFound)
    return void describe.skip(`${title} (no browser at ${browserPath}, see VASTE_CHROMIUM)`, suite)
  describe(title, function () {
    this.timeout(timeoutMs)
    before(async () => void (await Promise.all([buildPages(), sharedBrowser()])))
    // A page left open would draw its map on and on, and slow down all that follow.
    after(closePages)
    suite()
  })
}

export async function closePages(): Promise<void> {
  for (const context of (await sharedBrowser()).contexts()) await context.close()
}

export interface WatchedPage {
  readonly page: Page
  /** Errors of the console and of scripts, and requests that leave the service. */
  readonly faults: string[]
}

/** A page in a context of its own; `origin` is the service's, beyond which nothing may be asked. */
export async function openWatched(
  origin: string,
  options: BrowserContextOptions = {},
  browser = sharedBrowser(),
): Promise<WatchedPage> {
  const context = await (await browser).newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    const own = url.origin === origin || url.protocol === 'blob:' || url.protocol === 'data:'
    if (!own) faults.push(`request to ${url.origin}`)
  })
  return { page, faults }
}

/** Sentences of axe-core's violations; the script comes over the debugging channel, past the page's policy. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe }
    const { violations } = await here.run(document)
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`,
    )
  })
}

/** As chosen by the reader before: a page of the service that is open takes them when it is opened anew. */
export async function keepSettings(page: Page, settings: Settings): Promise<void> {
  await page.evaluate((kept) => localStorage.setItem('vaste.settings', kept), JSON.stringify(settings))
}

/** True when nothing but its own scrolling groups is wider than the screen. */
export function fitsItsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
}
