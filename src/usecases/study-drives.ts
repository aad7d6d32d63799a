/** How well do expected drives foretell the measured ones of a span, by which factors would they do so better, and where? */
import { randomUUID } from 'node:crypto'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { DriveStudy } from '../contract/drive-times.ts'
import type { AdoptedSpeeds } from '../domain/adopted-speeds.ts'
import { driveExclusions, driveKinds } from '../domain/measured-drive.ts'
import type { Database } from '../store/database.ts'
import { type GatheredDrive, gatherDrives } from './gather-drives.ts'
import { type LearnSetting, type LearntDrives, learnDrives } from './learn-drives.ts'
import { othersTurn } from './others-turn.ts'
import { type Period, sliceOf } from './periods.ts'
import type { CountyReference } from './reference.ts'
import { areaSystem } from './show-region.ts'

/** Rejects with the signal's reason when it is aborted. */
export type Learn = (
  drives: readonly GatheredDrive[],
  setting: LearnSetting,
  watch: { readonly onProgress: (done: number) => void; readonly signal?: AbortSignal },
) => Promise<LearntDrives>

export interface StudyContext {
  readonly db: Database
  readonly reference: CountyReference
  readonly graph: RoadGraph
  readonly now: number
  readonly demo: boolean
  /** In use now, where they belong to this graph. */
  readonly adopted?: AdoptedSpeeds
  /** Where the work of seconds is done; absent: here. */
  readonly learn?: Learn
  /** 0 to 1. */
  onProgress?(done: number): void
  readonly signal?: AbortSignal
}

export interface StudiedDrives {
  readonly view: DriveStudy
  /** What adopting would take into use; of kinds with too few drives nothing. */
  readonly speeds: AdoptedSpeeds
}

const gathering = 0.3

/** Throws `invalid` for a span that does not end after it begins. */
export async function studyDrives(period: Period, context: StudyContext): Promise<StudiedDrives> {
  const { reference, graph, onProgress = () => {}, learn = learnHere, signal } = context
  const span = sliceOf({ service: 'ems', ...period }, reference)
  const { drives, total, excluded } = await gatherDrives(span, {
    ...context,
    onProgress: (done) => onProgress(done * gathering),
  })
  const learnt = await learn(drives, settingOf(context), {
    ...{ signal, onProgress: (done) => onProgress(gathering + (1 - gathering) * done) },
  })
  const { name, date, approximate, attribution } = graph.source
  const count = (reason: (typeof driveExclusions)[number]) =>
    (excluded.get(reason) ?? 0) + (learnt.excluded[reason] ?? 0)
  return {
    speeds: { ...period, demo: context.demo, roads: { name, date }, drives: learnt.adopted },
    view: {
      ...{ id: randomUUID(), county: reference.county.county, ...period, demo: context.demo },
      computedAt: new Date(context.now).toISOString(),
      roads: { name, date, approximate, attribution },
      ...{ demoOrigins: learnt.demoOrigins, total, used: learnt.used },
      excluded: Object.fromEntries(
        driveExclusions.flatMap((reason) => (count(reason) > 0 ? [[reason, count(reason)]] : [])),
      ),
      kinds: [...learnt.kinds],
    },
  }
}

function settingOf({ reference, graph, adopted }: StudyContext): LearnSetting {
  const { cells, zoneVersions } = reference
  const inUse = driveKinds.flatMap((kind) => {
    const factors = adopted?.drives[kind]?.factors
    return factors ? [[kind, factors]] : []
  })
  return {
    ...{ graph, inUse: Object.fromEntries(inUse) },
    residents: { e: cells.e, n: cells.n, residents: cells.residents },
    zoneNames: zoneVersions
      .filter(({ system }) => system === areaSystem)
      .flatMap(({ classes }) => classes.map(({ id, name }) => ({ id, name }))),
  }
}

/** A pass over the rows takes some ten milliseconds: others get their turn between them. */
const learnHere: Learn = async (drives, setting, { onProgress, signal }) => {
  const work = learnDrives(drives, setting)
  let step = work.next()
  while (!step.done) {
    onProgress(step.value)
    await othersTurn()
    signal?.throwIfAborted()
    step = work.next()
  }
  return step.value
}
