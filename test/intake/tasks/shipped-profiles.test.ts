import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { EventMessage } from '../../../src/contract/events.ts'
import { type ImportProfile, readProfile } from '../../../src/intake/tasks/profile.ts'
import { aMemory, importText, said } from './trial.ts'

const folder = new URL('../../../src/intake/profiles/', import.meta.url)
const textOf = (name: string) => readFileSync(new URL(`${name}.json`, folder), 'utf8')
const shipped = (name: string) => readProfile(JSON.parse(textOf(name)), name)
/** As a user leaves it who has found out the file's own names. */
const replaced = (name: string, change: object = {}) =>
  readProfile({ ...JSON.parse(textOf(name).replaceAll('"REPLACE ', '"')), ...change }, name)
const placeOf = (events: readonly EventMessage[]) =>
  events.flatMap((event) => (event.kind === 'task.created' && event.place ? [event.place] : []))[0]

/** Imports twice: the second time changes nothing. */
async function importedTwice(lines: readonly string[] | Uint8Array, profile: ImportProfile) {
  const memory = aMemory()
  const first = await importText(lines, profile, { memory })
  const again = await importText(lines, profile, { memory })
  expect(again.summary.rowsDuplicate).to.equal(first.summary.rowsAccepted)
  expect(again.summary.events.accepted).to.equal(0)
  return first
}

describe('every shipped profile', () => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'profile.schema.json')
    .map((name) => name.slice(0, -'.json'.length))
  it('is looked at', () =>
    expect(names).to.have.members(['san-francisco', 'thl-ptp', 'london-fire-brigade', 'pronto-like']))
  for (const name of names)
    it(`${name} is valid, bears the name of its file and takes no address`, () => {
      const profile = shipped(name)
      expect(profile.name).to.equal(name)
      expect(JSON.stringify([profile.columns, profile.place])).not.to.match(
        /address|osoite|postcode|zip|name|description/i,
      )
    })
})

describe('the profile for THL service-level data', () => {
  const header = [
    'task id;task code;urgency of the dispatch;time received;unit;time alerted;time en route;time at scene',
    'time available;outcome;leveysaste (tapahtuma);pituusaste (tapahtuma);riskialueluokka (tapahtuma);nimi',
  ].join(';')
  const row = (place: string, unit = 'Äänekoski 1') =>
    `17;703;B;1.7.2026 10:00:00;${unit};1.7.2026 10:01:10;1.7.2026 10:02:00;1.7.2026 10:09:30;1.7.2026 10:50:00;X-5;${place};Taajama;Matti`
  const good = row('62,603;25,73')

  it('is refused with the names to replace as long as they stand in it', async () => {
    const fault = await importText([header, good], shipped('thl-ptp')).catch((error: Error) => error)
    expect((fault as Error).message)
      .to.include('"REPLACE task id"')
      .and.include('"REPLACE time at scene"')
  })

  it('marks every column but those known', () => {
    const { columns, place } = shipped('thl-ptp')
    const { zoneClass, ...others } = columns
    expect(zoneClass).to.equal('riskialueluokka (tapahtuma)')
    for (const name of Object.values(others)) expect(name).to.match(/^REPLACE /)
    expect(place).to.include({ lat: 'leveysaste (tapahtuma)', lon: 'pituusaste (tapahtuma)' })
  })

  // The profile says auto: the encoding is found, not declared.
  for (const [encoding, bytes] of [
    ['utf-8', Buffer.from(`${header}\n${good}\n`)],
    ['utf-8', Buffer.from(`\ufeff${header}\r\n${good}\r\n`)],
    ['windows-1252', Buffer.from(`${header}\r\n${good}\r\n`, 'latin1')],
  ] as const)
    it(`reads ${encoding}, semicolons and decimal commas, ${bytes.length} bytes`, async () => {
      const { memory, summary } = await importedTwice(bytes, replaced('thl-ptp'))
      expect(summary).to.include({ encoding, format: 'csv' })
      expect(placeOf(memory.events)).to.deep.equal({ lon: 25.73, lat: 62.603 })
      expect(said(memory.events)).to.include('Äänekoski 1 at-scene 2026-07-01T07:09:30Z')
      expect(JSON.stringify(memory.events)).not.to.match(/Matti|Taajama/)
    })

  const refused = [
    ['swapped coordinates', row('25,73;62,603'), 'the wrong way round'],
    ['metres', row('6942000;434800'), 'outside the world'],
    ['another country', row('52,5;13,4'), 'outside the bounds'],
    ['decimal points', row('62.603;25.73'), 'expected two numbers with decimal sign'],
  ] as const
  for (const [title, line, sentence] of refused)
    it(`refuses a line with ${title}`, async () => {
      const { summary, refused } = await importText([header, line, good], replaced('thl-ptp'))
      expect(summary).to.include({ rowsRead: 2, rowsAccepted: 1, rowsRefused: 1 })
      expect(refused[0])
        .to.match(/^2,"17",/)
        .and.include(sentence)
    })
})

