/**
 * How many events a second does the service take in, durably, folded and judged, and how long does a caller wait?
 * `POST /api/v1/events` on the real service, single and in batches of 100, interleaved in the same run with two peers:
 * plain `insert` statements with pg, and Express that validates alike and inserts one row for each request.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/log.ts'
import { type Service, startService } from '../../src/service.ts'
import type { Load, Pace, Round } from './event-callers.ts'
import { startExpressPeer } from './express-peer.ts'

const callers = Number(process.env.VASTE_BENCH_CALLERS ?? 64)
const rounds = 5
const milliseconds = 3000
const token = 'a-token-for-the-benchmark-only'

async function serviceOn(databaseUrl: string | undefined): Promise<Service & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'vaste-bench-'))
  const env = {
    VASTE_DATA: folder,
    VASTE_PORT: '0',
    VASTE_INGEST_TOKEN: token,
    DATABASE_URL: databaseUrl ?? '',
  }
  const service = await startService(readConfig(env, { demo: false }), { log: silentLog })
  return { ...service, folder }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

export async function benchEvents(databaseUrl: string): Promise<void> {
  const services = { PostgreSQL: await serviceOn(databaseUrl), embedded: await serviceOn(undefined) }
  const peer = await startExpressPeer(databaseUrl)
  const loads: (readonly [name: string, load: Load])[] = [
    ['plain insert with pg, pool of 10', { kind: 'insert', databaseUrl }],
    ['Express, zod, one insert: one by one', { kind: 'post', url: peer.url, token, batch: 1 }],
    ...Object.entries(services).flatMap(([name, { url }]) =>
      [1, 100].map((batch) => {
        const load: Load = { kind: 'post', url: `${url}/api/v1/events`, token, batch }
        return [`${name}: POST ${batch === 1 ? 'one by one' : `batches of ${batch}`}`, load] as const
      }),
    ),
  ]
  const paces = await measure(loads.map(([, load]) => load))
  tell(
    loads.map(([name]) => name),
    paces,
  )
  await peer.stop()
  for (const service of Object.values(services)) {
    await service.stop()
    await rm(service.folder, { recursive: true, force: true })
  }
}

async function measure(loads: readonly Load[]): Promise<Pace[][]> {
  const sender = fork(fileURLToPath(new URL('./event-callers.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  const paces = loads.map((): Pace[] => [])
  for (let round = -1; round < rounds; round++)
    for (const [i, load] of loads.entries()) {
      sender.send({ load, callers, milliseconds } satisfies Round)
      const [found] = await once(sender, 'message')
      // The first round warms up.
      if (round >= 0) paces[i]!.push(found)
    }
  sender.disconnect()
  return paces
}

function tell(names: readonly string[], paces: readonly (readonly Pace[])[]): void {
  const rates = paces.map((rounds) => rounds.map(({ eventsPerSecond }) => eventsPerSecond))
  const [plain, express] = [median(rates[0]!), median(rates[1]!)]
  console.log(
    `${callers} callers, ${rounds} rounds of ${milliseconds / 1000} s: median events/s [min..max], ratio to plain insert and to Express, median p50 and p99 of the wait for an answer`,
  )
  for (const [i, name] of names.entries()) {
    const rate = median(rates[i]!)
    const spread = `[${Math.round(Math.min(...rates[i]!))}..${Math.round(Math.max(...rates[i]!))}]`
    const ratios = `${(rate / plain).toFixed(2)}x ${(rate / express).toFixed(2)}x`
    const [p50, p99] = [0.5, 0.99].map((share) =>
      median(paces[i]!.map((pace) => waitAt(pace, share))).toFixed(1),
    )
    console.log(
      `  ${name.padEnd(38)} ${String(Math.round(rate)).padStart(6)} ${spread.padEnd(16)} ${ratios.padEnd(13)} p50 ${p50} ms, p99 ${p99} ms`,
    )
  }
}

function waitAt({ waits }: Pace, share: number): number {
  return waits[Math.floor((waits.length - 1) * share)]!
}
