// What is being looked at? The span, the kind of drive, by which speeds, and the chosen cell; in the address.
import type { DriveBasis, DriveKindView } from '../../src/contract/drive-times.ts'
import type { Language } from '../vocabulary.ts'

export type Kind = DriveKindView['kind']
export type Basis = DriveBasis['basis']
export const kinds: readonly Kind[] = ['emergency', 'normal']
export const bases: readonly Basis[] = ['assumed', 'in-use', 'fitted']

export interface Address {
  /** Local dates; absent: the service's own choice of twelve months. */
  readonly from?: string
  readonly to?: string
  readonly kind: Kind
  readonly basis: Basis
  /** As '1kmN6901E434'. */
  readonly cell?: string
}

const dateIn = (text: string | null) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined)

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search)
  return {
    from: dateIn(query.get('from')),
    to: dateIn(query.get('to')),
    kind: kinds.find((known) => known === query.get('kind')) ?? 'emergency',
    basis: bases.find((known) => known === query.get('basis')) ?? 'assumed',
    cell: query.get('cell') ?? undefined,
  }
}

export function writeAddress({ from, to, kind, basis, cell }: Address): string {
  const query = new URLSearchParams({ ...span({ from, to }), kind, basis, ...(cell && { cell }) })
  return `?${query}`
}

function span({ from, to }: Pick<Address, 'from' | 'to'>) {
  return { ...(from && { from }), ...(to && { to }) }
}

export function requests(address: Address, language: Language) {
  const query = new URLSearchParams(span(address))
  const file = new URLSearchParams({ ...span(address), format: 'csv', lang: language })
  return { study: `/api/v1/drive-times?${query}`, csv: `/api/v1/drive-times?${file}` }
}
