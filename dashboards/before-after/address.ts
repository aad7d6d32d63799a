// What is being looked at? The change, whose tasks, how far the windows reach and which statistic; in the address.
import type { ChangeList } from '../../src/contract/before-after.ts'
import type { Language, Service } from '../vocabulary.ts'

export const statistics = ['median', 'p90', 'share'] as const
export type Statistic = (typeof statistics)[number]
export const reaches = ['year', 'year-end'] as const
export type Reach = (typeof reaches)[number]

export interface Address {
  /** Absent: the newest change of the register. */
  readonly station?: string
  readonly on?: string
  readonly service?: Service
  readonly reach: Reach
  readonly statistic: Statistic
}

const isDate = (text: string | null) => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text)

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search)
  const [station, on, service] = [query.get('station'), query.get('from'), query.get('service')]
  return {
    ...(station && isDate(on) ? { station, on: on! } : {}),
    ...(service === 'ems' || service === 'rescue' ? { service } : {}),
    reach: reaches.find((known) => known === query.get('window')) ?? 'year',
    statistic: statistics.find((known) => known === query.get('statistic')) ?? 'median',
  }
}

export function writeAddress({ station, on, service, reach, statistic }: Address): string {
  const query = new URLSearchParams()
  if (station !== undefined && on !== undefined) {
    query.set('station', station)
    query.set('from', on)
  }
  if (service) query.set('service', service)
  if (reach !== 'year') query.set('window', reach)
  if (statistic !== 'median') query.set('statistic', statistic)
  return `?${query}`
}

/** With the newest change in place of none; still none where the register has none. */
export function settled(address: Address, list: ChangeList | undefined): Address {
  const [newest] = list?.changes ?? []
  if (address.station !== undefined || !newest) return address
  return { ...address, station: newest.station, on: newest.on }
}

/** The first day no longer compared; absent: a year after the change. */
function untilOf({ on, reach }: Address): string | undefined {
  return reach === 'year-end' && on !== undefined ? `${Number(on.slice(0, 4)) + 1}-01-01` : undefined
}

export function requestOf(address: Address): string | undefined {
  const { station, on, service } = address
  if (station === undefined || on === undefined) return undefined
  const query = new URLSearchParams({ station, from: on })
  if (service) query.set('service', service)
  const until = untilOf(address)
  if (until) query.set('until', until)
  return `/api/v1/before-after?${query}`
}

export function csvOf(address: Address, language: Language): string | undefined {
  const request = requestOf(address)
  return request && `${request}&format=csv&lang=${language}`
}
