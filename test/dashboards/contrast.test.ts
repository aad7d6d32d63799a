import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { fourMetres, leastTextPixels, mapSizes } from '../../dashboards/board/modes.ts'
import {
  halo,
  textColour,
  textPixels,
  unitGrowth,
  unitLooks,
  unitPixels,
} from '../../dashboards/parts/map-looks.ts'

const css = readFileSync(new URL('../../dashboards/styles/tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'night'

function tokens(theme: Theme): Record<string, string> {
  const pairs = css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)
  return Object.fromEntries(
    [...pairs].map(([, name, light, night]) => [name, theme === 'light' ? light : night]),
  )
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [red, green, blue] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

/** [in front, behind] */
const text: readonly (readonly [string, string])[] = [
  ...['page', 'panel', 'raised', 'warn-soft', 'alarm-soft'].map((behind) => ['ink', behind] as const),
  ...['page', 'panel', 'raised', 'alarm-soft'].map((behind) => ['muted', behind] as const),
  ...['page', 'panel', 'raised', 'alarm-soft'].map((behind) => ['alarm', behind] as const),
  ...['page', 'panel', 'raised', 'warn-soft'].map((behind) => ['warn', behind] as const),
  ['good', 'panel'],
  ...['ink', 'alarm', 'warn'].map((behind) => ['on-solid', behind] as const),
  // A badge on a filled line has the line's colour as its letter.
  ...['alarm-fill', 'warn-fill'].map((behind) => ['on-fill', behind] as const),
]

/** Shapes and lines that carry meaning. */
const shapes: readonly (readonly [string, string])[] = [
  ...['page', 'panel', 'raised'].map((behind) => ['focus', behind] as const),
  ...['series-1', 'series-2', 'series-3', 'series-4'].map((line) => [line, 'panel'] as const),
  ['good', 'page'],
  ['ink', 'class-2'],
  ['ink', 'class-3'],
]

for (const theme of ['light', 'night'] as const) {
  describe(`contrast of the tokens, ${theme}`, () => {
    const of = tokens(theme)
    for (const [pairs, least] of [
      [text, 4.5],
      [shapes, 3],
    ] as const) {
      for (const [front, behind] of pairs) {
        it(`${front} on ${behind} is at least ${least}`, () => {
          expect(contrast(of[front], of[behind])).to.be.at.least(least)
        })
      }
    }
  })
}

const rem = 16
const size = (name: string) => Number(css.match(new RegExp(`--${name}: ([\\d.]+)rem`))![1]) * rem

for (const theme of ['light', 'night'] as const)
  describe(`symbols on the map, ${theme}`, () => {
    const of = tokens(theme)
    for (const [look, { line }] of Object.entries(unitLooks))
      it(`the line of a ${look} unit on its halo is at least 3`, () => {
        expect(contrast(of[line], of[halo])).to.be.at.least(3)
      })

    it('the age of a ghost on its halo is at least 4.5', () => {
      expect(contrast(of[textColour], of[halo])).to.be.at.least(4.5)
    })

    it('a ghost stands out from what it is filled with, and is no fresh unit by its line alone', () => {
      const { dashed: ghost, open, solid } = unitLooks
      expect(contrast(of[ghost.line], of[ghost.fill])).to.be.at.least(3)
      expect([ghost.dashed, open.dashed, solid.dashed]).to.deep.equal([true, false, false])
    })
  })

describe('sizes on the map', () => {
  for (const [mode, { symbols, leastText = 0 }] of Object.entries(mapSizes)) {
    it(`ages of ghosts are no smaller than the least text, ${mode}`, () => {
      const drawn = Math.max(symbols * textPixels, leastText)
      const least = mode === 'wall' ? leastTextPixels(fourMetres) : mode === 'vehicle' ? 18 : size('tiny')
      expect(drawn).to.be.at.least(least)
    })

    it(`a ghost is as large as a letter of the least text at any zoom, ${mode}`, () => {
      const [far] = unitGrowth
      expect(unitPixels * far * symbols).to.be.at.least(size('tiny'))
    })
  }
})
