// What is being looked at? A service and a month or half-year, kept in the address so that a link shows the same.
import { monthChoices, previousMonth } from '../compliance/address.ts'
import { type Service, services } from '../vocabulary.ts'

export interface Address {
  readonly service: Service
  /** `2026-10`, or `2026-H2` for July to December. */
  readonly period: string
}

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/
const halfPattern = /^\d{4}-[12]$/

export function readAddress(search: string, thisMonth: string): Address {
  const query = new URLSearchParams(search)
  const [month, half] = [query.get('month') ?? '', query.get('half') ?? '']
  return {
    service: services.find((known) => known === query.get('service')) ?? 'ems',
    period: monthPattern.test(month)
      ? month
      : halfPattern.test(half)
        ? half.replace('-', '-H')
        : previousMonth(thisMonth),
  }
}

export const isHalf = (period: string) => period.includes('H')

export function writeAddress({ service, period }: Address): string {
  const [name, value] = isHalf(period) ? ['half', period.replace('H', '')] : ['month', period]
  return `?${new URLSearchParams({ service, [name]: value })}`
}

/** Local dates, half-open. */
export function datesOf(period: string): { readonly from: string; readonly to: string } {
  const year = Number(period.slice(0, 4))
  if (isHalf(period))
    return period.endsWith('1')
      ? { from: `${year}-01-01`, to: `${year}-07-01` }
      : { from: `${year}-07-01`, to: `${year + 1}-01-01` }
  const month = Number(period.slice(5))
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
  return { from: `${period}-01`, to: `${next}-01` }
}

export function requestOf({ service, period }: Address): string {
  const query = new URLSearchParams(
    isHalf(period) ? { service, ...datesOf(period) } : { service, month: period },
  )
  return `/api/v1/workload?${query}`
}

export function halfOf(month: string): string {
  return `${month.slice(0, 4)}-H${Number(month.slice(5)) <= 6 ? 1 : 2}`
}

function previousHalf(half: string): string {
  return half.endsWith('2') ? half.replace('H2', 'H1') : `${Number(half.slice(0, 4)) - 1}-H2`
}

/** This half-year and the three before it, newest first; both of the chosen year besides. */
export function halfChoices(thisMonth: string, chosen: string): readonly string[] {
  const halves = [halfOf(thisMonth)]
  while (halves.length < 4) halves.push(previousHalf(halves.at(-1)!))
  const year = chosen.slice(0, 4)
  const own = [`${year}-H2`, `${year}-H1`].filter((half) => half <= halfOf(thisMonth))
  return [...new Set([...halves, ...own])].sort().reverse()
}

export function monthsToChoose(thisMonth: string, chosen: string): readonly string[] {
  const year = chosen.slice(0, 4)
  const month = isHalf(chosen) ? `${year}-01` : chosen
  return monthChoices(thisMonth, month < thisMonth ? month : thisMonth)
}

/** The same month or half-year of another year, or this one where that lies ahead. */
export function periodOfYear(year: string, period: string, thisMonth: string): string {
  const moved = `${year}${period.slice(4)}`
  const latest = isHalf(period) ? halfOf(thisMonth) : thisMonth
  return moved > latest ? latest : moved
}

export function isUnfinished(period: string, thisMonth: string): boolean {
  return period === (isHalf(period) ? halfOf(thisMonth) : thisMonth)
}
