/** What looks wrong on rows that are accepted all the same? Counted by kind, with the first lines that have it. */
import type { Place } from '../../../geo/place.ts'
import type { ImportProfile } from './profile.ts'
import type { TaskRow, UnitTimes } from './read-row.ts'

export const noticeKinds = [
  'no-place',
  'place-zero',
  'place-outside',
  'place-swapped',
  'arrival-before-alert',
  'out-of-order',
  'implausibly-long',
  'in-future',
  'before-2000',
  'class-unknown',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export interface Notice {
  readonly rows: number
  /** At most five. */
  readonly firstLines: readonly number[]
}
export type Noticed = Readonly<Partial<Record<NoticeKind, Notice>>>

/** Rows whose class as the file has it could be compared with the class we find from the place. */
export interface ClassComparison {
  readonly compared: number
  readonly disagree: number
}

/** Undefined where the place is outside the region; no class where the region has none for it. */
export type RegionLookup = (
  place: Place,
  at: number | undefined,
) => { readonly zoneClass?: string } | undefined

export interface Notices {
  add(row: TaskRow): void
  told(): { readonly noticed: Noticed; readonly classes: ClassComparison }
}

export interface NoticeOptions {
  readonly profile: Pick<ImportProfile, 'place'>
  readonly region?: RegionLookup
  readonly now?: () => number
}

/** The service refuses such events: told beforehand, so that a dry run knows. The limits are those of its door. */
const aheadAtMostMs = 5 * 60_000
const oldestAt = Date.UTC(2000, 0)
/** As the service's own anomaly of the name (trap 15). */
const implausibleMs = 3 * 3_600_000
const linesAtMost = 5

export function createNotices({ profile, region, now }: NoticeOptions): Notices {
  const found = new Map<NoticeKind, { rows: number; firstLines: number[] }>()
  let compared = 0
  let disagree = 0
  const count = (kind: NoticeKind, line: number) => {
    const notice = found.get(kind) ?? { rows: 0, firstLines: [] }
    found.set(kind, notice)
    notice.rows++
    if (notice.firstLines.length < linesAtMost) notice.firstLines.push(line)
  }
  const compareClass = (row: TaskRow, ours: string | undefined) => {
    if (typeof row.toldClass !== 'string' || ours === undefined) return
    compared++
    if (row.toldClass !== ours) disagree++
  }
  return {
    add(row) {
      const { place, createdAt } = row.facts
      if (profile.place && !place) count(row.placeIsZero ? 'place-zero' : 'no-place', row.line)
      if (place && region) {
        const here = region(place, createdAt)
        if (here) compareClass(row, here.zoneClass)
        else count(isInsideSwapped(place, region) ? 'place-swapped' : 'place-outside', row.line)
      }
      if (row.toldClass === null) count('class-unknown', row.line)
      for (const kind of timeNotices(row, now?.())) count(kind, row.line)
    },
    told: () => ({
      noticed: Object.fromEntries(
        noticeKinds.flatMap((kind) => (found.has(kind) ? [[kind, found.get(kind)!]] : [])),
      ),
      classes: { compared, disagree },
    }),
  }
}

function isInsideSwapped({ lon, lat }: Place, region: RegionLookup): boolean {
  return Math.abs(lon) <= 90 && region({ lon: lat, lat: lon }, undefined) !== undefined
}

function timeNotices({ facts, units }: TaskRow, now: number | undefined): Set<NoticeKind> {
  const kinds = new Set<NoticeKind>()
  const all = [facts.createdAt, facts.cancelledAt, facts.closedAt, ...units.flatMap(timesOf)].filter(
    (at) => at !== undefined,
  )
  if (now !== undefined && all.some((at) => at > now + aheadAtMostMs)) kinds.add('in-future')
  if (all.some((at) => at < oldestAt)) kinds.add('before-2000')
  for (const unit of units) {
    const alertedAt = unit.times.find(({ status }) => status === 'alerted')?.at
    const atSceneAt = unit.times.find(({ status }) => status === 'at-scene')?.at
    if (alertedAt !== undefined && atSceneAt !== undefined) {
      if (atSceneAt < alertedAt) kinds.add('arrival-before-alert')
      if (atSceneAt - alertedAt > implausibleMs) kinds.add('implausibly-long')
    }
    // In the order that a unit passes them, whatever the order of the columns.
    const times = timesOf(unit)
    if (times.some((at, index) => index > 0 && at < times[index - 1]!)) kinds.add('out-of-order')
  }
  return kinds
}

function timesOf({ times }: UnitTimes): number[] {
  return times.map(({ at }) => at)
}
