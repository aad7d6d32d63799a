/**
 * What has a manager said of a task? Reviews are events of our own beside those of the sources. A correction stands in
 * for what was told when the task is folded; the told event itself stays in the log as it was.
 */
import type { TaskEvent, TaskReviewed } from './event.ts'
import { type AnomalyKind, type ReviewAction, reviewSource, type UnitStatus } from './vocabulary.ts'

export interface Review {
  readonly at: number
  readonly action: ReviewAction
  readonly by: string
  readonly reason: string
  readonly anomaly?: AnomalyKind
  readonly unit?: string
  readonly status?: UnitStatus
  readonly correctedAt?: number
}

/** In the order of `ordered`. */
export function reviewsOf(ordered: readonly TaskEvent[]): Review[] {
  return ordered
    .filter((event): event is TaskReviewed => event.kind === 'task.reviewed')
    .map(({ kind: _kind, task: _task, id: _id, source: _source, ...review }) => review)
}

/** Since the last `restore`: that one takes back what was said before it. */
function standing(reviews: readonly Review[]): readonly Review[] {
  return reviews.slice(reviews.findLastIndex(({ action }) => action === 'restore') + 1)
}

/** An exclusion stands until it is taken back, or until the whole task is confirmed as it is. */
export function isExcludedBy(reviews: readonly Review[]): boolean {
  const ofTheTask = standing(reviews).filter(
    ({ action, anomaly }) => action === 'exclude' || (action === 'confirm' && anomaly === undefined),
  )
  return ofTheTask.at(-1)?.action === 'exclude'
}

/** Corrections in force, the last one of each unit and status. */
export function correctionsOf(reviews: readonly Review[]): Review[] {
  const last = new Map<string, Review>()
  for (const review of standing(reviews))
    if (review.action === 'correct') last.set(`${review.unit}\u0000${review.status}`, review)
  return [...last.values()]
}

/**
 * The told events with corrected times in place of all that was told of that unit's status. Whatever else the replaced
 * events told of the unit, its type and crew, is kept: only a time was corrected.
 */
export function asCorrected(told: readonly TaskEvent[], reviews: readonly Review[]): readonly TaskEvent[] {
  let events = told
  for (const correction of correctionsOf(reviews)) events = corrected(events, correction)
  return events
}

function corrected(
  events: readonly TaskEvent[],
  { unit, status, correctedAt }: Review,
): readonly TaskEvent[] {
  if (unit === undefined || status === undefined) return events
  const own = events.filter((event): event is StatusOnTask => isStatusOf(event, unit))
  const model = own.findLast((event) => event.status === status) ?? own[0]
  if (!model) return events
  const others = events.filter((event) => !isStatusOf(event, unit) || event.status !== status)
  const traits = traitsOf(own)
  if (correctedAt === undefined) return withTraits(others, unit, traits)
  // An id of its own: the model may be another status of the unit, which must stay.
  const mobile = model.status === status && model.mobile !== undefined ? { mobile: model.mobile } : {}
  const base = { id: `${unit}/${status}`, source: reviewSource, at: correctedAt, kind: model.kind }
  return withTraits([...others, { ...base, task: model.task, unit, status, ...mobile }], unit, traits)
}

type StatusOnTask = TaskEvent & { readonly kind: 'unit.status' }

function isStatusOf(event: TaskEvent, unit: string): event is StatusOnTask {
  return event.kind === 'unit.status' && event.unit === unit
}

/** As the fold would find them: the last told of each. */
function traitsOf(own: readonly StatusOnTask[]) {
  const unitType = own.findLast((event) => event.unitType !== undefined)?.unitType
  const crew = own.findLast((event) => event.crew !== undefined)?.crew
  return { ...(unitType === undefined ? {} : { unitType }), ...(crew === undefined ? {} : { crew }) }
}

function withTraits(
  events: readonly TaskEvent[],
  unit: string,
  traits: ReturnType<typeof traitsOf>,
): readonly TaskEvent[] {
  return events.map((event) => (isStatusOf(event, unit) ? { ...event, ...traits } : event))
}

/** Whether what looked wrong has been answered since: by a review of it, or of the whole task. */
export function isReviewed(
  anomaly: { readonly kind: AnomalyKind; readonly unit?: string },
  reviews: readonly Review[],
): boolean {
  return standing(reviews).some((review) => {
    if (review.anomaly === undefined) return review.action !== 'correct'
    return review.anomaly === anomaly.kind && (review.unit === undefined || review.unit === anomaly.unit)
  })
}
