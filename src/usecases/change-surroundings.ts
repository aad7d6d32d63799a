/** What stands around a change: its course by month, who arrived first, how many tasks there were, what else happened. */
import type { BeforeAfter, ChangeLevel } from '../contract/before-after.ts'
import { type KnownSeam, knownSeams } from '../contract/seams.ts'
import { type Blocked, blockedPercentile } from '../domain/blocked-levels.ts'
import type { CellRole } from '../domain/change-area.ts'
import {
  type ChangeWindows,
  type DateWindow,
  isInWindow,
  placeboWindows,
  stretchesAround,
} from '../domain/change-windows.ts'
import { compareVolumes } from '../domain/compare-samples.ts'
import type { KnownChange } from '../domain/known-changes.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { minimumForMedian, wilson } from '../domain/statistics.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { FoundChange } from './change-scene.ts'
import type { PlacedTask, SortedTasks } from './change-tasks.ts'
import { othersTurn } from './others-turn.ts'
import { zoneVersionsWithin } from './periods.ts'
import type { CountyReference } from './reference.ts'

type Used = SortedTasks['tasks']

/** Whether the changed station's own units came first more often than before. */
export function ownUnitsOf(tasks: Used, station: string): BeforeAfter['ownUnits'] {
  const share = (when: 'before' | 'after') => {
    const own = tasks.filter(
      (task) => task.side === 'area' && task.when === when && task.station !== undefined,
    )
    const [n, hits] = [own.length, own.filter((task) => task.station === station).length]
    return n < minimumForMedian ? { n, hits } : { n, hits, value: hits / n, ...wilson(hits, n)! }
  }
  return { before: share('before'), after: share('after') }
}

export function volumeOf(
  tasks: { readonly before: number; readonly after: number },
  days: number,
): BeforeAfter['volume'] {
  const { before, after } = tasks
  const { ratio, interval, word } = compareVolumes({ tasks: before, days }, { tasks: after, days })
  return { before, after, ...(ratio === undefined ? {} : { ratio }), ...interval, word }
}

interface SeriesAsked {
  readonly change: string
  readonly windows: ChangeWindows
  readonly measure: Measure
}

/** Points of a month, or of three or six where the area has fewer than ten tasks a month; the change is an edge of them. */
export async function seriesOf(
  placed: readonly PlacedTask[],
  roles: readonly CellRole[],
  { change, windows, measure }: SeriesAsked,
): Promise<BeforeAfter['series']> {
  const span = { from: placeboWindows(windows).before.from, to: windows.after.to }
  const timed = placed.filter(({ times, date }) => times[measure] !== undefined && isInWindow(date, span))
  const samplesIn = (stretches: readonly DateWindow[], side: 'area' | 'control') => {
    const samples: Blocked[][] = stretches.map(() => [])
    for (const { cell, date, times, week } of timed)
      if (cell !== undefined && roles[cell] === side)
        samples[stretchOf(date, stretches)]!.push({ value: times[measure]!, block: week })
    return samples
  }
  const stretchesOf = async (months: number) => {
    await othersTurn()
    const stretches = stretchesAround(change, span, months)
    const area = samplesIn(stretches, 'area')
    const told = area.filter(({ length }) => length >= minimumForMedian).length
    // Before the data begin there is nothing to draw.
    const filled = area.filter(({ length }) => length > 0).length
    return { months, stretches, area, enough: told > 0 && told * 2 > filled }
  }
  const finestTold = async () => {
    for (const months of [1, 3]) {
      const found = await stretchesOf(months)
      if (found.enough) return found
    }
    return stretchesOf(6)
  }
  const { months, stretches, area } = await finestTold()
  const control = samplesIn(stretches, 'control')
  const first = stretches.findIndex((_, i) => area[i]!.length + control[i]!.length > 0)
  const points: BeforeAfter['series']['points'] = []
  for (const [i, stretch] of stretches.entries()) {
    if (i % stretchesAtOnce === 0) await othersTurn()
    points.push({ ...stretch, area: medianOf(area[i]!), control: medianOf(control[i]!) })
  }
  return { measure, months, points: first < 0 ? [] : points.slice(first) }
}

const stretchesAtOnce = 6

function stretchOf(date: string, stretches: readonly DateWindow[]): number {
  let [low, high] = [0, stretches.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (stretches[middle]!.from <= date) low = middle
    else high = middle - 1
  }
  return low
}

function medianOf(sample: readonly Blocked[]): ChangeLevel {
  if (sample.length < minimumForMedian) return { n: sample.length }
  const { value, low, high } = blockedPercentile(sample, 0.5)
  return {
    ...{ n: sample.length, value },
    ...(Number.isFinite(low) && { low }),
    ...(Number.isFinite(high) && { high }),
  }
}

interface Surroundings {
  readonly service: Service
  readonly change: FoundChange
  readonly windows: ChangeWindows
  /** At any station, in either window. */
  readonly others: readonly KnownChange[]
  readonly reference: CountyReference
  readonly decisions: readonly ServiceLevelDecision[]
}

/** Dated, oldest first. */
export function confoundersOf(around: Surroundings): BeforeAfter['confounders'] {
  const { service, change, windows, others, reference, decisions } = around
  const span = { from: windows.before.from, to: windows.after.to }
  const seams = (knownSeams as readonly KnownSeam[])
    .filter(({ on, services }) => services.includes(service) && isInWindow(on, span))
    .map(({ id, on, stations }) => ({
      on,
      id,
      kind: 'seam' as const,
      itself: stations?.includes(change.station) ?? false,
    }))
  const own = others
    .filter(({ station }) => station === change.station)
    .map(({ on, station }) => ({ on, id: station, kind: 'readiness' as const, itself: false }))
  const begun = (
    list: readonly { readonly validFrom: string; readonly id: string }[],
    kind: 'decision' | 'zones',
  ) =>
    list
      .filter(({ validFrom }) => validFrom !== span.from && isInWindow(validFrom, span))
      .map(({ validFrom, id }) => ({ on: validFrom, id, kind, itself: false }))
  const zones = zoneVersionsWithin(reference, decisions, span).map(({ version, validFrom }) => ({
    id: version,
    validFrom,
  }))
  return [...seams, ...own, ...begun(decisions, 'decision'), ...begun(zones, 'zones')].sort((a, b) =>
    a.on === b.on ? 0 : a.on < b.on ? -1 : 1,
  )
}
