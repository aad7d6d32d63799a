/** What most would write first: Express, express.json, our own schema, and one insert with its commit for each request. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pg from 'pg'
import { eventSchema } from '../../src/contract/events.ts'

export interface Peer {
  readonly url: string
  stop(): Promise<void>
}

/** Keeps each event as one row; neither folds nor judges, and asks for no token. */
export async function startExpressPeer(databaseUrl: string): Promise<Peer> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  await pool.query(
    'create table if not exists bench_express (source text, id text, body jsonb, primary key (source, id))',
  )
  const app = express().use(express.json())
  app.post('/events', async (request, response) => {
    const { success, data } = eventSchema.safeParse(request.body)
    if (!success) return void response.status(422).json({ accepted: 0 })
    await pool.query('insert into bench_express values ($1, $2, $3) on conflict do nothing', [
      data.source,
      data.id,
      JSON.stringify(data),
    ])
    response.status(202).json({ accepted: 1 })
  })
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    async stop() {
      server.close()
      server.closeAllConnections()
      await pool.end()
    },
  }
}
