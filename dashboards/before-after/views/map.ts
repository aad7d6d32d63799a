// The map of area and control: cells by role, each with a filling of its own, and the same as a table.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { BeforeAfter } from '../../../src/contract/before-after.ts'
import { bordersOf } from '../../parts/county-drawing.ts'
import type { Table } from '../../parts/table.ts'
import { saveButton, tableView } from '../../parts/table-view.ts'
import type { Region } from '../../region.ts'
import type { Words } from '../../words.ts'
import { boxOfCells, rolePaths } from '../cell-map.ts'
import { drawnRoles, roleTable } from '../tables.ts'

export interface MapProps {
  readonly found: BeforeAfter
  readonly region?: Region
  readonly words: Words
  save(table: Table): void
}

/** Fillings of the roles; sizes in metres. */
const hatches = svg`<defs>
  <pattern id="role-area" width="3000" height="3000" patternUnits="userSpaceOnUse">
    <path class="line" d="M0 0L3000 3000M3000 0L0 3000"></path>
  </pattern>
  <pattern id="role-control" width="3000" height="3000" patternUnits="userSpaceOnUse">
    <circle class="dot" cx="1500" cy="1500" r="420"></circle>
  </pattern>
  <pattern id="role-other-change" width="3000" height="3000" patternUnits="userSpaceOnUse">
    <path class="line" d="M-700 2300L2300 -700M700 3700L3700 700"></path>
  </pattern>
  <pattern id="role-near-change" width="3000" height="3000" patternUnits="userSpaceOnUse">
    <path class="line" d="M0 1500H3000"></path>
  </pattern>
</defs>`

function drawing({ found, region, words }: MapProps) {
  const box = boxOfCells(found.cells)
  if (!box) return nothing
  const byRole = rolePaths(found.cells)
  return html`<svg
    class="cell-map"
    viewBox="${box.x} ${box.y} ${box.width} ${box.height}"
    role="img"
    aria-label=${words.t('ba.map.label')}
  >
    ${hatches}
    ${drawnRoles.map((role) =>
      byRole[role]
        ? svg`<g class="role ${role}"><path class="ground" d=${byRole[role]}></path><path class="fill" d=${byRole[role]}></path></g>`
        : nothing,
    )}
    <g class="borders">${bordersOf(region).map((d) => svg`<path d=${d}></path>`)}</g>
  </svg>`
}

function swatch(role: (typeof drawnRoles)[number]) {
  const square = 'M0 0h9000v6000h-9000Z'
  return html`<svg class="cell-swatch" viewBox="-200 -200 9400 6400" aria-hidden="true" focusable="false">
    <g class="role ${role}"><path class="ground" d=${square}></path><path class="fill" d=${square}></path></g>
  </svg>`
}

export function mapPanel(props: MapProps): TemplateResult {
  const { found, words, save } = props
  const { t, number } = words
  const table = roleTable(found, t('ba.map'), words)
  const shown = drawnRoles.filter((role) => found.cells.role.includes(role))
  return html`<section class="panel map-panel" aria-labelledby="map-title">
    <div class="panel-head"><h2 id="map-title">${t('ba.map')}</h2></div>
    <p class="lead">${t('ba.map.hint', { station: found.change.name })}</p>
    ${drawing(props)}
    <ul class="legend" aria-label=${t('map.legend')}>
      ${shown.map((role) => html`<li>${swatch(role)}${t(`ba.role.${role}`)}</li>`)}
    </ul>
    <p class="hint foot">
      ${t('ba.residents', { cells: number(found.area.cells), residents: number(found.area.residents) })}
      ${found.area.withoutLike > 0 ? t('ba.without-like', { n: number(found.area.withoutLike) }) : nothing}
      ${
        found.changedStations.length > 0
          ? t('ba.changed-stations', { stations: found.changedStations.join(', ') })
          : nothing
      }
    </p>
    <details class="twin">
      <summary>${t('ba.numbers')}</summary>
      ${tableView({ table, words })} ${saveButton({ table, words, save })}
    </details>
  </section>`
}
