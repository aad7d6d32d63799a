/** The coverage route: what is asked reaches the desk, and a wrong question gets a sentence. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import express, { type ErrorRequestHandler } from 'express'
import { type Coverage, coverageSchema } from '../../src/contract/coverage.ts'
import { coverageRoutes } from '../../src/http/coverage.ts'
import { problemOf, sendProblem } from '../../src/http/problem.ts'
import { silentLog } from '../../src/log.ts'
import type { CoverageQuestion } from '../../src/usecases/show-coverage.ts'
import { ask } from './asking.ts'

const counted = { cells: 1, residents: 6.5 }
const parts = { limited: counted, outside: counted, withoutLimit: { cells: 0, residents: 0 } }
const answer: Coverage = {
  ...{ county: '15', service: 'ems', measure: 'first-unit', at: '2026-11-21T10:00:00.000Z', demo: true },
  ...{ approximate: true, roads: { name: 'Main roads', date: '2026-11-21', attribution: 'compiled' } },
  ...{ speeds: { name: 'emergency', offNetworkKmh: 30 }, decision: 'd', urgencies: ['A', 'B'] },
  ...{ official: false, residentsEstimated: true },
  sources: [
    {
      id: 'E 1',
      kind: 'unit',
      type: 'als',
      basis: 'station',
      delaySeconds: 90,
      delayAssumed: true,
      delayBasis: 'assumed',
    },
  ],
  leftOut: [{ id: 'E 2', kind: 'unit', reason: 'busy' }],
  total: parts,
  zones: [{ zone: 'rural', limit: { withinSeconds: 480, requiredShare: 0.5, official: false }, ...parts }],
  municipalities: [{ municipality: '179', ...parts }],
  cells: { e: [434], n: [6901], seconds: [null], nearest: [-1], limit: [480] },
  bare: { ...counted, list: [{ cell: 0, homeSeconds: 300, missed: 'E 2' }] },
}

describe('GET /coverage', () => {
  let server: Server
  let url: string
  let may: string[]
  const asked: CoverageQuestion[] = []

  before((done) => {
    const app = express()
    app.use((_request, response, next) => {
      response.locals.session = { name: 'n', role: 'planner', may }
      next()
    })
    const show = async (question: CoverageQuestion) => {
      asked.push(question)
      return answer
    }
    app.use(coverageRoutes({ show }))
    const onFault: ErrorRequestHandler = (fault, _request, response, _next) =>
      sendProblem(response, problemOf(fault, silentLog))
    app.use(onFault)
    server = createServer(app).listen(0, '127.0.0.1', () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      done()
    })
  })
  after((done) => void server.close(done))
  beforeEach(() => {
    may = ['see-compliance']
    asked.length = 0
  })

  it('asks for the first unit when no measure is named, and answers by the contract', async () => {
    const { status, text } = await ask(url, '/coverage?service=ems')
    expect(status).to.equal(200)
    expect(coverageSchema.parse(JSON.parse(text))).to.deep.equal(answer)
    expect(asked).to.deep.equal([{ service: 'ems', measure: 'first-unit' }])
  })

  it('passes the measure and the source to be thought away on', async () => {
    await ask(url, '/coverage?service=rescue&measure=effective-action&without=RKS%20101')
    expect(asked).to.deep.equal([{ service: 'rescue', measure: 'effective-action', without: 'RKS 101' }])
  })

  it('passes a word of readiness on', async () => {
    await ask(url, '/coverage?service=ems&readiness=laukaa:2:90')
    await ask(url, '/coverage?service=ems&readiness=laukaa:0')
    expect(asked.map(({ readiness }) => readiness)).to.deep.equal([
      { station: 'laukaa', crew: 2, turnoutSeconds: 90 },
      { station: 'laukaa', crew: 0, turnoutSeconds: undefined },
    ])
    const { status, text } = await ask(url, '/coverage?service=ems&readiness=laukaa:2:9000')
    expect(status).to.equal(400)
    expect(JSON.parse(text).detail).to.contain('found a turnout of 9000 s')
  })

  for (const [query, sentence] of [
    ['', 'service'],
    ['?service=ems&readiness=laukaa', 'readiness'],
    ['?service=ems&readiness=laukaa:-1', 'readiness'],
    ['?service=police', 'service'],
    ['?service=ems&measure=minutes', 'measure'],
    ['?service=ems&without=', 'without'],
  ] as const)
    it(`refuses '${query}' with a sentence`, async () => {
      const { status, text } = await ask(url, `/coverage${query}`)
      expect(status).to.equal(400)
      expect(JSON.parse(text).detail).to.contain('the query cannot be read').and.to.contain(sentence)
      expect(asked).to.deep.equal([])
    })

  it('is for those who may see compliance', async () => {
    may = ['see-situation']
    expect((await ask(url, '/coverage?service=ems')).status).to.equal(403)
    expect(asked).to.deep.equal([])
  })
})
