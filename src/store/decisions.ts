/** Dated service-level decisions, compiled revisions and small notes of the installation. */
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

export async function listDecisions(db: Queryable, county: string): Promise<ServiceLevelDecision[]> {
  const rows = await db.query<{ body: ServiceLevelDecision }>(sql('listDecisions'), [county])
  return rows.map((row) => row.body)
}

export async function saveDecision(
  db: Queryable,
  county: string,
  decision: ServiceLevelDecision,
  adoptedAt: number,
): Promise<void> {
  await db.query(sql('saveDecision'), [
    county,
    decision.id,
    decision.service,
    decision.validFrom,
    decision.validTo ?? null,
    isoTime(adoptedAt),
    JSON.stringify(decision),
  ])
}

export interface StoredRevision {
  readonly revision: number
  readonly compiledAt: Date
  readonly digest: string
}

export async function newestRevision(
  db: Queryable,
  county: string,
  service: Service,
  month: string,
): Promise<StoredRevision | undefined> {
  const rows = await db.query<RevisionRow>(sql('newestRevision'), [county, service, month])
  return rows.map(revisionFrom)[0]
}

export async function listRevisions(
  db: Queryable,
  county: string,
  service: Service,
  month: string,
): Promise<StoredRevision[]> {
  return (await db.query<RevisionRow>(sql('listRevisions'), [county, service, month])).map(revisionFrom)
}

export async function compiledMonths(
  db: Queryable,
  county: string,
): Promise<{ service: Service; month: string }[]> {
  return db.query(sql('compiledMonths'), [county])
}

export async function saveRevision(
  db: Queryable,
  county: string,
  entry: {
    readonly service: Service
    readonly month: string
    readonly revision: number
    readonly compiledAt: number
    readonly cutOffSeq: number
    readonly digest: string
    readonly figures: unknown
  },
): Promise<void> {
  await db.query(sql('saveRevision'), [
    county,
    entry.service,
    entry.month,
    entry.revision,
    isoTime(entry.compiledAt),
    entry.cutOffSeq,
    entry.digest,
    JSON.stringify(entry.figures),
  ])
}

export async function findNote<T>(db: Queryable, county: string, name: string): Promise<T | undefined> {
  const [row] = await db.query<{ value: T }>(sql('findNote'), [county, name])
  return row?.value
}

export async function saveNote(db: Queryable, county: string, name: string, value: unknown): Promise<void> {
  await db.query(sql('saveNote'), [county, name, JSON.stringify(value)])
}

interface RevisionRow {
  readonly revision: number
  readonly compiled_at: Date
  readonly digest: string
}

function revisionFrom(row: RevisionRow): StoredRevision {
  return { revision: row.revision, compiledAt: row.compiled_at, digest: row.digest }
}
