// The strip that is always in view: server time, sources, open tasks, free units by area, what is out of reach.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Budget } from '../../../src/contract/budget.ts'
import type { ReachView } from '../../../src/contract/reach.ts'
import type { StationView } from '../../../src/contract/situation.ts'
import { type AgeContext, ageText, freshnessIcon } from '../../parts/age.ts'
import { speedsShort } from '../../parts/speeds.ts'
import { urgencyBadge } from '../../parts/symbols.ts'
import { municipalityName, type Region, zoneName } from '../../region.ts'
import type { Words } from '../../words.ts'
import type { Answer } from '../asked.ts'
import {
  type FreeInArea,
  freeByArea,
  type SourcesGlance,
  type StationsGlance,
  stationsGlance,
  type TransfersGlance,
  transfersGlance,
  type WorstLine,
  worstBudgets,
} from '../glance.ts'
import type { Board } from '../state.ts'
import { type Overview, overview, type TaskLine } from '../tasks.ts'

export interface GlanceProps {
  readonly board: Board
  readonly lines: readonly TaskLine[]
  readonly region?: Region
  /** Absent of a moment of the past: of neither it nor what was usual then is there a record. */
  readonly budgets?: Answer<readonly Budget[]>
  readonly ages: AgeContext
  /** Areas named; more are counted. */
  readonly most?: number
  /** Of the miss budget, limits told. */
  readonly worst?: number
}

const namesAtMost = 3
const areasAtMost = 6
const worstAtMost = 2

/** All sources are fresh, or which are not: one sentence with a shape. At most `most` are named, the others counted. */
export function sourcesSentence(
  { all, notFresh }: SourcesGlance,
  { now, words }: AgeContext,
  most = Number.POSITIVE_INFINITY,
) {
  const { t } = words
  if (all === 0)
    return html`<p class="sources-now silent">${freshnessIcon('silent')}${t('sources.empty')}</p>`
  if (notFresh.length === 0)
    return html`<p class="sources-now">${freshnessIcon('fresh')}${t('glance.sources.fresh', { n: all })}</p>`
  const rest = notFresh.length - most
  const fresh = all - notFresh.length
  return html`<p class="sources-now ${notFresh[0]!.state}">
    ${notFresh.slice(0, most).map(
      ({ source, state }) =>
        html`<span class="source-now ${state}"
            >${freshnessIcon(state)}<strong>${source.source}</strong> ${t(`fresh.${state}`)}
            ${ageText(Date.parse(source.lastReceivedAt), now, words)}</span
          >`,
    )}
    ${rest > 0 ? html`<span class="source-now late">${t('glance.more', { n: rest })}</span>` : nothing}
    ${fresh > 0 && most > 1 ? html`<span>${t('glance.sources.others', { n: fresh })}</span>` : nothing}
  </p>`
}

function urgencyTile(count: Overview['byUrgency'][number], { t }: Words) {
  return html`<li class="tile letter ${count.overdue > 0 ? 'over' : ''}">
    <span class="tile-name">${urgencyBadge(count.urgency)}<span class="unseen">${t('overview.open')} ${count.urgency}: </span></span>
    <span class="figure">${count.open}</span>
    ${count.overdue > 0 ? html`<span class="tile-note">${t('overview.of-which-overdue', { n: count.overdue })}</span>` : nothing}
  </li>`
}

function tile(name: string, figure: unknown, note: unknown = nothing, look = '') {
  return html`<li class="tile wide ${look}">
    <span class="tile-name">${name}</span>
    <span class="figure">${figure}</span>
    ${note === nothing ? nothing : html`<span class="tile-note">${note}</span>`}
  </li>`
}

const outOf = ({ free, all }: Overview['units']) => html`${free}<span class="of"> / ${all}</span>`

function named(stations: readonly StationView[], { t }: Words): string {
  const rest = stations.length - namesAtMost
  const names = stations.slice(0, namesAtMost).map(({ name }) => name)
  return [...names, ...(rest > 0 ? [t('glance.more', { n: rest })] : [])].join(', ')
}

function stationsTile({ notReady, unknown }: StationsGlance, words: Words) {
  const { t } = words
  const unsure = unknown.length > 0 ? t('glance.stations.unknown', { n: unknown.length }) : ''
  const note = [named(notReady, words), unsure].filter(Boolean).join(' · ')
  const look = notReady.length > 0 ? 'warn' : ''
  return tile(t('glance.stations'), notReady.length, note === '' ? nothing : note, look)
}

/** Compared with what is usual at this hour; what would be so with all at home is told as that. */
function normalText({ normal, outside }: ReachView, { t, number }: Words, isPast: boolean): string {
  if (!normal) return t(isPast ? 'glance.reach.no-record' : 'glance.reach.no-normal')
  const word = `glance.reach.${normal.basis}` as const
  const value = number(normal.median)
  const usual = t(word, { value })
  const difference = outside.residents - normal.median
  return difference > 0 ? `${usual} (+${number(difference)})` : usual
}

/** Of what was recorded a tenth is above `high`; what is planned has no spread of its own, so a tenth of it is allowed. */
function isWorse({ normal, outside }: ReachView): boolean {
  return normal !== undefined && outside.residents > (normal.high ?? normal.median * 1.1)
}

