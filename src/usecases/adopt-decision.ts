/** Takes a service-level decision into use: checks it, saves it, and judges anew the tasks it covers. */
import { decisionSchema } from '../contract/decision.ts'
import { sentenceOf } from '../contract/sentence.ts'
import { VasteError } from '../domain/error.ts'
import { checkNoOverlap, type ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Database } from '../store/database.ts'
import { listDecisions, saveDecision } from '../store/decisions.ts'
import type { ZoneVersion } from '../store/zones.ts'
import { listZoneVersions } from '../store/zones.ts'

/** `input` is a parsed JSON document. Throws `invalid` with a sentence. */
export function readDecision(input: unknown): ServiceLevelDecision {
  const parsed = decisionSchema.safeParse(input)
  if (!parsed.success)
    throw new VasteError('invalid', `the decision cannot be read: ${sentenceOf(parsed.error, input)}`)
  const { $schema: _schema, ...decision } = parsed.data
  return decision
}

/** Saves the decision. Tasks are judged anew by `rebuild` or, for the running service, by its caller. */
export async function adoptDecision(
  db: Database,
  county: string,
  decision: ServiceLevelDecision,
  adoptedAt: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    checkNoOverlap(await listDecisions(tx, county), decision)
    checkZones(decision, await listZoneVersions(tx, county))
    await saveDecision(tx, county, decision, adoptedAt)
  })
}

function checkZones(decision: ServiceLevelDecision, versions: readonly ZoneVersion[]): void {
  const known = versions.filter((version) => version.system === decision.zoneSystem)
  const classes = new Set(known.flatMap((version) => version.classes.map((zoneClass) => zoneClass.id)))
  const unknown = decision.targets.find((target) => target.zone !== 'all' && !classes.has(target.zone))
  if (!unknown) return
  const expected =
    classes.size > 0
      ? `one of ${[...classes].join(', ')} or 'all'`
      : "'all', as no such zone system is imported"
  throw new VasteError(
    'invalid',
    `decision '${decision.id}' has a target for zone '${unknown.zone}' of system '${decision.zoneSystem ?? 'none'}'; expected ${expected}`,
  )
}
