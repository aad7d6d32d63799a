/** Takes a service-level decision into use: checks it against those in force, saves it and logs who did it, at once or not at all. */
import { decisionSchema } from '../contract/decision.ts'
import { sentenceOf } from '../contract/sentence.ts'
import {
  type Adoption,
  type AdoptionPlan,
  planAdoption,
  type ServiceSpan,
  united,
} from '../domain/decision-spans.ts'
import { VasteError } from '../domain/error.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { services } from '../domain/vocabulary.ts'
import type { Database, Queryable } from '../store/database.ts'
import {
  dropDecision,
  listDecisions,
  logDecision,
  logUnloggedDecisions,
  moveReferenceVersion,
  saveDecision,
  saveUnfinishedSpans,
  unfinishedSpans,
} from '../store/decisions.ts'
import { lockCounty } from '../store/event-log.ts'
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

export interface Adopted extends AdoptionPlan {
  /** Of the reference data, which the adoption has moved on. */
  readonly version: number
}

/**
 * Saves the decision and what it does to others. Tasks of the dates touched are judged anew afterwards by
 * `finishJudging`, also after a crash: the dates are kept with the adoption. Throws `conflict`, `invalid` or `not-found`.
 */
export async function adoptDecision(
  db: Database,
  county: string,
  adoption: Adoption,
  made: { readonly at: number; readonly by: string },
): Promise<Adopted> {
  return db.transaction(async (tx) => {
    // Two managers at once: the second one plans against what the first has left.
    await lockCounty(tx, county)
    const plan = await planIn(tx, county, adoption)
    const ids = plan.changes.map(({ decision }) => decision.id)
    await logUnloggedDecisions(tx, county, ids)
    for (const { action, decision } of plan.changes) {
      if (action === 'withdrawn') await dropDecision(tx, county, decision.id)
      else await saveDecision(tx, county, decision, made.at)
      await logDecision(tx, county, { ...made, action, body: decision })
    }
    await saveUnfinishedSpans(
      tx,
      county,
      unitedByService([...(await unfinishedSpans(tx, county)), ...plan.touched]),
    )
    return { ...plan, version: await moveReferenceVersion(tx, county) }
  })
}

/** What adopting would do, with nothing written. Throws what adopting would throw. */
export async function planIn(tx: Queryable, county: string, adoption: Adoption): Promise<AdoptionPlan> {
  checkZones(adoption.decision, await listZoneVersions(tx, county))
  return planAdoption(await listDecisions(tx, county), adoption)
}

export function unitedByService(spans: readonly ServiceSpan[]): ServiceSpan[] {
  return services.flatMap((service) =>
    united(
      spans
        .filter((span) => span.service === service)
        .map(({ from, to }) => (to === undefined ? { from } : { from, to })),
    ).map((span) => ({ service, ...span })),
  )
}

function checkZones(decision: ServiceLevelDecision, versions: readonly ZoneVersion[]): void {
  const known = versions.filter((version) => version.system === decision.zoneSystem)
  const classes = new Set(known.flatMap((version) => version.classes.map((zoneClass) => zoneClass.id)))
  const unknown = [...decision.targets, ...(decision.means ?? [])].find(
    ({ zone }) => zone !== 'all' && !classes.has(zone),
  )
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
