// How does a control chart become a drawing? The points, the centre and the limits that step with the number of tasks.
import type { ChartConfiguration, ChartDataset, Plugin, PointStyle } from 'chart.js'
import { durationText } from '../formats.ts'
import { type ChartColours, type ChartIsland, fontOf, mountChart } from '../parts/chart.ts'
import type { Words } from '../words.ts'
import { axis, still, tooltip } from './chart-frame.ts'
import {
  type ControlModel,
  type PointShape,
  pointName,
  pointTick,
  shapeOf,
  valueRange,
  valueText,
} from './stability.ts'

export interface ControlDrawing {
  readonly model: ControlModel
  readonly words: Words
}

const styles: Readonly<Record<PointShape, PointStyle>> = {
  beyond: 'triangle',
  pattern: 'rectRot',
  plain: 'circle',
}
const radii: Readonly<Record<PointShape, number>> = { beyond: 8, pattern: 7, plain: 3 }

type Line = ChartDataset<'line', (number | null)[]>

const orNull = (value: number | undefined) => value ?? null

function pointsLine({ points }: ControlModel, colours: ChartColours): Line {
  const shapes = points.map(shapeOf)
  return {
    data: points.map(({ value }) => orNull(value)),
    borderColor: colours['series-2'],
    borderWidth: 1.5,
    pointStyle: shapes.map((shape) => styles[shape]),
    pointRadius: shapes.map((shape) => radii[shape]),
    pointBackgroundColor: shapes.map((shape) => (shape === 'plain' ? colours['series-2'] : colours.ink)),
    pointBorderColor: shapes.map((shape) => (shape === 'plain' ? colours['series-2'] : colours.panel)),
    spanGaps: false,
    clip: 9,
  }
}

/** A limit or the centre: no points, no tooltip. */
function level(data: (number | null)[], colour: string, dash: number[], isStepped: boolean): Line {
  return {
    ...{ data, borderColor: colour, borderWidth: 1.5, borderDash: dash },
    ...{ pointRadius: 0, pointHitRadius: 0, spanGaps: false, stepped: isStepped ? 'middle' : false },
  }
}

function levels({ points, centre, required }: ControlModel, colours: ChartColours): Line[] {
  const flat = (value: number | undefined) => points.map(() => orNull(value))
  return [
    level(flat(centre), colours.muted, [], false),
    level(
      points.map(({ low }) => orNull(low)),
      colours.muted,
      [6, 4],
      true,
    ),
    level(
      points.map(({ high }) => orNull(high)),
      colours.muted,
      [6, 4],
      true,
    ),
    ...(required === undefined ? [] : [level(flat(required), colours.ink, [2, 3], false)]),
  ]
}

const seamRoom = 18

/** All numbers on one row: they are short, and the chart keeps its height. The first point stands at the left edge. */
function seamPlugin({ seams, points }: ControlModel, colours: ChartColours): Plugin<'line'> {
  return {
    id: 'seams',
    beforeDatasetsDraw({ ctx, chartArea: { left, top, bottom, width } }) {
      ctx.save()
      ctx.strokeStyle = colours.muted
      ctx.fillStyle = colours.muted
      ctx.font = '11px system-ui, "Liberation Sans", sans-serif'
      ctx.textAlign = 'center'
      ctx.setLineDash([3, 3])
      seams.forEach(({ position }, i) => {
        const x = left + (position / Math.max(1, points.length - 1)) * width
        ctx.beginPath()
        ctx.moveTo(x, top - 4)
        ctx.lineTo(x, bottom)
        ctx.stroke()
        ctx.fillText(String(i + 1), x, top - 7)
      })
      ctx.restore()
    },
  }
}

/** Ends on lines of its own step. */
function evenRange(model: ControlModel): { min: number; max: number } {
  const range = valueRange(model)
  if (model.figure === 'share') return range
  const step = stepOf(range)
  return { min: Math.floor(range.min / step) * step, max: Math.ceil(range.max / step) * step }
}

/** Whole minutes between the lines, few enough of them. */
function stepOf({ min, max }: { min: number; max: number }): number {
  return [60, 120, 300, 600, 1800].find((step) => (max - min) / step <= 6) ?? 3600
}

function configuration({ model, words }: ControlDrawing, colours: ChartColours): ChartConfiguration<'line'> {
  const { points, step, figure } = model
  const range = evenRange(model)
  const tick = (value: string | number) =>
    figure === 'share' ? String(Math.round(Number(value) * 100)) : durationText(Number(value))
  const title = words.t(figure === 'share' ? 'axis.share' : 'stability.axis.median')
  return {
    type: 'line',
    data: {
      labels: points.map(({ at }) => pointTick(at, step, words)),
      datasets: [pointsLine(model, colours), ...levels(model, colours)],
    },
    options: {
      ...still,
      layout: { padding: { top: seamRoom } },
      plugins: {
        tooltip: {
          ...tooltip(colours),
          filter: ({ datasetIndex }) => datasetIndex === 0,
          callbacks: {
            title: ([item]) => (item ? pointName(points[item.dataIndex].at, step, words) : ''),
            label: ({ dataIndex }) => labelOf(dataIndex, model, words),
            afterLabel: ({ dataIndex }) => points[dataIndex].signals.map((rule) => words.t(`rule.${rule}`)),
          },
        },
      },
      scales: {
        x: { ...axis(colours, ''), title: { display: false }, grid: { display: false } },
        y: {
          ...axis(colours, title),
          ...range,
          grid: { color: colours.grid },
          ticks: {
            ...{ color: colours.muted, font: fontOf(11), callback: tick },
            stepSize: figure === 'share' ? 0.1 : stepOf(range),
          },
        },
      },
    },
    plugins: [seamPlugin(model, colours)],
  }
}

function labelOf(i: number, model: ControlModel, words: Words): string {
  const { value, n } = model.points[i]
  return `${valueText(value, model, words)} (n = ${words.number(n)})`
}

export function mountControl(canvas: HTMLCanvasElement): ChartIsland<ControlDrawing> {
  return mountChart(
    canvas,
    configuration as (model: ControlDrawing, colours: ChartColours) => ChartConfiguration,
  )
}
