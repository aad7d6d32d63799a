/** Who is out of reach now, in numbers small enough for every board, and whose leaving made it so? */
import { cellsOutside, crossingsOf, outsideByGroup } from '../../geo/coverage/residents.ts'
import type { LeftOutReason } from '../contract/coverage.ts'
import type { NormalView, ReachView } from '../contract/reach.ts'
import type { Measure } from '../domain/vocabulary.ts'
import { measuresCovered } from './coverage-sources.ts'
import type { CoverageState } from './coverage-state.ts'

export interface ReachSurroundings {
  readonly normal?: NormalView | undefined
  /** When a unit was alerted to the task it is on, epoch milliseconds. */
  alertedAt(unit: string): number | undefined
}

const newestLeftMs = 30 * 60_000
const unknownReasons: readonly LeftOutReason[] = [
  'no-status',
  'silent',
  'not-told',
  'no-position',
  'off-roads',
]

/** The first measure that the most urgent tasks have targets for; undefined of a decision without any. */
export function urgentMeasure({ decision, limits }: CoverageState): Measure | undefined {
  return measuresCovered(decision).find((measure) => limits(measure).urgencies.length > 0)
}

/** Residents beyond their limit. */
export function outsideResidents(state: CoverageState, measure: Measure): number {
  const [total] = countsIn(state, measure, new Uint8Array(state.field.cells), 1)
  return Math.round(total!.outside.residents)
}

export function reachView(state: CoverageState, around: ReachSurroundings): ReachView | undefined {
  const measure = urgentMeasure(state)
  if (measure === undefined) return undefined
  const { field, home, reference, decision } = state
  const { residents } = reference.cells
  const { calibration } = state.ground.speeds ?? {}
  const limits = state.limits(measure)
  const atHome = home.seconds(measure)
  const bare = cellsOutside(field.seconds(measure), limits.seconds).filter(
    (cell) => atHome[cell]! <= limits.seconds[cell]!,
  )
  const [total] = countsIn(state, measure, new Uint8Array(field.cells), 1)
  return {
    ...{ service: decision.service, measure, at: new Date(state.at).toISOString() },
    approximate: state.ground.roads.graph.source.approximate,
    ...(calibration && { calibration }),
    official: limits.targets.every((target) => target === undefined || target.official),
    urgencies: [...limits.urgencies],
    sources: state.sources.filter(({ counts }) => counts.includes(measure)).length,
    unknown: state.leftOut.filter(({ reason }) => unknownReasons.includes(reason)).length,
    ...{ limited: whole(total!.limited), outside: whole(total!.outside) },
    ...(around.normal && { normal: around.normal }),
    bare: { ...living(bare, residents), ranges: rangesOf(bare) },
    municipalities: byMunicipality(state, measure, bare),
    left: newestLeft(state, measure, around),
  }
}

function countsIn(state: CoverageState, measure: Measure, groupOf: ArrayLike<number>, groups: number) {
  const { field, limits, reference } = state
  const { residents } = reference.cells
  return outsideByGroup(field.seconds(measure), limits(measure).seconds, residents, groupOf, groups)
}

function byMunicipality(
  state: CoverageState,
  measure: Measure,
  bare: Int32Array,
): ReachView['municipalities'] {
  const { cells, municipalities } = state.reference
  const indexOf = new Map(municipalities.map(({ code }, i) => [code, i]))
  const groupOf = cells.municipality.map((code) => indexOf.get(code) ?? -1)
  const bareIn = new Float64Array(municipalities.length)
  for (const cell of bare) if (groupOf[cell] !== -1) bareIn[groupOf[cell]!] += cells.residents[cell]!
  return countsIn(state, measure, groupOf, municipalities.length)
    .map(({ outside }, i) => ({
      municipality: municipalities[i]!.code,
      outsideResidents: Math.round(outside.residents),
      bareResidents: Math.round(bareIn[i]!),
    }))
    .filter(({ outsideResidents, bareResidents }) => outsideResidents > 0 || bareResidents > 0)
}

/** Its leaving is told of for so long. */
export function isNewlyLeft(leftAt: number | undefined, at: number): leftAt is number {
  return leftAt !== undefined && at - leftAt <= newestLeftMs
}

/** Told from how things stand alone, so that a service that has just started says the same. */
function newestLeft(state: CoverageState, measure: Measure, around: ReachSurroundings): ReachView['left'] {
  const { field, home, limits, reference, at } = state
  const found = home.ids().flatMap((id) => {
    if (field.source(id) || !id.startsWith(unitPrefix)) return []
    const unit = id.slice(unitPrefix.length)
    const leftAt = around.alertedAt(unit)
    if (!isNewlyLeft(leftAt, at)) return []
    const changes = field.whatIf({ put: home.source(id)! }).get(measure)!
    const { covered } = crossingsOf(changes, limits(measure).seconds, reference.cells.residents)
    if (covered.length === 0) return []
    return [{ unit, at: new Date(leftAt).toISOString(), ...living(covered, reference.cells.residents) }]
  })
  return found.sort((a, b) => (a.at === b.at ? (a.unit < b.unit ? -1 : 1) : a.at < b.at ? 1 : -1))
}

const unitPrefix = 'unit '

function living(cells: Int32Array, residents: ArrayLike<number>) {
  const sum = cells.reduce((total, cell) => total + residents[cell]!, 0)
  return { cells: cells.length, residents: Math.round(sum) }
}

function whole({ cells, residents }: { readonly cells: number; readonly residents: number }) {
  return { cells, residents: Math.round(residents) }
}

/** `cells` in order: "12-15,40". */
export function rangesOf(cells: ArrayLike<number>): string {
  const parts: string[] = []
  for (let i = 0; i < cells.length; ) {
    let last = i
    while (last + 1 < cells.length && cells[last + 1] === cells[last]! + 1) last++
    parts.push(last === i ? `${cells[i]}` : `${cells[i]}-${cells[last]}`)
    i = last + 1
  }
  return parts.join(',')
}
