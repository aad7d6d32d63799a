// How tall are the bars of a day? Pure geometry of one small chart; each stream has a scale of its own, labelled.

export const box = { width: 336, height: 132, left: 38, right: 2, top: 8, bottom: 20 } as const

export interface Bar {
  readonly hour: number
  readonly value: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Scale {
  readonly top: number
  /** Values with a line, zero first. */
  readonly ticks: readonly number[]
}

/** From zero to a round value not below the highest; no chart is without a scale. */
export function scaleOf(highest: number): Scale {
  const least = highest > 0 ? highest : 1
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [0.2, 0.5, 1, 2, 5].map((part) => part * power).find((one) => one * 4 >= least - 1e-9)!
  const count = Math.max(1, Math.ceil(least / step - 1e-9))
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6)))
  return { top: ticks.at(-1)!, ticks }
}

export function yOf(value: number, { top }: Scale): number {
  const space = box.height - box.top - box.bottom
  return box.height - box.bottom - (value / top) * space
}

export function barsOf(values: readonly number[], scale: Scale): readonly Bar[] {
  const step = (box.width - box.left - box.right) / values.length
  return values.map((value, hour) => {
    const y = yOf(value, scale)
    return {
      ...{ hour, value, y, width: step - 2, height: box.height - box.bottom - y },
      x: box.left + hour * step + 1,
    }
  })
}

/** The hour of the highest value, the first of several; absent where there is none. */
export function peakHour(values: readonly number[]): number | undefined {
  const most = Math.max(...values)
  return most > 0 ? values.indexOf(most) : undefined
}
