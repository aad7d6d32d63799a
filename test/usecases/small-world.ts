/**
 * A county that fits in the head: two municipalities of 4 km by 4 km side by side, 901 in the west and 902 in the east.
 * West to east: two columns of cells core urban, two other urban, four rural.
 */
import { toWgs84 } from '../../geo/projection.ts'
import type { Region } from '../../geo/region.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import type { ServiceLevelDecision, Target } from '../../src/domain/service-level-decision.ts'
import type { UnitStatus, UnitType } from '../../src/domain/vocabulary.ts'
import { createFigures } from '../../src/figures/figures.ts'
import type { Database } from '../../src/store/database.ts'
import { logEnd } from '../../src/store/event-log.ts'
import { judgedPages } from '../../src/store/task-cache.ts'
import { type CountyContent, installCounty } from '../../src/usecases/install-county.ts'
import { type Changes, createRecorder, type InnerRecorder } from '../../src/usecases/record-events.ts'
import { type CountyReference, loadReference } from '../../src/usecases/reference.ts'
import type { ComplianceContext } from '../../src/usecases/show-compliance.ts'
import { emptyTables, testDatabase } from '../database.ts'

export const county = 'small'
const [west, south] = [430, 6900]
const square = (e: number) => {
  const [x, y] = [e * 1000, south * 1000]
  return [
    [
      [
        [x, y],
        [x + 4000, y],
        [x + 4000, y + 4000],
        [x, y + 4000],
        [x, y],
      ],
    ],
  ] as const
}
const cells = Array.from({ length: 32 }, (_, i) => ({ e: west + (i % 8), n: south + Math.floor(i / 8) }))
const text = (name: string) => ({ fi: name, sv: name, en: name })

/** Metres from the county's south-west corner as degrees. */
export function placeAt(east: number, north: number) {
  return toWgs84({ east: west * 1000 + east, north: south * 1000 + north })
}

/** The middle of a cell of each class, and a point outside the county. */
export const places = {
  core: placeAt(500, 500),
  other: placeAt(2500, 500),
  rural: placeAt(6500, 500),
  outside: placeAt(-5000, 500),
}

const region: Region = {
  county,
  name: text('Small'),
  municipalities: ['901', '902'].map((code, i) => ({
    ...{ code, name: { fi: code, sv: code }, residents: 100 },
    ...{ landKm2: 16, seat: placeAt(4000 * i + 2000, 2000) },
  })),
  cells: {
    length: cells.length,
    e: Int16Array.from(cells, ({ e }) => e),
    n: Int16Array.from(cells, ({ n }) => n),
    municipality: Uint8Array.from(cells, ({ e }) => (e < west + 4 ? 0 : 1)),
    areaClass: Uint8Array.from(cells, ({ e }) => Math.min(2, Math.floor((e - west) / 2))),
    residents: Float32Array.from(cells, () => 6.25),
  },
  edgeCells: [],
  areaClasses: (['core-urban', 'other-urban', 'rural'] as const).map((id, i) => ({
    ...{ id, order: i + 1, name: text(id) },
  })),
  borders: [
    { code: '901', polygons: square(west) },
    { code: '902', polygons: square(west + 4) },
  ],
  stations: [
    {
      ...{ id: 'mid', name: 'Mid', municipality: '901', place: placeAt(4000, 2000) },
      ...{ services: ['ems' as const], demoPosition: true },
    },
  ],
  hospitals: [],
  residentsEstimated: true,
  attribution: [],
}

export function aTarget(change: Partial<Target> = {}): Target {
  return {
    ...{ urgencies: ['A', 'B'], zone: 'all', measure: 'first-unit' as const, withinSeconds: 480 },
    ...{ requiredShare: 0.5, official: true },
    ...change,
  }
}

export function aDecision(change: Partial<ServiceLevelDecision> = {}): ServiceLevelDecision {
  return {
    ...{ id: 'first', service: 'ems' as const, name: text('First'), validFrom: '2020-01-01', source: 'test' },
    ...{
      zoneSystem: 'ems-area',
      clockStart: 'earliest-alert' as const,
      excludedCodes: [],
      excludedOrigins: [],
    },
    qualifyingUnits: { 'first-unit': 'any', ambulance: ['bls', 'als'] },
    targets: [aTarget(), aTarget({ urgencies: ['C'], measure: 'ambulance', withinSeconds: 1800 })],
    ...change,
  }
}

