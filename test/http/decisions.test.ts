/** Decisions over HTTP: who may read and who may change, and what a running service judges by from then on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { Compliance } from '../../src/contract/compliance.ts'
import {
  type AdoptedView,
  adoptedSchema,
  type DecisionBody,
  type DecisionList,
  decisionListSchema,
} from '../../src/contract/decision-list.ts'
import { type DecisionPreview, type PreviewLine, previewSchema } from '../../src/contract/decision-preview.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import { roles } from '../../src/domain/vocabulary.ts'
import { hashPassword } from '../../src/http/access.ts'
import { changeBytesAtMost } from '../../src/http/changes.ts'
import { adoptDecision } from '../../src/usecases/adopt-decision.ts'
import { startTestService, type TestService } from '../service.ts'
import { basic } from './asking.ts'

const password = 'correct horse battery'
const now = Date.parse('2026-11-21T12:00:00Z')
const placeholder = 'keski-suomi-ems-placeholder'

let sent = 0
function reached(task: string, at: number, seconds: number): EventMessage[] {
  const message = (kind: string, offset: number, fields: object) => ({
    ...{ id: `d-${++sent}`, source: 'test', kind, at: new Date(at + offset * 1000).toISOString(), task },
    ...fields,
  })
  const place = { lon: 25.747, lat: 62.242 }
  const unit = { unit: `E-${task}`, unitType: 'als' }
  return [
    message('task.created', 0, {
      service: 'ems',
      origin: 'emergency-centre',
      code: '704',
      urgency: 'A',
      place,
    }),
    message('unit.status', 10, { ...unit, status: 'alerted' }),
    message('unit.status', 10 + seconds, { ...unit, status: 'at-scene' }),
    message('task.closed', 20 + seconds, { outcome: 'X-8' }),
  ] as EventMessage[]
}

describe('decisions over HTTP', () => {
  let service: TestService
  let folder: string

  before(async function () {
    this.timeout(60_000)
    folder = mkdtempSync(join(tmpdir(), 'vaste-decisions-'))
    const hashed = await hashPassword(password, Buffer.from('0123456789abcdef'))
    const logins = roles.map((role) => ({ name: `a-${role}`, role, password: hashed }))
    writeFileSync(join(folder, 'logins.json'), JSON.stringify(logins))
    service = await startTestService({ env: { VASTE_LOGINS: join(folder, 'logins.json') }, now: () => now })
    await service.post([
      ...reached('october', Date.parse('2026-10-10T10:00:00Z'), 300),
      ...reached('november', Date.parse('2026-11-10T10:00:00Z'), 300),
    ])
  })

  after(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const get = async <T>(path: string, role = 'manager') => {
    const response = await service.get(path, { headers: basic(`a-${role}`, password) })
    return { status: response.status, body: (await response.json()) as T }
  }
  const post = async <T>(path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await service.get(path, {
      method: 'POST',
      headers: { ...basic('a-manager', password), 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, text, body: JSON.parse(text.split('\n')[0]!) as T & { detail: string } }
  }
  const stored = async () =>
    (await get<{ decision: DecisionBody }>(`/api/v1/decisions/${placeholder}`)).body.decision
  const changed = async (change: object = {}) => ({
    ...{ ...(await stored()), id: 'changed', validFrom: '2026-11-01' },
    ...change,
  })
  /** Waits on the service's own word, not on a clock. */
  const judged = async (): Promise<DecisionList> => {
    for (;;) {
      const { body } = await get<DecisionList>('/api/v1/decisions')
      if (!body.judging) return body
      await wait(5)
    }
  }

  it('are listed for all who see compliance, with spans, flags and log', async () => {
    for (const role of roles) {
      const { status, body } = await get<DecisionList>('/api/v1/decisions', role)
      expect(status).to.equal(200)
      const list = decisionListSchema.parse(body)
      expect(list.today).to.equal('2026-11-21')
      expect(list.decisions.map(({ id, official }) => [id, official])).to.deep.equal([
        [placeholder, false],
        ['keski-suomi-rescue-placeholder', false],
      ])
      expect(list.zoneSystems.map(({ system }) => system)).to.include('ems-area')
    }
    expect((await service.get('/api/v1/decisions')).status, 'nobody').to.equal(401)
  })

  it('are read whole by id; an unknown one is named', async () => {
    expect((await stored()).targets).to.have.length(12)
    const { status, body } = await get<{ detail: string }>('/api/v1/decisions/none', 'planner')
    expect([status, body.detail]).to.deep.equal([
      404,
      `found decision 'none'; expected one of ${placeholder}, keski-suomi-rescue-placeholder`,
    ])
  })

  describe('are changed by nobody but a manager on our own page', () => {
    const refused: [
      what: string,
      headers: Record<string, string>,
      body: string | undefined,
      status: number,
      sentence: RegExp,
    ][] = [
      ['a planner', basic('a-planner', password), undefined, 403, /may 'edit-decisions'/],
      ['a commander', basic('a-commander', password), undefined, 403, /may 'edit-decisions'/],
      [
        'a page of another site',
        { origin: 'https://evil.example' },
        undefined,
        403,
        /another site's page .*evil/,
      ],
      [
        'a page without an origin of its own',
        { origin: 'null' },
        undefined,
        403,
        /expected one of our own pages/,
      ],
      ['a form of another site', { 'sec-fetch-site': 'cross-site' }, undefined, 403, /\(cross-site\)/],
      [
        'a form',
        { 'content-type': 'text/plain' },
        undefined,
        400,
        /content type 'text\/plain'; expected application\/json/,
      ],
      ['a packed body', { 'content-encoding': 'gzip' }, undefined, 400, /packed as 'gzip'/],
      ['no JSON', {}, '{"decision":', 400, /body is not JSON in UTF-8/],
      ['too much', {}, `"${'x'.repeat(changeBytesAtMost)}"`, 413, /more than 1000000 bytes/],
      [
        'no decision',
        {},
        '{"decision":{"id":"x"}}',
        400,
        /the adoption cannot be read: decision\.service: expected/,
      ],
      ['a field of its own', {}, '{"decided":{}}', 400, /the adoption cannot be read/],
    ]
    for (const [what, headers, body, status, sentence] of refused)
      it(what, async () => {
        const answer = await post('/api/v1/decisions', body ?? { decision: await changed() }, headers)
        expect(answer.body.detail).to.match(sentence)
        expect(answer.status).to.equal(status)
        expect((await get<DecisionList>('/api/v1/decisions')).body.log).to.deep.equal([])
      })

    it('from an older browser that says only its origin, or a program that says nothing, a manager may', async () => {
      const question = { decision: await changed(), ends: placeholder }
      for (const headers of [{ origin: service.url }, { 'sec-fetch-site': 'same-origin' }, {}] as Record<
        string,
        string
      >[])
        expect((await post('/api/v1/decisions/preview', question, headers)).status).to.equal(200)
    })
  })

  describe('when a manager works on them', () => {
    it('are previewed in one answer, or line by line with how far it has come', async () => {
      const targets = (await stored()).targets.map((target) => ({ ...target, withinSeconds: 240 }))
      const question = { decision: await changed({ targets }), ends: placeholder }
      const one = await post<DecisionPreview>('/api/v1/decisions/preview', question)
      const preview = previewSchema.parse(one.body)
      expect(preview).to.include({ tasks: 1, changed: 1 })
      expect(preview.moves).to.deep.equal([{ from: 'hit', to: 'miss', tasks: 1 }])
      const { text } = await post('/api/v1/decisions/preview', question, { accept: 'application/x-ndjson' })
      const lines = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as PreviewLine)
      expect(lines).to.deep.equal([{ done: 1, total: 1 }, { preview: one.body }])
      const overlap = await post(
        '/api/v1/decisions/preview',
        { decision: await changed() },
        { accept: 'application/x-ndjson' },
      )
      expect([overlap.status, overlap.body.detail]).to.deep.equal([
        409,
        `decision 'changed' (2026-11-01 to further notice) overlaps '${placeholder}' (2023-01-01 to further notice); expected one ems decision in force on each date`,
      ])
    })

    it('are used from the next message on; covered tasks are judged anew and the figures follow', async () => {
      const targets = (await stored()).targets.map((target) => ({ ...target, withinSeconds: 240 }))
      const adopted = await post<AdoptedView>('/api/v1/decisions', {
        decision: await changed({ targets }),
        ends: placeholder,
      })
      expect(adopted.status).to.equal(201)
      expect(adoptedSchema.parse(adopted.body)).to.deep.equal({
        ...{ id: 'changed', tasks: 1, months: [] },
        changes: [
          { action: 'ended', id: placeholder },
          { action: 'adopted', id: 'changed' },
        ],
      })
      await service.post(reached('new', Date.parse('2026-11-21T10:00:00Z'), 200))
      const list = await judged()
      expect(list.lastJudged).to.deep.include({ months: [] })
      expect(list.log.map(({ action, decision, by }) => [action, decision, by])).to.deep.equal([
        ['adopted', 'changed', 'a-manager'],
        ['ended', placeholder, 'a-manager'],
        // How it read before it was ended, which nothing had told until then.
        ['adopted', placeholder, 'vaste'],
      ])
      const figures = async (month: string) => {
        const { body } = await get<Compliance>(`/api/v1/compliance?service=ems&month=${month}`)
        const row = body.rows.find(
          (each) => each.urgency === 'A+B' && each.zone === 'core-urban' && each.total > 0,
        )!
        expect(body.judgingAnew).to.equal(undefined)
        return { decision: row.decision, inTime: row.targets[0]!.inTime, used: row.used }
      }
      expect(await figures('2026-11')).to.deep.equal({ decision: 'changed', inTime: 1, used: 2 })
      expect(await figures('2026-10')).to.deep.equal({ decision: placeholder, inTime: 1, used: 1 })
    })

    it('whose judging anew was cut short are finished at the next start', async () => {
      const next = { ...(await changed({ validFrom: '2026-10-01' })), id: 'beside' }
      const { county } = (await get<Compliance>('/api/v1/compliance?service=ems&month=2026-10')).body
      const by = { at: now, by: 'vaste import' }
      await adoptDecision(
        service.db,
        county,
        { decision: { ...next, validTo: '2026-11-01' }, ends: placeholder },
        by,
      )
      await service.restart()
      const list = await judged()
      expect(list.decisions.map(({ id }) => id)).to.include('beside')
      const { body } = await get<Compliance>('/api/v1/compliance?service=ems&month=2026-10')
      const total = body.rows.find((row) => row.decision === 'beside' && row.total > 0)
      expect(total).to.include({ total: 1 })
    })
  })
})
