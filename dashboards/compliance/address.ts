// What is being looked at? Kept in the address, so that a link shows the same and the back button works.
import { type Language, type Service, services } from '../vocabulary.ts'
import {
  addMonths,
  lastMonthOf,
  type Period,
  periodBefore,
  periodOf,
  periodOfMonths,
  type Span,
  spans,
  yearBefore,
} from './period.ts'

export const sectionNames = ['change', 'budget', 'stability'] as const
export type SectionName = (typeof sectionNames)[number]

export interface Address {
  readonly service: Service
  /** `2026-10`; with a longer span, any month of it. */
  readonly month: string
  /** Absent: the month alone. */
  readonly span?: Span
  /** Urgency and measure of the charts, as `A+B.first-unit`; absent: the first of the table. */
  readonly group?: string
  /** Which required share the charts follow, as `0.9`; absent: the highest. */
  readonly share?: string
  /** Zone version that all tasks are put on; absent: each by the one in force on its date. */
  readonly grid?: string
  /** `previous`, or months as `2025-01..2025-06`; absent: the same months a year before. */
  readonly against?: string
  /** Zone of the control chart; absent: the one with the most tasks. */
  readonly zone?: string
  /** Absent: weeks. */
  readonly step?: 'month'
  /** Which running period the budget of misses speaks of, or `chosen`; absent: the running month. */
  readonly budget?: Span | 'chosen'
  /** Sections that are open, as `change,budget`. */
  readonly open?: string
  /** The file leaves out what few tasks could tell of a person. */
  readonly public?: '1'
}

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/
const againstPattern = /^\d{4}-(0[1-9]|1[0-2])\.\.\d{4}-(0[1-9]|1[0-2])$/
const oneOf =
  <T extends string>(known: readonly T[]) =>
  (text: string) =>
    known.find((each) => each === text)
const anyText = (text: string) => text || undefined

const optional = {
  span: oneOf(spans.filter((span) => span !== 'month')),
  group: anyText,
  share: anyText,
  grid: anyText,
  against: (text: string) => (text === 'previous' || againstPattern.test(text) ? text : undefined),
  zone: anyText,
  step: oneOf(['month'] as const),
  budget: oneOf([...spans, 'chosen'] as const),
  open: anyText,
  public: oneOf(['1'] as const),
} satisfies { readonly [Name in keyof Address]?: (text: string) => Address[Name] }

/** What is not known or cannot be read is left out. */
export function readAddress(search: string, thisMonth: string): Address {
  const query = new URLSearchParams(search)
  const month = query.get('month') ?? ''
  const read = Object.entries(optional).map(([name, parse]) => [name, parse(query.get(name) ?? '')])
  return {
    service: services.find((known) => known === query.get('service')) ?? 'ems',
    month: monthPattern.test(month) ? month : previousMonth(thisMonth),
    ...Object.fromEntries(read.filter(([, value]) => value !== undefined)),
  }
}

export function writeAddress(address: Address): string {
  const { service, month } = address
  const query = new URLSearchParams({ service, month })
  for (const name of Object.keys(optional) as (keyof typeof optional)[]) {
    const value = address[name]
    if (value !== undefined) query.set(name, value)
  }
  return `?${query}`
}

export const previousMonth = (month: string): string => addMonths(month, -1)

export const chosenPeriod = ({ month, span }: Address): Period => periodOf(month, span)

/** What the figures of the address are of: alike for addresses that only choose another chart. */
export function questionOf(address: Address): URLSearchParams {
  const { service, month, span, grid } = address
  const query = new URLSearchParams(
    span === undefined ? { service, month } : { service, ...chosenPeriod(address) },
  )
  if (grid !== undefined) query.set('grid', grid)
  return query
}

export const sameQuestion = (a: Address, b: Address) => `${questionOf(a)}` === `${questionOf(b)}`

export function againstPeriod(address: Address): Period {
  const period = chosenPeriod(address)
  if (address.against === undefined) return yearBefore(period)
  if (address.against === 'previous') return periodBefore(period)
  const [from, to] = address.against.split('..')
  return periodOfMonths(from, to)
}

export const openSections = ({ open = '' }: Address): readonly SectionName[] =>
  sectionNames.filter((name) => open.split(',').includes(name))

export function withSection(address: Address, name: SectionName, isOpen: boolean): Address {
  const others = openSections(address).filter((other) => other !== name)
  const open = isOpen ? [...others, name] : others
  return { ...address, open: open.length > 0 ? open.join(',') : undefined }
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

/** Everything the page asks of the service for one address before anything is opened. */
export function requests(address: Address, language: Language) {
  const query = questionOf(address)
  const by = 'zone,urgency'
  const forPublic = address.public === undefined ? '' : '&public=true'
  const { service, grid } = address
  const month = lastMonthOf(chosenPeriod(address))
  const trend = new URLSearchParams({ service, month, months: '12', ...(grid === undefined ? {} : { grid }) })
  return {
    compliance: `/api/v1/compliance?${query}&by=${by}`,
    csv: `/api/v1/compliance?${query}&by=${by}&format=csv&lang=${language}${forPublic}`,
    distribution: `/api/v1/distribution?${query}`,
    trend: `/api/v1/trend?${trend}`,
    /** Reports are compiled of months. */
    revisions: address.span === undefined ? `/api/v1/revisions?service=${service}&month=${month}` : undefined,
  }
}
