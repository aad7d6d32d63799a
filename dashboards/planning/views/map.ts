// The map by cells: drawn as SVG without WebGL, its legend in minutes and residents, and the cell that is looked at.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import { guard } from 'lit-html/directives/guard.js'
import type { PlanEffect } from '../../../src/contract/plan-effect.ts'
import { type Box, bordersOf, metresPerPixel } from '../../parts/county-drawing.ts'
import { standsDrawings } from '../../parts/stands.ts'
import type { Region } from '../../region.ts'
import { nameIn, type Words } from '../../words.ts'
import { type Look, lookOf, looks } from '../address.ts'
import { bandText } from '../band-words.ts'
import { type Banded, banded, bandPaths, type Cells } from '../bands.ts'
import { standsOf } from '../change-words.ts'
import type { PlanningHandlers } from '../handlers.ts'
import type { StationLine } from '../laid.ts'
import { boxShown, pointOf } from '../map-view.ts'
import type { PlanningState } from '../state.ts'
import { sumOf } from '../tables.ts'
import { cellDetail } from './cell.ts'
import { glyphButton } from './glyph-button.ts'
import { showChoices } from './show-choices.ts'

export interface MapProps {
  readonly state: PlanningState
  readonly region: Region
  readonly effect: PlanEffect | undefined
  readonly lines: readonly StationLine[]
  /** Of a suggestion: what it would reach. */
  readonly highlighted: readonly number[]
  readonly words: Words
  readonly handlers: PlanningHandlers
}

interface Painted {
  readonly banded: Banded
  readonly paths: readonly string[]
}
const painted = new WeakMap<Cells, Map<string, Painted>>()
/** Counted once for each answer and each way to look at it. */
export function paint(cells: Cells, region: Region, look: Look): Painted {
  const known = painted.get(cells) ?? new Map<string, Painted>()
  painted.set(cells, known)
  const before = known.get(look)
  if (before) return before
  const counted = banded(cells, region.cells.residents, look)
  const made = { banded: counted, paths: bandPaths(counted, region.cells) }
  known.set(look, made)
  return made
}

/** Sizes in whole kilometres, as the bands are drawn. */
const patterns = svg`<defs>
  <pattern id="plan-never" width="1.6" height="1.6" patternUnits="userSpaceOnUse"><path class="never-line" d="M-.4 .4L.4-.4M0 1.6L1.6 0M1.2 2L2 1.2"></path></pattern>
  <pattern id="plan-slower" width="1" height="1" patternUnits="userSpaceOnUse"><path class="slower-line" d="M0 0L1 1M-.25 .75L.25 1.25M.75-.25L1.25 .25"></path></pattern>
</defs>`

const textures: Readonly<Record<string, string>> = { nobody: 'plan-never', never: 'plan-never' }
const textureOf = (band: string) =>
  textures[band] ?? (/^slower|^unreached/.test(band) ? 'plan-slower' : undefined)

function bandsDrawn({ banded: { names }, paths }: Painted) {
  return svg`<g transform="scale(1000)" class="bands">
    ${names.map((name, i) => {
      if (paths[i] === '') return nothing
      const texture = textureOf(name)
      return svg`<path class="band band-${name}" d=${paths[i]}></path>${texture ? svg`<path d=${paths[i]} fill="url(#${texture})"></path>` : nothing}`
    })}
  </g>`
}

function namesDrawn(region: Region, box: Box, { language }: Words) {
  const size = Math.round(11 * metresPerPixel(box))
  return region.municipalities.map(({ name, place }) => {
    const { east, north } = pointOf(place)
    return svg`<text x=${Math.round(east)} y=${Math.round(-north + size * 1.6)} font-size=${size} text-anchor="middle">${nameIn(name, language)}</text>`
  })
}

function stationsDrawn({ lines, state }: MapProps, box: Box) {
  const size = 15 * metresPerPixel(box)
  return lines.map(({ station, mark, crews }) => {
    const { east, north } = pointOf(station.place)
    const stands = mark === 'closed' ? 'closed' : standsOf(crews, state.address.service)
    const isChosen = state.station === station.station
    const place = `translate(${east - size / 2} ${-north - size / 2}) scale(${size / 24})`
    return svg`<g class="mark ${mark} ${isChosen ? 'chosen' : ''}" data-station=${station.station} transform=${place}>
      <rect class="ground" x="-2" y="-2" width="28" height="28" rx=${mark === 'new' ? 2 : 14}></rect>
      <g class="stands">${standsDrawings[stands]}</g>
      <title>${station.name}</title>
    </g>`
  })
}

/** The place that a form is about, drawn before it is part of the plan. */
function formPlace({ state: { form } }: MapProps, box: Box) {
  if (form?.kind !== 'add-station' && form?.kind !== 'move-station') return nothing
  const [lat, lon] = [form.lat, form.lon].map((text) => Number(text.replace(',', '.')))
  if (form.lat === '' || form.lon === '' || Number.isNaN(lat! + lon!)) return nothing
  const { east, north } = pointOf({ lat: lat!, lon: lon! })
  const size = 22 * metresPerPixel(box)
  return svg`<g class="placing" transform="translate(${east - size / 2} ${-north - size / 2}) scale(${size / 24})">
    <circle cx="12" cy="12" r="10"></circle><path d="M12 0V24M0 12H24"></path>
  </g>`
}

function square(region: Region, cell: number, look: string) {
  const [e, n] = [region.cells.e[cell]! * 1000, region.cells.n[cell]! * 1000]
  return svg`<path class=${look} d="M${e} ${-n}h1000v-1000h-1000Z"></path>`
}

