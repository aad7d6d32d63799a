/** What is a plan laid over? The register and its promises on a date, the decisions, and the roads. */
import { cellId } from '../../geo/cell.ts'
import type { PlanGround, PlanPlaces } from '../contract/plan-ground.ts'
import type { PlannedStation, Standing } from '../domain/plan.ts'
import { isOpenOn } from '../domain/readiness.ts'
import {
  decisionOn,
  inForce,
  isOfficial,
  type ServiceLevelDecision,
} from '../domain/service-level-decision.ts'
import { type Service, services } from '../domain/vocabulary.ts'
import { type Ground, type Limits, limitsOn } from './coverage-ground.ts'
import { measuresCovered } from './coverage-sources.ts'
import { planTarget } from './plan-sides.ts'
import type { CountyReference } from './reference.ts'
import { plainPeriod, type ReadinessBook } from './show-readiness.ts'
import { assumedTurnouts } from './turnout.ts'

export function standingOf({ stations, periods }: ReadinessBook): Standing {
  return { stations: stations.map(plannedStation), periods }
}

function plannedStation({
  id,
  name,
  municipality,
  place,
  services: own,
  ...rest
}: ReadinessBook['stations'][number]) {
  const { validFrom, closedFrom } = rest
  const station: PlannedStation = {
    ...{ station: id, name, place, services: own },
    ...(municipality !== undefined && { municipality }),
    ...(validFrom !== undefined && { validFrom }),
    ...(closedFrom !== undefined && { closedFrom }),
  }
  return station
}

/** Of each service that has a decision on the date. */
export function decisionsOn({ decisions }: CountyReference, on: string): ServiceLevelDecision[] {
  return services.flatMap((service) => decisionOn(decisions, service, on) ?? [])
}

export function roadsView({ roads, speeds: told }: Ground) {
  const { approximate, name, date, attribution } = roads.graph.source
  const { name: speeds, offNetworkKmh } = roads.settings
  const { calibration } = told ?? {}
  return { approximate, name, date, attribution, speeds, offNetworkKmh, ...(calibration && { calibration }) }
}

export function planPlaces({ cells, municipalities }: CountyReference): PlanPlaces {
  const names = new Map(municipalities.map(({ code, name }) => [code, name]))
  return {
    cell: (index) => cellId({ e: cells.e[index]!, n: cells.n[index]! }),
    municipalityOf: (index) => cells.municipality[index]!,
    municipality: (code, language) => names.get(code)?.[language] ?? code,
  }
}

export function showPlanGround(
  reference: CountyReference,
  book: ReadinessBook,
  ground: Ground,
  asked: { readonly today: string; readonly on: string; readonly demo: boolean },
): PlanGround {
  const { county } = reference
  const stations = book.stations.filter((record) => isOpenOn({ ...record, station: record.id }, asked.on))
  const open = new Set(stations.map(({ id }) => id))
  return {
    ...{ county: county.county, countyName: county.name, ...asked },
    ...{ roads: roadsView(ground), residentsEstimated: reference.cells.residentsEstimated },
    assumedTurnoutSeconds: assumedTurnouts,
    stations: stations.map(({ id, name, municipality, place, services: own, demoPosition }) => ({
      ...{ station: id, name, ...(municipality !== undefined && { municipality }), place },
      ...{ services: [...own], demoPosition },
    })),
    periods: book.periods
      .filter((period) => open.has(period.station) && inForce(period, asked.on))
      .map(plainPeriod),
    services: decisionsOn(reference, asked.on).map((decision) => serviceView(decision, reference, asked.on)),
  }
}

function serviceView(decision: ServiceLevelDecision, reference: CountyReference, on: string) {
  const covered = measuresCovered(decision)
  const limits: Limits = limitsOn(reference, decision, covered[0] ?? 'first-unit', on)
  const { id, name, source } = decision
  const names = new Map(
    reference.zoneVersions.flatMap(({ classes }) => classes.map((each) => [each.id, each.name])),
  )
  return {
    service: decision.service as Service,
    decision: { id, name, source, official: isOfficial(decision) },
    measures: covered.map((measure) => ({
      measure,
      targets: decision.targets.filter((target) => target.measure === measure).map(planTarget),
    })),
    zones: limits.zones.map((zone) => ({ id: zone, name: names.get(zone) ?? everywhere })),
    zoneOf: [...limits.zoneOf],
  }
}

/** Of a decision that knows no zones. */
const everywhere = { fi: 'Koko alue', sv: 'Hela området', en: 'Everywhere' }
