/** Which speeds does everything run on now? The adopted ones where they were learnt on the roads in use, else the assumed. */
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { SpeedSettings } from '../../geo/roads/speeds.ts'
import type { CalibrationView } from '../contract/calibration.ts'
import { type AdoptedSpeeds, atScene, speedsBy } from '../domain/adopted-speeds.ts'
import { type Fit, fits } from '../domain/cell-fit.ts'
import { isWinter } from '../domain/drive-model.ts'
import { type DriveKind, driveKinds } from '../domain/measured-drive.ts'
import type { Database } from '../store/database.ts'
import { newestSpeeds, type SpeedLine } from '../store/drives.ts'
import { assumedSpeeds } from './gather-drives.ts'
import type { CountyReference } from './reference.ts'
import { areaSystem } from './show-region.ts'

/** Of one kind of drive in one season; the same object until something changes. */
export interface DriveSpeeds {
  readonly kind: DriveKind
  readonly adopted: boolean
  readonly settings: SpeedSettings
  /** What becomes of the seconds on the road to a cell of the zone; absent: nothing. */
  readonly atScene?: (zone: string | undefined) => { readonly factor: number; readonly fixedSeconds: number }
  /** How well drives to a cell, by its id, are foretold; absent: nobody has measured. */
  readonly fitOf?: (cell: string) => Fit
  /** Absent of assumed speeds. */
  readonly calibration?: CalibrationView
}

export interface SpeedsInUse {
  of(kind: DriveKind): DriveSpeeds
  readonly line: SpeedLine | undefined
  /** Whether the adopted speeds are in use; false: none are, or they belong to other roads. */
  readonly applies: boolean
}

export function speedsInUse(line: SpeedLine | undefined, graph: RoadGraph, winter: boolean): SpeedsInUse {
  const adopted = line?.speeds
  const applies = adopted !== undefined && belongsTo(adopted, graph)
  const known = new Map<DriveKind, DriveSpeeds>()
  return {
    line: adopted && line,
    applies,
    of(kind) {
      const made = known.get(kind) ?? driveSpeeds(kind, applies ? line : undefined, winter)
      known.set(kind, made)
      return made
    },
  }
}

function belongsTo({ roads }: AdoptedSpeeds, { source }: RoadGraph): boolean {
  return roads.name === source.name && roads.date === source.date
}

function driveSpeeds(kind: DriveKind, line: SpeedLine | undefined, winter: boolean): DriveSpeeds {
  const drive = line?.speeds?.drives[kind]
  if (!drive) return { kind, adopted: false, settings: assumedSpeeds[kind] }
  const fit = new Map<string, Fit>([
    ...drive.goodCells.map((cell): [string, Fit] => [cell, 'good']),
    ...drive.poorCells.map((cell): [string, Fit] => [cell, 'poor']),
  ])
  const unknown: Fit = fits[2]
  return {
    ...{ kind, adopted: true, settings: speedsBy(assumedSpeeds[kind], drive.factors, winter) },
    atScene: (zone) => atScene(drive.factors, zone),
    fitOf: (cell) => fit.get(cell) ?? unknown,
    calibration: calibrationView(line.at, line.speeds, drive.after.medianAbsoluteSeconds),
  }
}

function calibrationView(at: Date, speeds: AdoptedSpeeds, medianErrorSeconds: number): CalibrationView {
  const { from, to, demo, drives } = speeds
  return {
    ...{ adoptedAt: at.toISOString(), from, to, demo },
    medianErrorSeconds: Math.round(medianErrorSeconds * 10) / 10,
    kinds: driveKinds.filter((kind) => drives[kind]),
  }
}

/** Class of each cell of the county by the newest EMS area classes: what hangs on the scene hangs on them. */
export function zonesOfCells({ cells, zoneVersions, zoneOf }: CountyReference): (string | undefined)[] {
  const newest = zoneVersions.findLast(
    ({ system, validTo }) => system === areaSystem && validTo === undefined,
  )
  if (!newest) return cells.e.map(() => undefined)
  return cells.e.map((e, i) => {
    const location = { cell: { e, n: cells.n[i]! }, municipality: cells.municipality[i]! }
    const answer = zoneOf(areaSystem, location, newest.validFrom)
    return answer.kind === 'class' ? answer.id : undefined
  })
}

export interface SpeedsKeeper {
  /** As of now: winter comes and goes. The same object while nothing changes. */
  current(): SpeedsInUse
  /** As of a moment of the past, epoch milliseconds; where nothing has changed since the very object of now. */
  at(moment: number): Promise<SpeedsInUse>
  /** Reads again what was adopted last, by this program or another. */
  poll(): Promise<void>
}

export async function createSpeedsKeeper(options: {
  readonly db: Database
  readonly county: string
  readonly roads: () => RoadGraph
  readonly localMonth: (at: number) => string
  readonly now: () => number
  readonly onFault: (fault: unknown) => void
}): Promise<SpeedsKeeper> {
  const { db, county, roads, localMonth, now, onFault } = options
  let line = await newestSpeeds(db, county)
  const keptSpeeds = () => {
    let made: { readonly key: string; readonly graph: RoadGraph; readonly speeds: SpeedsInUse } | undefined
    return (known: SpeedLine | undefined, at: number) => {
      const graph = roads()
      const winter = isWinter(localMonth(at))
      const key = `${known?.seq} ${winter}`
      if (made?.key !== key || made.graph !== graph)
        made = { key, graph, speeds: speedsInUse(known, graph, winter) }
      return made.speeds
    }
  }
  const [nowBy, thenBy] = [keptSpeeds(), keptSpeeds()]
  const current = () => nowBy(line, now())
  return {
    current,
    async at(moment) {
      const known = await newestSpeeds(db, county, moment)
      const isSame = known?.seq === line?.seq && isWinter(localMonth(moment)) === isWinter(localMonth(now()))
      return isSame ? current() : thenBy(known, moment)
    },
    async poll() {
      try {
        line = await newestSpeeds(db, county)
      } catch (fault) {
        // The database is away: what was in use stays.
        onFault(fault)
      }
    },
  }
}
