// What are the places of the county called? Names found in what `GET /api/v1/region` answers.
import type { RegionView } from '../src/contract/region.ts'
import type { Language } from './vocabulary.ts'
import { nameIn } from './words.ts'

export type Region = RegionView

export function municipalityName(region: Region | undefined, code: string | undefined, language: Language) {
  if (code === undefined) return undefined
  const found = region?.municipalities.find((municipality) => municipality.code === code)
  return found ? nameIn(found.name, language) : code
}

/** A class that the region does not know is shown by its id. */
export function zoneName(
  region: Region | undefined,
  zone: string | undefined,
  language: Language,
): string | undefined {
  if (zone === undefined) return undefined
  const found = region?.zoneClasses.find((zoneClass) => zoneClass.id === zone)
  return found ? nameIn(found.name, language) : zone
}
