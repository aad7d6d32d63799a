/** The same graph in PostgreSQL, and pgRouting's answers about it. */
import type pg from 'pg'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'

type Column = 'decimetres' | 'deciseconds'

export async function loadEdges(
  client: pg.Client,
  graph: RoadGraph,
  weights: Readonly<Record<Column, Int32Array>>,
): Promise<void> {
  const source: number[] = []
  for (let node = 0; node + 1 < graph.first.length; node++)
    for (let arc = graph.first[node]; arc < graph.first[node + 1]; arc++) source.push(node)
  await client.query('drop table if exists bench_roads')
  await client.query(
    'create unlogged table bench_roads (id int, source int, target int, decimetres float8, deciseconds float8)',
  )
  const columns = [source, graph.head, weights.decimetres, weights.deciseconds].map((values) => [...values])
  const step = 50_000
  for (let from = 0; from < source.length; from += step)
    await client.query(
      'insert into bench_roads select $1::int + row_number() over (), * from unnest($2::int[], $3::int[], $4::float8[], $5::float8[])',
      [from, ...columns.map((values) => values.slice(from, from + step))],
    )
  await client.query('vacuum analyze bench_roads')
}

const edges = (column: Column) => `select id, source, target, ${column} as cost from bench_roads`

export async function pathCosts(
  client: pg.Client,
  column: Column,
  sources: readonly number[],
  targets: readonly number[],
): Promise<Map<string, number>> {
  const { rows } = await client.query(
    'select start_vid::int as source, end_vid::int as target, agg_cost from pgr_dijkstraCost($1, $2::int[], $3::int[], true)',
    [edges(column), sources, targets],
  )
  return new Map(rows.map((row) => [`${row.source} ${row.target}`, row.agg_cost]))
}

/** Distance to the nearest of the sources, by node. */
export async function drivingDistances(
  client: pg.Client,
  column: Column,
  sources: readonly number[],
  atMost: number,
): Promise<Map<number, number>> {
  const { rows } = await client.query({
    text: 'select node::int, agg_cost from pgr_drivingDistance($1, $2::int[], $3::float8, true, true)',
    values: [edges(column), sources, atMost],
    rowMode: 'array',
  })
  return new Map(rows as [number, number][])
}
