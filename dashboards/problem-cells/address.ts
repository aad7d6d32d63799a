// What is being looked at? The last year, the reading of the rule and its minimum, and the chosen cell; in the address.
import type { ProblemCells } from '../../src/contract/problem-cells.ts'
import type { Language } from '../vocabulary.ts'

export type Reading = ProblemCells['reading']
export const readings: readonly Reading[] = ['each-year', 'over-the-years']

export interface Address {
  /** The last of the four calendar years. */
  readonly year: number
  readonly reading: Reading
  readonly minimum: number
  readonly cell?: string
}

const usualMinimum = 4
const most = 50

export function readAddress(search: string, thisYear: number): Address {
  const query = new URLSearchParams(search)
  const [year, minimum] = [Number(query.get('year')), Number(query.get('minimum'))]
  return {
    year: Number.isInteger(year) && year >= 1900 && year <= thisYear ? year : thisYear,
    reading: readings.find((known) => known === query.get('reading')) ?? 'each-year',
    minimum: Number.isInteger(minimum) && minimum >= 1 && minimum <= most ? minimum : usualMinimum,
    cell: query.get('cell') ?? undefined,
  }
}

export function writeAddress({ year, reading, minimum, cell }: Address): string {
  const query = new URLSearchParams({ year: String(year), reading, minimum: String(minimum) })
  if (cell !== undefined) query.set('cell', cell)
  return `?${query}`
}

export function requests({ year, reading, minimum }: Address, language: Language) {
  const query = new URLSearchParams({ year: String(year), reading, minimum: String(minimum) })
  return {
    cells: `/api/v1/problem-cells?${query}`,
    csv: `/api/v1/problem-cells?${query}&format=csv&lang=${language}`,
  }
}

/** This year and the eight before it, newest first, and the chosen one wherever it lies. */
export function yearChoices(thisYear: number, chosen: number): readonly number[] {
  const years = Array.from({ length: 9 }, (_, i) => thisYear - i)
  return [...new Set([...years, chosen])].sort((a, b) => b - a)
}

/** The usual numbers, and the chosen one. */
export function minimumChoices(chosen: number): readonly number[] {
  return [...new Set([1, 2, 3, 4, 5, 6, 8, 10, chosen])].sort((a, b) => a - b)
}
