// How old is a thing, in words and shape? The rule itself is the contract's, shared with the server.
import { html, type TemplateResult } from 'lit-html'
import type { Freshness, FreshnessLimits, Judged } from '../../src/contract/freshness.ts'
import { durationIso, durationText } from '../formats.ts'
import type { Words } from '../words.ts'

const hour = 3600

export interface AgeContext {
  readonly now: number
  readonly limits: FreshnessLimits
  readonly words: Words
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

function word(state: Freshness, { t }: Words) {
  if (state === 'fresh') return html`<span class="unseen"> ${t('fresh.fresh')}</span>`
  return html` <span class="word">${t(`fresh.${state}`)}</span>`
}

/** Shape, age and, unless fresh, the word. */
export function age({ since, state }: Judged, { words, now }: AgeContext): TemplateResult {
  if (since === undefined) return html`<span class="age none">${words.t('age.none')}</span>`
  const at = Date.parse(since)
  return html`<span class="age ${state}"
    >${freshnessIcon(state)}<time datetime=${durationIso((now - at) / 1000)}>${ageText(at, now, words)}</time
    >${word(state, words)}</span
  >`
}
