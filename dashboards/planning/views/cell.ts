// One cell in words: whose it is, who lives there, and who reaches it when, before and after.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { PlanEffect } from '../../../src/contract/plan-effect.ts'
import { latestOf } from '../../api.ts'
import { timeDifferenceText } from '../../compliance/signed.ts'
import { durationText } from '../../formats.ts'
import { decimalText } from '../../parts/table.ts'
import type { Region } from '../../region.ts'
import { nameIn, type Words } from '../../words.ts'
import type { Cells } from '../bands.ts'
import type { StationLine } from '../laid.ts'
import { cellName } from '../map-view.ts'
import type { PlanningState } from '../state.ts'
import { municipalityOfCell } from '../tables.ts'

export interface CellProps {
  readonly state: PlanningState
  readonly region: Region
  readonly effect: PlanEffect | undefined
  readonly lines: readonly StationLine[]
  readonly words: Words
}

function zoneOf({ state, words }: CellProps, cell: number): string | undefined {
  const service = latestOf(state.ground)?.services.find((each) => each.service === state.address.service)
  const zone = service?.zones[service.zoneOf[cell] ?? -1]
  return zone && nameIn(zone.name, words.language)
}

function sideText(
  seconds: number | null | undefined,
  cells: Cells,
  crew: number | undefined,
  props: CellProps,
) {
  const { t } = props.words
  if (seconds === null || seconds === undefined) return html`${t('plan.reach.nobody')}`
  const by = cells.crews[crew ?? -1]
  const station = props.lines.find((line) => line.station.station === by?.station)
  return html`<strong>${durationText(seconds)}</strong>${by ? html` <span class="aside">${station?.station.name ?? by.station}</span>` : nothing}`
}

function times(cells: Cells, cell: number, props: CellProps) {
  const { t } = props.words
  const [before, after, limit] = [cells.before[cell], cells.after[cell], cells.limit[cell]]
  const isKnown = typeof before === 'number' && typeof after === 'number'
  return html`<div><dt>${t('plan.before')}</dt><dd>${sideText(before, cells, cells.nearestBefore[cell], props)}</dd></div>
    <div><dt>${t('plan.after')}</dt><dd>${sideText(after, cells, cells.nearestAfter[cell], props)}${isKnown ? html` <span class="aside">(${timeDifferenceText(after - before)})</span>` : nothing}</dd></div>
    <div><dt>${t('figures.target')}</dt><dd>${limit === null || limit === undefined ? t('plan.no-limit') : durationText(limit)}${
      typeof limit === 'number'
        ? html` <span class="aside">${t(typeof after === 'number' && after <= limit ? 'plan.within' : 'plan.beyond')}</span>`
        : nothing
    }</dd></div>`
}

export function cellDetail(props: CellProps): TemplateResult {
  const { state, region, effect, words } = props
  const { t } = words
  const { cell } = state
  return html`<div class="cell-detail" id="cell-words" aria-live="polite">
    <h3>${t('plan.cell.title')}</h3>
    ${
      cell === undefined
        ? html`<p class="hint">${t('plan.cell.none')}</p>`
        : html`<p class="name">${municipalityOfCell({ region, ground: undefined, words }, cell)} <span class="aside">${cellName(region, cell)}</span></p>
            <dl class="facts">
              <div><dt>${t('plan.residents')}</dt><dd>${decimalText(region.cells.residents[cell] ?? 0, 1, words)}</dd></div>
              <div><dt>${t('plan.class')}</dt><dd>${zoneOf(props, cell) ?? '–'}</dd></div>
              ${effect?.cells ? times(effect.cells, cell, props) : nothing}
            </dl>`
    }
  </div>`
}
