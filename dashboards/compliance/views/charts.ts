// The charts' places in the page, each with the same numbers as a table beneath.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Compliance } from '../../../src/contract/compliance.ts'
import { durationText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import { nameIn, type Words } from '../../words.ts'
import type { FigureGroup } from '../figures.ts'
import { barName, markLabel, type TrendModel } from '../labels.ts'
import { distributionKey, type ZoneDistribution } from '../models.ts'
import { minimumTasks, type TrendLine } from '../trend.ts'
import { seamList } from './seams.ts'
import { groupTitle, zoneTitle } from './table.ts'

export interface ChartsProps {
  readonly groups: readonly FigureGroup[]
  readonly group: FigureGroup
  readonly shares: readonly number[]
  readonly share: number
  readonly zones: Compliance['zones']
  readonly decisions: Compliance['decisions']
  readonly distributions: readonly ZoneDistribution[]
  readonly trend?: TrendModel
  readonly words: Words
  chooseGroup(key: string): void
  chooseShare(share: number): void
}

function groupChoice({ groups, group, words, chooseGroup }: ChartsProps) {
  return html`<div class="choice" role="group" aria-label=${words.t('charts.group')}>
    ${groups.map(
      (
        each,
      ) => html`<button type="button" aria-pressed=${each.key === group.key} @click=${() => chooseGroup(each.key)}>
        ${groupTitle(each, words)}
      </button>`,
    )}
  </div>`
}

function distributionTable({ chart, words }: ZoneDistribution, title: string) {
  const { t, number } = words
  return html`<details class="twin">
    <summary>${t('charts.as-table')}</summary>
    ${scroller(
      title,
      html`<table>
        <caption class="unseen">
          ${title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('charts.reach-time')}</th>
            <th scope="col" class="number">${t('axis.tasks')}</th>
          </tr>
        </thead>
        <tbody>
          ${chart.bars.map(
            (bar) => html`<tr>
              <th scope="row" class="number-left">${barName(bar, words)}</th>
              <td class="number">${number(bar.count)}</td>
            </tr>`,
          )}
          <tr class="sum">
            <th scope="row">${t('charts.total')}</th>
            <td class="number">${number(chart.total)}</td>
          </tr>
        </tbody>
      </table>`,
    )}
  </details>`
}

function distributionTitle(one: ZoneDistribution, { zones, decisions, words }: ChartsProps): string {
  const zone = zoneTitle(zones, one.zone, words)
  const decision = decisions.find(({ id }) => id === one.decision)
  return decision ? `${zone} · ${nameIn(decision.name, words.language)}` : zone
}

function distributionFigure(one: ZoneDistribution, props: ChartsProps) {
  const { words } = props
  const title = distributionTitle(one, props)
  const marks = one.chart.marks.map((mark) => markLabel(mark, words)).join('; ')
  return html`<figure class="chart">
    <figcaption>
      <h3>${title} <span class="aside">n = ${words.number(one.chart.total)}</span></h3>
      <p class="hint">${marks || words.t('figures.too-few')}</p>
    </figcaption>
    <div class="canvas-box">
      <canvas
        data-distribution=${distributionKey(one)}
        role="img"
        aria-label="${words.t('charts.distribution')}: ${title}. ${marks}"
      ></canvas>
    </div>
    ${distributionTable(one, `${words.t('charts.distribution')}: ${title}`)}
  </figure>`
}

function distributionPanel(props: ChartsProps) {
  const { t } = props.words
  return html`<section class="panel" aria-labelledby="distribution-title">
    <div class="panel-head">
      <h2 id="distribution-title">${t('charts.distribution')}</h2>
      ${groupChoice(props)}
    </div>
    ${
      props.distributions.length === 0
        ? html`<p class="empty">${t('charts.no-distribution')}</p>`
        : html`<div class="charts">${props.distributions.map((one) => distributionFigure(one, props))}</div>`
    }
  </section>`
}

function shareChoice({ shares, share, words, chooseShare }: ChartsProps) {
  if (shares.length < 2) return nothing
  return html`<div class="choice" role="group" aria-label=${words.t('charts.share')}>
    ${shares.map(
      (each) => html`<button type="button" aria-pressed=${each === share} @click=${() => chooseShare(each)}>
        ${sharePercentText(each, words.language)}
      </button>`,
    )}
  </div>`
}

function trendCell({ points }: TrendLine, month: number, words: Words) {
  const point = points[month]
  if (point.share === undefined) return html`<td class="number aside">–</td>`
  return html`<td class="number ${point.enough ? '' : 'few'}">
    ${words.percent(point.share)} <span class="aside">n ${words.number(point.used)}</span>
  </td>`
}

function trendTable({ chart, names, words }: TrendModel) {
  const { t, month } = words
  return html`<details class="twin">
    <summary>${t('charts.as-table')}</summary>
    ${scroller(
      t('charts.trend'),
      html`<table>
        <caption class="unseen">
          ${t('charts.trend')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('choice.month')}</th>
            ${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${chart.months.map(
            (each, i) => html`<tr>
              <th scope="row">${month(each)}</th>
              ${chart.lines.map((line) => trendCell(line, i, words))}
            </tr>`,
          )}
        </tbody>
      </table>`,
    )}
  </details>`
}

function trendKey({ chart, names, words }: TrendModel) {
  return html`<ul class="key">
    ${chart.lines.map(
      (line, i) => html`<li class="series-${(i % 4) + 1}">
        <svg viewBox="0 0 34 12" aria-hidden="true" focusable="false"><path d="M1 6H33"></path></svg>
        ${names[i]}
        ${
          line.withinSeconds === undefined
            ? nothing
            : html`<span class="aside">${words.t('charts.within', { time: durationText(line.withinSeconds) })}</span>`
        }
      </li>`,
    )}
    <li class="required">
      <svg viewBox="0 0 34 12" aria-hidden="true" focusable="false"><path d="M1 6H33"></path></svg>
      ${words.t('mark.required', { share: sharePercentText(chart.requiredShare, words.language) })}
    </li>
  </ul>`
}

function trendPanel(props: ChartsProps) {
  const { words, trend, share } = props
  const { t } = words
  const drawable = trend && trend.chart.lines.length > 0
  return html`<section class="panel" aria-labelledby="trend-title">
    <div class="panel-head">
      <h2 id="trend-title">${t('charts.trend')} <span class="aside">${groupTitle(props.group, words)}</span></h2>
      ${shareChoice(props)}
    </div>
    ${
      drawable
        ? html`<figure class="chart trend">
          ${trendKey(trend)}
          <div class="canvas-box tall">
            <canvas data-trend role="img" aria-label=${t('charts.trend.label')}></canvas>
          </div>
          <p class="hint">${t('charts.hollow', { n: minimumTasks(share) })}</p>
          ${seamList(trend.seams, words)} ${trendTable(trend)}
        </figure>`
        : html`<p class="empty">${t('charts.no-trend')}</p>`
    }
  </section>`
}

export function chartPanels(props: ChartsProps): TemplateResult {
  return html`${distributionPanel(props)}${trendPanel(props)}`
}
