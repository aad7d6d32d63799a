/**
 * Which tasks arise on a local date, where and of what kind? A function of (world, seed, date) alone, so that any day
 * can be made without the days before it.
 */
import type { Point } from '../../geo/place.ts'
import type { Calendar } from '../domain/calendar.ts'
import type { Service, TaskOrigin } from '../domain/vocabulary.ts'
import { cottageShare, type LocalHour, tasksPerHour } from './demand-curves.ts'
import { chance, poissonTimes, type Random, type Seed, streamOf, uniform, weightedPick } from './random.ts'
import { emsCodes, emsUrgencyShare, orderedCodes, rescueKinds, type Urgency } from './task-kinds.ts'
import type { WorldCells } from './world.ts'

export interface Demand {
  readonly task: string
  readonly service: Service
  /** Epoch milliseconds, whole seconds. */
  readonly createdAt: number
  readonly origin: TaskOrigin
  readonly code: string
  readonly urgency: Urgency
  /** Index into the world's cells. */
  readonly cell: number
  readonly at: Point
  /** False: the source did not tell where. */
  readonly placeTold: boolean
}

/** Tasks a year. */
export interface Volumes {
  readonly ems: number
  readonly rescue: number
}

/** The county's own: about 30 000 EMS tasks (2018-2024), 4 262 rescue tasks in 2025. */
export const countyVolumes: Volumes = { ems: 30_000, rescue: 4_300 }

export type DemandOn = (date: string) => Demand[]

type Pick = (random: Random) => number

interface Pickers {
  readonly emsCell: Pick
  readonly cottageCell: Pick
  readonly rescueCell: Pick
  readonly openCell: Pick
  readonly urgency: Pick
  readonly code: Readonly<Record<Urgency, (random: Random) => string>>
  /** By month, January first. */
  readonly rescueKind: readonly Pick[]
  /** By code. */
  readonly rescueUrgency: ReadonlyMap<string, Pick>
}

const urgencies: readonly Urgency[] = ['A', 'B', 'C', 'D']
const hourMilliseconds = 3_600_000

/** `date` is 'YYYY-MM-DD' in the calendar's zone; answers in order of creation. */
export function demandOf(
  world: { readonly cells: WorldCells },
  seed: Seed,
  calendar: Calendar,
  volumes = countyVolumes,
): DemandOn {
  const pickers = pickersOf(world.cells)
  return (date) => {
    const hours = hoursOf(calendar, date)
    const ems = numbered(hours.flatMap(emsIn), date)
    const rescue = numbered(hours.flatMap(rescueIn), date)
    return [...ems, ...rescue].sort((a, b) => a.createdAt - b.createdAt)
  }
  function emsIn(hour: RealHour): Unnumbered[] {
    const random = streamOf(seed, 'demand', 'ems', hour.from)
    const times = poissonTimes(random, hour.from, hour.to, tasksPerHour('ems', volumes.ems, hour))
    return times.map((at) => emsDemand(world.cells, pickers, hour.month, at, random))
  }
  function rescueIn(hour: RealHour): Unnumbered[] {
    const random = streamOf(seed, 'demand', 'rescue', hour.from)
    const times = poissonTimes(random, hour.from, hour.to, tasksPerHour('rescue', volumes.rescue, hour))
    return times.map((at) => rescueDemand(world.cells, pickers, hour.month, at, random))
  }
}

interface RealHour extends LocalHour {
  readonly from: number
  readonly to: number
}

/** 24 of them, 23 and 25 on clock-change dates. */
export function hoursOf(calendar: Calendar, date: string): RealHour[] {
  const noon = new Date(`${date}T12:00:00Z`)
  const next = new Date(noon.getTime() + 24 * hourMilliseconds).toISOString().slice(0, 10)
  const end = calendar.startOfDate(next)
  const month = noon.getUTCMonth() + 1
  const weekday = (noon.getUTCDay() + 6) % 7
  const hours: RealHour[] = []
  for (let from = calendar.startOfDate(date); from < end; from += hourMilliseconds)
    hours.push({ from, to: from + hourMilliseconds, month, weekday, hour: calendar.localHour(from) })
  return hours
}

type Unnumbered = Omit<Demand, 'task'>

