/** The HTTP server: events ahead of Express, pages and reads behind it, upgrades to `/live`. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import express, { type NextFunction, type Request, type Response } from 'express'
import helmet from 'helmet'
import { VasteError } from '../domain/error.ts'
import type { FlightRecorder } from '../live/flight-recorder.ts'
import type { RouteDesk } from '../live/show-route.ts'
import type { LiveSocket } from '../live/socket.ts'
import type { Log } from '../log.ts'
import type { AlarmDesk } from '../usecases/acknowledge-alarm.ts'
import type { AnomalyDesk } from '../usecases/anomaly-desk.ts'
import type { BeforeAfterDesk } from '../usecases/before-after-desk.ts'
import type { DecisionDesk } from '../usecases/decision-desk.ts'
import type { DriveDesk } from '../usecases/drive-desk.ts'
import type { DuelDesk } from '../usecases/duel-desk.ts'
import type { PlanDesk } from '../usecases/plan-desk.ts'
import type { ReadinessDesk } from '../usecases/readiness-desk.ts'
import type { Reads } from '../usecases/reads.ts'
import type { Recorder } from '../usecases/record-events.ts'
import type { CoverageDesk } from '../usecases/show-coverage.ts'
import type { Access, Entry } from './access.ts'
import { alarmRoutes } from './alarms.ts'
import { anomalyRoutes } from './anomalies.ts'
import { beforeAfterRoutes } from './before-after.ts'
import { sameOrigin } from './changes.ts'
import { coverageRoutes } from './coverage.ts'
import { decisionRoutes } from './decisions.ts'
import { driveTimesRoutes } from './drive-times.ts'
import { eventsPath, handleEvents } from './events.ts'
import { createLoad } from './load.ts'
import { mappingRoutes, type PreviewMapping } from './mapping.ts'
import { planDuelRoutes } from './plan-duel.ts'
import { planRoutes } from './plans.ts'
import { problem, problemOf, sendProblem } from './problem.ts'
import { readinessRoutes } from './readiness.ts'
import { readRoutes } from './reads.ts'
import { recordingRoutes } from './recording.ts'
import { routeRoutes } from './route.ts'

export interface HttpParts {
  readonly recorder: Recorder
  readonly reads: Reads
  readonly anomalies: AnomalyDesk
  readonly alarms: AlarmDesk
  readonly recording: FlightRecorder
  readonly decisions: DecisionDesk
  readonly readiness: ReadinessDesk
  readonly coverage: CoverageDesk
  readonly plans: PlanDesk
  readonly route: RouteDesk
  readonly driveTimes: DriveDesk
  readonly duels: DuelDesk
  readonly beforeAfter: BeforeAfterDesk
  readonly previewMapping: PreviewMapping
  readonly live: LiveSocket
  readonly access: Access
  readonly log: Log
  /** Folder of the built dashboards. */
  readonly pages: string
  readonly bodyBytesAtMost: number
  /** Throws when the service cannot do its work. */
  readonly checkReady: () => Promise<void>
  readonly metrics: () => string
}

export interface HttpServer {
  readonly url: string
  close(): Promise<void>
}

export async function startHttp(parts: HttpParts, host: string, port: number): Promise<HttpServer> {
  const app = createApp(parts)
  const route = { ...parts, load: createLoad(waitAtMost) }
  const server = createServer({ headersTimeout, requestTimeout }, (request, response) => {
    if (pathOf(request) === eventsPath) void handleEvents(route, request, response)
    else app(request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    upgrade(parts, request, socket, head).catch((fault) => {
      parts.log.error('upgrade.failed', { fault })
      socket.destroy()
    })
  })
  await listen(server, host, port)
  // A connection that cannot be taken, for want of file handles, is no reason to end.
  server.on('error', (fault) => parts.log.error('http.failed', { fault }))
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 2000).unref()
      }),
  }
}

/** Milliseconds: who sends slower than this on purpose would hold a connection for nothing. */
const headersTimeout = 20_000
const requestTimeout = 120_000
/** Parsed, an event takes some ten times its bytes. */
const waitAtMost = { bytesAtMost: 32_000_000, itemsAtMost: 100_000 }

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'another program listens there' : cause.message
      reject(
        new VasteError(
          'unavailable',
          `cannot listen on ${host}:${port}: ${why}; expected a free port (VASTE_PORT)`,
          { cause },
        ),
      )
    })
    server.listen(port, host, resolve)
  })
}

