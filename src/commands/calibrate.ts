/** `vaste calibrate`: expected against measured drive times, the factors that mend the misfit, and their adoption. */
import { VasteError } from '../domain/error.ts'
import { roadsInUse } from '../intake/roads/roads-in-use.ts'
import { driveTimesText } from '../report/drive-times-table.ts'
import { listSources } from '../store/board-state.ts'
import { logSpeeds, newestSpeeds } from '../store/drives.ts'
import { lockCounty } from '../store/event-log.ts'
import { checkToAdopt, periodFrom } from '../usecases/drive-desk.ts'
import { loadReference } from '../usecases/reference.ts'
import { speedsInUse } from '../usecases/speeds-in-use.ts'
import { studyDrives } from '../usecases/study-drives.ts'
import { type Command, createProgressLine } from './command.ts'
import { withDatabase } from './open.ts'

export const calibrateCommand: Command = {
  name: 'calibrate',
  summary: `Expected against measured drive times of the tasks themselves, and factors fitted by cross-validation.
Nothing is taken into use without --adopt.`,
  options: {
    from: { placeholder: 'DATE', says: 'First local date (twelve months back)' },
    to: { placeholder: 'DATE', says: 'Day after the last local date (tomorrow)' },
    json: { says: 'Answer as JSON' },
    adopt: { says: 'Take the fitted speeds into use' },
    withdraw: { says: 'Go back to the assumed speeds; nothing is computed' },
    reason: { placeholder: 'TEXT', says: 'Why they are adopted or withdrawn, for the log' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  run(given) {
    const [adopts, withdraws] = [given.flag('adopt'), given.flag('withdraw')]
    if (adopts && withdraws)
      throw new VasteError('invalid', 'found --adopt and --withdraw; expected one of them')
    const reason = given.text('reason') ?? (adopts ? 'vaste calibrate --adopt' : 'vaste calibrate --withdraw')
    return withDatabase(given.text('county'), async (db, { county, dataFolder }) => {
      const newest = await newestSpeeds(db, county)
      const save = (speeds?: Parameters<typeof logSpeeds>[2]['speeds']) =>
        db.transaction(async (tx) => {
          await lockCounty(tx, county)
          await logSpeeds(tx, county, { at: Date.now(), by: 'vaste calibrate', reason, speeds })
        })
      if (withdraws) {
        if (!newest?.speeds)
          throw new VasteError('conflict', 'no speeds are adopted; expected some to take back')
        await save()
        process.stdout.write('The adopted speeds are withdrawn: everything runs on assumed speeds.\n')
        return 0
      }
      const reference = await loadReference(db, county)
      const graph = await roadsInUse(dataFolder, county)
      const period = periodFrom({ from: given.text('from'), to: given.text('to') }, reference, Date.now())
      const line = createProgressLine()
      const { view, speeds } = await studyDrives(period, {
        ...{ db, reference, graph, now: Date.now() },
        demo: (await listSources(db, county)).some((source) => source.demo),
        adopted: speedsInUse(newest, graph, false).applies ? newest?.speeds : undefined,
        onProgress: (done) => line.tell(`drives: ${Math.floor(done * 100)} %…`),
      })
      line.end()
      if (adopts) {
        checkToAdopt(speeds)
        await save(speeds)
      }
      process.stdout.write(
        given.flag('json') ? `${JSON.stringify(view, undefined, 2)}\n` : driveTimesText(view),
      )
      if (!given.flag('json'))
        process.stdout.write(
          adopts
            ? '\nAdopted: a running service follows within seconds.\n'
            : `\n${newest?.speeds ? `In use: speeds adopted ${newest.at.toISOString()} by ${newest.by}.` : 'In use: assumed speeds. --adopt takes the fitted ones into use.'}\n`,
        )
      return 0
    })
  },
}
