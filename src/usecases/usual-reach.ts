/**
 * How many are usually out of reach at this hour? A sample is kept every ten minutes; until there are enough of an hour,
 * what the readiness register promises for it stands in, and says so. The two are never mixed.
 */
import type { FieldSource } from '../../geo/coverage/reach-field.ts'
import type { NormalView } from '../contract/reach.ts'
import { hourKindOf, type Usual, usualOf, usualWeeks } from '../domain/usual.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { StationState } from '../store/board-state.ts'
import type { Queryable } from '../store/database.ts'
import { forgetReachSamples, reachSamples, type SampleKind, saveReachSample } from '../store/reach-samples.ts'
import type { Ground } from './coverage-ground.ts'
import { answersFor } from './coverage-sources.ts'
import { type CoverageState, follow } from './coverage-state.ts'
import { crewSource } from './plan-crews.ts'
import type { PromisedCrews } from './readiness-plan.ts'
import { outsideResidents, urgentMeasure } from './show-reach.ts'

export interface UsualReach {
  /** Reckons what is promised now, where that has changed since it was last asked. */
  prepare(state: CoverageState): Promise<void>
  /** Absent while neither is known. */
  normal(state: CoverageState): NormalView | undefined
  /** What is to be recorded of the state, if it is time; to be asked before anything else is waited for. */
  due(state: CoverageState): DueSample | undefined
  /** Records it, and learns what is usual at its hour. */
  keep(sample: DueSample): Promise<void>
}

export interface DueSample {
  readonly kind: SampleKind
  readonly at: number
  readonly outside: number
}

export const sampleMs = 600_000
const weekMs = 7 * 86_400_000
const hourMs = 3_600_000

export function createUsualReach(options: {
  readonly db: Queryable
  readonly county: string
  readonly stations: () => ReadonlyMap<string, StationState>
  readonly promised: () => PromisedCrews
}): UsualReach {
  const { db, county, stations, promised } = options
  const learnt = new Map<string, Usual | undefined>()
  const sampled = new Map<Service, number>()
  const planned = new Map<Service, Planned>()

  return {
    async prepare(state) {
      const { service } = state.decision
      const crews = promised()
      const standing = [...stations().keys()].map((station) => crews(station).map(({ id }) => id))
      const key = JSON.stringify([state.on, standing])
      const { ground, reference } = state
      const known = planned.get(service)
      if (known?.key === key && known.ground === ground && known.reference === reference) return
      const outside = await promisedOutside(state, stations(), crews)
      planned.set(service, { key, ground, reference, outside })
    },
    normal(state) {
      const kind = kindOf(state)
      if (!kind) return undefined
      const usual = learnt.get(keyOf(kind))
      if (usual) return { basis: 'recorded', ...usual }
      const outside = planned.get(kind.service)?.outside
      return outside === undefined ? undefined : { basis: 'planned', median: outside, samples: 0 }
    },
    due(state) {
      const kind = kindOf(state)
      if (!kind) return undefined
      const at = Math.floor(state.at / sampleMs) * sampleMs
      if (sampled.get(kind.service) === at) return undefined
      return { kind, at, outside: outsideResidents(state, kind.measure) }
    },
    async keep({ kind, at, outside }) {
      await saveReachSample(db, county, kind, { at, outside })
      sampled.set(kind.service, at)
      const oldest = at - usualWeeks * weekMs
      // The hour under way is what is compared: it is no part of what is usual.
      const before = Math.floor(at / hourMs) * hourMs
      const span = { from: oldest, to: before }
      for (const key of learnt.keys()) if (key.startsWith(`${kind.service} `)) learnt.delete(key)
      learnt.set(keyOf(kind), usualOf(await reachSamples(db, county, kind, span)))
      await forgetReachSamples(db, county, kind, oldest)
    },
  }
}

function kindOf(state: CoverageState): SampleKind | undefined {
  const measure = urgentMeasure(state)
  if (measure === undefined) return undefined
  const { decision, ground, reference, at } = state
  const { name, date } = ground.roads.graph.source
  return {
    ...{ service: decision.service, measure, decision: decision.id, roads: `${name} ${date}` },
    ...hourKindOf(reference.calendar, at),
  }
}

function keyOf({ service, measure, decision, roads, hour, weekend }: SampleKind): string {
  return [service, measure, decision, roads, hour, weekend].join(' ')
}

interface Planned {
  readonly key: string
  readonly ground: Ground
  readonly reference: CoverageState['reference']
  readonly outside: number | undefined
}

/** As if everybody who is promised stood at home, as a plan is reckoned; undefined when nothing is promised. */
async function promisedOutside(
  state: CoverageState,
  stations: ReadonlyMap<string, StationState>,
  promised: PromisedCrews,
): Promise<number | undefined> {
  const { decision, ground } = state
  const rows: FieldSource[] = []
  for (const station of stations.values())
    for (const period of promised(station.station)) {
      if (!answersFor(period, decision.service)) continue
      const source = await crewSource({ period, station }, decision, ground, 'median')
      if (source) rows.push(source)
    }
  const measure = urgentMeasure(state)
  if (measure === undefined || rows.length === 0) return undefined
  return outsideResidents({ ...state, field: follow(undefined, rows, ground, decision) }, measure)
}
