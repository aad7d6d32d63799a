/** What exactly is asked of a change: whose tasks of which urgency, and which days can be compared? */
import { addYears } from '../domain/calendar.ts'
import { type ChangeWindows, changeWindows, type DateWindow } from '../domain/change-windows.ts'
import { VasteError } from '../domain/error.ts'
import { knownChanges } from '../domain/known-changes.ts'
import { addDays } from '../domain/readiness-clock.ts'
import { decisionOn, measuresOf } from '../domain/service-level-decision.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import { type FoundChange, findChange } from './change-scene.ts'
import type { CountyReference } from './reference.ts'
import type { ComplianceContext } from './show-compliance.ts'
import type { ReadinessBook } from './show-readiness.ts'

export interface BeforeAfterQuestion {
  readonly station: string
  /** Local date of the change. */
  readonly on: string
  /** Whose tasks; absent: those of the service whose readiness changed. */
  readonly service?: Service
  /** Urgency group; absent: the most urgent. */
  readonly urgency?: string
  /** First local date no longer compared; absent: a year after the change. */
  readonly until?: string
}

export interface AskedChange {
  readonly change: FoundChange
  readonly service: Service
  readonly urgency: string
  /** Whose arriving unit's turnout and drive are told. */
  readonly lead: Measure
  readonly data: DateWindow | undefined
  readonly windows: ChangeWindows
}

/** Throws `not-found` for an unknown station or no decision, `invalid` for a day to come or an end before it. */
export function askedChange(
  question: BeforeAfterQuestion,
  context: ComplianceContext & { readonly book: ReadinessBook },
): AskedChange {
  const { book, reference, now } = context
  const service = question.service ?? serviceOf(book, question)
  const change = findChange(book, question, service)
  checkDays(question, reference.localDate(now))
  const data = dataSpan(service, question.on, context)
  return {
    ...{ change, service, data, ...urgencyOf(reference, service, question) },
    windows: changeWindows(question.on, data, question.until),
  }
}

function serviceOf({ periods }: ReadinessBook, { station, on }: BeforeAfterQuestion): Service {
  const told = knownChanges(periods).find((change) => change.station === station && change.on === on)
  return told?.service ?? 'rescue'
}

function checkDays({ on, until }: BeforeAfterQuestion, today: string): void {
  if (on >= today)
    throw new VasteError('invalid', `found a change on ${on}; expected one before today, ${today}`)
  const last = addYears(on, 1)
  if (until !== undefined && (until <= on || until > last))
    throw new VasteError(
      'invalid',
      `found an end on ${until}; expected one after ${on} and at the latest ${last}, because the days before would lie after the change`,
    )
}

const ofOneUnit: readonly Measure[] = ['turnout', 'drive']

function urgencyOf(reference: CountyReference, service: Service, { on, urgency }: BeforeAfterQuestion) {
  const decision = decisionOn(reference.decisions, service, on)
  if (!decision)
    throw new VasteError('not-found', `found no ${service} decision in force on ${on}; expected one`)
  const groups = [...new Set(decision.targets.map(({ urgencies }) => urgencies.join('+')))].sort()
  const asked = urgency ?? groups[0]
  if (asked === undefined || !groups.includes(asked))
    throw new VasteError('invalid', `found urgency '${asked}'; expected one of ${groups.join(', ')}`)
  const timed = measuresOf(decision, asked.split('+')[0]!).filter((measure) => !ofOneUnit.includes(measure))
  const lead: Measure = timed.includes('first-unit') ? 'first-unit' : (timed[0] ?? 'first-unit')
  return { urgency: asked, lead }
}

/** Whole local days from the first task of the service to the last, of the years that a study may look at. */
function dataSpan(
  service: Service,
  on: string,
  { figures, reference, now }: ComplianceContext,
): DateWindow | undefined {
  const { calendar, localDate } = reference
  const [from, to] = [calendar.startOfDate(addYears(on, -2)), calendar.startOfDate(addYears(on, 1))]
  const dates = figures.dates({ service, from, to })
  if (!dates) return undefined
  const [today, next] = [localDate(now), addDays(localDate(dates.last), 1)]
  return { from: localDate(dates.first), to: next < today ? next : today }
}
