/** The pilot county of the demo as the ground of a duel, without a database: what stands, and one crew more or less. */

import { keskiSuomiMainRoads } from '../../../geo/keski-suomi/main-roads.ts'
import { keskiSuomi } from '../../../geo/keski-suomi/region.ts'
import { emergencyDrive, normalDrive } from '../../../geo/roads/speeds.ts'
import { createCalendar } from '../../../src/domain/calendar.ts'
import { type PlanChange, type Standing, withPlan } from '../../../src/domain/plan.ts'
import { inForce } from '../../../src/domain/service-level-decision.ts'
import { pilotContent, pilotReadiness } from '../../../src/pilot.ts'
import { demoRiskCells } from '../../../src/simulate/risk-cells.ts'
import { crewsOf } from '../../../src/usecases/duel-crews.ts'
import type { DuelSetting } from '../../../src/usecases/duel-setting.ts'

const on = '2025-11-24'
export const pilotFrom = '2024-11-25'

/** A second ambulance around the clock at a station of the register. */
export function crewMore(station: string): PlanChange {
  return {
    kind: 'set-readiness',
    period: {
      ...{
        id: `more-${station}`,
        station,
        service: 'ems',
        slot: 'yksi lisää',
        kind: '24/7',
        unitTypes: ['als'],
      },
      ...{ strength: { leaders: 1, crew: 1 }, turnout: { medianSeconds: 85, p90Seconds: 136 } },
      ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', validFrom: '2020-01-01' },
      ...{ dateConfirmed: true, demo: true },
    },
  }
}

export function pilotDuel(
  changes: readonly PlanChange[],
  { seed = 1, replications = 1, to = on } = {},
): DuelSetting {
  const calendar = createCalendar('Europe/Helsinki')
  const { cells, municipalities, areaClasses, hospitals, stations } = keskiSuomi
  const span = { from: calendar.startOfDate(pilotFrom), to: calendar.startOfDate(to) }
  const standing: Standing = {
    stations: stations.map(({ id, ...station }) => ({ station: id, ...station })),
    periods: pilotReadiness({ demo: true }).filter((period) => inForce(period, on)),
  }
  const dates = { on, from: pilotFrom, to, span }
  const risk = ['I', 'II', 'III', 'IV']
  return {
    ...{ span, timeZone: calendar.zone, decisions: pilotContent({ demo: true }).decisions },
    municipalities: municipalities.map(({ code }) => code),
    hospitals: hospitals.filter(({ inside }) => inside).map(({ place }) => place),
    cells: {
      ...{ e: cells.e, n: cells.n, municipality: cells.municipality, residents: cells.residents },
      areaClass: Uint8Array.from(cells.areaClass, (index) => areaClasses[index]!.order),
    },
    zones: {
      'ems-area': { classes: areaClasses.map(({ id }) => id), ofCell: cells.areaClass },
      'rescue-risk': {
        classes: risk,
        ofCell: demoRiskCells(cells).cells.map(({ riskClass }) => risk.indexOf(riskClass)),
      },
    },
    a: crewsOf(standing, dates, calendar),
    b: crewsOf(withPlan(standing, { changes }), dates, calendar),
    ...{
      roads: keskiSuomiMainRoads(),
      speeds: { alarm: { settings: emergencyDrive }, normal: { settings: normalDrive } },
    },
    ...{ seed, replications, leftOut: {} },
  }
}
