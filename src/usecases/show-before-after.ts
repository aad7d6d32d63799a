/** What did a change of readiness do to the reach times? Area and control, before and after, and what may be doubted. */
import type { Point } from '../../geo/place.ts'
import type { BeforeAfter, ChangeList, KnownReadinessChange } from '../contract/before-after.ts'
import { findingsOf, minimumOf } from '../domain/before-after.ts'
import { addYears } from '../domain/calendar.ts'
import { changeArea } from '../domain/change-area.ts'
import { judgeChange, leadOf } from '../domain/change-verdict.ts'
import {
  type ChangeWindows,
  changeWindows,
  type DateWindow,
  placeboWindows,
} from '../domain/change-windows.ts'
import { VasteError } from '../domain/error.ts'
import { type KnownChange, knownChanges } from '../domain/known-changes.ts'
import { addDays } from '../domain/readiness-clock.ts'
import { decisionOn, measuresOf } from '../domain/service-level-decision.ts'
import { ruleVersion } from '../domain/verdict.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { Figures } from '../figures/figures.ts'
import {
  cellFinder,
  type FoundChange,
  findChange,
  nearestStations,
  otherChanges,
  zonesOn,
} from './change-scene.ts'
import { confoundersOf, ownUnitsOf, seriesOf, volumeOf } from './change-surroundings.ts'
import { type PlacedTask, placedTasks, sortTasks } from './change-tasks.ts'
import type { Ground } from './coverage-ground.ts'
import { decisionsWithin } from './periods.ts'
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

export interface BeforeAfterContext extends ComplianceContext {
  readonly book: ReadinessBook
  readonly ground: Ground
  readonly middleOf: (zone: string) => Point | undefined
}

/** Throws `not-found` for an unknown station or no decision, `invalid` for a day to come or an end before it. */
export async function showBeforeAfter(
  question: BeforeAfterQuestion,
  context: BeforeAfterContext,
): Promise<BeforeAfter> {
  const { book, reference, figures, ground, now } = context
  const service = question.service ?? serviceOf(book, question)
  const change = findChange(book, question, service)
  checkDays(question, reference.localDate(now))
  const { urgency, lead } = askedOf(reference, service, question)
  const data = dataSpan(figures, service, question.on, context)
  const windows = changeWindows(question.on, data, question.until)
  const placebo = placeboWindows(windows)
  const near = await nearestStations(book, change, ground)
  const placed = placedTasks(
    urgentRows(figures, service, urgency, placebo.before.from, windows.after.to, reference),
    lead,
    reference,
    cellFinder(reference, context.middleOf),
  )
  const cells = {
    ...{ length: near.nearest.length, nearest: near.nearest, seconds: near.seconds },
    ...{ secondsFromChanged: near.secondsFromChanged, zone: zonesOn(reference, service, question.on) },
    tasksBefore: tasksByCell(placed, windows.before, near.nearest.length),
  }
  const areaIn = (...pairs: Parameters<typeof otherChanges>[2]) => {
    const others = otherChanges(book, change, pairs)
    const changed = new Set(
      near.stations.flatMap(({ id }, i) => (others.some((one) => one.station === id) ? [i] : [])),
    )
    changed.delete(near.changed)
    return { others, changed, ...changeArea(cells, { changed: near.changed, otherChanges: changed }) }
  }
  const scene = areaIn(windows)
  const sorted = sortTasks(placed, windows, scene.roles)
  const findings = findingsOf(sorted.tasks)
  const earlier = findingsOf(sortTasks(placed, placebo, areaIn(windows, placebo).roles).tasks).filter(
    ({ band }) => band === 'all',
  )
  const used = sorted.tasks
  const countOf = (side: 'area' | 'control') => ({
    before: used.filter((task) => task.side === side && task.when === 'before').length,
    after: used.filter((task) => task.side === side && task.when === 'after').length,
  })
  const cellsOf = (role: string) => scene.roles.flatMap((one, i) => (one === role ? [i] : []))
  const { source: roads } = ground.roads.graph
  const controlStations = new Set(cellsOf('control').map((cell) => near.stations[near.nearest[cell]!]!.id))
  const decisions = decisionsWithin(reference.decisions, {
    ...{ service, from: windows.before.from, to: windows.after.to },
  })
  return {
    ...{ county: reference.county.county, service, urgency, ...headOf(context) },
    change: { ...changeView(change, change.record.name), registered: change.registered },
    windows: { ...windows, cuts: [...windows.cuts], hours: hoursIn(windows, reference) },
    ...(data && { data }),
    approximate: roads.approximate,
    roads: { name: roads.name, date: roads.date, attribution: roads.attribution },
    decisions: decisions.map(({ id, name, validFrom }) => ({ id, name: { ...name }, validFrom })),
    official: placed.every((task) => task.official) && decisions.length > 0,
    minimums: { ...minimumOf },
    area: {
      ...{ cells: cellsOf('area').length, residents: residentsIn(cellsOf('area'), reference) },
      ...{ tasks: countOf('area'), withoutLike: scene.areaWithoutLike },
    },
    control: {
      ...{
        cells: cellsOf('control').length,
        tasks: countOf('control'),
        stations: [...controlStations].sort(),
      },
    },
    changedStations: [...scene.changed].map((i) => near.stations[i]!.id).sort(),
    ...{
      total: sorted.total,
      used: used.length,
      excluded: { ...sorted.excluded },
      leftOut: { ...sorted.leftOut },
    },
    findings,
    placebo: { ...placebo, findings: earlier },
    judgement: judgementOf(findings, earlier),
    ownUnits: ownUnitsOf(used, question.station),
    volume: volumeOf(countOf('area'), windows.days),
    series: seriesOf(placed, scene.roles, {
      change: question.on,
      windows,
      measure: leadOf(findings)?.measure ?? lead,
    }),
    confounders: confoundersOf({ service, change, windows, others: scene.others, reference, decisions }),
    cells: cellColumns(scene.roles, reference),
  }
}

