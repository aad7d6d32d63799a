// The figures as a table: urgency groups, zones within them, one line for each target, and what lies behind a row.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Comparison } from '../../../src/contract/comparison.ts'
import type { Compliance, ComplianceRow, TargetFigure } from '../../../src/contract/compliance.ts'
import { durationText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import { lightIcon, urgencyBadge } from '../../parts/symbols.ts'
import type { Light, Service } from '../../vocabulary.ts'
import { nameIn, type Words } from '../../words.ts'
import {
  excludedTotal,
  type FigureGroup,
  figureGroups,
  reasonCounts,
  rowKey,
  type ZoneLine,
} from '../figures.ts'
import { rowDetails, timeShown } from './row-details.ts'
import { shareCell } from './share.ts'

export interface FiguresProps {
  readonly compliance: Compliance
  readonly openRows: readonly string[]
  readonly words: Words
  toggleRow(key: string): void
  showPassport(row: ComplianceRow): void
}

type NamedZones = readonly Pick<Comparison['zones'][number], 'id' | 'name'>[]

export function zoneTitle(zones: NamedZones, zone: string, { t, language }: Words): string {
  if (zone === 'unknown') return t('zone.unknown')
  if (zone === 'all') return t('zone.all')
  const found = zones.find((each) => each.id === zone)
  return found ? nameIn(found.name, language) : zone
}

export function groupTitle(
  { urgency, measure }: Pick<FigureGroup, 'urgency' | 'measure'>,
  { t }: Words,
): string {
  const who = urgency === 'not-assessed' ? t('urgency.not-assessed') : t('urgency.class', { urgency })
  return measure === undefined ? who : `${who} · ${t(`measure.${measure}`)}`
}

export function exclusions(excluded: ComplianceRow['excluded'], { t, number }: Words): TemplateResult {
  return html`<ul class="reasons">
    ${reasonCounts(excluded).map(
      ({ reason, n }) => html`<li><span class="n">${number(n)}</span> ${t(`excluded.${reason}`)}</li>`,
    )}
  </ul>`
}

/** Word, shape and colour (trap 58). */
export function lightWord(light: Light, { t }: Words): TemplateResult {
  return html`<span class="light-word">${lightIcon(light)}${t(`light.${light}`)}</span>`
}

const cell = (label: string, name: string, content: unknown, span = 1) =>
  html`<td role="cell" class=${name} data-label=${label} rowspan=${span}>${content}</td>`

function targetCells(target: TargetFigure | undefined, row: ComplianceRow, words: Words) {
  const { t, language } = words
  if (!target)
    return html`<td role="cell" colspan="3" class="aside whole">${t(row.used > 0 ? 'figures.no-target' : 'figures.not-judged')}</td>`
  const limit = html`${durationText(target.withinSeconds)}
    <span class="aside">${sharePercentText(target.requiredShare, language)}</span>
    ${target.official ? nothing : html`<span class="under placeholder">${t('target.placeholder')}</span>`}`
  return html`${cell(t('figures.target'), 'number target', limit)}
    ${cell(t('figures.share'), 'number in-time', shareCell(target, row, words))}
    ${cell(t('figures.light'), `verdict ${target.light}`, lightWord(target.light, words))}`
}

function emptyLine(title: string, { t }: Words) {
  return html`<tr role="row" class="zone first">
    <th role="rowheader" scope="row">${title}</th>
    ${cell(t('figures.total'), 'number', '0')}
    <td role="cell" colspan="7" class="aside whole">${t('figures.no-tasks')}</td>
  </tr>`
}

function countCells(row: ComplianceRow, span: number, words: Words) {
  const { t, number } = words
  const excluded = excludedTotal(row.excluded)
  return html`${cell(t('figures.total'), 'number', number(row.total), span)}
    ${cell(t('figures.used'), 'number', number(row.used), span)}
    ${cell(t('figures.excluded'), 'number', number(excluded), span)}
    ${cell(t('figures.median'), 'number', timeShown(row.medianSeconds, row.used, words), span)}
    ${cell(t('figures.p90'), 'number', timeShown(row.p90Seconds, row.used, words), span)}`
}

/** The zone's name opens what lies behind the row; beside it the way to its passport. */
function rowHead(title: string, key: string, row: ComplianceRow, span: number, props: FiguresProps) {
  const { openRows, words, toggleRow, showPassport } = props
  const isOpen = openRows.includes(key)
  const passport = html`<button
    type="button"
    class="link"
    aria-haspopup="dialog"
    aria-label="${words.t('passport.title')}: ${title}"
    @click=${() => showPassport(row)}
  >
    ${words.t('passport.short')}
  </button>`
  return html`<th role="rowheader" scope="row" rowspan=${span}>
    <button type="button" class="expand" aria-expanded=${isOpen} aria-controls=${isOpen ? key : nothing} @click=${() => toggleRow(key)}>
      ${title}
    </button>
    ${row.decision === undefined ? nothing : passport}
  </th>`
}

function zoneRows({ zone, row }: ZoneLine, props: FiguresProps) {
  const { compliance, openRows, words } = props
  const title = zoneTitle(compliance.zones, zone, words)
  if (!row || row.total === 0) return emptyLine(title, words)
  const key = rowKey(row)
  const targets = row.targets.length > 0 ? row.targets : [undefined]
  const span = targets.length
  const first = html`${rowHead(title, key, row, span, props)} ${countCells(row, span, words)}`
  return html`${targets.map(
    (target, i) =>
      html`<tr role="row" class=${i === 0 ? 'zone first' : 'zone'}>
        ${i === 0 ? first : nothing} ${targetCells(target, row, words)}
      </tr>`,
  )}
  ${
    openRows.includes(key)
      ? html`<tr role="row" class="behind" id=${key}>
        <td role="cell" colspan="9">${rowDetails(row, words)}</td>
      </tr>`
      : nothing
  }`
}

function decisionOf(group: FigureGroup, { compliance, words }: FiguresProps) {
  if (compliance.decisions.length < 2) return nothing
  const found = compliance.decisions.find((decision) => decision.id === group.decision)
  return found ? html`<span class="aside"> · ${nameIn(found.name, words.language)}</span>` : nothing
}

function groupBody(group: FigureGroup, props: FiguresProps) {
  const letters = group.urgency.split('+').filter((letter) => letter.length === 1)
  return html`<tbody role="rowgroup">
    <tr role="row" class="group">
      <th role="rowheader" colspan="9" scope="rowgroup">
        ${letters.map((letter) => urgencyBadge(letter))}${groupTitle(group, props.words)}${decisionOf(group, props)}
      </th>
    </tr>
    ${group.lines.map((line) => zoneRows(line, props))}
  </tbody>`
}

export function figuresTable(props: FiguresProps): TemplateResult {
  const { t } = props.words
  const groups = figureGroups(props.compliance)
  if (groups.length === 0) return html`<p class="empty">${t('figures.empty')}</p>`
  const head = (key: Parameters<typeof t>[0], name = 'number') =>
    html`<th role="columnheader" scope="col" class=${name}>${t(key)}</th>`
  const someMissing = props.compliance.rows.some(({ missing, targets }) => missing > 0 && targets.length > 0)
  const table = scroller(
    t('figures.title'),
    html`<table role="table" class="figures cards">
      <caption class="unseen">
        ${t('figures.caption')}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${head('figures.zone', '')} ${head('figures.total')} ${head('figures.used')} ${head('figures.excluded')}
          ${head('figures.median')} ${head('figures.p90')} ${head('figures.target')} ${head('figures.share')}
          ${head('figures.light', '')}
        </tr>
      </thead>
      ${groups.map((group) => groupBody(group, props))}
    </table>`,
  )
  return html`${table}${someMissing ? html`<p class="hint foot">${t('figures.missing-method')}</p>` : nothing}`
}

/** How the reader counts tasks of a service without any zone named: used by the page's first sentence. */
export const serviceKey = (service: Service) => `service.${service}.full` as const
