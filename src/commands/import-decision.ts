/** `vaste import decision`: takes a service-level decision into use and judges anew what it covers. */
import { pilotTimeZone } from '../pilot.ts'
import { adoptDecision, readDecision } from '../usecases/adopt-decision.ts'
import { type Command, oneFile } from './command.ts'
import { ensureInstalled } from './county.ts'
import { judgeAnew } from './judge-anew.ts'
import { withDatabase } from './open.ts'
import { readJson } from './read-json.ts'

export const importDecisionCommand: Command = {
  name: 'import decision',
  operands: 'FILE',
  summary: 'Takes a service-level decision (JSON) into use; overlapping decisions are refused.',
  options: {
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
    'time-zone': {
      placeholder: 'ZONE',
      says: 'Only for a county that is new: where its dates are local (Europe/Helsinki)',
    },
  },
  async run(given) {
    const file = oneFile(given, 'decision file')
    const decision = readDecision(await readJson(file))
    return withDatabase(given.text('county'), async (db, { county }) => {
      await ensureInstalled(db, county, given.text('time-zone') ?? pilotTimeZone)
      await adoptDecision(db, county, decision, Date.now())
      const official = decision.targets.filter((target) => target.official).length
      process.stdout.write(
        `Adopted '${decision.id}' for ${decision.service} from ${decision.validFrom}: ${decision.targets.length} targets, ${official} of them official.\n`,
      )
      await judgeAnew(db, county)
      return 0
    })
  },
}
