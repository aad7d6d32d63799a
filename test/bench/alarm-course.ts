/** A course of the demo's county on the board, in memory: which alarms are one commander's, before and after grouping? */
import { cellAt, cellKey } from '../../geo/cell.ts'
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { toTm35fin } from '../../geo/projection.ts'
import { eventSchema } from '../../src/contract/events.ts'
import type { AlarmKind, AlarmLimits } from '../../src/domain/alarm.ts'
import { alarmLimits } from '../../src/domain/alarm.ts'
import { type AlarmState, alarmsAfter, restoredAlarms } from '../../src/domain/alarm-state.ts'
import type { VasteEvent } from '../../src/domain/event.ts'
import { alarmSituation } from '../../src/live/alarm-situation.ts'
import { createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import { drivenPilotWorld } from '../../src/pilot.ts'
import { sourceNames, type TimedEvent } from '../../src/simulate/messages.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import { nearestFree } from '../../src/usecases/nearest-free.ts'
import type { CountyReference } from '../../src/usecases/reference.ts'
import { createCoverageDesk } from '../../src/usecases/show-coverage.ts'
import { tellings } from './tellings.ts'

export interface AlarmCourse {
  readonly tasks: number
  readonly raised: readonly RaisedAlarm[]
  readonly looks: number
  /** How many stood open at a look, on average. */
  readonly openOnAverage: number
}

export interface RaisedAlarm {
  readonly kind: AlarmKind
  readonly raisedAt: number
  readonly priority: string
  readonly subject: string
  /** It came within a flood that had been told before: no news of its own. */
  readonly grouped: boolean
  clearedAt?: number
}

const freshness = { lateAfterSeconds: 60, silentAfterSeconds: 180 }
/** Units are told as they stood: tasks open before the first look are no news. */
const headStartMs = 12 * 3_600_000
const areasKeptMs = 60_000
const roads = keskiSuomiMainRoads()

export async function alarmCourse(options: {
  readonly reference: CountyReference
  readonly seed: string
  readonly from: number
  readonly to: number
  readonly stepSeconds: number
  readonly limits?: AlarmLimits
}): Promise<AlarmCourse> {
  const { reference, seed, from, to, stepSeconds, limits = alarmLimits } = options
  const begins = from - headStartMs
  let now = begins
  const told = tellings(reference)
  const board = createBoard({
    ...{ now: () => now, reference: () => reference, freshness },
    drives: createDrives({ roads: () => roads, searchesAtOnce: Number.POSITIVE_INFINITY }),
    initial: { tasks: [], units: told.units(), stations: told.stations(), sources: [] },
  })
  // Of all cells only those that areas are asked for: the answers there are the same.
  const seats = { ...reference, cells: seatCells(reference) }
  const coverage = createCoverageDesk({
    ...{ reference: () => seats, roads: () => roads, now: () => now, freshness, demo: () => true },
    ...{ standing: () => board.things(), keptMs: areasKeptMs },
  })
  const world = drivenPilotWorld()
  const stream = simulate({ world, seed, from: begins, to, positions: true })
  let next: IteratorResult<TimedEvent, void> = stream.next()
  const take = () => {
    const due: VasteEvent[] = []
    for (; !next.done && next.value.at <= now; next = stream.next())
      due.push(eventSchema.parse(next.value.event))
    const heard = sourceNames.map((source) => ({ source, demo: true, lastAt: now, lastReceivedAt: now }))
    board.apply({ ...told.take(due), sources: heard })
  }
  let state: AlarmState = restoredAlarms()
  const seen = new Map<string, RaisedAlarm>()
  const floods = new Set<string>()
  let [looks, open] = [0, 0]
  for (; now < to; now += stepSeconds * 1000) {
    take()
    board.refreshExpected()
    const areas = await coverage.read('ems', nearestFree)
    const around = { listeningSince: begins, areas }
    const step = alarmsAfter(state, alarmSituation(board.things(), around), now, limits)
    state = step.state
    for (const alarm of state.open) {
      if (seen.has(alarm.id)) continue
      const { kind, raisedAt, priority, subject, flood } = alarm
      const grouped = flood !== undefined && floods.has(flood)
      seen.set(alarm.id, { kind, raisedAt, priority, subject, grouped })
      if (flood !== undefined) floods.add(flood)
    }
    for (const { id, clearedAt } of step.cleared) seen.get(id)!.clearedAt = clearedAt
    if (now < from) continue
    looks++
    open += state.open.length
  }
  const raised = [...seen.values()].filter(({ raisedAt }) => raisedAt >= from)
  return { tasks: told.count(), raised, looks, openOnAverage: open / looks }
}

/** The cells of the municipalities' seats. */
function seatCells({ cells, municipalities }: CountyReference): CountyReference['cells'] {
  const wanted = new Set(municipalities.map(({ seat }) => cellKey(cellAt(toTm35fin(seat)))))
  const kept = cells.e.flatMap((e, i) => (wanted.has(cellKey({ e, n: cells.n[i]! })) ? [i] : []))
  const only = <T>(column: readonly T[]) => kept.map((i) => column[i]!)
  return {
    ...cells,
    ...{ e: only(cells.e), n: only(cells.n), residents: only(cells.residents) },
    municipality: only(cells.municipality),
  }
}
