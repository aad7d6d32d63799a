/** Which tasks would a year of the county's own size and rhythm bring? The demo's demand, judged by the one definition. */
import { cellKey } from '../../../geo/cell.ts'
import { type Calendar, createCalendar } from '../../domain/calendar.ts'
import { addDays } from '../../domain/readiness-clock.ts'
import type { Task } from '../../domain/task.ts'
import { judgeTask, type Reference } from '../../domain/verdict.ts'
import type { DuelSetting, DuelTask } from '../../usecases/duel-setting.ts'
import { duelTaskOf } from '../../usecases/duel-tasks.ts'
import { countyVolumes, type Demand, demandOf, type Volumes } from '../demand.ts'
import { chance, streamOf, uniform } from '../random.ts'
import { cancelShare } from '../response.ts'
import { assessedRemotely, handlingSeconds } from '../task-course.ts'

/** Of the pilot, whose volumes the demand is made after. */
const pilotResidents = 272_437

export interface SimulatedTasks {
  readonly tasks: readonly DuelTask[]
  /** Tasks that are not in the replay at all, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
}

/** A function of (setting, seed, replication) alone. In order of dispatch. */
export function simulatedTasks(
  setting: DuelSetting,
  replication: number,
  volumes = volumesOf(setting),
): SimulatedTasks {
  const calendar = createCalendar(setting.timeZone)
  const seed = `${setting.seed}/${replication}`
  const demandOn = demandOf({ cells: worldCells(setting) }, seed, calendar, volumes)
  const reference = referenceOf(setting, calendar)
  const tasks: DuelTask[] = []
  const leftOut: Record<string, number> = {}
  const last = calendar.localDate(setting.span.to - 1)
  for (let date = calendar.localDate(setting.span.from); date <= last; date = addDays(date, 1))
    for (const demand of demandOn(date)) {
      const found = taskOf(demand, seed, setting, reference)
      if (typeof found === 'string') leftOut[found] = (leftOut[found] ?? 0) + 1
      else tasks.push(found)
    }
  return { tasks: tasks.sort((a, b) => a.dispatchAt - b.dispatchAt || (a.id < b.id ? -1 : 1)), leftOut }
}

export function volumesOf({ cells }: Pick<DuelSetting, 'cells'>): Volumes {
  let residents = 0
  for (let i = 0; i < cells.e.length; i++) residents += cells.residents[i]!
  const share = residents / pilotResidents
  return { ems: countyVolumes.ems * share, rescue: countyVolumes.rescue * share }
}

function taskOf(
  demand: Demand,
  seed: string,
  { cells }: DuelSetting,
  reference: Reference,
): DuelTask | string {
  const random = streamOf(seed, 'duel', demand.task)
  const handled = demand.createdAt + handlingSeconds(demand.urgency, random) * 1000
  if (assessedRemotely(demand, random)) return 'remote-assessment'
  if (!demand.placeTold) return 'no-place'
  const cell = { e: cells.e[demand.cell]!, n: cells.n[demand.cell]! }
  const isCancelled = demand.origin === 'emergency-centre' && chance(random, cancelShare[demand.urgency])
  const cancelledAt = handled + Math.round(uniform(random, 20, 480)) * 1000
  const task: Task = {
    ...{ id: demand.task, service: demand.service, origin: demand.origin, code: demand.code },
    ...{ createdAt: demand.createdAt, firstEventAt: demand.createdAt, lastEventAt: handled, anomalies: [] },
    urgencies: [{ at: demand.createdAt, urgency: demand.urgency }],
    location: { cell },
    units: [{ unit: '', alertedAt: handled, status: 'alerted', statusAt: handled }],
    ...(isCancelled && { cancelledAt, closedAt: cancelledAt }),
  }
  const verdict = judgeTask(task, reference)!
  const found = duelTaskOf(task, verdict, demand.cell)
  if (typeof found === 'string') return found
  return demand.origin === 'transfer-order' ? { ...found, transports: true } : found
}

function worldCells({ cells, municipalities }: DuelSetting) {
  return {
    ...{ length: cells.e.length, e: cells.e, n: cells.n, residents: cells.residents },
    areaClass: cells.areaClass,
    municipality: Array.from(cells.municipality, (index) => municipalities[index] ?? ''),
  }
}

function referenceOf(
  { cells, municipalities, decisions, zones }: DuelSetting,
  calendar: Calendar,
): Reference {
  const indexOf = new Map<number, number>()
  for (let i = 0; i < cells.e.length; i++) indexOf.set(cellKey({ e: cells.e[i]!, n: cells.n[i]! }), i)
  const find: (location: Task['location']) => number | undefined = ({ cell }) =>
    cell && indexOf.get(cellKey(cell))
  return {
    decisions,
    typeOf: () => undefined,
    stationOf: () => undefined,
    localDate: calendar.localDate,
    municipalityOf: (location) => {
      const index = find(location)
      return index === undefined ? undefined : municipalities[cells.municipality[index]!]
    },
    zoneOf(system, location) {
      const index = find(location)
      const known = zones[system]
      const zone = index === undefined ? undefined : known?.classes[known.ofCell[index]!]
      return zone === undefined ? { kind: 'no-zone-class' } : { kind: 'class', id: zone }
    },
  }
}
