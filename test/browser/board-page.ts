/** One board that is turned from place to place and from state to state, and what is measured on it. */
import type { Page } from 'playwright-core'
import type { Mode } from '../../dashboards/board/modes.ts'
import type { Settings } from '../../dashboards/settings.ts'
import type { Shown, startFixtureServer } from '../dashboards/fixture-server.ts'
import { keepSettings, openWatched, type WatchedPage } from './browser.ts'

export const places: Readonly<Record<Mode, { readonly width: number; readonly height: number }>> = {
  desk: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
  vehicle: { width: 1024, height: 768 },
  phone: { width: 360, height: 740 },
}

export interface ShownHow {
  readonly night?: boolean
  readonly language?: Settings['language']
}

export interface BoardPage extends WatchedPage {
  /** Opens the board anew, but where it stands so already and nothing has been pressed. */
  show(mode: Mode, shown: Shown, how?: ShownHow): Promise<Page>
  /** Something has been pressed: the next who shows it begins anew. */
  pressed(): void
}

/** Opening a page and its map anew costs a second; one page keeps what the browser has read already. */
export async function openBoard(
  server: Awaited<ReturnType<typeof startFixtureServer>>,
  { webGl = true, hasTouch = false } = {},
): Promise<BoardPage> {
  const watched = await openWatched(server.url, { serviceWorkers: 'block', hasTouch })
  const { page } = watched
  if (!webGl) await page.addInitScript(withoutWebGl)
  // Settings are kept for a page of the service: this one has no map.
  await page.goto(`${server.url}/handover`)
  let standing = ''
  return {
    ...watched,
    async show(mode, shown, { night = false, language = 'fi' } = {}) {
      const wanted = JSON.stringify([mode, shown, night, language])
      if (standing === wanted) return page
      standing = wanted
      server.show(shown)
      await page.setViewportSize(places[mode])
      await page.emulateMedia({ colorScheme: night ? 'dark' : 'light' })
      await keepSettings(page, { language, theme: 'auto' })
      await page.goto(`${server.url}/${mode === 'desk' ? '' : `?mode=${mode}`}`)
      // What was kept of the state before is drained.
      await page.locator('main:not(.drained)').waitFor()
      await page.locator('.reach .figure, .tile.letter').first().waitFor()
      if (webGl && mode !== 'vehicle' && mode !== 'phone') await page.locator('.maplibregl-canvas').waitFor()
      return page
    },
    pressed() {
      standing = ''
    },
  }
}

/** As a browser without WebGL answers. */
export function withoutWebGl() {
  const original = HTMLCanvasElement.prototype.getContext
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    value(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : Reflect.apply(original, this, [kind, ...rest])
    },
  })
}

/** Smallest font size of any text that can be seen, and whose it is. */
export function smallestText(page: Page) {
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
export function smallTargets(page: Page, pixels: number) {
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

/** What is cut off or outside of a screen of that size, and how large the page itself is. */
export function outside(page: Page, { width, height }: { readonly width: number; readonly height: number }) {
  return page.evaluate(
    ([right, bottom]) => {
      const { scrollWidth, scrollHeight } = document.documentElement
      const parts = [
        ...document.querySelectorAll('.wall > *, .wall-tasks > *, .wall-tasks li, .areas, .wall-top > *'),
      ]
      const cut = parts.filter((part) => {
        const box = part.getBoundingClientRect()
        return box.right > right + 0.5 || box.bottom > bottom + 0.5 || part.scrollWidth > part.clientWidth + 1
      })
      return {
        ...{ scrollWidth, scrollHeight, main: document.querySelector('.wall')!.scrollHeight },
        cut: cut.filter((part) => !part.matches('.unseen')).map((part) => part.className || part.tagName),
      }
    },
    [width, height] as const,
  )
}
