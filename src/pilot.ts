/** The pilot county, Central Finland, ready to install: its region, placeholder decisions and demo stand-ins. */
import { keskiSuomiMainRoads } from '../geo/keski-suomi/main-roads.ts'
import { keskiSuomi } from '../geo/keski-suomi/region.ts'
import type { ReadinessPeriod } from './domain/readiness.ts'
import emsDecision from './intake/decisions/keski-suomi-ems.json' with { type: 'json' }
import rescueDecision from './intake/decisions/keski-suomi-rescue.json' with { type: 'json' }
import readinessFacts from './intake/stations/keski-suomi-readiness.json' with { type: 'json' }
import { readinessFrom } from './intake/stations/readiness-file.ts'
import { demoReadiness } from './simulate/demo-readiness.ts'
import { overRoads } from './simulate/over-roads.ts'
import { demoRiskCells } from './simulate/risk-cells.ts'
import type { World } from './simulate/world.ts'
import { worldOf } from './simulate/world-of.ts'
import type { Unit } from './store/county.ts'
import type { ZoneCells, ZoneVersion } from './store/zones.ts'
import { readDecision } from './usecases/adopt-decision.ts'
import type { CountyContent } from './usecases/install-county.ts'

export const pilotCounty = keskiSuomi.county
export const pilotTimeZone = 'Europe/Helsinki'

export function pilotWorld(): World {
  return worldOf(keskiSuomi, pilotTimeZone)
}

/** Its units drive over the main roads that live estimates use while no extract is imported. */
export function drivenPilotWorld(): World {
  return overRoads(pilotWorld(), keskiSuomiMainRoads())
}

/** Units and risk classes are invented for the demo, and marked so; without a demo a county imports its own. */
export function pilotContent(options: { readonly demo: boolean }): CountyContent {
  return {
    region: keskiSuomi,
    timeZone: pilotTimeZone,
    decisions: [readDecision(emsDecision), readDecision(rescueDecision)],
    zones: [
      {
        version: riskVersion(options.demo),
        cells: options.demo ? riskCells() : { e: [], n: [], classes: [] },
      },
    ],
    units: options.demo ? demoUnits() : [],
  }
}

/** What is known of the pilot's readiness; a demo adds what it invents. */
export function pilotReadiness({ demo }: { readonly demo: boolean }): ReadinessPeriod[] {
  const facts = readinessFrom(readinessFacts, 'keski-suomi-readiness.json').periods
  return demo ? [...facts, ...demoReadiness(pilotWorld().units)] : [...facts]
}

function riskVersion(demo: boolean): ZoneVersion {
  return {
    system: 'rescue-risk',
    version: demo ? demoRiskCells(keskiSuomi.cells).version : 'none',
    name: {
      fi: 'Pelastustoimen riskiluokat',
      sv: 'Räddningsväsendets riskklasser',
      en: 'Rescue risk classes',
    },
    shape: 'cells',
    validFrom: '2018-01-01',
    demo,
    source: demo ? 'Invented for the demo; a county imports its own risk cells' : 'Nothing imported yet',
    classes: ['I', 'II', 'III', 'IV'].map((id, i) => ({
      id,
      order: i + 1,
      name: { fi: `Riskiluokka ${id}`, sv: `Riskklass ${id}`, en: `Risk class ${id}` },
    })),
  }
}

function riskCells(): ZoneCells {
  const { cells } = demoRiskCells(keskiSuomi.cells)
  return {
    e: cells.map(({ cell }) => cell.e),
    n: cells.map(({ cell }) => cell.n),
    classes: cells.map(({ riskClass }) => riskClass),
  }
}

function demoUnits(): Unit[] {
  return pilotWorld().units.map(({ unit, type, station }) => ({
    ...{ unit, type, station, demo: true },
    service: unit.startsWith('E') ? 'ems' : 'rescue',
  }))
}
