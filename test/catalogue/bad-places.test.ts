/** Bad input: places. An unknown place stays unknown, a place turned round is refused, and none is ever repaired. */
import { expect } from 'chai'
import { cellAt } from '../../geo/cell.ts'
import { toTm35fin } from '../../geo/projection.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import {
  created,
  noon,
  placeAt,
  places,
  type SmallWorld,
  smallWorld,
  status,
} from '../usecases/small-world.ts'
import {
  type Case,
  clock,
  closed,
  endsOf,
  expectFigures,
  foldOf,
  rowsOf,
  send,
  told,
  tryCases,
} from './cases.ts'

const course = (task: string) => [
  status(`E ${task}`, 'alerted', clock(1), task),
  status(`E ${task}`, 'at-scene', clock(8), task),
  closed(task, clock(60)),
]
const at =
  (place: unknown, change: object = {}) =>
  (task: string) => [created(task, clock(0), { place, ...change }), ...course(task)]
const swapped = { lon: places.core.lat, lat: places.core.lon }
const wrongWayRound =
  /^place: found latitude and longitude the wrong way round, .*; expected lon to be the long/
const refused = (title: string, place: unknown, sentence: RegExp): Case => ({
  title: `${title}: refused with a sentence`,
  send: at(place),
  ends: [sentence, 'accepted', 'accepted', 'accepted'],
  verdict: 'no verdict',
  anomalies: ['never-created'],
})

const cases: readonly Case[] = [
  { title: 'none: no class, counted by its reason (trap 45)', send: at(undefined), verdict: 'no-place' },
  {
    title: 'none but a municipality: not put at its centre, which would be a town (trap 45)',
    send: at(undefined, { municipality: '901' }),
    verdict: 'no-place',
    row: { zone: null, municipality: '901' },
  },
  {
    title: '0, 0: a place that is not known, not one of another county (trap 36)',
    send: at({ lon: 0, lat: 0 }),
    verdict: 'no-place',
    row: { zone: null, municipality: null },
  },
  {
    title: '0, 0 told as a move: the place that was known stands (trap 36)',
    send: (task) => [
      created(task, clock(0)),
      told('task.moved', clock(2), { task, place: { lon: 0, lat: 0 } }),
      ...course(task),
    ],
    verdict: 420,
    row: { zone: 'core-urban' },
  },
  {
    title: 'latitude and longitude swapped: refused, not turned round (trap 36)',
    send: at(swapped),
    ends: [wrongWayRound, 'accepted', 'accepted', 'accepted'],
    verdict: 'no verdict',
    anomalies: ['never-created'],
  },
  {
    title: 'swapped in a move: the move is refused, the old place stands (trap 36)',
    send: (task) => [
      created(task, clock(0)),
      told('task.moved', clock(2), { task, place: swapped }),
      ...course(task),
    ],
    ends: ['accepted', wrongWayRound, 'accepted', 'accepted', 'accepted'],
    verdict: 420,
    row: { zone: 'core-urban' },
  },
  refused('metres in a field of degrees', { lon: 434_800, lat: 6_901_500 }, /^place\.lon: expected .*<=180/),
  refused('half a place', { lon: 25.7 }, /^place\.lat: expected number, found nothing$/),
  refused('decimal commas', { lon: '25,7', lat: '62,2' }, /^place\.lon: expected number, found "25,7"/),
  refused('null', null, /^place: expected object, found null$/),
  refused('a list', [25.7, 62.2], /^place: expected object, found a list of 2$/),
  {
    title: 'outside the region: excluded by that reason, and still a task',
    send: at(places.outside),
    verdict: 'outside-region',
  },
  {
    title: 'outside the world of the map, where no projection answers: outside the region',
    send: at({ lon: 117, lat: 0 }),
    verdict: 'outside-region',
  },
  {
    title: 'outside, and said to be inside: no class, as the two disagree',
    send: at(places.outside, { municipality: '901' }),
    verdict: 'no-zone-class',
  },
  {
    title: 'inside, and said to be in another county: the record decides (trap 44)',
    send: at(places.core, { municipality: '049' }),
    verdict: 'outside-region',
  },
  {
    title: 'a centimetre west of a cell’s edge (trap 37)',
    send: at(placeAt(1999.99, 500)),
    verdict: 420,
    row: { zone: 'core-urban' },
  },
  {
    title: 'a centimetre east of it (trap 37)',
    send: at(placeAt(2000.01, 500)),
    verdict: 420,
    row: { zone: 'other-urban' },
  },
]

describe('bad input: a place that is', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })
  tryCases(() => world, cases)

  it('on a corner of four cells, as near as degrees can say: in exactly one of them (trap 37)', async () => {
    const corner = placeAt(2000, 1000)
    await send(world, at(corner)('corner'))
    const [row] = await rowsOf(world, 'corner')
    expect(row!.zone).to.equal(cellAt(toTm35fin(corner)).e < 432 ? 'core-urban' : 'other-urban')
  })

  it('of a unit: 0, 0 is no position, and swapped is refused too; neither moves it', async () => {
    const position = (place: object) => told('unit.position', clock(1), { unit: 'P1', place })
    const answer = await send(world, [
      position(places.core),
      position({ lon: 0, lat: 0 }),
      position(swapped),
      position(places.outside),
    ])
    const [first, zero, turned, other] = endsOf(answer)
    expect([first, other]).to.deep.equal(['accepted', 'accepted'])
    expect(zero).to.match(/^place: found 0, 0, which is no position; expected /)
    expect(turned).to.match(wrongWayRound)
    const [row] = await world.db.query<{ n: number }>('select count(*)::int as n from unit_position')
    expect(row!.n).to.equal(2)
  })

  it('refused: the list of refusals keeps no position', async () => {
    const kept = await world.db.query<{ message: string }>('select message from refusal')
    expect(kept.length).to.be.above(5)
    for (const { message } of kept) expect(message).to.not.match(/62\.\d|25\.\d|434800/)
  })

  it('known by its cell alone after the set days: the same verdict as on the first', async () => {
    const recorder = createRecorder({
      ...{ db: world.db, county: 'small', reference: () => world.reference, now: () => noon },
      ...{ keepPlacesDays: 0.01, isDemoSource: () => false, onCommitted() {} },
    })
    const strange = { zero: { lon: 0, lat: 0 }, far: { lon: 117, lat: 0 }, away: places.outside }
    for (const [task, place] of Object.entries(strange)) await recorder.record(at(place)(task))
    const reasons = await Promise.all(Object.keys(strange).map((task) => rowsOf(world, task)))
    expect(reasons.map(([row]) => row!.excluded)).to.deep.equal([
      'no-place',
      'outside-region',
      'outside-region',
    ])
    expect((await foldOf(world, 'away'))!.location).to.not.have.property('place')
    await expectFigures(world)
  })
})
