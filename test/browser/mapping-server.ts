/** The mapping page with its real preview and nothing else of the service: its route is tried by itself. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express, { type NextFunction, type Request, type Response } from 'express'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import type { Permission, Session } from '../../src/http/access.ts'
import { mappingRoutes, type PreviewMapping } from '../../src/http/mapping.ts'
import { problemOf, sendProblem } from '../../src/http/problem.ts'
import { previewTasks } from '../../src/intake/tasks/preview-tasks.ts'
import { regionLookup } from '../../src/intake/tasks/region-lookup.ts'
import { fixtureRegion } from '../dashboards/fixture-situation.ts'

export interface MappingServer {
  readonly url: string
  /** What was logged: nothing that a file holds may ever come here. */
  readonly logged: string[]
  stop(): Promise<void>
}

export interface MappingServerOptions {
  readonly may?: readonly Permission[]
  readonly preview?: PreviewMapping
  /** Folder of the built pages. */
  readonly pages?: string
}

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'"
const builtPages = fileURLToPath(new URL('../../dist/dashboards', import.meta.url))
const region = regionLookup(keskiSuomi)

export async function startMappingServer(options: MappingServerOptions = {}): Promise<MappingServer> {
  const {
    may = ['see-compliance'],
    preview = (question) => previewTasks(question, { region, now: Date.now }),
  } = options
  const pages = options.pages ?? builtPages
  const logged: string[] = []
  const note = (...parts: unknown[]) => void logged.push(JSON.stringify(parts))
  const log = { info: note, warn: note, error: note }
  const app = express()
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', policy)
    response.locals.session = { name: 'trial', role: 'manager', may } satisfies Session
    next()
  })
  app.get(
    '/api/v1/session',
    (_request, response) => void response.json({ name: 'trial', role: 'manager', may }),
  )
  app.get('/api/v1/region', (_request, response) => void response.json(fixtureRegion()))
  app.use('/api/v1', mappingRoutes(preview))
  app.use(express.static(pages, { extensions: ['html'] }))
  app.use((fault: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendProblem(response, problemOf(fault, log as never))
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logged,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
