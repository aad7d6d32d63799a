// What changed in the county or its systems, so that two sides of a date are not compared blindly?
import type { Service } from '../vocabulary.ts'
import type { TextKey } from '../words.ts'

export interface Seam {
  /** Local date. */
  readonly on: string
  readonly text: TextKey
  readonly services: readonly Service[]
}

const both: readonly Service[] = ['ems', 'rescue']

/** Dates known to the project; an approximate one stands at the start of its period and says so in its text. */
export const seams: readonly Seam[] = [
  { on: '2018-01-01', text: 'seam.decree', services: ['ems'] },
  { on: '2023-01-01', text: 'seam.county', services: both },
  { on: '2024-05-06', text: 'seam.laukaa-saarijarvi', services: both },
  { on: '2024-09-20', text: 'seam.viitasaari', services: both },
  { on: '2025-01-01', text: 'seam.ems-leaves', services: ['ems'] },
  { on: '2025-09-01', text: 'seam.keuruu', services: both },
  { on: '2025-10-01', text: 'seam.kejo', services: ['ems'] },
  { on: '2025-10-16', text: 'seam.situation-centre', services: ['ems'] },
  { on: '2025-11-26', text: 'seam.new-targets', services: ['ems'] },
  { on: '2026-01-01', text: 'seam.new-year-2026', services: ['rescue'] },
  { on: '2026-01-01', text: 'seam.supervisor', services: ['ems'] },
]

export interface PlacedSeam extends Seam {
  /** Place on the axis of months: 0 is the middle of the first month, 1 the middle of the second. */
  readonly position: number
}

function positionOf(on: string, months: readonly string[]): number {
  const day = (Number(on.slice(8, 10)) - 1) / 30
  return months.indexOf(on.slice(0, 7)) - 0.5 + day
}

/** The seams that fall inside the months shown. */
export function seamsWithin(months: readonly string[], service: Service): readonly PlacedSeam[] {
  return seams
    .filter((seam) => seam.services.includes(service) && months.includes(seam.on.slice(0, 7)))
    .map((seam) => ({ ...seam, position: positionOf(seam.on, months) }))
}
