// The figures as a table: urgency groups, zones within them, one line for each target.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { Compliance, ComplianceRow, TargetFigure } from '../../../src/contract/compliance.ts'
import { durationIso, durationText, percentileText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import { lightIcon, urgencyBadge } from '../../parts/symbols.ts'
import type { Service } from '../../vocabulary.ts'
import { nameIn, type Words } from '../../words.ts'
import { excludedTotal, type FigureGroup, figureGroups, reasonCounts, type ZoneLine } from '../figures.ts'

export interface FiguresProps {
  readonly compliance: Compliance
  readonly words: Words
}

export function zoneTitle(zones: Compliance['zones'], zone: string, { t, language }: Words): string {
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

function excludedCell(row: ComplianceRow, words: Words) {
  const n = excludedTotal(row.excluded)
  if (n === 0) return '0'
  return html`<details>
    <summary>${words.number(n)}</summary>
    ${exclusions(row.excluded, words)}
  </details>`
}

function percentile(seconds: number | undefined, used: number, { t }: Words) {
  if (used === 0) return '–'
  if (seconds === undefined) return html`<span class="aside">${t('figures.too-few')}</span>`
  return html`<time datetime=${durationIso(Math.ceil(seconds))}>${percentileText(seconds)}</time>`
}

/** The interval, the share in it and the required share, on one line from 0 to 100 %. */
function intervalDrawing({ share, shareLow = 0, shareHigh = 0, requiredShare }: TargetFigure) {
  if (share === undefined) return nothing
  const x = (value: number) => (value * 100).toFixed(2)
  return html`<svg class="interval" viewBox="-2 0 104 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<path class="axis" d="M0 6H100"></path>
    <path class="range" d="M${x(shareLow)} 6H${x(shareHigh)}"></path>
    <path class="needle" d="M${x(requiredShare)} 0V12"></path>
    <path class="point" d="M${x(share)} 3V9"></path>`}
  </svg>`
}

function shareCell(target: TargetFigure, words: Words) {
  if (target.share === undefined) return html`<span class="aside">${words.t('figures.no-share')}</span>`
  const { shareLow, shareHigh } = target
  return html`<strong class="share">${words.percent(target.share)}</strong>
    ${
      shareLow === undefined || shareHigh === undefined
        ? nothing
        : html`<span class="aside range-text">${words.percent(shareLow)} – ${words.percent(shareHigh)}</span>`
    }
    ${intervalDrawing(target)}`
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
  const word = html`<span class="light-word">${lightIcon(target.light)}${t(`light.${target.light}`)}</span>`
  return html`${cell(t('figures.target'), 'number target', limit)}
    ${cell(t('figures.share'), 'number in-time', shareCell(target, words))}
    ${cell(t('figures.light'), `verdict ${target.light}`, word)}`
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
  return html`${cell(t('figures.total'), 'number', number(row.total), span)}
    ${cell(t('figures.used'), 'number', number(row.used), span)}
    ${cell(t('figures.excluded'), 'number', excludedCell(row, words), span)}
    ${cell(t('figures.median'), 'number', percentile(row.medianSeconds, row.used, words), span)}
    ${cell(t('figures.p90'), 'number', percentile(row.p90Seconds, row.used, words), span)}`
}

function zoneRows({ zone, row }: ZoneLine, { compliance, words }: FiguresProps) {
  const title = zoneTitle(compliance.zones, zone, words)
  if (!row || row.total === 0) return emptyLine(title, words)
  const targets = row.targets.length > 0 ? row.targets : [undefined]
  const span = targets.length
  const first = html`<th role="rowheader" scope="row" rowspan=${span}>${title}</th>
    ${countCells(row, span, words)}`
  return targets.map(
    (target, i) =>
      html`<tr role="row" class=${i === 0 ? 'zone first' : 'zone'}>
        ${i === 0 ? first : nothing} ${targetCells(target, row, words)}
      </tr>`,
  )
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
  return scroller(
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
}

/** How the reader counts tasks of a service without any zone named: used by the page's first sentence. */
export const serviceKey = (service: Service) => `service.${service}.full` as const
