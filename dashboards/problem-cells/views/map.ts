// The map of the cells: drawn as SVG, so that it needs no WebGL and every cell is reached by the keyboard.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import { toTm35fin } from '../../../geo/projection.ts'
import type { ProblemCell, ProblemCells } from '../../../src/contract/problem-cells.ts'
import { type Box, bordersOf, metresPerPixel } from '../../parts/county-drawing.ts'
import { paths } from '../../parts/symbols.ts'
import { municipalityName, type Region } from '../../region.ts'
import { nameIn, type Words } from '../../words.ts'
import { distanceText, standings } from '../distance.ts'
import { neighbourOf, squareOf, viewBox } from '../map.ts'
import { type View, views } from '../state.ts'
import { hatches, shapes, standingSwatch, standingWord } from './symbols.ts'

export interface MapProps {
  readonly found: ProblemCells
  readonly region?: Region
  readonly selected?: string
  readonly view: View
  readonly words: Words
  pick(cell: string, from: 'map' | 'list'): void
  look(view: View): void
}

function mark(cell: ProblemCell, { centre }: { centre: { e: number; n: number } }, box: Box) {
  const size = Math.max(600, 24 * metresPerPixel(box))
  const place = `translate(${centre.e - size / 2} ${-centre.n - size / 2}) scale(${size / 24})`
  return svg`<path class="mark" d=${paths[shapes[cell.standing]]} transform=${place}></path>`
}

function cellDrawing(cell: ProblemCell, box: Box, isStop: boolean, props: MapProps) {
  const { centre, standing } = cell
  if (!centre) return nothing
  const { words, selected, region, found } = props
  const label = [
    ...[cell.cell, municipalityName(region, cell.municipality, words.language) ?? ''],
    ...[words.t(`standing.${standing}`), distanceText(cell, found, words)],
  ]
  const square = squareOf(cell)
  return svg`<g
    class="cell ${standing} ${cell.cell === selected ? 'selected' : ''}"
    role="button"
    tabindex=${isStop ? 0 : -1}
    data-map-cell=${cell.cell}
    aria-pressed=${cell.cell === selected}
    aria-label=${label.filter(Boolean).join(', ')}
    @click=${() => props.pick(cell.cell, 'map')}
  >
    ${square ? svg`<path class="ground" d=${square}></path><path class="fill" d=${square}></path>` : nothing}
    ${mark(cell, { centre }, box)}
  </g>`
}

function namesOf({ region, words }: MapProps, box: Box) {
  const size = Math.round(11 * metresPerPixel(box))
  return region?.municipalities.map(({ name, place }) => {
    const { east, north } = toTm35fin(place)
    return svg`<text x=${Math.round(east)} y=${Math.round(-north)} font-size=${size} text-anchor="middle">${nameIn(name, words.language)}</text>`
  })
}

const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** One stop of the Tab key; the arrows go from cell to cell. */
function onKey(event: KeyboardEvent, { found, selected, pick }: MapProps): void {
  const here = (event.target as Element).closest('[data-map-cell]')?.getAttribute('data-map-cell') ?? selected
  const step = steps[event.key]
  const isPress = event.key === 'Enter' || event.key === ' '
  const next = step ? neighbourOf(found.cells, here, step) : isPress ? here : undefined
  if (next === undefined) return
  event.preventDefault()
  pick(next, 'map')
}

/** Nearest to the eye last: what is listed lies above what is near. */
function inDrawingOrder(cells: readonly ProblemCell[], selected: string | undefined) {
  const rank = (cell: ProblemCell) => (cell.cell === selected ? -1 : standings.indexOf(cell.standing))
  return cells.toSorted((a, b) => rank(b) - rank(a))
}

function drawing(props: MapProps) {
  const { found, selected, region, view, words } = props
  const chosen = found.cells.find(({ cell }) => cell === selected)
  const box = viewBox(view, { cells: found.cells, selected: chosen, region })
  if (!box) return nothing
  const stop = chosen?.centre ? chosen.cell : found.cells.find(({ centre }) => centre)?.cell
  return html`<svg
    class="cell-map"
    viewBox="${box.x} ${box.y} ${box.width} ${box.height}"
    role="group"
    aria-label=${words.t('problem.map.label')}
    @keydown=${(event: KeyboardEvent) => onKey(event, props)}
  >
    ${hatches}
    <g class="borders">${bordersOf(region).map((d) => svg`<path d=${d}></path>`)}</g>
    <g class="names" aria-hidden="true">${namesOf(props, box)}</g>
    ${inDrawingOrder(found.cells, selected).map((cell) => cellDrawing(cell, box, cell.cell === stop, props))}
  </svg>`
}

export function mapPanel(props: MapProps): TemplateResult {
  const { words, view, look, found } = props
  const { t } = words
  const missing = found.cells.filter(({ centre }) => !centre).length
  return html`<section class="panel map-panel" aria-labelledby="map-title">
    <div class="panel-head">
      <h2 id="map-title">${t('problem.map.title')}</h2>
      <div class="choice" role="group" aria-label=${t('problem.map.view')}>
        ${views.map(
          (each) => html`<button type="button" aria-pressed=${each === view} @click=${() => look(each)}>
            ${t(`problem.view.${each}`)}
          </button>`,
        )}
      </div>
    </div>
    ${drawing(props)}
    <ul class="legend" aria-label=${t('map.legend')}>
      ${standings
        .filter((standing) => found.cells.some((cell) => cell.standing === standing))
        .map(
          (standing) =>
            html`<li>${standingSwatch(standing)}${standingWord(standing, words)} <span class="hint">${t(`standing.${standing}.means`)}</span></li>`,
        )}
    </ul>
    <p class="hint foot">
      ${t('problem.map.hint')} ${missing > 0 ? t('problem.map.missing', { n: missing }) : nothing}
    </p>
  </section>`
}
