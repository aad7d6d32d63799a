// One question at a time: a later one ends the one before, and an answer that still changes is asked for again.
import { type Loaded, latestOf, load } from '../api.ts'

export interface Asking<Question, Answer> {
  /** Undefined asks nothing. */
  readonly path: (question: Question) => string | undefined
  readonly told: (question: Question, found: Loaded<Answer>) => void
  readonly isChanging: (answer: Answer) => boolean
  readonly againMilliseconds: number
}

export function createAsking<Question, Answer>(of: Asking<Question, Answer>) {
  let asking: AbortController | undefined

  return async function ask(question: Question): Promise<void> {
    asking?.abort()
    asking = undefined
    const path = of.path(question)
    if (path === undefined) return
    const current = new AbortController()
    asking = current
    const found = await load<Answer>(path, current.signal)
    if (current.signal.aborted) return
    of.told(question, found)
    const answer = latestOf(found)
    if (answer === undefined || !of.isChanging(answer)) return
    setTimeout(() => {
      if (asking === current) void ask(question)
    }, of.againMilliseconds)
  }
}

/** While history is written or tasks are judged anew; shares of what is done, 1 is all. */
export function isStillCounted(answer: { readonly historyLoading?: number; readonly judgingAnew?: number }) {
  return (answer.historyLoading ?? 1) < 1 || (answer.judgingAnew ?? 1) < 1
}
