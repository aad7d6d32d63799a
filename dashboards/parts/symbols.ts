// Which shape means what? Paths in a 24 x 24 box, drawn alike in tables, in the legend and on the map.
import { html, svg, type TemplateResult } from 'lit-html'
import type { Light, UnitType } from '../vocabulary.ts'

export const paths = {
  diamond: 'M12 1.5 22.5 12 12 22.5 1.5 12Z',
  circle: 'M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19Z',
  square: 'M3 3h18v18H3Z',
  tablet: 'M5 6h14a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3Z',
  triangle: 'M12 2.5 22.5 21H1.5Z',
  pentagon: 'M12 2 22.5 9.6 18.5 21.5h-13L1.5 9.6Z',
  cross: 'M9 2h6v7h7v6h-7v7H9v-7H2V9h7Z',
  hexagon: 'M12 1.5 21.5 7v10L12 22.5 2.5 17V7Z',
  house: 'M12 2 22 11h-3v10H5V11H2Z',
  pin: 'M12 23.5C9 18.5 3 15 3 9.5a9 9 0 0 1 18 0C21 15 15 18.5 12 23.5Z',
} as const
export type Shape = keyof typeof paths

const urgencyShapes: Readonly<Record<string, Shape>> = { A: 'diamond', B: 'circle', C: 'square', D: 'square' }

/** Filled for the two that are driven to with lights, outlined for the others; unknown letters are dashed. */
export function urgencyBadge(urgency: string | undefined): TemplateResult {
  const letter = urgency ?? '–'
  const shape = paths[urgencyShapes[letter] ?? 'hexagon']
  const look =
    letter === 'A' || letter === 'B' ? 'solid' : letter === 'C' || letter === 'D' ? 'open' : 'dashed'
  return html`<svg class="badge ${look}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${svg`<path d=${shape}></path><text x="12" y="16.4" text-anchor="middle">${letter.slice(0, 2)}</text>`}
  </svg>`
}

/** Unit types gathered into what a commander tells apart at a glance. */
export const unitFamilies = [
  'ambulance',
  'first-response',
  'commander',
  'helicopter',
  'rescue',
  'other-unit',
] as const
export type UnitFamily = (typeof unitFamilies)[number]

const families: Readonly<Record<UnitType, UnitFamily>> = {
  'first-response': 'first-response',
  bls: 'ambulance',
  als: 'ambulance',
  assessment: 'ambulance',
  'field-commander': 'commander',
  'doctor-helicopter': 'helicopter',
  'rescue-unit': 'rescue',
  spearhead: 'rescue',
  'rescue-officer': 'commander',
  support: 'other-unit',
  other: 'other-unit',
}

export function unitFamily(type: UnitType | undefined): UnitFamily {
  return type === undefined ? 'other-unit' : (families[type] ?? 'other-unit')
}

export const familyShapes: Readonly<Record<UnitFamily, Shape>> = {
  ambulance: 'tablet',
  'first-response': 'triangle',
  commander: 'pentagon',
  helicopter: 'hexagon',
  rescue: 'square',
  'other-unit': 'circle',
}

export type Look = 'solid' | 'open' | 'dashed'

export function shapeIcon(shape: Shape, look: Look): TemplateResult {
  return html`<svg class="icon ${look}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${paths[shape]}></path>
  </svg>`
}

const mark = {
  tick: 'M7.5 12.4 10.8 15.6 16.6 8.8',
  bang: 'M12 9v5.5M12 17.6v.4',
  question: 'M9.4 9.6a2.7 2.7 0 1 1 3.9 2.5c-.9.5-1.3 1-1.3 2M12 17v.3',
  upper: 'M12 2.5a9.5 9.5 0 0 1 0 19Z',
  lower: 'M12 2.5 22.5 21H12Z',
} as const

function lightDrawing(light: Light) {
  switch (light) {
    case 'met':
      return svg`<path class="body" d=${paths.circle}></path><path class="mark" d=${mark.tick}></path>`
    case 'leaning-met':
      return svg`<path class="edge" d=${paths.circle}></path><path class="half" d=${mark.upper}></path>`
    case 'leaning-missed':
      return svg`<path class="edge" d=${paths.triangle}></path><path class="half" d=${mark.lower}></path>`
    case 'missed':
      return svg`<path class="body" d=${paths.triangle}></path><path class="mark" d=${mark.bang}></path>`
    case 'cannot-tell':
      return svg`<path class="edge" d=${paths.circle}></path><path class="line" d=${mark.question}></path>`
  }
}

/** Word + shape + colour: the word is the caller's. */
export function lightIcon(light: Light): TemplateResult {
  return html`<svg class="light ${light}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${lightDrawing(light)}
  </svg>`
}
