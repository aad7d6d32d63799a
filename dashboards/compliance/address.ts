// What is being looked at? Kept in the address, so that a link shows the same and the back button works.
import { type Language, type Service, services } from '../vocabulary.ts'

export interface Address {
  readonly service: Service
  /** `2026-10`. */
  readonly month: string
  /** Urgency and measure of the charts, as `A+B.first-unit`; absent: the first of the table. */
  readonly group?: string
  /** Which required share the trend follows, as `0.9`; absent: the highest. */
  readonly share?: string
}

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/

export function readAddress(search: string, thisMonth: string): Address {
  const query = new URLSearchParams(search)
  const month = query.get('month') ?? ''
  return {
    service: services.find((known) => known === query.get('service')) ?? 'ems',
    month: monthPattern.test(month) ? month : previousMonth(thisMonth),
    group: query.get('group') ?? undefined,
    share: query.get('share') ?? undefined,
  }
}

export function writeAddress({ service, month, group, share }: Address): string {
  const query = new URLSearchParams({ service, month })
  if (group !== undefined) query.set('group', group)
  if (share !== undefined) query.set('share', share)
  return `?${query}`
}

export function previousMonth(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

/** The month of an instant in Helsinki: 23.30 UTC on the 31st is already the next one. */
export function monthAt(at: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Helsinki',
    year: 'numeric',
    month: '2-digit',
  })
  return parts.format(at).slice(0, 7)
}

/** This month and the twelve before it, newest first; beyond those, all months of the chosen one's year too. */
export function monthChoices(thisMonth: string, chosen: string): readonly string[] {
  const months = [thisMonth]
  while (months.length < 13) months.push(previousMonth(months.at(-1)!))
  if (months.includes(chosen)) return months
  const year = Array.from({ length: 12 }, (_, i) => `${chosen.slice(0, 4)}-${String(i + 1).padStart(2, '0')}`)
  return [...new Set([...months, ...year])].sort().reverse()
}

const firstYear = 2000

/** Newest first, the chosen month's year wherever it lies. */
export function yearChoices(thisMonth: string, chosen: string): readonly string[] {
  const last = Number(thisMonth.slice(0, 4))
  const years = Array.from({ length: last - firstYear + 1 }, (_, i) => String(last - i))
  const year = chosen.slice(0, 4)
  return years.includes(year) ? years : [...years, year].sort().reverse()
}

/** The same month of another year, or this month where that lies ahead. */
export function monthOfYear(year: string, chosen: string, thisMonth: string): string {
  const month = `${year}${chosen.slice(4)}`
  return month > thisMonth ? thisMonth : month
}

/** Everything the page asks of the service for one address. */
export function requests({ service, month }: Address, language: Language) {
  const query = new URLSearchParams({ service, month })
  const by = 'zone,urgency'
  return {
    compliance: `/api/v1/compliance?${query}&by=${by}`,
    csv: `/api/v1/compliance?${query}&by=${by}&format=csv&lang=${language}`,
    distribution: `/api/v1/distribution?${query}`,
    trend: `/api/v1/trend?${query}&months=12`,
    revisions: `/api/v1/revisions?${query}`,
  }
}
