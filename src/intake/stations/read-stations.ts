/**
 * Which stations does a file name, and what stands ready at them? A table (CSV or XLSX), or GeoJSON points whose
 * properties have the same names. Each line ends as a station or is refused with a reason.
 */
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Place } from '../../../geo/place.ts'
import { type PeriodView, periodSchema } from '../../contract/readiness.ts'
import { sentenceOf } from '../../contract/sentence.ts'
import { VasteError } from '../../domain/error.ts'
import type { Service } from '../../domain/vocabulary.ts'
import { columnIn, listedNames, type RefusedLine, readSmallTable } from '../tables/small-table.ts'
import { registerDate } from '../units/register-date.ts'
import { expectedServices, serviceOf } from '../units/unit-words.ts'
import { jsonOf } from './readiness-file.ts'
import { placeOf } from './station-place.ts'

export interface ReadStation {
  /** Of the file, from 1; of GeoJSON the number of the feature. */
  readonly line: number
  /** Absent: known by its name. */
  readonly id?: string
  readonly name: string
  /** Code or name. */
  readonly municipality?: string
  readonly place: Place
  readonly services: readonly Service[]
  readonly validFrom?: string
  readonly closedFrom?: string
  readonly periods: readonly Omit<PeriodView, 'station'>[]
}

export interface StationsRead {
  readonly read: number
  readonly stations: readonly ReadStation[]
  readonly refused: readonly RefusedLine[]
}

const knownColumns = {
  id: ['id', 'station', 'tunnus', 'asematunnus', 'numero', 'nummer'],
  name: ['name', 'nimi', 'asema', 'paloasema', 'asemannimi', 'namn', 'stationsnamn'],
  municipality: ['municipality', 'kunta', 'kuntakoodi', 'kommun'],
  lon: ['lon', 'lng', 'longitude', 'pituusaste', 'longitud', 'e', 'east', 'itä', 'x', 'itäkoordinaatti'],
  lat: ['lat', 'latitude', 'leveysaste', 'latitud', 'n', 'north', 'pohjoinen', 'y', 'pohjoiskoordinaatti'],
  services: ['services', 'service', 'palvelut', 'palvelu', 'toimiala', 'tjänster'],
  validFrom: ['valid_from', 'voimassa_alkaen', 'alkaen', 'avattu', 'gäller_från'],
  validTo: ['valid_to', 'closed_from', 'suljettu', 'päättyen'],
  lastDay: ['last_day', 'voimassa_asti', 'asti', 'viimeinen_päivä', 'sista_dag', 'gäller_till'],
} as const
type Column = keyof typeof knownColumns
const columns = Object.keys(knownColumns) as Column[]
type TextOf = (name: Column) => string
type Answer = Omit<ReadStation, 'line' | 'periods'> | { readonly fault: string }

/** Throws `not-found` without the file, `invalid` with a sentence for what is no table and no collection of points. */
export async function readStations(path: string): Promise<StationsRead> {
  return ['.json', '.geojson'].includes(extname(path).toLowerCase()) ? readPoints(path) : readRows(path)
}

async function readRows(path: string): Promise<StationsRead> {
  const { header, rows } = await readSmallTable(path)
  const at = new Map(columns.map((name) => [name, columnIn(header, knownColumns[name])]))
  const missing = (['name', 'lon', 'lat', 'services'] as const).filter((name) => at.get(name) === undefined)
  if (missing.length > 0)
    throw new VasteError(
      'invalid',
      `${basename(path)} has no column of ${missing.join(', ')} by a known name; expected id, name, municipality, lon and lat (or e and n), services, valid_from, valid_to; found ${listedNames(header)}`,
    )
  return gathered(
    rows.map(({ line, cells }) => {
      const found = stationFrom((name) => (cells[at.get(name) ?? -1] ?? '').trim())
      return { line, found: 'fault' in found ? found : { ...found, periods: [] } }
    }),
  )
}

async function readPoints(path: string): Promise<StationsRead> {
  const name = basename(path)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new VasteError('not-found', `file ${path} cannot be read; expected stations`, { cause })
  })
  const collection = jsonOf(text, name) as { type?: unknown; features?: unknown } | null
  if (collection?.type !== 'FeatureCollection' || !Array.isArray(collection.features))
    throw new VasteError('invalid', `${name} has no features; expected a GeoJSON FeatureCollection of points`)
  if (collection.features.length === 0)
    throw new VasteError('invalid', `${name} has a list of no features; expected one for each station`)
  return gathered(collection.features.map((feature, i) => ({ line: i + 1, found: fromFeature(feature) })))
}

