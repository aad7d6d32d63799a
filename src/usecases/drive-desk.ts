/** What may be asked of the running service about drive times, and how fitted speeds are taken into use and back. */
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { AdoptedView, DriveTimesView } from '../contract/drive-times.ts'
import { type AdoptedSpeeds, checkAdopted } from '../domain/adopted-speeds.ts'
import type { Fit } from '../domain/cell-fit.ts'
import { VasteError } from '../domain/error.ts'
import { driveKinds } from '../domain/measured-drive.ts'
import type { Database, Queryable } from '../store/database.ts'
import { listSpeedLog, logSpeeds } from '../store/drives.ts'
import { lockCounty } from '../store/event-log.ts'
import { assumedFitOf, rounded } from './drive-views.ts'
import { assumedSpeeds } from './gather-drives.ts'
import { type Period, sliceOf } from './periods.ts'
import type { CountyReference } from './reference.ts'
import type { SpeedsInUse, SpeedsKeeper } from './speeds-in-use.ts'
import { type Learn, type StudiedDrives, studyDrives } from './study-drives.ts'

export interface DriveDesk {
  /** Without a span the twelve months up to now. A study that is not at hand is begun, and told of by `counting`. */
  show(question: Partial<Period>): Promise<DriveTimesView>
  /** Throws `conflict` when the study is not the newest, `invalid` when it has nothing to adopt. */
  adopt(study: string, by: string, reason: string): Promise<DriveTimesView>
  /** Throws `conflict` when nothing is adopted. */
  withdraw(by: string, reason: string): Promise<DriveTimesView>
  /** How well emergency drives to a cell, by its id, fit the assumed speeds, by the newest study on the roads in use. */
  assumedFit(): ((cell: string) => Fit) | undefined
  /** Settles when no study is being computed. */
  idle(): Promise<void>
  /** Ends the study that is being computed. */
  stop(): Promise<void>
}

export interface DriveDeskOptions {
  readonly db: Database
  readonly reference: () => CountyReference
  readonly roads: () => RoadGraph
  readonly speeds: SpeedsKeeper
  readonly now: () => number
  readonly demo: () => boolean
  readonly historyLoading: () => number | undefined
  /** Where studies are computed; absent: on this thread. */
  readonly learn?: Learn
}

/** Tasks come in all the time: an older study is made anew. */
const keptMs = 15 * 60_000
/** While the demo's history is still being written there is more to learn from soon. */
const keptMsWhileLoading = 60_000
const logLines = 50

export function createDriveDesk(options: DriveDeskOptions): DriveDesk {
  const { db, reference, roads, speeds, now, demo } = options
  let kept: { readonly key: string; readonly at: number; readonly study: StudiedDrives } | undefined
  let running: { readonly key: string; done: number; readonly end: Promise<void> } | undefined
  let fault: { readonly key: string; readonly cause: unknown } | undefined

  const stopping = new AbortController()
  const keyOf = ({ from, to }: Period) => `${from} ${to} ${speeds.current().line?.seq}`
  const begin = (period: Period, key: string) => {
    const context = {
      ...{ db, reference: reference(), graph: roads(), now: now(), demo: demo() },
      adopted: speeds.current().applies ? speeds.current().line?.speeds : undefined,
      ...{ learn: options.learn, signal: stopping.signal },
      onProgress: (done: number) => {
        if (running) running.done = done
      },
    }
    const work = async () => {
      try {
        const study = await studyDrives(period, context)
        kept = { key, at: context.now, study }
      } catch (cause) {
        fault = { key, cause }
      } finally {
        running = undefined
      }
    }
    // Set before the work begins, so that its end finds it.
    running = { key, done: 0, end: Promise.resolve().then(work) }
  }
  const show = async (question: Partial<Period>): Promise<DriveTimesView> => {
    const period = periodFrom(question, reference(), now())
    sliceOf({ service: 'ems', ...period }, reference())
    const key = keyOf(period)
    if (fault?.key === key) {
      const { cause } = fault
      fault = undefined
      throw cause
    }
    const keep = options.historyLoading() === undefined ? keptMs : keptMsWhileLoading
    const isFresh = kept?.key === key && now() - kept.at < keep
    if (!isFresh && !running) begin(period, key)
    return {
      ...(await standing(db, reference(), speeds.current())),
      ...(isFresh ? {} : { counting: running?.key === key ? running.done : 0 }),
      historyLoading: options.historyLoading(),
      study: kept?.study.view,
    }
  }
  const changed = async (line: Parameters<typeof logSpeeds>[2], asked: Period | undefined) => {
    const { county } = reference().county
    await db.transaction(async (tx) => {
      await lockCounty(tx, county)
      await logSpeeds(tx, county, line)
    })
    await speeds.poll()
    return show(asked ?? {})
  }
  const idle = async () => {
    while (running) await running.end
  }
  return {
    ...{ show, idle },
    async adopt(id, by, reason) {
      const study = kept?.study
      if (study?.view.id !== id)
        throw new VasteError('conflict', 'the study has been made anew meanwhile; expected the one now shown')
      checkToAdopt(study.speeds)
      return changed({ at: now(), by, reason, speeds: study.speeds }, study.view)
    },
    async withdraw(by, reason) {
      if (!speeds.current().line)
        throw new VasteError('conflict', 'no speeds are adopted; expected some to take back')
      return changed({ at: now(), by, reason }, kept?.study.view)
    },
    assumedFit() {
      const { view } = kept?.study ?? {}
      const { name, date } = roads().source
      return view?.roads.name === name && view.roads.date === date ? assumedFitOf(view) : undefined
    },
    stop() {
      stopping.abort()
      return idle()
    },
  }
}

/** Throws `invalid`. */
export function checkToAdopt(speeds: AdoptedSpeeds): void {
  if (driveKinds.every((kind) => speeds.drives[kind] === undefined))
    throw new VasteError('invalid', 'too few drives were measured; expected at least a hundred to ten cells')
  checkAdopted(speeds, assumedSpeeds)
}

/** The twelve whole months before this one, unless told otherwise. */
export function periodFrom(
  { from, to }: Partial<Period>,
  { calendar }: CountyReference,
  now: number,
): Period {
  const end = to ?? calendar.localDate(now + 24 * 3_600_000)
  return { from: from ?? `${calendar.addMonths(end.slice(0, 7), -12)}-01`, to: end }
}

/** What is adopted, and what was before. */
export async function standing(
  db: Queryable,
  { county: { county } }: CountyReference,
  speeds: SpeedsInUse,
): Promise<Pick<DriveTimesView, 'adopted' | 'log'>> {
  const log = await listSpeedLog(db, county, logLines)
  return {
    adopted: adoptedView(speeds),
    log: log.map(({ at, action, by, reason, speeds: body }) => ({
      ...{ at: at.toISOString(), action, by, reason },
      ...(body && { from: body.from, to: body.to }),
    })),
  }
}

function adoptedView({ line, applies }: SpeedsInUse): AdoptedView | undefined {
  if (!line?.speeds) return undefined
  const { from, to, demo, drives } = line.speeds
  return {
    ...{ at: line.at.toISOString(), by: line.by, reason: line.reason, from, to, demo, applies },
    kinds: driveKinds.flatMap((kind) => {
      const drive = drives[kind]
      if (!drive) return []
      const { factors, before, after } = drive
      return [{ kind, model: factors.model, before: rounded(before), after: rounded(after) }]
    }),
  }
}
