// How do the computed numbers become charts? One configuration for the distribution, one for the trend.
import type { ChartConfiguration, PointStyle } from 'chart.js'
import { monthShortText } from '../formats.ts'
import {
  type ChartColours,
  type ChartIsland,
  type Marks,
  marksPlugin,
  mountChart,
  roomAbove,
} from '../parts/chart.ts'
import { axis, still, tooltip } from './chart-frame.ts'
import { type Bar, type Mark, markPosition } from './distribution.ts'
import { barName, type DistributionModel, markLabel, type TrendModel } from './labels.ts'
import { shareRange } from './trend.ts'

const dashes: Readonly<Record<Mark['kind'], readonly number[]>> = { target: [], median: [6, 4], p90: [2, 3] }

function distributionMarks({ chart, words }: DistributionModel): Marks {
  const upright = chart.marks.map((mark) => ({
    position: markPosition(chart, mark),
    label: markLabel(mark, words),
    dash: dashes[mark.kind],
    strong: mark.kind === 'target',
  }))
  return { upright: upright.sort((a, b) => a.position - b.position), level: [] }
}

function distributionConfiguration(model: DistributionModel, colours: ChartColours): ChartConfiguration {
  const { chart, words } = model
  const marks = distributionMarks(model)
  const tickName = ({ fromMinutes, toMinutes }: Bar) =>
    toMinutes === undefined ? `>${fromMinutes}` : `${toMinutes}`
  return {
    type: 'bar',
    data: {
      labels: chart.bars.map(tickName),
      datasets: [
        {
          data: chart.bars.map((bar) => bar.count),
          backgroundColor: colours.bar,
          barPercentage: 1,
          categoryPercentage: 0.86,
        },
      ],
    },
    options: {
      ...still,
      layout: { padding: { top: roomAbove(marks) } },
      plugins: {
        tooltip: {
          ...tooltip(colours),
          callbacks: { title: ([item]) => barName(chart.bars[item.dataIndex], words) },
        },
      },
      scales: {
        x: { ...axis(colours, words.t('axis.minutes')), grid: { display: false } },
        y: {
          ...axis(colours, words.t('axis.tasks')),
          beginAtZero: true,
          grid: { color: colours.grid },
          ticks: { ...axis(colours, '').ticks, precision: 0 },
        },
      },
    },
    plugins: [
      marksPlugin(
        () => marks,
        () => colours,
      ),
    ],
  }
}

const pointStyles: readonly PointStyle[] = ['circle', 'rectRot', 'triangle', 'rect']
const lineDashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]]

/** Colour, point shape and dash all tell the zones apart. */
function trendLine({ chart, names }: TrendModel, i: number, colours: ChartColours) {
  const { points } = chart.lines[i]
  const colour = [colours['series-1'], colours['series-2'], colours['series-3'], colours['series-4']][i % 4]
  return {
    label: names[i],
    data: points.map((point) => (point.share === undefined ? null : point.share * 100)),
    borderColor: colour,
    borderWidth: 2,
    borderDash: lineDashes[i % 4],
    pointStyle: pointStyles[i % 4],
    pointRadius: 5,
    pointBorderWidth: 1.5,
    pointBackgroundColor: points.map((point) => (point.enough ? colour : colours.panel)),
    pointBorderColor: colour,
    spanGaps: false,
    // A point at 100 % is drawn whole.
    clip: 8,
  }
}

function trendMarks({ chart, seams }: TrendModel): Marks {
  return {
    upright: seams.map((seam, i) => ({
      position: (seam.position + 0.5) / chart.months.length,
      label: String(i + 1),
      dash: [3, 3],
      strong: false,
    })),
    level: [{ value: chart.requiredShare * 100 }],
  }
}

function trendConfiguration(model: TrendModel, colours: ChartColours): ChartConfiguration {
  const { chart, words } = model
  const marks = trendMarks(model)
  const used = (line: number, point: number) => chart.lines[line].points[point].used
  return {
    type: 'line',
    data: {
      labels: chart.months.map(monthShortText),
      datasets: chart.lines.map((_, i) => trendLine(model, i, colours)),
    },
    options: {
      ...still,
      layout: { padding: { top: roomAbove(marks) } },
      plugins: {
        tooltip: {
          ...tooltip(colours),
          callbacks: {
            title: ([item]) => words.month(chart.months[item.dataIndex]),
            label: ({ dataset, parsed, datasetIndex, dataIndex }) =>
              `${dataset.label}: ${words.percent((parsed.y ?? 0) / 100)} (n = ${used(datasetIndex, dataIndex)})`,
          },
        },
      },
      scales: {
        x: { ...axis(colours, words.t('axis.months')), offset: true, grid: { display: false } },
        y: { ...axis(colours, words.t('axis.share')), grid: { color: colours.grid }, ...shareRange(chart) },
      },
    },
    plugins: [
      marksPlugin(
        () => marks,
        () => colours,
      ),
    ],
  }
}

export function mountDistribution(canvas: HTMLCanvasElement): ChartIsland<DistributionModel> {
  return mountChart(canvas, distributionConfiguration)
}

export function mountTrend(canvas: HTMLCanvasElement): ChartIsland<TrendModel> {
  return mountChart(canvas, trendConfiguration)
}