describe('the profile for the London Fire Brigade', () => {
  const header =
    'IncidentNumber,IncidentGroup,Resource_Code,DateAndTimeMobilised,TurnoutTimeSeconds,TravelTimeSeconds,AttendanceTimeSeconds,DateAndTimeLeft,Easting_rounded,Northing_rounded'
  const first = '000123-01072026,Fire,H221,01/07/2026 10:00:00,65,210,275,01/07/2026 10:40:00,530250,179650'
  const second = '000123-01072026,Fire,A213,01/07/2026 10:00:05,80.0,300.0,380.0,NULL,530250,179650'

  it('reads seconds after the mobilisation and the British National Grid', async () => {
    const { memory, summary } = await importedTwice([header, first, second], shipped('london-fire-brigade'))
    expect(said(memory.events)).to.deep.equal([
      'task.created 2026-07-01T09:00:00Z',
      'H221 alerted 2026-07-01T09:00:00Z',
      'H221 en-route 2026-07-01T09:01:05Z',
      'H221 at-scene 2026-07-01T09:04:35Z',
      'H221 available 2026-07-01T09:40:00Z',
      'A213 alerted 2026-07-01T09:00:05Z',
      'A213 en-route 2026-07-01T09:01:25Z',
      'A213 at-scene 2026-07-01T09:06:25Z',
      'task.closed 2026-07-01T09:40:00Z',
    ])
    expect(placeOf(memory.events)!.lon).to.be.closeTo(-0.1247, 0.001)
    expect(placeOf(memory.events)!.lat).to.be.closeTo(51.5008, 0.001)
    expect(summary).to.include({ rowsAccepted: 2, tasks: 1, createdAssumed: 1 })
  })

  const refused = [
    ['a place in degrees', first.replace('530250,179650', '-0.12,51.5'), 'seems to be in degrees'],
    [
      'a place far from London',
      first.replace('530250,179650', '330250,679650'),
      'expected longitude -1.5…1.5',
    ],
    ['seconds without a mobilisation', first.replace('01/07/2026 10:00:00', ''), 'does not tell that time'],
    ['another kind of task', first.replace('Fire', 'Use of Resources'), "found 'Use of Resources'"],
  ] as const
  for (const [title, line, sentence] of refused)
    it(`refuses a line with ${title}`, async () => {
      const { summary, refused } = await importText([header, line], shipped('london-fire-brigade'))
      expect(summary).to.include({ rowsRead: 1, rowsRefused: 1 })
      expect(refused[0]).to.include(sentence)
    })
})

describe('the profile for alert reports as PRONTO has them', () => {
  const header = [
    'alert-report number;task code;urgency;ilmoitusaika;date of notification;municipality code of event',
    'units;alerted;en route;at scene;available;WGS84 longitude;WGS84 latitude',
  ].join(';')
  const night =
    '12/2026;403;A;23:58:10;1.7.2026;992;KS11|KS13;23:59:00;0:00:30|0:04:00;0:06:00|0:12:00;1:40:00;25,73;62,603'

  it('reads a task of two units past midnight', async () => {
    const { memory, summary } = await importedTwice(
      Buffer.from(`${header}\r\n${night}\r\n`, 'latin1'),
      replaced('pronto-like'),
    )
    expect(said(memory.events)).to.include.members([
      'task.created 2026-07-01T20:58:10Z',
      'KS11 at-scene 2026-07-01T21:06:00Z',
      'KS13 alerted 2026-07-01T20:59:00Z',
      'KS13 at-scene 2026-07-01T21:12:00Z',
      'task.closed 2026-07-01T22:40:00Z',
    ])
    expect(summary).to.include({ rowsRead: 1, rowsAccepted: 1, tasks: 1 })
  })

  it('marks every column but the one known', () => {
    const { created, ...others } = shipped('pronto-like').columns
    expect(created).to.equal('ilmoitusaika')
    for (const name of Object.values(others)) expect(name).to.match(/^REPLACE /)
  })
})
