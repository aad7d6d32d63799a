/** The page of problem cells with its real route, and made-up cells of four years behind it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express, { type NextFunction, type Request, type Response } from 'express'
import type { Session } from '../../src/http/access.ts'
import { problemOf, sendProblem } from '../../src/http/problem.ts'
import { problemCellRoutes } from '../../src/http/problem-cells.ts'
import { silentLog } from '../../src/log.ts'
import { fixtureProblemCells } from '../dashboards/fixture-problem-cells.ts'
import { fixtureRegion } from '../dashboards/fixture-situation.ts'

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'"
const pages = fileURLToPath(new URL('../../dist/dashboards', import.meta.url))

export async function startProblemCellsServer(thisYear: number) {
  const session: Session = { name: 'trial', role: 'planner', may: ['see-compliance'] }
  const app = express()
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', policy)
    response.locals.session = session
    next()
  })
  app.get('/api/v1/session', (_request, response) => void response.json(session))
  app.get('/api/v1/region', (_request, response) => void response.json(fixtureRegion()))
  app.use(
    '/api/v1',
    problemCellRoutes(async (question) =>
      fixtureProblemCells({ lastYear: thisYear, ...question }, { thisYear }),
    ),
  )
  app.use(express.static(pages, { extensions: ['html'] }))
  app.use((fault: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendProblem(response, problemOf(fault, silentLog))
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
