/** The read routes: answers in the shape that is promised, and every error as a document that says what was expected. */
import { expect } from 'chai'
import { complianceSchema, distributionSchema, trendSchema } from '../../src/contract/compliance.ts'
import { regionSchema } from '../../src/contract/region.ts'
import { situationSchema } from '../../src/contract/situation.ts'
import { taskTimelineSchema } from '../../src/contract/task-timeline.ts'
import { sharedService, type TestService } from '../service.ts'
import { ask, upgrade } from './asking.ts'

describe('reads', () => {
  let service: TestService
  /** In the running month, so that the log takes it; told apart by its id. */
  const at = new Date(Date.now() - 3_600_000)
  const month = at.toISOString().slice(0, 7)

  before(async function () {
    this.timeout(60_000)
    service = await sharedService()
    const base = { source: 'reads', at: at.toISOString() }
    const task = { task: 'reads-1', ...base }
    const answer = await service.post([
      {
        ...{ id: 'reads-1', kind: 'task.created', service: 'ems', urgency: 'A', ...task },
        place: { lon: 25.747, lat: 62.242 },
      },
      { id: 'reads-2', kind: 'unit.status', unit: 'R 1', status: 'alerted', unitType: 'als', ...task },
    ])
    expect(answer.refused).to.equal(0)
  })

  const json = async (path: string) => {
    const response = await service.get(path)
    expect(response.status, path).to.equal(200)
    expect(response.headers.get('content-type')).to.match(/^application\/json/)
    return response.json()
  }

  it('show the situation: open tasks, units, stations and sources', async () => {
    const situation = situationSchema.parse(await json('/api/v1/situation'))
    expect(situation).to.include({ county: '15', demo: false, placeholderTargets: true })
    const task = situation.tasks.find(({ id }) => id === 'reads-1')!
    expect(task).to.include({ zone: 'core-urban', municipality: '179', urgencyAtFirstAlert: 'A' })
    expect(task.targets.map(({ withinSeconds }) => withinSeconds)).to.deep.equal([660, 480])
    expect(Date.parse(task.targets[0]!.dueAt!)).to.equal(at.getTime() + 660_000)
    expect(situation.units.find(({ unit }) => unit === 'R 1')).to.include({
      status: 'alerted',
      task: 'reads-1',
    })
    expect(situation.stations.length).to.be.greaterThan(10)
    expect(situation.sources.find(({ source }) => source === 'reads')).to.include({ demo: false })
  })

  it('show what was told of a task, when it was so and when we knew, without a place', async () => {
    const text = JSON.stringify(await json('/api/v1/tasks/reads-1/timeline'))
    const { events } = taskTimelineSchema.parse(JSON.parse(text))
    expect(events.map(({ kind, unit, status }) => [kind, unit, status])).to.deep.equal([
      ['task.created', undefined, undefined],
      ['unit.status', 'R 1', 'alerted'],
    ])
    for (const event of events)
      expect(Date.parse(event.receivedAt) - Date.parse(event.at)).to.be.at.least(3_500_000)
    expect(text).not.to.contain('25.747')
    const unknown = await service.get('/api/v1/tasks/nobody-told/timeline')
    expect(unknown.status).to.equal(404)
    expect((await unknown.json()).detail).to.contain("found no task 'nobody-told'")
  })

  it('show the region, the compliance of a month, its distribution, trend and revisions', async () => {
    const region = regionSchema.parse(await json('/api/v1/region'))
    expect(region.municipalities).to.have.length(22)
    const query = `service=ems&month=${month}`
    const compliance = complianceSchema.parse(await json(`/api/v1/compliance?${query}`))
    const { total, used, excluded } = compliance
    expect(Object.values(excluded).reduce((a, b) => a! + b!, used)).to.equal(total)
    expect(excluded['still-open']).to.be.greaterThan(0)
    expect(compliance.decisions).to.have.length(1)
    distributionSchema.parse(await json(`/api/v1/distribution?${query}`))
    const trend = trendSchema.parse(await json(`/api/v1/trend?${query}&months=3`))
    expect(trend.months.map((entry) => entry.month).at(-1)).to.equal(month)
    expect(trend.months).to.have.length(3)
    expect(await json(`/api/v1/revisions?${query}`)).to.deep.equal({ revisions: [] })
    const split = complianceSchema.parse(
      await json(`/api/v1/compliance?${query}&by=municipality,zone&letters=true`),
    )
    expect(split.rows.every(({ group }) => group?.municipality && group.urgency)).to.equal(true)
  })

  it('give the same rows as CSV', async () => {
    const { rows } = complianceSchema.parse(await json(`/api/v1/compliance?service=ems&month=${month}`))
    for (const lang of ['fi', 'sv', 'en']) {
      const response = await service.get(
        `/api/v1/compliance?service=ems&month=${month}&format=csv&lang=${lang}`,
      )
      expect(response.headers.get('content-type')).to.equal('text/csv; charset=utf-8')
      expect(response.headers.get('content-disposition')).to.match(/filename="?vaste-ems-.*\.csv"?/)
      const lines = new TextDecoder('utf-8', { ignoreBOM: true })
        .decode(await response.arrayBuffer())
        .split('\r\n')
      expect(lines[0]).to.match(/^\uFEFFservice;from;to;data;decision;urgency;zone;/)
      const expected = rows.reduce((n, row) => n + Math.max(1, row.targets.length), 0)
      expect(lines.length - 2, 'lines').to.equal(expected)
    }
  })

  describe('answer an error as a problem document', () => {
    const compliance = '/api/v1/compliance'
    const cases: [path: string, status: number, detail: RegExp][] = [
      ['/api/v1/nothing', 404, /^found path '\/api\/v1\/nothing'; expected a page or a route of/],
      ['/no-page', 404, /^found path '\/no-page'/],
      ['/%zz', 404, /^found path '\/%zz'/],
      [compliance, 400, /service: expected one of "ems"\|"rescue", found nothing/],
      [`${compliance}?service=ems`, 400, /month: expected month, or from and to/],
      [
        `${compliance}?service=fire&month=2026-10`,
        400,
        /service: expected one of "ems"\|"rescue", found "fire"/,
      ],
      [
        `${compliance}?service=ems&month=2026-13`,
        400,
        /month: expected a month such as 2026-10, found "2026-13"/,
      ],
      [`${compliance}?service=ems&service=rescue&month=2026-10`, 400, /service: .*found a list of 2/],
      [
        `${compliance}?service=ems&from=2026-11-02&to=2026-11-01`,
        400,
        /found period 2026-11-02 to 2026-11-01; expected 'to' after 'from'/,
      ],
      [`${compliance}?service=ems&from=2026-11-02`, 400, /expected month, or from and to/],
      [
        `${compliance}?service=ems&from=2026-02-30&to=2026-03-01`,
        400,
        /from: expected a date such as 2026-10-01, found "2026-02-30"/,
      ],
      [
        `${compliance}?service=ems&month=2026-10&from=2026-10-01&to=2026-10-02`,
        400,
        /month: expected month, or from and to \('to' is not included\), found "2026-10"/,
      ],
      [`${compliance}?service=ems&month=2026-10&by=shoe`, 400, /by.*expected one of .*"municipality"/],
      [
        `${compliance}?service=ems&month=2026-10&format=pdf`,
        400,
        /format: expected one of "json"\|"csv", found "pdf"/,
      ],
      ['/api/v1/trend?service=ems&month=2026-10&months=61', 400, /months: expected .*<=60/],
      ['/api/v1/trend?service=ems&month=0000-01&months=60', 400, /month/],
      ['/api/v1/distribution?service=ems', 400, /month: /],
      ['/api/v1/revisions?month=2026-10', 400, /service: /],
    ]
    for (const [path, status, detail] of cases)
      it(`${status} to ${path}`, async () => {
        const response = await service.get(path)
        expect(response.status).to.equal(status)
        expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/)
        const found = (await response.json()) as {
          status: number
          detail: string
          title: string
          type: string
        }
        expect(found).to.have.all.keys('type', 'title', 'status', 'detail')
        expect(found.status).to.equal(status)
        expect(found.detail).to.match(detail)
      })
  })

  it('come with headers that let nothing foreign in', async () => {
    for (const path of ['/api/v1/situation', '/no-page', '/healthz']) {
      const { headers } = await service.get(path)
      const policy = headers.get('content-security-policy')!
      expect(policy).to.include("default-src 'self'").and.include("frame-ancestors 'none'")
      expect(policy).to.match(/script-src 'self'(;|$)/)
      expect(policy).not.to.match(/unsafe|https?:|\*/)
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      expect(headers.get('referrer-policy')).to.equal('no-referrer')
      expect(headers.get('x-powered-by')).to.equal(null)
    }
    expect((await service.get('/api/v1/situation')).headers.get('cache-control')).to.equal('no-store')
  })

  describe('without logins, answer this machine alone', () => {
    const hosts: [host: string, status: number][] = [
      ['localhost', 200],
      ['LOCALHOST:8460', 200],
      ['vaste.localhost', 200],
      ['127.0.0.1:1', 200],
      ['[::1]:8460', 200],
      ['evil.example', 421],
      ['localhost.evil.example', 421],
      ['127.0.0.1.evil.example', 421],
      ['10.0.0.1', 421],
    ]
    for (const [host, status] of hosts)
      it(`${status} to the host ${host}`, async () => {
        const answer = await ask(service.url, '/api/v1/situation', { host })
        expect(answer.status).to.equal(status)
        if (status === 421)
          expect(JSON.parse(answer.text).detail).to.match(/expected the host localhost or 127/)
        expect(await upgrade(service.url, { host }), '/live').to.equal(status === 200 ? 101 : status)
      })

    it('also when a page of another site asks for the live socket', async () => {
      const { host } = new URL(service.url)
      const origins: [origin: string, status: number][] = [
        [`http://${host}`, 101],
        ['http://evil.example', 403],
        [`http://${host}.evil.example`, 403],
        ['null', 403],
      ]
      for (const [origin, status] of origins)
        expect(await upgrade(service.url, { origin }), origin).to.equal(status)
      expect(await upgrade(service.url, {}, '/other')).to.equal(404)
    })
  })

  it('say who the reader is, that the service lives, and count for a monitor', async () => {
    expect(await json('/api/v1/session')).to.deep.include({ role: 'local', languages: ['fi', 'sv', 'en'] })
    expect(await json('/healthz')).to.deep.equal({ alive: true })
    expect(await json('/readyz')).to.deep.equal({ ready: true })
    const metrics = await (await service.get('/metrics')).text()
    expect(metrics).to.match(/^vaste_judged_rows [1-9]\d*$/m)
  })
})
