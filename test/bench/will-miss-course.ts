/** A simulated course of the demo's county on the board: which flags of a miss came true, and was any from an old position? */
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { eventSchema } from '../../src/contract/events.ts'
import type { VasteEvent } from '../../src/domain/event.ts'
import { type Limit, lastLimit } from '../../src/domain/outlook.ts'
import type { TaskVerdict } from '../../src/domain/verdict.ts'
import { createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import { drivenPilotWorld } from '../../src/pilot.ts'
import { sourceNames, type TimedEvent } from '../../src/simulate/messages.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import type { CountyReference } from '../../src/usecases/reference.ts'
import { tellings } from './tellings.ts'

export interface WatchedCourse {
  /** Judged by the limit that was watched, reached in time or late. */
  readonly tasks: readonly WatchedTask[]
  /** Flagged, and then never reached or judged: cancelled before arrival, most of them. */
  readonly unjudged: number
  readonly looks: number
  readonly staleFlags: number
  readonly withheldLooks: number
  readonly outlookLooks: number
}

export interface WatchedTask {
  readonly urgency: string
  readonly late: boolean
  readonly dueAt: number
  /** First seen so; absent: never. */
  readonly flaggedAt?: number
  /** First standing for as long as an alarm takes to be raised. */
  readonly stoodAt?: number
}

const freshness = { lateAfterSeconds: 60, silentAfterSeconds: 180 }
const headStartMs = 6 * 3_600_000
const standsMs = 30_000
const roads = keskiSuomiMainRoads()

/** Positions of some units are held back: `lateUnits` of a hundred call signs tell theirs four minutes late. */
export function willMissCourse(options: {
  readonly reference: CountyReference
  readonly seed: string
  readonly from: number
  readonly to: number
  readonly stepSeconds: number
  readonly lateUnits?: number
}): WatchedCourse {
  const { reference, seed, from, to, stepSeconds, lateUnits = 0 } = options
  let now = from - headStartMs
  const told = tellings(reference)
  const board = createBoard({
    ...{ now: () => now, reference: () => reference, freshness },
    drives: createDrives({ roads: () => roads, searchesAtOnce: Number.POSITIVE_INFINITY }),
    initial: { tasks: [], units: told.units(), stations: told.stations(), sources: [] },
  })
  const stream = simulate({ world: drivenPilotWorld(), seed, from: now, to, positions: true })
  let next: IteratorResult<TimedEvent, void> = stream.next()
  const held: VasteEvent[] = []
  const verdicts = new Map<string, TaskVerdict | undefined>()
  const take = () => {
    const due: VasteEvent[] = held.splice(0, held.findLastIndex(({ at }) => at <= now - heldMs) + 1)
    for (; !next.done && next.value.at <= now; next = stream.next()) {
      const event = eventSchema.parse(next.value.event) as VasteEvent
      if (event.kind === 'unit.position' && isHeld(event.unit, lateUnits)) held.push(event)
      else due.push(event)
    }
    const heard = sourceNames.map((source) => ({ source, demo: true, lastAt: now, lastReceivedAt: now }))
    const changes = told.take(due)
    for (const { task, verdict } of changes.tasks) verdicts.set(task.id, verdict)
    board.apply({ ...changes, sources: heard })
  }
  const watched = new Map<string, { limit: Limit; flaggedAt?: number; stoodAt?: number; since?: number }>()
  let [looks, staleFlags, withheldLooks, outlookLooks] = [0, 0, 0, 0]
  for (; now < to; now += stepSeconds * 1000) {
    take()
    board.refreshExpected()
    if (now < from) continue
    looks++
    const { tasks, units } = board.things()
    for (const { judged, forecast } of tasks) {
      const limit = lastLimit(judged.verdict)
      if (limit?.dueAt === undefined || !forecast.outlook) continue
      outlookLooks++
      const known = watched.get(judged.task.id) ?? { limit }
      watched.set(judged.task.id, { ...known, limit })
      const one = watched.get(judged.task.id)!
      if (forecast.outlook.state === 'withheld') withheldLooks++
      if (forecast.outlook.state !== 'will-miss' || now > limit.dueAt) {
        delete one.since
        continue
      }
      one.flaggedAt ??= now
      one.since ??= now
      if (now - one.since >= standsMs) one.stoodAt ??= now
      const sent = [...units.values()].filter((unit) => unit.task === judged.task.id)
      if (sent.some((unit) => unit.status === 'en-route' && now - (unit.placeAt ?? 0) > 60_000)) staleFlags++
    }
  }
  const ended = [...watched].map(([id, one]) => ({ ...one, verdict: verdicts.get(id) }))
  const judged = ended.flatMap(({ verdict, limit, flaggedAt, stoodAt }): WatchedTask[] => {
    const reached = verdict?.measures.find(({ measure }) => measure === limit.measure)?.outcome
    if (reached?.kind !== 'reached') return []
    const late = reached.seconds > limit.withinSeconds
    const { urgency = '', ...seen } = { urgency: verdict!.urgency, flaggedAt, stoodAt }
    return [{ urgency, late, dueAt: limit.dueAt!, ...defined(seen) }]
  })
  const unjudged = ended.filter(({ flaggedAt, verdict, limit }) => {
    const outcome = verdict?.measures.find(({ measure }) => measure === limit.measure)?.outcome
    return flaggedAt !== undefined && outcome?.kind !== 'reached'
  }).length
  return { tasks: judged, unjudged, looks, staleFlags, withheldLooks, outlookLooks }
}

const heldMs = 240_000

function isHeld(unit: string, lateUnits: number): boolean {
  let sum = 0
  for (const letter of unit) sum = (sum * 31 + letter.charCodeAt(0)) % 100
  return sum < lateUnits
}

function defined({ flaggedAt, stoodAt }: { flaggedAt?: number | undefined; stoodAt?: number | undefined }) {
  return { ...(flaggedAt !== undefined && { flaggedAt }), ...(stoodAt !== undefined && { stoodAt }) }
}
