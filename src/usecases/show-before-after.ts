/** What did a change of readiness do to the reach times? Area and control, before and after, and what may be doubted. */
import type { BeforeAfter, ChangeList, KnownReadinessChange } from '../contract/before-after.ts'
import { type Finding, minimumOf, type Side, type When } from '../domain/before-after.ts'
import type { CellRole } from '../domain/change-area.ts'
import { judgeChange, leadOf } from '../domain/change-verdict.ts'
import type { ChangeWindows, DateWindow } from '../domain/change-windows.ts'
import { type KnownChange, knownChanges } from '../domain/known-changes.ts'
import { isOfficial } from '../domain/service-level-decision.ts'
import { ruleVersion } from '../domain/verdict.ts'
import { type AskedChange, askedChange, type BeforeAfterQuestion } from './ask-change.ts'
import { confoundersOf, ownUnitsOf, seriesOf, volumeOf } from './change-surroundings.ts'
import { othersTurn } from './others-turn.ts'
import { decisionsWithin } from './periods.ts'
import type { CountyReference } from './reference.ts'
import { type BeforeAfterContext, type ChangeStudy, studyChange } from './study-change.ts'

export type { BeforeAfterQuestion } from './ask-change.ts'

/** Throws `not-found` for an unknown station or no decision, `invalid` for a day to come or an end before it. */
export async function showBeforeAfter(
  question: BeforeAfterQuestion,
  context: BeforeAfterContext,
): Promise<BeforeAfter> {
  const asked = askedChange(question, context)
  const study = await studyChange(asked, context)
  const { service, urgency, change, windows, data } = asked
  const { sorted, findings, placebo } = study
  const { reference } = context
  await othersTurn()
  const surroundings = await surroundingsOf(asked, study, reference)
  return {
    ...{ county: reference.county.county, service, urgency, ...headOf(context) },
    change: { ...changeView(change, change.record.name), registered: change.registered },
    windows: { ...windows, cuts: [...windows.cuts], hours: hoursIn(windows, reference) },
    ...(data && { data }),
    ...groundsOf(asked, context),
    ...sidesOf(study, reference),
    total: sorted.total,
    used: sorted.tasks.length,
    excluded: { ...sorted.excluded },
    leftOut: { ...sorted.leftOut },
    findings: [...findings],
    placebo: { ...placebo, findings: [...placebo.findings] },
    judgement: judgementOf(findings, placebo.findings),
    ...surroundings,
    cells: cellColumns(study.area.roles, reference),
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

/** By which roads, decisions and minimums it was judged. */
function groundsOf({ service, windows }: AskedChange, context: BeforeAfterContext) {
  const { source } = context.ground.roads.graph
  const span = { from: windows.before.from, to: windows.after.to }
  const decisions = decisionsWithin(context.reference.decisions, { service, ...span })
  return {
    approximate: source.approximate,
    roads: { name: source.name, date: source.date, attribution: source.attribution },
    decisions: decisions.map(({ id, name, validFrom }) => ({ id, name: { ...name }, validFrom })),
    official: decisions.every(isOfficial),
    minimums: { ...minimumOf },
  }
}

function sidesOf({ area, near, otherStations, sorted }: ChangeStudy, { cells }: CountyReference) {
  const cellsOf = (role: CellRole) => area.roles.flatMap((one, i) => (one === role ? [i] : []))
  const [own, control] = [cellsOf('area'), cellsOf('control')]
  const idOf = (station: number) => near.stations[station]!.id
  return {
    area: {
      ...{ cells: own.length, tasks: tasksOn('area', sorted.tasks), withoutLike: area.areaWithoutLike },
      residents: Math.round(own.reduce((sum, cell) => sum + cells.residents[cell]!, 0)),
    },
    control: {
      ...{ cells: control.length, tasks: tasksOn('control', sorted.tasks) },
      stations: [...new Set(control.map((cell) => idOf(near.nearest[cell]!)))].sort(),
    },
    changedStations: [...otherStations].map(idOf).sort(),
  }
}

function tasksOn(side: Side, tasks: ChangeStudy['sorted']['tasks']): Record<When, number> {
  const count = (when: When) => tasks.filter((task) => task.side === side && task.when === when).length
  return { before: count('before'), after: count('after') }
}

async function surroundingsOf(asked: AskedChange, study: ChangeStudy, reference: CountyReference) {
  const { service, change, windows, lead } = asked
  const span = { from: windows.before.from, to: windows.after.to }
  const decisions = decisionsWithin(reference.decisions, { service, ...span })
  const measure = leadOf(study.findings)?.measure ?? lead
  const ownUnits = ownUnitsOf(study.sorted.tasks, change.station)
  const volume = volumeOf(tasksOn('area', study.sorted.tasks), windows.days)
  await othersTurn()
  const series = await seriesOf(study.placed, study.area.roles, { change: change.on, windows, measure })
  await othersTurn()
  return {
    ...{ ownUnits, volume, series },
    confounders: confoundersOf({ service, change, windows, others: study.others, reference, decisions }),
  }
}

function judgementOf(findings: readonly Finding[], placebo: readonly Finding[]): BeforeAfter['judgement'] {
  const { doubts, ...judgement } = judgeChange(findings, placebo)
  return { ...judgement, doubts: [...doubts] }
}

function hoursIn({ before, after }: ChangeWindows, { calendar }: CountyReference) {
  const hours = ({ from, to }: DateWindow) =>
    (calendar.startOfDate(to) - calendar.startOfDate(from)) / 3_600_000
  return { before: hours(before), after: hours(after) }
}

function cellColumns(roles: readonly CellRole[], { cells }: CountyReference): BeforeAfter['cells'] {
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
