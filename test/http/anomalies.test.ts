/** Who may review a task over HTTP, what is refused, and that no message from outside passes for a review. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Anomalies, ReviewMessage, ReviewPreview, TaskDetail } from '../../src/contract/anomalies.ts'
import type { Compliance } from '../../src/contract/compliance.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import { roles } from '../../src/domain/vocabulary.ts'
import { hashPassword } from '../../src/http/access.ts'
import { startTestService, type TestService } from '../service.ts'
import { basic } from './asking.ts'

const password = 'correct horse battery'
const startedAt = Date.now() - 3 * 3_600_000
const iso = (minutes: number) => new Date(startedAt + minutes * 60_000).toISOString()

/** Pressed at scene twelve seconds after setting out. The number holds what must be written otherwise in an address. */
const task = 'demo/2026 1'
const path = `/api/v1/tasks/${encodeURIComponent(task)}/reviews`

const events: EventMessage[] = [
  {
    ...{ id: '1', source: 'cad', kind: 'task.created', at: iso(0), task, service: 'ems', urgency: 'A' },
    ...{ code: '704', place: { lon: 25.747, lat: 62.242 } },
  },
  ...(
    [
      ['alerted', 1],
      ['en-route', 2],
      ['at-scene', 2.2],
      ['available', 40],
    ] as const
  ).map(([status, at]) => ({
    ...{ id: status, source: 'cad', kind: 'unit.status' as const, at: iso(at), unit: 'EKS 111', task },
    ...{ status, unitType: 'als' as const },
  })),
  { id: '9', source: 'cad', kind: 'task.closed', at: iso(41), task },
]

describe('reviews over HTTP', () => {
  let service: TestService
  let folder: string

  before(async function () {
    this.timeout(60_000)
    folder = mkdtempSync(join(tmpdir(), 'vaste-logins-'))
    const hashed = await hashPassword(password, Buffer.from('0123456789abcdef'))
    const logins = roles.map((role) => ({ name: `a-${role}`, role, password: hashed }))
    writeFileSync(join(folder, 'logins.json'), JSON.stringify(logins))
    service = await startTestService({ env: { VASTE_LOGINS: join(folder, 'logins.json') } })
    expect(await service.post(events)).to.include({ accepted: events.length })
  })

  after(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const as = (role: string) => basic(`a-${role}`, password)
  const get = (address: string, role = 'manager') => service.get(address, { headers: as(role) })
  const send = (
    body: unknown,
    { role = 'manager', to = path, headers = {} }: { role?: string; to?: string; headers?: object } = {},
  ) =>
    service.get(to, {
      method: 'POST',
      headers: { ...as(role), 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const review = (change: Partial<ReviewMessage> = {}): ReviewMessage => ({
    ...{ action: 'correct', anomaly: 'forgotten-button', unit: 'EKS 111', status: 'at-scene' },
    ...{ correctedAt: iso(11), reason: 'from the radio log', seenReviews: 0 },
    ...change,
  })
  const detailOf = async (response: Response) => ((await response.json()) as { detail: string }).detail

  it('lets every role look', async () => {
    for (const role of roles) {
      const list = (await (await get('/api/v1/anomalies?service=ems', role)).json()) as Anomalies
      expect(list.tasks.map((found) => found.task)).to.deep.equal([task])
      const one = await get(`/api/v1/anomalies/${encodeURIComponent(task)}`, role)
      expect(((await one.json()) as TaskDetail).told).to.have.length(events.length)
    }
  })

  it('lets a manager alone review, also only to see what it would change', async () => {
    for (const role of roles.filter((other) => other !== 'manager'))
      for (const to of [path, `${path}/preview`]) {
        const response = await send(review(), { role, to })
        expect([role, response.status]).to.deep.equal([role, 403])
        expect(await detailOf(response)).to.equal(
          `found role '${role}'; expected one that may 'review-tasks'`,
        )
      }
  })

  it('refuses another site’s page, and a body that is not JSON', async () => {
    const foreign = await send(review(), { headers: { origin: 'https://evil.example' } })
    expect(foreign.status).to.equal(403)
    const form = await send(review(), { headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect(form.status).to.equal(400)
  })

  const broken: [title: string, body: object, sentence: RegExp][] = [
    ['without a reason', review({ reason: '   ' }), /reason/],
    ['with a reason of two lines', review({ reason: 'first\nsecond' }), /one line/],
    ['with a reason that is too long', review({ reason: 'x'.repeat(301) }), /reason/],
    ['with a time without an offset', review({ correctedAt: '2026-11-21T10:00:00' }), /offset/],
    ['with no time said', review({ correctedAt: undefined }), /expected unit, status and correctedAt/],
    ['of an unknown status', review({ status: 'asleep' as 'at-scene' }), /status/],
    ['that confirms nothing', review({ action: 'confirm', anomaly: undefined }), /which of what looks wrong/],
    ['without what was seen', { ...review(), seenReviews: undefined }, /seenReviews/],
  ]
  for (const [title, body, sentence] of broken)
    it(`refuses a review ${title}`, async () => {
      const response = await send(body)
      expect(response.status).to.equal(400)
      expect(await detailOf(response)).to.match(sentence)
    })

  it('knows no task but those told of', async () => {
    expect((await get('/api/v1/anomalies/none')).status).to.equal(404)
    expect((await send(review(), { to: '/api/v1/tasks/none/reviews' })).status).to.equal(404)
  })

  it('lets no message pass for a review, nor use its name', async () => {
    const at = iso(50)
    const forged = { id: 'f', source: 'cad', kind: 'task.reviewed', at, task, action: 'exclude', by: 'x' }
    const named = { ...events[0]!, id: 'n', source: 'vaste-review' }
    const answer = await service.post([{ ...forged, reason: 'because' }, named] as unknown as EventMessage[])
    expect(answer).to.include({ received: 2, refused: 2, accepted: 0 })
    expect(answer.refusals[1]!.message).to.contain("other than 'vaste-review'")
    const list = (await (await get('/api/v1/anomalies?state=reviewed')).json()) as Anomalies
    expect(list.total).to.equal(0)
  })

  it('previews, writes under the name of the login, and refuses what has not seen it', async () => {
    const preview = (await (await send(review(), { to: `${path}/preview` })).json()) as ReviewPreview
    expect([preview.before, preview.after].map(({ verdict }) => verdict[0]!.seconds)).to.deep.equal([72, 600])
    const response = await send({ ...review(), by: 'somebody else' })
    expect(response.status).to.equal(201)
    const { reviews, verdict } = (await response.json()) as TaskDetail
    expect(reviews.map(({ by, reason }) => [by, reason])).to.deep.equal([['a-manager', 'from the radio log']])
    expect(verdict[0]!.seconds).to.equal(600)
    const month = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Helsinki' })
      .format(startedAt)
      .slice(0, 7)
    const figures = (await (await get(`/api/v1/compliance?service=ems&month=${month}`)).json()) as Compliance
    const row = figures.rows.find(({ total }) => total > 0)
    expect([row!.used, row!.flagged.corrected]).to.deep.equal([1, 1])
    const stale = await send(review())
    expect(stale.status).to.equal(409)
    expect(await detailOf(stale)).to.match(/has 1 reviews, of which 0 were seen/)
  })

  it('survives a restart', async () => {
    await service.restart()
    const list = (await (await get('/api/v1/anomalies?state=reviewed')).json()) as Anomalies
    expect(list.tasks.map(({ reviews }) => reviews.length)).to.deep.equal([1])
    expect((await get('/api/v1/anomalies')).status).to.equal(200)
  })
})
