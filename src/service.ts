/** The only file that knows every part: opens the database, wires the parts and starts them; stops them in turn. */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { keskiSuomi } from '../geo/keski-suomi/region.ts'
import type { Config } from './config.ts'
import { type DemoFeed, demoPrefix, progressSayer, startDemoFeed } from './demo.ts'
import { alarmLimits } from './domain/alarm.ts'
import { VasteError } from './domain/error.ts'
import { createDuels } from './duels.ts'
import type { Figures } from './figures/figures.ts'
import { createAccess } from './http/access.ts'
import { metricsOf } from './http/metrics.ts'
import { startHttp } from './http/server.ts'
import { keptToken } from './ingest-token.ts'
import { previewTasks } from './intake/tasks/preview-tasks.ts'
import { regionLookup } from './intake/tasks/region-lookup.ts'
import { jobsOf } from './jobs.ts'
import { alarmSituation } from './live/alarm-situation.ts'
import { createAlarmWatch } from './live/alarms.ts'
import type { Board } from './live/board.ts'
import { createHub, type Hub } from './live/hub.ts'
import { createLiveSocket } from './live/socket.ts'
import { wireLive } from './live-parts.ts'
import type { Log } from './log.ts'
import { drivenPilotWorld } from './pilot.ts'
import { prepare } from './prepare.ts'
import { startFlightRecorder } from './recorder.ts'
import { loadRoads } from './roads.ts'
import { startSchedule } from './schedule/schedule.ts'
import { followSpeeds } from './speeds.ts'
import { saveAlarms } from './store/alarms.ts'
import type { Database } from './store/database.ts'
import { logEnd } from './store/event-log.ts'
import { openDatabase } from './store/open.ts'
import { createAlarmDesk } from './usecases/acknowledge-alarm.ts'
import { createAnomalyDesk } from './usecases/anomaly-desk.ts'
import { createBeforeAfterDesk } from './usecases/before-after-desk.ts'
import { keptGround } from './usecases/coverage-ground.ts'
import { createDecisionDesk } from './usecases/decision-desk.ts'
import { createReferenceKeeper } from './usecases/keep-reference.ts'
import { createPlanDesk } from './usecases/plan-desk.ts'
import { createReadinessDesk } from './usecases/readiness-desk.ts'
import { createReads } from './usecases/reads.ts'
import { type Changes, createRecorder } from './usecases/record-events.ts'
import { standingAlarms } from './usecases/show-alarms.ts'
import type { ComplianceContext } from './usecases/show-compliance.ts'

