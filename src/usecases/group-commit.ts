/** Lets callers that wait at the same time share one commit, so that durability does not cost throughput. */
import { VasteError } from '../domain/error.ts'

interface Waiting<Item, Result> {
  readonly items: readonly Item[]
  readonly resolve: (result: Result) => void
  readonly reject: (fault: unknown) => void
}

export interface GroupCommit<Item, Result> {
  /** Resolves once the caller's own items are committed; rejects only for a fault of its own items or of the database. */
  submit(items: readonly Item[]): Promise<Result>
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>
}

/**
 * One commit is under way at a time; whatever came meanwhile goes into the next. When a shared commit fails, each
 * caller's items are tried alone, so that one caller's fault is not another's loss.
 */
export function createGroupCommit<Item, Result>(options: {
  readonly commit: (groups: readonly (readonly Item[])[]) => Promise<readonly Result[]>
  readonly itemsAtMost: number
}): GroupCommit<Item, Result> {
  const waiting: Waiting<Item, Result>[] = []
  let running: Promise<void> | undefined

  const takeBatch = () => {
    const batch: Waiting<Item, Result>[] = []
    let size = 0
    while (
      waiting.length > 0 &&
      (batch.length === 0 || size + waiting[0]!.items.length <= options.itemsAtMost)
    ) {
      const next = waiting.shift()!
      batch.push(next)
      size += next.items.length
    }
    return batch
  }
  /** Commits, and gives back how to tell the callers. */
  const commit = async (batch: readonly Waiting<Item, Result>[]): Promise<() => void> => {
    try {
      const results = await options.commit(batch.map((entry) => entry.items))
      return () => batch.forEach((entry, i) => void entry.resolve(results[i]!))
    } catch (fault) {
      // A database that is away is away for all: asking it again for each would only keep them waiting.
      if (batch.length === 1 || isAway(fault)) return () => batch.forEach((entry) => void entry.reject(fault))
      for (const entry of batch) (await commit([entry]))()
      return () => {}
    }
  }
  const run = async () => {
    let tell = () => {}
    while (waiting.length > 0) {
      // Lets the sockets that are ready be read first: the embedded database resolves without turning the event loop,
      // and without this the batches stay tiny.
      await new Promise(setImmediate)
      const next = commit(takeBatch())
      // Only now, so that the database already works while the answers of the last commit are written.
      tell()
      tell = await next
    }
    tell()
    running = undefined
  }
  return {
    submit: (items) =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ items, resolve, reject })
        running ??= run()
      }),
    async idle() {
      while (running) await running
    },
  }
}

function isAway(fault: unknown): boolean {
  return fault instanceof VasteError && fault.code === 'unavailable'
}
