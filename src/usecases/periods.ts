/** Which span of time, which decisions and which zones does a question speak of? */
import { addYears } from '../domain/calendar.ts'
import { VasteError } from '../domain/error.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { Dimension, Slice } from '../figures/figures.ts'
import type { ZoneClass, ZoneVersion } from '../store/zones.ts'
import type { CountyReference } from './reference.ts'

export interface Period {
  /** Local dates, half-open. */
  readonly from: string
  readonly to: string
}

export interface ComplianceQuestion extends Period {
  readonly service: Service
  readonly by?: readonly Dimension[]
  readonly where?: Slice['where']
  /** Zone version to put all tasks on, instead of the one in force on each task's date (trap 42). */
  readonly oneGrid?: string
}

export function periodOfMonth(reference: CountyReference, month: string): Period {
  reference.calendar.monthSpan(month)
  return { from: `${month}-01`, to: `${reference.calendar.addMonths(month, 1)}-01` }
}

export function aYearBefore(date: string): string {
  return addYears(date, -1)
}

/** Throws `invalid` for a period that does not end after it begins, and for a grid that is not known. */
export function sliceOf(question: ComplianceQuestion, reference: CountyReference): Slice {
  const { service, by = [], where = {}, oneGrid } = question
  const from = reference.calendar.startOfDate(question.from)
  const to = reference.calendar.startOfDate(question.to)
  if (from >= to)
    throw new VasteError(
      'invalid',
      `found period ${question.from} to ${question.to}; expected 'to' after 'from' ('to' is not included)`,
    )
  const slice = { service, from, to, by, where, with: ['parts', 'cancelled'] as const }
  return oneGrid === undefined ? slice : { ...slice, zoneOfCell: gridOf(reference, question, oneGrid) }
}

/** Every zone version that tasks of a service may be put on: of the systems that any of its decisions speaks of. */
export function gridsOf(reference: CountyReference, service: Service): ZoneVersion[] {
  const own = reference.decisions.filter((decision) => decision.service === service)
  const systems = new Set(own.map(({ zoneSystem }) => zoneSystem))
  return reference.zoneVersions.filter(({ system }) => systems.has(system))
}

function gridOf(reference: CountyReference, question: ComplianceQuestion, version: string) {
  const known = gridsOf(reference, question.service)
  const wanted = known.find((candidate) => candidate.version === version)
  if (wanted) return reference.classesOf(wanted)
  const names = known.map((candidate) => `'${candidate.version}'`).join(', ')
  throw new VasteError(
    'invalid',
    `found grid '${version}'; expected a zone version: ${names || 'none is imported'}`,
  )
}

export function decisionsWithin(
  all: readonly ServiceLevelDecision[],
  question: Period & { readonly service: Service },
): ServiceLevelDecision[] {
  return all.filter((decision) => decision.service === question.service && isWithin(decision, question))
}

/** Zone versions of the decisions' systems in force within the period. */
export function zoneVersionsWithin(
  reference: CountyReference,
  decisions: readonly ServiceLevelDecision[],
  period: Period,
): ZoneVersion[] {
  const systems = new Set(decisions.map((decision) => decision.zoneSystem))
  return reference.zoneVersions.filter((version) => systems.has(version.system) && isWithin(version, period))
}

function isWithin(
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo?: string },
  period: Period,
): boolean {
  return validFrom < period.to && (validTo === undefined || period.from < validTo)
}

/** Classes of the decisions' zone systems, in their order. */
export function zonesOf(
  reference: CountyReference,
  decisions: readonly ServiceLevelDecision[],
): readonly ZoneClass[] {
  const systems = new Set(decisions.map((decision) => decision.zoneSystem))
  const classes = new Map<string, ZoneClass>()
  for (const version of reference.zoneVersions)
    if (systems.has(version.system))
      for (const zoneClass of version.classes) classes.set(zoneClass.id, zoneClass)
  return [...classes.values()].sort((a, b) => a.order - b.order)
}
