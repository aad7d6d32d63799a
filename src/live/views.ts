/** How the board's things look on the wire. */
import type { ArrivalView, OutlookView } from '../contract/outlook.ts'
import type { SourceView, StationView, TargetView, TaskView, UnitView } from '../contract/situation.ts'
import type { Outlook } from '../domain/outlook.ts'
import { lastUrgency } from '../domain/task.ts'
import { judge, type MeasureVerdict } from '../domain/verdict.ts'
import type { UnitStatus } from '../domain/vocabulary.ts'
import { streamOf } from '../domain/workload.ts'
import type { SourceState, StationState, UnitState } from '../store/board-state.ts'
import type { JudgedTask } from '../store/task-cache.ts'
import type { Arrival, Forecast } from './expect-arrival.ts'

export function taskView({ task, verdict }: JudgedTask, { arrivals, expected, outlook }: Forecast): TaskView {
  const measured = verdict?.measures.find(({ outcome }) => outcome.kind !== 'excluded')
  const excluded = verdict?.measures.find(({ outcome }) => outcome.kind === 'excluded')?.outcome
  const startAt = measured?.outcome.kind === 'pending' ? measured.outcome.startAt : undefined
  return {
    id: task.id,
    service: task.service ?? 'ems',
    stream: streamOf(task),
    code: task.code,
    urgency: lastUrgency(task),
    urgencyAtFirstAlert: verdict?.urgency,
    zone: verdict?.zone,
    municipality: verdict?.municipality,
    place: task.location.place,
    createdAt: iso(task.createdAt),
    clockStartAt: iso(startAt),
    decision: verdict?.decision,
    excluded: !measured && excluded?.kind === 'excluded' ? excluded.reason : undefined,
    targets: verdict?.measures.flatMap(targetViews) ?? [],
    units: task.units.map(({ unit, type, status, statusAt }) => ({
      unit,
      type,
      status,
      statusAt: iso(statusAt)!,
    })),
    expected: expected && expectedView(expected),
    arrivals: arrivals.map(arrivalView),
    outlook: outlook && outlookView(outlook),
    lastEventAt: iso(task.lastEventAt)!,
  }
}

function expectedView({ unit, arriveAt, assigned, basis }: Arrival): TaskView['expected'] {
  return { unit, arriveAt: iso(arriveAt)!, assigned, basis }
}

function arrivalView(arrival: Arrival): ArrivalView {
  return { ...expectedView(arrival)!, positionAt: iso(arrival.positionAt)! }
}

function outlookView({ dueAt, expectedAt, ...outlook }: Outlook): OutlookView {
  return {
    ...outlook,
    ...(dueAt !== undefined && { dueAt: iso(dueAt)! }),
    ...(expectedAt !== undefined && { expectedAt: iso(expectedAt)! }),
  }
}

function targetViews({ measure, targets, outcome }: MeasureVerdict): TargetView[] {
  if (!measure || outcome.kind === 'excluded') return []
  return targets.map((target) => {
    const { withinSeconds, requiredShare, official } = target
    const base = { measure, withinSeconds, requiredShare, official }
    const judged = judge(outcome, target)
    if (judged.kind === 'pending') return { ...base, dueAt: iso(judged.dueAt), state: 'pending' as const }
    if (judged.kind === 'excluded') return { ...base, state: 'pending' as const }
    return { ...base, state: judged.kind, seconds: judged.seconds }
  })
}

const offTask: readonly UnitStatus[] = ['available', 'at-station', 'unavailable']

export function unitView(unit: UnitState): UnitView {
  return {
    unit: unit.unit,
    type: unit.type,
    station: unit.station,
    status: unit.status,
    statusAt: iso(unit.statusAt),
    statusReceivedAt: iso(unit.statusReceivedAt),
    statusSource: unit.statusSource,
    task: unit.status !== undefined && offTask.includes(unit.status) ? undefined : unit.task,
    place: unit.place,
    placeAt: iso(unit.placeAt),
    placeReceivedAt: iso(unit.placeReceivedAt),
    demoPosition: unit.demo,
  }
}

export function stationView(station: StationState): StationView {
  return {
    station: station.station,
    name: station.name,
    services: [...station.services],
    place: station.place,
    demoPosition: station.demoPosition,
    crew: station.crew,
    turnoutSeconds: station.turnoutSeconds,
    readinessAt: iso(station.readinessAt),
    readinessReceivedAt: iso(station.readinessReceivedAt),
    source: station.source,
  }
}

export function sourceView(source: SourceState): SourceView {
  return {
    source: source.source,
    demo: source.demo,
    lastAt: iso(source.lastAt),
    lastReceivedAt: iso(source.lastReceivedAt)!,
  }
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}
