/** Which numbers does a model of drives learn, and how does the expectation move with each? The columns behind the fit. */
import { roadClasses } from '../../geo/roads/road-graph.ts'
import type { DriveFactors, DriveModel, DriveRow } from './drive-model.ts'
import { driveModels } from './drive-model.ts'

/** What each number is shrunk to when little is known of it, and the standard deviation of how far it may lie off. */
interface Prior {
  readonly mean: number
  readonly deviation: number
}
/** Logarithms of factors: the one of all drives is free to differ, those of single classes and zones lean towards 1. */
const priors = {
  common: { mean: 0, deviation: 0.5 },
  roadClass: { mean: 0, deviation: 0.2 },
  winter: { mean: 0, deviation: 0.2 },
  zone: { mean: 0, deviation: 0.2 },
  /** Seconds. */
  fixed: { mean: 30, deviation: 120 },
  zoneFixed: { mean: 0, deviation: 60 },
} as const

/** Rows as columns, in an order of their own: whatever order they came in, the fit is the same to the last digit. */
export interface DriveColumns {
  readonly length: number
  readonly logMeasured: Float64Array
  readonly winter: Uint8Array
  readonly zone: Int16Array
  /** Parts of row `i` are `first[i]` up to `first[i + 1]`: a class, and its seconds. */
  readonly first: Int32Array
  readonly partClass: Uint8Array
  readonly partSeconds: Float64Array
  readonly zones: readonly string[]
}

export function columnsOf(rows: readonly DriveRow[]): DriveColumns {
  const sorted = inOrder(rows)
  const zones = [...new Set(sorted.map(({ zone }) => zone))].sort()
  const zoneIndex = new Map(zones.map((zone, i) => [zone, i]))
  const first = new Int32Array(sorted.length + 1)
  const partClass: number[] = []
  const partSeconds: number[] = []
  for (const [i, { classSeconds }] of sorted.entries()) {
    for (let c = 0; c < classSeconds.length; c++) {
      if (!(classSeconds[c]! > 0)) continue
      partClass.push(c)
      partSeconds.push(classSeconds[c]!)
    }
    first[i + 1] = partClass.length
  }
  return {
    length: sorted.length,
    logMeasured: Float64Array.from(sorted, ({ measuredSeconds }) => Math.log(Math.max(1, measuredSeconds))),
    winter: Uint8Array.from(sorted, ({ winter }) => (winter ? 1 : 0)),
    zone: Int16Array.from(sorted, ({ zone }) => zoneIndex.get(zone)!),
    ...{ first, zones, partClass: Uint8Array.from(partClass), partSeconds: Float64Array.from(partSeconds) },
  }
}

/** By cell first: the many short lists are sorted much sooner than the long one. */
function inOrder(rows: readonly DriveRow[]): DriveRow[] {
  const byCell = new Map<string, DriveRow[]>()
  for (const row of rows) {
    const own = byCell.get(row.cell)
    if (own) own.push(row)
    else byCell.set(row.cell, [row])
  }
  return [...byCell.keys()].sort().flatMap((cell) => byCell.get(cell)!.sort(compareRows))
}

/** Of one cell. */
function compareRows(a: DriveRow, b: DriveRow): number {
  if (a.zone !== b.zone) return a.zone < b.zone ? -1 : 1
  if (a.winter !== b.winter) return a.winter ? 1 : -1
  if (a.measuredSeconds !== b.measuredSeconds) return a.measuredSeconds - b.measuredSeconds
  if (a.classSeconds === b.classSeconds) return 0
  for (let c = 0; c < a.classSeconds.length; c++)
    if (a.classSeconds[c] !== b.classSeconds[c]) return a.classSeconds[c]! - b.classSeconds[c]!
  return 0
}

/** Where each number stands in the vector of those that are learnt; -1: this model has none. */
export interface DriveDesign {
  readonly size: number
  readonly priors: readonly Prior[]
  readonly common: number
  readonly fixed: number
  readonly classes: Int32Array
  readonly winter: number
  readonly zones: Int32Array
  readonly zoneFixed: Int32Array
}

