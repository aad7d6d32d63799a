// A station's week as one strip of 7 x 24 hours for each crew: hatched by kind, and said in words beside.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { PeriodView, Readiness, StationReadiness, WeekRow } from '../../../src/contract/readiness.ts'
import type { Weekday } from '../../parts/period-draft.ts'
import type { Words } from '../../words.ts'
import { hoursText, strengthText } from '../sentences.ts'

const weekMinutes = 7 * 1440
const percent = (share: number) => `${(share * 100).toFixed(3)}%`

/** Shapes that differ without colour: full, diagonals, dots, and crosses for two at once. */
export function stripPatterns(): TemplateResult {
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <pattern id="hatch-daytime" width="7" height="7" patternUnits="userSpaceOnUse">
        <path class="ground" d="M0 0H7V7H0Z"></path><path class="ink" d="M-2 5 5 -2M0 9 9 0M5 12 12 5"></path>
      </pattern>
      <pattern id="hatch-on-call" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="ground" d="M0 0H6V6H0Z"></path><circle class="dot" cx="3" cy="3" r="1.3"></circle>
      </pattern>
      <pattern id="hatch-overlap" width="8" height="8" patternUnits="userSpaceOnUse">
        <path class="alarm-ground" d="M0 0H8V8H0Z"></path><path class="alarm" d="M0 0 8 8M8 0 0 8"></path>
      </pattern>
    </defs>
  </svg>`
}

type Look = PeriodView['kind'] | 'overlap'
const looks: Readonly<Record<Look, string>> = {
  '24/7': 'full',
  daytime: 'daytime',
  'on-call': 'on-call',
  overlap: 'overlap',
}
const fills: Readonly<Record<Look, string | undefined>> = {
  '24/7': undefined,
  daytime: 'url(#hatch-daytime)',
  'on-call': 'url(#hatch-on-call)',
  overlap: 'url(#hatch-overlap)',
}

function lookOf(periods: readonly string[], all: readonly PeriodView[]): Look {
  if (periods.length > 1) return 'overlap'
  return all.find(({ id }) => id === periods[0])?.kind ?? 'on-call'
}

function swatch(look: Look) {
  return html`<svg class="swatch" aria-hidden="true" focusable="false">
    ${svg`<rect class="span ${looks[look]}" x="0" y="0" width="100%" height="100%" fill=${fills[look] ?? nothing}></rect>`}
  </svg>`
}

export function legend({ t }: Words): TemplateResult {
  return html`<ul class="legend" aria-label=${t('readiness.legend')}>
    ${(['24/7', 'daytime', 'on-call', 'overlap'] as const).map(
      (look) => html`<li>${swatch(look)} ${t(`readiness.kind.${look}`)}</li>`,
    )}
  </ul>`
}

function drawing({ spans }: WeekRow, periods: readonly PeriodView[], now: number | undefined) {
  return html`<svg class="strip" aria-hidden="true" focusable="false">
    ${spans.map(({ day, from, to, periods: standing }) => {
      const look = lookOf(standing, periods)
      const x = (day * 1440 + from) / weekMinutes
      return svg`<rect class="span ${looks[look]}" x=${percent(x)} y="2" width=${percent((to - from) / weekMinutes)} height="18" fill=${fills[look] ?? nothing}></rect>`
    })}
    ${[1, 2, 3, 4, 5, 6].map((day) => svg`<line class="midnight" x1=${percent(day / 7)} x2=${percent(day / 7)} y1="0" y2="100%"></line>`)}
    ${now === undefined ? nothing : svg`<line class="now casing" x1=${percent(now)} x2=${percent(now)} y1="0" y2="100%"></line><line class="now" x1=${percent(now)} x2=${percent(now)} y1="0" y2="100%"></line>`}
  </svg>`
}

/** Minutes since Monday as the local clock shows; absent when the week is another. */
function nowShare({ at, week }: Readiness, zone = 'Europe/Helsinki'): number | undefined {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const [date, clock] = parts.format(Date.parse(at)).split(' ')
  const day = week.days.findIndex((each) => each.date === date)
  if (day === -1) return undefined
  return (day * 1440 + Number(clock!.slice(0, 2)) * 60 + Number(clock!.slice(3))) / weekMinutes
}

/** What a row holds, in words: each of its periods once. */
function rowWords(row: WeekRow, periods: readonly PeriodView[], words: Words) {
  const ids = [...new Set(row.spans.flatMap(({ periods: standing }) => standing))]
  if (ids.length === 0) return html`<li>${words.t('readiness.not-this-week')}</li>`
  return periods
    .filter(({ id }) => ids.includes(id))
    .map((period) => {
      const kind = words.t(`readiness.kind.${period.kind}`)
      return html`<li>${kind}, ${strengthText(period, words)}, ${hoursText(period, words)}</li>`
    })
}

export interface StripProps {
  readonly station: Pick<StationReadiness, 'week' | 'periods'>
  /** With it the present moment is drawn. */
  readonly readiness?: Readiness
  readonly words: Words
}

export function weekStrip({ station, readiness, words }: StripProps): TemplateResult {
  const { t } = words
  const { week, periods } = station
  if (week.length === 0) return html`<p class="empty">${t('readiness.week-empty')}</p>`
  const now = readiness && nowShare(readiness)
  const head = ([1, 2, 3, 4, 5, 6, 7] as const).map(
    (day: Weekday) => html`<span>${t(`readiness.weekday.${day}`)}</span>`,
  )
  return html`<div class="week">
    <div class="week-row head" aria-hidden="true"><span></span><div class="days">${head}</div></div>
    <ul class="week-rows">
      ${week.map(
        (row) => html`<li class="week-row">
          <span class="slot">${row.slot}<span class="under">${t(`service.${row.service}`)}</span></span>
          ${drawing(row, periods, now)}
          <ul class="week-words" aria-label=${t('readiness.week-words')}>${rowWords(row, periods, words)}</ul>
        </li>`,
      )}
    </ul>
  </div>`
}
