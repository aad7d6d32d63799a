/** What does a fault become for the sender, and what of it reaches the log? */
import { STATUS_CODES } from 'node:http'
import { expect } from 'chai'
import { type ErrorCode, VasteError } from '../../src/domain/error.ts'
import { problemOf } from '../../src/http/problem.ts'
import { createLog } from '../../src/log.ts'

describe('problem documents', () => {
  let lines: string[]
  const log = createLog((line) => lines.push(line))
  beforeEach(() => {
    lines = []
  })

  const codes: [code: ErrorCode, status: number][] = [
    ['invalid', 400],
    ['not-allowed', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['too-large', 413],
    ['unavailable', 503],
  ]
  for (const [code, status] of codes)
    it(`says ${status} for '${code}', with the sentence`, () => {
      const found = problemOf(new VasteError(code, 'found a, expected b'), log)
      const title = STATUS_CODES[status]
      expect(found).to.deep.equal({ type: 'about:blank', title, status, detail: 'found a, expected b' })
      expect(lines).to.deep.equal([])
    })

  it('tells nothing of a fault of ours, and logs it without the row that it quotes', () => {
    const quoting = Object.assign(new Error('duplicate key value violates unique constraint "event_pk"'), {
      ...{ code: '23505', detail: 'Key (task)=(N.N., Kauppakatu 1) already exists.' },
    })
    const found = problemOf(new Error('cannot save', { cause: quoting }), log)
    expect(found).to.include({ status: 500, detail: 'the service failed to answer; the fault is in its log' })
    expect(lines).to.have.length(1)
    const line = JSON.parse(lines[0]!)
    expect(line).to.deep.include({ level: 'error', event: 'request.failed' })
    expect(line.fault.cause).to.include({ code: '23505' })
    expect(lines[0]).not.to.include('Kauppakatu')
  })

  it('survives whatever is thrown', () => {
    for (const thrown of [
      undefined,
      null,
      'text',
      7,
      { status: 200 },
      Object.assign(new Error('x'), { status: 700 }),
    ])
      expect(problemOf(thrown, log).status).to.equal(500)
    expect(problemOf(Object.assign(new Error('bad path'), { status: 400 }), log)).to.include({
      detail: 'bad path',
    })
  })
})
