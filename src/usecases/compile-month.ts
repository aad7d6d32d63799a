/**
 * Compiles a month as a numbered revision. A revision is never overwritten: when later events have changed the
 * figures, the next number is written, and when nothing has changed nothing is.
 */
import { createHash } from 'node:crypto'
import type { Compliance } from '../contract/compliance.ts'
import type { Service } from '../domain/vocabulary.ts'
import { services } from '../domain/vocabulary.ts'
import type { Database } from '../store/database.ts'
import { compiledMonths, newestRevision, saveRevision } from '../store/decisions.ts'
import { periodOfMonth } from './periods.ts'
import { type ComplianceContext, showCompliance } from './show-compliance.ts'

export interface CompiledMonth {
  readonly service: Service
  readonly month: string
  readonly revision: number
  /** false: the newest revision already says the same. */
  readonly written: boolean
}

export async function compileMonth(
  db: Database,
  month: string,
  service: Service,
  context: ComplianceContext,
): Promise<CompiledMonth> {
  const { county } = context.reference.county
  const figures = showCompliance({ service, ...periodOfMonth(context.reference, month) }, context)
  const digest = digestOfFigures(figures)
  return db.transaction(async (tx) => {
    const newest = await newestRevision(tx, county, service, month)
    if (newest?.digest === digest) return { service, month, revision: newest.revision, written: false }
    const revision = (newest?.revision ?? 0) + 1
    await saveRevision(tx, county, {
      service,
      month,
      revision,
      compiledAt: context.now,
      cutOffSeq: context.upTo.seq,
      digest,
      figures,
    })
    return { service, month, revision, written: true }
  })
}

/** Of the figures alone: when they were computed does not make them different. */
function digestOfFigures({
  computedAt: _c,
  dataUpTo: _d,
  historyLoading: _h,
  judgingAnew: _j,
  ...figures
}: Compliance): string {
  return createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, 32)
}

/**
 * Months before `now`'s that have no revision, at most `back` of them, oldest first: what a stopped service missed. The
 * last one is always among them: a start soon after midnight of the 1st may have compiled it before all had come.
 */
export async function monthsToCompile(
  db: Database,
  context: ComplianceContext,
  back: number,
): Promise<{ service: Service; month: string }[]> {
  const { calendar, county } = context.reference
  const done = new Set(
    (await compiledMonths(db, county.county)).map(({ service, month }) => `${service} ${month}`),
  )
  const current = calendar.localMonth(context.now)
  const months = Array.from({ length: back }, (_, i) => calendar.addMonths(current, i - back))
  return months
    .flatMap((month) => services.map((service) => ({ service, month })))
    .filter(({ service, month }) => month === months.at(-1) || !done.has(`${service} ${month}`))
    .filter(({ service, month }) => {
      const span = calendar.monthSpan(month)
      return context.figures.totals({ service, ...span }).total > 0
    })
}
