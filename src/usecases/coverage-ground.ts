/** The cells of the county on the roads in use: tied once, with a row of drive times for each place that is asked for. */
import { cellCentre } from '../../geo/cell.ts'
import { type CoverageRoads, coverageRoads, createDriveTimes } from '../../geo/coverage/drive-times.ts'
import { noLimit } from '../../geo/coverage/residents.ts'
import { secondsAtScene } from '../../geo/coverage/seconds.ts'
import type { Place } from '../../geo/place.ts'
import { toWgs84 } from '../../geo/projection.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import { emergencyDrive, type SpeedSettings } from '../../geo/roads/speeds.ts'
import { VasteError } from '../domain/error.ts'
import { type ServiceLevelDecision, type Target, targetsFor } from '../domain/service-level-decision.ts'
import type { Measure } from '../domain/vocabulary.ts'
import { othersTurn } from './others-turn.ts'
import type { CountyReference } from './reference.ts'
import { type DriveSpeeds, zonesOfCells } from './speeds-in-use.ts'

export interface Ground {
  readonly cells: CountyReference['cells']
  readonly roads: CoverageRoads
  /** Which speeds they are, where somebody has told. */
  readonly speeds?: DriveSpeeds
  /** Drive seconds from the place to each cell; undefined where no road is near. The same row for the same place. */
  rowFrom(place: Place): Promise<Uint16Array | undefined>
}

const rowsAtMost = 400

const driven = new WeakMap<RoadGraph, Map<SpeedSettings, CoverageRoads>>()

/** A graph as it is driven by the settings: made once, for whoever asks. */
export function roadsDriven(graph: RoadGraph, settings: SpeedSettings): CoverageRoads {
  const known = driven.get(graph) ?? new Map<SpeedSettings, CoverageRoads>()
  driven.set(graph, known)
  const found = known.get(settings) ?? coverageRoads(graph, settings)
  known.set(settings, found)
  return found
}

export function createGround(
  cells: CountyReference['cells'],
  graph: RoadGraph,
  settings: SpeedSettings,
  told?: { readonly speeds: DriveSpeeds; readonly zones: readonly (string | undefined)[] },
): Ground {
  const roads = roadsDriven(graph, settings)
  const middles = cells.e.map((e, i) => toWgs84(cellCentre({ e, n: cells.n[i] })))
  const driving = createDriveTimes(roads, middles)
  const toScene = told ? reachingScene(told.speeds, told.zones) : undefined
  const rows = new Map<string, Uint16Array | undefined>()
  return {
    ...{ cells, roads, speeds: told?.speeds },
    async rowFrom(place) {
      const key = `${place.lon} ${place.lat}`
      const known = rows.has(key)
      const row = known ? rows.get(key) : toScene ? toScene(driving.from(place)) : driving.from(place)
      rows.delete(key)
      rows.set(key, row)
      if (rows.size > rowsAtMost) rows.delete(rows.keys().next().value!)
      // On a large network each row takes some ten milliseconds: others get their turn between them.
      if (!known) await othersTurn()
      return row
    },
  }
}

/** One ground for all who ask, as long as the cells, the graph and the speeds in use stay the same objects. */
export function keptGround(options: {
  readonly reference: () => CountyReference
  /** The graph in use; another object is another graph. */
  readonly roads: () => RoadGraph
  /** In use now. Another object is other speeds. */
  readonly speeds?: () => DriveSpeeds
  /** Where no speeds are told of: by these. */
  readonly settings?: SpeedSettings
}): () => Ground {
  const { reference, roads, speeds, settings = emergencyDrive } = options
  let ground: Ground | undefined
  return () => {
    const { cells } = reference()
    const [graph, inUse] = [roads(), speeds?.()]
    if (ground?.cells === cells && ground.roads.graph === graph && ground.speeds === inUse) return ground
    const told = inUse && { speeds: inUse, zones: zonesOfCells(reference()) }
    ground = createGround(cells, graph, inUse?.settings ?? settings, told)
    return ground
  }
}

/** Undefined for a county without roads. */
export function graphInUse(roads: () => RoadGraph): RoadGraph | undefined {
  try {
    return roads()
  } catch (fault) {
    if (fault instanceof VasteError && fault.code === 'not-found') return undefined
    throw fault
  }
}

/** What measured drives add at the scene, by the zone of each cell. Whoever is not reached stays so. */
function reachingScene({ atScene }: DriveSpeeds, zones: readonly (string | undefined)[]) {
  if (!atScene) return undefined
  const byZone = new Map([...new Set(zones)].map((zone) => [zone, atScene(zone)]))
  return (row: Uint16Array | undefined) =>
    row?.map((seconds, cell) => {
      const { factor, fixedSeconds } = byZone.get(zones[cell])!
      return secondsAtScene(seconds, factor, fixedSeconds)
    })
}

export interface Limits {
  /** Whose limits they are. */
  readonly urgencies: readonly string[]
  /** Of each cell; `noLimit` without a target. */
  readonly seconds: Uint16Array
  /** Class ids, and the index of each cell's class in them; -1 without one. */
  readonly zones: readonly string[]
  readonly zoneOf: Int16Array
  /** Of each class the target that most tasks must be within. */
  readonly targets: readonly (Target | undefined)[]
}

/** By the decision and the zones in force on the local date. The most urgent group that the measure has targets for. */
export function limitsOn(
  reference: CountyReference,
  decision: ServiceLevelDecision,
  measure: Measure,
  on: string,
): Limits {
  const { cells, zoneVersions } = reference
  const own = decision.targets.filter((target) => target.measure === measure)
  const urgencies = [...own].sort((a, b) => (a.urgencies[0] < b.urgencies[0] ? -1 : 1))[0]?.urgencies ?? []
  const system = decision.zoneSystem
  const classes = zoneVersions.filter((version) => version.system === system).flatMap((one) => one.classes)
  const zones = system === undefined ? ['all'] : [...new Set(classes.map(({ id }) => id))]
  const targets = zones.map((zone) =>
    urgencies.length === 0
      ? undefined
      : targetsFor(decision, urgencies[0], zone).find((target) => target.measure === measure),
  )
  const zoneOf = Int16Array.from(cells.e, (e, i) => {
    if (system === undefined) return 0
    const location = { cell: { e, n: cells.n[i] }, municipality: cells.municipality[i] }
    const answer = reference.zoneOf(system, location, on)
    return answer.kind === 'class' ? zones.indexOf(answer.id) : -1
  })
  const limitOf = targets.map((target) => target?.withinSeconds ?? noLimit)
  return {
    ...{ urgencies, zones, zoneOf, targets },
    seconds: Uint16Array.from(zoneOf, (zone) => limitOf[zone] ?? noLimit),
  }
}