function unknownText({ unknown: n }: ReachView, { t }: Words) {
  if (n === 0) return nothing
  return html` · ${n === 1 ? t('glance.reach.unknown-one') : t('glance.reach.unknown', { n })}`
}

export function reachTile(reach: ReachView | undefined, words: Words, isPast = false) {
  const { t, number } = words
  const name = t('glance.reach', { urgencies: reach?.urgencies.join('/') ?? 'A/B' })
  if (!reach) return tile(name, '–', t('glance.reach.not-yet'))
  const note = html`${normalText(reach, words, isPast)}${
    reach.approximate ? html` · <span class="approximate">${t('approximate-roads')}</span>` : nothing
  } · ${speedsShort(reach.calibration, words)}${unknownText(reach, words)}`
  return tile(name, number(reach.outside.residents), note, isWorse(reach) ? 'reach warn' : 'reach')
}

function budgetText({ atExpected: { left } }: WorstLine, { t }: Words): string {
  return left < 0 ? t('glance.budget.over', { n: -left }) : t('glance.budget.left', { n: left })
}

function budgetTile({ budgets, region, ages, worst: most = worstAtMost }: GlanceProps) {
  if (!budgets) return nothing
  const { words, now } = ages
  const { t, language, percent } = words
  const worst = worstBudgets(budgets.value ?? [], most)
  const age = budgets.at === undefined ? undefined : ageText(budgets.at, now, words)
  const lines = worst.map(
    (line) => html`<span class="budget-line ${line.atExpected.left < 0 ? 'over' : ''}"
      >${line.urgency} ${zoneName(region, line.zone, language)}: <strong>${budgetText(line, words)}</strong>
      <span class="of">${t('glance.budget.chance', { share: percent(line.chance!) })}</span></span
    >`,
  )
  const state = budgets.fault ? t('glance.budget.failed') : ''
  return html`<li class="tile wide budget">
    <span class="tile-name">${[t('glance.budget'), age && t('glance.as-of', { age }), state].filter(Boolean).join(' · ')}</span>
    <span class="budget-lines">${lines.length > 0 ? lines : t('glance.budget.none')}</span>
  </li>`
}

function transfersTile({ open, units }: TransfersGlance, { t }: Words) {
  const bound = units === 1 ? t('glance.transfers.unit') : t('glance.transfers.units', { n: units })
  return tile(t('glance.transfers'), open, bound)
}

function areas(free: readonly FreeInArea[], { region, ages, most = areasAtMost }: GlanceProps) {
  const { t, language } = ages.words
  const name = ({ municipality }: FreeInArea) =>
    municipality === undefined ? t('glance.areas.unknown') : municipalityName(region, municipality, language)
  const withAmbulance = free.filter(({ ambulances }) => ambulances > 0)
  const shown = withAmbulance.slice(0, most)
  const rest = withAmbulance.length - shown.length
  const known = withAmbulance.filter(({ municipality }) => municipality !== undefined)
  const without = region ? region.municipalities.length - known.length : undefined
  return html`<div class="areas">
    <h3>${t('glance.areas')}</h3>
    ${shown.length === 0 ? html`<p>${t('glance.areas.none')}</p>` : nothing}
    <ul>
      ${shown.map(
        (area) =>
          html`<li>${name(area)} <strong>${area.ambulances}</strong><span class="of"> / ${area.units}</span></li>`,
      )}
    </ul>
    ${rest > 0 ? html`<p class="of">${t('glance.areas.more', { n: rest })}</p>` : nothing}
    ${without === undefined ? nothing : html`<p class="of">${t('glance.areas.without', { n: without })}</p>`}
  </div>`
}

export function glanceStrip(props: GlanceProps): TemplateResult {
  const { board, lines, region, ages } = props
  const { now, limits, words } = ages
  const { t } = words
  const moment = { now, limits }
  const counts = overview(lines, board.units.values())
  const sources = [...board.sources.values()]
  const free = freeByArea(board.units.values(), board.stations, region, moment)
  return html`<ul class="tiles" aria-label=${t('overview.title')}>
      ${counts.byUrgency.map((count) => urgencyTile(count, words))}
      ${tile(t('overview.free-ambulances'), outOf(counts.ambulances), html`${t('overview.free-units')} ${outOf(counts.units)}`)}
      ${stationsTile(stationsGlance(board.stations.values(), sources, moment), words)}
      ${reachTile(board.reach.get('ems'), words, props.budgets === undefined)} ${transfersTile(transfersGlance(board.tasks.values()), words)}
      ${budgetTile(props)}
    </ul>
    ${areas(free, props)}`
}

/** All that a small screen has room for at all times; the rest is a tab of its own. */
export function glanceShort(lines: readonly TaskLine[], board: Board, words: Words): TemplateResult {
  const { t, number } = words
  const { byUrgency, ambulances } = overview(lines, board.units.values())
  const outside = board.reach.get('ems')?.outside.residents
  return html`<ul class="tiles" aria-label=${t('overview.title')}>
    ${byUrgency.map((count) => urgencyTile(count, words))}
    ${tile(t('overview.free-ambulances'), outOf(ambulances))}
    ${tile(t('glance.reach.short'), outside === undefined ? '–' : number(outside))}
  </ul>`
}
