/** The real service on a free port with data of its own: an embedded database, or PostgreSQL as the run asks for. */
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../src/config.ts'
import type { EventMessage, Recorded } from '../src/contract/events.ts'
import { type Log, silentLog } from '../src/log.ts'
import { type Service, startService } from '../src/service.ts'
import type { Database } from '../src/store/database.ts'
import { openDatabase } from '../src/store/open.ts'
import { copyPreparedFolder, createPostgresUrl, testsPostgres } from './database.ts'
import { closeAfterAll } from './root.ts'

export interface TestService {
  readonly url: string
  /** For `POST /api/v1/events`. */
  readonly token: string
  /** The handle that the running service has; a test may close it under its feet. */
  readonly db: Database
  /** Resolves when the events are durable; throws where the service does not answer with counts. */
  post(events: EventMessage | readonly EventMessage[]): Promise<Recorded>
  get(path: string, init?: RequestInit): Promise<Response>
  /** Stops and starts on the same data and the same port. */
  restart(): Promise<void>
  /** May be called again. Also done after the run. */
  stop(): Promise<void>
}

export interface TestServiceOptions {
  readonly demo?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly now?: () => number
  readonly log?: Log
}

/** Without a demo the pilot has stations but neither units nor risk cells: messages carry their `unitType`. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const env = await testEnvironment()
  let port = 0
  let db: Database | undefined
  const start = () =>
    startService(
      readConfig({ ...env, VASTE_PORT: String(port), ...options.env }, { demo: options.demo ?? false }),
      {
        ...{ log: options.log ?? silentLog, now: options.now },
        open: async (settings) => {
          db = await openDatabase(settings)
          return db
        },
      },
    )
  let service: Service = await start()
  port = Number(new URL(service.url).port)
  const stop = () => service.stop()
  closeAfterAll(stop)
  const { url, ingestToken: token } = service
  return {
    ...{ url, token, stop },
    get db() {
      return db!
    },
    get: (path, init) => fetch(new URL(path, url), init),
    async post(events) {
      const response = await fetch(new URL('/api/v1/events', url), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(events),
      })
      if (response.status !== 202 && response.status !== 422)
        throw new Error(`the service answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as Recorded
    },
    async restart() {
      await service.stop()
      service = await start()
    },
  }
}

/** Settings of a service, or of a `vaste` command, on new data; the schema is there, the county is not. */
export async function testEnvironment(): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'vaste-service-'))
  closeAfterAll(async () => rmSync(folder, { recursive: true, force: true }))
  if (testsPostgres) return { VASTE_DATA: folder, DATABASE_URL: await createPostgresUrl() }
  renameSync(await copyPreparedFolder(), join(folder, 'database'))
  return { VASTE_DATA: folder }
}

let shared: Promise<TestService> | undefined

/** One service for all specs that leave no trace which another could stumble over. */
export function sharedService(): Promise<TestService> {
  shared ??= startTestService()
  return shared
}
