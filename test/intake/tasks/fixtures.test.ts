/** One small invented file for each foreign form, and all that comes of it. */
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { keskiSuomi } from '../../../geo/keski-suomi/region.ts'
import { readProfile } from '../../../src/intake/tasks/profile.ts'
import { regionLookup } from '../../../src/intake/tasks/region-lookup.ts'
import { importText, said } from './trial.ts'

const bytesOf = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
/** As a user leaves it who has found out the file's own names. */
const profileOf = (name: string, change: object = {}) => {
  const text = readFileSync(new URL(`../../../src/intake/profiles/${name}.json`, import.meta.url), 'utf8')
  return readProfile({ ...JSON.parse(text.replaceAll('"REPLACE ', '"')), ...change }, name)
}

describe('a small file of each foreign form', () => {
  it('of THL: semicolons, decimal commas, Windows-1252, the repeated hour (traps 16, 36)', async () => {
    const region = regionLookup(keskiSuomi)
    const { memory, summary, refused } = await importText(bytesOf('thl-ptp.csv'), profileOf('thl-ptp'), {
      region,
    })
    expect(refused).to.deep.equal([])
    expect(said(memory.events)).to.deep.equal([
      'task.created 2026-07-01T07:00:00Z',
      'EKS 111 alerted 2026-07-01T07:01:10Z',
      'EKS 111 en-route 2026-07-01T07:02:00Z',
      'EKS 111 at-scene 2026-07-01T07:09:30Z',
      'EKS 111 available 2026-07-01T07:50:00Z',
      'EKS 101 alerted 2026-07-01T07:01:20Z',
      'EKS 101 at-scene 2026-07-01T07:06:00Z',
      'EKS 101 available 2026-07-01T07:45:00Z',
      'task.closed 2026-07-01T07:50:00Z',
      'task.created 2026-10-25T00:20:00Z',
      'Äänekoski 1 alerted 2026-10-25T00:50:00Z',
      'Äänekoski 1 en-route 2026-10-25T00:52:00Z',
      'Äänekoski 1 at-scene 2026-10-25T01:05:00Z',
      'Äänekoski 1 available 2026-10-25T02:10:00Z',
      'task.closed 2026-10-25T02:10:00Z',
      'task.created 2026-07-02T05:00:00Z',
      'EKS 111 alerted 2026-07-02T05:10:00Z',
      'EKS 111 available 2026-07-02T05:20:00Z',
      'task.closed 2026-07-02T05:20:00Z',
    ])
    expect(summary).to.include({ encoding: 'windows-1252', rowsRead: 4, rowsAccepted: 4, tasks: 3 })
    // Two rows of class 1 in Jyväskylä agree; Äänekoski's centre is none of a city region (trap 39).
    expect(summary.classes).to.deep.equal({ compared: 3, disagree: 1 })
    expect(summary.noticed).to.deep.equal({
      'place-zero': { rows: 1, firstLines: [5] },
    })
    expect(JSON.stringify(memory.events)).not.to.include('ei lueta')
  })

  it('of PRONTO: units packed in a cell, past midnight, whole minutes told (trap 19)', async () => {
    const time = {
      ...profileOf('pronto-like').time,
      ...{ format: 'H:mm', resolutionSeconds: 60 },
    }
    const profile = profileOf('pronto-like', { time })
    const { memory, summary, refused } = await importText(bytesOf('pronto-like.csv'), profile)
    expect(refused).to.deep.equal([])
    expect(said(memory.events)).to.deep.equal([
      'task.created 2026-07-01T20:58:00Z',
      'KS11 alerted 2026-07-01T20:59:00Z',
      'KS11 en-route 2026-07-01T21:00:00Z',
      'KS11 at-scene 2026-07-01T21:06:00Z',
      'KS11 available 2026-07-01T22:40:00Z',
      'KS13 alerted 2026-07-01T20:59:00Z',
      'KS13 en-route 2026-07-01T21:04:00Z',
      'KS13 at-scene 2026-07-01T21:12:00Z',
      'KS13 available 2026-07-01T22:40:00Z',
      'KSP3 alerted 2026-07-01T20:59:00Z',
      'KSP3 en-route 2026-07-01T21:01:00Z',
      'KSP3 at-scene 2026-07-01T21:05:00Z',
      'KSP3 available 2026-07-01T22:40:00Z',
      'task.closed 2026-07-01T22:40:00Z',
      'task.created 2026-07-02T09:00:00Z',
      'KS11 alerted 2026-07-02T09:00:00Z',
      'KS11 en-route 2026-07-02T09:01:00Z',
      'KS11 at-scene 2026-07-02T09:07:00Z',
      'KS11 available 2026-07-02T09:30:00Z',
      'task.closed 2026-07-02T09:30:00Z',
      'task.created 2026-07-02T09:00:00Z',
      'task.closed 2026-07-02T09:00:00Z',
    ])
    expect(summary).to.include({ rowsRead: 3, rowsAccepted: 3, resolutionSeconds: 60 })
    for (const event of memory.events)
      if (event.kind === 'task.created' || event.kind === 'unit.status')
        expect(event.resolutionSeconds, event.id).to.equal(60)
  })

  it('of London: seconds after the mobilisation, EPSG:27700, no place for some', async () => {
    const profile = profileOf('london-fire-brigade')
    const { memory, summary, refused } = await importText(bytesOf('london-fire-brigade.csv'), profile)
    expect(said(memory.events)).to.deep.equal([
      'task.created 2026-07-01T22:59:30Z',
      'H221 alerted 2026-07-01T22:59:30Z',
      'H221 en-route 2026-07-01T23:00:35Z',
      'H221 at-scene 2026-07-01T23:04:05Z',
      'H221 available 2026-07-01T23:40:00Z',
      'A213 alerted 2026-07-01T22:59:35Z',
      'A213 en-route 2026-07-01T23:00:55Z',
      'A213 at-scene 2026-07-01T23:05:55Z',
      'task.closed 2026-07-01T23:40:00Z',
      'task.created 2026-07-02T00:10:00Z',
      'H221 alerted 2026-07-02T00:10:00Z',
      'H221 at-scene 2026-07-02T00:13:11Z',
      'H221 available 2026-07-02T00:20:00Z',
      'task.closed 2026-07-02T00:20:00Z',
    ])
    expect(refused).to.have.length(1)
    expect(refused[0]).to.include('70 seconds after alerted, but the row does not tell that time')
    expect(summary.noticed).to.deep.equal({ 'no-place': { rows: 1, firstLines: [4] } })
    expect(memory.events.some((event) => 'resolutionSeconds' in event)).to.equal(false)
  })
})
