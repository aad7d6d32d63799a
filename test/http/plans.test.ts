/** The routes of plans on the pilot: what is answered and as CSV, what is refused with which sentence, and by whom. */
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { planSchema } from '../../src/contract/plan.ts'
import { planEffectSchema } from '../../src/contract/plan-effect.ts'
import { planGroundSchema } from '../../src/contract/plan-ground.ts'
import { suggestionSchema } from '../../src/contract/plan-suggestion.ts'
import { permissionsOf } from '../../src/http/access.ts'
import { planTableNames, suggestionTableNames } from '../../src/report/plan-tables.ts'
import { sharedService, type TestService } from '../service.ts'

const sample = JSON.parse(
  readFileSync(new URL('../../src/intake/plans/keuruu-24-7.json', import.meta.url), 'utf8'),
) as { changes: { kind: string; period: Record<string, unknown> }[] }
const [set] = sample.changes
const period = (change: object) => ({ kind: 'set-readiness', period: { ...set!.period, ...change } })
const plan = (...changes: object[]) => ({ plan: { vaste: 'plan', name: 'Koe', changes } })
const place = (lon: number, lat: number) => ({ place: { lon, lat } })
const newStation = (change: object) => ({
  kind: 'add-station',
  station: { station: 'uusi', name: 'Uusi', services: ['rescue'], ...place(24.7, 62.26), ...change },
})

