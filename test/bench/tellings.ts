/** What the log and the board's tables would hold of a simulated course, in memory. */
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { namesTask, type TaskEvent, type VasteEvent } from '../../src/domain/event.ts'
import type { StationState, UnitState } from '../../src/store/board-state.ts'
import { judgeAll } from '../../src/usecases/judge-tasks.ts'
import type { CountyReference } from '../../src/usecases/reference.ts'

export function tellings(reference: CountyReference) {
  const histories = new Map<string, TaskEvent[]>()
  const units = new Map<string, UnitState>()
  for (const { unit, type, station } of reference.units.values())
    units.set(unit, { unit, type, ...(station === undefined ? {} : { station }), demo: true })
  const stations = new Map(
    keskiSuomi.stations.map((one): [string, StationState] => {
      const { id: station, name, services, place, demoPosition } = one
      return [station, { station, name, services, place, demoPosition }]
    }),
  )
  const takeOne = (event: VasteEvent) => {
    if (event.kind === 'unit.status')
      units.set(event.unit, {
        ...units.get(event.unit)!,
        ...{ status: event.status, statusAt: event.at, statusReceivedAt: event.at, task: event.task },
      })
    if (event.kind === 'unit.position')
      units.set(event.unit, { ...units.get(event.unit)!, place: event.place, placeAt: event.at })
    if (event.kind === 'station.readiness')
      stations.set(event.station, {
        ...stations.get(event.station)!,
        ...{ crew: event.crew, turnoutSeconds: event.turnoutSeconds, readinessAt: event.at },
      })
  }
  return {
    units: () => [...units.values()],
    stations: () => [...stations.values()],
    count: () => histories.size,
    take(events: readonly VasteEvent[]) {
      const touched = new Set<string>()
      const heardOf = new Set<string>()
      const stood = new Set<string>()
      for (const event of events) {
        takeOne(event)
        if (namesTask(event)) {
          histories.set(event.task, [...(histories.get(event.task) ?? []), event])
          touched.add(event.task)
        }
        if (event.kind === 'unit.status' || event.kind === 'unit.position') heardOf.add(event.unit)
        if (event.kind === 'station.readiness') stood.add(event.station)
      }
      return {
        tasks: judgeAll(
          [...touched].map((task) => histories.get(task)!),
          reference,
        ),
        units: [...heardOf].map((unit) => units.get(unit)!),
        stations: [...stood].map((station) => stations.get(station)!),
      }
    },
  }
}
