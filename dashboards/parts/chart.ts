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

/** A line across the plot at a value of the y axis; the key above the chart names it, where nothing can cross it. */
export interface LevelMark {
  readonly value: number
}

export interface ChartIsland<T> {
  update(model: T): void
  remove(): void
}

export const fontOf = (size: number) => ({ family: 'system-ui, "Liberation Sans", sans-serif', size })
const labelHeight = 15

interface UprightPlace {
  readonly mark: UprightMark
  readonly x: number
  readonly top: number
}

/** One row of labels for each mark, so that none covers another. */
function uprightPlaces({ chartArea }: Chart, marks: readonly UprightMark[]): readonly UprightPlace[] {
  return marks.map((mark, i) => ({
    mark,
    x: chartArea.left + mark.position * chartArea.width,
    top: chartArea.top - (marks.length - i) * labelHeight,
  }))
}

function drawUprightLine({ ctx, chartArea }: Chart, { mark, x, top }: UprightPlace, colours: ChartColours) {
  ctx.save()
  ctx.strokeStyle = mark.strong ? colours.ink : colours.muted
  ctx.lineWidth = mark.strong ? 2 : 1.5
  ctx.setLineDash([...mark.dash])
  ctx.beginPath()
  ctx.moveTo(x, top)
  ctx.lineTo(x, chartArea.bottom)
  ctx.stroke()
  ctx.restore()
}

/** Drawn after all lines, on a ground of its own: a label stays legible where it crosses the line of another. */
function drawUprightLabel({ ctx, chartArea }: Chart, { mark, x, top }: UprightPlace, colours: ChartColours) {
  ctx.save()
  ctx.font = '11px system-ui, "Liberation Sans", sans-serif'
  const { width } = ctx.measureText(mark.label)
  const left = x + 6 + width > chartArea.right ? x - 5 - width : x + 4
  ctx.fillStyle = colours.panel
  ctx.fillRect(left - 1, top, width + 2, labelHeight - 2)
  ctx.fillStyle = mark.strong ? colours.ink : colours.muted
  ctx.fillText(mark.label, left, top + 10)
  ctx.restore()
}

function drawLevel(chart: Chart, { value }: LevelMark, colours: ChartColours): void {
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
      const places = uprightPlaces(chart, upright)
      for (const place of places) drawUprightLine(chart, place, colours())
      for (const place of places) drawUprightLabel(chart, place, colours())
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
