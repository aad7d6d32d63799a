/** Alarms over HTTP: raised by the running service, seen by who may, answered by the commander alone, on every board. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { Alarms } from '../../src/contract/alarms.ts'
import { roles } from '../../src/domain/vocabulary.ts'
import { hashPassword } from '../../src/http/access.ts'
import { startTestService, type TestService } from '../service.ts'
import { basic } from './asking.ts'

const password = 'correct horse battery'

describe('alarms over HTTP', function () {
  this.timeout(60_000)
  let service: TestService
  let folder: string
  let now = Date.parse('2026-11-21T12:00:00Z')

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vaste-alarms-'))
    const hashed = await hashPassword(password, Buffer.from('0123456789abcdef'))
    const logins = roles.map((role) => ({ name: `a-${role}`, role, password: hashed }))
    writeFileSync(join(folder, 'logins.json'), JSON.stringify(logins))
    service = await startTestService({ env: { VASTE_LOGINS: join(folder, 'logins.json') }, now: () => now })
    await service.post({
      ...{ id: 'a1', source: 'test', kind: 'task.created', at: new Date(now).toISOString(), task: 't1' },
      ...{ service: 'ems', origin: 'emergency-centre', code: '704', urgency: 'A' },
      place: { lon: 25.747, lat: 62.242 },
    })
    now += 130_000
  })
  after(async () => {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const get = (path: string, role = 'commander') =>
    service.get(path, { headers: basic(`a-${role}`, password) })
  const post = (path: string, body: object, role = 'commander', headers = {}) =>
    service.get(path, {
      method: 'POST',
      headers: { ...basic(`a-${role}`, password), 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const alarms = async () => (await (await get('/api/v1/alarms')).json()) as Alarms
  /** The service looks once a second; it is asked until it has. */
  const firstOpen = async () => {
    for (;;) {
      const { open } = await alarms()
      if (open[0]) return open[0]
      await wait(50)
    }
  }

  it('are answered by the commander alone, once for all, and survive a restart', async () => {
    const { id, kind, name } = await firstOpen()
    expect([kind, name]).to.deep.equal(['not-alerted', '704'])
    const path = `/api/v1/alarms/${encodeURIComponent(id)}`
    expect((await post(`${path}/acknowledge`, {}, 'manager')).status).to.equal(403)
    const elsewhere = { origin: 'https://elsewhere.example' }
    expect((await post(`${path}/acknowledge`, {}, 'commander', elsewhere)).status).to.equal(403)
    expect((await get('/api/v1/alarms', 'planner')).status, 'exact places are near').to.equal(403)
    expect((await post('/api/v1/alarms/none/acknowledge', {})).status).to.equal(404)

    expect((await post(`${path}/acknowledge`, {})).status).to.equal(200)
    const until = new Date(now + 900_000).toISOString()
    const shelved = await post(`${path}/shelve`, { until })
    expect(await shelved.json())
      .to.have.nested.property('alarms[0].shelved')
      .that.includes({ by: 'a-commander', until })
    const tooFar = await post(`${path}/shelve`, { until: new Date(now + 5 * 3_600_000).toISOString() })
    expect(tooFar.status).to.equal(400)

    const situation = async () => (await (await get('/api/v1/situation')).json()) as { alarms: object[] }
    const before = (await situation()).alarms
    expect(before[0]).to.have.nested.property('acknowledged.by', 'a-commander')
    await service.restart()
    expect((await situation()).alarms).to.deep.equal(before)
  })
})
