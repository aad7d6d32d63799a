// Made-up but contract-valid situation and region, to look at the board and test it without the service.
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { toWgs84 } from '../../geo/projection.ts'
import type { RegionView } from '../../src/contract/region.ts'
import type { Situation, TargetView, TaskView, UnitView } from '../../src/contract/situation.ts'
import { arrivalsOf, fixtureReach, outlookOf } from './fixture-reach.ts'

const iso = (at: number) => new Date(at).toISOString()
const minute = 60_000

interface TaskSeed {
  readonly id: string
  readonly urgency?: string
  readonly zone?: string
  readonly municipality?: string
  readonly place: readonly [number, number]
  /** Seconds since the clock started. */
  readonly age: number
  readonly within: readonly (readonly [number, number])[]
  readonly reached?: number
  readonly excluded?: TaskView['excluded']
  readonly units?: TaskView['units']
  readonly expectedIn?: number
  readonly service?: TaskView['service']
}

function targets({ within, age, reached, urgency }: TaskSeed, now: number): TargetView[] {
  return within.map(([withinSeconds, requiredShare]) => ({
    measure: urgency === 'C' || urgency === 'D' ? 'ambulance' : 'first-unit',
    withinSeconds,
    requiredShare,
    official: false,
    dueAt: iso(now - age * 1000 + withinSeconds * 1000),
    state: reached === undefined ? 'pending' : reached <= withinSeconds ? 'in-time' : 'late',
    seconds: reached,
  }))
}

export function aTask(seed: TaskSeed, now: number): TaskView {
  const startAt = now - seed.age * 1000
  const limits = targets(seed, now)
  const outlook = outlookOf(limits, seed.expectedIn, now)
  return {
    id: seed.id,
    service: seed.service ?? 'ems',
    stream: seed.excluded === 'transfer' ? 'transfer' : 'emergency',
    code: seed.id.slice(0, 3),
    urgency: seed.urgency,
    urgencyAtFirstAlert: seed.urgency,
    zone: seed.zone,
    municipality: seed.municipality,
    place: { lon: seed.place[0], lat: seed.place[1] },
    createdAt: iso(startAt - 45_000),
    clockStartAt: iso(startAt),
    decision: 'keski-suomi-ems-placeholder',
    excluded: seed.excluded,
    targets: limits,
    units: seed.units ?? [],
    expected:
      seed.expectedIn === undefined
        ? undefined
        : {
            unit: seed.units?.[0]?.unit ?? 'EKS 144',
            arriveAt: iso(now + seed.expectedIn * 1000),
            assigned: (seed.units?.length ?? 0) > 0,
            basis: 'approximate-roads',
          },
    arrivals: arrivalsOf(seed.units ?? [], seed.expectedIn, now),
    ...(outlook && { outlook }),
    lastEventAt: iso(now - 20_000),
  }
}

const core = 'core-urban'
const urban = 'other-urban'
const rural = 'rural'
const ab = (zone: string): [number, number][] =>
  zone === core
    ? [
        [660, 0.9],
        [480, 0.5],
      ]
    : zone === urban
      ? [
          [1140, 0.9],
          [600, 0.5],
        ]
      : [
          [1860, 0.9],
          [1140, 0.5],
        ]

function onWay(
  unit: string,
  status: TaskView['units'][number]['status'],
  now: number,
): TaskView['units'][number] {
  return { unit, type: 'als', status, statusAt: iso(now - 90_000) }
}

