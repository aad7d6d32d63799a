/**
 * How many events a second does the service take in, durably, folded and judged? `POST /api/v1/events` on the real
 * service, single and in batches of 100, beside plain `insert` statements with pg in the same run, interleaved.
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
import type { Load, Round } from './event-callers.ts'

const callers = 64
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
  const loads: (readonly [name: string, load: Load])[] = [
    ['plain insert with pg, pool of 10', { kind: 'insert', databaseUrl }],
    ...Object.entries(services).flatMap(([name, { url }]) =>
      [1, 100].map((batch) => {
        const load: Load = { kind: 'post', url: `${url}/api/v1/events`, token, batch }
        return [`${name}: POST ${batch === 1 ? 'one by one' : `batches of ${batch}`}`, load] as const
      }),
    ),
  ]
  const sender = fork(fileURLToPath(new URL('./event-callers.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  const rates = loads.map((): number[] => [])
  for (let round = -1; round < rounds; round++)
    for (const [i, [, load]] of loads.entries()) {
      sender.send({ load, callers, milliseconds } satisfies Round)
      const [found] = await once(sender, 'message')
      // The first round warms up.
      if (round >= 0) rates[i]!.push(found)
    }
  sender.disconnect()
  tell(
    loads.map(([name]) => name),
    rates,
  )
  for (const service of Object.values(services)) {
    await service.stop()
    await rm(service.folder, { recursive: true, force: true })
  }
}

function tell(names: readonly string[], rates: readonly number[][]): void {
  const base = median(rates[0]!)
  console.log(
    `events/s, ${callers} callers, ${rounds} rounds of ${milliseconds / 1000} s: median [min..max], ratio to plain insert`,
  )
  for (const [i, name] of names.entries()) {
    const found = rates[i]!
    const spread = `[${Math.round(Math.min(...found))}..${Math.round(Math.max(...found))}]`
    console.log(
      `  ${name.padEnd(36)} ${String(Math.round(median(found))).padStart(7)} ${spread.padEnd(18)} ${(median(found) / base).toFixed(2)}x`,
    )
  }
}
