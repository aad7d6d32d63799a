/**
 * What would change if this decision were adopted? Judges the tasks of a span under today's decisions and under those
 * that would be in force, from their cached folds; nothing is written.
 */
import type { Counts, DecisionPreview, PreviewSide, Standing } from '../contract/decision-preview.ts'
import { type Adoption, type AdoptionPlan, spanOf } from '../domain/decision-spans.ts'
import { VasteError } from '../domain/error.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { lightOf } from '../domain/statistics.ts'
import type { Task } from '../domain/task.ts'
import { judge, judgeTask, type MeasureVerdict, type TaskVerdict } from '../domain/verdict.ts'
import type { ExclusionReason } from '../domain/vocabulary.ts'
import type { Queryable } from '../store/database.ts'
import { countTasksDated } from '../store/decisions.ts'
import { foldedPages } from '../store/task-cache.ts'
import { planIn } from './adopt-decision.ts'
import { compiledMonthsWithin, countTasks } from './judge-anew.ts'
import type { Period } from './periods.ts'
import type { CountyReference } from './reference.ts'

export interface PreviewOptions {
  readonly now: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Beyond this only the newest whole months are looked at. */
  readonly tasksAtMost?: number
}

const pageSize = 500
const monthsBack = 12
/** In force for less than this, a decision has too few tasks of its own to be judged by. */
const youngDays = 7

/** Throws what adopting would throw. */
export async function previewDecision(
  db: Queryable,
  reference: CountyReference,
  adoption: Adoption & { readonly from?: string; readonly to?: string },
  { now, onProgress = () => {}, signal, tasksAtMost = 100_000 }: PreviewOptions,
): Promise<DecisionPreview> {
  const { county } = reference.county
  const { decision } = adoption
  const plan = await planIn(db, county, adoption)
  const asked = askedSpan(decision, adoption, reference, now)
  const months = monthsOf(asked.period, reference)
  const { period, total, cut } = await capped(db, reference, decision, months, tasksAtMost)
  const after = asked.asIfInForce ? inForceAlways(reference.decisions, decision) : plan.decisions
  const [before, then] = [createTally(), createTally()]
  const moves = new Map<string, number>()
  let done = 0
  let tasks = 0
  const span = instantsOf(period, reference)
  for await (const page of foldedPages(db, county, span, pageSize)) {
    signal?.throwIfAborted()
    for (const task of page) {
      if (task.service !== decision.service) continue
      tasks++
      const was = counted(task, reference, before)
      const becomes = counted(task, { ...reference, decisions: after }, then)
      const move = `${was} ${becomes}`
      moves.set(move, (moves.get(move) ?? 0) + 1)
    }
    done += page.length
    onProgress(Math.min(done, total), total)
  }
  return {
    decision: decision.id,
    service: decision.service,
    ...{ from: period.from, to: period.to, asIfInForce: asked.asIfInForce, cut, tasks },
    changed: sumOf([...moves].filter(([move]) => !isStill(move)).map(([, count]) => count)),
    moves: [...moves].flatMap(([move, count]) => {
      const [from, to] = move.split(' ') as [Standing, Standing]
      return isStill(move) ? [] : [{ from, to, tasks: count }]
    }),
    rows: rowsOf(before, then),
    adoption: await consequencesOf(db, reference, plan),
  }
}

async function consequencesOf(db: Queryable, reference: CountyReference, plan: AdoptionPlan) {
  const months = await compiledMonthsWithin(db, reference, plan.touched)
  return {
    changes: plan.changes.map(({ action, decision }) => ({ action, id: decision.id, ...spanOf(decision) })),
    touched: plan.touched.map(({ from, to }) => ({ from, to })),
    tasks: await countTasks(db, reference, plan.touched),
    months: [...new Set(months.map(({ month }) => month))].sort(),
  }
}

function isStill(move: string): boolean {
  const [from, to] = move.split(' ')
  return from === to
}

/**
 * The last twelve months of the dates that the decision covers. One of the future, or one so young that its own dates
 * say next to nothing, is tried on the twelve months behind us as if it had been in force.
 */
function askedSpan(
  decision: ServiceLevelDecision,
  asked: { readonly from?: string; readonly to?: string },
  { calendar }: CountyReference,
  now: number,
): { readonly period: Period; readonly asIfInForce: boolean } {
  const tomorrow = daysAfter(calendar.localDate(now), 1)
  const lastDay = smaller(tomorrow, decision.validTo ?? tomorrow)
  const isYoung = decision.validFrom > daysAfter(tomorrow, -youngDays) && lastDay === tomorrow
  const isFuture = decision.validFrom >= tomorrow || (isYoung && !asked.from && !asked.to)
  const to = asked.to ?? (isFuture ? tomorrow : lastDay)
  const yearBack = monthsBefore(to, monthsBack, calendar)
  const from = asked.from ?? (isFuture || decision.validFrom < yearBack ? yearBack : decision.validFrom)
  if (from >= to)
    throw new VasteError(
      'invalid',
      `found the span ${from} to ${to}; expected 'to' after 'from' ('to' is not included)`,
    )
  return { period: { from, to }, asIfInForce: isFuture && (isYoung || to <= decision.validFrom) }
}

function monthsBefore(date: string, months: number, { addMonths }: CountyReference['calendar']): string {
  return clampDay(`${addMonths(date.slice(0, 7), -months)}${date.slice(7)}`)
}

