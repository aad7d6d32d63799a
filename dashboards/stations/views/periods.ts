// The periods of a station as bars along dates, past and future, each also said in words and open to be changed.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { PeriodView, StationReadiness } from '../../../src/contract/readiness.ts'
import { durationText } from '../../formats.ts'
import type { Words } from '../../words.ts'
import { type Axis, axisOf, standingOf } from '../axis.ts'
import { datesText, hoursText, strengthText } from '../sentences.ts'
import type { StationsHandlers } from './stations.ts'

export interface PeriodsProps {
  readonly station: StationReadiness
  readonly today: string
  readonly words: Words
  readonly mayEdit: boolean
  readonly handlers: Pick<StationsHandlers, 'open'>
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

function drawing(period: PeriodView, axis: Axis, today: string) {
  const { from, to } = axis.bar(period)
  const look = `${standingOf(period, today)} ${period.demo || !period.dateConfirmed ? 'guess' : ''}`
  return html`<svg class="bar-line" aria-hidden="true" focusable="false">
    ${axis.years.map((year) => svg`<line class="year" x1=${percent(year.at)} x2=${percent(year.at)} y1="0" y2="100%"></line>`)}
    ${svg`<rect class="bar ${look}" x=${percent(from)} y="4" width=${percent(Math.max(0.004, to - from))} height="9"></rect>
    <line class="now" x1=${percent(axis.today)} x2=${percent(axis.today)} y1="0" y2="100%"></line>`}
  </svg>`
}

function details(period: PeriodView, words: Words): string {
  const { t } = words
  const { turnout, unitTypes } = period
  return [
    t(`readiness.kind.${period.kind}`),
    strengthText(period, words),
    ...unitTypes.map((type) => t(`type.${type}`)),
    hoursText(period, words),
    ...(turnout
      ? [
          `${t('readiness.turnout')} ${durationText(turnout.medianSeconds)} (90 % ${durationText(turnout.p90Seconds)})`,
        ]
      : []),
  ].join(' · ')
}

function row(period: PeriodView, axis: Axis, { today, words, mayEdit, handlers, station }: PeriodsProps) {
  const { t } = words
  const what = `${period.slot}, ${datesText(period.validFrom, period.validTo, words)}`
  const button = (mode: 'set' | 'new' | 'remove', action: string) => html`<button
    type="button"
    class="quiet"
    aria-label=${t('readiness.of', { action, what })}
    @click=${() => handlers.open(mode, station, period)}
  >
    ${action}
  </button>`
  return html`<li class="period" data-period=${period.id}>
    <div class="what">
      <strong>${period.slot}</strong> ${datesText(period.validFrom, period.validTo, words)}
      <span class="under">${t(`service.${period.service}`)} · ${details(period, words)}</span>
      ${period.source ? html`<span class="under">${period.source}</span>` : nothing}
    </div>
    <div class="marks">
      <span class="tag small plain">${t(`readiness.standing.${standingOf(period, today)}`)}</span>
      ${period.demo ? html`<span class="tag small">${t('readiness.invented')}</span>` : nothing}
      ${period.dateConfirmed ? nothing : html`<span class="tag small">${t('readiness.date-guess')}</span>`}
    </div>
    ${
      mayEdit
        ? html`<div class="doing">
            ${button('set', t('readiness.edit'))} ${button('new', t('readiness.copy'))}
            ${button('remove', t('readiness.remove'))}
          </div>`
        : nothing
    }
    ${drawing(period, axis, today)}
  </li>`
}

export function periodList(props: PeriodsProps): TemplateResult {
  const { station, today, words, mayEdit, handlers } = props
  const { t } = words
  const axis = axisOf(station.periods, today)
  return html`<section class="part" aria-labelledby="periods-title">
    <div class="part-head">
      <h3 id="periods-title">${t('readiness.periods')}</h3>
      <span class="hint">${t('readiness.today', { date: words.date(today) })}</span>
      ${
        mayEdit
          ? html`<button type="button" class="quiet strong" id="new-period" @click=${() => handlers.open('new', station)}>
              ${t('readiness.new')}
            </button>`
          : html`<span class="hint">${t('readiness.not-allowed')}</span>`
      }
    </div>
    ${
      station.periods.length === 0
        ? html`<p class="empty">${t('readiness.week-empty')}</p>`
        : html`<div class="axis-years" aria-hidden="true">
              <svg class="bar-line">
                ${axis.years.map((year) => svg`<text x=${percent(year.at)} y="12" dx="3">${year.year}</text>`)}
              </svg>
            </div>
            <ul class="periods">${station.periods.map((period) => row(period, axis, props))}</ul>`
    }
  </section>`
}
