/** A register of stations as files hold them: tables and points, degrees and metres, and what is refused with a reason. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { readStations } from '../../../src/intake/stations/read-stations.ts'
import { readReadinessFile } from '../../../src/intake/stations/readiness-file.ts'
import { placeOf } from '../../../src/intake/stations/station-place.ts'

describe('a register of stations', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'vaste-stations-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const header = 'tunnus;nimi;kunta;itä;pohjoinen;palvelut;alkaen;asti'

  it('as a table in metres with Finnish words', async () => {
    const { read, stations, refused } = await readStations(
      put('a.csv', `${header}\nlaukaa;Laukaa;410;444000,5;6921000;pelastus, ensihoito;6.5.2024;31.12.2026\n`),
    )
    expect([read, refused]).to.deep.equal([1, []])
    expect(stations[0]).to.deep.include({
      ...{ line: 2, id: 'laukaa', name: 'Laukaa', municipality: '410', services: ['rescue', 'ems'] },
      ...{ validFrom: '2024-05-06', closedFrom: '2027-01-01', periods: [] },
    })
    expect(stations[0]!.place.lon).to.be.closeTo(25.92, 0.02)
    expect(stations[0]!.place.lat).to.be.closeTo(62.42, 0.02)
  })

  it('as points with their readiness', async () => {
    const properties = {
      ...{ id: 'keuruu', name: 'Keuruu', services: ['rescue'] },
      readiness: [{ id: 'k', service: 'rescue', slot: 's', kind: '24/7', validFrom: '2026-01-01' }],
    }
    const geometry = { type: 'Point', coordinates: [24.703, 62.26] }
    const feature = (change: object = {}) => ({ type: 'Feature', geometry, properties, ...change })
    const features = [
      feature(),
      feature({ geometry: { type: 'Polygon', coordinates: [] } }),
      feature({ properties: { ...properties, readiness: [{ id: 'k' }] } }),
      null,
    ]
    const { stations, refused } = await readStations(
      put('a.geojson', JSON.stringify({ type: 'FeatureCollection', features })),
    )
    expect(stations).to.have.length(1)
    expect(stations[0]!.periods[0]).to.deep.include({
      id: 'k',
      from: '00:00',
      to: '24:00',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
    })
    expect(refused.map(({ line }) => line)).to.deep.equal([2, 3, 4])
    expect(refused[0]!.reason).to.equal("found a geometry of type 'Polygon'; expected a Point")
    expect(refused[1]!.reason).to.match(/^the readiness cannot be read: 0\.service: expected/)
    expect(refused[2]!.reason).to.equal("found a geometry of type 'none'; expected a Point")
  })

  for (const [row, reason] of [
    ['A B;X;;25,7;62,2;rescue;;', /found id 'A B'; expected small letters/],
    ['a;;;25,7;62,2;rescue;;', /found name ''/],
    ['a;X;;25,7;62,2;taxi;;', /found services 'taxi'; expected ems or rescue/],
    ['a;X;;;62,2;rescue;;', /found the place nothing, 62,2/],
    ['a;X;;25,7;62,2;rescue;soon;', /found first day 'soon'/],
    ['a;X;;25,7;62,2;rescue;2.1.2026;1.1.2026', /found 2026-01-02 to 2026-01-02 \(not included\)/],
  ] as const)
    it(`refuses the line ${row}`, async () => {
      const { read, stations, refused } = await readStations(put('b.csv', `${header}\n${row}\n`))
      expect([read, stations.length, refused.length]).to.deep.equal([1, 0, 1])
      expect(refused[0]!.reason).to.match(reason)
    })

  for (const [name, text, sentence] of [
    ['c.csv', 'a;b\n1;2\n', /c\.csv has no column of name, lon, lat, services by a known name/],
    ['c.geojson', '{"type":"FeatureColl', /c\.geojson is not whole JSON/],
    ['d.geojson', '{"type":"Point"}', /d\.geojson has no features/],
    ['e.geojson', '{"type":"FeatureCollection","features":[]}', /a list of no features/],
  ] as const)
    it(`refuses the file ${name}`, async () => {
      const fault = await readStations(put(name, text)).catch((found: unknown) => found)
      expect((fault as Error).message).to.match(sentence)
    })

  it('that is not there is named', async () => {
    const fault = await readStations(join(folder, 'none.geojson')).catch((found: unknown) => found)
    expect((fault as Error).message).to.match(/none\.geojson cannot be read/)
  })

  for (const [x, y, sentence] of [
    ['0', '0', /0, 0, which stands for none/],
    ['62,2', '25,7', /latitude before longitude/],
    ['6901500', '434800', /north before east/],
    ['3434800', '6904000', /old Finnish KKJ/],
    ['5', '5', /not in Finland/],
    ['x', '62', /found the place x, 62/],
  ] as const)
    it(`takes ${x}, ${y} for no place (trap 36)`, () => {
      expect(placeOf(x, y)).to.have.property('fault').that.matches(sentence)
    })

  it('takes the metres of Jyväskylä for its degrees (trap 36)', () => {
    const answer = placeOf('434800', '6901500')
    if ('fault' in answer) throw new Error(answer.fault)
    expect(answer.place.lon).to.be.closeTo(25.747, 0.01)
    expect(answer.place.lat).to.be.closeTo(62.242, 0.01)
  })

  it('has readiness in a file of its own, read as it was written', async () => {
    const periods = [
      { id: 'a', station: 'b', service: 'ems', slot: 's', kind: 'on-call', validFrom: '2026-01-01' },
    ]
    const file = await readReadinessFile(put('r.json', JSON.stringify({ vaste: 'readiness', periods })))
    expect(file.periods[0]).to.deep.include({
      ...periods[0],
      dateConfirmed: true,
      demo: false,
      unitTypes: [],
    })
    for (const [name, text, sentence] of [
      ['s.json', '{}', /s\.json cannot be read as readiness: vaste: expected/],
      ['t.json', '{"vaste":', /t\.json is not whole JSON/],
    ] as const) {
      const fault = await readReadinessFile(put(name, text)).catch((found: unknown) => found)
      expect((fault as Error).message).to.match(sentence)
    }
  })
})
