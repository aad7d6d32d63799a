/** The problem-cells route: what is asked reaches the use case, and a wrong question gets a sentence. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import express, { type ErrorRequestHandler } from 'express'
import { type ProblemCells, problemCellsSchema } from '../../src/contract/problem-cells.ts'
import { problemOf, sendProblem } from '../../src/http/problem.ts'
import { problemCellRoutes } from '../../src/http/problem-cells.ts'
import { silentLog } from '../../src/log.ts'
import type { ProblemCellsQuestion } from '../../src/usecases/show-problem-cells.ts'
import { ask } from './asking.ts'

const answer: ProblemCells = {
  ...{ county: '15', service: 'rescue', years: [2022, 2023, 2024, 2025], lastYearOver: true, emptyYears: [] },
  ...{ reading: 'each-year', minimumTasks: 4, computedAt: '2026-11-21T10:00:00.000Z', demo: true },
  ...{ ruleVersion: 1, decisions: [], official: false, targets: [], zones: [], zoneVersions: [] },
  ...{ total: 1, used: 1, missing: 0, excluded: {}, withoutTarget: 0 },
  counts: {
    'each-year': { listed: 1, near: 0, held: 0, clear: 0 },
    'over-the-years': { listed: 1, near: 0, held: 0, clear: 0 },
  },
  cells: [
    {
      ...{ cell: '=1+1', class: 'I', municipalities: ['179'], municipality: '179', standing: 'listed' },
      standings: { 'each-year': 'listed', 'over-the-years': 'listed' },
      ...{ tasks: 4, missing: 0, missingDecide: false, medianSeconds: 371.5, furtherInTime: 4 },
      years: [2022, 2023, 2024, 2025].map((year) => ({
        ...{ year, classes: ['I'], tasks: 1, timed: 1, missing: 0, inTime: 0, required: 0.5, share: 0 },
        ...{ status: 'not-met' as const, deciding: [{ task: 'a', seconds: 372, secondsOver: 12 }] },
      })),
    },
  ],
}

describe('GET /problem-cells', () => {
  let server: Server
  let url: string
  let may: string[]
  const asked: ProblemCellsQuestion[] = []

  before((done) => {
    const app = express()
    app.use((_request, response, next) => {
      response.locals.session = { name: 'n', role: 'planner', may }
      next()
    })
    app.use(
      problemCellRoutes(async (question) => {
        asked.push(question)
        return answer
      }),
    )
    const onFault: ErrorRequestHandler = (fault, _request, response, _next) =>
      sendProblem(response, problemOf(fault, silentLog))
    app.use(onFault)
    server = createServer(app).listen(0, '127.0.0.1', () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      done()
    })
  })
  after((done) => {
    server.close(done)
  })
  beforeEach(() => {
    may = ['see-compliance']
    asked.length = 0
  })

  const questions: [query: string, question: ProblemCellsQuestion][] = [
    ['', { reading: 'each-year', minimumTasks: 4, all: false }],
    ['?years=2022..2025', { lastYear: 2025, reading: 'each-year', minimumTasks: 4, all: false }],
    [
      '?year=2025&minimum=2&reading=over-the-years&cells=all&lang=sv',
      { lastYear: 2025, reading: 'over-the-years', minimumTasks: 2, all: true },
    ],
  ]
  for (const [query, question] of questions)
    it(`asks for ${query || 'the running year'}`, async () => {
      const { status, text } = await ask(url, `/problem-cells${query}`)
      expect(status).to.equal(200)
      expect(problemCellsSchema.parse(JSON.parse(text))).to.deep.equal(answer)
      expect(asked).to.deep.equal([question])
    })

  const faults: [query: string, sentence: RegExp][] = [
    ['?years=2023..2025', /expected four calendar years on end, such as 2022\.\.2025/],
    ['?years=2025..2022', /expected four calendar years on end/],
    ['?years=2022-2025', /expected four calendar years such as 2022\.\.2025/],
    ['?year=2025&years=2022..2025', /expected year or years, not both/],
    ['?year=next', /expected a year such as 2025/],
    ['?minimum=0', /minimum/],
    ['?minimum=many', /minimum/],
    ['?reading=monthly', /reading: .*each-year/],
    ['?format=pdf', /format: .*json/],
  ]
  for (const [query, sentence] of faults)
    it(`refuses ${query} in a sentence`, async () => {
      const { status, text } = await ask(url, `/problem-cells${query}`)
      expect(status).to.equal(400)
      expect(JSON.parse(text).detail)
        .to.match(/^the query cannot be read: /)
        .and.match(sentence)
      expect(asked).to.deep.equal([])
    })

  it('is for those who may see compliance (trap 60)', async () => {
    may = ['see-situation']
    expect((await ask(url, '/problem-cells')).status).to.equal(403)
    expect(asked).to.deep.equal([])
  })

  it('gives a CSV that no spreadsheet runs, with numbers of the language', async () => {
    const csv = async (lang: string) => {
      const { headers, text } = await ask(url, `/problem-cells?format=csv&lang=${lang}`)
      expect(headers['content-type']).to.equal('text/csv; charset=utf-8')
      expect(headers['content-disposition']).to.equal(
        'attachment; filename=vaste-problem-cells-2022-2025.csv',
      )
      return text.trimEnd().split('\r\n')
    }
    const [header, line, ...rest] = await csv('fi')
    expect(rest).to.deep.equal([])
    const cellOf = (name: string) => line!.split(';')[header!.slice(1).split(';').indexOf(name)]
    expect(header).to.match(/^\uFEFFdata;targets;reading;/)
    expect(['data', 'targets', 'cell'].map(cellOf)).to.deep.equal(['DEMO', 'placeholder', "'=1+1"])
    expect(['median_seconds', 'further_in_time', '2025_required'].map(cellOf)).to.deep.equal([
      '371,5',
      '4',
      '0,5',
    ])
    expect(cellOf('2025_deciding')).to.equal('a +12 s')
    expect((await csv('en'))[1]).to.match(/;371\.5;4;/)
  })
})
