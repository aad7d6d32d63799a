/** Plan duels over HTTP: a recorded day fought in its thread, and every question that cannot be fought told in words. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import express, { type ErrorRequestHandler } from 'express'
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { type Duel, type DuelQuestionInput, duelSchema } from '../../src/contract/plan-duel.ts'
import { createDuels } from '../../src/duels.ts'
import { permissionsOf } from '../../src/http/access.ts'
import { planDuelRoutes } from '../../src/http/plan-duel.ts'
import { problemOf, sendProblem } from '../../src/http/problem.ts'
import { silentLog } from '../../src/log.ts'
import { pilotContent, pilotReadiness, pilotWorld } from '../../src/pilot.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import { keptGround } from '../../src/usecases/coverage-ground.ts'
import type { DuelDesk } from '../../src/usecases/duel-desk.ts'
import { seedReadiness } from '../../src/usecases/edit-readiness.ts'
import { installCounty } from '../../src/usecases/install-county.ts'
import { planPlaces } from '../../src/usecases/plan-ground.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import { type CountyReference, loadReference } from '../../src/usecases/reference.ts'
import { speedsInUse } from '../../src/usecases/speeds-in-use.ts'
import { emptyTables, testDatabase } from '../database.ts'
import { crewMore } from '../simulate/duel/pilot-duel.ts'

const day = { from: '2026-11-01', to: '2026-11-02' }
const county = '15'
const plan = (name: string, changes: object[] = []) => ({ vaste: 'plan', name, changes })

describe('POST /plan/duel', function () {
  this.timeout(300_000)
  let server: Server
  let url: string
  let desk: DuelDesk
  let newDesk: () => DuelDesk
  let role: 'planner' | 'manager' | 'commander' = 'planner'

  before(async () => {
    const db = await testDatabase()
    await emptyTables(db)
    const now = Date.parse('2026-11-21T10:00Z')
    await installCounty(db, pilotContent({ demo: true }), now)
    await seedReadiness(db, county, pilotReadiness({ demo: true }), now)
    const reference: CountyReference = await loadReference(db, county)
    const recorder = createRecorder({
      ...{ db, county, now: () => now, reference: () => reference },
      ...{ isDemoSource: () => true, onCommitted: () => {} },
    })
    const { calendar } = reference
    const span = { from: calendar.startOfDate(day.from), to: calendar.startOfDate(day.to) }
    const told = [...simulate({ world: pilotWorld(), seed: 3, ...span })].map(({ event }) => event)
    await recorder.record(told)
    const roads = keskiSuomiMainRoads()
    const { of } = speedsInUse(undefined, roads, false)
    const ground = keptGround({
      ...{ reference: () => reference, roads: () => roads, speeds: () => of('emergency') },
    })
    newDesk = () =>
      createDuels({
        ...{ db, reference: () => reference, ground, speeds: of, now: () => now },
        ...{ demo: () => true, log: silentLog },
      })
    desk = newDesk()
    const app = express()
    app.use((_request, response, next) => {
      response.locals.session = { name: 'n', role, may: permissionsOf[role] }
      next()
    })
    const places = () => planPlaces(reference)
    app.use((request, response, next) => planDuelRoutes(desk, places)(request, response, next))
    const onFault: ErrorRequestHandler = (fault, _request, response, _next) =>
      sendProblem(response, problemOf(fault, silentLog))
    app.use(onFault)
    server = createServer(app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(async () => {
    await desk?.stop()
    await new Promise((resolve) => server.close(resolve))
  })
  beforeEach(() => {
    role = 'planner'
  })

  const post = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}/plan/duel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const ask = async (id: string, method = 'GET') => {
    const response = await fetch(`${url}/plan/duel/${id}`, { method })
    return { status: response.status, body: (await response.json()) as Duel & { detail: string } }
  }
  const started = async (question: Omit<DuelQuestionInput, 'planB'> & { planB: object }) => {
    const response = await post(question)
    expect(response.status).to.equal(202)
    const duel = (await response.json()) as Duel
    expect(response.headers.get('location')).to.equal(`/api/v1/plan/duel/${duel.id}`)
    return duel.id
  }
  const ended = async (id: string): Promise<Duel> => {
    for (;;) {
      const { body } = await ask(id)
      if (body.state !== 'waiting' && body.state !== 'running') return duelSchema.parse(body)
    }
  }

  it('fights a recorded day: every task is used or excluded with a reason, and says what it rests on', async () => {
    const planB = plan('lisää', [crewMore('petajavesi')])
    const duel = await ended(await started({ planB, year: day, seed: 7 }))
    expect(duel, duel.problem).to.include({ state: 'done', progress: 1 })
    const { tasks, effort, ...result } = duel.result!
    expect(result).to.include({ source: 'recorded', seed: 7, demo: true, official: false, approximate: true })
    expect(result)
      .to.include({ on: '2026-11-21', ...day, planB: 'lisää' })
      .and.not.to.have.property('planA')
    expect(tasks.total).to.be.above(50)
    expect(tasks.used + tasks.excluded.reduce((sum, { tasks: n }) => sum + n, 0)).to.equal(tasks.total)
    const judged = result.totals.filter(({ measure }) => measure !== 'effective-action')
    expect(judged.reduce((sum, row) => sum + row.tasks, 0)).to.equal(tasks.used)
    const ems = ({ a, b }: typeof effort) =>
      [a, b].map((side) => side.find(({ service }) => service === 'ems')!)
    const [before, after] = ems(effort)
    expect(after!.crewHours - before!.crewHours).to.equal(168)
    expect(after!.personHours - before!.personHours).to.equal(336)
    const one = result.crews.find(({ slot }) => slot === 'yksi lisää')!
    expect(one).to.deep.include({ station: 'petajavesi', service: 'ems' }).and.not.to.have.property('a')
    expect(one.b).to.include({ onDutyHours: 24 })
    for (const row of result.totals)
      for (const { word } of row.shares)
        expect(word, 'one day is no year').to.be.oneOf(['cannot-tell', 'unchanged'])
    for (const { text } of result.assumptions) expect(text).to.have.keys('fi', 'sv', 'en')
  })

  it('finds no difference at all between the register and a plan that changes nothing', async () => {
    const duel = await ended(await started({ planB: plan('sama'), year: day }))
    const { totals, zones, municipalities } = duel.result!
    const words = [...totals, ...zones, ...municipalities].flatMap((row) =>
      row.shares.map(({ word }) => word),
    )
    expect(new Set(words)).to.deep.equal(new Set(['unchanged']))
  })

  for (const [what, question, status, sentence] of [
    [
      'a plan that names an unknown station',
      { planB: plan('x', [{ kind: 'close-station', station: 'nowhere' }]), year: day },
      404,
      /change 1 \(close-station\): found no station 'nowhere'; expected one of the register/,
    ],
    [
      'a plan with a station in another county, as planning does',
      {
        planB: plan('x', [
          {
            kind: 'add-station',
            station: { station: 'far', name: 'Far', place: { lon: 24.94, lat: 60.17 }, services: ['ems'] },
          },
        ]),
        year: day,
      },
      400,
      /change 1 \(add-station\): found station 'far' at lon 24.9400, lat 60.1700, outside the cells of the county/,
    ],
    [
      'a span without tasks',
      { planB: plan('x'), year: { from: '2019-01-01', to: '2020-01-01' } },
      404,
      /found 0 tasks from 2019-01-01 to 2020-01-01 \(not included\).*expected a span with tasks/,
    ],
    ['a seed that is no number', { planB: plan('x'), seed: 'abc' }, 400, /seed: expected a whole number/],
    ['no plan', {}, 400, /planB/],
    [
      'a year that ends before it begins',
      { planB: plan('x'), year: { from: day.to, to: day.from } },
      400,
      /'from' before 'to'/,
    ],
    [
      'ten years',
      { planB: plan('x'), year: { from: '2016-01-01', to: '2026-01-01' } },
      400,
      /at most two years/,
    ],
    ['a thousand replications', { planB: plan('x'), replications: 1000 }, 400, /replications/],
    [
      'plans over two dates',
      { planA: { ...plan('a'), on: '2026-01-01' }, planB: { ...plan('b'), on: '2026-02-01' }, year: day },
      400,
      /found plans over 2026-01-01 and 2026-02-01; expected both over the promises of one date/,
    ],
  ] as const)
    it(`refuses ${what} at once, in a sentence`, async () => {
      const response = await post(question)
      const { detail } = (await response.json()) as { detail: string }
      expect(response.status, detail).to.equal(status)
      expect(detail).to.match(sentence)
    })

  it('is for planners and managers, and for our own pages', async () => {
    role = 'commander'
    expect((await post({ planB: plan('x') })).status).to.equal(403)
    expect((await ask('some')).status).to.equal(403)
    expect((await ask('some', 'DELETE')).status).to.equal(403)
    role = 'manager'
    expect((await post({ planB: plan('x') }, { origin: 'https://elsewhere.example' })).status).to.equal(403)
    const unknown = await ask('some')
    expect(unknown).to.deep.include({ status: 404 })
    expect(unknown.body.detail).to.match(/found no duel 'some'/)
  })

  it('is cancelled while it runs, and gives the next one its turn', async () => {
    const long = await started({ planB: plan('long'), source: 'simulated', replications: 20 })
    const next = await started({ planB: plan('next'), year: day })
    expect((await ask(next)).body).to.include({ state: 'waiting', ahead: 1 })
    expect((await ask(long, 'DELETE')).body).to.include({ state: 'cancelled' })
    expect(await ended(next)).to.include({ state: 'done' })
    expect((await ask(long)).body)
      .to.include({ state: 'cancelled' })
      .and.not.to.have.property('result')
  })

  it('lets the service stop in the middle of a duel', async () => {
    const id = await started({ planB: plan('long'), source: 'simulated', replications: 20 })
    await desk?.stop()
    expect((await ask(id)).body).to.include({ state: 'cancelled' })
    expect((await post({ planB: plan('x'), year: day })).status).to.equal(503)
    desk = newDesk()
  })
})
