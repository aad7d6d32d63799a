/** `vaste import decision`: takes a service-level decision into use and judges anew what it covers. */
import type { DecisionChange } from '../domain/decision-spans.ts'
import { pilotTimeZone } from '../pilot.ts'
import { adoptDecision, readDecision } from '../usecases/adopt-decision.ts'
import { type Command, oneFile } from './command.ts'
import { ensureInstalled } from './county.ts'
import { judgeTouched } from './judge-anew.ts'
import { withDatabase } from './open.ts'
import { readJson } from './read-json.ts'

export const importDecisionCommand: Command = {
  name: 'import decision',
  operands: 'FILE',
  summary:
    'Takes a service-level decision (JSON) into use; decisions that overlap or leave a gap are refused.',
  options: {
    ends: { placeholder: 'ID', says: 'This decision is in force until the day the new one begins' },
    replaces: { placeholder: 'ID', says: 'This decision is withdrawn entirely' },
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
      const adoption = { decision, ends: given.text('ends'), replaces: given.text('replaces') }
      const { changes } = await adoptDecision(db, county, adoption, { at: Date.now(), by: 'vaste import' })
      for (const change of changes) process.stdout.write(told(change))
      await judgeTouched(db, county)
      return 0
    })
  },
}

function told({ action, decision }: DecisionChange): string {
  const { id, service, validFrom, validTo, targets, means = [] } = decision
  if (action === 'ended') return `Ended '${id}': in force until ${validTo}.\n`
  if (action === 'withdrawn') return `Withdrew '${id}'.\n`
  const official = [...targets, ...means].filter((target) => target.official).length
  const count = targets.length + means.length
  return `Adopted '${id}' for ${service} from ${validFrom}: ${count} targets, ${official} of them official.\n`
}
