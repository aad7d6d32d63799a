// What does the page ask of the service, and when? The effect after each change, duels and suggestions on request.
import type { Duel } from '../../src/contract/plan-duel.ts'
import type { PlanEffect } from '../../src/contract/plan-effect.ts'
import type { PlanGround } from '../../src/contract/plan-ground.ts'
import type { Suggestion } from '../../src/contract/plan-suggestion.ts'
import { latestOf, load, loading } from '../api.ts'
import { send } from '../parts/send.ts'
import { holding, whole } from './held-cells.ts'
import { lay } from './laid.ts'
import { questionOf, sendable } from './question.ts'
import type { PlanningAction, PlanningState } from './state.ts'
import { measuresIn } from './views/show-choices.ts'

const askAfterMilliseconds = 120
const slowAfterMilliseconds = 2000
const duelPollMilliseconds = 800

/** What the loop lends to those who act in it. */
export interface Page {
  state(): PlanningState
  dispatch(action: PlanningAction): void
}

export interface EffectAsker {
  /** Once the hand rests; the newest question wins, and an earlier one is given up. */
  askEffect(): void
  /** Of the date that the plan is laid over, and then the effect. */
  askGround(): Promise<void>
  /** A measure that the decision of the date does not have gives way to the first that it has. */
  keepMeasure(): void
}

export function createEffectAsker({ state, dispatch }: Page): EffectAsker {
  let askTimer: ReturnType<typeof setTimeout> | undefined
  let slowTimer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  async function ask(): Promise<void> {
    const { bench, address, effect } = state()
    const { key, body } = questionOf(bench.plan, address)
    asking?.abort()
    clearTimeout(slowTimer)
    if (effect.of === key) return dispatch({ kind: 'known' })
    const current = new AbortController()
    asking = current
    dispatch({ kind: 'ask', question: key })
    slowTimer = setTimeout(() => dispatch({ kind: 'slow', question: key }), slowAfterMilliseconds)
    const told = effect.value?.cells
    const answer = await send<PlanEffect>('/api/v1/plan/effect', holding(body, told), current.signal)
    if (current.signal.aborted) return
    clearTimeout(slowTimer)
    const found = answer.kind === 'ready' ? { ...answer, value: whole(answer.value, told) } : answer
    dispatch({ kind: 'effect', question: key, found })
  }

  const asker: EffectAsker = {
    askEffect() {
      clearTimeout(askTimer)
      const { ground, bench } = state()
      const under = latestOf(ground)
      if (under && lay(under, bench.plan.changes).faults.size === 0)
        askTimer = setTimeout(ask, askAfterMilliseconds)
    },
    async askGround() {
      const { on } = state().bench.plan
      dispatch({ kind: 'ground', ground: loading })
      const path = `/api/v1/plan/ground${on === undefined ? '' : `?on=${on}`}`
      const ground = await load<PlanGround>(path)
      if (state().bench.plan.on !== on) return
      dispatch({ kind: 'ground', ground })
      asker.keepMeasure()
      asker.askEffect()
    },
    keepMeasure() {
      const { ground, address } = state()
      const measures = measuresIn(latestOf(ground), address.service)
      const [first] = measures
      if (first !== undefined && !measures.includes(address.measure))
        dispatch({ kind: 'address', address: { ...address, measure: first } })
    },
  }
  return asker
}

export function createDuelAsker({ state, dispatch }: Page) {
  const pathOf = (id: string) => `/api/v1/plan/duel/${encodeURIComponent(id)}`
  const isCurrent = (id: string) => state().duel.duel?.id === id

  const follow = (id: string): void => {
    setTimeout(async () => {
      if (!isCurrent(id)) return
      const found = await load<Duel>(pathOf(id))
      if (!isCurrent(id) || found.kind === 'loading') return
      if (found.kind === 'failed')
        return dispatch({ kind: 'duel', change: { duel: undefined, failed: found.detail } })
      dispatch({ kind: 'duel', change: { duel: found.value } })
      if (found.value.state === 'waiting' || found.value.state === 'running') follow(id)
    }, duelPollMilliseconds)
  }
  return {
    async startDuel(): Promise<void> {
      const { bench, duel } = state()
      const { source, replications } = duel
      const begun = { asking: true, duel: undefined, failed: undefined, of: bench.plan }
      dispatch({ kind: 'duel', change: begun })
      const body = { planB: sendable(bench.plan), source, replications }
      const answer = await send<Duel>('/api/v1/plan/duel', body)
      if (answer.kind === 'failed')
        return dispatch({ kind: 'duel', change: { asking: false, failed: answer.detail } })
      dispatch({ kind: 'duel', change: { asking: false, duel: answer.value } })
      follow(answer.value.id)
    },
    async cancelDuel(): Promise<void> {
      const id = state().duel.duel?.id
      if (id === undefined) return
      const response = await fetch(pathOf(id), { method: 'DELETE' }).catch(() => undefined)
      if (response?.ok) dispatch({ kind: 'duel', change: { duel: (await response.json()) as Duel } })
    },
  }
}

export function createSuggestionAsker({ state, dispatch }: Page) {
  return async (): Promise<void> => {
    const { bench, address, suggest } = state()
    const { goal, weight, k } = suggest
    const { service, measure, turnout } = address
    dispatch({ kind: 'suggest', change: { asking: true, failed: undefined, shown: undefined } })
    const body = { plan: sendable(bench.plan), service, measure, goal, weight, k, turnout }
    const answer = await send<Suggestion>('/api/v1/plan/suggest', body)
    const change =
      answer.kind === 'failed'
        ? { asking: false, failed: answer.detail }
        : { asking: false, found: answer.value }
    dispatch({ kind: 'suggest', change })
  }
}