function drawing(props: MapProps, found: Painted | undefined) {
  const { state, region, highlighted, words, handlers } = props
  const { t } = words
  const box = boxShown(region, state.view)
  const isPlacing = state.form?.kind === 'add-station' || state.form?.kind === 'move-station'
  return html`<div
    class="map-frame ${isPlacing ? 'placing' : ''}"
    id="map"
    role="application"
    tabindex="0"
    aria-label=${t('plan.map.label')}
    aria-describedby="map-help cell-words"
    @keydown=${handlers.mapKey}
  >
    <svg
      class="plan-map"
      viewBox="${box.x} ${box.y} ${box.width} ${box.height}"
      aria-hidden="true"
      focusable="false"
      @pointerdown=${handlers.mapDown}
      @pointermove=${handlers.mapMove}
      @pointerup=${handlers.mapUp}
      @wheel=${handlers.mapWheel}
    >
      ${patterns}
      ${guard([found], () => (found ? bandsDrawn(found) : nothing))}
      <g class="borders">${guard([region], () => bordersOf(region).map((d) => svg`<path d=${d}></path>`))}</g>
      <g class="highlight">${highlighted.map((cell) => square(region, cell, 'lit'))}</g>
      ${stationsDrawn(props, box)}
      <g class="names">${namesDrawn(region, box, words)}</g>
      ${state.cell === undefined ? nothing : svg`<g class="cursor">${square(region, state.cell, 'casing')}${square(region, state.cell, 'line')}</g>`}
      ${formPlace(props, box)}
    </svg>
  </div>`
}

function legend({ banded: { names, cells, residents } }: Painted, { region, words }: MapProps) {
  const { t, number } = words
  const all = sumOf(region.cells.residents)
  return html`<table class="bands-legend">
    <caption class="unseen">${t('plan.map.legend')}</caption>
    <thead>
      <tr>
        <th scope="col">${t('plan.map.minutes')}</th>
        <th scope="col" class="number">${t('plan.residents')}</th>
        <th scope="col" class="number">%</th>
        <th scope="col" class="number">${t('plan.cells-short')}</th>
      </tr>
    </thead>
    <tbody>
      ${names.map((name, i) => {
        if (cells[i] === 0) return nothing
        const texture = textureOf(name)
        return html`<tr>
          <th scope="row">
            <svg class="swatch" viewBox="0 0 2 2" aria-hidden="true" focusable="false">
              <rect class="band band-${name}" width="2" height="2"></rect>
              ${texture ? svg`<rect width="2" height="2" fill="url(#${texture})"></rect>` : nothing}
            </svg>
            ${bandText(name, words)}
          </th>
          <td class="number">${number(Math.round(residents[i]!))}</td>
          <td class="number">${words.percent(all > 0 ? residents[i]! / all : 0)}</td>
          <td class="number">${number(cells[i]!)}</td>
        </tr>`
      })}
    </tbody>
  </table>`
}

function stationLegend({ state, words: { t } }: MapProps) {
  const shown = ['24/7', 'daytime', 'on-call', 'none', 'closed'] as const
  return html`<ul class="shapes" aria-label=${t('map.legend')}>
    ${shown.map(
      (stands) => html`<li>
        <svg class="stands ${stands === 'none' ? 'alarm' : ''}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${standsDrawings[stands]}</svg>
        ${t(`readiness.stands.${stands}`)}
      </li>`,
    )}
    <li class="hint">${t('plan.map.shapes', { service: t(`service.${state.address.service}`) })}</li>
  </ul>`
}

export function mapPanel(props: MapProps): TemplateResult {
  const { state, region, effect, words, handlers } = props
  const { t } = words
  const { address, view } = state
  const shown = lookOf(address, effect?.changes ?? 0)
  const found = effect?.cells ? paint(effect.cells, region, shown) : undefined
  const tool = (id: string, glyph: string, text: string, isOff: boolean, act: () => void) =>
    glyphButton({ id, glyph, text, isOff, act })
  return html`<section class="panel map-panel" aria-labelledby="map-title">
    <div class="panel-head">
      <h2 id="map-title">${t('plan.map.title')}</h2>
      <div class="choice" role="group" aria-label=${t('plan.map.look')}>
        ${looks.map(
          (
            look,
          ) => html`<button type="button" aria-pressed=${look === shown} @click=${() => handlers.go({ look })}>
            ${t(`plan.look.${look}`)}
          </button>`,
        )}
      </div>
    </div>
    ${showChoices(props)}
    <div class="map-and-key">
      <div class="map-side">
        <div class="map-tools" role="group" aria-label=${t('plan.map.tools')}>
          ${tool('zoom-in', '+', t('map.zoom-in'), false, () => handlers.zoom(1))}
          ${tool('zoom-out', '−', t('map.zoom-out'), view.zoom <= 1, () => handlers.zoom(-1))}
          <button type="button" class="quiet" ?disabled=${view.zoom <= 1} @click=${handlers.showCounty}>${t('plan.map.county')}</button>
          <button type="button" class="quiet" ?disabled=${props.lines.every(({ mark }) => mark === 'same')} @click=${handlers.showPlan}>${t('plan.map.plan')}</button>
        </div>
        ${drawing(props, found)}
        <p class="hint foot" id="map-help">${t('plan.map.help')}</p>
      </div>
      <div class="key-side" role="group" tabindex="0" aria-label=${t('plan.map.legend')}>
        ${guard([found, words], () => (found ? legend(found, props) : html`<p class="empty">${t('plan.waiting')}</p>`))}
        ${stationLegend(props)}
        ${cellDetail(props)}
      </div>
    </div>
  </section>`
}
