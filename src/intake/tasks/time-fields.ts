/** Which times may a row tell of its unit, and in which column does a field stand? */

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

/** A field is a column, or a column that counts seconds from another field. */
export function columnNameOf(field: string | { readonly column: string } | undefined): string | undefined {
  return typeof field === 'object' ? field.column : field
}
