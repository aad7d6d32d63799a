/** What would the demo's INVENTED fleet promise? Its units as readiness periods, each marked as invented. */
import { clockText, everyDay, type ReadinessPeriod } from '../domain/readiness.ts'
import type { DemoUnit } from './fleet.ts'

/** A unit with a first day of its own stands for a real start, which is told as a fact instead. */
export function demoReadiness(units: readonly DemoUnit[]): ReadinessPeriod[] {
  return units.filter(({ validFrom }) => validFrom === undefined).flatMap(periodsOf)
}

const source = 'Keksitty demoa varten – påhittat för demon – invented for the demo'
const firstDay = '2018-01-01'
const weekdays = [1, 2, 3, 4, 5]
/** Evenings are spread about as widely as the median is long. */
const spread = 1.6

function periodsOf({ unit, type, station, crew, shift, turnout }: DemoUnit): ReadinessPeriod[] {
  const id = `demo-${unit.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
  const period = (change: Partial<ReadinessPeriod>): ReadinessPeriod => ({
    ...{ id, station, slot: unit, kind: '24/7', service: unit.startsWith('E') ? 'ems' : 'rescue' },
    ...{ strength: { leaders: 1, crew: crew - 1 }, unitTypes: [type], weekdays: everyDay },
    ...{ from: '00:00', to: '24:00', validFrom: firstDay, dateConfirmed: true, demo: true, source },
    ...change,
  })
  const spreadOver = (medianSeconds: number) => ({
    turnout: { medianSeconds, p90Seconds: Math.round(medianSeconds * spread) },
  })
  if (turnout.kind === 'on-call') {
    const { dayMedianSeconds: medianSeconds, nightMedianSeconds } = turnout
    return [
      period({
        kind: 'on-call',
        turnout: { medianSeconds, p90Seconds: Math.round(nightMedianSeconds * spread) },
      }),
    ]
  }
  if (!shift) return [period(spreadOver(turnout.medianSeconds))]
  return [
    period({
      kind: 'daytime',
      from: clockText(shift.fromHour * 60),
      to: clockText(shift.toHour * 60),
      weekdays: shift.weekdaysOnly ? weekdays : everyDay,
      ...spreadOver(turnout.medianSeconds),
    }),
  ]
}
