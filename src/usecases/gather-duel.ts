/** What does a duel need to know? The standing of both plans, the county's ground, and the tasks of the year. */
import { cellKey } from '../../geo/cell.ts'
import { planOf } from '../contract/plan.ts'
import type { DuelQuestion } from '../contract/plan-duel.ts'
import type { PlanWarning } from '../contract/plan-effect.ts'
import type { Span } from '../domain/calendar.ts'
import { VasteError } from '../domain/error.ts'
import type { DriveKind } from '../domain/measured-drive.ts'
import type { Plan, Standing } from '../domain/plan.ts'
import type { ReadinessPeriod } from '../domain/readiness.ts'
import { addDays, mondayOf } from '../domain/readiness-clock.ts'
import { judgeTask } from '../domain/verdict.ts'
import type { Queryable } from '../store/database.ts'
import { foldedPages } from '../store/task-cache.ts'
import type { Ground } from './coverage-ground.ts'
import type { DuelCells, DuelSetting, DuelSpeeds, DuelTask, DuelZones } from './duel-setting.ts'
import { duelTaskOf } from './duel-tasks.ts'
import { layPlan, standingOn } from './lay-plan.ts'
import { othersTurn } from './others-turn.ts'
import { standingOf } from './plan-ground.ts'
import type { CountyReference } from './reference.ts'
import { loadReadiness } from './show-readiness.ts'
import { type DriveSpeeds, zonesOfCells } from './speeds-in-use.ts'

export interface DuelContext {
  readonly db: Queryable
  readonly reference: CountyReference
  /** That plans are tried on. Throws `not-found` for a county without roads. */
  readonly ground: () => Ground
  /** In use now, as live arrivals and plans have them. */
  readonly speeds: (kind: DriveKind) => DriveSpeeds
  readonly now: number
}

/** Dates of the duel: the promises of one, the tasks of a span. */
export interface DuelDates {
  readonly on: string
  readonly from: string
  readonly to: string
  readonly span: Span
}

/** Throws `invalid` for two plans that are laid over different dates. */
export function datesOf({ planA, planB, year }: DuelQuestion, { reference, now }: DuelContext): DuelDates {
  const { calendar } = reference
  const today = calendar.localDate(now)
  if (planA?.on !== undefined && planB.on !== undefined && planA.on !== planB.on)
    throw new VasteError(
      'invalid',
      `found plans over ${planA.on} and ${planB.on}; expected both over the promises of one date`,
    )
  const monday = mondayOf(today)
  const { from, to } = year ?? { from: addDays(monday, -52 * 7), to: monday }
  const span = { from: calendar.startOfDate(from), to: calendar.startOfDate(to) }
  return { on: planB.on ?? planA?.on ?? today, from, to, span }
}

export interface DuelStandings {
  readonly a: Standing
  readonly b: Standing
  /** Of both plans: places far from roads, and readiness that does not stand on the date. */
  readonly warnings: readonly PlanWarning[]
}

/** Throws what a plan that cannot be laid over the register throws. */
export async function standingsOf(
  { planA, planB }: DuelQuestion,
  { on }: DuelDates,
  { db, reference, ground }: DuelContext,
): Promise<DuelStandings> {
  const register = standingOf(await loadReadiness(db, reference.county.county))
  const warnings: PlanWarning[] = []
  const laid = (plan: Plan): Standing => {
    const { after, places, notInForce } = layPlan(plan, register, ground(), on)
    warnings.push(...places, ...notInForce)
    return standingOn(after, on)
  }
  return { a: planA ? laid(planOf(planA)) : standingOn(register, on), b: laid(planOf(planB)), warnings }
}

/** Refuses what could not be fought: throws `not-found` or `invalid` with a sentence. */
export async function checkDuel(question: DuelQuestion, context: DuelContext): Promise<void> {
  const dates = datesOf(question, context)
  await standingsOf(question, dates, context)
  if (question.source === 'simulated') return
  for await (const _page of foldedPages(context.db, context.reference.county.county, dates.span, 1)) return
  throw noTasks(dates)
}

export function noTasks({ from, to }: Pick<DuelDates, 'from' | 'to'>): VasteError {
  return new VasteError(
    'not-found',
    `found 0 tasks from ${from} to ${to} (not included) that could be replayed; expected a span with tasks, or source 'simulated'`,
  )
}

export type DuelGround = Omit<DuelSetting, 'a' | 'b'>

export interface GatheredDuel {
  readonly dates: DuelDates
  /** Without the crews: laying their shifts out over a year is work for the thread. */
  readonly ground: DuelGround
  readonly standings: DuelStandings
  /** Assumptions about crews whose type, strength or turnout nobody has stated. */
  readonly unstated: { readonly types: number; readonly turnouts: number }
}

