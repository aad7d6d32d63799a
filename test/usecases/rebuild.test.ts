/** Does rebuild find every cache that is not what the log says, and mend it? */
import { expect } from 'chai'
import { rebuild } from '../../src/usecases/rebuild.ts'
import {
  cachesOf,
  countRows,
  iso,
  noon,
  reached,
  type SmallWorld,
  smallWorld,
  status,
} from './small-world.ts'

describe('rebuild', () => {
  let world: SmallWorld
  let truth: Awaited<ReturnType<typeof cachesOf>>

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  beforeEach(async () => {
    world = await smallWorld()
    await world.recorder.record([
      ...Array.from({ length: 5 }, (_, i) => reached(`t${i}`, noon - i * 60_000, 300)).flat(),
      status('E9', 'available', noon),
      { id: 'r', source: 'crew', kind: 'station.readiness', at: iso(noon), station: 'mid', crew: 2 },
    ])
    truth = await cachesOf(world.db)
  })

  const run = (check: boolean) => rebuild(world.db, world.reference, { check })
  const clean = { different: [], differentUnits: [], differentStations: [] }

  it('finds nothing in a clean house', async () => {
    expect(await run(true)).to.deep.equal({ tasks: 5, ...clean })
    expect(await run(false)).to.deep.equal({ tasks: 5, ...clean })
  })

  const harm: [title: string, statement: string, found: object][] = [
    ['a reach time', "update judged set seconds = 1 where task = 't1'", { different: ['t1'] }],
    ['a zone', "update judged set zone = 'rural' where task = 't2'", { different: ['t2'] }],
    ['a lost verdict', "delete from judged where task = 't3'", { different: ['t3'] }],
    ['a lost task', "delete from task where task = 't3'", { different: ['t3'] }],
    [
      'a fold',
      `update task set folded = jsonb_set(folded, '{code}', '"704"') where task = 't0'`,
      { different: ['t0'] },
    ],
    [
      'a task that the log does not know',
      `insert into task (county, task, dated_at, is_open, folded) values ('small', 'ghost', now(), true, '{}')`,
      { different: ['ghost'] },
    ],
    [
      'a verdict that the log does not know',
      `insert into judged (county, task, ordinal, service, dated_at, urgency_group, seconds)
       values ('small', 'ghost', 0, 'ems', now(), 'A+B', 1)`,
      { different: ['ghost'] },
    ],
    [
      'a unit’s status',
      "update unit_state set status = 'unavailable' where unit = 'E9'",
      { differentUnits: ['E9'] },
    ],
    ['a lost unit', "delete from unit_state where unit = 'E9'", { differentUnits: ['E9'] }],
    [
      'an unknown unit',
      `insert into unit_state (county, unit, status, at, received_at, key)
       values ('small', 'X1', 'available', now(), now(), 'k')`,
      { differentUnits: ['X1'] },
    ],
    ['a station’s crew', 'update station_state set crew = 7', { differentStations: ['mid'] }],
    ['a lost station', 'delete from station_state', { differentStations: ['mid'] }],
  ]
  for (const [title, statement, found] of harm)
    it(`finds and mends ${title}`, async () => {
      const { event } = await countRows(world.db)
      await world.db.script(statement)
      expect(await run(true)).to.deep.include({ ...clean, ...found })
      expect(await run(true), '--check changes nothing').to.deep.include({ ...clean, ...found })
      expect(await run(false)).to.deep.include({ ...clean, ...found })
      expect(await run(true)).to.deep.include(clean)
      expect(await cachesOf(world.db)).to.deep.equal(truth)
      expect(await countRows(world.db)).to.include({ event })
    })
})