function numbered(demands: readonly Unnumbered[], date: string): Demand[] {
  const day = date.replaceAll('-', '')
  return demands.map((demand, index) => {
    const letter = demand.service === 'ems' ? 'E' : 'R'
    return { task: `${letter}${day}-${String(index + 1).padStart(3, '0')}`, ...demand }
  })
}

function emsDemand(cells: WorldCells, pick: Pickers, month: number, at: number, random: Random): Unnumbered {
  const urgency = urgencies[pick.urgency(random)]!
  const code = pick.code[urgency](random)
  const cell = chance(random, cottageShare(month)) ? pick.cottageCell(random) : pick.emsCell(random)
  return {
    service: 'ems',
    createdAt: wholeSecond(at),
    origin: originOf(code, random),
    code,
    urgency,
    ...placed(cells, cell, random),
  }
}

/** A fallen safety-phone customer is helped on the field commander's decision, not on the centre's (since 2025). */
function originOf(code: string, random: Random): TaskOrigin {
  if (orderedCodes.has(code)) return 'transfer-order'
  return code === '745' && chance(random, 0.08) ? 'safety-phone' : 'emergency-centre'
}

function rescueDemand(
  cells: WorldCells,
  pick: Pickers,
  month: number,
  at: number,
  random: Random,
): Unnumbered {
  const kind = rescueKinds[pick.rescueKind[month - 1]!(random)]!
  const urgency = urgencies[pick.rescueUrgency.get(kind.code)!(random)]!
  const cell = chance(random, kind.open) ? pick.openCell(random) : pick.rescueCell(random)
  return {
    service: 'rescue',
    createdAt: wholeSecond(at),
    origin: 'emergency-centre',
    code: kind.code,
    urgency,
    ...placed(cells, cell, random),
  }
}

/** Ten metres off the cell's edge, so that a place rounded to about a metre is still in its cell. */
function placed(cells: WorldCells, cell: number, random: Random) {
  const at = {
    east: cells.e[cell]! * 1000 + uniform(random, 10, 990),
    north: cells.n[cell]! * 1000 + uniform(random, 10, 990),
  }
  return { cell, at, placeTold: !chance(random, 0.003) }
}

const wholeSecond = (at: number) => Math.floor(at / 1000) * 1000

function pickersOf(cells: WorldCells): Pickers {
  const weigh = (weight: (cell: number) => number) =>
    weightedPick(Float64Array.from({ length: cells.length }, (_, cell) => weight(cell)))
  const residents = (cell: number) => Math.max(0, cells.residents[cell]!)
  return {
    emsCell: weigh((cell) => residents(cell) * emsIncidence(cells.areaClass[cell]!)),
    cottageCell: weigh((cell) => (cells.areaClass[cell]! >= 3 ? 1 : 0.01)),
    rescueCell: weigh(residents),
    openCell: weigh((cell) => Math.sqrt(residents(cell) + 1)),
    urgency: urgencyPick(emsUrgencyShare),
    code: {
      A: codePick(emsCodes.A),
      B: codePick(emsCodes.B),
      C: codePick(emsCodes.C),
      D: codePick(emsCodes.D),
    },
    rescueKind: Array.from({ length: 12 }, (_, month) => rescueKindPick(month)),
    rescueUrgency: new Map(rescueKinds.map(({ code, urgency }) => [code, urgencyPick(urgency)])),
  }
}

/** Tasks per 1 000 residents and year: 177 in core urban cells, 117 elsewhere (SJTREM 2018). */
function emsIncidence(areaClass: number): number {
  return areaClass === 1 ? 177 : 117
}

function urgencyPick(share: Readonly<Record<Urgency, number>>): Pick {
  return weightedPick(urgencies.map((urgency) => share[urgency]))
}

function codePick(weights: ReadonlyMap<string, number>): (random: Random) => string {
  const codes = [...weights.keys()]
  const pick = weightedPick([...weights.values()])
  return (random) => codes[pick(random)]!
}

function rescueKindPick(month: number): Pick {
  return weightedPick(
    rescueKinds.map((kind) =>
      kind.seasonal ? (kind.weight * kind.seasonal[month]! * 12) / 100 : kind.weight,
    ),
  )
}