export async function gatherDuel(question: DuelQuestion, context: DuelContext): Promise<GatheredDuel> {
  const { reference } = context
  const dates = datesOf(question, context)
  const standings = await standingsOf(question, dates, context)
  const { calendar, municipalities, hospitals, decisions } = reference
  await othersTurn()
  const cells = cellsOf(reference, dates.on)
  await othersTurn()
  const all = new Map([...standings.a.periods, ...standings.b.periods].map((period) => [period.id, period]))
  const count = (has: (period: ReadinessPeriod) => boolean) => [...all.values()].filter(has).length
  return {
    ...{ dates, standings },
    unstated: {
      types: count(({ unitTypes }) => unitTypes.length === 0),
      turnouts: count(({ turnout }) => turnout === undefined),
    },
    ground: {
      ...{ span: dates.span, timeZone: calendar.zone, cells, decisions },
      municipalities: municipalities.map(({ code }) => code),
      hospitals: hospitals.map(({ place }) => place),
      // Recorded tasks are judged before they are sent.
      zones: question.source === 'simulated' ? zonesOf(reference, dates.on) : {},
      ...{ roads: context.ground().roads.graph, speeds: speedsOf(context) },
      ...{ seed: question.seed, replications: question.replications, leftOut: {} },
    },
  }
}

function speedsOf({ reference, speeds }: DuelContext): DuelSetting['speeds'] {
  const [alarm, normal] = [speeds('emergency'), speeds('normal')]
  const zones = alarm.atScene || normal.atScene ? zonesOfCells(reference) : []
  return { alarm: plainSpeeds(alarm, zones), normal: plainSpeeds(normal, zones) }
}

/** A thread is sent numbers, not functions. */
function plainSpeeds(
  { settings, atScene, calibration }: DriveSpeeds,
  zones: readonly (string | undefined)[],
): DuelSpeeds {
  if (!atScene) return { settings }
  const byZone = new Map([...new Set(zones)].map((zone) => [zone, atScene(zone)]))
  const column = (of: 'factor' | 'fixedSeconds') => Float64Array.from(zones, (zone) => byZone.get(zone)![of])
  return {
    ...{ settings, ...(calibration && { calibration }) },
    atScene: { factor: column('factor'), fixedSeconds: column('fixedSeconds') },
  }
}

function cellsOf(reference: CountyReference, on: string): DuelCells {
  const { cells, municipalities } = reference
  const indexOf = new Map(municipalities.map(({ code }, i) => [code, i]))
  const area = zoneColumn(reference, 'ems-area', on)
  const order = new Map(
    reference.zoneVersions
      .filter(({ system }) => system === 'ems-area')
      .flatMap(({ classes }) => classes.map(({ id, order }) => [id, order] as const)),
  )
  return {
    ...{
      e: Int32Array.from(cells.e),
      n: Int32Array.from(cells.n),
      residents: Float64Array.from(cells.residents),
    },
    municipality: Int16Array.from(cells.municipality, (code) => indexOf.get(code) ?? -1),
    areaClass: Uint8Array.from(area.ofCell, (index) => order.get(area.classes[index] ?? '') ?? 0),
  }
}

function zonesOf(reference: CountyReference, on: string): Record<string, DuelZones> {
  const systems = new Set(reference.zoneVersions.map(({ system }) => system))
  return Object.fromEntries([...systems].map((system) => [system, zoneColumn(reference, system, on)]))
}

function zoneColumn({ cells, zoneOf }: CountyReference, system: string, on: string): DuelZones {
  const classes: string[] = []
  const ofCell = Int16Array.from(cells.e, (e, i) => {
    const location = { cell: { e, n: cells.n[i]! }, municipality: cells.municipality[i]! }
    const answer = zoneOf(system, location, on)
    if (answer.kind !== 'class') return -1
    if (!classes.includes(answer.id)) classes.push(answer.id)
    return classes.indexOf(answer.id)
  })
  return { classes, ofCell }
}

/** Judging a page at once would hold the live board up. */
const tasksInOneGo = 100

/** The year's tasks page by page, in order of their date; `leftOut` counts those that cannot be replayed, by reason. */
export async function* recordedTasks(
  { db, reference }: DuelContext,
  { span }: DuelDates,
  leftOut: Record<string, number>,
): AsyncGenerator<DuelTask[]> {
  const { cells, cellOf } = reference
  const indexOf = new Map(cells.e.map((e, i) => [cellKey({ e, n: cells.n[i]! }), i]))
  for await (const page of foldedPages(db, reference.county.county, span, 300)) {
    const found: DuelTask[] = []
    for (const [i, task] of page.entries()) {
      if (i % tasksInOneGo === 0) await othersTurn()
      const verdict = judgeTask(task, reference)
      if (!verdict) continue
      const cell = cellOf(task.location)
      const made = duelTaskOf(task, verdict, cell && indexOf.get(cellKey(cell)))
      if (typeof made !== 'string') found.push(made)
      else leftOut[made] = (leftOut[made] ?? 0) + 1
    }
    yield found
  }
}
