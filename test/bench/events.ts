/**
 * How many events a second does the service take in, durably? `POST /api/v1/events` on the real service, single and in
 * batches of 100, beside plain `insert` statements with pg in the same run, interleaved; ratios with their spread.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/log.ts'
import { startService } from '../../src/service.ts'

const callers = 64
const rounds = 5
const roundMs = 4000
const token = 'a-token-for-the-benchmark-only'

interface Peer {
  readonly name: string
  /** Takes in a number of events and answers it. */
  readonly once: () => Promise<number>
  readonly close: () => Promise<void>
}

let serial = 0
function statusEvent(): object {
  const n = serial++
  return {
    ...{ id: `bench-${process.pid}-${n}`, source: 'bench', kind: 'unit.status', at: new Date().toISOString() },
    ...{ unit: `U${n % 60}`, status: 'alerted', task: `T${n % 5000}`, unitType: 'bls' },
  }
}

async function servicePeers(name: string, databaseUrl: string | undefined): Promise<Peer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vaste-bench-'))
  const env = { VASTE_DATA: folder, VASTE_PORT: '0', VASTE_INGEST_TOKEN: token, DATABASE_URL: databaseUrl ?? '' }
  const service = await startService(readConfig(env, { demo: false }), { log: silentLog })
  const agent = new Agent({ keepAlive: true, maxSockets: callers })
  const close = async () => {
    agent.destroy()
    await service.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const post = (count: number) => () => {
    const body = count === 1 ? statusEvent() : Array.from({ length: count }, statusEvent)
    return send(agent, `${service.url}/api/v1/events`, JSON.stringify(body)).then(() => count)
  }
  return [
    { name: `${name}: POST, one event`, once: post(1), close },
    { name: `${name}: POST, batches of 100`, once: post(100), close: async () => {} },
  ]
}

function send(agent: Agent, url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => (response.statusCode === 202 ? resolve() : reject(new Error(`answered ${response.statusCode}`))))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The plain way: one insert with its own commit for each event, over a pool of ten connections. */
async function plainInsert(databaseUrl: string): Promise<Peer> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  await pool.query('drop table if exists bench_plain')
  await pool.query('create table bench_plain (source text, id text, body jsonb, primary key (source, id))')
  return {
    name: 'plain insert with pg, pool of 10',
    async once() {
      const event = statusEvent() as { id: string }
      await pool.query('insert into bench_plain values ($1, $2, $3)', ['bench', event.id, JSON.stringify(event)])
      return 1
    },
    async close() {
      await pool.query('drop table bench_plain')
      await pool.end()
    },
  }
}

/** Events a second with `callers` callers, each waiting for its own answer. */
async function rate(peer: Peer): Promise<number> {
  const until = performance.now() + roundMs
  const startedAt = performance.now()
  let taken = 0
  const caller = async () => {
    while (performance.now() < until) taken += await peer.once()
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return (taken * 1000) / (performance.now() - startedAt)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

export async function benchEvents(databaseUrl: string): Promise<void> {
  const baseline = await plainInsert(databaseUrl)
  const peers = [baseline, ...(await servicePeers('PostgreSQL', databaseUrl)), ...(await servicePeers('embedded', undefined))]
  const rates = new Map(peers.map((peer) => [peer, [] as number[]]))
  for (let round = -1; round < rounds; round++)
    for (const peer of peers) {
      const found = await rate(peer)
      // The first round warms up.
      if (round >= 0) rates.get(peer)!.push(found)
    }
  const base = median(rates.get(baseline)!)
  console.log(`events/s, ${callers} callers, ${rounds} rounds of ${roundMs / 1000} s: median [min..max], ratio to plain insert`)
  for (const [{ name }, found] of rates) {
    const spread = `[${Math.round(Math.min(...found))}..${Math.round(Math.max(...found))}]`
    console.log(`  ${name.padEnd(36)} ${String(Math.round(median(found))).padStart(7)} ${spread.padEnd(18)} ${(median(found) / base).toFixed(2)}x`)
  }
  for (const peer of peers.reverse()) await peer.close()
}