export interface SmallWorld {
  readonly db: Database
  readonly reference: CountyReference
  readonly recorder: InnerRecorder
  /** One entry for each commit. */
  readonly committed: Changes[]
  /** The service's clock; a test may turn it. */
  now: number
}

export interface SmallWorldOptions {
  readonly decisions?: readonly ServiceLevelDecision[]
  readonly units?: CountyContent['units']
}

export const noon = Date.parse('2026-11-21T10:00:00Z')

/** Empties the test database and installs the county in it. */
export async function smallWorld(options: SmallWorldOptions = {}): Promise<SmallWorld> {
  const db = await testDatabase()
  await emptyTables(db)
  return smallWorldOn(db, options)
}

/** The same on an empty database of the test's own. */
export async function smallWorldOn(db: Database, options: SmallWorldOptions = {}): Promise<SmallWorld> {
  const content = { region, timeZone: 'Europe/Helsinki', zones: [], units: options.units ?? [] }
  await installCounty(db, { ...content, decisions: options.decisions ?? [aDecision()] }, noon)
  return worldOn(db)
}

/** A service of its own on what the database holds now. */
export async function worldOn(db: Database): Promise<SmallWorld> {
  const reference = await loadReference(db, county)
  const committed: Changes[] = []
  const world = { db, reference, committed, now: noon }
  const recorder = createRecorder({
    ...{ db, county },
    now: () => world.now,
    reference: () => reference,
    isDemoSource: () => false,
    onCommitted: (changes) => committed.push(changes),
  })
  return Object.assign(world, { recorder })
}

export const iso = (at: number) => new Date(at).toISOString()

let serial = 0
const nextId = () => `m${++serial}`

export function created(task: string, at: number, change: object = {}): EventMessage {
  const place = places.core
  return {
    ...{ id: nextId(), source: 'cad', kind: 'task.created', at: iso(at), task, service: 'ems' },
    ...{ urgency: 'A', place },
    ...change,
  } as EventMessage
}

export function status(
  unit: string,
  status: UnitStatus,
  at: number,
  task?: string,
  unitType: UnitType = 'als',
) {
  const event = {
    id: nextId(),
    source: 'cad',
    kind: 'unit.status' as const,
    at: iso(at),
    unit,
    status,
    unitType,
  }
  return task === undefined ? event : { ...event, task }
}

/** A task that was reached `seconds` after its alert and closed an hour later. */
export function reached(task: string, at: number, seconds: number, change: object = {}): EventMessage[] {
  return [
    created(task, at - 60_000, change),
    status(`E-${task}`, 'alerted', at, task),
    status(`E-${task}`, 'at-scene', at + seconds * 1000, task),
    { id: nextId(), source: 'cad', kind: 'task.closed', at: iso(at + 3_600_000), task },
  ]
}

export async function countRows(db: Database): Promise<Record<string, number>> {
  const tables = ['event', 'unit_position', 'heartbeat', 'refusal', 'task', 'judged', 'unit_state']
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const [row] = await db.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    counts[table] = row!.n
  }
  return counts
}

/** Forgets every message and what was made of them; the county stays. */
export async function forgetMessages(db: Database): Promise<void> {
  await db.script(`truncate event, unit_position, heartbeat, refusal, source, task, judged, unit_state, unit_place,
    station_state, revision`)
}

/** What the caches say, without the times of receipt. */
export async function cachesOf(db: Database): Promise<Record<string, unknown[]>> {
  const questions = {
    tasks: 'select task, service, dated_at, is_open, folded from task order by task',
    judged: `select task, ordinal, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded, unit
      from judged order by task, ordinal`,
    units: 'select unit, status, task, at, key from unit_state order by unit',
    places: 'select unit, st_astext(place) as place, at, key from unit_place order by unit',
    stations: 'select station, crew, turnout_seconds, at, key from station_state order by station',
  }
  const found: Record<string, unknown[]> = {}
  for (const [name, question] of Object.entries(questions)) found[name] = await db.query(question)
  return found
}

/** Figures as the service loads them at its start. */
export async function contextOf(world: SmallWorld): Promise<ComplianceContext> {
  const figures = createFigures(world.reference.calendar)
  for await (const page of judgedPages(world.db, county)) figures.update(page)
  const upTo = await logEnd(world.db, county)
  return { figures, reference: world.reference, now: world.now, demo: false, upTo }
}
