/** DuckDB in this process and in memory, as an engine of the figures benchmark. */
import {
  BIGINT,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  SMALLINT,
  VARCHAR,
} from '@duckdb/node-api'
import type { JudgedRow } from '../../src/domain/judged-row.ts'
import type { Engine } from './figures-engine.ts'
import { answerFrom, questionSql, tableColumns, tableSql, valuesOf } from './figures-sql.ts'

const typeOf = { text: VARCHAR, bigint: BIGINT, integer: INTEGER, smallint: SMALLINT }
const types = tableColumns.map(([, type]) => typeOf[type])
const rowsOfChunk = 2048

/** `narrow`: texts that repeat become enumerations once all are loaded, as a careful hand would lay the table out. */
export async function openDuckdb(layout: 'raw' | 'narrow'): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(tableSql)
  const appender = await connection.createAppender('judged')
  return {
    load: (rows) => {
      for (let from = 0; from < rows.length; from += rowsOfChunk)
        appender.appendDataChunk(chunkOf(rows.slice(from, from + rowsOfChunk)))
    },
    finish: async () => {
      appender.closeSync()
      if (layout === 'narrow') await makeNarrow(connection)
    },
    ask: async (question) => {
      const sql = questionSql(question, (share) => `quantile_cont(seconds, ${share})`)
      return (await connection.runAndReadAll(sql)).getRows().map(answerFrom)
    },
    memory: async () => {
      const sql = 'select sum(memory_usage_bytes)::double from duckdb_memory()'
      const [row] = (await connection.runAndReadAll(sql)).getRows()
      return `duckdb_memory() ${Math.round(Number(row![0]) / 1e6)} MB`
    },
  }
}

function chunkOf(rows: readonly JudgedRow[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types, rows.length)
  const values = rows.map(valuesOf)
  for (const [column, [, type]] of tableColumns.entries()) {
    const wide = type === 'bigint'
    const own = values.map((row) => {
      const value = row[column] ?? null
      return wide && value !== null ? BigInt(value) : value
    })
    chunk.setColumnValues(column, own)
  }
  return chunk
}

const unlike = ['task', 'cell']

async function makeNarrow(connection: DuckDBConnection): Promise<void> {
  for (const [name, type] of tableColumns) {
    if (type !== 'text' || unlike.includes(name)) continue
    await connection.run(
      `create type ${name}_text as enum (select distinct ${name} from judged where ${name} is not null order by 1)`,
    )
  }
  const columns = tableColumns.map(([name, type]) =>
    type === 'text' && !unlike.includes(name) ? `${name}::${name}_text as ${name}` : name,
  )
  await connection.run(`create table narrow as select ${columns} from judged`)
  await connection.run('drop table judged')
  await connection.run('alter table narrow rename to judged')
  await connection.run('checkpoint')
}
