/** The same places asked of PostGIS: one by one as a service would, and all in one statement. */
import pg from 'pg'
import type { Point } from '../../geo/place.ts'
import type { PolygonZone } from '../../geo/polygon.ts'

export interface PostgisAnswers {
  /** Nanoseconds per lookup. */
  readonly oneByOneNs: number
  readonly inOneNs: number
  /** Places whose zone differs from `expected`, out of all. */
  readonly different: number
}

const askedOneByOne = 2000

/** `undefined` where no server with PostGIS answers. */
export async function benchPostgis(
  url: string,
  zones: readonly PolygonZone[],
  points: readonly Point[],
  expected: readonly (string | undefined)[],
): Promise<PostgisAnswers | undefined> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.query('create extension if not exists postgis')
  } catch (fault) {
    console.log(`  PostGIS left out: ${(fault as Error).message}`)
    return undefined
  }
  try {
    await client.query('create temp table bench_zone (id text, border geometry(multipolygon, 3067))')
    for (const { id, polygons } of zones)
      await client.query('insert into bench_zone values ($1, st_setsrid(st_geomfromgeojson($2), 3067))', [
        id,
        JSON.stringify({ type: 'MultiPolygon', coordinates: polygons }),
      ])
    await client.query('create index on bench_zone using gist (border)')
    await client.query('analyze bench_zone')
    const started = process.hrtime.bigint()
    for (const { east, north } of points.slice(0, askedOneByOne))
      await client.query({
        name: 'zone-at',
        text: 'select id from bench_zone where st_intersects(border, st_setsrid(st_makepoint($1, $2), 3067)) limit 1',
        values: [east, north],
      })
    const between = process.hrtime.bigint()
    // On a shared border both zones touch the point: either is right.
    const { rows } = await client.query<{ n: number; ids: string[] }>(
      `select p.n::int as n, array(select id from bench_zone z
         where st_intersects(z.border, st_setsrid(st_makepoint(p.east, p.north), 3067))) as ids
       from unnest($1::float8[], $2::float8[]) with ordinality as p (east, north, n)`,
      [points.map(({ east }) => east), points.map(({ north }) => north)],
    )
    const ended = process.hrtime.bigint()
    return {
      oneByOneNs: Number(between - started) / askedOneByOne,
      inOneNs: Number(ended - between) / points.length,
      different: rows.filter(({ n, ids }) => {
        const zone = expected[n - 1]
        return zone === undefined ? ids.length > 0 : !ids.includes(zone)
      }).length,
    }
  } finally {
    await client.end()
  }
}
