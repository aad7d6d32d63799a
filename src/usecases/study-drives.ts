/** How well do expected drives foretell the measured ones of a span, by which factors would they do so better, and where? */
import { randomUUID } from 'node:crypto'
import { cellId } from '../../geo/cell.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { DriveBasis, DriveKindView, DriveStudy } from '../contract/drive-times.ts'
import { type AdoptedDrive, type AdoptedSpeeds, atScene, speedsBy } from '../domain/adopted-speeds.ts'
import { cellFits } from '../domain/cell-fit.ts'
import { type Calibration, calibrate, errorsOf } from '../domain/cross-validation.ts'
import { assumedFactors, type DriveFactors, expectedSeconds } from '../domain/drive-model.ts'
import { type DriveKind, driveKinds } from '../domain/measured-drive.ts'
import { sumOf } from '../domain/sum-of.ts'
import type { Database } from '../store/database.ts'
import { basisOf, cellsOf, factorsView, rounded } from './drive-views.ts'
import { assumedSpeeds, createExpectations, type GatheredDrive, gatherDrives } from './gather-drives.ts'
import { type Period, sliceOf } from './periods.ts'
import type { CountyReference } from './reference.ts'

export interface StudyContext {
  readonly db: Database
  readonly reference: CountyReference
  readonly graph: RoadGraph
  readonly now: number
  readonly demo: boolean
  /** In use now, where they belong to this graph. */
  readonly adopted?: AdoptedSpeeds
  /** 0 to 1. */
  onProgress?(done: number): void
}

export interface StudiedDrives {
  readonly view: DriveStudy
  /** What adopting would take into use; of kinds with too few drives nothing. */
  readonly speeds: AdoptedSpeeds
}

const gathering = 0.4

/** Throws `invalid` for a span that does not end after it begins. */
export async function studyDrives(period: Period, context: StudyContext): Promise<StudiedDrives> {
  const { reference, graph, onProgress = () => {} } = context
  const span = sliceOf({ service: 'ems', ...period }, reference)
  const { drives, total, excluded } = await gatherDrives(span, {
    ...context,
    onProgress: (done) => onProgress(done * gathering),
  })
  const kinds: DriveKindView[] = []
  const adopted: Partial<Record<DriveKind, AdoptedDrive>> = {}
  for (const [k, kind] of driveKinds.entries()) {
    const own = drives.filter((drive) => drive.kind === kind)
    const tell = (done: number) => onProgress(gathering + ((1 - gathering) * (k + done)) / driveKinds.length)
    const calibration = await finished(calibrate(own), tell)
    const learnt = calibration.kind === 'calibrated' ? await learntFrom(own, calibration) : undefined
    if (learnt) adopted[kind] = learnt
    kinds.push(await kindView(kind, own, calibration, context))
  }
  const { name, date, approximate, attribution } = graph.source
  const speeds = { ...period, demo: context.demo, roads: { name, date }, drives: adopted }
  return {
    speeds,
    view: {
      ...{ id: randomUUID(), county: reference.county.county, ...period, demo: context.demo },
      computedAt: new Date(context.now).toISOString(),
      roads: { name, date, approximate, attribution },
      demoOrigins: drives.filter(({ demoOrigin }) => demoOrigin).length,
      ...{ total, used: drives.length, excluded: Object.fromEntries(excluded), kinds },
    },
  }
}

/** A pass over the rows takes some ten milliseconds: others get their turn between them. */
async function finished<T>(work: Generator<number, T>, tell: (done: number) => void): Promise<T> {
  let step = work.next()
  while (!step.done) {
    tell(step.value)
    await turn()
    step = work.next()
  }
  return step.value
}

/** Whatever else waits goes first. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

type Learnt = Extract<Calibration, { kind: 'calibrated' }>

async function learntFrom(drives: readonly GatheredDrive[], { trials, factors, unseen }: Learnt) {
  const cells = drives.map(({ cell }) => cell)
  const found = [...cellFits(cells, errorsBeside(drives, unseen))]
  const errors = (model: string) => trials.find((trial) => trial.model === model)!.errors
  const named = (fit: string) => found.flatMap(([cell, own]) => (own.fit === fit ? [cell] : [])).sort()
  const before = errors('none')
  const after = errors(factors.model)
  return { factors, before, after, goodCells: named('good'), poorCells: named('poor') }
}

function errorsBeside(drives: readonly GatheredDrive[], expected: Float64Array): Float64Array {
  return expected.map((seconds, i) => drives[i]!.measuredSeconds - seconds)
}

async function kindView(
  kind: DriveKind,
  drives: readonly GatheredDrive[],
  calibration: Calibration,
  context: StudyContext,
): Promise<DriveKindView> {
  const { reference, adopted } = context
  const by = (factors: DriveFactors) => Float64Array.from(drives, (drive) => expectedSeconds(drive, factors))
  const inUse = adopted?.drives[kind]?.factors
  const cells = cellsOf(drives, reference)
  const bases: DriveBasis[] = []
  const add = async (...[basis, expected]: [DriveBasis['basis'], Float64Array]) => {
    bases.push(basisOf(basis, drives, expected, cells))
    await turn()
  }
  if (drives.length > 0) await add('assumed', by(assumedFactors))
  if (drives.length > 0 && inUse) await add('in-use', by(inUse))
  if (calibration.kind === 'calibrated') await add('fitted', calibration.unseen)
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
    factors: factorsView(drives, factors, reference),
    rerouted: rounded(errorsOf(drives, await rerouted(drives, factors, context.graph))),
  }
}

/** By the fitted speeds themselves: the fastest way may be another one then. */
async function rerouted(
  drives: readonly GatheredDrive[],
  factors: DriveFactors,
  graph: RoadGraph,
): Promise<Float64Array> {
  const found = new Float64Array(drives.length)
  for (const winter of [false, true]) {
    const speeds = {
      emergency: speedsBy(assumedSpeeds.emergency, factors, winter),
      normal: speedsBy(assumedSpeeds.normal, factors, winter),
    }
    const parts = createExpectations(graph, speeds)
    for (const [i, drive] of drives.entries()) {
      if (drive.winter !== winter) continue
      const own = await parts(drive.kind, drive.origin, drive.at)
      const { factor, fixedSeconds } = atScene(factors, drive.zone)
      found[i] = sumOf([...own!]) * factor + fixedSeconds
    }
  }
  return found
}

/** What a plan or a map may say of a cell under the adopted speeds. */
export function fitsBy(drive: AdoptedDrive): (cell: { e: number; n: number }) => 'good' | 'poor' | 'too-few' {
  const [good, poor] = [new Set(drive.goodCells), new Set(drive.poorCells)]
  return (cell) => {
    const id = cellId(cell)
    return poor.has(id) ? 'poor' : good.has(id) ? 'good' : 'too-few'
  }
}
