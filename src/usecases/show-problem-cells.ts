/** Which cells are problem cells, which are near, and what takes them off the list? Counted from single tasks. */
import { cellCentre, parseCellId } from '../../geo/cell.ts'
import type { Point } from '../../geo/place.ts'
import { boxOfPolygons } from '../../geo/polygon.ts'
import { toWgs84 } from '../../geo/projection.ts'
import type { ProblemCell, ProblemCells } from '../contract/problem-cells.ts'
import type { CellTask } from '../domain/cell-year.ts'
import { VasteError } from '../domain/error.ts'
import {
  problemCells,
  type Reading,
  type ReportedCell,
  readings,
  type Standing,
  standings,
} from '../domain/problem-cells.ts'
import { isOfficial, type ServiceLevelDecision, type Target } from '../domain/service-level-decision.ts'
import { ruleVersion } from '../domain/verdict.ts'
import { type ExclusionReason, missingReasons } from '../domain/vocabulary.ts'
import type { FiguredRow } from '../figures/figures.ts'
import type { Queryable } from '../store/database.ts'
import { zonePolygons } from '../store/zones.ts'
import { targetsOf } from './compliance-rows.ts'
import { decisionsWithin, zonesOf, zoneVersionsWithin } from './periods.ts'
import type { CountyReference } from './reference.ts'
import type { ComplianceContext } from './show-compliance.ts'

export interface ProblemCellsQuestion {
  /** The last of the four; absent: the running year. */
  readonly lastYear?: number
  readonly reading?: Reading
  readonly minimumTasks?: number
  /** Also the cells that are clear by both readings. */
  readonly all?: boolean
}

export interface ProblemCellsContext extends ComplianceContext {
  /** Middle of a zone with an id of its own; cells of the lattice are known by theirs. */
  readonly middleOf?: (zone: string) => Point | undefined
}

/** Throws `invalid` for years that have not begun, or a minimum that is none. */
export function showProblemCells(question: ProblemCellsQuestion, context: ProblemCellsContext): ProblemCells {
  const { reference, figures } = context
  const today = reference.localDate(context.now)
  const years = yearsTo(question.lastYear ?? yearOf(today), today)
  const { reading = 'each-year', minimumTasks = 4, all = false } = question
  const period = { service: 'rescue' as const, from: `${years[0]}-01-01`, to: `${years.at(-1)! + 1}-01-01` }
  const decisions = decisionsWithin(reference.decisions, period)
  const rows = urgentRows(figures.tasks(sliceOf(reference, period), Number.MAX_SAFE_INTEGER))
  const { tasks, targetOf, used } = cellTasks(rows, decisions, reference)
  const lastYearOver = today >= period.to
  const rule = { years, minimumTasks, minimumIn: reading, lastYearOver }
  const cells = problemCells(tasks, targetOf, rule)
  const shown = cells.filter((cell) => all || readings.some((one) => cell.standings[one] !== 'clear'))
  return {
    ...{ county: reference.county.county, service: 'rescue', years, lastYearOver, reading, minimumTasks },
    emptyYears: years.filter((year) => !tasks.some((task) => task.year === year)),
    ...headOf(context),
    decisions: decisions.map(decisionView),
    official: used.length > 0 ? used.every((target) => target.official) : decisions.every(isOfficial),
    targets: [...used],
    zones: [...zonesOf(reference, decisions)],
    zoneVersions: zoneVersionsWithin(reference, decisions, period).map(
      ({ system, version, validFrom, validTo, demo, source }) => ({
        ...{ system, version, validFrom, validTo, demo, source },
      }),
    ),
    ...totalsOf(rows),
    withoutTarget: tasks.filter((task) => targetOf(task) === undefined).length,
    counts: {
      'each-year': countsOf(cells, 'each-year'),
      'over-the-years': countsOf(cells, 'over-the-years'),
    },
    cells: shown.sort(byUrgencyOf).map((cell) => cellView(cell, context.middleOf)),
  }
}

/** Middles of the zones that have ids of their own, the newest version's first; to be made anew with the reference. */
export async function loadMiddles(
  db: Queryable,
  reference: CountyReference,
): Promise<(zone: string) => Point | undefined> {
  const middles = new Map<string, Point>()
  const systems = new Set(decisionsOfRescue(reference).map(({ zoneSystem }) => zoneSystem))
  for (const version of reference.zoneVersions) {
    if (version.shape !== 'polygons' || !systems.has(version.system)) continue
    for (const { zone, border } of await zonePolygons(db, reference.county.county, version)) {
      const { west, south, east, north } = boxOfPolygons(border)
      middles.set(zone, { east: (west + east) / 2, north: (south + north) / 2 })
    }
  }
  return (zone) => middles.get(zone)
}

function decisionsOfRescue({ decisions }: CountyReference): ServiceLevelDecision[] {
  return decisions.filter(({ service }) => service === 'rescue')
}

