import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { importProfileJsonSchema, readProfile } from '../../../src/intake/tasks/profile.ts'

const intake = new URL('../../../src/intake/', import.meta.url)
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, intake), 'utf8'))

const plain = {
  name: 'trial',
  source: 'trial',
  service: 'ems',
  rows: 'per-unit',
  time: { zone: 'Europe/Helsinki', format: 'iso' },
  columns: { task: 'id', created: 'created', unit: 'unit' },
}

const date = { column: 'day', format: 'd.M.yyyy' }

describe('an import profile', () => {
  it('needs little and has defaults for the rest', () => {
    expect(readProfile(plain)).to.include({ encoding: 'utf-8', delimiter: ',', quote: '"', decimalSign: '.' })
  })

  const faulty = [
    ['a misspelt field', { delimitr: ';' }, 'delimitr'],
    ['an unknown zone', { time: { zone: 'Europe/Jyväskylä', format: 'iso' } }, "found 'Europe/Jyväskylä'"],
    ['a format without hour', { time: { zone: 'UTC', format: 'yyyy-MM-dd' } }, 'year, month, day and hour'],
    [
      '12 hours without AM and PM',
      { time: { zone: 'UTC', format: 'yyyy-MM-dd hh:mm' } },
      'needs a for AM and PM',
    ],
    ['an unknown EPSG code', { place: { east: 'e', north: 'n', epsg: 1 } }, 'found 1; only 3006, 3067,'],
    [
      'the old KKJ system without a definition',
      { place: { east: 'e', north: 'n', epsg: 2393 } },
      'found 2393, which is of the old Finnish KKJ; only',
    ],
    [
      'a definition that is none',
      { place: { east: 'e', north: 'n', epsg: 2393, definition: 'KKJ' } },
      `found 'KKJ'; expected a proj4 string "+proj=…"`,
    ],
    [
      'a definition of an unknown projection',
      { place: { east: 'e', north: 'n', epsg: 2393, definition: '+proj=nothing +lon_0=27' } },
      'expected a proj4 string',
    ],
    [
      'a definition without bounds',
      { place: { east: 'e', north: 'n', epsg: 2393, definition: '+proj=utm +zone=35' } },
      'place.bounds: expected { west, south, east, north }',
    ],
    [
      'bounds from east to west',
      { place: { lon: 'x', lat: 'y', bounds: { west: 32, south: 59, east: 19, north: 70 } } },
      'west < east',
    ],
    [
      'times of day without a date',
      { time: { kind: 'times-of-day', zone: 'UTC', format: 'H:mm' } },
      'time.date: found none',
    ],
    [
      'times of day with a day in them',
      { time: { kind: 'times-of-day', zone: 'UTC', format: 'd.M. H:mm', date } },
      'hour and minute alone',
    ],
    [
      'a date without a year',
      {
        time: { kind: 'times-of-day', zone: 'UTC', format: 'H:mm', date: { column: 'day', format: 'd.M.' } },
      },
      "time.date: found 'd.M.'",
    ],
    [
      'a date beside whole timestamps',
      { time: { zone: 'UTC', format: 'iso', date } },
      'only with kind: "times-of-day"',
    ],
    [
      'seconds after a time that is not mapped',
      { columns: { ...plain.columns, atScene: { column: 's', secondsAfter: 'alerted' } } },
      "columns.atScene.secondsAfter: found 'alerted'",
    ],
    [
      'seconds after a later time',
      { columns: { ...plain.columns, atScene: 's', alerted: { column: 'a', secondsAfter: 'atScene' } } },
      'comes before alerted in created, alerted, enRoute',
    ],
    [
      'seconds after no field',
      { columns: { ...plain.columns, atScene: { column: 's', secondsAfter: 'midnight' } } },
      'columns.atScene: expected a column, or { column, secondsAfter }',
    ],
    ['packed units in rows of one unit each', { unitSeparator: '|' }, 'expected rows: "per-task"'],
    [
      'a separator that is the delimiter, without quotes',
      { rows: 'per-task', unitSeparator: ',', quote: null },
      'unitSeparator: the separator holds the delimiter',
    ],
    ['half a place', { place: { lon: 'x' } }, 'expected { lon, lat }'],
    ['a pattern without groups', { place: { text: 'p', pattern: '(.*)' } }, '(?<lat>…)'],
    ['a pattern that does not compile', { place: { text: 'p', pattern: '(?<lat>a)(?<lon>b' } }, '(?<lat>…)'],
    ['no unit column', { columns: { task: 'id', created: 'c' } }, 'because rows is per-unit'],
    ['no created column', { columns: { task: 'id', unit: 'u' } }, 'createdWhenMissing'],
    ['unit types without a map', { columns: { ...plain.columns, unitType: 't' } }, 'valueMaps.unitType'],
    ['an unknown service', { service: 'police' }, 'expected "ems", "rescue"'],
    ['quote and delimiter the same', { delimiter: '"' }, 'the same sign'],
    ['a decimal comma among bare commas', { quote: null, decimalSign: ',' }, 'no quotes to tell them apart'],
  ] as const
  for (const [title, change, sentence] of faulty)
    it(`is refused with a sentence: ${title}`, () => {
      expect(() => readProfile({ ...plain, ...change }, 'trial.json'))
        .to.throw(/^trial\.json: /)
        .with.property('code', 'invalid')
      expect(() => readProfile({ ...plain, ...change })).to.throw(sentence)
    })

  it('tells all its faults at once', () => {
    const broken = {
      ...plain,
      place: { east: 'e', north: 'n', epsg: 1 },
      time: { zone: 'X', format: 'yyyy' },
    }
    expect(() => readProfile(broken)).to.throw(/time\.zone.*time\.format.*place\.epsg/)
  })

  it('is described by the shipped JSON Schema', () => {
    expect(readJson('profiles/profile.schema.json')).to.deep.equal(
      JSON.parse(JSON.stringify(importProfileJsonSchema)),
    )
  })

  it('for San Francisco is valid and takes no address', () => {
    const profile = readProfile(readJson('profiles/san-francisco.json'))
    expect(JSON.stringify(profile.columns)).not.to.match(/address|zip|neighbo/i)
  })
})
