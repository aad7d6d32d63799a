/** With logins: each role sees its own routes and no others, and passwords cannot be guessed by the thousand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { roles } from '../../src/domain/vocabulary.ts'
import { hashPassword } from '../../src/http/access.ts'
import { startTestService, type TestService } from '../service.ts'
import { basic, upgrade } from './asking.ts'

const password = 'correct horse battery'

describe('a service with logins', () => {
  let service: TestService
  let folder: string
  let clock = Date.now()

  before(async function () {
    this.timeout(60_000)
    folder = mkdtempSync(join(tmpdir(), 'vaste-logins-'))
    const hashed = await hashPassword(password, Buffer.from('0123456789abcdef'))
    const logins = roles.map((role) => ({ name: `a-${role}`, role, password: hashed }))
    writeFileSync(join(folder, 'logins.json'), JSON.stringify(logins))
    service = await startTestService({ env: { VASTE_LOGINS: join(folder, 'logins.json') }, now: () => clock })
  })

  after(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A minute later nobody is remembered for wrong passwords. */
  beforeEach(() => {
    clock += 61_000
  })

  const status = async (path: string, headers: Record<string, string> = {}) => {
    const response = await service.get(path, { headers })
    await response.arrayBuffer()
    return response.status
  }

  const month = 'service=ems&month=2026-10'
  const routes: [path: string, allowed: readonly string[]][] = [
    ['/api/v1/session', roles],
    ['/api/v1/situation', ['commander']],
    ['/api/v1/region', roles],
    [`/api/v1/compliance?${month}`, roles],
    [`/api/v1/distribution?${month}`, roles],
    [`/api/v1/trend?${month}`, roles],
    [`/api/v1/revisions?${month}`, roles],
    ['/api/v1/recording/marks?from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z', ['commander']],
    ['/api/v1/recording/accesses', ['manager']],
    ['/api/v1/openapi.json', roles],
    ['/metrics', roles],
  ]
  for (const [path, allowed] of routes)
    it(`${path} for ${allowed.join(', ')} only`, async () => {
      for (const role of roles) {
        const expected = allowed.includes(role) ? 200 : 403
        expect(await status(path, basic(`a-${role}`, password)), role).to.equal(expected)
      }
      expect(await status(path), 'nobody').to.equal(401)
      expect(await status(path, { authorization: `Bearer ${service.token}` }), 'an integration').to.equal(401)
    })

  it('the recording for a commander only', async () => {
    for (const path of [
      '?at=2020-01-01T00:00:00Z',
      '/changes?from=2020-01-01T00:00:00Z&to=2020-01-01T00:01:00Z',
      '/tasks/nobody-told',
    ]) {
      const asked = roles.map((role) => status(`/api/v1/recording${path}`, basic(`a-${role}`, password)))
      expect(await Promise.all(asked), path).to.deep.equal([404, 403, 403])
    }
  })

  it('the history of a task for a commander only', async () => {
    const path = '/api/v1/tasks/nobody-told/timeline'
    const statuses = await Promise.all(roles.map((role) => status(path, basic(`a-${role}`, password))))
    expect(statuses).to.deep.equal([404, 403, 403])
  })

  it('the live socket for a commander only, from our own page', async () => {
    const statuses = roles.map((role) => upgrade(service.url, basic(`a-${role}`, password)))
    expect(await Promise.all(statuses)).to.deep.equal([101, 403, 403])
    expect(await upgrade(service.url)).to.equal(401)
    expect(await upgrade(service.url, basic('a-commander', 'wrong'))).to.equal(401)
    const commander = basic('a-commander', password)
    expect(await upgrade(service.url, { ...commander, origin: 'https://evil.example' })).to.equal(403)
    expect(await upgrade(service.url, { ...commander, origin: service.url })).to.equal(101)
  })

  it('says why it turns somebody away, and how to come in', async () => {
    const nobody = await service.get('/api/v1/situation')
    expect(nobody.headers.get('www-authenticate')).to.match(/^Basic realm=/)
    expect(((await nobody.json()) as { detail: string }).detail).to.match(/expected a login of this service/)
    const planner = await service.get('/api/v1/situation', { headers: basic('a-planner', password) })
    expect(((await planner.json()) as { detail: string }).detail).to.equal(
      "found role 'planner'; expected one that may 'see-situation'",
    )
  })

  it('lets events in with the token alone', async () => {
    const at = new Date(clock - 1000).toISOString()
    expect(await service.post({ id: 'h', source: 's', kind: 'source.heartbeat', at })).to.include({
      accepted: 1,
    })
    const response = await service.get('/api/v1/events', {
      method: 'POST',
      headers: basic('a-manager', password),
      body: '[]',
    })
    expect(response.status).to.equal(401)
  })

  it('answers health without a login', async () => {
    expect([await status('/healthz'), await status('/readyz')]).to.deep.equal([200, 200])
  })

  it('answers an unknown name as it does a wrong password', async () => {
    const unknown = await service.get('/api/v1/session', { headers: basic('nobody', password) })
    const wrong = await service.get('/api/v1/session', { headers: basic('a-planner', 'wrong password') })
    expect([unknown.status, wrong.status]).to.deep.equal([401, 401])
    expect(await unknown.text()).to.equal(await wrong.text())
  })

  it('does not hold a clock that was set back against anybody', async () => {
    const guess = (i: number) => status('/api/v1/session', basic('a-planner', `guess ${i}`))
    for (let i = 0; i < 10; i++) await guess(i)
    expect(await guess(10)).to.equal(429)
    clock -= 3_600_000
    expect(await guess(11)).to.equal(401)
    clock += 3_600_000
  })

  it('throttles wrong passwords, also those sent at once, and forgives after a minute', async () => {
    const guesses = Array.from({ length: 30 }, (_, i) =>
      status('/api/v1/session', basic('a-manager', `guess ${i}`)),
    )
    const answers = await Promise.all(guesses)
    expect(answers.filter((answer) => answer === 401)).to.have.length(10)
    expect(answers.filter((answer) => answer === 429)).to.have.length(20)
    expect(await status('/api/v1/session', basic('a-new', 'x'))).to.equal(429)
    expect(await status('/api/v1/session', basic('a-manager', password)), 'who is known stays in').to.equal(
      200,
    )
    clock += 61_000
    expect(await status('/api/v1/session', basic('a-manager', 'guess again'))).to.equal(401)
  })

  it('lets a page ask for many things at once when it comes back', async () => {
    await service.restart()
    const asked = Array.from({ length: 30 }, () => status('/api/v1/session', basic('a-planner', password)))
    expect(new Set(await Promise.all(asked))).to.deep.equal(new Set([200]))
  })

  it('lives, is not ready, and refuses messages with a sentence when its database has gone', async () => {
    await service.db.close()
    expect((await service.get('/healthz')).status).to.equal(200)
    const ready = await service.get('/readyz')
    expect(ready.status).to.equal(503)
    expect(await ready.json()).to.include({ status: 503, detail: 'the database does not answer' })
    const events = await service.get('/api/v1/events', {
      method: 'POST',
      headers: { authorization: `Bearer ${service.token}` },
      body: JSON.stringify({
        id: '1',
        source: 's',
        kind: 'source.heartbeat',
        at: new Date(clock).toISOString(),
      }),
    })
    expect(events.status).to.equal(503)
    expect(((await events.json()) as { detail: string }).detail).to.match(/database.* is closed$/)
  })
})
