/** Which cell of a row is which column? Refuses a profile that names a column the file does not have. */
import { VasteError } from '../../domain/error.ts'
import type { ImportProfile } from './profile.ts'
import { columnNameOf } from './time-fields.ts'

/** Index of every column that the profile names; all others are dropped unread. Throws `invalid`. */
export function boundColumns(profile: ImportProfile, header: readonly string[]): ReadonlyMap<string, number> {
  const found = header.map((name) => name.trim())
  const named = namedColumns(profile)
  const missing = named.filter((name) => !found.includes(name))
  if (missing.length > 0)
    throw new VasteError(
      'invalid',
      `profile '${profile.name}' names ${listed(missing)}, which the file does not have; found ${listed(found)}`,
    )
  const repeated = named.filter((name) => found.indexOf(name) !== found.lastIndexOf(name))
  if (repeated.length > 0)
    throw new VasteError(
      'invalid',
      `the file has more than one column ${listed(repeated)}; expected one of each`,
    )
  return new Map(named.map((name) => [name, found.indexOf(name)]))
}

function namedColumns({ columns, place, service, time }: ImportProfile): string[] {
  const { unit, ...others } = columns
  const names = [...Object.values(others).map(columnNameOf), time.date?.column]
  if (typeof unit === 'string') names.push(unit)
  if (typeof service === 'object') names.push(service.column)
  if (place && 'lon' in place) names.push(place.lon, place.lat)
  if (place && 'text' in place) names.push(place.text)
  if (place && 'east' in place) names.push(place.east, place.north)
  return [...new Set(names.filter((name) => name !== undefined))]
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 60).map((name) => `"${name.slice(0, 60)}"`)
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}
