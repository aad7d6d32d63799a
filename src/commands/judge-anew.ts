/** After new reference data: every task judged by it, with progress. */
import type { Database } from '../store/database.ts'
import { rebuild } from '../usecases/rebuild.ts'
import { loadReference } from '../usecases/reference.ts'
import { createProgressLine } from './command.ts'

export async function judgeAnew(db: Database, county: string): Promise<void> {
  const line = createProgressLine()
  const onProgress = (done: number) => line.tell(`${done} tasks judged anew…`)
  const { tasks, different } = await rebuild(db, await loadReference(db, county), {
    check: false,
    onProgress,
  })
  line.end()
  process.stdout.write(`${tasks} tasks judged anew; ${different.length} of them changed.\n`)
}
