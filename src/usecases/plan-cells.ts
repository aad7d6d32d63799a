/** How soon, and by whom, is each cell reached at one hour of the week, before and after? Whole, or only what changes. */
import { createHash } from 'node:crypto'
import { noLimit } from '../../geo/coverage/residents.ts'
import { unreachedSeconds } from '../../geo/coverage/seconds.ts'
import type { PlanEffect, PlanQuestion } from '../contract/plan-effect.ts'
import { weekParts } from '../domain/standing-week.ts'
import type { PlanFields } from './plan-fields.ts'
import type { PlacedCrews } from './plan-week.ts'

type Show = NonNullable<PlanQuestion['show']>
type Shown = Pick<PlanEffect, 'cells' | 'cellChanges'>
type CrewOfCell = NonNullable<PlanEffect['cells']>['crews'][number]

export interface CellSides {
  readonly before: PlacedCrews
  readonly after: PlacedCrews
  readonly fields: PlanFields
  /** Seconds by cell. */
  readonly limits: Uint16Array
}

interface Side {
  readonly crews: readonly CrewOfCell[]
  readonly seconds: Uint16Array
  /** Index in `crews`; -1: nobody. */
  readonly nearest: Int16Array
}

/** Where the asker holds the columns that no plan changes, only the cells that the plan does change are told. */
export function shownCells({ held, ...show }: Show, { before, after, fields, limits }: CellSides): Shown {
  const [was, is] = [sideAt(before, show, fields), sideAt(after, show, fields)]
  const tag = tagOf(was, limits)
  if (held === tag) return { cellChanges: { ...show, tag, ...changesOf(was, is) } }
  const shifted = (nearest: number) => (nearest < 0 ? nearest : nearest + was.crews.length)
  return {
    cells: {
      ...{ ...show, tag, crews: [...was.crews, ...is.crews] },
      ...{ before: told(was.seconds), after: told(is.seconds) },
      ...{ nearestBefore: Array.from(was.nearest), nearestAfter: Array.from(is.nearest, shifted) },
      limit: Array.from(limits, (limit) => (limit === noLimit ? null : limit)),
    },
  }
}

/** On Monday, or on Saturday, at the full hour. */
function sideAt(
  { crews: all, sources }: PlacedCrews,
  { measure, day, hour }: Omit<Show, 'held'>,
  fields: PlanFields,
): Side {
  const minute = (day === 'weekday' ? 0 : 5 * 1440) + hour * 60
  const part = weekParts(all).find(({ from, to }) => from <= minute && minute < to)!
  const standing = part.crews.map(({ period }) => sources.get(period.id)!)
  const seconds = fields.seconds(standing)[measure]!
  const first = fields.nearest(standing, measure)
  // Told in the order of the promises, whichever the field has them in.
  const indexOf = new Map(part.crews.map(({ period }, i) => [period.id, i]))
  const place = first.ids.map((id) => indexOf.get(id) ?? -1)
  const nearest = first.of.map((i) => (i < 0 ? -1 : place[i]!))
  const crews = part.crews.map(({ period, station }) => ({ period: period.id, station: station.station }))
  return { crews, seconds, nearest }
}

const secondsTold = (value: number) => (value === unreachedSeconds ? null : value)
const told = (seconds: Uint16Array) => Array.from(seconds, secondsTold)

function changesOf(was: Side, is: Side) {
  const name = ({ period, station }: CrewOfCell) => `${period} ${station}`
  const indexBefore = new Map(was.crews.map((crew, i) => [name(crew), i]))
  const same = is.crews.map((crew) => indexBefore.get(name(crew)) ?? Number.NaN)
  const cell: number[] = []
  for (let i = 0; i < is.seconds.length; i++) {
    const by = is.nearest[i]! < 0 ? -1 : same[is.nearest[i]!]
    if (was.seconds[i] !== is.seconds[i] || was.nearest[i] !== by) cell.push(i)
  }
  const named = [...new Set(cell.map((i) => is.nearest[i]!))].filter((crew) => crew >= 0)
  const place = new Map(named.map((crew, i) => [crew, i]))
  return {
    cell,
    after: cell.map((i) => secondsTold(is.seconds[i]!)),
    nearestAfter: cell.map((i) => place.get(is.nearest[i]!) ?? -1),
    crews: named.map((crew) => is.crews[crew]!),
  }
}

/** Equal columns have equal tags, whatever they came from. */
function tagOf({ crews, seconds, nearest }: Side, limits: Uint16Array): string {
  const hash = createHash('sha256')
  for (const column of [seconds, nearest, limits]) hash.update(column)
  return hash.update(JSON.stringify(crews)).digest('base64url').slice(0, 22)
}
