/** How fast does a unit drive on a stretch of road, and how many deciseconds does each arc take? */
import type { Access, RoadClass, RoadGraph, RoadKind, Surface } from './road-graph.ts'

/** Every number is a setting. The shipped ones are assumptions, not measurements: calibrate them with own tasks. */
export interface SpeedSettings {
  readonly name: string
  /** Where no limit is signed; for ferries the crossing with its waiting. */
  readonly classKmh: Readonly<Record<RoadClass, number>>
  /** However high the limit. */
  readonly surfaceAtMostKmh: Readonly<Record<Surface, number>>
  /** Speed driven for each km/h of the limit, or of the class where none is signed. Not for ferries. */
  readonly driveFactor: number
  /** The road's state: 1 in summer. Not for ferries. */
  readonly winterFactor: number
  readonly atMostKmh: number
  /** Seconds driven for each second that the numbers above give; absent or without the class: 1. From measured drives. */
  readonly classFactor?: Readonly<Partial<Record<RoadClass, number>>>
  /** Which arcs may be used at all. */
  readonly access: Readonly<Record<Access, boolean>>
  /** Between a place and the nearest road of the graph, whose metres count `offNetworkDetour` times the line. */
  readonly offNetworkKmh: number
  readonly offNetworkDetour: number
}

const assumed = {
  classKmh: {
    motorway: 110,
    trunk: 90,
    primary: 80,
    secondary: 75,
    tertiary: 65,
    link: 60,
    unclassified: 55,
    residential: 35,
    'living-street': 20,
    service: 20,
    track: 25,
    ferry: 8,
    'off-network': 30,
  },
  surfaceAtMostKmh: { unknown: 200, paved: 200, gravel: 70, rough: 35 },
  winterFactor: 1,
  atMostKmh: 130,
  offNetworkKmh: 30,
  offNetworkDetour: 1.3,
} as const

/** Within the limits, on roads open to any car or with business there: a unit on a C or D task. */
export const normalDrive: SpeedSettings = {
  ...assumed,
  name: 'normal',
  driveFactor: 1,
  access: { open: true, restricted: true, 'emergency-only': false },
}

/** Lights and siren: somewhat faster, and on bus lanes, pedestrian streets and emergency accesses too. */
export const emergencyDrive: SpeedSettings = {
  ...assumed,
  name: 'emergency',
  driveFactor: 1.15,
  access: { open: true, restricted: true, 'emergency-only': true },
}

/** Snow and ice, as an assumption: a tenth off everywhere. */
export function inWinter(settings: SpeedSettings, winterFactor = 0.9): SpeedSettings {
  return { ...settings, winterFactor }
}

/** An arc that may not be used. */
export const closedArc = -1

/** Tenths of km/h, whole; 0 where the settings let nobody drive. */
export function driveSpeedTenths(kind: RoadKind, settings: SpeedSettings): number {
  if (!settings.access[kind.access]) return 0
  const given = kind.speedTenths > 0 ? kind.speedTenths : settings.classKmh[kind.roadClass] * 10
  const slower = settings.classFactor?.[kind.roadClass] ?? 1
  if (kind.roadClass === 'ferry') return Math.max(1, Math.round(given / slower))
  const fast = Math.min(
    given * settings.driveFactor,
    settings.surfaceAtMostKmh[kind.surface] * 10,
    settings.atMostKmh * 10,
  )
  return Math.max(1, Math.round((fast * settings.winterFactor) / slower))
}

/**
 * Deciseconds by arc, at least 1, or `closedArc`. One whole-number division for each arc, so that the same
 * graph and settings give the same numbers on every machine. Throws RangeError for settings no unit can drive by.
 */
export function arcDeciseconds(graph: RoadGraph, settings: SpeedSettings): Int32Array {
  checkSpeeds(settings)
  const speeds = graph.kinds.map((kind) => driveSpeedTenths(kind, settings))
  const { decimetres, kind } = graph
  const weights = new Int32Array(kind.length)
  for (let arc = 0; arc < weights.length; arc++) {
    const speed = speeds[kind[arc]]
    weights[arc] = speed === 0 ? closedArc : decisecondsOver(decimetres[arc], speed)
  }
  return weights
}

/** A decimetre at a tenth of km/h takes 36 deciseconds. */
export function decisecondsOver(decimetres: number, speedTenths: number): number {
  return Math.max(1, Math.floor((decimetres * 36 + (speedTenths >> 1)) / speedTenths))
}

/** Deciseconds from a place to the nearest road of the graph, `metresOff` away by the straight line. */
export function offNetworkDeciseconds(metresOff: number, settings: SpeedSettings): number {
  return Math.round((metresOff * settings.offNetworkDetour * 36) / settings.offNetworkKmh)
}

/** Decimetres by arc, or `closedArc` where the settings let nobody drive. */
export function arcDecimetres(graph: RoadGraph, settings: SpeedSettings): Int32Array {
  const open = graph.kinds.map(({ access }) => settings.access[access])
  return graph.decimetres.map((length, arc) => (open[graph.kind[arc]] ? length : closedArc))
}

/** Throws RangeError for settings no unit can drive by. */
export function checkSpeeds(settings: SpeedSettings): void {
  const numbers: [string, number][] = [
    ...Object.entries(settings.classKmh),
    ...Object.entries(settings.surfaceAtMostKmh),
    ['at most', settings.atMostKmh],
    ['off the network', settings.offNetworkKmh],
  ]
  for (const [what, kmh] of numbers)
    if (!(kmh >= 1 && kmh <= 300)) throw new RangeError(`speed for ${what} is ${kmh} km/h; expected 1 to 300`)
  for (const [what, factor] of [
    ['drive factor', settings.driveFactor],
    ['winter factor', settings.winterFactor],
    ['detour off the network', settings.offNetworkDetour],
    ...Object.entries(settings.classFactor ?? {}),
  ] as [string, number][])
    if (!(factor >= 0.1 && factor <= 3)) throw new RangeError(`${what} is ${factor}; expected 0.1 to 3`)
}
