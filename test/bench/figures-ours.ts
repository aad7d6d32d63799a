/** The figures store as an engine of its benchmark. */
import { percentile } from '../../src/domain/statistics.ts'
import { createFigures, type Group } from '../../src/figures/figures.ts'
import type { AnswerRow, Engine } from './figures-engine.ts'
import { calendar, limits, reasons } from './national-rows.ts'

export function openOurs(): Engine {
  const figures = createFigures(calendar)
  const used = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
  globalThis.gc?.()
  const before = used()
  return {
    load: (rows) => figures.update(rows),
    ask: ({ from, to, municipality }) =>
      figures
        .groups({ service: 'ems', from, to, where: municipality === undefined ? {} : { municipality } })
        .map(answerOf),
    memory: () => `heap and arrays ${Math.round((used() - before) / 1e6)} MB`,
  }
}

function answerOf({ decision, urgencyGroup, zone, measure, total, excluded, seconds }: Group): AnswerRow {
  const within = limits[urgencyGroup]?.[zone ?? '']
  return [
    ...[decision!, urgencyGroup, zone ?? null, measure!, total, seconds.length],
    ...reasons.map((reason) => excluded[reason] ?? 0),
    ...[percentile(seconds, 0.5) ?? null, percentile(seconds, 0.9) ?? null],
    within === undefined ? 0 : countAtMost(seconds, within),
  ]
}

function countAtMost(sorted: Int32Array, limit: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
