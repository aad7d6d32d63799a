/** Who was out of reach at moments of the past, one after another? Reckoned anew only where something has moved. */
import type { ReachView } from '../contract/reach.ts'
import { VasteError } from '../domain/error.ts'
import { type Service, services } from '../domain/vocabulary.ts'
import type { CoverageState } from '../usecases/coverage-state.ts'
import type { CoverageDesk } from '../usecases/show-coverage.ts'
import { isNewlyLeft, reachView } from '../usecases/show-reach.ts'
import type { Board } from './board.ts'

export interface ReachThen {
  /** Of the services whose view has changed since it was asked for last: at first of all. */
  changed(): Promise<ReachView[]>
}

/** `coverage` reads the same board, by the same clock, and keeps no answer. */
export function createReachThen(
  coverage: Pick<CoverageDesk, 'read'>,
  { alertedAt }: Pick<Board, 'alertedAt'>,
): ReachThen {
  const told = new Map<Service, { readonly made: string; readonly view: string }>()
  const changedOf = (service: Service) =>
    coverage.read(service, (state): ReachView | undefined => {
      const known = told.get(service)
      const made = madeOf(state, alertedAt)
      if (known?.made === made) return undefined
      // What was usual then is not recorded.
      const view = reachView(state, { alertedAt })
      const text = JSON.stringify({ ...view, at: '' })
      told.set(service, { made, view: text })
      return text === known?.view ? undefined : view
    })
  return {
    async changed() {
      const views: ReachView[] = []
      for (const service of services)
        try {
          const view = await changedOf(service)
          if (view) views.push(view)
        } catch (fault) {
          // No decision in force, or no roads: nothing can be said of that service.
          if (!(fault instanceof VasteError && fault.code === 'not-found')) throw fault
        }
      return views
    },
  }
}

/** All that a view hangs on: who counts and from where, who is left out, who would count at home and has just left. */
function madeOf({ on, at, sources, leftOut, home }: CoverageState, alertedAt: Board['alertedAt']): string {
  const atHome = home.ids().map((id) => {
    const { delaySeconds, counts, strengths } = home.source(id)!
    return [id, delaySeconds, counts, strengths]
  })
  const left = leftOut.filter(({ id, kind }) => kind === 'unit' && isNewlyLeft(alertedAt(id), at))
  return JSON.stringify([on, sources, leftOut, atHome, left.map(({ id }) => [id, alertedAt(id)])])
}
