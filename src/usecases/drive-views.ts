/** How drives and what was learnt from them are told: errors by length of the drive and by cell, and factors with counts. */
import { cellId, cellKey, parseCellId } from '../../geo/cell.ts'
import { roadClasses } from '../../geo/roads/road-graph.ts'
import type {
  DriveBasis,
  DriveBin,
  DriveErrorsView,
  DriveFactorsView,
  DriveKindView,
  DriveStudy,
} from '../contract/drive-times.ts'
import { cellFits, type Fit, fits } from '../domain/cell-fit.ts'
import { type DriveErrors, errorsOf } from '../domain/cross-validation.ts'
import type { DriveFactors } from '../domain/drive-model.ts'
import { minimumForMedian, percentile } from '../domain/statistics.ts'
import { sumOf } from '../domain/sum-of.ts'
import type { ExpectedDrive } from './expect-drives.ts'

const minuteEdges = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30]

export function rounded(errors: DriveErrors): DriveErrorsView {
  return {
    n: errors.n,
    medianAbsoluteSeconds: tenth(errors.medianAbsoluteSeconds),
    medianSeconds: tenth(errors.medianSeconds),
    p90AbsoluteSeconds: tenth(errors.p90AbsoluteSeconds),
    shareFarOff: Math.round(errors.shareFarOff * 1e4) / 1e4,
  }
}

const tenth = (value: number) => Math.round(value * 10) / 10
const thousandth = (value: number) => Math.round(value * 1000) / 1000

export interface DriveCells {
  /** In the order of the view. */
  readonly ids: readonly string[]
  readonly view: DriveKindView['cells']
}

/** Of every cell of the county, in columns. */
export interface Residents {
  readonly e: ArrayLike<number>
  readonly n: ArrayLike<number>
  readonly residents: ArrayLike<number>
}

/** Of an EMS area class. */
export interface ZoneName {
  readonly id: string
  readonly name: DriveFactorsView['zones'][number]['name']
}

/** Cells with drives, south to north and west to east. */
export function cellsOf(drives: readonly ExpectedDrive[], known: Residents): DriveCells {
  const counts = new Map<string, number>()
  for (const { cell } of drives) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const residents = new Map<number, number>()
  for (let i = 0; i < known.e.length; i++)
    residents.set(cellKey({ e: known.e[i]!, n: known.n[i]! }), known.residents[i]!)
  const placed = [...counts.keys()].map((id) => ({ id, ...parseCellId(id)! }))
  placed.sort((a, b) => a.n - b.n || a.e - b.e)
  return {
    ids: placed.map(({ id }) => id),
    view: {
      e: placed.map(({ e }) => e),
      n: placed.map(({ n }) => n),
      drives: placed.map(({ id }) => counts.get(id)!),
      residents: placed.map((cell) => tenth(residents.get(cellKey(cell)) ?? 0)),
    },
  }
}

export function basisOf(
  basis: DriveBasis['basis'],
  drives: readonly ExpectedDrive[],
  expected: Float64Array,
  { ids, view }: DriveCells,
): DriveBasis {
  const errors = expected.map((seconds, i) => drives[i]!.measuredSeconds - seconds)
  const found = cellFits(
    drives.map(({ cell }) => cell),
    errors,
  )
  const own = ids.map((id) => found.get(id)!)
  const counted = fits.map((fit) => {
    const at = own.flatMap((cell, i) => (cell.fit === fit ? [i] : []))
    return [fit, { cells: at.length, residents: tenth(sumOf(at.map((i) => view.residents[i]!))) }]
  })
  const bound = (value: number | undefined) => (value === undefined ? null : tenth(value))
  return {
    ...{ basis, errors: rounded(errorsOf(drives, expected)), bins: binsOf(drives, expected) },
    fits: Object.fromEntries(counted),
    cells: {
      medianSeconds: own.map(({ medianSeconds }) => tenth(medianSeconds)),
      low: own.map(({ interval }) => bound(interval?.low)),
      high: own.map(({ interval }) => bound(interval?.high)),
      farOff: own.map(({ farOff }) => farOff),
      fit: own.map(({ fit }) => fit),
    },
  }
}

function binsOf(drives: readonly ExpectedDrive[], expected: Float64Array): DriveBin[] {
  const byBin: number[][] = minuteEdges.map(() => [])
  for (let i = 0; i < expected.length; i++)
    byBin[minuteEdges.findLastIndex((minutes) => expected[i]! >= minutes * 60)]!.push(i)
  return minuteEdges.flatMap((minutes, b) => {
    const [from, to] = [minutes * 60, (minuteEdges[b + 1] ?? Infinity) * 60]
    const at = byBin[b]!
    if (at.length === 0) return []
    const bounds = { fromSeconds: from, toSeconds: to === Infinity ? null : to, n: at.length }
    if (at.length < minimumForMedian) return [bounds]
    const measured = Float64Array.from(at, (i) => drives[i]!.measuredSeconds).sort()
    const own = Float64Array.from(at, (i) => expected[i]!).sort()
    const quantiles = { p10: 0.1, p50: 0.5, p90: 0.9 }
    const told = Object.entries(quantiles).map(([name, p]) => [name, tenth(percentile(measured, p)!)])
    return [{ ...bounds, expectedSeconds: tenth(percentile(own, 0.5)!), ...Object.fromEntries(told) }]
  })
}

export function factorsView(
  drives: readonly ExpectedDrive[],
  factors: DriveFactors,
  names: readonly ZoneName[],
): DriveFactorsView {
  const seconds = roadClasses.map((_, c) => sumOf(drives.map(({ classSeconds }) => classSeconds[c]!)))
  const whole = sumOf(seconds)
  return {
    classes: roadClasses.flatMap((roadClass, c) => {
      const driven = drives.filter(({ classSeconds }) => classSeconds[c]! > 0).length
      if (driven === 0) return []
      const factor = thousandth(factors.classes[roadClass])
      return [{ roadClass, factor, drives: driven, share: thousandth(seconds[c]! / whole) }]
    }),
    winter: { factor: thousandth(factors.winter), drives: drives.filter(({ winter }) => winter).length },
    zones: Object.entries(factors.zones).map(([zone, { factor, fixedSeconds }]) => ({
      zone,
      name: names.findLast(({ id }) => id === zone)?.name,
      factor: thousandth(factor),
      fixedSeconds: tenth(fixedSeconds),
      drives: drives.filter((drive) => drive.zone === zone).length,
    })),
    fixedSeconds: tenth(factors.fixedSeconds),
  }
}

/** Undefined of a study without emergency drives. */
export function assumedFitOf({ kinds }: DriveStudy): ((cell: string) => Fit) | undefined {
  const known = kinds.find(({ kind }) => kind === 'emergency')
  const assumed = known?.bases.find(({ basis }) => basis === 'assumed')
  if (!known || !assumed) return undefined
  const { e, n } = known.cells
  const fitOf = new Map(assumed.cells.fit.map((fit, i) => [cellId({ e: e[i]!, n: n[i]! }), fit]))
  return (cell) => fitOf.get(cell) ?? 'too-few'
}
