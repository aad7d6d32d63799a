// Serves dist/dashboards with made-up data under the service's own headers, to look at the pages without it.
// Run: npx tsx test/dashboards/fixture-server.ts [port] [calm|each|flood], which are the alarms
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { WebSocketServer } from 'ws'
import type { LiveFrame } from '../../src/contract/situation.ts'
import { fixtureBudget, fixtureComparison, fixturePassport, fixtureStability } from './compliance-fixtures.ts'
import { aFlood, oneOfEach, shelvedAlarm } from './fixture-alarms.ts'
import { fixtureCompliance, fixtureDistribution, fixtureRevisions, fixtureTrend } from './fixture-figures.ts'
import { fixtureRegion, fixtureSituation } from './fixture-situation.ts'

/** Which alarms to show. */
const shown = process.argv[3]

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
].join('; ')

const pages = fileURLToPath(new URL('../../dist/dashboards', import.meta.url))

function createApp() {
  const app = express()
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', policy)
    next()
  })
  const api = express.Router()
  api.get('/session', (_request, response) => {
    response.json({
      name: 'local',
      role: 'local',
      may: ['see-situation', 'see-compliance', 'acknowledge-alarms'],
      languages: ['fi', 'sv', 'en'],
    })
  })
  api.get('/region', (_request, response) => void response.json(fixtureRegion()))
  api.get('/compliance', (request, response) => {
    if (request.query.format === 'csv') return void response.type('text/csv').send('zone;n\nrural;1\n')
    response.json(fixtureCompliance(Date.now(), String(request.query.month)))
  })
  api.get('/distribution', (_request, response) => void response.json(fixtureDistribution()))
  api.get('/trend', (_request, response) => void response.json(fixtureTrend()))
  api.get('/comparison', (_request, response) => void response.json(fixtureComparison()))
  api.get('/budget', (_request, response) => void response.json(fixtureBudget()))
  api.get('/stability', (_request, response) => void response.json(fixtureStability()))
  api.get('/passport', (_request, response) => void response.json(fixturePassport()))
  api.get('/revisions', (_request, response) => void response.json(fixtureRevisions(Date.now())))
  app.use('/api/v1', api)
  app.use(express.static(pages, { extensions: ['html'] }))
  return app
}

function alarmsOf(now: number) {
  if (shown === 'each') return [...oneOfEach(now), shelvedAlarm(now)]
  return shown === 'flood' ? [...aFlood(now), ...oneOfEach(now).slice(0, 2)] : []
}

function serveLive(server: ReturnType<typeof createServer>) {
  const sockets = new WebSocketServer({ server, path: '/live' })
  const situation = fixtureSituation(Date.now())
  sockets.on('connection', (socket) => {
    const send = (frame: LiveFrame) => socket.send(JSON.stringify(frame))
    const alarms = alarmsOf(Date.now())
    send({ kind: 'snapshot', situation: { ...situation, alarms, serverAt: new Date().toISOString() } })
    const ticking = setInterval(() => {
      send({ kind: 'tick', run: 'fixture', number: 0, serverAt: new Date().toISOString() })
    }, 2000)
    socket.on('close', () => clearInterval(ticking))
  })
  return sockets
}

export async function startFixtureServer(port = 0) {
  const server = createServer(createApp())
  const sockets = serveLive(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets.clients) socket.terminate()
      }),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startFixtureServer(Number(process.argv[2] ?? 0))
  process.stdout.write(`${url}\n`)
}
