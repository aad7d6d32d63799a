/** Where does one figure come from, and how can anyone rebuild it? */
import { createHash } from 'node:crypto'
import type { Passport } from '../contract/passport.ts'
import { VasteError } from '../domain/error.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { ruleVersion } from '../domain/verdict.ts'
import type { Measure } from '../domain/vocabulary.ts'
import type { Slice } from '../figures/figures.ts'
import { figureSql } from '../store/figure-sql.ts'
import { type ComplianceQuestion, sliceOf } from './periods.ts'
import { type ComplianceContext, showCompliance } from './show-compliance.ts'

export interface PassportQuestion extends ComplianceQuestion {
  /** Id of the decision, as the row tells it. */
  readonly decision: string
  /** As the row tells them: a group such as 'A+B', a class or 'unknown'. */
  readonly urgency: string
  readonly zone: string
  readonly measure?: Measure
}

/** Throws `not-found` when the period has no such figure. */
export function showPassport(question: PassportQuestion, context: ComplianceContext): Passport {
  const { reference, figures, upTo } = context
  const shown = showCompliance({ ...question, by: [] }, context)
  const row = shown.rows.find(
    ({ decision, urgency, zone, measure }) =>
      decision === question.decision &&
      urgency === question.urgency &&
      zone === question.zone &&
      measure === question.measure,
  )
  const view = shown.decisions.find(({ id }) => id === question.decision)
  const decision = reference.decisions.find(({ id }) => id === question.decision)
  if (!row || !view || !decision)
    throw new VasteError(
      'not-found',
      `found no figure of decision '${question.decision}' for ${question.urgency} in zone '${question.zone}' (${question.measure ?? 'no measure'}); expected one of the rows of that period`,
    )
  const slice = sliceOf({ ...question, by: [], where: whereOf(question) }, reference)
  return {
    ...{ county: shown.county, service: shown.service, from: shown.from, to: shown.to, demo: shown.demo },
    computedAt: shown.computedAt,
    cutOff: { seq: upTo.seq, ...(shown.dataUpTo === undefined ? {} : { receivedAt: shown.dataUpTo }) },
    decision: { ...view, ...rulesOf(decision, question.measure) },
    zoneVersions: shown.zoneVersions,
    method: { ruleVersion, percentile: 'type-7', interval: 'wilson-95' },
    row,
    ...(question.measure === undefined ? {} : { measure: question.measure }),
    fingerprint: fingerprintOf(figures.tasks(slice, Number.MAX_SAFE_INTEGER)),
    sql: figureSql({
      ...{ county: shown.county, service: slice.service, from: slice.from, to: slice.to },
      ...{ decision: question.decision, urgencyGroup: question.urgency, measure: question.measure },
      // A class on one grid is not in the table.
      ...(question.oneGrid === undefined ? { zone: question.zone === 'unknown' ? null : question.zone } : {}),
      limits: row.targets.map(({ withinSeconds }) => withinSeconds),
    }),
    command: commandOf(question),
  }
}

function whereOf({ where, decision, urgency, zone, measure }: PassportQuestion): Slice['where'] {
  return { ...where, decision, urgencyGroup: urgency, zone, measure: measure ?? 'none' }
}

function rulesOf(decision: ServiceLevelDecision, measure: Measure | undefined) {
  const { clockStart, clockStarts = {}, urgencyRule = 'first-alert', qualifyingUnits } = decision
  const counted = measure === undefined ? 'any' : (qualifyingUnits[measure] ?? 'any')
  return {
    clockStart: (measure && clockStarts[measure]) ?? clockStart,
    urgencyRule,
    counted: counted === 'any' ? 'any' : counted.join(', '),
    digest: createHash('sha256').update(JSON.stringify(decision)).digest('hex'),
  }
}

function fingerprintOf(
  tasks: readonly { readonly task: string; readonly seconds?: number; readonly excluded?: string }[],
): string {
  const lines = tasks.map(({ task, seconds, excluded }) => `${task};${seconds ?? excluded}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function commandOf({
  service,
  from,
  to,
  decision,
  urgency,
  zone,
  measure,
  oneGrid,
}: PassportQuestion): string {
  const where = { decision, urgencyGroup: urgency, zone, ...(measure === undefined ? {} : { measure }) }
  const conditions = Object.entries(where).map(([name, value]) => `--where ${name}=${value}`)
  const grid = oneGrid === undefined ? [] : [`--grid ${oneGrid}`]
  return [
    `npx vaste compliance --service ${service} --from ${from} --to ${to}`,
    ...conditions,
    ...grid,
    '--format json',
  ].join(' ')
}
