/** What changed in the county or its systems, so that two sides of a date are not compared blindly (DOMAIN trap 54)? */
import type { Service } from '../domain/vocabulary.ts'

export interface KnownSeam {
  /** Its text on the pages is `seam.` and this. */
  readonly id: string
  /** Local date. */
  readonly on: string
  readonly services: readonly Service[]
  /** Of a change of readiness: where it is the change itself. */
  readonly stations?: readonly string[]
}

const both: readonly Service[] = ['ems', 'rescue']

/** Dates known to the project; an approximate one stands at the start of its period and says so in its text. */
export const knownSeams = [
  { id: 'decree', on: '2018-01-01', services: ['ems'] },
  { id: 'county', on: '2023-01-01', services: both },
  { id: 'laukaa-saarijarvi', on: '2024-05-06', services: both, stations: ['laukaa', 'saarijarvi'] },
  { id: 'viitasaari', on: '2024-09-20', services: both, stations: ['viitasaari'] },
  { id: 'ems-leaves', on: '2025-01-01', services: ['ems'] },
  { id: 'keuruu', on: '2025-09-01', services: both, stations: ['keuruu'] },
  { id: 'kejo', on: '2025-10-01', services: ['ems'] },
  { id: 'situation-centre', on: '2025-10-16', services: ['ems'] },
  { id: 'new-targets', on: '2025-11-26', services: ['ems'] },
  { id: 'new-year-2026', on: '2026-01-01', services: ['rescue'] },
  { id: 'supervisor', on: '2026-01-01', services: ['ems'] },
] as const satisfies readonly KnownSeam[]
export type SeamId = (typeof knownSeams)[number]['id']
