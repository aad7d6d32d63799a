/** A county of 12 × 12 km that a reader can hold in the head: a town in the middle, two villages, woods around. */
import type { Point } from '../../geo/place.ts'
import type { DemoUnit } from '../../src/simulate/fleet.ts'
import type { World } from '../../src/simulate/world.ts'

const side = 12
const west = 430
const south = 6900

const cellOf = (i: number) => ({ e: west + (i % side), n: south + Math.floor(i / side) })

function residentsOf(e: number, n: number): number {
  if (e >= west + 5 && e <= west + 6 && n >= south + 5 && n <= south + 6) return 2000
  if (e === west + 1 && n === south + 1) return 600
  if (e === west + 10 && n === south + 10) return 600
  return 5
}

function classOf(residents: number): number {
  return residents === 2000 ? 1 : residents === 600 ? 2 : 3
}

const count = side * side
const cells = Array.from({ length: count }, (_, i) => ({ ...cellOf(i), residents: 0 })).map((cell) => ({
  ...cell,
  residents: residentsOf(cell.e, cell.n),
}))

export const town: Point = { east: (west + 6) * 1000, north: (south + 6) * 1000 }
export const village: Point = { east: (west + 1) * 1000 + 500, north: (south + 1) * 1000 + 500 }

const crewed = { kind: 'crewed', medianSeconds: 80 } as const
const onCall = { kind: 'on-call', dayMedianSeconds: 300, nightMedianSeconds: 360 } as const

export const toyUnits: readonly DemoUnit[] = [
  { unit: 'E 1', type: 'als', station: 'town', crew: 2, turnout: crewed, demo: true },
  { unit: 'E 2', type: 'bls', station: 'town', crew: 2, turnout: crewed, demo: true },
  {
    unit: 'E 3',
    type: 'bls',
    station: 'village',
    crew: 2,
    turnout: crewed,
    demo: true,
    shift: { fromHour: 8, toHour: 20, weekdaysOnly: false },
  },
  { unit: 'R 1', type: 'rescue-unit', station: 'town', crew: 4, turnout: crewed, demo: true },
  { unit: 'R 2', type: 'first-response', station: 'village', crew: 2, turnout: onCall, demo: true },
  { unit: 'R 3', type: 'rescue-unit', station: 'village', crew: 4, turnout: onCall, demo: true },
  { unit: 'R P1', type: 'rescue-officer', station: 'town', crew: 1, turnout: crewed, demo: true },
]

export const toyWorld: World = {
  cells: {
    length: count,
    e: cells.map((cell) => cell.e),
    n: cells.map((cell) => cell.n),
    municipality: cells.map(() => '179'),
    areaClass: cells.map((cell) => classOf(cell.residents)),
    residents: cells.map((cell) => cell.residents),
  },
  stations: [
    { id: 'town', name: 'Town', municipality: '179', at: town, services: ['ems', 'rescue'] },
    { id: 'village', name: 'Village', municipality: '179', at: village, services: ['ems', 'rescue'] },
  ],
  hospitals: [{ id: 'hospital', at: { east: town.east + 700, north: town.north }, main: true }],
  units: toyUnits,
  zone: 'Europe/Helsinki',
  /** Kilometres as degrees: flat, and easy to read back. */
  toPlace: ({ east, north }) => ({ lon: east / 10_000, lat: north / 100_000 }),
  driveSeconds: (from, to, lightsAndSiren) =>
    Math.hypot(from.east - to.east, from.north - to.north) / (lightsAndSiren ? 20 : 14),
}

/** Busy enough that tasks have to wait now and then, in a county of seven units. */
export const toyVolumes = { ems: 8_000, rescue: 2_000 }
