/**
 * How does a duel that takes a while find its turn, and how far has it come? One runs at a time; a few may wait, and the
 * last results are kept for whoever comes back for them.
 */
import type { Duel, DuelQuestion, DuelResult } from '../contract/plan-duel.ts'
import { VasteError } from '../domain/error.ts'

export interface DuelDesk {
  /** Throws `unavailable` when too many wait already, and what `check` throws. */
  start(question: DuelQuestion): Promise<Duel>
  /** Throws `not-found`. */
  find(id: string): Duel
  /** Ends it if it has not ended yet. Throws `not-found`. */
  cancel(id: string): Duel
  /** Cancels all of them; resolves when none runs any more. */
  stop(): Promise<void>
}

export interface DuelRun {
  readonly signal: AbortSignal
  readonly onProgress: (share: number) => void
}

interface Entry {
  duel: Duel
  readonly question: DuelQuestion
  readonly stop: AbortController
}

export const waitingAtMost = 5
const keptAtMost = 20

/**
 * `check` refuses at once what `run` could not do; `run` rejects when its signal is aborted. A fault that is none of the
 * asker's making goes to `onFault`.
 */
export function createDuelDesk(options: {
  readonly check: (question: DuelQuestion) => Promise<void>
  readonly run: (question: DuelQuestion, how: DuelRun) => Promise<DuelResult>
  readonly onFault: (fault: unknown) => void
  readonly newId: () => string
}): DuelDesk {
  const entries = new Map<string, Entry>()
  let running: Promise<void> | undefined
  let stopped = false

  const known = (id: string): Entry => {
    const entry = entries.get(id)
    if (!entry)
      throw new VasteError(
        'not-found',
        `found no duel '${id}'; expected one of the last ${keptAtMost} since the service started`,
      )
    return entry
  }
  const inState = (state: Duel['state']) => [...entries.values()].filter(({ duel }) => duel.state === state)
  const shown = (entry: Entry): Duel => {
    const waiting = inState('waiting')
    const ahead = entry.duel.state === 'waiting' ? waiting.indexOf(entry) + inState('running').length : 0
    return { ...entry.duel, ahead }
  }
  const work = async (entry: Entry) => {
    entry.duel = { ...entry.duel, state: 'running' }
    try {
      const result = await options.run(entry.question, {
        signal: entry.stop.signal,
        onProgress: (share) => {
          entry.duel = { ...entry.duel, progress: Math.max(entry.duel.progress, Math.min(1, share)) }
        },
      })
      if (!entry.stop.signal.aborted) entry.duel = { ...entry.duel, state: 'done', progress: 1, result }
    } catch (fault) {
      if (entry.stop.signal.aborted) return
      if (!(fault instanceof VasteError)) options.onFault(fault)
      const problem = fault instanceof VasteError ? fault.message : 'the duel failed; the fault is in the log'
      entry.duel = { ...entry.duel, state: 'failed', problem }
    }
  }
  const runNext = () => {
    if (running || stopped) return
    const [next] = inState('waiting')
    if (!next) return
    running = work(next).finally(() => {
      running = undefined
      runNext()
    })
  }
  const cancel = (entry: Entry) => {
    const { state } = entry.duel
    if (state !== 'waiting' && state !== 'running') return
    entry.duel = { ...entry.duel, state: 'cancelled' }
    entry.stop.abort(new Error('the duel was cancelled'))
  }
  const forgetOldest = () => {
    const ended = [...entries.values()].filter(
      ({ duel }) => duel.state !== 'waiting' && duel.state !== 'running',
    )
    for (const { duel } of ended.slice(0, Math.max(0, entries.size - keptAtMost))) entries.delete(duel.id)
  }

  return {
    async start(question) {
      await options.check(question)
      if (stopped || inState('waiting').length >= waitingAtMost)
        throw new VasteError(
          'unavailable',
          `found ${inState('waiting').length} duels that wait already; expected fewer than ${waitingAtMost}: try again later`,
        )
      const duel: Duel = { id: options.newId(), state: 'waiting', progress: 0, ahead: 0 }
      const entry = { duel, question, stop: new AbortController() }
      entries.set(duel.id, entry)
      forgetOldest()
      runNext()
      return shown(entry)
    },
    find: (id) => shown(known(id)),
    cancel(id) {
      const entry = known(id)
      cancel(entry)
      return shown(entry)
    },
    async stop() {
      stopped = true
      for (const entry of entries.values()) cancel(entry)
      await running
    },
  }
}
