// How do measured drives spread around the expected ones? Quantiles by length of the drive, against the line of equals.
import type { DriveBasis } from '../../src/contract/drive-times.ts'
import { axis, still, tooltip } from '../compliance/chart-frame.ts'
import { type ChartColours, type ChartIsland, mountChart } from '../parts/chart.ts'
import { decimalText } from '../parts/table.ts'
import type { Language } from '../vocabulary.ts'
import { wordsFor } from '../words.ts'

export interface QuantileModel {
  readonly bins: DriveBasis['bins']
  readonly language: Language
}

const lines = [
  { name: 'p90', dash: [2, 3], point: 'triangle', colour: 'series-3' },
  { name: 'p50', dash: [], point: 'circle', colour: 'series-1' },
  { name: 'p10', dash: [8, 4], point: 'rect', colour: 'series-2' },
] as const

export function mountQuantiles(canvas: HTMLCanvasElement): ChartIsland<QuantileModel> {
  return mountChart(canvas, ({ bins, language }, colours: ChartColours) => {
    const words = wordsFor(language)
    const known = bins.filter(({ expectedSeconds }) => expectedSeconds !== undefined)
    const longest = Math.max(1, ...known.map(({ expectedSeconds }) => expectedSeconds! / 60))
    const minutes = (value: number) => decimalText(value, 1, words)
    return {
      type: 'line',
      data: {
        datasets: [
          ...lines.map(({ name, dash, point, colour }) => ({
            label: words.t(`drive.${name}`),
            data: known.map((bin) => ({ x: bin.expectedSeconds! / 60, y: bin[name]! / 60 })),
            ...{ borderColor: colours[colour], borderDash: [...dash], borderWidth: 2 },
            ...{ pointStyle: point, pointRadius: 5, pointBackgroundColor: colours[colour] },
          })),
          {
            label: words.t('drive.equal'),
            data: [
              { x: 0, y: 0 },
              { x: longest, y: longest },
            ],
            ...{ borderColor: colours.muted, borderWidth: 1.5, pointRadius: 0 },
          },
        ],
      },
      options: {
        ...still,
        plugins: {
          tooltip: {
            ...tooltip(colours),
            callbacks: {
              title: ([item]) => `${words.t('drive.expected')} ${minutes(item.parsed.x ?? 0)} min`,
              label: ({ dataset, parsed }) => `${dataset.label}: ${minutes(parsed.y ?? 0)} min`,
            },
          },
        },
        scales: {
          x: {
            type: 'linear',
            ...{ ...axis(colours, words.t('drive.axis-expected')), min: 0, grid: { color: colours.grid } },
          },
          y: { ...axis(colours, words.t('drive.axis-measured')), min: 0, grid: { color: colours.grid } },
        },
      },
    }
  })
}
