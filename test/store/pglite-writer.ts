/** A process to be killed: inserts rows one by one and three by three, and prints each id once it is acknowledged. */
import { writeSync } from 'node:fs'
import { openPglite } from '../../src/store/pglite.ts'

const STDOUT = 1
const INSERT = 'insert into trial_written (id) values ($1)'

/** Never returns; the short log makes the kill meet checkpoints too. */
export async function writeUntilKilled(folder: string): Promise<never> {
  const db = await openPglite(folder, { walBytesBetweenCheckpoints: 100_000 })
  for (let id = 0; ; id += 4) {
    await db.query(INSERT, [id])
    acknowledge([id])
    const batch = [id + 1, id + 2, id + 3]
    await db.transaction(async (tx) => {
      for (const one of batch) await tx.query(INSERT, [one])
    })
    acknowledge(batch)
  }
}

function acknowledge(ids: readonly number[]): void {
  writeSync(STDOUT, `${ids.join('\n')}\n`)
}

await writeUntilKilled(process.argv[2]!)
