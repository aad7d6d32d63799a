// The whole page of problem cells, from its state.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ProblemCells } from '../../../src/contract/problem-cells.ts'
import { latestOf } from '../../api.ts'
import { failure, footer, labels, pageHeader } from '../../parts/page.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { Address } from '../address.ts'
import type { ProblemCellsState, View } from '../state.ts'
import { choices } from './choices.ts'
import { cellList } from './list.ts'
import { mapPanel } from './map.ts'
import { basisPanel, readingPanel, warnings } from './summary.ts'

export interface ProblemCellsHandlers {
  choose(settings: Settings): void
  go(address: Address): void
  pick(cell: string, from: 'map' | 'list'): void
  look(view: View): void
}

function figures(
  found: ProblemCells,
  state: ProblemCellsState,
  words: Words,
  handlers: ProblemCellsHandlers,
) {
  const region = latestOf(state.region)
  const { pick, look } = handlers
  const shared = { found, region, selected: state.address.cell, words, pick }
  const map = found.cells.length > 0 ? mapPanel({ ...shared, view: state.view, look }) : nothing
  return html`<div class="top-area">${readingPanel(found, words)} ${map}</div>
    ${cellList(shared)} ${basisPanel(found, words)}`
}

export function problemCellsView(state: ProblemCellsState, handlers: ProblemCellsHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const { address, thisYear, found } = state
  const region = latestOf(state.region)
  const value = latestOf(found)
  const busy = found.kind === 'loading'
  const header = pageHeader({
    ...{ page: 'problem-cells', session: latestOf(state.session), settings: state.settings, words },
    county: region ? nameIn(region.name, words.language) : '',
    choose: handlers.choose,
  })
  return html`${header}
    <main id="content" tabindex="-1">
      ${choices({ address, thisYear, busy, words, go: handlers.go })}
      ${value ? labels({ demo: value.demo, placeholderTargets: !value.official, words }) : nothing}
      ${value ? warnings(value, words) : nothing}
      ${found.kind === 'failed' ? failure(found.detail, words) : nothing}
      ${state.region.kind === 'failed' && found.kind !== 'failed' ? failure(state.region.detail, words) : nothing}
      <div class="figures-area ${busy && value ? 'stale' : ''}" aria-busy=${busy}>
        ${value ? figures(value, state, words, handlers) : nothing}
      </div>
    </main>
    ${footer(region?.attribution ?? [], words)}`
}
