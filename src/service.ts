/** The only file that knows every part: opens the database, wires the parts and starts them; stops them in turn. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { type DemoFeed, demoPrefix, startDemoFeed } from './demo.ts'
import { VasteError } from './domain/error.ts'
import { judgeTask } from './domain/verdict.ts'
import { createFigures, type Figures } from './figures/figures.ts'
import { createAccess } from './http/access.ts'
import { startHttp } from './http/server.ts'
import { type Board, createBoard } from './live/board.ts'
import { createHub, type Hub } from './live/hub.ts'
import { createLiveSocket } from './live/socket.ts'
import type { Log } from './log.ts'
import { pilotContent, pilotCounty, pilotWorld } from './pilot.ts'
import { startSchedule } from './schedule/schedule.ts'
import { listSources, stationsOnBoard, unitsOnBoard } from './store/board-state.ts'
import type { Database } from './store/database.ts'
import { newestSeq } from './store/event-log.ts'
import { migrate } from './store/migrate.ts'
import { openDatabase } from './store/open.ts'
import { judgedPages, judgedRows, openTasks } from './store/task-cache.ts'
import { compileMonth, monthsToCompile } from './usecases/compile-month.ts'
import { followRules } from './usecases/follow-rules.ts'
import { forgetOldPlaces } from './usecases/forget-places.ts'
import { installCounty } from './usecases/install-county.ts'
import { createReads } from './usecases/reads.ts'
import { type Changes, createRecorder } from './usecases/record-events.ts'
import { type CountyReference, loadReference } from './usecases/reference.ts'
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
    await prepare(db, config, now(), say)
    const reference = await loadReference(db, county)
    await inStep(db, reference, say)
    const figures = await loadedFigures(db, reference, say)
    const board = createBoard({
      ...{ now, freshness: config.freshness },
      reference: () => reference,
      initial: await changesOnBoard(db, reference),
    })
    let dataUpTo = (await newestSeq(db, county)).receivedAt?.getTime()
    const hub = createHub({ now, situation: (numbering) => board.situation(numbering) })
    const recorder = createRecorder({
      ...{ db, county, now },
      reference: () => reference,
      isDemoSource: (source) => config.demo && source.startsWith(demoPrefix),
      keepPlacesDays: config.keepPlacesDays,
      onCommitted: (changes) => {
        dataUpTo = now()
        take(changes, figures, board, hub)
      },
      onFault: (fault) => log.error('commit.not-shown', { fault }),
    })
    let demo: DemoFeed | undefined
    const context = (): ComplianceContext => ({
      ...{ figures, reference, now: now(), demo: board.demo },
      dataUpTo,
      historyLoading: demo?.historyLoading,
    })
    const reads = createReads({
      ...{ db, context },
      reference: () => reference,
      situation: () => board.situation(hub),
    })
    const refreshing = setInterval(() => hub.publish(board.refreshExpected()), refreshMs)
    const live = createLiveSocket(hub)
    const ingestToken = config.ingestToken ?? (await keptToken(config.dataFolder))
    const http = await startHttp(
      {
        ...{ recorder, reads, live, log },
        access: createAccess({ logins: config.logins, ingestToken, now }),
        pages: pagesFolder,
        bodyBytesAtMost: config.bodyBytesAtMost,
        checkReady: () => checkReady(db),
        metrics: () => metricsOf(figures, hub),
      },
      config.host,
      config.port,
    )
    closers.push(async () => {
      clearInterval(refreshing)
      hub.stop()
      await live.close()
      await http.close()
      await recorder.idle()
    })
    if (config.demo) {
      const feed = await startDemoFeed({
        ...{ db, county, now, recorder, log },
        world: pilotWorld(),
        seed: config.demoSeed,
        months: config.demoMonths,
        onProgress: progressSayer(say),
      })
      demo = feed
      closers.push(() => feed.stop())
    }
    const historyWritten = demo?.historyWritten ?? Promise.resolve()
    void historyWritten.then(() => {
      if (stopping) return
      const schedule = startSchedule(jobsOf(db, reference, config, context, now), {
        timeZone: reference.county.timeZone,
        log,
      })
      closers.push(() => schedule.stop())
    })
    return { url: http.url, ingestToken, historyWritten, stop, [Symbol.asyncDispose]: stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

const refreshMs = 5000
/** How far back a missed compilation is made up for. */
const monthsBack = 13
const pagesFolder = fileURLToPath(new URL('../dist/dashboards', import.meta.url))