export interface Service {
  readonly url: string
  readonly ingestToken: string
  /** Settles when the demo has written its history; at once without a demo. */
  readonly historyWritten: Promise<void>
  /** Stops taking in, closes sockets, jobs and the database; may be called again. */
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface ServiceSurroundings {
  readonly log: Log
  readonly now?: () => number
  /** Told in sentences what a person waits for. */
  readonly say?: (sentence: string) => void
  /** Where the database comes from, for who wants to keep a hand on it. */
  readonly open?: typeof openDatabase
}

export async function startService(config: Config, surroundings: ServiceSurroundings): Promise<Service> {
  const { log, now = Date.now, say = () => {}, open = openDatabase } = surroundings
  const { county } = config
  const closers: (() => Promise<void>)[] = []
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= closeAll(closers, log)
    return stopping
  }
  try {
    say(config.databaseUrl ? 'Opening PostgreSQL…' : `Opening the embedded database in ${config.dataFolder}…`)
    const db = await open({
      databaseUrl: config.databaseUrl,
      dataFolder: join(config.dataFolder, 'database'),
      onProgress: say,
    })
    closers.push(() => db.close())
    const { figures, initial, ...loaded } = await prepare(db, config, now(), say)
    const keeper = createReferenceKeeper({
      ...{ db, now, figures, ...loaded },
      context: () => context(),
      onJudged: (tasks) => take({ ...noChanges, tasks }, figures, board, hub),
      onFault: (fault) => log.error('reference.not-followed', { fault }),
    })
    const { reference } = keeper
    const { freshness } = config
    const alarms = createAlarmWatch({
      initial: await standingAlarms(db, county, now()),
      limits: { ...alarmLimits, silentAfter: freshness.silentAfterSeconds },
      publish: (changes) => hub.publish(changes),
      save: (changed) => saveAlarms(db, county, changed),
      onFault: (fault) => log.error('alarms.not-kept', { fault }),
    })
    const roads = await loadRoads(config, log)
    const speeds = await followSpeeds({ db, county, reference, roads, now, log })
    closers.push(() => speeds.stop())
    const ground = keptGround({ reference, roads, speeds: () => speeds.current().of('emergency') })
    const parts = await wireLive({
      ...{ db, county, now, reference, freshness, roads, ground, initial, log },
      speeds: speeds.live,
      alarms: alarms.views,
      publish: (changes) => hub.publish(changes),
    })
    closers.push(() => parts.stop())
    const { board, coverage, reach } = parts
    let upTo = await logEnd(db, county)
    const hub = createHub({
      now,
      labels: () => board.labels(),
      situation: (numbering) => board.situation(numbering),
    })
    const recorder = createRecorder({
      ...{ db, county, now, reference },
      isDemoSource: (source) => config.demo && source.startsWith(demoPrefix),
      keepPlacesDays: config.keepPlacesDays,
      onCommitted: (changes) => {
        upTo = changes.end ?? upTo
        keeper.heard(changes.tasks)
        take(changes, figures, board, hub)
      },
      onFault: (fault) => log.error('commit.not-shown', { fault }),
    })
    let demo: DemoFeed | undefined
    const context = (): ComplianceContext => ({
      ...{ figures, reference: reference(), now: now(), demo: board.demo },
      upTo,
      historyLoading: demo?.historyLoading,
      judgingAnew: shareDone(keeper.judging()),
    })
    const reads = createReads({
      ...{ db, context, reference },
      situation: () => board.situation(hub),
    })
    const refresh = () => hub.publish(board.refreshExpected())
    parts.onKnown(() => attempt(refresh, 'board.not-refreshed', log))
    // From here on every part is stopped also when a later one cannot start, as when the port is taken.
    closers.push(async () => {
      await keeper.stop()
      await recorder.idle()
      await alarms.idle()
    })
    const every = (ms: number, work: () => void) => {
      const timer = setInterval(work, ms)
      closers.push(async () => clearInterval(timer))
    }
    every(refreshMs, () => attempt(refresh, 'board.not-refreshed', log))
    await keeper.poll()
    every(followMs, () => void Promise.all([keeper.poll(), parts.follow()]))
    parts.start()
    const listeningSince = now()
    const lookForAlarms = () => {
      const around = { listeningSince, areas: reach.areas() }
      alarms.look(alarmSituation(board.things(), around), now())
    }
    every(lookMs, () => attempt(lookForAlarms, 'alarms.not-looked-for', log))
    const live = createLiveSocket(hub)
    const stopLive = async () => {
      hub.stop()
      await live.close()
    }
    closers.push(stopLive)
    const flight = startFlightRecorder({
      ...{ db, config, now, reference, roads, speeds, ground, log },
    })
    closers.push(() => flight.stop())
    const duels = createDuels({
      ...{ db, reference, ground, now, log, demo: () => board.demo },
      speeds: (kind) => speeds.current().of(kind),
    })
    closers.push(() => duels.stop())
    const ingestToken = config.ingestToken ?? (await keptToken(config.dataFolder))
    const http = await startHttp(
      {
        ...{ recorder, reads, live, log, duels },
        anomalies: createAnomalyDesk({ db, recorder, now, reference, demo: () => board.demo }),
        alarms: createAlarmDesk({ db, county, alarms, now }),
        recording: flight.desk,
        decisions: createDecisionDesk({ db, keeper, now }),
        readiness: createReadinessDesk({ db, reference, now, freshness: config.freshness }),
        beforeAfter: createBeforeAfterDesk({ db, reference, ground, context }),
        plans: createPlanDesk({ db, context, ground, fit: speeds.fit }),
        ...{ coverage, route: parts.route },
        driveTimes: speeds.desk({ demo: () => board.demo, historyLoading: () => demo?.historyLoading }),
        previewMapping: (question) =>
          previewTasks(question, { region: regionLookup(keskiSuomi), now: Date.now }),
        access: createAccess({ logins: config.logins, ingestToken, now }),
        pages: pagesFolder,
        bodyBytesAtMost: config.bodyBytesAtMost,
        checkReady: () => checkReady(db),
        metrics: () => metricsOf(figures, hub),
      },
      config.host,
      config.port,
    )
    // Sockets first: the server waits for them.
    closers.push(async () => {
      await stopLive()
      await http.close()
    })
    if (config.demo) {
      const feed = await startDemoFeed({
        ...{ db, county, now, recorder, log },
        world: drivenPilotWorld(),
        seed: config.demoSeed,
        months: config.demoMonths,
        onProgress: progressSayer(say),
      })
      demo = feed
      closers.push(() => feed.stop())
    }
    const historyWritten = demo?.historyWritten ?? Promise.resolve()
    const startJobs = () => {
      if (stopping) return
      const { timeZone } = reference().county
      const schedule = startSchedule(jobsOf(db, reference, config, context, now), { timeZone, log })
      closers.push(() => schedule.stop())
    }
    void historyWritten.then(() => attempt(startJobs, 'schedule.not-started', log))
    return { url: http.url, ingestToken, historyWritten, stop, [Symbol.asyncDispose]: stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

const refreshMs = 5000
/** How soon an alarm is noticed. */
const lookMs = 1000
/** How soon what another program has changed is noticed. */
const followMs = 3000
const noChanges = { tasks: [], units: [], stations: [], sources: [] }
/** Where the built dashboards are. */
export const pagesFolder = fileURLToPath(new URL('../dist/dashboards', import.meta.url))

/** After a commit: figures first, so that whoever sees the change on the board finds it in the figures. */
function take(changes: Changes, figures: Figures, board: Board, hub: Hub): void {
  for (const { task, rows } of changes.tasks) {
    if (rows.length > 0) figures.update(rows)
    else figures.forget(task.id)
  }
  hub.publish(board.apply(changes))
}

/** Throws `unavailable` when the database answers with a fault, or not in time: a lost network says nothing at all. */
export async function checkReady(db: Database, withinMs = 5000): Promise<void> {
  const late = new AbortController()
  const tooLate = wait(withinMs, undefined, { signal: late.signal }).then(() => {
    throw new Error(`no answer within ${withinMs} ms`)
  })
  try {
    await Promise.race([db.query('select 1 as ready'), tooLate])
  } catch (cause) {
    throw new VasteError('unavailable', 'the database does not answer', { cause })
  } finally {
    tooLate.catch(() => {})
    late.abort()
  }
}

/** A fault of one part, on a timer or behind a promise, must not end the others. */
function attempt(work: () => void, event: string, log: Log): void {
  try {
    work()
  } catch (fault) {
    log.error(event, { fault })
  }
}

/** Nothing has been counted yet: nothing is done. */
function shareDone(progress: { readonly done: number; readonly total: number } | undefined) {
  return progress && (progress.total === 0 ? 0 : progress.done / progress.total)
}

/** The last opened is closed first; one fault does not keep the others open. */
async function closeAll(closers: (() => Promise<void>)[], log: Log): Promise<void> {
  for (const close of closers.splice(0).reverse())
    await close().catch((fault) => log.error('stop.failed', { fault }))
}
