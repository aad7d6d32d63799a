// How does a symbol look on the map? Drawn on a canvas from the same paths as everywhere; no glyph server.
import { type Colours, readColours } from './colours.ts'
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

/** A ghost carries its age below; the shape stays in the middle, where the unit was. */
function ghostIcon(family: UnitFamily, age: string, palette: Palette): Icon {
  const [width, height] = [56, 44]
  const { context, take } = canvasOf(width, height)
  const ghost = unitIcon(family, 'dashed', palette)
  const drawn = document.createElement('canvas')
  drawn.width = ghost.image.width
  drawn.height = ghost.image.height
  drawn.getContext('2d')!.putImageData(ghost.image, 0, 0)
  const size = ghost.image.width / ghost.pixelRatio
  context.drawImage(drawn, (width - size) / 2, (height - size) / 2, size, size)
  context.font = '600 10.5px system-ui, "Liberation Sans", sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = palette.panel
  context.strokeText(age, width / 2, height - 8)
  context.fillStyle = palette.muted
  context.fillText(age, width / 2, height - 8)
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
  const line = look === 'dashed' ? palette.muted : palette.ink
  const fill = look === 'solid' ? palette.ink : palette.panel
  return drawShape(familyShapes[family], {
    size: 15,
    fill,
    line,
    halo: palette.panel,
    dashed: look === 'dashed',
  }).take()
}

function placeIcon(kind: string, palette: Palette): Icon {
  const shape = kind === 'hospital' ? 'cross' : 'house'
  const size = kind === 'hospital' ? 16 : 14
  return drawShape(shape, { size, fill: palette.panel, line: palette.muted, halo: palette.panel }).take()
}

function nameIcon(name: string, palette: Palette): Icon {
  const font = '500 11.5px system-ui, "Liberation Sans", sans-serif'
  const measure = canvasOf(1, 1).context
  measure.font = font
  const { context, take } = canvasOf(measure.measureText(name).width + 8, 18)
  context.font = font
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 3.5
  context.strokeStyle = palette.panel
  context.strokeText(name, 4, 9)
  context.fillStyle = palette.muted
  context.fillText(name, 4, 9)
  return take()
}

/** `task|B|overdue`, `unit|ambulance|open`, `unit|ambulance|dashed|12 min`, `hatch|bare`, `place|station`, `name|Keuruu`; undefined for anything else. */
export function drawIcon(icon: string): Icon | undefined {
  const [kind, first = '', second = '', age] = icon.split('|')
  const palette = readColours(tokens)
  if (kind === 'task') return taskIcon(first, second, palette)
  if (kind === 'hatch') return hatchIcon(first, palette)
  if (kind === 'unit' && age !== undefined) return ghostIcon(first as UnitFamily, age, palette)
  if (kind === 'unit') return unitIcon(first as UnitFamily, second as Look, palette)
  if (kind === 'place') return placeIcon(first, palette)
  return kind === 'name' ? nameIcon(first, palette) : undefined
}
