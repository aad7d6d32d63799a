/** Who can be reached now, by whom and in which time? Kept up from the live board, a few seconds behind at most. */
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { SpeedSettings } from '../../geo/roads/speeds.ts'
import type { Coverage } from '../contract/coverage.ts'
import type { FreshnessLimits } from '../contract/freshness.ts'
import { VasteError } from '../domain/error.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import { movedBy, type ReadinessWord, sourcesAfter } from './coverage-change.ts'
import { type Ground, keptGround } from './coverage-ground.ts'
import { measuresCovered, type Standing } from './coverage-sources.ts'
import { type CoverageState, gatherState, nextState } from './coverage-state.ts'
import { coverageView } from './coverage-view.ts'
import type { PromisedCrews } from './readiness-plan.ts'
import type { CountyReference } from './reference.ts'
import type { DriveSpeeds } from './speeds-in-use.ts'

export interface CoverageQuestion {
  readonly service: Service
  readonly measure: Measure
  /** What would be left bare without this source. */
  readonly without?: string
  /** What would move if a station said this now. */
  readonly readiness?: ReadinessWord
}

export interface CoverageDesk {
  /** Throws `not-found` without a decision in force or for an unknown source or station, `invalid` for a measure it has no units for. */
  show(question: CoverageQuestion): Promise<Coverage>
  /** Reads the state at once as it stands now: the next who asks leads it on. Throws `not-found` as `show` does. */
  read<T>(service: Service, read: (state: CoverageState) => T): Promise<T>
}

export interface CoverageOptions {
  readonly reference: () => CountyReference
  readonly standing: () => Standing
  /** The graph in use; another object is another graph. */
  readonly roads: () => RoadGraph
  readonly now: () => number
  readonly freshness: FreshnessLimits
  readonly demo: () => boolean
  /** In use now. Another object is other speeds. */
  readonly speeds?: () => DriveSpeeds
  /** Where no speeds are told of: by these; absent: the assumed ones. */
  readonly settings?: SpeedSettings
  /** By the readiness register, for this moment; absent: nothing is promised. */
  readonly promised?: () => PromisedCrews
  /** Shared with others who reckon on the same roads; absent: one of its own. */
  readonly ground?: () => Ground
  /** An answer may be as old as this. */
  readonly keptMs?: number
}

export function createCoverageDesk(options: CoverageOptions): CoverageDesk {
  const { keptMs = 3000, now } = options
  const groundFor = options.ground ?? keptGround(options)
  const kept = new Map<Service, CoverageState>()
  const running = new Map<Service, Promise<void>>()

  const aroundNow = () => {
    const { reference, standing, freshness, promised } = options
    return {
      ...{ reference: reference(), standing: standing(), at: now(), freshness },
      ...(promised && { promised: promised() }),
    }
  }
  const renew = async (service: Service): Promise<void> => {
    const gathered = await gatherState(service, groundFor(), aroundNow())
    kept.set(service, nextState(kept.get(service), gathered))
  }
  /** One at a time: whoever asks meanwhile gets the same. */
  const renewed = async (service: Service): Promise<void> => {
    const state = kept.get(service)
    if (!state || now() - state.at >= keptMs || state.reference !== options.reference()) {
      const underWay = running.get(service) ?? renew(service).finally(() => running.delete(service))
      running.set(service, underWay)
      await underWay
    }
  }
  const readState = async <T>(service: Service, read: (state: CoverageState) => T): Promise<T> => {
    await renewed(service)
    return read(kept.get(service)!)
  }
  return {
    read: readState,
    async show({ service, measure, without, readiness }) {
      const after = readiness && (await sourcesAfter(service, groundFor(), aroundNow(), readiness))
      return readState(service, (state) => {
        const covered = measuresCovered(state.decision)
        if (!covered.includes(measure))
          throw new VasteError('invalid', `found measure '${measure}'; expected one of ${covered.join(', ')}`)
        const change = after && movedBy(state, measure, after, readiness)
        return {
          ...coverageView(state, { measure, without, demo: options.demo() }),
          ...(change && { change }),
        }
      })
    },
  }
}
