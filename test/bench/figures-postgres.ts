/** Plain PostgreSQL as an engine of the figures benchmark: a table of its own that goes at the end. */
import pg from 'pg'
import type { JudgedRow } from '../../src/domain/judged-row.ts'
import type { Engine } from './figures-engine.ts'
import { answerFrom, questionSql, tableSql, valuesOf } from './figures-sql.ts'

export async function openPostgres(): Promise<Engine> {
  const client = new pg.Client({ connectionString: process.env.VASTE_TEST_DATABASE_URL })
  await client.connect()
  const schema = `vaste_bench_${process.pid}`
  await client.query(`create schema ${schema}`)
  await client.query(`set search_path to ${schema}`)
  await client.query(`set work_mem = '256MB'`)
  await client.query(tableSql)
  return {
    load: (rows) => copyInto(client, 'judged', rows.map(lineOf).join('')),
    finish: async () => {
      await client.query('create index on judged (service, dated_at)')
      await client.query('vacuum analyze judged')
    },
    ask: async (question) => {
      const sql = questionSql(
        question,
        (share) => `percentile_cont(${share}) within group (order by seconds)`,
      )
      const { rows } = await client.query({ text: sql, rowMode: 'array' })
      return rows.map(answerFrom).map(countsAsNumbers)
    },
    memory: async () => {
      const { rows } = await client.query(
        `select pg_table_size('judged')::float8 as held, pg_indexes_size('judged')::float8 as indexes`,
      )
      return `table ${Math.round(rows[0].held / 1e6)} MB, index ${Math.round(rows[0].indexes / 1e6)} MB on disk`
    },
    close: async () => {
      await client.query(`drop schema ${schema} cascade`)
      await client.end()
    },
  }
}

/** Sums of bigint come as text; the first four are texts in truth. */
function countsAsNumbers(row: readonly (string | number | null)[]) {
  return row.map((value, i) => (i < 4 || value === null ? value : Number(value)))
}

function lineOf(row: JudgedRow): string {
  return `${valuesOf(row)
    .map((value) => value ?? '\\N')
    .join('\t')}\n`
}

/** One COPY of a text that needs no escaping, through the client's own protocol hooks. */
function copyInto(client: pg.Client, table: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = {
      submit: (connection: pg.Connection) => connection.query(`copy ${table} from stdin`),
      handleCopyInResponse: (
        connection: pg.Connection & Record<'sendCopyFromChunk', (bytes: Buffer) => void>,
      ) => {
        connection.sendCopyFromChunk(Buffer.from(text))
        ;(connection as unknown as { endCopyFrom(): void }).endCopyFrom()
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    }
    client.query(copy as unknown as pg.Submittable)
  })
}
