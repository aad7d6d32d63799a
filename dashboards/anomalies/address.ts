// What is being looked at? Kept in the address, so that a link shows the same task and the back button works.
import type { AnomalyKind } from '../../src/contract/anomalies.ts'
import { type Service, services } from '../vocabulary.ts'

export interface Address {
  readonly service?: Service
  readonly state: 'open' | 'reviewed'
  readonly kind?: AnomalyKind
  readonly source?: string
  /** `2026-10`; absent: all of them. */
  readonly month?: string
  readonly task?: string
}

/** In the order of the counts; a type check holds that none is missing. */
const kinds: Readonly<Record<AnomalyKind, true>> = {
  'forgotten-button': true,
  'arrival-before-alert': true,
  'arrival-at-alert': true,
  'out-of-order': true,
  'implausibly-long': true,
  'arrival-without-alert': true,
  'repeated-arrival': true,
  'clock-change': true,
  'never-created': true,
  'urgency-changed': true,
}
export const anomalyKinds = Object.keys(kinds) as readonly AnomalyKind[]

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search)
  const month = query.get('month') ?? ''
  return {
    service: services.find((known) => known === query.get('service')),
    state: query.get('state') === 'reviewed' ? 'reviewed' : 'open',
    kind: anomalyKinds.find((known) => known === query.get('kind')),
    source: query.get('source') || undefined,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    task: query.get('task') || undefined,
  }
}

export function writeAddress(address: Address): string {
  return `?${queryOf(address, ['service', 'state', 'kind', 'source', 'month', 'task'])}`
}

export const tasksAtMost = 100

/** The queue asks for all but the task. */
export function listPath(address: Address): string {
  const names = address.state === 'open' ? (['kind', 'source'] as const) : []
  return `/api/v1/anomalies?${queryOf(address, ['service', 'state', ...names, 'month'])}&limit=${tasksAtMost}`
}

export function taskPath(task: string): string {
  return `/api/v1/anomalies/${encodeURIComponent(task)}`
}

export function reviewPath(task: string): string {
  return `/api/v1/tasks/${encodeURIComponent(task)}/reviews`
}

function queryOf(address: Address, names: readonly (keyof Address)[]): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of names) {
    const value = address[name]
    if (value !== undefined && !(name === 'state' && value === 'open')) query.set(name, value)
  }
  return query
}