function gathered(
  lines: readonly {
    readonly line: number
    readonly found: Omit<ReadStation, 'line'> | { readonly fault: string }
  }[],
): StationsRead {
  const stations: ReadStation[] = []
  const refused: RefusedLine[] = []
  for (const { line, found } of lines) {
    if ('fault' in found) refused.push({ line, reason: found.fault })
    else stations.push({ ...found, line })
  }
  return { read: lines.length, stations, refused }
}

function fromFeature(feature: unknown): Omit<ReadStation, 'line'> | { readonly fault: string } {
  const { geometry, properties } = (feature ?? {}) as {
    geometry?: { type?: unknown; coordinates?: unknown }
    properties?: Record<string, unknown> | null
  }
  if (geometry?.type !== 'Point' || !Array.isArray(geometry.coordinates))
    return { fault: `found a geometry of type '${String(geometry?.type ?? 'none')}'; expected a Point` }
  const [x, y] = geometry.coordinates as unknown[]
  const names = Object.keys(properties ?? {})
  const found = stationFrom((name) => {
    if (name === 'lon' || name === 'lat') return String((name === 'lon' ? x : y) ?? '')
    const index = columnIn(names, knownColumns[name])
    const value = index === undefined ? '' : properties![names[index]!]
    return Array.isArray(value) ? value.join(',') : String(value ?? '').trim()
  })
  if ('fault' in found) return found
  const periods = periodsOf(properties?.readiness)
  return 'fault' in periods ? periods : { ...found, periods: periods.list }
}

function periodsOf(value: unknown): { readonly list: ReadStation['periods'] } | { readonly fault: string } {
  const parsed = periodSchema.array().safeParse(value ?? [])
  if (parsed.success) return { list: parsed.data }
  return { fault: `the readiness cannot be read: ${sentenceOf(parsed.error, value)}` }
}

function stationFrom(textOf: TextOf): Answer {
  const [id, name, municipality] = [textOf('id'), textOf('name'), textOf('municipality')]
  if (id !== '' && !/^[a-z0-9][a-z0-9-]{0,59}$/.test(id))
    return {
      fault: `found id '${id.slice(0, 80)}'; expected small letters without accents, digits and hyphens`,
    }
  if (name === '' || name.length > 100)
    return { fault: `found name '${name.slice(0, 120)}'; expected 1 to 100 characters` }
  const words = textOf('services')
    .split(/[,;/+&]/)
    .map((word) => word.trim())
  const services = [...new Set(words.filter((word) => word !== '').map(serviceOf))]
  if (services.length === 0 || services.includes(undefined))
    return { fault: `found services '${textOf('services')}'; ${expectedServices}, or both with a comma` }
  const place = placeOf(textOf('lon'), textOf('lat'))
  if ('fault' in place) return place
  const span = spanFrom(textOf)
  if ('fault' in span) return span
  return {
    ...(id === '' ? {} : { id }),
    ...{ name, services: services as Service[], place: place.place },
    ...(municipality === '' ? {} : { municipality }),
    ...span,
  }
}

function spanFrom(
  textOf: TextOf,
): Pick<ReadStation, 'validFrom' | 'closedFrom'> | { readonly fault: string } {
  const [from, to, last] = [textOf('validFrom'), textOf('validTo'), textOf('lastDay')]
  const validFrom = registerDate(from)
  const closedFrom = to === '' ? registerDate(last, 1) : registerDate(to)
  const expected = 'expected a date such as 2025-01-31 or 31.1.2025'
  if (from !== '' && !validFrom) return { fault: `found first day '${from}'; ${expected}` }
  if ((to || last) !== '' && !closedFrom) return { fault: `found end '${to || last}'; ${expected}` }
  if (validFrom && closedFrom && validFrom >= closedFrom)
    return {
      fault: `found ${validFrom} to ${closedFrom} (not included); expected an end after the first day`,
    }
  return { ...(validFrom ? { validFrom } : {}), ...(closedFrom ? { closedFrom } : {}) }
}
