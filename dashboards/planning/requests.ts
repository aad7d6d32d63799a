// What does the page ask of the service, and when? The effect after each change, duels and suggestions on request.
import type { Duel } from '../../src/contract/plan-duel.ts'
import type { PlanEffect } from '../../src/contract/plan-effect.ts'
import type { PlanGround } from '../../src/contract/plan-ground.ts'
import type { Suggestion } from '../../src/contract/plan-suggestion.ts'
import { latestOf, load, loading } from '../api.ts'
import { createAsking } from '../parts/asking.ts'
import type { PageLoop } from '../parts/page-loop.ts'
import { send } from '../parts/send.ts'
import { holding, whole } from './held-cells.ts'
import { lay } from './laid.ts'
import { questionOf, sendable } from './question.ts'
import type { PlanningAction, PlanningState } from './state.ts'
import { measuresIn } from './views/show-choices.ts'

/** A change by itself is asked for at once; one that follows another waits whether yet another comes. */
const askAfterMilliseconds = 120
const handRestsMilliseconds = 400
const slowAfterMilliseconds = 2000
const duelPollMilliseconds = 800

/** What the loop lends to those who act in it. */
export type Page = Pick<PageLoop<PlanningState, PlanningAction>, 'state' | 'dispatch'>

export interface EffectAsker {
  /** At once, or once the hand rests; the newest question wins, and an earlier one is given up. */
  askEffect(): void
  /** Of the date that the plan is laid over, and then the effect. */
  askGround(): Promise<void>
  /** A measure that the decision of the date does not have gives way to the first that it has. */
  keepMeasure(): void
}

export function createEffectAsker(page: Page): EffectAsker {
  let askTimer: ReturnType<typeof setTimeout> | undefined
  let movedAt = Number.NEGATIVE_INFINITY
  let slowTimer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  async function ask(): Promise<void> {
    const { bench, address, effect } = page.state
    const { key, body } = questionOf(bench.plan, address)
    asking?.abort()
    clearTimeout(slowTimer)
    if (effect.of === key) return page.dispatch({ kind: 'known' })
    const current = new AbortController()
    asking = current
    page.dispatch({ kind: 'ask', question: key })
    slowTimer = setTimeout(() => page.dispatch({ kind: 'slow', question: key }), slowAfterMilliseconds)
    const told = effect.value?.cells
    const answer = await send<PlanEffect>('/api/v1/plan/effect', holding(body, told), current.signal)
    if (current.signal.aborted) return
    clearTimeout(slowTimer)
    const found = answer.kind === 'ready' ? { ...answer, value: whole(answer.value, told) } : answer
    page.dispatch({ kind: 'effect', question: key, found })
  }

  const asker: EffectAsker = {
    askEffect() {
      clearTimeout(askTimer)
      const isResting = performance.now() - movedAt > handRestsMilliseconds
      movedAt = performance.now()
      const { ground, bench } = page.state
      const under = latestOf(ground)
      if (!under || lay(under, bench.plan.changes).faults.size > 0) return
      if (isResting) void ask()
      else askTimer = setTimeout(ask, askAfterMilliseconds)
    },
    async askGround() {
      const { on } = page.state.bench.plan
      page.dispatch({ kind: 'ground', ground: loading })
      const path = `/api/v1/plan/ground${on === undefined ? '' : `?on=${on}`}`
      const ground = await load<PlanGround>(path)
      if (page.state.bench.plan.on !== on) return
      page.dispatch({ kind: 'ground', ground })
      asker.keepMeasure()
      asker.askEffect()
    },
    keepMeasure() {
      const { ground, address } = page.state
      const measures = measuresIn(latestOf(ground), address.service)
      const [first] = measures
      if (first !== undefined && !measures.includes(address.measure))
        page.dispatch({ kind: 'address', address: { ...address, measure: first } })
    },
  }
  return asker
}

export function createDuelAsker(page: Page) {
  const pathOf = (id: string) => `/api/v1/plan/duel/${encodeURIComponent(id)}`
  const follow = createAsking<string | undefined, Duel>({
    path: (id) => (id === undefined ? undefined : pathOf(id)),
    told(_id, found) {
      if (found.kind === 'failed')
        page.dispatch({ kind: 'duel', change: { duel: undefined, failed: found.detail } })
      else if (found.kind === 'ready') page.dispatch({ kind: 'duel', change: { duel: found.value } })
    },
    isChanging: ({ state }) => state === 'waiting' || state === 'running',
    againMilliseconds: duelPollMilliseconds,
  })
  return {
    async startDuel(): Promise<void> {
      const { bench, duel } = page.state
      const { source, replications } = duel
      void follow(undefined)
      const begun = { asking: true, duel: undefined, failed: undefined, of: bench.plan }
      page.dispatch({ kind: 'duel', change: begun })
      const body = { planB: sendable(bench.plan), source, replications }
      const answer = await send<Duel>('/api/v1/plan/duel', body)
      if (answer.kind === 'failed')
        return page.dispatch({ kind: 'duel', change: { asking: false, failed: answer.detail } })
      page.dispatch({ kind: 'duel', change: { asking: false, duel: answer.value } })
      void follow(answer.value.id)
    },
    async cancelDuel(): Promise<void> {
      const id = page.state.duel.duel?.id
      if (id === undefined) return
      void follow(undefined)
      const response = await fetch(pathOf(id), { method: 'DELETE' }).catch(() => undefined)
      if (!response?.ok) return void follow(id)
      page.dispatch({ kind: 'duel', change: { duel: (await response.json()) as Duel } })
    },
  }
}

export function createSuggestionAsker(page: Page) {
  return async (): Promise<void> => {
    const { bench, address, suggest } = page.state
    const { goal, weight, k } = suggest
    const { service, measure, turnout } = address
    page.dispatch({ kind: 'suggest', change: { asking: true, failed: undefined, shown: undefined } })
    const body = { plan: sendable(bench.plan), service, measure, goal, weight, k, turnout }
    const answer = await send<Suggestion>('/api/v1/plan/suggest', body)
    const change =
      answer.kind === 'failed'
        ? { asking: false, failed: answer.detail }
        : { asking: false, found: answer.value }
    page.dispatch({ kind: 'suggest', change })
  }
}
