/** The schema that the migrations make is the one written down in schema.txt, the same on both databases. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'

const WRITTEN = new URL('./schema.txt', import.meta.url)

/** Ours: not PostGIS's own tables and views, which belong to the extension. */
const OURS = `
  c.relnamespace = 'public'::regnamespace
  and not exists (
    select from pg_depend d
    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
  )`

const COLUMNS = `
  select c.relname as relation,
    a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case a.attidentity when 'a' then ' identity always' when 'd' then ' identity by default' else '' end
      || case when a.attgenerated = '' then coalesce(' default ' || pg_get_expr(v.adbin, v.adrelid), '')
         else ' generated ' || pg_get_expr(v.adbin, v.adrelid) end as line
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef v on v.adrelid = c.oid and v.adnum = a.attnum
  where c.relkind in ('r', 'p', 'v', 'm') and ${OURS}
  order by a.attnum`

/** Without 'n': PostgreSQL 18 lists not-null constraints here, 15 does not; the columns say it already. */
const CONSTRAINTS = `
  select c.relname as relation, k.conname || ' ' || pg_get_constraintdef(k.oid) as line
  from pg_class c
  join pg_constraint k on k.conrelid = c.oid and k.contype <> 'n'
  where ${OURS}
  order by k.conname collate "C"`

/** Without those that stand behind a constraint. */
const INDEXES = `
  select c.relname as relation, pg_get_indexdef(i.indexrelid) as line
  from pg_class c
  join pg_index i on i.indrelid = c.oid
  where ${OURS}
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  order by i.indexrelid::regclass::text collate "C"`

describe('schema', () => {
  it('is the one in schema.txt (VASTE_UPDATE_SCHEMA=1 writes it anew)', async function () {
    this.timeout(60_000)
    const dumped = await dumpSchema(await testDatabase())
    if (process.env.VASTE_UPDATE_SCHEMA === '1') writeFileSync(WRITTEN, dumped)
    expect(dumped).to.equal(readFileSync(WRITTEN, 'utf8'))
  })
})

async function dumpSchema(db: Database): Promise<string> {
  const relations = new Map<string, string[]>()
  for (const query of [COLUMNS, CONSTRAINTS, INDEXES]) {
    for (const { relation, line } of await db.query<{ relation: string; line: string }>(query)) {
      relations.set(relation, [...(relations.get(relation) ?? []), `  ${line}`])
    }
  }
  return [...relations.keys()]
    .sort()
    .map((relation) => `${relation}\n${relations.get(relation)!.join('\n')}\n`)
    .join('\n')
}
