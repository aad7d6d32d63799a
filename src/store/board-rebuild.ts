/** Are the newest words of units and stations what the log says, and how are they made again from it? */
import type { Queryable } from './database.ts'
import { sql } from './queries.ts'

/** Units whose cached status is not the newest of the log, by the same order as when it was saved. */
export async function unitsNotAsLogged(db: Queryable, county: string): Promise<string[]> {
  return (await db.query<{ unit: string }>(sql('unitsNotAsLogged'), [county])).map((row) => row.unit)
}

export async function relogUnits(db: Queryable, county: string, units: readonly string[]): Promise<void> {
  if (units.length === 0) return
  await db.query(sql('dropUnitStates'), [county, units])
  await db.query(sql('relogUnitStates'), [county, units])
}

export async function stationsNotAsLogged(db: Queryable, county: string): Promise<string[]> {
  const rows = await db.query<{ station: string }>(sql('stationsNotAsLogged'), [county])
  return rows.map((row) => row.station)
}

export async function relogStations(
  db: Queryable,
  county: string,
  stations: readonly string[],
): Promise<void> {
  if (stations.length === 0) return
  await db.query(sql('dropStationStates'), [county, stations])
  await db.query(sql('relogStationStates'), [county, stations])
}
