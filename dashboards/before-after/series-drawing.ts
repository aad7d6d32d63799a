// Where do the points of the course lie? Time along, minutes up; whiskers are the intervals of the medians.
import type { BeforeAfter } from '../../src/contract/before-after.ts'

export const box = { width: 900, height: 300, left: 56, right: 16, top: 34, bottom: 34 } as const

export interface SeriesPoint {
  readonly x: number
  readonly y: number
  readonly low: number
  readonly high: number
}

export interface SeriesMark {
  readonly x: number
  readonly label: string
  readonly itself: boolean
}

export interface SeriesDrawing {
  /** Runs of neighbouring points: a gap parts them. */
  readonly area: readonly (readonly SeriesPoint[])[]
  readonly control: readonly (readonly SeriesPoint[])[]
  readonly ticks: readonly { readonly y: number; readonly seconds: number }[]
  readonly dates: readonly { readonly x: number; readonly on: string }[]
  readonly marks: readonly SeriesMark[]
}

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000

/** Undefined without any point to draw. */
export function seriesDrawing({ series, change, confounders }: BeforeAfter): SeriesDrawing | undefined {
  const { points } = series
  const levels = points
    .flatMap(({ area, control }) => [area, control])
    .filter(({ value }) => value !== undefined)
  if (levels.length === 0) return undefined
  // One wide interval must not press all medians to the ground: it is cut at the top, and whole in the table.
  const most = Math.max(...levels.map(({ value }) => value!))
  const reach = Math.min(most * 1.6, Math.max(...levels.map(({ value, high }) => high ?? value!)))
  const step = reach > 1800 ? 600 : reach > 600 ? 180 : 60
  const top = Math.ceil(reach / step) * step
  const [first, last] = [dayOf(points[0].from), dayOf(points.at(-1)!.to)]
  const xOf = (day: number) =>
    box.left + ((day - first) / (last - first)) * (box.width - box.left - box.right)
  const yOf = (seconds: number) =>
    box.top + (1 - Math.max(0, Math.min(seconds, top)) / top) * (box.height - box.top - box.bottom)
  const runsOf = (side: 'area' | 'control') => {
    const runs: SeriesPoint[][] = []
    let open = false
    for (const point of points) {
      const { value, low, high } = point[side]
      if (value === undefined) {
        open = false
        continue
      }
      const x = xOf((dayOf(point.from) + dayOf(point.to)) / 2)
      const placed = { x, y: yOf(value), low: yOf(low ?? value), high: yOf(high ?? value) }
      if (open) runs.at(-1)!.push(placed)
      else runs.push([placed])
      open = true
    }
    return runs
  }
  const within = (on: string) => dayOf(on) >= first && dayOf(on) <= last
  return {
    ...{ area: runsOf('area'), control: runsOf('control') },
    ticks: Array.from({ length: top / step + 1 }, (_, i) => ({ y: yOf(i * step), seconds: i * step })),
    dates: points
      .filter((_, i) => i % Math.ceil(points.length / 8) === 0)
      .map(({ from }) => ({ x: xOf(dayOf(from)), on: from })),
    marks: [
      { x: xOf(dayOf(change.on)), label: '', itself: true },
      ...confounders
        .map(({ on, itself }, i) => ({ on, itself, label: String(i + 1) }))
        .filter(({ on, itself }) => !itself && within(on))
        .map(({ on, label }) => ({ x: xOf(dayOf(on)), label, itself: false })),
    ],
  }
}
