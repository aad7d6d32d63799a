// Serves dist/dashboards with made-up data under the service's own headers, to look at the pages without it.
// Run: npx tsx test/dashboards/fixture-server.ts [port] [mixed|fresh|silent|each|flood|cut]: the sources, or the alarms
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { WebSocketServer } from 'ws'
import type { LiveFrame, Situation } from '../../src/contract/situation.ts'
import { fixtureBudget, fixtureComparison, fixturePassport, fixtureStability } from './compliance-fixtures.ts'
import { aFlood, oneOfEach, shelvedAlarm } from './fixture-alarms.ts'
import { fixtureCoverage, fixturePlans, fixtureTimeline } from './fixture-asked.ts'
import { fixtureCompliance, fixtureDistribution, fixtureRevisions, fixtureTrend } from './fixture-figures.ts'
import { fixtureDuel, fixtureEffect, fixtureGround, fixtureSuggestion } from './fixture-plan.ts'
import { fixtureRegion, fixtureSituation } from './fixture-situation.ts'

/** `mixed`: one source of each freshness. `cut`: the line falls silent after the snapshot. */
export type Shown = 'mixed' | 'fresh' | 'silent' | 'each' | 'flood' | 'cut'

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
].join('; ')

const pages = fileURLToPath(new URL('../../dist/dashboards', import.meta.url))

/** A duel runs while it is asked of twice, and is then done. */
function planRoutes(api: express.Router) {
  let asked = 0
  api.use('/plan', express.json({ limit: '1mb' }))
  api.get('/plan/ground', (_request, response) => void response.json(fixtureGround()))
  api.post('/plan/effect', (request, response) => void response.json(fixtureEffect(request.body)))
  api.post('/plan/suggest', (request, response) => void response.json(fixtureSuggestion(request.body.plan)))
  api.post('/plan/duel', (request, response) => {
    asked = 0
    response.status(202).json(fixtureDuel('waiting', request.body.planB.name))
  })
  api.get('/plan/duel/:id', (_request, response) => {
    asked += 1
    response.json(fixtureDuel(asked > 2 ? 'done' : 'running', 'B'))
  })
  api.delete('/plan/duel/:id', (_request, response) => void response.json(fixtureDuel('cancelled', 'B')))
}

function createApp(shownNow: () => Shown) {
  const app = express()
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', policy)
    next()
  })
  const api = express.Router()
  planRoutes(api)
  api.get('/session', (_request, response) => {
    response.json({
      name: 'local',
      role: 'local',
      may: ['see-situation', 'see-compliance', 'see-plans', 'acknowledge-alarms'],
      languages: ['fi', 'sv', 'en'],
    })
  })
  api.get('/situation', (_request, response) => {
    const now = Date.now()
    const alarms = alarmsOf(shownNow(), now)
    response.json({ ...fixtureSituation(now), alarms, sources: sourcesOf(shownNow(), now) })
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
  api.get('/readiness', (request, response) => {
    const { readiness, timelines } = fixturePlans(Date.now())
    response.json(request.query.from === undefined ? readiness : timelines)
  })
  api.get('/coverage', (request, response) => {
    response.json(fixtureCoverage(Date.now(), String(request.query.without)))
  })
  api.get('/tasks/:task/timeline', (request, response) => {
    response.json(fixtureTimeline(request.params.task as string, Date.now()))
  })
  api.get('/stability', (_request, response) => void response.json(fixtureStability()))
  api.get('/passport', (_request, response) => void response.json(fixturePassport()))
  api.get('/revisions', (_request, response) => void response.json(fixtureRevisions(Date.now())))
  app.use('/api/v1', api)
  app.use(express.static(pages, { extensions: ['html'] }))
  return app
}

function alarmsOf(shown: Shown, now: number) {
  if (shown === 'each') return [...oneOfEach(now), shelvedAlarm(now)]
  return shown === 'flood' ? [...aFlood(now), ...oneOfEach(now).slice(0, 2)] : []
}

function sourcesOf(shown: Shown, now: number): Situation['sources'] {
  const { sources } = fixtureSituation(now)
  if (shown === 'mixed') return sources
  const freshAt = new Date(now - 4000).toISOString()
  return sources.map((source, i) =>
    shown === 'silent' && i === 2 ? source : { ...source, lastReceivedAt: freshAt },
  )
}

interface LiveClock {
  /** Milliseconds that the server's clock is ahead of the machine's. */
  ahead: number
  /** Nothing is told, as on a line that is silent. */
  hushed: boolean
}

function serveLive(server: ReturnType<typeof createServer>, shownNow: () => Shown, clock: LiveClock) {
  const sockets = new WebSocketServer({ server, path: '/live' })
  sockets.on('connection', (socket) => {
    const send = (frame: LiveFrame) => socket.send(JSON.stringify(frame))
    const shown = shownNow()
    let number = 0
    let greeted = false
    const greet = (at: number) => {
      greeted = true
      const alarms = alarmsOf(shown, at)
      send({
        kind: 'snapshot',
        situation: { ...fixtureSituation(at), alarms, sources: sourcesOf(shown, at), number },
      })
    }
    const tell = () => {
      if (clock.hushed) return
      const at = Date.now() + clock.ahead
      if (!greeted) return greet(at)
      if (shown === 'cut') return
      // A fresh source stays fresh however long the page is looked at.
      const changes = sourcesOf(shown, at).map((source) => ({ kind: 'source' as const, source }))
      number += 1
      send({
        kind: 'changes',
        run: 'fixture',
        first: number,
        number,
        serverAt: new Date(at).toISOString(),
        changes,
      })
    }
    tell()
    const ticking = setInterval(tell, 1500)
    socket.on('close', () => clearInterval(ticking))
  })
  return sockets
}

export async function startFixtureServer(port = 0, shown: Shown = 'mixed') {
  const shownNow = () => shown
  const server = createServer(createApp(shownNow))
  const clock: LiveClock = { ahead: 0, hushed: false }
  const sockets = serveLive(server, shownNow, clock)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ url, clock },
    /** To those who come from now on. */
    show(other: Shown) {
      shown = other
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets.clients) socket.terminate()
      }),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startFixtureServer(Number(process.argv[2] ?? 0), process.argv[3] as Shown | undefined)
  process.stdout.write(`${url}\n`)
}
