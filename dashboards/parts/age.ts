// How old is a thing, in words and shape? The rule itself is the contract's, shared with the server.
import { html, type TemplateResult } from 'lit-html'
import { type Freshness, type FreshnessLimits, freshness } from '../../src/contract/freshness.ts'
import { durationIso, durationText } from '../formats.ts'
import type { Words } from '../words.ts'

const hour = 3600

export interface AgeContext {
  readonly now: number
  readonly limits: FreshnessLimits
  readonly words: Words
}

export function freshnessOf(heardAt: string | undefined, { now, limits }: AgeContext): Freshness {
  return freshness(heardAt === undefined ? undefined : Date.parse(heardAt), now, limits)
}

/** Under an hour as minutes:seconds; after that the clock or the date says more. */
export function ageText(heardAt: number, now: number, words: Words): string {
  const seconds = Math.max(0, (now - heardAt) / 1000)
  if (seconds < hour) return durationText(seconds)
  return seconds < 20 * hour ? words.time(heardAt) : words.date(heardAt)
}

const drops: Readonly<Record<Freshness, string>> = {
  fresh: 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16Z',
  late: 'M12 4a8 8 0 0 1 0 16Z',
  silent: 'M6 6 18 18M18 6 6 18',
}

export function freshnessIcon(state: Freshness): TemplateResult {
  return html`<svg class="freshness ${state}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path class="ring" d=${drops.fresh}></path>
    <path class="fill" d=${drops[state]}></path>
  </svg>`
}

/** Shape, age and, unless fresh, the word: old data is never shown as new. */
export function age(heardAt: string | undefined, context: AgeContext): TemplateResult {
  const { words, now } = context
  if (heardAt === undefined) {
    return html`<span class="age silent">${freshnessIcon('silent')}${words.t('age.never')}</span>`
  }
  const state = freshnessOf(heardAt, context)
  const at = Date.parse(heardAt)
  return html`<span class="age ${state}"
    >${freshnessIcon(state)}<time datetime=${durationIso((now - at) / 1000)}>${ageText(at, now, words)}</time
    >${
      state === 'fresh'
        ? html`<span class="unseen"> ${words.t('fresh.fresh')}</span>`
        : html` <span class="word">${words.t(`fresh.${state}`)}</span>`
    }</span
  >`
}