function fixtureTasks(now: number): TaskView[] {
  const seeds: TaskSeed[] = [
    {
      id: '704-a',
      urgency: 'A',
      zone: core,
      municipality: '179',
      place: [25.747, 62.242],
      age: 560,
      within: ab(core),
      expectedIn: 70,
      units: [onWay('EKS 111', 'en-route', now)],
    },
    {
      id: '703-b',
      urgency: 'B',
      zone: urban,
      municipality: '410',
      place: [25.959, 62.413],
      age: 1222,
      within: ab(urban),
      expectedIn: 130,
      units: [onWay('EKS 141', 'en-route', now), onWay('RKS 141', 'alerted', now)],
    },
    {
      id: '745-c',
      urgency: 'B',
      zone: rural,
      municipality: '931',
      place: [25.7, 63.1],
      age: 310,
      within: ab(rural),
      expectedIn: 1980,
      units: [onWay('EKS 201', 'alerted', now)],
    },
    {
      id: '706-d',
      urgency: 'A',
      zone: urban,
      municipality: '992',
      place: [25.73, 62.6],
      age: 1070,
      within: ab(urban),
      expectedIn: 40,
      units: [onWay('EKS 171', 'en-route', now)],
    },
    {
      id: '774-e',
      urgency: 'C',
      zone: rural,
      municipality: '249',
      place: [24.65, 62.3],
      age: 400,
      within: [[1800, 0.7]],
      expectedIn: 900,
    },
    {
      id: '781-f',
      urgency: 'D',
      zone: urban,
      municipality: '179',
      place: [25.655, 62.387],
      age: 1800,
      within: [[7200, 0.9]],
    },
    {
      id: '785-g',
      urgency: 'D',
      zone: core,
      municipality: '179',
      place: [25.752, 62.244],
      age: 130,
      within: [[7200, 0.9]],
      expectedIn: 600,
      units: [onWay('EKS 112', 'alerted', now)],
    },
    {
      id: '702-h',
      urgency: 'A',
      zone: core,
      municipality: '179',
      place: [25.735, 62.236],
      age: 900,
      within: ab(core),
      reached: 402,
      units: [onWay('EKS 113', 'at-patient', now)],
    },
    {
      id: '771-i',
      urgency: 'B',
      zone: rural,
      municipality: '729',
      place: [25.3, 62.72],
      age: 2600,
      within: ab(rural),
      reached: 1931,
      units: [onWay('EKS 181', 'transporting', now)],
    },
    {
      id: '793-j',
      urgency: 'C',
      zone: urban,
      municipality: '182',
      place: [25.19, 61.87],
      age: 900,
      within: [],
      excluded: 'transfer',
      units: [onWay('EKS 191', 'transporting', now)],
    },
    {
      id: '401-k',
      urgency: 'A',
      zone: 'II',
      municipality: '500',
      place: [25.675, 62.129],
      age: 240,
      within: [[600, 0.5]],
      service: 'rescue',
      expectedIn: 250,
      units: [onWay('RKS 121', 'en-route', now)],
    },
  ]
  return seeds.map((seed) => aTask(seed, now))
}

const unitTable: readonly [
  string,
  UnitView['type'],
  UnitView['status'],
  number,
  number,
  [number, number],
  string?,
][] = [
  ['EKS 111', 'als', 'en-route', 90, 8, [25.73, 62.235], '704-a'],
  ['EKS 112', 'als', 'alerted', 60, 15, [25.71, 62.23], '785-g'],
  ['EKS 113', 'als', 'at-patient', 500, 30, [25.735, 62.236], '702-h'],
  ['EKS 121', 'bls', 'at-station', 2400, 12, [25.68, 62.13]],
  ['EKS 141', 'als', 'en-route', 340, 9, [25.9, 62.38], '703-b'],
  ['EKS 144', 'bls', 'available', 700, 20, [25.2, 62.26]],
  ['EKS 161', 'als', 'at-station', 5200, 100, [26.11, 61.74]],
  ['EKS 171', 'als', 'en-route', 600, 11, [25.74, 62.58], '706-d'],
  ['EKS 181', 'als', 'transporting', 900, 14, [25.4, 62.5], '771-i'],
  ['EKS 191', 'bls', 'transporting', 1200, 700, [25.3, 62.0], '793-j'],
  ['EKS 201', 'als', 'alerted', 30, 6, [25.86, 63.07], '745-c'],
  ['EKS 211', 'als', 'at-station', 300, 10, [25.57, 63.37]],
  ['EKS P10', 'field-commander', 'available', 1500, 7, [25.76, 62.25]],
  ['FH 10', 'doctor-helicopter', 'unavailable', 4000, 4000, [25.68, 62.4]],
  ['RKS 121', 'rescue-unit', 'en-route', 200, 9, [25.69, 62.14], '401-k'],
  ['RKS 141', 'spearhead', 'alerted', 40, 12, [25.95, 62.41], '703-b'],
  ['EVY 51', 'first-response', 'at-station', 9000, 130, [24.71, 62.26]],
]

