/** Bad input: places in files, where the door knows the county and the profile does not; and a place in a lake. */
import { expect } from 'chai'
import { cellAt } from '../../geo/cell.ts'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { toTm35fin } from '../../geo/projection.ts'
import { installCounty } from '../../src/usecases/install-county.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { testDatabase } from '../database.ts'
import { aProfile, importText } from '../intake/tasks/trial.ts'
import {
  aDecision,
  created,
  noon,
  places,
  type SmallWorld,
  smallWorld,
  status,
} from '../usecases/small-world.ts'
import { clock, closed, rowsOf, send } from './cases.ts'

const course = (task: string) => [
  status(`E ${task}`, 'alerted', clock(1), task),
  status(`E ${task}`, 'at-scene', clock(8), task),
  closed(task, clock(60)),
]

describe('bad input: a place in a file', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })
  const header = 'id,class,received,unit,alerted,scene,free,x,y'
  const line = (id: string, place: string) =>
    `${id},A,21.11.2026 9:00:00,E ${id},21.11.2026 9:01:00,21.11.2026 9:08:00,21.11.2026 9:40:00,${place}`
  const inMetres = aProfile({ place: { east: 'x', north: 'y', epsg: 3067 } })
  const inDegrees = aProfile({ place: { lon: 'x', lat: 'y' } })
  const record = (messages: readonly unknown[]) => send(world, messages)

  it('degrees in a field of metres: each line refused with its number, the good one used (trap 36)', async () => {
    const { summary, refused: lines } = await importText(
      [header, line('m1', '430500,6900500'), line('m2', '25.7,62.2'), line('m3', '6900500,430500')],
      inMetres,
      { record },
    )
    expect(summary).to.include({ rowsRead: 3, rowsAccepted: 1, rowsRefused: 2 })
    expect(lines[0]).to.match(/^3,"?m2"?,.*seems to be in degrees: expected east and north in metres/)
    expect(lines[1]).to.match(/^4,"?m3"?,.*the wrong way round: expected east first/)
    expect((await rowsOf(world, 'm1'))[0]).to.include({ seconds: 420, zone: 'core-urban' })
    expect(await rowsOf(world, 'm2')).to.deep.equal([])
  })

  it('swapped, or 0 and 0, without bounds in the profile: the door knows the county (trap 36)', async () => {
    const { summary, refused: lines } = await importText(
      [
        header,
        line('d1', `${places.core.lon},${places.core.lat}`),
        line('d2', `${places.core.lat},${places.core.lon}`),
        line('d3', '0,0'),
      ],
      inDegrees,
      { record },
    )
    expect(summary).to.include({ rowsRead: 3, rowsAccepted: 2, rowsRefused: 1 })
    expect(lines[0]).to.match(/^3,"?d2"?,.*the wrong way round, in the county only when swapped/)
    expect((await rowsOf(world, 'd1'))[0]).to.include({ seconds: 420, zone: 'core-urban' })
    expect((await rowsOf(world, 'd3'))[0]).to.include({ excluded: 'no-place' })
  })
})

describe('bad input: a place in a lake of the pilot region', () => {
  it('is of the class of its cell, as on land', async function () {
    this.timeout(60_000)
    await smallWorld()
    const db = await testDatabase()
    const content = { region: keskiSuomi, timeZone: 'Europe/Helsinki', zones: [], units: [] }
    await installCounty(db, { ...content, decisions: [aDecision()] }, noon)
    const reference = await loadReference(db, keskiSuomi.county)
    const recorder = createRecorder({
      ...{ db, county: keskiSuomi.county, reference: () => reference, now: () => noon },
      ...{ isDemoSource: () => false, onCommitted() {} },
    })
    // Open water of Päijänne.
    const lake = { lon: 25.45, lat: 61.85 }
    await recorder.record([created('lake', clock(0), { place: lake }), ...course('lake')])
    const [row] = await db.query<{ zone: string; municipality: string; seconds: number; cell: string }>(
      "select zone, municipality, seconds, cell from judged where task = 'lake'",
    )
    const { e, n } = cellAt(toTm35fin(lake))
    const index = keskiSuomi.cells.e.findIndex((east, i) => east === e && keskiSuomi.cells.n[i] === n)
    expect(row).to.deep.equal({
      ...{ seconds: 420, cell: `1kmN${n}E${e}`, municipality: '182' },
      zone: keskiSuomi.areaClasses[keskiSuomi.cells.areaClass[index]!]!.id,
    })
  })
})
