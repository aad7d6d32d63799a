// What are the places of the county called? Names found in what `GET /api/v1/region` answers.
import type { RegionView } from '../src/contract/region.ts'
import type { Language, Service } from './vocabulary.ts'
import { nameIn } from './words.ts'

export type Region = RegionView

export function municipalityName(region: Region | undefined, code: string | undefined, language: Language) {
  if (code === undefined) return undefined
  const found = region?.municipalities.find((municipality) => municipality.code === code)
  return found ? nameIn(found.name, language) : code
}

/** EMS classes have names in the region; a rescue class is its own name (I, II, III, IV). */
export function zoneName(
  region: Region | undefined,
  zone: string | undefined,
  { service, language }: { service: Service; language: Language },
): string | undefined {
  if (zone === undefined || service === 'rescue') return zone
  const found = region?.areaClasses.find((areaClass) => areaClass.id === zone)
  return found ? nameIn(found.name, language) : zone
}
