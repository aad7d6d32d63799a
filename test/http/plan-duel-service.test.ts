/** A duel asked of the started service over its port: begun, followed to its end, its result as JSON and as files. */
import { expect } from 'chai'
import type { EventMessage } from '../../src/contract/events.ts'
import { type Duel, duelSchema } from '../../src/contract/plan-duel.ts'
import { pilotWorld } from '../../src/pilot.ts'
import { duelTableNames } from '../../src/report/duel-tables.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import { startTestService, type TestService } from '../service.ts'
import { crewMore } from '../simulate/duel/pilot-duel.ts'

const now = Date.parse('2026-11-21T10:00Z')
const day = { from: '2026-11-01', to: '2026-11-02' }

describe('a duel on the started service', function () {
  this.timeout(300_000)
  let service: TestService
  let done: Duel
  const progress: number[] = []

  before(async () => {
    service = await startTestService({ now: () => now })
    const span = { from: Date.parse('2026-10-31T22:00Z'), to: Date.parse('2026-11-01T22:00Z') }
    const told = [...simulate({ world: pilotWorld(), seed: 3, ...span })].map(({ event }) => event)
    const { accepted, refused } = await service.post(told as EventMessage[])
    expect({ accepted, refused }).to.deep.equal({ accepted: told.length, refused: 0 })
  })
  after(() => service?.stop())

  const asked = async (path: string) => {
    const response = await service.get(path)
    return { status: response.status, text: await response.text() }
  }

  it('is begun with an address, and followed to its end without ever going back', async () => {
    const response = await service.get('/api/v1/plan/duel', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        planB: { vaste: 'plan', name: 'Petäjävesi', changes: [crewMore('petajavesi')] },
        ...{ year: day, seed: 7 },
      }),
    })
    expect(response.status).to.equal(202)
    const path = response.headers.get('location')!
    const early = await asked(`${path}?format=csv`)
    expect(early.status, early.text).to.equal(409)
    expect(early.text).to.contain('expected one that is done')
    do {
      done = duelSchema.parse(JSON.parse((await asked(path)).text))
      progress.push(done.progress)
    } while (done.state === 'waiting' || done.state === 'running')
    expect(done, done.problem).to.include({ state: 'done', progress: 1 })
    expect(progress).to.deep.equal(progress.toSorted((a, b) => a - b))
  })

  it('accounts for every task, and says by which speeds and targets', () => {
    const { tasks, totals, demo, official, approximate, calibration } = done.result!
    expect(tasks.total).to.be.above(50)
    expect(tasks.used + tasks.excluded.reduce((sum, { tasks: n }) => sum + n, 0)).to.equal(tasks.total)
    expect(totals.length).to.be.above(0)
    expect({ official, approximate, demo }).to.deep.equal({ official: false, approximate: true, demo: false })
    expect(calibration).to.equal(undefined)
  })

  for (const table of duelTableNames)
    it(`has ${table} as a file, with the basis and the duel on every line`, async () => {
      const { status, text } = await asked(`/api/v1/plan/duel/${done.id}?format=csv&lang=en&table=${table}`)
      expect(status, text).to.equal(200)
      const [header, ...rows] = text.replace('\uFEFF', '').trimEnd().split('\r\n')
      const columns = header!.split(';')
      expect(columns.slice(0, 5)).to.deep.equal(['plan', 'on', 'data', 'roads', 'speeds'])
      expect(rows.length).to.be.above(0)
      for (const row of rows) {
        expect(
          row.startsWith(
            'Petäjävesi;2026-11-21;real;approximate;assumed;;recorded;2026-11-01;2026-11-02;7;1;',
          ),
        ).to.equal(true)
        if (!row.includes('"')) expect(row.split(';').length).to.equal(columns.length)
      }
    })

  it('has the very figures of the answer in the file', async () => {
    const { text } = await asked(`/api/v1/plan/duel/${done.id}?format=csv&lang=en`)
    const [header, ...rows] = text.replace('\uFEFF', '').trimEnd().split('\r\n')
    const at = (name: string) => header!.split(';').indexOf(name)
    const shares = done.result!.totals.flatMap(({ shares: own }) => own)
    expect(rows.map((row) => Number(row.split(';')[at('share_difference')]))).to.deep.equal(
      shares.map(({ difference }) => difference),
    )
  })

  it('refuses a table that it does not have', async () => {
    const { status, text } = await asked(`/api/v1/plan/duel/${done.id}?format=csv&table=weather`)
    expect(status).to.equal(400)
    expect(text).to.contain('table')
  })
})
