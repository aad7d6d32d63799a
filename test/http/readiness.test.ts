/** Stations and readiness over HTTP: the plan and the told word, a planner's edits and what is refused. */
import { expect } from 'chai'
import type { EventMessage } from '../../src/contract/events.ts'
import {
  type Readiness,
  type ReadinessEdited,
  type ReadinessTimelines,
  readinessEditedSchema,
  readinessFileSchema,
  readinessSchema,
  readinessTimelinesSchema,
  type StationHistory,
  type StationList,
  stationHistorySchema,
  stationListSchema,
} from '../../src/contract/readiness.ts'
import { type ReadinessServer, startReadinessServer } from './readiness-server.ts'

const now = Date.parse('2026-11-21T10:00:00Z')
const iso = (at: number) => new Date(at).toISOString()

describe('readiness over HTTP', function () {
  this.timeout(90_000)
  let server: ReadinessServer

  before(async () => {
    server = await startReadinessServer({ demo: false, now })
  })
  after(() => server?.stop())
  beforeEach(() => {
    server.role = 'planner'
    server.now = now
  })

  const get = async <T>(path: string) => {
    const response = await fetch(new URL(path, server.url))
    return { status: response.status, body: (await response.json()) as T & { detail: string } }
  }
  const post = async <T>(path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(new URL(path, server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as T & { detail: string } }
  }
  const stationNow = async (id: string, query = '') => {
    const { body } = await get<Readiness>(`/api/v1/readiness${query}`)
    return readinessSchema.parse(body).stations.find((station) => station.id === id)!
  }
  const tell = (id: string, at: number, change: object) =>
    server.recorder.record([
      {
        ...{ id, source: 'crew', kind: 'station.readiness', at: iso(at), station: 'laukaa', crew: 2 },
        ...change,
      } as EventMessage,
    ])
  const period = (change: object = {}) => ({
    ...{ id: 'keuruu-brigade', service: 'rescue', slot: 'brigade', kind: 'on-call' },
    ...{ strength: { leaders: 1, crew: 3 }, unitTypes: ['rescue-unit'], from: '17:00', to: '07:00' },
    ...{ validFrom: '2027-01-01', turnout: { medianSeconds: 360, p90Seconds: 540 } },
    ...change,
  })
  const set = (change: object = {}, more: object = {}) => ({
    ...{ action: 'set', period: period(change), reason: 'Valtuuston päätös' },
    ...more,
  })

  it('tells what is publicly known of the pilot as facts, and nothing else (trap 54)', async () => {
    const laukaa = await stationNow('laukaa')
    expect(laukaa.periods).to.have.length(1)
    expect(laukaa.periods[0]).to.include({ validFrom: '2024-05-06', dateConfirmed: true, demo: false })
    expect(laukaa.now).to.deep.include({ basis: 'plan', crew: 2, differences: [] })
    const viitasaari = await stationNow('viitasaari')
    expect(viitasaari.periods[0]).to.include({ validFrom: '2024-09-20' }).and.not.have.property('strength')
    expect(viitasaari.now.basis).to.equal('plan')
    expect(viitasaari.now).not.to.have.property('crew')
    expect((await stationNow('keuruu')).periods[0]).to.include({ dateConfirmed: false })
    expect((await stationNow('jamsa')).now.basis).to.equal('none')
  })

  it('tells the plan of another instant, before and after a start', async () => {
    expect((await stationNow('laukaa', '?at=2024-05-05T20:59:59Z')).now.basis).to.equal('none')
    expect((await stationNow('laukaa', '?at=2024-05-05T21:00:00Z')).now.basis).to.equal('plan')
    const { body } = await get<Readiness>('/api/v1/readiness?at=2026-10-25T10:00:00Z')
    expect(body.live).to.equal(false)
    expect(body.week.days.map(({ hours }) => hours)).to.deep.equal([24, 24, 24, 24, 24, 24, 25])
    const { crewHours } = body.stations.find(({ id }) => id === 'laukaa')!
    expect(crewHours['24/7'], 'the week that winter time begins (trap 16)').to.include({ personHours: 338 })
  })

  it('lets a told word override the plan while its source is heard, with age and difference', async () => {
    await tell('r1', now - 300_000, { crew: 1, turnoutSeconds: 90 })
    const told = await stationNow('laukaa')
    expect(told.now).to.deep.include({
      ...{ basis: 'told', crew: 1, turnoutSeconds: 90 },
      differences: [{ kind: 'fewer', planned: 2, told: 1 }],
    })
    expect(told.now.live).to.include({ source: 'crew', ageSeconds: 300, freshness: 'fresh' })
    expect(told.now.plan).to.include({ persons: 2 })
    server.now = now + 601_000
    const silent = await stationNow('laukaa')
    expect(silent.now).to.deep.include({ basis: 'plan', crew: 2, differences: [] })
    expect(silent.now.live).to.include({ crew: 1, freshness: 'silent', ageSeconds: 901 })
  })

  it('tells timelines between two dates, with holes and crew-hours', async () => {
    const { body } = await get<ReadinessTimelines>('/api/v1/readiness?from=2024-05-05&to=2024-05-08')
    const laukaa = readinessTimelinesSchema.parse(body).stations.find(({ id }) => id === 'laukaa')!
    expect(laukaa.slots[0]!.segments.map(({ from, periods }) => [from, periods.length])).to.deep.equal([
      ['2024-05-04T21:00:00.000Z', 0],
      ['2024-05-05T21:00:00.000Z', 1],
    ])
    expect(laukaa.holes).to.deep.equal([])
    expect(laukaa.crewHours['24/7']).to.deep.equal({ hours: 48, personHours: 96, unstatedHours: 0 })
  })

  for (const [query, sentence] of [
    ['at=now', /at: expected a time with an offset/],
    ['at=2026-11-21T10:00:00', /at: expected a time with an offset/],
    ['from=2026-11-21', /expected nothing for now, at, or from and to/],
    [
      'from=2026-11-21&to=2026-11-21',
      /found 2026-11-21 to 2026-11-21 \(not included\); expected 1 to 93 days/,
    ],
    ['from=2026-01-01&to=2027-01-01', /expected 1 to 93 days/],
  ] as const)
    it(`refuses the question ${query}`, async () => {
      const { status, body } = await get(`/api/v1/readiness?${query}`)
      expect([status, body.detail]).to.satisfy(
        ([code, detail]: [number, string]) => code === 400 && sentence.test(detail),
        body.detail,
      )
    })

  describe('an edit', () => {
    it('is previewed with its warnings, and nothing is written', async () => {
      const path = '/api/v1/stations/keuruu/readiness/preview'
      const { status, body } = await post<ReadinessEdited>(path, { action: 'remove', period: 'keuruu-24-7' })
      expect(status).to.equal(200)
      expect(body.station.periods).to.deep.equal([])
      const twice = await post<ReadinessEdited>(path, {
        action: 'set',
        period: period({ slot: '24/7-valmius' }),
      })
      expect(readinessEditedSchema.parse(twice.body).warnings).to.have.length(1)
      expect(twice.body.warnings[0]).to.deep.include({ kind: 'overlap', from: '2027-01-01' })
      expect(twice.body.warnings[0]!.periods).to.deep.equal(['keuruu-24-7', 'keuruu-brigade'])
      expect((await stationNow('keuruu')).periods).to.have.length(1)
    })

    it('is saved with who, when and why; an end leaves a hole as a warning', async () => {
      const before = await stationNow('keuruu')
      const ended = { ...before.periods[0], validTo: '2027-03-01' }
      const { status, body } = await post<ReadinessEdited>('/api/v1/stations/keuruu/readiness', {
        ...{ action: 'set', period: ended, reason: 'Päättyy maaliskuussa', seen: before.seen },
      })
      expect(status, body.detail).to.equal(201)
      expect(body.warnings).to.have.length(1)
      expect(body.warnings[0]).to.include({ kind: 'hole', service: 'rescue', from: '2027-03-01' })
      const mended = await post<ReadinessEdited>(
        '/api/v1/stations/keuruu/readiness',
        set({
          ...{ kind: '24/7', from: '00:00', to: '24:00', validFrom: '2027-03-01' },
        }),
      )
      expect(mended.body.warnings).to.deep.equal([])
      expect(mended.body.mended).to.have.length(1)
      const { body: history } = await get<StationHistory>('/api/v1/stations/keuruu/readiness')
      const { readiness } = stationHistorySchema.parse(history)
      expect(readiness.map(({ by, reason, action }) => [by, reason, action])).to.deep.equal([
        ['a-planner', 'Valtuuston päätös', 'set'],
        ['a-planner', 'Päättyy maaliskuussa', 'set'],
        ['vaste', 'Asennuksen lähtötiedot', 'set'],
      ])
      expect(readiness[0]!.at).to.equal(iso(now))
      expect(readiness[2]!.period, 'the old word is kept').not.to.have.property('validTo')
    })

    it('on what has changed meanwhile is refused', async () => {
      const { status, body } = await post('/api/v1/stations/keuruu/readiness', set({}, { seen: 1 }))
      expect(status).to.equal(409)
      expect(body.detail).to.match(/station 'keuruu' was changed meanwhile \(edit \d+, you knew 1\)/)
    })

    it('that takes a period away is kept in the history', async () => {
      await post('/api/v1/stations/laukaa/readiness', set({ id: 'laukaa-brigade' }))
      const { status, body } = await post<ReadinessEdited>('/api/v1/stations/laukaa/readiness', {
        ...{ action: 'remove', period: 'laukaa-brigade', reason: 'Virhe' },
      })
      expect([status, body.station.periods.length]).to.deep.equal([201, 1])
      const { body: history } = await get<StationHistory>('/api/v1/stations/laukaa/readiness')
      expect(history.readiness[0]).to.deep.include({ action: 'removed', reason: 'Virhe' })
      expect(history.readiness[0]!.period.id).to.equal('laukaa-brigade')
    })

    for (const [title, station, body, status, sentence] of [
      ['of an unknown station', 'atlantis', set(), 404, /found station 'atlantis'; expected one of/],
      [
        'with a turnout below zero',
        'keuruu',
        set({ turnout: { medianSeconds: -5, p90Seconds: 60 } }),
        400,
        /a turnout of -5 s; expected 0 to 3600/,
      ],
      [
        'with a turnout of ten hours',
        'keuruu',
        set({ turnout: { medianSeconds: 60, p90Seconds: 36000 } }),
        400,
        /a turnout of 36000 s/,
      ],
      [
        'that ends where it begins',
        'keuruu',
        set({ from: '08:00', to: '08:00' }),
        400,
        /found 08:00 to 08:00; expected an end other/,
      ],
      [
        'that ends before its first day',
        'keuruu',
        set({ validTo: '2026-12-31' }),
        400,
        /2027-01-01 to 2026-12-31 \(not included\)/,
      ],
      [
        'of a service that the station lacks',
        'haapamaki',
        set({ id: 'x', service: 'ems' }),
        400,
        /is of ems, which station 'haapamaki' does not have/,
      ],
      [
        'of a period of another station',
        'jamsa',
        set({ id: 'laukaa-24-7' }),
        409,
        /'laukaa-24-7' belongs to station 'laukaa'/,
      ],
      [
        'that takes away what is not there',
        'jamsa',
        { action: 'remove', period: 'nothing', reason: 'why not' },
        404,
        /no readiness 'nothing' at station 'jamsa'; expected none, as it has none/,
      ],
      [
        'without a reason',
        'keuruu',
        { ...set(), reason: '' },
        400,
        /reason: expected a reason of 3 to 400 characters/,
      ],
      [
        'of a time that no clock shows',
        'keuruu',
        set({ from: '25:00' }),
        400,
        /period.from: expected a local time such as 08:00/,
      ],
      ['of no shape', 'keuruu', { action: 'double' }, 400, /the readiness cannot be read/],
    ] as [string, string, object, number, RegExp][])
      it(`${title} is refused, and nothing is written`, async () => {
        const before = (await get<StationHistory>('/api/v1/stations/keuruu/readiness')).body
        const answer = await post(`/api/v1/stations/${station}/readiness`, body)
        expect(answer.body.detail).to.match(sentence)
        expect(answer.status).to.equal(status)
        expect((await get<StationHistory>('/api/v1/stations/keuruu/readiness')).body).to.deep.equal(before)
      })

    for (const role of ['commander', 'manager'] as const)
      it(`is nothing for a ${role}, who may read`, async () => {
        server.role = role
        const answer = await post('/api/v1/stations/keuruu/readiness', set())
        expect([answer.status, answer.body.detail]).to.deep.equal([
          403,
          `found role '${role}'; expected one that may 'edit-readiness'`,
        ])
        expect((await get('/api/v1/readiness')).status).to.equal(200)
      })

    it('from a page of another site is refused', async () => {
      const answer = await post('/api/v1/stations/keuruu/readiness', set(), {
        origin: 'https://evil.example',
      })
      expect(answer.status).to.equal(403)
    })
  })

  it('lists the stations, and gives the readiness as a file that reads again', async () => {
    const { body } = await get<StationList>('/api/v1/stations')
    const { stations, today, log } = stationListSchema.parse(body)
    expect([stations.length, today, log.length]).to.deep.equal([40, '2026-11-21', 0])
    expect(stations.every(({ demoPosition }) => demoPosition)).to.equal(true)
    const file = readinessFileSchema.parse((await get('/api/v1/readiness/file')).body)
    expect(file.periods.map(({ id }) => id)).to.include.members(['laukaa-24-7', 'keuruu-24-7'])
    expect((await get('/api/v1/stations/atlantis/readiness')).status).to.equal(404)
  })
})
