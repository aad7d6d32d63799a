/** How do the fields of a service stand, and how do they follow what has changed on the board? */
import { createReachField, type FieldSource, type ReachField } from '../../geo/coverage/reach-field.ts'
import type { LeftOut } from '../contract/coverage.ts'
import type { FreshnessLimits } from '../contract/freshness.ts'
import { VasteError } from '../domain/error.ts'
import { decisionOn, type ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import { type Ground, type Limits, limitsOn } from './coverage-ground.ts'
import { findSources, keyOf, measuresCovered, type PlacedSource, type Standing } from './coverage-sources.ts'
import type { PromisedCrews } from './readiness-plan.ts'
import type { CountyReference } from './reference.ts'

/** The sources of one service as they stood at one time, and the fields of them. */
export interface CoverageState {
  readonly at: number
  readonly on: string
  readonly reference: CountyReference
  readonly decision: ServiceLevelDecision
  readonly ground: Ground
  readonly sources: readonly PlacedSource[]
  readonly leftOut: readonly LeftOut[]
  readonly field: ReachField
  /** As if all on duty stood at home. */
  readonly home: ReachField
  limits(measure: Measure): Limits
}

/** Everything that a state is made of, so that making it takes no turn of anybody else's in between. */
export interface Gathered extends Omit<CoverageState, 'field' | 'home' | 'limits'> {
  readonly rows: readonly FieldSource[]
  readonly homeRows: readonly FieldSource[]
}

/** How everything stands at one moment. */
export interface GatherContext {
  readonly reference: CountyReference
  readonly standing: Standing
  readonly at: number
  readonly freshness: FreshnessLimits
  readonly promised?: PromisedCrews
}

/** Throws `not-found` without a decision in force. */
export async function gatherState(
  service: Service,
  ground: Ground,
  around: GatherContext,
): Promise<Gathered> {
  const { reference, standing, at, freshness, promised } = around
  const on = reference.localDate(at)
  const decision = decisionOn(reference.decisions, service, on)
  if (!decision)
    throw new VasteError('not-found', `found no ${service} decision in force on ${on}; expected one`)
  const found = findSources(standing, {
    ...{ service, decision, now: at, freshness },
    serviceOf: (unit) => reference.units.get(unit)?.service,
    ...(promised && { promised }),
  })
  const now = await withRows(found.counted, ground)
  const home = await withRows(found.atHome, ground)
  return {
    ...{ at, on, reference, decision, ground, sources: now.placed, rows: now.rows, homeRows: home.rows },
    leftOut: [...found.leftOut, ...now.offRoads],
  }
}

/** The fields of `before` go on in the new state: it must not be used any more. */
export function nextState(before: CoverageState | undefined, gathered: Gathered): CoverageState {
  const { rows, homeRows, ...state } = gathered
  const { reference, decision, on, ground } = state
  const same = before?.decision === decision && before.ground === ground ? before : undefined
  const known = same?.on === on && same.reference === reference ? same : undefined
  return {
    ...state,
    field: follow(same?.field, rows, ground, decision),
    home: follow(same?.home, homeRows, ground, decision),
    limits: known?.limits ?? remembered((measure) => limitsOn(reference, decision, measure, on)),
  }
}

async function withRows(sources: readonly PlacedSource[], ground: Ground) {
  const placed: PlacedSource[] = []
  const rows: FieldSource[] = []
  const offRoads: LeftOut[] = []
  for (const source of sources) {
    const { id, kind, type, station, counts, delaySeconds, strengths } = source
    const drive = await ground.rowFrom(source.place)
    if (!drive) {
      offRoads.push({ ...{ id, kind, type, station }, reason: 'off-roads' })
      continue
    }
    placed.push(source)
    rows.push({ id: keyOf(source), drive, delaySeconds, counts, strengths })
  }
  return { placed, rows, offRoads }
}

/** With more changes than this a field is made anew sooner than the old one is led there. */
const changesAtMost = 12

/**
 * What has changed is changed in the field there is, or after many changes a new one is made: the outcome is the same.
 */
export function follow(
  field: ReachField | undefined,
  sources: readonly FieldSource[],
  ground: Ground,
  decision: ServiceLevelDecision,
): ReachField {
  if (!field) {
    const measures = measuresCovered(decision).map((id) => ({ id, needs: decision.formations?.[id] }))
    return createReachField(ground.cells.e.length, measures, sources)
  }
  const standing = new Set(sources.map(({ id }) => id))
  const gone = field.ids().filter((id) => !standing.has(id))
  const changed = sources.filter((source) => !isSame(field.source(source.id), source))
  if (gone.length + changed.length > changesAtMost) return follow(undefined, sources, ground, decision)
  for (const id of gone) field.remove(id)
  for (const source of changed) field.put(source)
  return field
}

function isSame(a: FieldSource | undefined, b: FieldSource): boolean {
  return (
    a?.drive === b.drive &&
    a.delaySeconds === b.delaySeconds &&
    JSON.stringify([a.counts, a.strengths]) === JSON.stringify([b.counts, b.strengths])
  )
}

function remembered(work: (measure: Measure) => Limits): (measure: Measure) => Limits {
  const known = new Map<Measure, Limits>()
  return (measure) => {
    const found = known.get(measure) ?? work(measure)
    known.set(measure, found)
    return found
  }
}
