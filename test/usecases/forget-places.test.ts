/** Exact places go after the set days; what was judged by them stays as it was. */
import { expect } from 'chai'
import { saveZoneVersion } from '../../src/store/zones.ts'
import { forgetOldPlaces } from '../../src/usecases/forget-places.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import { showCompliance } from '../../src/usecases/show-compliance.ts'
import {
  aDecision,
  aTarget,
  cachesOf,
  contextOf,
  countRows,
  county,
  created,
  iso,
  noon,
  placeAt,
  places,
  reached,
  type SmallWorld,
  smallWorld,
  status,
  worldOn,
} from './small-world.ts'

const day = 86_400_000
const kept = { placeDays: 30, streamDays: 7 }

/** Two halves of the county, parted in the middle of a column of cells. */
const halves = [
  { zone: 'west', class: 'W', border: box(0, 2500) },
  { zone: 'east', class: 'E', border: box(2500, 8000) },
]
function box(from: number, to: number) {
  const [w, e, s, n] = [430_000 + from, 430_000 + to, 6_900_000, 6_904_000]
  return [[[[w, s] as const, [e, s] as const, [e, n] as const, [w, n] as const, [w, s] as const]]]
}

describe('forgetting places', () => {
  let world: SmallWorld
  const recent = created('recent', noon + 20 * day)
  const moved = {
    id: 'mv',
    source: 'cad',
    kind: 'task.moved',
    at: iso(noon),
    task: 't1',
    place: places.other,
  } as const
  const first = created('t1', noon, { id: 'first', place: places.core })
  const old = [
    first,
    moved,
    status('E1', 'alerted', noon, 't1'),
    status('E1', 'at-scene', noon + 60_000, 't1'),
    ...reached('west', noon - day, 300, { place: placeAt(2400, 500) }),
    ...reached('east', noon - day, 300, { place: placeAt(2600, 500) }),
    ...reached('told', noon - day, 300, { municipality: '902' }),
    ...reached('far', noon - day, 300, { place: places.outside }),
    { id: 'p1', source: 'avl', kind: 'unit.position', at: iso(noon), unit: 'E1', place: places.core },
    { id: 'h1', source: 'avl', kind: 'source.heartbeat', at: iso(noon) },
  ]

  before(async function () {
    this.timeout(60_000)
    const cells = aDecision()
    const byHalf = aDecision({
      ...{ id: 'by-half', service: 'rescue', zoneSystem: 'halves' },
      targets: [aTarget({ zone: 'W', withinSeconds: 200 }), aTarget({ zone: 'E' })],
    })
    world = await smallWorld({ decisions: [cells, byHalf] })
    const name = { fi: 'x', sv: 'x', en: 'x' }
    const version = {
      system: 'halves',
      version: 'v1',
      name,
      shape: 'polygons' as const,
      validFrom: '2020-01-01',
    }
    const classes = ['W', 'E'].map((id, i) => ({ id, order: i + 1, name }))
    const zones = { ...version, demo: false, source: 'hand', classes }
    await saveZoneVersion(world.db, county, zones, { polygons: halves })
    world = await worldOn(world.db)
    const rescue = ['west', 'east'].map((id) =>
      reached(`r-${id}`, noon - day, 300, {
        service: 'rescue',
        place: placeAt(id === 'west' ? 2400 : 2600, 500),
      }),
    )
    await world.recorder.record([...old, ...rescue.flat()])
    world.now = noon + 20 * day
    await world.recorder.record([recent])
  })

  const figures = async () => {
    const context = { ...(await contextOf(world)), now: noon }
    return (['ems', 'rescue'] as const).map((service) =>
      showCompliance({ service, from: '2026-11-01', to: '2026-12-01' }, context),
    )
  }
  const forget = (now: number) => forgetOldPlaces(world.db, world.reference, { now, ...kept })
  const withPlace = async (table: string, column: string) => {
    const rows = await world.db.query<{ task: string }>(
      `select task from ${table} where ${column}::text like '%"lon"%' order by task`,
    )
    return rows.map(({ task }) => task)
  }

  it('does nothing before its time', async () => {
    expect(await forget(noon + 28 * day)).to.equal(0)
    expect(await withPlace('event', 'body')).to.have.length(9)
  })

  it('leaves cell, municipality and class, and moves no figure and no verdict (trap 60)', async () => {
    const before = { figures: await figures(), judged: (await cachesOf(world.db)).judged }
    expect(await forget(noon + 31 * day)).to.equal(7)
    expect(await withPlace('event', 'body'), 'exact places in the log').to.deep.equal(['recent'])
    expect(await withPlace('task', 'folded'), 'exact places in the cache').to.deep.equal(['recent'])
    expect({ figures: await figures(), judged: (await cachesOf(world.db)).judged }).to.deep.equal(before)
    const bodies = await world.db.query<{ task: string; body: object }>(
      `select task, body from event where kind = 'task.created' and task in ('t1', 'far', 'told') order by task`,
    )
    const zones = (half: string | null) => ({ 'halves/v1': half })
    expect(bodies.map(({ body }) => body)).to.deep.equal([
      {
        service: 'ems',
        urgency: 'A',
        cell: { e: 425, n: 6900 },
        municipality: 'outside',
        zones: zones(null),
      },
      { service: 'ems', urgency: 'A', cell: { e: 430, n: 6900 }, municipality: '901', zones: zones('west') },
      { service: 'ems', urgency: 'A', cell: { e: 430, n: 6900 }, municipality: '902', zones: zones('west') },
    ])
  })

  it('forgets positions and heartbeats, and never the log', async () => {
    const { event, unit_position, heartbeat } = await countRows(world.db)
    expect({ event, unit_position, heartbeat }).to.deep.equal({ event: 29, unit_position: 0, heartbeat: 0 })
  })

  it('leaves caches that equal the log', async () => {
    const check = await rebuild(world.db, world.reference, { check: true })
    expect(check).to.deep.include({ different: [], differentUnits: [], differentStations: [] })
  })

  it('still knows the message when it comes again, and does not take its place back', async () => {
    world.now = noon + 32 * day
    const answer = await world.recorder.record([first, moved, { ...first, urgency: 'B' }])
    expect(answer).to.deep.include({ accepted: 0, duplicate: 2, refused: 1 })
    expect(await withPlace('event', 'body')).to.deep.equal(['recent'])
  })

  it('has nothing left to do the next night', async () => {
    expect(await forget(noon + 32 * day)).to.equal(0)
  })

  it('a place told of long ago is stored as its cell from the start, and its repeat is known', async () => {
    const recorder = createRecorder({
      ...{ db: world.db, county, now: () => noon + 33 * day, keepPlacesDays: 30 },
      ...{ reference: () => world.reference, isDemoSource: () => false, onCommitted() {} },
    })
    const late = created('late', noon, { place: places.core })
    expect(await recorder.record([late])).to.include({ accepted: 1 })
    expect(await recorder.record([late])).to.include({ duplicate: 1 })
    expect(await withPlace('event', 'body')).to.deep.equal(['recent'])
    expect(await withPlace('task', 'folded')).to.deep.equal(['recent'])
  })
})
