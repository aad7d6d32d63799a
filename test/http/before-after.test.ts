/** The routes of before and after: what is asked reaches the desk, and a wrong question gets a sentence. */
import { expect } from 'chai'
import { beforeAfterSchema, changeListSchema } from '../../src/contract/before-after.ts'
import { sharedService, type TestService } from '../service.ts'

describe('GET /before-after', () => {
  let service: TestService
  before(async function () {
    this.timeout(120_000)
    service = await sharedService()
  })
  const get = (query: string) => service.get(`/api/v1/before-after${query}`)

  it('lists the four starts that the pilot’s register tells of', async () => {
    const list = changeListSchema.parse(await (await get('/changes')).json())
    expect(list.changes.map(({ station, on, dateConfirmed }) => [station, on, dateConfirmed])).to.deep.equal([
      ['keuruu', '2025-10-01', false],
      ['viitasaari', '2024-09-20', true],
      ['laukaa', '2024-05-06', true],
      ['saarijarvi', '2024-05-06', true],
    ])
    expect(list.stations.map(({ id }) => id)).to.include('jyvaskyla')
  })

  it('says that a change without data has not enough tasks, on roads that are a sketch', async function () {
    this.timeout(60_000)
    const response = await get('?station=laukaa&from=2024-05-06')
    expect(response.status).to.equal(200)
    const found = beforeAfterSchema.parse(await response.json())
    expect(found.judgement.verdict).to.equal('not-enough-tasks')
    expect(found.approximate).to.equal(true)
    expect(found.area.cells).to.be.greaterThan(50)
    expect(found.official).to.equal(false)
  })

  it('writes the same as CSV', async function () {
    this.timeout(60_000)
    const response = await get('?station=keuruu&from=2025-10-01&format=csv&lang=en')
    expect(response.headers.get('content-type')).to.match(/^text\/csv/)
    expect(response.headers.get('content-disposition')).to.include('vaste-before-after-2025-10-01.csv')
    expect(await response.text()).to.include('difference_in_differences_change')
  })

  for (const [name, query, status, sentence] of [
    ['no station', '?from=2025-10-01', 400, /station/],
    ['no date', '?station=keuruu&from=yesterday', 400, /expected a date such as 2025-10-01/],
    ['an unknown station', '?station=moon&from=2025-10-01', 404, /found station 'moon'/],
    ['a day to come', '?station=keuruu&from=2099-10-01', 400, /expected one before today/],
    ['an unknown service', '?station=keuruu&from=2025-10-01&service=police', 400, /service/],
  ] as const)
    it(`answers ${status} with a sentence to ${name}`, async () => {
      const response = await get(query)
      expect(response.status).to.equal(status)
      expect(((await response.json()) as { detail: string }).detail).to.match(sentence)
    })
})
