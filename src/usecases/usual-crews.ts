/** Which crews would a planner think of? The usual ones, at every station of a service. */
import type { PlannedStation } from '../domain/plan.ts'
import { everyDay, type ReadinessPeriod } from '../domain/readiness.ts'
import type { Service, UnitType } from '../domain/vocabulary.ts'
import { assumedTurnouts } from './turnout.ts'

interface Usual {
  readonly id: string
  readonly unitType: UnitType
  readonly crew: number
  /** Absent: around the clock. */
  readonly hours?: Pick<ReadinessPeriod, 'from' | 'to' | 'weekdays'>
}

const workdays = { from: '07:00', to: '17:00', weekdays: [1, 2, 3, 4, 5] }
const longDays = { from: '08:00', to: '20:00', weekdays: everyDay }

/** The cheaper first: of two that reach the same the first is suggested. */
const usual: Readonly<Record<Service, readonly Usual[]>> = {
  rescue: [
    { id: 'day-1-1', unitType: 'spearhead', crew: 1, hours: workdays },
    { id: 'day-1-3', unitType: 'rescue-unit', crew: 3, hours: workdays },
    { id: '24-7-1-1', unitType: 'spearhead', crew: 1 },
    { id: '24-7-1-3', unitType: 'rescue-unit', crew: 3 },
  ],
  ems: [
    { id: 'day-bls', unitType: 'bls', crew: 1, hours: longDays },
    { id: 'day-als', unitType: 'als', crew: 1, hours: longDays },
    { id: '24-7-bls', unitType: 'bls', crew: 1 },
    { id: '24-7-als', unitType: 'als', crew: 1 },
  ],
}

/** Leaving in the time assumed of crews at the station, one in ten after half as long again. */
export function usualCrews(
  stations: readonly PlannedStation[],
  service: Service,
  on: string,
): ReadinessPeriod[] {
  const medianSeconds = assumedTurnouts.atStation
  return stations
    .filter((station) => station.services.includes(service))
    .flatMap(({ station }) =>
      usual[service].map(
        ({ id, unitType, crew, hours }): ReadinessPeriod => ({
          ...{ id: `plan-${station}-${id}`, station, service, slot: `plan ${id}` },
          ...{ kind: hours ? 'daytime' : '24/7', strength: { leaders: 1, crew }, unitTypes: [unitType] },
          ...{ weekdays: everyDay, from: '00:00', to: '24:00', ...hours, validFrom: on },
          turnout: { medianSeconds, p90Seconds: Math.round(medianSeconds * 1.5) },
          ...{ dateConfirmed: false, demo: false },
        }),
      ),
    )
}