function fixtureUnits(now: number): UnitView[] {
  return unitTable.map(([unit, type, status, statusAge, placeAge, [lon, lat], task]) => ({
    unit,
    type,
    station: 'jyvaskyla',
    status,
    statusAt: iso(now - statusAge * 1000),
    statusReceivedAt: iso(now - Math.min(statusAge, 100) * 1000),
    task,
    place: { lon, lat },
    placeAt: iso(now - placeAge * 1000),
    placeReceivedAt: iso(now - placeAge * 1000),
    demoPosition: true,
  }))
}

export function fixtureSituation(now: number): Situation {
  return {
    county: '15',
    countyName: { ...keskiSuomi.name },
    run: 'fixture',
    number: 0,
    serverAt: iso(now),
    demo: true,
    placeholderTargets: true,
    freshness: { lateAfterSeconds: 60, silentAfterSeconds: 300 },
    ...{ reach: fixtureReach(now), alarms: [], alarmsWithheld: [] },
    tasks: fixtureTasks(now),
    units: fixtureUnits(now),
    stations: keskiSuomi.stations.slice(0, 18).map((station, i) => ({
      station: `station-${i}`,
      name: station.name,
      services: ['ems', 'rescue'],
      place: station.place,
      demoPosition: true,
      crew: i % 7 === 6 ? undefined : 2 + (i % 4),
      turnoutSeconds: i % 7 === 6 ? undefined : 60 + (i % 5) * 45,
      readinessAt: i % 7 === 6 ? undefined : iso(now - i * 25_000),
      readinessReceivedAt: i % 7 === 6 ? undefined : iso(now - i * 25_000),
    })),
    sources: [
      { source: 'erica', demo: true, lastAt: iso(now), lastReceivedAt: iso(now - 4000) },
      { source: 'avl', demo: true, lastAt: iso(now), lastReceivedAt: iso(now - 95_000) },
      { source: 'crew', demo: true, lastAt: iso(now), lastReceivedAt: iso(now - 20 * minute) },
    ],
  }
}

function degrees([east, north]: readonly [number, number] | readonly number[]): number[] {
  const { lon, lat } = toWgs84({ east, north })
  return [lon, lat]
}

export function fixtureRegion(): RegionView {
  const { cells } = keskiSuomi
  return {
    county: keskiSuomi.county,
    name: { ...keskiSuomi.name },
    municipalities: keskiSuomi.municipalities.map(({ code, name, seat, residents }) => ({
      code,
      name: { fi: name.fi, sv: name.sv },
      place: seat,
      residents,
    })),
    areaClasses: keskiSuomi.areaClasses.map((each) => ({
      id: each.id,
      order: each.order,
      name: { ...each.name },
    })),
    zoneClasses: keskiSuomi.areaClasses.map((each) => ({
      id: each.id,
      order: each.order,
      name: { ...each.name },
    })),
    cells: {
      e: [...cells.e],
      n: [...cells.n],
      areaClass: [...cells.areaClass],
      municipality: [...cells.municipality],
      residents: [...cells.residents],
    },
    borders: keskiSuomi.borders.map(({ code, polygons }) => ({
      code,
      polygons: polygons.map((polygon) => polygon.map((ring) => ring.map(degrees))),
    })),
    hospitals: keskiSuomi.hospitals.map(({ name, place }) => ({ name, place })),
    attribution: [...keskiSuomi.attribution],
    residentsEstimated: keskiSuomi.residentsEstimated,
  }
}