function yearsTo(last: number, today: string): number[] {
  if (!Number.isInteger(last) || last < 1900 || last > yearOf(today))
    throw new VasteError(
      'invalid',
      `found last year ${last}; expected a year that has begun, at most ${yearOf(today)}`,
    )
  return [last - 3, last - 2, last - 1, last]
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

function sliceOf({ calendar }: CountyReference, period: { readonly from: string; readonly to: string }) {
  return {
    ...{ service: 'rescue' as const, where: { measure: 'first-unit' } },
    ...{ from: calendar.startOfDate(period.from), to: calendar.startOfDate(period.to) },
  }
}

/** Oldest first. What is urgent is the decision's word: the urgencies that it assesses (trap 25). */
function urgentRows(rows: readonly FiguredRow[]): FiguredRow[] {
  return rows.filter(({ urgencyGroup }) => urgencyGroup !== 'not-assessed').reverse()
}

type UsedTarget = ProblemCells['targets'][number]

function cellTasks(
  rows: readonly FiguredRow[],
  decisions: readonly ServiceLevelDecision[],
  { localDate }: CountyReference,
) {
  const targets = new Map<string, Target | undefined>()
  const used = new Map<string, UsedTarget>()
  const targetOfTask = new Map<CellTask, Target | undefined>()
  const targetOf = (row: FiguredRow) => {
    const { decision = '', urgencyGroup, zone = '' } = row
    const key = [decision, urgencyGroup, zone].join('\u0000')
    // The smallest share first: the rule is about half of the tasks, not about a stricter tail.
    if (!targets.has(key)) targets.set(key, targetsOf(decisions, row)[0])
    const target = targets.get(key)
    if (target) {
      const { withinSeconds, requiredShare, official } = target
      used.set(key, { decision, urgency: urgencyGroup, zone, withinSeconds, requiredShare, official })
    }
    return target
  }
  for (const row of rows) {
    const { task, cell, zone, municipality, seconds, datedAt } = row
    if (cell === undefined || zone === undefined || (seconds === undefined && !isMissing(row))) continue
    const year = yearOf(localDate(datedAt))
    targetOfTask.set({ task, cell, class: zone, year, seconds, municipality }, targetOf(row))
  }
  return {
    tasks: [...targetOfTask.keys()],
    targetOf: (task: CellTask) => targetOfTask.get(task),
    used: [...used.values()].sort((a, b) => compareTexts(a.decision + a.zone, b.decision + b.zone)),
  }
}

function isMissing({ excluded }: FiguredRow): boolean {
  return excluded !== undefined && (missingReasons as readonly ExclusionReason[]).includes(excluded)
}

function totalsOf(
  rows: readonly FiguredRow[],
): Pick<ProblemCells, 'total' | 'used' | 'missing' | 'excluded'> {
  const excluded: Partial<Record<ExclusionReason, number>> = {}
  for (const row of rows)
    if (row.excluded !== undefined) excluded[row.excluded] = (excluded[row.excluded] ?? 0) + 1
  const used = rows.filter(({ seconds }) => seconds !== undefined).length
  return { total: rows.length, used, missing: rows.filter(isMissing).length, excluded }
}

function headOf({ now, upTo, demo, historyLoading, judgingAnew }: ComplianceContext) {
  return {
    computedAt: new Date(now).toISOString(),
    ...(upTo.receivedAt === undefined ? {} : { dataUpTo: new Date(upTo.receivedAt).toISOString() }),
    ...{ demo, historyLoading, judgingAnew, ruleVersion },
  }
}

function decisionView(decision: ServiceLevelDecision): ProblemCells['decisions'][number] {
  const { id, name, validFrom, validTo, source, zoneSystem } = decision
  return { id, name, validFrom, validTo, source, zoneSystem, official: isOfficial(decision) }
}

function countsOf(cells: readonly ReportedCell[], reading: Reading): Record<Standing, number> {
  const counts = { listed: 0, near: 0, held: 0, clear: 0 }
  for (const cell of cells) counts[cell.standings[reading]]++
  return counts
}

/** Listed first, then near; of each, those that the fewest tasks move. */
function byUrgencyOf(a: ReportedCell, b: ReportedCell): number {
  const rank = ({ standing }: ReportedCell) => standings.indexOf(standing)
  const distance = ({ standing, furtherInTime = Infinity, furtherLate = Infinity }: ReportedCell) =>
    standing === 'listed' ? furtherInTime : furtherLate
  const [near, far] = [distance(a), distance(b)]
  return rank(a) - rank(b) || (near === far ? 0 : near - far) || compareTexts(a.cell, b.cell)
}

function cellView(cell: ReportedCell, middleOf: ProblemCellsContext['middleOf']): ProblemCell {
  const lattice = parseCellId(cell.cell)
  const middle = lattice ? cellCentre(lattice) : middleOf?.(cell.cell)
  return {
    ...cell,
    municipalities: [...cell.municipalities],
    ...(middle ? { centre: { ...toWgs84(middle), e: middle.east, n: middle.north } } : {}),
    years: cell.years.map((year) => ({
      ...year,
      classes: [...year.classes],
      deciding: [...year.deciding],
    })),
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