/** Changes that the register tells of, and the stations for a day of one's own. */
export function showChanges({
  book,
  demo,
  reference,
}: Pick<BeforeAfterContext, 'book' | 'demo' | 'reference'>): ChangeList {
  const nameOf = new Map(book.stations.map(({ id, name }) => [id, name]))
  return {
    ...{ county: reference.county.county, demo },
    changes: knownChanges(book.periods).map((change) =>
      changeView(change, nameOf.get(change.station) ?? change.station),
    ),
    stations: book.stations.map(({ id, name, services }) => ({ id, name, services: [...services] })),
  }
}

function changeView(change: KnownChange, name: string): KnownReadinessChange {
  const crews = (periods: KnownChange['begins']) =>
    periods.map(({ slot, kind, strength, source }) => ({
      ...{ slot, kind },
      ...(strength && { strength: { ...strength } }),
      ...(source !== undefined && { source }),
    }))
  const { station, service, on, begins, ends, dateConfirmed } = change
  return { station, name, service, on, begins: crews(begins), ends: crews(ends), dateConfirmed }
}

function serviceOf({ periods }: ReadinessBook, { station, on }: BeforeAfterQuestion): Service {
  return (
    knownChanges(periods).find((change) => change.station === station && change.on === on)?.service ??
    'rescue'
  )
}

function checkDays({ on, until }: BeforeAfterQuestion, today: string): void {
  if (on >= today)
    throw new VasteError('invalid', `found a change on ${on}; expected one before today, ${today}`)
  if (until !== undefined && (until <= on || until > addYears(on, 1)))
    throw new VasteError(
      'invalid',
      `found an end on ${until}; expected one after ${on} and not after ${addYears(on, 1)}: the days before would lie after the change`,
    )
}

