/** Ten years of judged tasks of a whole country, the same in every process: skewed municipalities, hours, times. */
import { createCalendar } from '../../src/domain/calendar.ts'
import { type JudgedRow, rowFlags } from '../../src/domain/judged-row.ts'
import type { ExclusionReason } from '../../src/domain/vocabulary.ts'
import { type Random, streamOf } from '../../src/simulate/random.ts'

export const calendar = createCalendar('Europe/Helsinki')
export const firstDate = '2016-01-01'
export const afterLastDate = '2026-01-01'
const [from, to] = [calendar.startOfDate(firstDate), calendar.startOfDate(afterLastDate)]

const dayMs = 24 * 3_600_000
const municipalities = 300
const cellsOfMunicipality = 1000
const decisions = ['2016', '2019', '2023'] as const
const decisionDates = [Number.NEGATIVE_INFINITY, ...['2019-01-01', '2023-01-01'].map(calendar.startOfDate)]

export const reasons = [
  'arrival-missing',
  'cancelled-before-arrival',
  'transfer',
  'no-place',
  'arrival-before-start',
] as const satisfies readonly ExclusionReason[]

/** Seconds within which a task shall be reached, by urgency group and zone; elsewhere none. */
export const limits: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'A+B': { '1': 480, '2': 600, '3': 1200, '4': 1800 },
  C: { '1': 1800, '2': 1800, '3': 1800, '4': 1800 },
  D: { '1': 7200, '2': 7200, '3': 7200, '4': 7200 },
}

/** A thousand tasks and more at a time, in the order in which they came about. */
export function* nationalRows(tasks: number, batch = 20_480): Generator<JudgedRow[]> {
  const random = streamOf(2026, 'national')
  let rows: JudgedRow[] = []
  for (let i = 0; i < tasks; i++) {
    addTask(rows, i, tasks, random)
    if (rows.length < batch) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

function addTask(rows: JudgedRow[], i: number, tasks: number, random: Random): void {
  const datedAt = dateOf(i, tasks, random)
  const rescue = random() < 0.08
  const urgency = letterFor(random())
  const group = urgency === 'A' || urgency === 'B' ? 'A+B' : (urgency ?? 'not-assessed')
  const place = Math.floor(municipalities * random() ** 2.5)
  const near = Math.floor(cellsOfMunicipality * random() ** 2)
  const decision = decisions[decisionDates.findLastIndex((start) => datedAt >= start)]!
  const placed = random() > 0.01
  const task: Omit<JudgedRow, 'ordinal' | 'measure' | 'flags'> = {
    ...{ task: `erica-${10_000_000 + i}`, service: rescue ? 'rescue' : 'ems', datedAt, decision, urgency },
    ...{ urgencyGroup: group, municipality: String(100 + place) },
    // The further from the centre, the more rural.
    zone: placed
      ? String(1 + Math.min(3, Math.floor((near / cellsOfMunicipality) * 3 + place / 200)))
      : undefined,
    cell: placed ? `1kmN${6700 + place}E${100 + near}` : undefined,
  }
  const changed = random() < 0.06 ? rowFlags.urgencyChanged : 0
  const measures =
    group === 'A+B' ? (['first-unit', 'advanced-life-support'] as const) : (['ambulance'] as const)
  const count = measures.length === 2 && random() < 0.25 ? 2 : 1
  for (let ordinal = 0; ordinal < count; ordinal++)
    rows.push({ ...task, ordinal, measure: measures[ordinal], ...outcomeOf(task, place, changed, random) })
}

/** Days in even measure; hours with more of them by day. */
function dateOf(i: number, tasks: number, random: Random): number {
  const day = Math.floor(((i / tasks) * (to - from)) / dayMs)
  return Math.min(to - 1, from + day * dayMs + Math.floor(((random() + random()) / 2) * dayMs))
}

function letterFor(chance: number): string | undefined {
  if (chance < 0.07) return 'A'
  if (chance < 0.37) return 'B'
  if (chance < 0.7) return 'C'
  return chance < 0.98 ? 'D' : undefined
}

function outcomeOf(
  task: Pick<JudgedRow, 'zone' | 'urgencyGroup'>,
  place: number,
  changed: number,
  random: Random,
) {
  if (task.zone === undefined) return { excluded: 'no-place' as const, flags: changed }
  if (random() < 0.09) {
    const excluded = reasons[Math.floor(random() ** 2 * reasons.length)]!
    const cancelledSeconds = excluded === 'cancelled-before-arrival' ? Math.floor(1200 * random()) : undefined
    return { excluded, cancelledSeconds, flags: changed }
  }
  const zone = Number(task.zone)
  const mean = task.urgencyGroup === 'A+B' ? 260 + 220 * zone : 900 + 500 * zone
  const spread = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const seconds = Math.floor(mean * Math.exp(0.45 * spread))
  const mobile = random() < 0.08
  const told = random() < 0.6
  const turnoutSeconds = told
    ? Math.min(seconds, Math.floor((mobile ? 5 : 90) * (0.5 + random())))
    : undefined
  return {
    seconds,
    station: `station ${place}-${random() < 0.7 ? 1 : 2}`,
    ...(turnoutSeconds === undefined ? {} : { turnoutSeconds, driveSeconds: seconds - turnoutSeconds }),
    flags: changed + (mobile ? rowFlags.mobile : 0),
  }
}
