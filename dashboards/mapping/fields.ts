// Which fields has a task, and which words does a profile know for them? Names as the import profile has them.
import type { PreviewRow } from '../../src/contract/mapping.ts'
import { services, type UnitType } from '../vocabulary.ts'

export const taskFields = [
  'task',
  'created',
  'code',
  'urgency',
  'municipality',
  'origin',
  'outcome',
  'cancelled',
  'closed',
  'zoneClass',
] as const
export const unitFields = ['unit', 'unitType', 'mobile', 'crew'] as const
/** In the order a unit passes them. */
export const unitTimeFields = [
  'alerted',
  'enRoute',
  'atScene',
  'atPatient',
  'transporting',
  'atHospital',
  'available',
] as const
export type UnitTimeField = (typeof unitTimeFields)[number]
export type ProfileField = (typeof taskFields)[number] | (typeof unitFields)[number] | UnitTimeField
/** Columns that stand elsewhere in a profile than in `columns`. */
export type OtherField = 'service' | 'date' | 'lon' | 'lat' | 'text' | 'east' | 'north'
export type Field = ProfileField | OtherField

export const placeKinds = ['none', 'degrees', 'metres', 'text'] as const
export type PlaceKind = (typeof placeKinds)[number]
export const placeFields: Readonly<Record<PlaceKind, readonly OtherField[]>> = {
  none: [],
  degrees: ['lon', 'lat'],
  metres: ['east', 'north'],
  text: ['text'],
}

export type Origin = NonNullable<PreviewRow['origin']>
/** Typed so that a word added to the vocabulary fails here until it stands in the list. */
const unitTypeSet: Readonly<Record<UnitType, true>> = {
  'first-response': true,
  bls: true,
  als: true,
  assessment: true,
  'field-commander': true,
  'doctor-helicopter': true,
  'rescue-unit': true,
  spearhead: true,
  'rescue-officer': true,
  support: true,
  other: true,
}
const originSet: Readonly<Record<Origin, true>> = {
  'emergency-centre': true,
  'transfer-order': true,
  'safety-phone': true,
  other: true,
}
export const unitTypes = Object.keys(unitTypeSet) as readonly UnitType[]
export const origins = Object.keys(originSet) as readonly Origin[]

export const mappedFields = ['service', 'urgency', 'origin', 'unitType', 'mobile', 'zoneClass'] as const
export type MappedField = (typeof mappedFields)[number]
export const areaClasses = ['core-urban', 'other-urban', 'rural'] as const

/** What a word of the file may stand for. `keep` passes it on, `drop` reads it as nothing. */
export const wordsOf: Readonly<Record<MappedField, readonly string[]>> = {
  service: services,
  urgency: ['keep', 'A', 'B', 'C', 'D', 'drop'],
  origin: origins,
  unitType: unitTypes,
  mobile: ['true', 'false'],
  zoneClass: areaClasses,
}
/** What a word that is not listed stands for, at first; `refuse` refuses its row. */
export const otherwiseAtFirst: Readonly<Record<MappedField, string>> = {
  service: 'refuse',
  urgency: 'keep',
  origin: 'refuse',
  unitType: 'other',
  mobile: 'refuse',
  zoneClass: 'refuse',
}
