/** `vaste rebuild`: recomputes every cache from the event log, or only compares. */

import { rebuild } from '../usecases/rebuild.ts'
import { loadReference } from '../usecases/reference.ts'
import { type Command, createProgressLine } from './command.ts'
import { withDatabase } from './open.ts'

export const rebuildCommand: Command = {
  name: 'rebuild',
  summary: 'Recomputes all caches from the event log, or with --check only compares them.',
  options: {
    check: { says: 'Compare and change nothing; exits with 1 when a cache differs from the log' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  run: (given) =>
    withDatabase(given.text('county'), async (db, config) => {
      const check = given.flag('check')
      const line = createProgressLine()
      const onProgress = (done: number) => line.tell(`${done} tasks…`)
      const result = await rebuild(db, await loadReference(db, config.county), { check, onProgress })
      line.end()
      const done = check ? 'differ from the log' : 'differed from the log and were mended'
      process.stdout.write(
        `${result.tasks} tasks folded and judged anew; ${result.different.length} ${done}.\n`,
      )
      for (const task of result.different.slice(0, 20)) process.stdout.write(`  ${task}\n`)
      const board = [...result.differentUnits, ...result.differentStations]
      process.stdout.write(
        `${result.differentUnits.length} units and ${result.differentStations.length} stations ${done}.\n`,
      )
      for (const name of board.slice(0, 20)) process.stdout.write(`  ${name}\n`)
      return check && result.different.length + board.length > 0 ? 1 : 0
    }),
}
