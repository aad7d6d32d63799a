/**
 * Keeps every board told of who is out of reach: looks at coverage by the clock, and tells what has changed. The alarms
 * for bare areas are fed from the same look.
 */
import type { ReachView } from '../contract/reach.ts'
import type { Change } from '../contract/situation.ts'
import { VasteError } from '../domain/error.ts'
import { type Service, services } from '../domain/vocabulary.ts'
import { type AreaNearest, nearestFree } from '../usecases/nearest-free.ts'
import type { CoverageDesk } from '../usecases/show-coverage.ts'
import { type ReachSurroundings, reachView } from '../usecases/show-reach.ts'
import type { UsualReach } from '../usecases/usual-reach.ts'

export interface ReachWatch {
  /** One look at both services; nothing is told twice. */
  look(): Promise<void>
  views(): ReachView[]
  areas(): readonly AreaNearest[]
  /** Resolves when no look is under way. */
  idle(): Promise<void>
}

export function createReachWatch(options: {
  readonly read: CoverageDesk['read']
  readonly usual: UsualReach
  readonly alertedAt: ReachSurroundings['alertedAt']
  readonly publish: (changes: readonly Change[]) => void
}): ReachWatch {
  const { read, usual, alertedAt, publish } = options
  const told = new Map<Service, ReachView>()
  let areas: readonly AreaNearest[] = []
  let looking: Promise<void> | undefined

  const lookAt = async (service: Service) => {
    await usual.prepare(await read(service, (state) => state))
    const { view, sample } = await read(service, (state) => {
      if (service === 'ems') areas = nearestFree(state)
      return { view: reachView(state, { alertedAt, normal: usual.normal(state) }), sample: usual.due(state) }
    })
    if (view) tell(service, view)
    else told.delete(service)
    // Told first, written then.
    if (sample) await usual.keep(sample)
  }
  const tell = (service: Service, view: ReachView) => {
    const before = told.get(service)
    if (before && isSame(before, view)) return
    told.set(service, view)
    publish([{ kind: 'reach', reach: view }])
  }
  const lookAtAll = async () => {
    for (const service of services)
      await lookAt(service).catch((fault: unknown) => {
        // No decision in force, or no roads: nothing can be said of that service.
        if (!(fault instanceof VasteError && fault.code === 'not-found')) throw fault
      })
  }
  return {
    look() {
      looking ??= lookAtAll().finally(() => {
        looking = undefined
      })
      return looking
    },
    views: () => [...told.values()],
    areas: () => areas,
    async idle() {
      await looking?.catch(() => {})
    },
  }
}

function isSame(a: ReachView, b: ReachView): boolean {
  return JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' })
}
