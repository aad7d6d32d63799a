/** What kept the units busy? Every task of a period from its fold, judged or not; nothing is taken from sums. */
import type { StreamLoad, Workload } from '../contract/workload.ts'
import { meaningOf, type OutcomeMeaning, outcomeMeanings } from '../domain/outcome.ts'
import { minimumForMedian, percentile } from '../domain/statistics.ts'
import { firstAlertAt, type Task } from '../domain/task.ts'
import type { Service } from '../domain/vocabulary.ts'
import { addByHour, bindingsOf, type Stream, streamOf, streams } from '../domain/workload.ts'
import type { Database } from '../store/database.ts'
import { foldedPages } from '../store/task-cache.ts'
import { type Period, sliceOf } from './periods.ts'
import type { CountyReference } from './reference.ts'
import type { ComplianceContext } from './show-compliance.ts'

interface Load {
  tasks: number
  endless: number
  readonly tasksByHour: number[]
  readonly boundByHour: Float64Array
}

type Place = Workload['owners'][number]['place']

interface OwnerLoad {
  readonly owner: string
  readonly place: Place
  tasks: number
  boundMs: number
}

interface Tally {
  readonly loads: ReadonlyMap<Stream, Load>
  readonly owners: Map<string, OwnerLoad>
  readonly outcomes: Map<OutcomeMeaning, number>
  readonly cancelledSeconds: number[]
  cancelled: number
  tasks: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export type WorkloadContext = Pick<ComplianceContext, 'reference' | 'demo' | 'now' | 'historyLoading'>

/** A task belongs to the period of its date with all of its hours. A running period is counted up to now. */
export async function showWorkload(
  db: Database,
  question: Period & { readonly service: Service },
  context: WorkloadContext,
): Promise<Workload> {
  const { reference, now, historyLoading } = context
  const { calendar } = reference
  const { from, to } = sliceOf(question, reference)
  const until = Math.max(from, Math.min(to, now))
  const hours = new Float64Array(24)
  addByHour(hours, from, until, calendar.localClock)
  const tally: Tally = {
    loads: new Map(streams.map((stream) => [stream, emptyLoad()])),
    owners: new Map(),
    outcomes: new Map(),
    cancelledSeconds: [],
    cancelled: 0,
    tasks: 0,
  }
  for await (const page of foldedPages(db, reference.county.county, { from, to }))
    for (const task of page) if (task.service === question.service) add(tally, task, { reference, now })
  return {
    county: reference.county.county,
    ...{ service: question.service, from: question.from, to: question.to, demo: context.demo },
    ...{ historyLoading, until: new Date(until).toISOString() },
    // By the local clock, so that a day of 23 or of 25 hours is one day.
    days: Math.round(((calendar.localClock(until) - calendar.localClock(from)) / dayMs) * 10) / 10,
    tasks: tally.tasks,
    streams: streams.map((stream) => streamLoad(stream, tally.loads.get(stream)!, hours)),
    owners: ownersOf(tally),
    outcomes: outcomeMeanings.flatMap((meaning) => {
      const tasks = tally.outcomes.get(meaning) ?? 0
      return tasks === 0 ? [] : [{ meaning, tasks }]
    }),
    cancelled: cancelledOf(tally),
  }
}

function emptyLoad(): Load {
  return { tasks: 0, endless: 0, tasksByHour: Array(24).fill(0), boundByHour: new Float64Array(24) }
}

function add(tally: Tally, task: Task, context: Pick<WorkloadContext, 'reference' | 'now'>): void {
  const { reference, now } = context
  const load = tally.loads.get(streamOf(task))!
  const { bindings, endless } = bindingsOf(task, now)
  tally.tasks++
  load.tasks++
  load.endless += endless
  const hour = reference.calendar.localHour(firstAlertAt(task) ?? task.createdAt ?? task.firstEventAt)
  load.tasksByHour[hour]!++
  for (const { from, to } of bindings) addByHour(load.boundByHour, from, to, reference.calendar.localClock)
  addOwners(tally, task, bindings, reference)
  if (task.outcome !== undefined) {
    const meaning = meaningOf(task.outcome)
    tally.outcomes.set(meaning, (tally.outcomes.get(meaning) ?? 0) + 1)
  }
  addCancelled(tally, task)
}

/** Some sources only close a cancelled task with the outcome X-9; one that another unit had reached is none (trap 27). */
function addCancelled(tally: Tally, task: Task): void {
  const isCancelled = task.cancelledAt !== undefined || meaningOf(task.outcome ?? '') === 'cancelled'
  if (!isCancelled || task.units.some((unit) => unit.atSceneAt !== undefined)) return
  tally.cancelled++
  const [alertedAt, endedAt] = [firstAlertAt(task), task.cancelledAt ?? task.closedAt]
  if (alertedAt !== undefined && endedAt !== undefined)
    tally.cancelledSeconds.push(Math.max(0, Math.ceil((endedAt - alertedAt) / 1000)))
}

/** A task counts once for each owner whose units were on it (trap 33). */
function addOwners(
  tally: Tally,
  task: Task,
  bindings: ReturnType<typeof bindingsOf>['bindings'],
  reference: CountyReference,
): void {
  const place = placeOf(task, reference)
  const seen = new Set<OwnerLoad>()
  for (const unit of task.units) {
    const load = ownerLoad(tally, reference.ownerOf(unit) ?? 'own', place)
    const bound = bindings.find((binding) => binding.unit === unit)
    if (bound) load.boundMs += bound.to - bound.from
    if (!seen.has(load)) load.tasks++
    seen.add(load)
  }
}

function ownerLoad({ owners }: Tally, owner: string, place: Place): OwnerLoad {
  const key = JSON.stringify([owner, place])
  const known = owners.get(key) ?? { owner, place, tasks: 0, boundMs: 0 }
  owners.set(key, known)
  return known
}

function placeOf({ location }: Task, reference: CountyReference): Place {
  if (!location.place && !location.cell && location.municipality === undefined) return 'unknown'
  // A county without borders has no outside.
  if (reference.municipalities.length === 0) return 'inside'
  const municipality = reference.municipalityOf(location)
  return reference.municipalities.some(({ code }) => code === municipality) ? 'inside' : 'outside'
}

function streamLoad(stream: Stream, load: Load, hours: Float64Array): StreamLoad {
  const bound = Array.from(load.boundByHour)
  return {
    ...{ stream, tasks: load.tasks, endless: load.endless, tasksByHour: load.tasksByHour },
    unitHours: rounded(bound.reduce((sum, ms) => sum + ms, 0) / hourMs),
    // By the time that the clock showed this hour: on the nights of change it does so never, or twice.
    unitsByHour: bound.map((ms, hour) => (hours[hour] === 0 ? 0 : rounded(ms / hours[hour]!))),
  }
}

function ownersOf({ owners }: Tally): Workload['owners'] {
  return [...owners.values()]
    .map(({ owner, place, tasks, boundMs }) => ({
      owner,
      place,
      tasks,
      unitHours: rounded(boundMs / hourMs),
    }))
    .sort((a, b) => b.tasks - a.tasks || (a.owner + a.place < b.owner + b.place ? -1 : 1))
}

function cancelledOf({ cancelled, cancelledSeconds }: Tally): Workload['cancelled'] {
  const sorted = [...cancelledSeconds].sort((a, b) => a - b)
  const counts = { tasks: cancelled, timed: sorted.length }
  return sorted.length < minimumForMedian ? counts : { ...counts, medianSeconds: percentile(sorted, 0.5)! }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