describe('plans over HTTP', function () {
  this.timeout(240_000)
  let service: TestService

  before(async () => {
    service = await sharedService()
  })

  const post = async (path: string, body: unknown) => {
    const response = await service.get(`/api/v1/plan/${path}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  it('tells what a plan is laid over, as of a date', async () => {
    const ground = async (query: string) =>
      planGroundSchema.parse(await (await service.get(`/api/v1/plan/ground${query}`)).json())
    const found = await ground('?on=2025-09-01')
    expect(found.roads.approximate).to.equal(true)
    expect(found.stations.map(({ station }) => station)).to.include('keuruu')
    expect(found.periods.map(({ id }) => id)).to.have.members([
      ...['laukaa-24-7', 'saarijarvi-24-7', 'viitasaari-24-7'],
    ])
    expect((await ground('?on=2025-10-01')).periods.map(({ id }) => id)).to.include('keuruu-24-7')
    expect(found.services.map(({ zoneOf }) => zoneOf.length)).to.deep.equal([19_002, 19_002])
  })

  for (const path of ['plan/ground', 'region'])
    it(`sends ${path} packed to whoever takes it so, and the same as it is to others`, async () => {
      const asked = async (encoding: string) => {
        const response = await service.get(`/api/v1/${path}`, { headers: { 'accept-encoding': encoding } })
        const { headers } = response
        return {
          told: headers.get('content-encoding'),
          varies: headers.get('vary'),
          bytes: Number(headers.get('content-length')),
          text: await response.text(),
        }
      }
      const [packed, plain] = [await asked('gzip, deflate, br'), await asked('identity')]
      expect([packed.told, plain.told]).to.deep.equal(['gzip', null])
      expect(packed.varies)
        .to.match(/accept-encoding/i)
        .and.equal(plain.varies)
      expect(packed.text).to.equal(plain.text)
      expect(packed.bytes).to.be.below(plain.bytes / 2)
    })

  it('answers with the effect of the shipped sample, and says what it rests on', async () => {
    expect(planSchema.parse(sample)).to.include({ on: '2025-09-01' })
    const show = { service: 'rescue', measure: 'first-unit', day: 'weekend', hour: 3 }
    const { status, text } = await post('effect', { plan: sample, show })
    expect(status, text.slice(0, 300)).to.equal(200)
    const effect = planEffectSchema.parse(JSON.parse(text))
    expect(effect.roads.approximate).to.equal(true)
    expect(effect.services.map(({ official }) => official)).to.deep.equal([false, false])
    const first = effect.services[1]!.measures[0]!
    const keuruu = first.municipalities.find(({ municipality }) => municipality === '249')!
    expect(keuruu.mean.after).to.be.below(keuruu.mean.before)
    expect(effect.cells!.before).to.have.length(19_002)
  })

  it('gives every table as CSV, with the plan, its date and what it rests on in every line', async () => {
    const show = { service: 'rescue', measure: 'first-unit', day: 'weekday', hour: 3 }
    for (const table of planTableNames) {
      const { status, headers, text } = await post(`effect?format=csv&table=${table}`, { plan: sample, show })
      expect(status, table).to.equal(200)
      expect(headers.get('content-type')).to.equal('text/csv; charset=utf-8')
      expect(headers.get('content-disposition')).to.contain(`vaste-plan-${table}-2025-09-01.csv`)
      const [header, ...lines] = text.replace('\uFEFF', '').trimEnd().split('\r\n')
      expect(header).to.match(/^plan;on;data;roads;/)
      for (const line of lines.slice(0, 50)) {
        expect(line).to.match(/^Keuruu 24\/7, kärkiyksikkö 1\+1;2025-09-01;real;approximate;/)
        expect(line.split(';')).to.have.length(header!.split(';').length)
      }
    }
    const { text } = await post('effect?format=csv&table=municipalities&lang=sv', { plan: sample })
    expect(text).to.contain(';179;Jyväskylä;')
  })

  it('suggests crews, as JSON and as CSV', async () => {
    const question = { service: 'rescue', measure: 'effective-action', k: 2, goal: 'median' }
    const found = suggestionSchema.parse(JSON.parse((await post('suggest', question)).text))
    expect(found.suggested).to.have.length(2)
    expect(found.after).to.be.below(found.before)
    for (const table of suggestionTableNames) {
      const { text } = await post(`suggest?format=csv&table=${table}`, question)
      expect(text.split('\r\n')[1]).to.contain(`;${found.suggested[0]!.change.period.id};`)
    }
  })

  for (const [what, body, status, sentence] of [
    ['a plan that is not JSON', '{"plan": ', 400, 'not JSON in UTF-8'],
    ['a plan of another kind', { plan: { vaste: 'decision', name: 'x', changes: [] } }, 400, 'plan.vaste'],
    ['an unknown change', plan({ kind: 'buy-helicopter' }), 400, 'plan.changes.0.kind'],
    ['an unknown station', plan(period({ station: 'nowhere' })), 404, "found no station 'nowhere'"],
    ['an unknown period', plan({ kind: 'remove-readiness', period: 'x' }), 404, "found no readiness 'x'"],
    [
      'a station in another country',
      plan(newStation(place(18.07, 59.33))),
      400,
      "change 1 (add-station): found station 'uusi' at lon 18.0700, lat 59.3300, outside the cells of the county",
    ],
    [
      'a station moved off the Earth',
      plan({ kind: 'move-station', station: 'keuruu', ...place(400, 62) }),
      400,
      'plan.changes.0.place.lon',
    ],
    ['the same station twice', plan(newStation({}), newStation({})), 409, "station 'uusi' is there already"],
    [
      'the id of another station’s crew',
      plan(period({ id: 'laukaa-24-7' })),
      409,
      "readiness 'laukaa-24-7' belongs to station 'laukaa'",
    ],
    [
      'a turnout below zero',
      plan(period({ turnout: { medianSeconds: -5, p90Seconds: 60 } })),
      400,
      'a turnout of -5 s; expected 0 to 3600 s',
    ],
    [
      'a turnout of ten hours',
      plan(period({ turnout: { medianSeconds: 60, p90Seconds: 36_000 } })),
      400,
      'a turnout of 36000 s; expected 0 to 3600 s',
    ],
    ['a date that is none', { plan: { ...sample, on: '2025-02-30' } }, 400, 'expected a date such as'],
    [
      'a measure that the decision has no units for',
      { ...plan(), show: { service: 'rescue', measure: 'ambulance', day: 'weekday', hour: 3 } },
      400,
      "found measure 'ambulance'; expected one of first-unit, effective-action",
    ],
  ] as const)
    it(`refuses ${what} with a sentence`, async () => {
      const answer = await post('effect', body)
      expect([answer.status, JSON.parse(answer.text).detail]).to.satisfy(
        ([found, detail]: [number, string]) => found === status && detail.includes(sentence),
        `${answer.status} ${answer.text}`,
      )
    })

  it('tells of a station by no road: on the sketch of main roads it is a warning with the metres', async () => {
    // In the middle of Keitele.
    const { status, text } = await post('effect', plan(newStation(place(25.9, 62.9))))
    expect(status, text.slice(0, 300)).to.equal(200)
    const { warnings } = planEffectSchema.parse(JSON.parse(text))
    const far = warnings.find(({ kind }) => kind === 'far-from-roads')
    expect(far).to.include({ change: 1, station: 'uusi' })
    expect(far!.metres).to.be.above(1000)
  })

  it('stores nothing and changes nothing', async () => {
    const before = await (await service.get('/api/v1/readiness/file')).text()
    await post('effect', plan({ kind: 'close-station', station: 'jyvaskyla' }))
    expect(await (await service.get('/api/v1/readiness/file')).text()).to.equal(before)
    const stations = (await (await service.get('/api/v1/stations')).json()) as { stations: { id: string }[] }
    expect(stations.stations.map(({ id }) => id)).to.include('jyvaskyla')
  })

  it('is for planners and managers', () => {
    const may = (role: keyof typeof permissionsOf) => permissionsOf[role].includes('see-plans')
    expect([may('planner'), may('manager'), may('commander')]).to.deep.equal([true, true, false])
  })
})