function askedOf(reference: CountyReference, service: Service, { on, urgency }: BeforeAfterQuestion) {
  const decision = decisionOn(reference.decisions, service, on)
  if (!decision)
    throw new VasteError('not-found', `found no ${service} decision in force on ${on}; expected one`)
  const groups = [...new Set(decision.targets.map(({ urgencies }) => urgencies.join('+')))].sort()
  const asked = urgency ?? groups[0]
  if (asked === undefined || !groups.includes(asked))
    throw new VasteError('invalid', `found urgency '${asked}'; expected one of ${groups.join(', ')}`)
  const timed = measuresOf(decision, asked.split('+')[0]!).filter((measure) => !ofOneUnit.includes(measure))
  return {
    urgency: asked,
    lead: timed.includes('first-unit') ? ('first-unit' as const) : (timed[0] ?? 'first-unit'),
  }
}

const ofOneUnit: readonly Measure[] = ['turnout', 'drive']

function urgentRows(
  figures: Figures,
  service: Service,
  urgency: string,
  from: string,
  to: string,
  { calendar }: CountyReference,
) {
  const span = { from: calendar.startOfDate(from), to: calendar.startOfDate(to) }
  return figures
    .tasks({ service, ...span, where: { urgencyGroup: urgency } }, Number.MAX_SAFE_INTEGER)
    .reverse()
}

/** Whole local days from the first task of the service to the last, of the years that a study may look at. */
function dataSpan(
  figures: Figures,
  service: Service,
  on: string,
  { reference, now }: BeforeAfterContext,
): DateWindow | undefined {
  const { calendar, localDate } = reference
  const [from, to] = [calendar.startOfDate(addYears(on, -2)), calendar.startOfDate(addYears(on, 1))]
  const dates = figures
    .groups({ service, from, to, by: ['month'] })
    .map(({ by }) => by.month!)
    .sort()
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const daysOf = (month: string) => {
    const { from: start, to: end } = calendar.monthSpan(month)
    const rows = figures.tasks(
      { service, from: Math.max(from, start), to: Math.min(to, end) },
      Number.MAX_SAFE_INTEGER,
    )
    return { first: localDate(rows.at(-1)!.datedAt), last: localDate(rows[0]!.datedAt) }
  }
  const today = localDate(now)
  const next = addDays(daysOf(last).last, 1)
  return { from: daysOf(first).first, to: next < today ? next : today }
}

function tasksByCell(placed: readonly PlacedTask[], { from, to }: DateWindow, cells: number): Uint16Array {
  const counts = new Uint16Array(cells)
  for (const { cell, date } of placed) if (cell !== undefined && date >= from && date < to) counts[cell]++
  return counts
}

function judgementOf(...found: Parameters<typeof judgeChange>): BeforeAfter['judgement'] {
  const { doubts, ...judgement } = judgeChange(...found)
  return { ...judgement, doubts: [...doubts] }
}

function hoursIn({ before, after }: ChangeWindows, { calendar }: CountyReference) {
  const hours = ({ from, to }: DateWindow) =>
    (calendar.startOfDate(to) - calendar.startOfDate(from)) / 3_600_000
  return { before: hours(before), after: hours(after) }
}

function residentsIn(cells: readonly number[], reference: CountyReference): number {
  return Math.round(cells.reduce((sum, cell) => sum + reference.cells.residents[cell]!, 0))
}

function cellColumns(
  roles: readonly BeforeAfter['cells']['role'][number][],
  { cells }: CountyReference,
): BeforeAfter['cells'] {
  const shown = roles.flatMap((role, i) => (role === 'unlike' || role === 'off-roads' ? [] : [i]))
  return {
    e: shown.map((i) => cells.e[i]!),
    n: shown.map((i) => cells.n[i]!),
    role: shown.map((i) => roles[i]!),
  }
}

function headOf({ now, upTo, demo, historyLoading, judgingAnew }: BeforeAfterContext) {
  return {
    ...{ demo, computedAt: new Date(now).toISOString(), ruleVersion },
    ...(upTo.receivedAt === undefined ? {} : { dataUpTo: new Date(upTo.receivedAt).toISOString() }),
    ...(historyLoading === undefined ? {} : { historyLoading }),
    ...(judgingAnew === undefined ? {} : { judgingAnew }),
  }
}

export type { FoundChange }
