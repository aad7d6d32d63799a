/** Which decisions are there, what has been done to them, and how far are their tasks judged? */
import type { DecisionBody, DecisionList } from '../contract/decision-list.ts'
import { VasteError } from '../domain/error.ts'
import { isOfficial, type ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { listSources } from '../store/board-state.ts'
import type { Queryable } from '../store/database.ts'
import { listAdoptions, listDecisionLog } from '../store/decisions.ts'
import type { ReferenceKeeper } from './keep-reference.ts'
import type { CountyReference } from './reference.ts'

const logAtMost = 200

export async function showDecisions(
  db: Queryable,
  keeper: Pick<ReferenceKeeper, 'reference' | 'judging' | 'last'>,
  now: number,
): Promise<DecisionList> {
  const reference = keeper.reference()
  const { county } = reference.county
  const adopted = await listAdoptions(db, county)
  const log = await listDecisionLog(db, county, logAtMost)
  const demo = (await listSources(db, county)).some((source) => source.demo)
  // Read together, after every wait: judging that ends between the two would be told as neither running nor done.
  const [judging, last] = [keeper.judging(), keeper.last()]
  return {
    today: reference.calendar.localDate(now),
    demo,
    decisions: reference.decisions.map((decision) =>
      entryOf(decision, adopted.get(decision.id) ?? new Date(now)),
    ),
    log: log.map(({ decision, action, at, by, body }) => ({
      ...{ decision, action, at: at.toISOString(), by },
      ...{ validFrom: body.validFrom, validTo: body.validTo },
    })),
    zoneSystems: zoneSystemsOf(reference),
    judging,
    lastJudged: last && {
      ...{ at: new Date(last.at).toISOString(), done: last.done, total: last.total, changed: last.changed },
      months: last.months.map(({ service, month, revision }) => ({ service, month, revision })),
    },
  }
}

/** Throws `not-found`. */
export function showDecision(reference: CountyReference, id: string): DecisionBody {
  const found = reference.decisions.find((decision) => decision.id === id)
  if (found) return found as DecisionBody
  const known = reference.decisions.map((decision) => decision.id).join(', ')
  throw new VasteError(
    'not-found',
    `found decision '${id}'; expected one of ${known || 'none, as none is adopted'}`,
  )
}

function entryOf(decision: ServiceLevelDecision, adoptedAt: Date): DecisionList['decisions'][number] {
  const { id, service, name, validFrom, validTo, source, zoneSystem, targets, means = [] } = decision
  return {
    ...{ id, service, name, validFrom, validTo, source, zoneSystem },
    official: isOfficial(decision),
    targets: targets.length + means.length,
    adoptedAt: adoptedAt.toISOString(),
  }
}

/** The newest version of each system names its classes; classes of earlier ones stay known. */
function zoneSystemsOf({ zoneVersions }: CountyReference): DecisionList['zoneSystems'] {
  const systems = new Map<string, DecisionList['zoneSystems'][number]>()
  for (const { system, name, classes } of zoneVersions) {
    const known = new Map(systems.get(system)?.classes.map((each) => [each.id, each]))
    for (const each of classes) known.set(each.id, each)
    const inOrder = [...known.values()].sort((a, b) => a.order - b.order)
    systems.set(system, { system, name, classes: inOrder })
  }
  return [...systems.values()]
}
