/** Dated service-level decisions, compiled revisions and small notes of the installation. */
import type { DecisionAction, ServiceSpan } from '../domain/decision-spans.ts'
import type { RegisterLine } from '../domain/register-then.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Service, UnloggedRegister } from '../domain/vocabulary.ts'
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

export async function dropDecision(db: Queryable, county: string, id: string): Promise<void> {
  await db.query(sql('dropDecision'), [county, id])
}

/** When each decision was taken into use as it reads now, by id. */
export async function listAdoptions(db: Queryable, county: string): Promise<Map<string, Date>> {
  const rows = await db.query<{ decision: string; adopted_at: Date }>(sql('listAdoptions'), [county])
  return new Map(rows.map((row) => [row.decision, row.adopted_at]))
}

export interface LoggedDecision {
  readonly decision: string
  readonly action: DecisionAction
  readonly at: Date
  readonly by: string
  /** As it reads after the change; a withdrawn one as it read before. */
  readonly body: ServiceLevelDecision
}

export async function logDecision(
  db: Queryable,
  county: string,
  entry: Omit<LoggedDecision, 'decision' | 'at'> & { readonly at: number },
): Promise<void> {
  const { at, action, by, body } = entry
  await db.query(sql('logDecision'), [county, isoTime(at), body.id, action, by, JSON.stringify(body)])
}

/** How decisions read that nothing has been logged of: as adopted when they were taken into use. */
export async function logUnloggedDecisions(
  db: Queryable,
  county: string,
  ids: readonly string[],
): Promise<void> {
  await db.query(sql('logUnloggedDecisions'), [county, ids])
}

/** In the order in which they were written. One that is first told of when it ended stood before. */
export async function decisionLines(
  db: Queryable,
  county: string,
): Promise<RegisterLine<ServiceLevelDecision>[]> {
  const log = (await listDecisionLog(db, county, Number.MAX_SAFE_INTEGER)).reverse()
  const firsts = new Map([...log].reverse().map((line) => [line.decision, line]))
  const before = [...firsts.values()].filter(({ action }) => action !== 'adopted')
  return [
    ...before.map(({ decision: id, action, body: { validTo, ...rest } }) => ({
      ...{ id, at: Number.NEGATIVE_INFINITY },
      entry: action === 'ended' || validTo === undefined ? rest : { ...rest, validTo },
    })),
    ...log.map(({ decision: id, action, at, body }) => ({
      ...{ id, at: at.getTime() },
      ...(action !== 'withdrawn' && { entry: body }),
    })),
  ]
}

/** Newest first. */
export async function listDecisionLog(
  db: Queryable,
  county: string,
  limit: number,
): Promise<LoggedDecision[]> {
  const rows = await db.query<Omit<LoggedDecision, 'by'> & { by_name: string }>(sql('listDecisionLog'), [
    county,
    limit,
  ])
  return rows.map(({ by_name: by, ...row }) => ({ ...row, by }))
}

/** How many tasks of a service are dated in a span of instants. */
export async function countTasksDated(
  db: Queryable,
  county: string,
  asked: { readonly service: Service; readonly from: number; readonly to: number },
): Promise<number> {
  const parameters = [county, asked.service, isoTime(asked.from), isoTime(asked.to)]
  return (await db.query<{ tasks: number }>(sql('countTasksDated'), parameters))[0]!.tasks
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

export async function dropNote(db: Queryable, county: string, name: string): Promise<void> {
  await db.query(sql('dropNote'), [county, name])
}

const registerNote = 'register-changes'

/** When each register that keeps no history of its own was last changed, ISO 8601; those that never were are absent. */
export async function registerChanges(db: Queryable, county: string): Promise<RegisterChanges> {
  return (await findNote<RegisterChanges>(db, county, registerNote)) ?? {}
}

export async function noteRegisterChange(
  db: Queryable,
  county: string,
  register: UnloggedRegister,
  at: number,
): Promise<void> {
  const known = await registerChanges(db, county)
  await saveNote(db, county, registerNote, { ...known, [register]: isoTime(at) })
}

export type RegisterChanges = Readonly<Partial<Record<UnloggedRegister, string>>>

const unfinishedNote = 'judging-anew'
const versionNote = 'reference-version'

/** Dates whose tasks are still to be judged anew after an adoption; empty when all are. */
export async function unfinishedSpans(db: Queryable, county: string): Promise<readonly ServiceSpan[]> {
  return (await findNote<readonly ServiceSpan[]>(db, county, unfinishedNote)) ?? []
}

export async function saveUnfinishedSpans(
  db: Queryable,
  county: string,
  spans: readonly ServiceSpan[],
): Promise<void> {
  if (spans.length === 0) await dropNote(db, county, unfinishedNote)
  else await saveNote(db, county, unfinishedNote, spans)
}

/** Moves on whenever reference data or what was judged by it has changed, so that a running service takes notice. */
export async function referenceVersion(db: Queryable, county: string): Promise<number> {
  return (await findNote<number>(db, county, versionNote)) ?? 0
}

export async function moveReferenceVersion(db: Queryable, county: string): Promise<number> {
  const version = (await referenceVersion(db, county)) + 1
  await saveNote(db, county, versionNote, version)
  return version
}

interface RevisionRow {
  readonly revision: number
  readonly compiled_at: Date
  readonly digest: string
}

function revisionFrom(row: RevisionRow): StoredRevision {
  return { revision: row.revision, compiledAt: row.compiled_at, digest: row.digest }
}
