/** The main thread's end of a duel: hands over the setting and the tasks, hears of the progress, and can end it at once. */
import { Worker } from 'node:worker_threads'
import type { DuelResult } from '../../contract/plan-duel.ts'
import { VasteError } from '../../domain/error.ts'
import type { DuelTask } from '../../usecases/duel-setting.ts'
import type { DuelOrder, FromDuel, ToDuel } from './thread-messages.ts'

/** Of the whole work, what gathering the tasks takes. */
const gatheringShare = 0.3

/**
 * `pages` may fill `leftOut` as they come. Rejects with the signal's reason when it is aborted; the thread is over by then.
 */
export async function fightInThread(
  order: DuelOrder,
  pages: AsyncIterable<readonly DuelTask[]>,
  leftOut: Readonly<Record<string, number>>,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<DuelResult> {
  signal.throwIfAborted()
  // Without execArgv the thread would inherit `--import tsx` and register the same loader twice.
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: order, execArgv: [] })
  const tell = (message: ToDuel) => worker.postMessage(message)
  try {
    const ended = outcomeOf(worker, signal, (share) =>
      onProgress(gatheringShare + (1 - gatheringShare) * share),
    )
    ended.catch(() => {})
    const { from, to } = order.ground.span
    for await (const tasks of pages) {
      signal.throwIfAborted()
      tell({ kind: 'tasks', tasks })
      const last = tasks.at(-1)
      if (last) onProgress((gatheringShare * (last.dispatchAt - from)) / (to - from))
    }
    tell({ kind: 'fight', leftOut: { ...leftOut } })
    return await ended
  } finally {
    await worker.terminate()
  }
}

function outcomeOf(
  worker: Worker,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<DuelResult> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    worker.on('message', (message: FromDuel) => {
      if (message.kind === 'progress') onProgress(message.share)
      else if (message.kind === 'result') resolve(message.result)
      else reject(new VasteError(message.code, message.message))
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the duel's thread ended with code ${code}`)))
  })
}
