/** What do measured drives teach? Their errors by the assumed speeds, the factors that mend them, and where they do not. */
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { DriveBasis, DriveKindView } from '../contract/drive-times.ts'
import { type AdoptedDrive, atScene, speedsBy } from '../domain/adopted-speeds.ts'
import { cellFits } from '../domain/cell-fit.ts'
import { type Calibration, calibrate, errorsOf } from '../domain/cross-validation.ts'
import { assumedFactors, type DriveFactors, expectedSeconds } from '../domain/drive-model.ts'
import { type DriveExclusion, type DriveKind, driveKinds } from '../domain/measured-drive.ts'
import { sumOf } from '../domain/sum-of.ts'
import { basisOf, cellsOf, factorsView, type Residents, rounded, type ZoneName } from './drive-views.ts'
import { byOrigin, createExpectations, type ExpectedDrive, expectDrives } from './expect-drives.ts'
import { assumedSpeeds, type GatheredDrive } from './gather-drives.ts'

/** What a study needs to know besides the drives: plain data, so that a thread can be sent it. */
export interface LearnSetting {
  readonly graph: RoadGraph
  readonly residents: Residents
  readonly zoneNames: readonly ZoneName[]
  /** In use now, where they belong to this graph. */
  readonly inUse: Readonly<Partial<Record<DriveKind, DriveFactors>>>
}

export interface LearntDrives {
  readonly used: number
  readonly demoOrigins: number
  /** Beyond those that were left out before. */
  readonly excluded: Readonly<Partial<Record<DriveExclusion, number>>>
  readonly kinds: readonly DriveKindView[]
  /** What adopting would take into use; of kinds with too few drives nothing. */
  readonly adopted: Readonly<Partial<Record<DriveKind, AdoptedDrive>>>
}

const expecting = 0.3

/** Yields the share done, 0 to 1. */
export function* learnDrives(
  gathered: readonly GatheredDrive[],
  setting: LearnSetting,
): Generator<number, LearntDrives> {
  const { drives, excluded } = yield* scaled(expectDrives(gathered, setting.graph), 0, expecting)
  const kinds: DriveKindView[] = []
  const adopted: Partial<Record<DriveKind, AdoptedDrive>> = {}
  const share = (1 - expecting) / driveKinds.length
  for (const [k, kind] of driveKinds.entries()) {
    const own = drives.filter((drive) => drive.kind === kind)
    const calibration = yield* scaled(calibrate(own), expecting + k * share, share)
    if (calibration.kind === 'calibrated') adopted[kind] = learntFrom(own, calibration)
    yield expecting + (k + 1) * share
    kinds.push(kindView(kind, own, calibration, setting))
  }
  const demoOrigins = drives.filter(({ demoOrigin }) => demoOrigin).length
  return { used: drives.length, demoOrigins, excluded, kinds, adopted }
}

function* scaled<T>(work: Generator<number, T>, from: number, share: number): Generator<number, T> {
  let step = work.next()
  for (; !step.done; step = work.next()) yield from + share * step.value
  return step.value
}

type Learnt = Extract<Calibration, { kind: 'calibrated' }>

function learntFrom(drives: readonly ExpectedDrive[], { trials, factors, unseen }: Learnt): AdoptedDrive {
  const cells = drives.map(({ cell }) => cell)
  const found = [...cellFits(cells, errorsBeside(drives, unseen))]
  const errors = (model: string) => trials.find((trial) => trial.model === model)!.errors
  const named = (fit: string) => found.flatMap(([cell, own]) => (own.fit === fit ? [cell] : [])).sort()
  const before = errors('none')
  const after = errors(factors.model)
  return { factors, before, after, goodCells: named('good'), poorCells: named('poor') }
}

function errorsBeside(drives: readonly ExpectedDrive[], expected: Float64Array): Float64Array {
  return expected.map((seconds, i) => drives[i]!.measuredSeconds - seconds)
}

function kindView(
  kind: DriveKind,
  drives: readonly ExpectedDrive[],
  calibration: Calibration,
  { graph, residents, zoneNames, inUse }: LearnSetting,
): DriveKindView {
  const by = (factors: DriveFactors) => Float64Array.from(drives, (drive) => expectedSeconds(drive, factors))
  const used = inUse[kind]
  const cells = cellsOf(drives, residents)
  const basis = (name: DriveBasis['basis'], expected: Float64Array) => basisOf(name, drives, expected, cells)
  const bases: DriveBasis[] = [
    ...(drives.length > 0 ? [basis('assumed', by(assumedFactors))] : []),
    ...(drives.length > 0 && used ? [basis('in-use', by(used))] : []),
    ...(calibration.kind === 'calibrated' ? [basis('fitted', calibration.unseen)] : []),
  ]
  const common = {
    ...{ kind, n: drives.length, bases, cells: cells.view },
    coarse: drives.filter(({ coarse }) => coarse).length,
  }
  if (calibration.kind !== 'calibrated')
    return { ...common, calibrated: false, reason: calibration.reason, trials: [] }
  const { factors, trials } = calibration
  return {
    ...{ ...common, calibrated: true, model: factors.model },
    trials: trials.map(({ model, errors }) => ({ model, errors: rounded(errors) })),
    factors: factorsView(drives, factors, zoneNames),
    rerouted: rounded(errorsOf(drives, rerouted(drives, factors, graph))),
  }
}

/** By the fitted speeds themselves: the fastest way may be another one then. */
function rerouted(drives: readonly ExpectedDrive[], factors: DriveFactors, graph: RoadGraph): Float64Array {
  const found = new Float64Array(drives.length)
  const order = byOrigin(drives)
  for (const winter of [false, true]) {
    const speeds = {
      emergency: speedsBy(assumedSpeeds.emergency, factors, winter),
      normal: speedsBy(assumedSpeeds.normal, factors, winter),
    }
    const parts = createExpectations(graph, speeds)
    for (const i of order) {
      const drive = drives[i]!
      if (drive.winter !== winter) continue
      const own = parts(drive.kind, drive.origin, drive.at)
      const { factor, fixedSeconds } = atScene(factors, drive.zone)
      found[i] = sumOf([...own!]) * factor + fixedSeconds
    }
  }
  return found
}