async function prepare(
  db: Database,
  config: Config,
  now: number,
  say: (sentence: string) => void,
): Promise<void> {
  await migrate(db, { onProgress: say })
  if (config.county !== pilotCounty) {
    if (!config.demo) return
    throw new VasteError(
      'invalid',
      `found the demo and county '${config.county}'; expected county '${pilotCounty}', whose tasks the demo invents`,
    )
  }
  const installed = await installCounty(db, pilotContent({ demo: config.demo }), now)
  if (installed) say('Installed the pilot region: cells, zones, stations and placeholder decisions.')
  else await refuseToMix(db, config)
}

/** Demo tasks among real ones could never be told apart in a figure again. */
async function refuseToMix(db: Database, { demo, county }: Config): Promise<void> {
  const real = (await listSources(db, county)).find((source) => !source.demo)
  if (demo && real)
    throw new VasteError(
      'conflict',
      `the database holds messages of the real source '${real.source}'; expected an empty database, or one of the demo, to start the demo feed in`,
    )
}

async function inStep(
  db: Database,
  reference: CountyReference,
  say: (sentence: string) => void,
): Promise<void> {
  const rebuilt = await followRules(db, reference, (done) => {
    if (done % 5000 === 0) say(`The rules have changed: ${done} tasks judged anew…`)
  })
  if (rebuilt && rebuilt.tasks > 0)
    say(
      `The rules have changed: ${rebuilt.tasks} tasks judged anew, ${rebuilt.different.length} of them differ.`,
    )
}

async function loadedFigures(
  db: Database,
  reference: CountyReference,
  say: (sentence: string) => void,
): Promise<Figures> {
  const figures = createFigures(reference.calendar)
  for await (const page of judgedPages(db, reference.county.county)) figures.update(page)
  if (figures.size() > 0) say(`Loaded ${figures.size()} judged rows.`)
  return figures
}

async function changesOnBoard(db: Database, reference: CountyReference): Promise<Changes> {
  const { county } = reference.county
  const open = await openTasks(db, county)
  return {
    tasks: open.map((task) => ({ task, verdict: judgeTask(task, reference) })),
    units: await unitsOnBoard(db, county),
    stations: await stationsOnBoard(db, county),
    sources: await listSources(db, county),
  }
}

/** After a commit: figures first, so that whoever sees the change on the board finds it in the figures. */
function take(changes: Changes, figures: Figures, board: Board, hub: Hub): void {
  for (const { task, verdict } of changes.tasks) {
    if (verdict) figures.update(judgedRows(verdict))
    else figures.forget(task.id)
  }
  hub.publish(board.apply(changes))
}

function jobsOf(
  db: Database,
  reference: CountyReference,
  config: Config,
  context: () => ComplianceContext,
  now: () => number,
) {
  return [
    {
      name: 'compile-months',
      at: '10 2 1 * *',
      run: async () => {
        const missing = await monthsToCompile(db, context(), monthsBack)
        let written = 0
        for (const { month, service } of missing)
          if ((await compileMonth(db, month, service, context())).written) written++
        return { months: missing.length, written }
      },
    },
    {
      name: 'forget-places',
      at: '30 3 * * *',
      run: async () => ({
        coarsened: await forgetOldPlaces(db, reference, {
          now: now(),
          placeDays: config.keepPlacesDays,
          streamDays: config.keepPositionsDays,
        }),
      }),
    },
  ]
}

async function checkReady(db: Database): Promise<void> {
  try {
    await db.query('select 1 as ready')
  } catch (cause) {
    throw new VasteError('unavailable', 'the database does not answer', { cause })
  }
}

function metricsOf(figures: Figures, hub: Hub): string {
  return [
    '# TYPE vaste_judged_rows gauge',
    `vaste_judged_rows ${figures.size()}`,
    '# TYPE vaste_viewers gauge',
    `vaste_viewers ${hub.viewers}`,
    '# TYPE vaste_changes_total counter',
    `vaste_changes_total ${hub.number}`,
    '',
  ].join('\n')
}

/** Made once and readable by its owner only, so that integrations survive a restart. */
async function keptToken(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'ingest-token')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept?.trim()) return kept.trim()
  const token = randomBytes(24).toString('base64url')
  await mkdir(dataFolder, { recursive: true })
  await writeFile(file, `${token}\n`, { mode: 0o600 })
  return token
}

/** Every tenth part once. */
function progressSayer(say: (sentence: string) => void): (done: number) => void {
  let told = 0
  return (done) => {
    const tenth = Math.floor(done * 10)
    if (tenth <= told) return
    told = tenth
    say(tenth === 10 ? 'Demo history is complete.' : `Demo history ${tenth * 10} %…`)
  }
}

/** The last opened is closed first; one fault does not keep the others open. */
async function closeAll(closers: (() => Promise<void>)[], log: Log): Promise<void> {
  for (const close of closers.splice(0).reverse())
    await close().catch((fault) => log.error('stop.failed', { fault }))
}
