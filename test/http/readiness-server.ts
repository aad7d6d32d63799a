/** Stations and readiness of the pilot behind their real routes, and nothing else of the service. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express, { type NextFunction, type Request, type Response } from 'express'
import { permissions, permissionsOf, type Session } from '../../src/http/access.ts'
import { problemOf, sendProblem } from '../../src/http/problem.ts'
import { readinessRoutes } from '../../src/http/readiness.ts'
import facts from '../../src/intake/stations/keski-suomi-readiness.json' with { type: 'json' }
import { readinessFrom } from '../../src/intake/stations/readiness-file.ts'
import { silentLog } from '../../src/log.ts'
import { pilotContent, pilotWorld } from '../../src/pilot.ts'
import { demoReadiness } from '../../src/simulate/demo-readiness.ts'
import type { Database } from '../../src/store/database.ts'
import { seedReadiness } from '../../src/usecases/edit-readiness.ts'
import { installCounty } from '../../src/usecases/install-county.ts'
import { createReadinessDesk } from '../../src/usecases/readiness-desk.ts'
import { createRecorder, type InnerRecorder } from '../../src/usecases/record-events.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { showRegion } from '../../src/usecases/show-region.ts'
import { emptyTables, testDatabase } from '../database.ts'

export interface ReadinessServer {
  readonly url: string
  readonly db: Database
  readonly recorder: InnerRecorder
  /** Whose requests they are from now on. */
  role: 'local' | 'commander' | 'planner' | 'manager'
  now: number
  stop(): Promise<void>
}

export const pilotFacts = readinessFrom(facts, 'keski-suomi-readiness.json').periods
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'"
const pages = fileURLToPath(new URL('../../dist/dashboards', import.meta.url))

export async function startReadinessServer(options: {
  demo: boolean
  now: number
}): Promise<ReadinessServer> {
  const db = await testDatabase()
  await emptyTables(db)
  const county = '15'
  await installCounty(db, pilotContent({ demo: options.demo }), options.now)
  const invented = options.demo ? demoReadiness(pilotWorld().units) : []
  await seedReadiness(db, county, [...pilotFacts, ...invented], options.now)
  const reference = await loadReference(db, county)
  const server = { role: 'planner' as ReadinessServer['role'], now: options.now }
  const recorder = createRecorder({
    ...{ db, county, now: () => server.now, reference: () => reference },
    ...{ isDemoSource: () => false, onCommitted: () => {} },
  })
  const desk = createReadinessDesk({
    ...{ db, reference: () => reference, now: () => server.now },
    freshness: { lateAfterSeconds: 120, silentAfterSeconds: 600 },
  })
  const session = (): Session => ({
    name: `a-${server.role}`,
    role: server.role,
    may: server.role === 'local' ? permissions : permissionsOf[server.role],
  })
  const app = express()
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', policy)
    response.locals.session = session()
    next()
  })
  app.get('/api/v1/session', (_request, response) => void response.json(session()))
  app.get('/api/v1/region', (_request, response) => void response.json(showRegion(reference)))
  app.use('/api/v1', readinessRoutes(desk))
  app.use(express.static(pages, { extensions: ['html'] }))
  app.use((fault: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendProblem(response, problemOf(fault, silentLog))
  })
  const http = createServer(app)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return Object.assign(server, {
    ...{ db, recorder, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` },
    stop: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  })
}
