// How does a cell's standing look? A shape, a filling and a colour, alike in the list, the legend and on the map.
import { html, svg, type TemplateResult } from 'lit-html'
import { paths, type Shape } from '../../parts/symbols.ts'
import type { Words } from '../../words.ts'
import type { Standing } from '../distance.ts'

export const shapes: Readonly<Record<Standing, Shape>> = {
  listed: 'triangle',
  near: 'diamond',
  held: 'circle',
  clear: 'square',
}

export function standingIcon(standing: Standing): TemplateResult {
  return html`<svg class="icon standing ${standing}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${paths[shapes[standing]]}></path>
  </svg>`
}

export function standingWord(standing: Standing, { t }: Words): TemplateResult {
  return html`<span class="standing-word ${standing}">${standingIcon(standing)}${t(`standing.${standing}`)}</span>`
}

/** Fillings of the cells; sizes in metres. */
export const hatches = svg`<defs>
  <pattern id="hatch-listed" width="200" height="200" patternUnits="userSpaceOnUse">
    <path class="line" d="M0 0L200 200M200 0L0 200"></path>
  </pattern>
  <pattern id="hatch-near" width="250" height="250" patternUnits="userSpaceOnUse">
    <path class="line" d="M-60 190L190 -60M60 310L310 60"></path>
  </pattern>
  <pattern id="hatch-held" width="250" height="250" patternUnits="userSpaceOnUse">
    <circle class="dot" cx="125" cy="125" r="50"></circle>
  </pattern>
</defs>`

/** The filling of a cell of that standing, for the legend beside the map. */
export function standingSwatch(standing: Standing): TemplateResult {
  const square = 'M0 0h1000v1000h-1000Z'
  return html`<svg class="cell-swatch" viewBox="-40 -40 1080 1080" aria-hidden="true" focusable="false">
    <g class=${standing}><path class="ground" d=${square}></path><path class="fill" d=${square}></path></g>
  </svg>`
}
