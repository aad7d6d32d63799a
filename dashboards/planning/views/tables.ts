// The tables behind the effect: each a twin of what is drawn, each with its file.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { PlanEffect } from '../../../src/contract/plan-effect.ts'
import { lookOf } from '../address.ts'
import { cellTable, changedTable, mapTable } from '../cell-tables.ts'
import type { PlanningHandlers } from '../handlers.ts'
import type { PlanningState } from '../state.ts'
import {
  costTable,
  measureOf,
  measuresTable,
  municipalityTable,
  type Names,
  problemTable,
  serviceOf,
  targetsTable,
} from '../tables.ts'
import { paint } from './map.ts'
import { tableBlock } from './table-block.ts'

export interface TablesProps {
  readonly state: PlanningState
  readonly effect: PlanEffect
  readonly names: Names
  readonly handlers: PlanningHandlers
}

/** The map in numbers, in the order that the reader chooses. */
function mapTwin({ state, effect, names, handlers }: TablesProps) {
  const { region, words } = names
  const { cells } = effect
  if (!cells || !region) return nothing
  const table = mapTable(paint(cells, region, lookOf(state.address, effect.changes)).banded, region, names)
  const by = Math.min(state.order.by, table.columns.length - 1)
  const order = {
    ...{ by, descending: state.order.descending },
    choose: (column: number, descending: boolean) => handlers.order({ by: column, descending }),
  }
  return html`${tableBlock({ table, state, words, handlers, order })}
    <p class="tools">
      <button type="button" class="quiet" id="save-cells" @click=${() => handlers.save(cellTable(cells, region, names))}>${words.t('plan.map.save-cells')}</button>
    </p>`
}

export function tablesPanel(props: TablesProps): TemplateResult {
  const { state, effect, names, handlers } = props
  const { words } = names
  const { t } = words
  const measure = measureOf(effect, state.address)
  const service = serviceOf(effect, state.address.service)
  const block = (table: ReturnType<typeof measuresTable>) => tableBlock({ table, state, words, handlers })
  return html`<section class="panel" aria-labelledby="tables-title">
    <div class="panel-head">
      <h2 id="tables-title">${t('plan.tables')}</h2>
      <p class="hint">${t('plan.tables.hint')}</p>
    </div>
    ${block(measuresTable(effect, names))}
    ${measure ? html`${block(targetsTable(measure, state.address.service, names))} ${block(municipalityTable(measure, names))}` : nothing}
    ${mapTwin(props)}
    ${service?.problemCells ? html`${block(problemTable(service, names))}<p class="hint foot">${t('plan.problem.hint', { years: `${service.problemCells.years[0]}–${service.problemCells.years.at(-1)}`, listed: service.problemCells.listed, met: service.problemCells.listedThoughMet })}</p>` : nothing}
    ${block(costTable(effect, names))} ${measure ? block(changedTable(measure, names)) : nothing}
  </section>`
}
