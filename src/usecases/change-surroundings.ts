/** What stands around a change: its course by month, who arrived first, how many tasks there were, what else happened. */
import type { BeforeAfter } from '../contract/before-after.ts'
import { type KnownSeam, knownSeams } from '../contract/seams.ts'
import { blockedPercentile } from '../domain/blocked-levels.ts'
import type { CellRole } from '../domain/change-area.ts'
import { type ChangeWindows, isInWindow, placeboWindows, stretchesAround } from '../domain/change-windows.ts'
import { compareVolumes } from '../domain/compare-samples.ts'
import type { KnownChange } from '../domain/known-changes.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { minimumForMedian, wilson } from '../domain/statistics.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { FoundChange } from './change-scene.ts'
import type { PlacedTask, SortedTasks } from './change-tasks.ts'
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
export function seriesOf(
  placed: readonly PlacedTask[],
  roles: readonly CellRole[],
  { change, windows, measure }: SeriesAsked,
): BeforeAfter['series'] {
  const sides = (['area', 'control'] as const).map((side) =>
    placed.filter(
      ({ cell, times }) => cell !== undefined && roles[cell] === side && times[measure] !== undefined,
    ),
  )
  const span = { from: placeboWindows(windows).before.from, to: windows.after.to }
  const levelOf = (side: readonly PlacedTask[], from: string, to: string) => {
    const own = side.filter(({ date }) => isInWindow(date, { from, to }))
    if (own.length < minimumForMedian) return { n: own.length }
    const { value, low, high } = blockedPercentile(
      own.map(({ times, week }) => ({ value: times[measure]!, block: week })),
      0.5,
    )
    return {
      n: own.length,
      value,
      ...(Number.isFinite(low) && { low }),
      ...(Number.isFinite(high) && { high }),
    }
  }
  const pointsOf = (months: number) =>
    stretchesAround(change, span, months)
      .map(({ from, to }) => ({
        from,
        to,
        area: levelOf(sides[0]!, from, to),
        control: levelOf(sides[1]!, from, to),
      }))
      // Before the data begin there is nothing to draw.
      .filter((_, i, all) => all.slice(0, i + 1).some(({ area, control }) => area.n + control.n > 0))
  const months = [1, 3, 6].find((step) => {
    const points = pointsOf(step)
    const told = points.filter(({ area }) => area.n >= minimumForMedian)
    return told.length > 0 && told.length * 2 > points.length
  })
  return { measure, months: months ?? 6, points: pointsOf(months ?? 6) }
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
