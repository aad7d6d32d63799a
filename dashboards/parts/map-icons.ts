// How does a symbol look on the map? Drawn on a canvas from the same paths as everywhere; no glyph server.
import { type Colours, readColours } from './colours.ts'
import { halo, textColour, textPixels, unitLooks, unitPixels } from './map-looks.ts'
import { familyShapes, type Look, paths, type Shape, type UnitFamily } from './symbols.ts'

export interface Icon {
  readonly image: ImageData
  readonly pixelRatio: number
}

const pixelRatio = 2
const tokens = ['ink', 'panel', 'muted', 'alarm', 'warn', 'on-solid', 'focus'] as const
type Palette = Colours<(typeof tokens)[number]>

function canvasOf(width: number, height: number) {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * pixelRatio)
  canvas.height = Math.ceil(height * pixelRatio)
  const context = canvas.getContext('2d')!
  context.scale(pixelRatio, pixelRatio)
  const take = (): Icon => ({ image: context.getImageData(0, 0, canvas.width, canvas.height), pixelRatio })
  return { context, take }
}

interface ShapeStyle {
  readonly size: number
  readonly fill: string
  readonly line: string
  readonly halo: string
  readonly dashed?: boolean
}

function drawShape(shape: Shape, { size, fill, line, halo, dashed }: ShapeStyle) {
  const margin = 2
  const { context, take } = canvasOf(size + 2 * margin, size + 2 * margin)
  context.translate(margin, margin)
  context.scale(size / 24, size / 24)
  const path = new Path2D(paths[shape])
  context.lineJoin = 'round'
  context.lineWidth = 6
  context.strokeStyle = halo
  context.stroke(path)
  context.fillStyle = fill
  context.fill(path)
  context.lineWidth = 2.6
  if (dashed) context.setLineDash([4, 3])
  context.strokeStyle = line
  context.stroke(path)
  return { context, take }
}

function drawLetter(
  context: CanvasRenderingContext2D,
  letter: string,
  { colour, y }: { colour: string; y: number },
) {
  context.fillStyle = colour
  context.font = '700 13px system-ui, sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(letter, 12, y)
}

function taskIcon(letter: string, look: string, palette: Palette): Icon {
  const done = look === 'reached'
  const solid = look === 'overdue' ? palette.alarm : look === 'calm' ? palette.ink : palette.warn
  const line = done ? palette.muted : solid
  const style = { size: done ? 22 : 30, fill: done ? palette.panel : solid, line, halo: palette.panel }
  const { context, take } = drawShape('pin', style)
  drawLetter(context, letter, { colour: done ? palette.muted : palette['on-solid'], y: 10 })
  return take()
}

/** Lines that differ by direction and by colour, over a ground that lets the area class through. */
function hatchIcon(hatch: string, palette: Palette): Icon {
  const size = 12
  const { context, take } = canvasOf(size, size)
  const colour = hatch === 'bare' ? palette.alarm : hatch === 'uncovered' ? palette.focus : palette.muted
  const rising = hatch !== 'outside'
  const falling = hatch !== 'bare'
  context.strokeStyle = colour
  context.lineWidth = hatch === 'bare' ? 2.6 : 1.6
  context.beginPath()
  for (const shift of [-size, 0, size]) {
    if (rising) context.moveTo(shift, size)
    if (rising) context.lineTo(shift + size, 0)
    if (falling) context.moveTo(shift, 0)
    if (falling) context.lineTo(shift + size, size)
  }
  context.stroke()
  return take()
}

function unitIcon(family: UnitFamily, look: Look, palette: Palette): Icon {
  const { fill, line, dashed } = unitLooks[look]
  return drawShape(familyShapes[family], {
    ...{ size: unitPixels, fill: palette[fill], line: palette[line], halo: palette[halo], dashed },
  }).take()
}

function placeIcon(kind: string, palette: Palette): Icon {
  const shape = kind === 'hospital' ? 'cross' : 'house'
  const size = kind === 'hospital' ? 16 : 14
  return drawShape(shape, { size, fill: palette.panel, line: palette.muted, halo: palette.panel }).take()
}

function textIcon(text: string, weight: 500 | 600, palette: Palette): Icon {
  const font = `${weight} ${textPixels}px system-ui, "Liberation Sans", sans-serif`
  const measure = canvasOf(1, 1).context
  measure.font = font
  const { context, take } = canvasOf(measure.measureText(text).width + 8, 18)
  context.font = font
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 3.5
  context.strokeStyle = palette[halo]
  context.strokeText(text, 4, 9)
  context.fillStyle = palette[textColour]
  context.fillText(text, 4, 9)
  return take()
}

/** `task|B|overdue`, `unit|ambulance|open`, `age|12 min`, `hatch|bare`, `place|station`, `name|Keuruu`; undefined for anything else. */
export function drawIcon(icon: string): Icon | undefined {
  const [kind, first = '', second = ''] = icon.split('|')
  const palette = readColours(tokens)
  if (kind === 'task') return taskIcon(first, second, palette)
  if (kind === 'hatch') return hatchIcon(first, palette)
  if (kind === 'unit') return unitIcon(first as UnitFamily, second as Look, palette)
  if (kind === 'place') return placeIcon(first, palette)
  if (kind === 'age') return textIcon(first, 600, palette)
  return kind === 'name' ? textIcon(first, 500, palette) : undefined
}
