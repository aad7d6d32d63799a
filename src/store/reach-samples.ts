/** How many residents were out of reach, every ten minutes. */
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

/** What samples are told apart by: only those of one kind are compared. */
export interface SampleKind {
  readonly service: Service
  readonly measure: Measure
  readonly decision: string
  /** Name and date of the graph. */
  readonly roads: string
  /** 0..23, by the local clock. */
  readonly hour: number
  readonly weekend: boolean
}

/** The first word of an instant stands. */
export async function saveReachSample(
  db: Queryable,
  county: string,
  { service, measure, decision, roads, hour, weekend }: SampleKind,
  sample: { readonly at: number; readonly outside: number },
): Promise<void> {
  await db.query(sql('saveReachSample'), [
    ...[county, service, measure, isoTime(sample.at), decision, roads, hour, weekend, sample.outside],
  ])
}

/** Residents out of reach, ascending; half-open in time. */
export async function reachSamples(
  db: Queryable,
  county: string,
  { service, measure, decision, roads, hour, weekend }: SampleKind,
  span: { readonly from: number; readonly to: number },
): Promise<number[]> {
  const rows = await db.query<{ outside: number }>(sql('reachSamples'), [
    ...[county, service, measure, isoTime(span.from), isoTime(span.to), decision, roads, hour, weekend],
  ])
  return rows.map(({ outside }) => outside)
}

export async function forgetReachSamples(
  db: Queryable,
  county: string,
  { service, measure }: Pick<SampleKind, 'service' | 'measure'>,
  before: number,
): Promise<void> {
  await db.query(sql('forgetReachSamples'), [county, service, measure, isoTime(before)])
}
