// In which tokens and how large are symbols and texts on the map drawn? Apart from the canvas, so that a test reads them.
import type { Look } from './symbols.ts'

/** What lies around every symbol and text, whatever is under it. */
export const halo = 'panel'

/** Old places are ghosts: dashed, and never filled. */
export const unitLooks: Readonly<
  Record<Look, { readonly fill: 'ink' | 'panel'; readonly line: 'ink' | 'muted'; readonly dashed: boolean }>
> = {
  solid: { fill: 'ink', line: 'ink', dashed: false },
  open: { fill: 'panel', line: 'ink', dashed: false },
  dashed: { fill: 'panel', line: 'muted', dashed: true },
}

/** CSS pixels, before they are made larger. */
export const unitPixels = 15
/** Of names and of the ages of ghosts. */
export const textPixels = 12
export const textColour = 'muted'

/** The whole county at once would be hidden under full-size symbols: sizes at zoom 6 and from 9 on. */
export const unitGrowth = [0.8, 1] as const
export const placeGrowth = [0.65, 1] as const