export function designOf(model: DriveModel, { zones, partClass }: DriveColumns): DriveDesign {
  const level = driveModels.indexOf(model)
  const found: Prior[] = []
  const add = (prior: Prior) => found.push(prior) - 1
  const none = (count: number) => new Int32Array(count).fill(-1)
  const [common, fixed] = [add(priors.common), add(priors.fixed)]
  const seen = new Set(partClass)
  const classes = none(roadClasses.length)
  if (level >= 2) for (const c of roadClasses.keys()) if (seen.has(c)) classes[c] = add(priors.roadClass)
  const winter = level >= 3 ? add(priors.winter) : -1
  const [zone, zoneFixed] = [none(zones.length), none(zones.length)]
  if (level >= 4)
    for (const z of zones.keys()) {
      zone[z] = add(priors.zone)
      zoneFixed[z] = add(priors.zoneFixed)
    }
  return { size: found.length, priors: found, common, fixed, classes, winter, zones: zone, zoneFixed }
}

export interface Slope {
  readonly at: Int32Array
  readonly by: Float64Array
}

/** Expected seconds of one row, and into `slope` how its logarithm moves with each number that it hangs on. */
export function rowAt(
  columns: DriveColumns,
  design: DriveDesign,
  theta: Float64Array,
  row: number,
  slope: Slope,
): { readonly logExpected: number; readonly terms: number } {
  const zone = columns.zone[row]!
  const [winter, zoneAt, fixedAt] = [design.winter, design.zones[zone]!, design.zoneFixed[zone]!]
  const isWinter = columns.winter[row] === 1
  const scale = Math.exp(
    theta[design.common]! + (isWinter ? numberAt(theta, winter) : 0) + numberAt(theta, zoneAt),
  )
  let drive = 0
  let terms = 0
  for (let i = columns.first[row]!; i < columns.first[row + 1]!; i++) {
    const index = design.classes[columns.partClass[i]!]!
    const seconds = columns.partSeconds[i]! * Math.exp(numberAt(theta, index)) * scale
    drive += seconds
    terms = put(slope, terms, index, seconds)
  }
  const expected = Math.max(1, drive + theta[design.fixed]! + numberAt(theta, fixedAt))
  terms = put(slope, terms, design.common, drive)
  terms = put(slope, terms, design.fixed, 1)
  if (isWinter) terms = put(slope, terms, winter, drive)
  terms = put(slope, terms, zoneAt, drive)
  terms = put(slope, terms, fixedAt, 1)
  for (let i = 0; i < terms; i++) slope.by[i]! /= expected
  return { logExpected: Math.log(expected), terms }
}

// Functions of their own, not of each row: they are called some hundred million times.
function numberAt(theta: Float64Array, index: number): number {
  return index < 0 ? 0 : theta[index]!
}

function put(slope: Slope, terms: number, index: number, by: number): number {
  if (index < 0) return terms
  slope.at[terms] = index
  slope.by[terms] = by
  return terms + 1
}

export function factorsFrom(
  model: DriveModel,
  columns: DriveColumns,
  design: DriveDesign,
  theta: Float64Array,
): DriveFactors {
  const value = (index: number) => (index < 0 ? 0 : theta[index]!)
  const fixed = value(design.fixed)
  const classes = roadClasses.map((roadClass, c) => [
    roadClass,
    Math.exp(value(design.common) + value(design.classes[c]!)),
  ])
  const zones = design.zones[0] === undefined || design.zones[0] < 0 ? [] : columns.zones
  return {
    model,
    classes: Object.fromEntries(classes),
    winter: Math.exp(value(design.winter)),
    zones: Object.fromEntries(
      zones.map((zone, z) => [
        zone,
        {
          factor: Math.exp(value(design.zones[z]!)),
          fixedSeconds: Math.max(0, fixed + value(design.zoneFixed[z]!)),
        },
      ]),
    ),
    fixedSeconds: fixed,
  }
}