/** 29 February of a year that has none, 31 of a short month: the 28th is in every month. */
function clampDay(date: string): string {
  return Number(date.slice(8)) > 28 ? `${date.slice(0, 8)}28` : date
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Newest first; the first and the last may be part of a month. */
function monthsOf({ from, to }: Period, { calendar }: CountyReference): Period[] {
  const months: Period[] = []
  for (let end = to; end > from; ) {
    const first = `${end.slice(0, 7)}-01`
    const start = first < end ? first : `${calendar.addMonths(end.slice(0, 7), -1)}-01`
    months.push({ from: start < from ? from : start, to: end })
    end = start
  }
  return months
}

/** As many of the newest months as hold at most so many tasks, but at least one. */
async function capped(
  db: Queryable,
  reference: CountyReference,
  { service }: ServiceLevelDecision,
  months: readonly Period[],
  tasksAtMost: number,
): Promise<{ period: Period; total: number; cut: boolean }> {
  let total = 0
  let period: Period | undefined
  for (const month of months) {
    const span = { service, ...instantsOf(month, reference) }
    const count = await countTasksDated(db, reference.county.county, span)
    if (period && total + count > tasksAtMost) return { period, total, cut: true }
    total += count
    period = { from: month.from, to: period?.to ?? month.to }
  }
  return { period: period!, total, cut: false }
}

function instantsOf({ from, to }: Period, { calendar }: CountyReference) {
  return { from: calendar.startOfDate(from), to: calendar.startOfDate(to) }
}

function inForceAlways(
  decisions: readonly ServiceLevelDecision[],
  decision: ServiceLevelDecision,
): ServiceLevelDecision[] {
  const { validTo: _end, ...open } = decision
  const others = decisions.filter(({ service }) => service !== decision.service)
  return [...others, { ...open, validFrom: '0000-01-01' }]
}

interface TargetTally {
  readonly withinSeconds: number
  readonly requiredShare: number
  readonly official: boolean
  used: number
  inTime: number
}

interface RowTally {
  used: number
  sum: number
  readonly excluded: Partial<Record<ExclusionReason, number>>
  readonly targets: Map<string, TargetTally>
}

type Tally = Map<string, RowTally>

function createTally(): Tally {
  return new Map()
}

/** Counts the task's measures and tells how its first one stands against the target that most tasks must meet. */
function counted(task: Task, reference: CountyReference, tally: Tally): Standing {
  const verdict = judgeTask(task, reference)!
  for (const measured of verdict.measures) count(rowFor(tally, verdict, measured), measured)
  return standingOf(verdict.measures[0]!)
}

function standingOf({ targets, outcome }: MeasureVerdict): Standing {
  if (outcome.kind !== 'reached') return outcome.kind === 'pending' ? 'open' : 'excluded'
  if (targets.length === 0) return 'followed'
  return judge(outcome, targets[0]!).kind === 'in-time' ? 'hit' : 'miss'
}

function rowFor(tally: Tally, { urgencyGroup, zone }: TaskVerdict, { measure }: MeasureVerdict): RowTally {
  const key = JSON.stringify([urgencyGroup, measure ?? null, zone ?? null])
  let row = tally.get(key)
  if (!row) {
    row = { used: 0, sum: 0, excluded: {}, targets: new Map() }
    tally.set(key, row)
  }
  return row
}

function count(row: RowTally, { targets, outcome }: MeasureVerdict): void {
  if (outcome.kind === 'reached') {
    row.used++
    row.sum += outcome.seconds
  } else {
    const reason = outcome.kind === 'pending' ? 'still-open' : outcome.reason
    row.excluded[reason] = (row.excluded[reason] ?? 0) + 1
  }
  for (const target of targets) {
    const { withinSeconds, requiredShare, official } = target
    const key = `${requiredShare} ${withinSeconds}`
    const known = row.targets.get(key) ?? { withinSeconds, requiredShare, official, used: 0, inTime: 0 }
    row.targets.set(key, known)
    if (outcome.kind !== 'reached') continue
    known.used++
    if (outcome.seconds <= withinSeconds) known.inTime++
  }
}

function rowsOf(before: Tally, after: Tally): DecisionPreview['rows'] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort()
  return keys.map((key) => {
    const [urgency, measure, zone] = JSON.parse(key)
    return {
      ...{ urgency, zone: zone ?? 'unknown', measure: measure ?? undefined },
      before: sideOf(before.get(key)),
      after: sideOf(after.get(key)),
    }
  })
}

function sideOf(row: RowTally | undefined): PreviewSide | undefined {
  if (!row) return undefined
  const { used, sum, excluded } = row
  const targets = [...row.targets.values()].sort(
    (a, b) => a.requiredShare - b.requiredShare || a.withinSeconds - b.withinSeconds,
  )
  return {
    used,
    excluded: sumOf(Object.values(excluded)),
    reasons: excluded as Counts,
    ...(used > 0 ? { meanSeconds: sum / used } : {}),
    targets: targets.map(({ withinSeconds, requiredShare, official, used: n, inTime }) => ({
      ...{ withinSeconds, requiredShare, official, used: n, inTime },
      ...(n > 0 ? { share: inTime / n } : {}),
      light: lightOf(inTime, n, requiredShare),
    })),
  }
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, value) => total + value, 0)
}

function smaller(a: string, b: string): string {
  return a < b ? a : b
}
