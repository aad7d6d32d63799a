/** Which crews does a standing promise over a year, shift by shift? The weekly pattern of one date, all year round. */
import type { Calendar } from '../domain/calendar.ts'
import type { PlannedStation, Standing } from '../domain/plan.ts'
import { isAtStation, personsOf, type ReadinessPeriod, type Turnout } from '../domain/readiness.ts'
import { mondayOf } from '../domain/readiness-clock.ts'
import { crewHours, timeline } from '../domain/readiness-timeline.ts'
import { type Service, services, type UnitType } from '../domain/vocabulary.ts'
import type { DuelCrew, DuelEffortOf, DuelShift, DuelSide } from './duel-setting.ts'
import type { DuelDates } from './gather-duel.ts'
import { assumedTurnouts } from './turnout.ts'

/** Where none is stated: the medians that everything else assumes, and 90 % points of our own. */
export const assumedTurnout = {
  atStation: { medianSeconds: assumedTurnouts.atStation, p90Seconds: 150 },
  onCall: { medianSeconds: assumedTurnouts.onCall, p90Seconds: 480 },
} as const satisfies Record<string, Turnout>

/** What a crew of several types counts as comes first. */
const byAbility: readonly UnitType[] = [
  ...(['als', 'bls', 'rescue-unit', 'spearhead', 'first-response', 'assessment', 'field-commander'] as const),
  ...(['rescue-officer', 'support', 'other'] as const),
]

export function crewsOf(standing: Standing, dates: DuelDates, calendar: Calendar): DuelSide {
  const stations = [...standing.stations].sort((a, b) => (a.station < b.station ? -1 : 1))
  // In force on the one date: in force all year.
  const periods = standing.periods
    .map(({ validTo: _validTo, ...period }) => ({ ...period, validFrom: '0001-01-01' }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    stations: stations.map(({ station, place }) => ({ station, place })),
    crews: stations.flatMap((station, home) => crewsAt(station, home, periods, dates, calendar)),
    effort: services.map((service) => effortOf(service, stations, periods, dates, calendar)),
  }
}

function crewsAt(
  { station, services: of }: PlannedStation,
  home: number,
  periods: readonly ReadinessPeriod[],
  { span }: DuelDates,
  calendar: Calendar,
): DuelCrew[] {
  const open = { station, services: of }
  return timeline(open, periods, span, calendar, []).slots.map(({ service, slot, segments }) => ({
    ...{ key: `${station} ${service} ${slot}`, station, service, slot, home },
    shifts: segments.flatMap(({ from, to, standing }) => {
      // Two periods of one slot are the same people: the first by name is taken.
      const [period] = standing
      const shift = period && shiftOf(period)
      return shift ? [{ from, to, ...shift }] : []
    }),
  }))
}

/** Undefined: it flies, and takes no road. */
function shiftOf(period: ReadinessPeriod): Omit<DuelShift, 'from' | 'to'> | undefined {
  const driven = period.unitTypes.filter((type) => type !== 'doctor-helicopter')
  if (driven.length < period.unitTypes.length && driven.length === 0) return undefined
  const onCall = !isAtStation(period)
  const crew = personsOf(period)
  const types = driven.length > 0 ? driven : [assumedType(period)]
  return {
    ...{ onCall, turnout: period.turnout ?? (onCall ? assumedTurnout.onCall : assumedTurnout.atStation) },
    types: [...types].sort((a, b) => byAbility.indexOf(a) - byAbility.indexOf(b)),
    ...(crew !== undefined && { crew }),
  }
}

/** Where no type is stated: a rescue group by its persons, else a spearhead; of EMS a basic ambulance. */
function assumedType(period: ReadinessPeriod): UnitType {
  if (period.service === 'ems') return 'bls'
  return (personsOf(period) ?? 0) >= 4 ? 'rescue-unit' : 'spearhead'
}

function effortOf(
  service: Service,
  stations: readonly PlannedStation[],
  periods: readonly ReadinessPeriod[],
  { on }: DuelDates,
  calendar: Calendar,
): DuelEffortOf {
  const from = calendar.startOfDate(mondayOf(on))
  const week = { from, to: from + 7 * 86_400_000 }
  const own = periods.filter((period) => period.service === service)
  const sum = { service, crewHours: 0, onCallCrewHours: 0, personHours: 0, unstatedHours: 0 }
  for (const station of stations) {
    const hours = crewHours({ station: station.station, services: station.services }, own, week, calendar)
    for (const of of Object.values(hours)) {
      sum.crewHours += of.hours
      sum.personHours += of.personHours
      sum.unstatedHours += of.unstatedHours
    }
    sum.onCallCrewHours += hours['on-call'].hours
  }
  return sum
}
