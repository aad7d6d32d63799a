/**
 * Are the caches what the log says? Folds and judges every task anew, finds the newest word of every unit and station
 * again, and compares or replaces.
 */
import { relogStations, relogUnits, stationsNotAsLogged, unitsNotAsLogged } from '../store/board-rebuild.ts'
import type { Database } from '../store/database.ts'
import { lockCounty, tasksInLog } from '../store/event-log.ts'
import { dropTasks, judgedOf, saveTasks, tasksById, tasksNotInLog } from '../store/task-cache.ts'
import { foldAndJudge } from './judge-tasks.ts'
import type { CountyReference } from './reference.ts'

export interface Rebuilt {
  readonly tasks: number
  /** Tasks whose cache did not equal the log, also those that the log does not know. */
  readonly different: readonly string[]
  readonly differentUnits: readonly string[]
  readonly differentStations: readonly string[]
}

const pageSize = 500

/** With `check` nothing is written. `onProgress` gets the number of tasks done. */
export async function rebuild(
  db: Database,
  reference: CountyReference,
  options: { readonly check: boolean; readonly onProgress?: (done: number) => void },
): Promise<Rebuilt> {
  const { county } = reference.county
  const different: string[] = []
  let tasks = 0
  let after = ''
  for (;;) {
    const ids = await tasksInLog(db, county, after, pageSize)
    if (ids.length === 0) break
    different.push(...(await differencesIn(db, reference, ids, options.check)))
    tasks += ids.length
    after = ids.at(-1)!
    options.onProgress?.(tasks)
  }
  different.push(...(await strangersIn(db, county, options.check)))
  return { tasks, different, ...(await boardDifferences(db, county, options.check)) }
}

async function strangersIn(db: Database, county: string, check: boolean): Promise<string[]> {
  return db.transaction(async (tx) => {
    await lockCounty(tx, county)
    const strangers = await tasksNotInLog(tx, county)
    if (!check && strangers.length > 0) await dropTasks(tx, county, strangers)
    return strangers
  })
}

async function boardDifferences(db: Database, county: string, check: boolean) {
  return db.transaction(async (tx) => {
    await lockCounty(tx, county)
    const differentUnits = await unitsNotAsLogged(tx, county)
    const differentStations = await stationsNotAsLogged(tx, county)
    if (!check) await relogUnits(tx, county, differentUnits)
    if (!check) await relogStations(tx, county, differentStations)
    return { differentUnits, differentStations }
  })
}

async function differencesIn(
  db: Database,
  reference: CountyReference,
  ids: readonly string[],
  check: boolean,
): Promise<string[]> {
  const { county } = reference.county
  return db.transaction(async (tx) => {
    await lockCounty(tx, county)
    const truth = await foldAndJudge(tx, county, reference, ids)
    const folds = new Map((await tasksById(tx, county, ids)).map((task) => [task.id, task]))
    const rows = await judgedOf(tx, county, ids)
    const different = truth.filter(
      ({ task, rows: expected }) =>
        !same(task, folds.get(task.id)) || !same(expected, rows.get(task.id) ?? []),
    )
    if (!check) await saveTasks(tx, county, different)
    return different.map(({ task }) => task.id)
  })
}

/** Whether both say the same; in what order fields stand, and whether one is absent or undefined, says nothing. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field) =>
    field && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([x], [y]) => (x < y ? -1 : 1)))
      : field,
  )
}
