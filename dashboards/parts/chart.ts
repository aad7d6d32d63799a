// Charts as islands: they are handed numbers that pure functions have computed, and only draw them.
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  Tooltip,
} from 'chart.js'
import { type Colours, readColours } from './colours.ts'

Chart.register(
  BarController,
  BarElement,
  LineController,
  LineElement,
  PointElement,
  CategoryScale,
  LinearScale,
  Tooltip,
)

const tokens = [
  'ink',
  'muted',
  'grid',
  'panel',
  'bar',
  'series-1',
  'series-2',
  'series-3',
  'series-4',
] as const
export type ChartColours = Colours<(typeof tokens)[number]>
export const chartColours = (): ChartColours => readColours(tokens)

/** A line across the plot at a place 0..1 of its width, with a short label above. */
export interface UprightMark {
  readonly position: number
  readonly label: string
  readonly dash: readonly number[]
  readonly strong: boolean
}

/** A line across the plot at a value of the y axis. */
export interface LevelMark {
  readonly value: number
  readonly label: string
}

export interface ChartIsland<T> {
  update(model: T): void
  remove(): void
}

export const fontOf = (size: number) => ({ family: 'system-ui, "Liberation Sans", sans-serif', size })
const labelHeight = 15

/** Text that stays legible where it crosses lines and bars. */
function haloText(
  ctx: CanvasRenderingContext2D,
  text: string,
  at: { x: number; y: number; halo: string },
): void {
  ctx.setLineDash([])
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4
  ctx.strokeStyle = at.halo
  ctx.strokeText(text, at.x, at.y)
  ctx.fillText(text, at.x, at.y)
}

function drawUpright(chart: Chart, mark: UprightMark, row: number, colours: ChartColours): void {
  const { ctx, chartArea } = chart
  const x = chartArea.left + mark.position * chartArea.width
  const top = chartArea.top - row * labelHeight - 4
  ctx.save()
  ctx.strokeStyle = mark.strong ? colours.ink : colours.muted
  ctx.lineWidth = mark.strong ? 2 : 1.5
  ctx.setLineDash([...mark.dash])
  ctx.beginPath()
  ctx.moveTo(x, top)
  ctx.lineTo(x, chartArea.bottom)
  ctx.stroke()
  ctx.fillStyle = mark.strong ? colours.ink : colours.muted
  ctx.font = '11px system-ui, "Liberation Sans", sans-serif'
  const right = x + 6 + ctx.measureText(mark.label).width > chartArea.right
  ctx.textAlign = right ? 'right' : 'left'
  haloText(ctx, mark.label, { x: x + (right ? -4 : 4), y: top + 8, halo: colours.panel })
  ctx.restore()
}

function drawLevel(chart: Chart, { value, label }: LevelMark, colours: ChartColours): void {
  const { ctx, chartArea, scales } = chart
  const y = scales.y.getPixelForValue(value)
  ctx.save()
  ctx.strokeStyle = colours.ink
  ctx.lineWidth = 1.5
  ctx.setLineDash([2, 3])
  ctx.beginPath()
  ctx.moveTo(chartArea.left, y)
  ctx.lineTo(chartArea.right, y)
  ctx.stroke()
  ctx.fillStyle = colours.ink
  ctx.font = '11px system-ui, "Liberation Sans", sans-serif'
  ctx.textAlign = 'left'
  haloText(ctx, label, { x: chartArea.left + 4, y: y - 5, halo: colours.panel })
  ctx.restore()
}

export interface Marks {
  readonly upright: readonly UprightMark[]
  readonly level: readonly LevelMark[]
}

export function marksPlugin(marks: () => Marks, colours: () => ChartColours): Plugin {
  return {
    id: 'marks',
    afterDatasetsDraw(chart) {
      const { upright, level } = marks()
      upright.forEach((mark, i) => {
        drawUpright(chart, mark, upright.length - 1 - i, colours())
      })
      for (const mark of level) drawLevel(chart, mark, colours())
    },
  }
}

export function roomAbove({ upright }: Marks): number {
  return upright.length * labelHeight + 6
}

/** Rebuilt on each new model: a month is chosen seldom, and a fresh chart has no leftovers. */
export function mountChart<T>(
  canvas: HTMLCanvasElement,
  configure: (model: T, colours: ChartColours) => ChartConfiguration,
): ChartIsland<T> {
  let chart: Chart | undefined
  return {
    update(model) {
      chart?.destroy()
      chart = new Chart(canvas, configure(model, chartColours()))
    },
    remove: () => chart?.destroy(),
  }
}
