/** The callers of the ingest benchmark, in a process of their own, so that the service is not slowed by its own clients. */
import { Agent, request } from 'node:http'
import pg from 'pg'

export type Load =
  | { readonly kind: 'post'; readonly url: string; readonly token: string; readonly batch: number }
  | { readonly kind: 'insert'; readonly databaseUrl: string }

export interface Round {
  readonly load: Load
  readonly callers: number
  readonly milliseconds: number
}

export interface Pace {
  readonly eventsPerSecond: number
  /** Milliseconds that each call waited for its answer, in ascending order. */
  readonly waits: readonly number[]
}

/** A task's life as its sources tell it: eight messages, about as many as a real one has. */
const life = [
  'task.created',
  'alerted',
  'en-route',
  'at-scene',
  'transporting',
  'at-hospital',
  'available',
  'task.closed',
]
const series = `bench-${process.pid}-${performance.now()}`
let serial = 0

function nextEvent(): { id: string } {
  const n = serial++
  const step = life[n % life.length]!
  const task = `${series}-${Math.floor(n / life.length)}`
  const base = { id: `${series}-${n}`, source: 'bench', at: new Date().toISOString(), task }
  if (step === 'task.created')
    return {
      ...base,
      kind: step,
      service: 'ems',
      code: '704',
      urgency: 'B',
      place: { lon: 25.747, lat: 62.242 },
    } as never
  if (step === 'task.closed') return { ...base, kind: step } as never
  return { ...base, kind: 'unit.status', unit: `U${n % 60}`, status: step, unitType: 'bls' } as never
}

interface Sender {
  /** Takes some events in and answers how many. */
  once(): Promise<number>
  close(): Promise<void>
}

function poster({ url, token, batch }: Extract<Load, { kind: 'post' }>, callers: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: callers })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const send = (body: string) =>
    new Promise<void>((resolve, reject) => {
      const length = Buffer.byteLength(body)
      const sent = request(
        url,
        { method: 'POST', agent, headers: { ...headers, 'content-length': length } },
        (answer) => {
          answer.resume()
          answer.on('end', () =>
            answer.statusCode === 202 ? resolve() : reject(new Error(`answered ${answer.statusCode}`)),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    async once() {
      const events = Array.from({ length: batch }, nextEvent)
      await send(JSON.stringify(batch === 1 ? events[0] : events))
      return batch
    },
    close: async () => agent.destroy(),
  }
}

/** The plain way: one insert with its own commit for each event, over a pool of ten connections. */
async function inserter(databaseUrl: string): Promise<Sender> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  await pool.query(
    'create table if not exists bench_plain (source text, id text, body jsonb, primary key (source, id))',
  )
  return {
    async once() {
      const event = nextEvent()
      await pool.query('insert into bench_plain values ($1, $2, $3)', [
        'bench',
        event.id,
        JSON.stringify(event),
      ])
      return 1
    },
    close: () => pool.end(),
  }
}

/** Each caller waits for its own answer before it sends again. */
async function pace({ load, callers, milliseconds }: Round): Promise<Pace> {
  const sender = load.kind === 'post' ? poster(load, callers) : await inserter(load.databaseUrl)
  const startedAt = performance.now()
  const waits: number[] = []
  let taken = 0
  const call = async () => {
    for (let sentAt = startedAt; sentAt < startedAt + milliseconds; ) {
      const more = await sender.once()
      taken += more
      const answeredAt = performance.now()
      waits.push(answeredAt - sentAt)
      sentAt = answeredAt
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  const eventsPerSecond = (taken * 1000) / (performance.now() - startedAt)
  await sender.close()
  return { eventsPerSecond, waits: waits.sort((a, b) => a - b) }
}

process.on('message', async (round: Round) => {
  process.send!(await pace(round))
})
