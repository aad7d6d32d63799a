/** The study of a change: which cells and tasks are on which side, and what is found now and on the same days earlier. */
import type { Point } from '../../geo/place.ts'
import { type Finding, findingBands, findingIn, measuresOf } from '../domain/before-after.ts'
import { type ChangeArea, changeArea } from '../domain/change-area.ts'
import { type DateWindow, placeboWindows, type WindowPair } from '../domain/change-windows.ts'
import type { KnownChange } from '../domain/known-changes.ts'
import type { AskedChange } from './ask-change.ts'
import { cellFinder, nearestStations, otherChanges, type StationCells, zonesOn } from './change-scene.ts'
import { type PlacedTask, placedTasks, type SortedTasks, sortTasks } from './change-tasks.ts'
import type { Ground } from './coverage-ground.ts'
import { othersTurn } from './others-turn.ts'
import type { ComplianceContext } from './show-compliance.ts'
import type { ReadinessBook } from './show-readiness.ts'

export interface BeforeAfterContext extends ComplianceContext {
  readonly book: ReadinessBook
  readonly ground: Ground
  readonly middleOf: (zone: string) => Point | undefined
}

export interface ChangeStudy {
  readonly near: StationCells
  readonly placed: readonly PlacedTask[]
  readonly area: ChangeArea
  /** Days of change within the windows besides the change itself, and the other stations that had one. */
  readonly others: readonly KnownChange[]
  readonly otherStations: ReadonlySet<number>
  readonly sorted: SortedTasks
  readonly findings: readonly Finding[]
  /** Over all hours. */
  readonly placebo: WindowPair & { readonly findings: readonly Finding[] }
}

export async function studyChange(asked: AskedChange, context: BeforeAfterContext): Promise<ChangeStudy> {
  const { book, ground } = context
  const { change, windows } = asked
  const near = await nearestStations(book, change, ground)
  const placebo = placeboWindows(windows)
  const placed = await tasksOf(asked, { from: placebo.before.from, to: windows.after.to }, context)
  const cells = {
    ...{ length: near.nearest.length, nearest: near.nearest, seconds: near.seconds },
    secondsFromChanged: near.secondsFromChanged,
    zone: zonesOn(context.reference, asked.service, change.on),
    tasksBefore: tasksByCell(placed, windows.before, near.nearest.length),
  }
  const sceneOf = (pairs: readonly WindowPair[]) => {
    const others = otherChanges(book, change, pairs)
    const ids = new Set(others.map(({ station }) => station))
    const otherStations = new Set(
      near.stations.flatMap(({ id }, i) => (i !== near.changed && ids.has(id) ? [i] : [])),
    )
    const area = changeArea(cells, { changed: near.changed, otherChanges: otherStations })
    return { others, otherStations, area }
  }
  const scene = sceneOf([windows])
  await othersTurn()
  const sorted = sortTasks(placed, windows, scene.area.roles)
  await othersTurn()
  const earlier = sortTasks(placed, placebo, sceneOf([windows, placebo]).area.roles)
  await othersTurn()
  return {
    ...{ near, placed, ...scene, sorted },
    findings: await findingsIn(findingBands, sorted.tasks),
    placebo: { ...placebo, findings: await findingsIn(['all'], earlier.tasks) },
  }
}

async function findingsIn(
  bands: readonly Finding['band'][],
  tasks: SortedTasks['tasks'],
): Promise<Finding[]> {
  const found: Finding[] = []
  for (const measure of measuresOf(tasks))
    for (const band of bands) {
      found.push(findingIn(measure, band, tasks))
      await othersTurn()
    }
  return found
}

/** A month at a time, so that on years of tasks others get their turn between. */
async function tasksOf(
  { service, urgency, lead }: AskedChange,
  days: DateWindow,
  context: BeforeAfterContext,
): Promise<PlacedTask[]> {
  const { figures, reference } = context
  const { calendar } = reference
  const cellOf = cellFinder(reference, context.middleOf)
  const [from, to] = [calendar.startOfDate(days.from), calendar.startOfDate(days.to)]
  const placed: PlacedTask[][] = []
  for (
    let month = days.from.slice(0, 7);
    month <= days.to.slice(0, 7);
    month = calendar.addMonths(month, 1)
  ) {
    const span = calendar.monthSpan(month)
    const within = { from: Math.max(from, span.from), to: Math.min(to, span.to) }
    if (within.from >= within.to) continue
    const where = { urgencyGroup: urgency }
    const rows = figures.tasks({ service, ...within, where }, Number.MAX_SAFE_INTEGER).reverse()
    placed.push(placedTasks(rows, lead, reference, cellOf))
    await othersTurn()
  }
  return placed.flat()
}

function tasksByCell(placed: readonly PlacedTask[], { from, to }: DateWindow, cells: number): Uint16Array {
  const counts = new Uint16Array(cells)
  for (const { cell, date } of placed) if (cell !== undefined && date >= from && date < to) counts[cell]++
  return counts
}
