// The error map: drawn as SVG, so that it needs no WebGL; every cell of it stands in the table beside it.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import { toTm35fin } from '../../../geo/projection.ts'
import { type Box, borderPaths, metresPerPixel } from '../../parts/county-drawing.ts'
import { paths, type Shape } from '../../parts/symbols.ts'
import { hatches, standingSwatch } from '../../problem-cells/views/symbols.ts'
import type { Region } from '../../region.ts'
import { nameIn, type Words } from '../../words.ts'
import type { DriveCell } from '../cells.ts'
import { boxAround, countyBox, type Look, lookOf, looks, squareOf } from '../map.ts'

export interface MapProps {
  readonly cells: readonly DriveCell[]
  readonly region?: Region
  readonly selected?: string
  readonly words: Words
  pick(cell: string | undefined, from: 'map' | 'list'): void
}

/** Fillings and colours are those of the page of problem cells. */
const fillings = { slower: 'listed', faster: 'near', good: 'held', 'too-few': 'clear' } as const
const marks: Readonly<Partial<Record<Look, Shape>>> = { slower: 'triangle', faster: 'diamond' }
/** Of the whole county small, so that neighbours are told apart; close by as large as on other maps. */
const markPixels = { county: 8, near: 13 } as const

function cellDrawing(cell: DriveCell, box: Box, pixels: number, { selected, words, pick }: MapProps) {
  const look = lookOf(cell)
  const square = squareOf(cell)
  const mark = marks[look]
  const size = Math.max(700, pixels * metresPerPixel(box))
  const at = `translate(${cell.e * 1000 + 500 - size / 2} ${-(cell.n * 1000 + 500) - size / 2}) scale(${size / 24})`
  return svg`<g
    class="cell ${fillings[look]} ${cell.id === selected ? 'selected' : ''}"
    @click=${() => pick(cell.id, 'map')}
  >
    <title>${cell.id}: ${words.t(`drive.look.${look}`)}, ${Math.round(cell.medianSeconds)} s, n ${cell.drives}</title>
    <path class="ground" d=${square}></path><path class="fill" d=${square}></path>
    ${mark ? svg`<path class="mark" d=${paths[mark]} transform=${at}></path>` : nothing}
  </g>`
}

function namesOf({ region, words }: MapProps, box: Box) {
  const size = Math.round(11 * metresPerPixel(box))
  return region?.municipalities.map(({ name, place }) => {
    const { east, north } = toTm35fin(place)
    return svg`<text x=${Math.round(east)} y=${Math.round(-north)} font-size=${size} text-anchor="middle">${nameIn(name, words.language)}</text>`
  })
}

const memo = new WeakMap<object, readonly string[]>()
function bordersOf(region: Region): readonly string[] {
  const known = memo.get(region.borders) ?? borderPaths(region.borders)
  memo.set(region.borders, known)
  return known
}

function drawing(props: MapProps) {
  const { cells, region, selected, words } = props
  const chosen = cells.find(({ id }) => id === selected)
  const whole = region && countyBox(region.borders)
  if (!region || !whole) return nothing
  const box = chosen ? boxAround(chosen) : whole
  // What can be told of lies above what cannot.
  const inOrder = cells.toSorted((a, b) => looks.indexOf(lookOf(b)) - looks.indexOf(lookOf(a)))
  return html`<svg
    class="cell-map"
    viewBox="${box.x} ${box.y} ${box.width} ${box.height}"
    role="img"
    aria-label=${words.t('drive.map.label')}
  >
    ${hatches}
    <g class="borders">${bordersOf(region).map((d) => svg`<path d=${d}></path>`)}</g>
    ${inOrder.map((cell) => cellDrawing(cell, box, chosen ? markPixels.near : markPixels.county, props))}
    <g class="names" aria-hidden="true">${namesOf(props, box)}</g>
  </svg>`
}

export function mapPanel(props: MapProps): TemplateResult {
  const { words, cells, selected, pick } = props
  const { t, number } = words
  const count = (look: Look) => cells.filter((cell) => lookOf(cell) === look).length
  return html`<section class="panel map-panel" aria-labelledby="map-title">
    <div class="panel-head">
      <h2 id="map-title">${t('drive.map')}</h2>
      ${
        selected === undefined
          ? nothing
          : html`<button type="button" class="quiet" @click=${() => pick(undefined, 'map')}>${t('drive.whole-county')}</button>`
      }
    </div>
    ${drawing(props)}
    <ul class="legend" aria-label=${t('map.legend')}>
      ${looks.map(
        (look) => html`<li>
          ${standingSwatch(fillings[look])}
          ${marks[look] ? html`<svg class="icon standing ${fillings[look]}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${paths[marks[look]]}></path></svg>` : nothing}
          ${t(`drive.look.${look}`)} <span class="aside">${number(count(look))}</span>
        </li>`,
      )}
    </ul>
    <p class="hint foot">${t('drive.map.hint')}</p>
  </section>`
}