function createApp(parts: HttpParts): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(helmet(headers))
  app.get('/healthz', noStore, (_request, response) => void response.json({ alive: true }))
  app.get('/readyz', noStore, async (_request, response) => {
    await parts.checkReady()
    response.json({ ready: true })
  })
  app.use(letIn(parts.access))
  app.get(
    '/metrics',
    noStore,
    (_request, response) => void response.type('text/plain; version=0.0.4').send(parts.metrics()),
  )
  app.use('/api/v1', noStore, readRoutes(parts.reads))
  app.use('/api/v1', noStore, anomalyRoutes(parts.anomalies))
  app.use('/api/v1', noStore, alarmRoutes(parts.alarms))
  app.use('/api/v1', noStore, recordingRoutes(parts.recording))
  app.use('/api/v1', noStore, decisionRoutes(parts.decisions, parts.log))
  app.use('/api/v1', noStore, mappingRoutes(parts.previewMapping))
  app.use('/api/v1', noStore, readinessRoutes(parts.readiness))
  app.use('/api/v1', noStore, coverageRoutes(parts.coverage))
  app.use('/api/v1', noStore, planRoutes(parts.plans))
  app.use('/api/v1', noStore, routeRoutes(parts.route))
  app.use('/api/v1', noStore, driveTimesRoutes(parts.driveTimes))
  app.use('/api/v1', noStore, planDuelRoutes(parts.duels, parts.plans.places))
  app.use('/api/v1', noStore, beforeAfterRoutes(parts.beforeAfter))
  app.use(express.static(parts.pages, { extensions: ['html'], setHeaders: cacheByName }))
  app.use((request: Request) => {
    throw new VasteError(
      'not-found',
      `found path '${request.path}'; expected a page or a route of /api/v1/openapi.json`,
    )
  })
  app.use((fault: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendProblem(response, problemOf(fault, parts.log))
  })
  return app
}

/** Everything from our own origin only; the map's worker is a blob of our own script. */
const headers: Parameters<typeof helmet>[0] = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Behind a TLS proxy the proxy says this; on a bare loopback port it would lock the browser out.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
}

function letIn(access: Access) {
  return async (request: Request, response: Response, next: NextFunction) => {
    const entry = await access.enter(request)
    if (entry.kind !== 'let-in') return turnAway(entry, response)
    response.locals.session = entry.session
    next()
  }
}

function turnAway(entry: Exclude<Entry, { kind: 'let-in' }>, response: ServerResponse): void {
  if (entry.kind === 'too-many')
    return sendProblem(response, problem(429, 'too many wrong passwords; try again in a minute'))
  if (entry.kind === 'wrong-host')
    return sendProblem(
      response,
      problem(
        421,
        'no logins are configured, so only this machine may connect; expected the host localhost or 127.0.0.1',
      ),
    )
  sendProblem(response, problem(401, 'found no known name and password; expected a login of this service'), {
    'www-authenticate': 'Basic realm="vaste", charset="UTF-8"',
  })
}

async function upgrade(
  parts: HttpParts,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  socket.on('error', () => socket.destroy())
  if (pathOf(request) !== '/live') return refuseUpgrade(socket, '404 Not Found')
  // Another site's page may open a socket here with the reader's own login: it is not our page and is not let in.
  if (!sameOrigin(request.headers)) return refuseUpgrade(socket, '403 Forbidden')
  const entry = await parts.access.enter(request)
  if (entry.kind !== 'let-in') return refuseUpgrade(socket, refusals[entry.kind])
  if (!entry.session.may.includes('see-situation')) return refuseUpgrade(socket, '403 Forbidden')
  parts.live.accept(request, socket, head)
}

const refusals: Record<Exclude<Entry['kind'], 'let-in'>, string> = {
  unknown: '401 Unauthorized',
  'too-many': '429 Too Many Requests',
  'wrong-host': '421 Misdirected Request',
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0]!
}

function noStore(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store')
  next()
}

/** Built assets carry their hash in the name; pages do not. */
function cacheByName(response: ServerResponse, path: string): void {
  const hashed = /[/\\]assets[/\\]/.test(path)
  response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
}
