/** One piece of work in a thread of its own, so that nothing else waits for it: sent what it needs, heard of, ended at once. */
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { type ErrorCode, VasteError } from '../domain/error.ts'

type FromThread<Result> =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string }

export interface ThreadJob {
  /** Module that calls `answerIn`. */
  readonly script: URL
  /** Plain data. */
  readonly setting: unknown
  /** Tells the thread what it needs, a piece at a time; the thread may begin before all is told. */
  readonly feed: (tell: (message: unknown) => void) => Promise<void>
  readonly onProgress: (share: number) => void
  readonly signal?: AbortSignal | undefined
}

/** Rejects with the signal's reason when it is aborted; the thread is over by then. Throws what the work throws. */
export async function workInThread<Result>(job: ThreadJob): Promise<Result> {
  const { script, setting, feed, signal } = job
  signal?.throwIfAborted()
  // Without execArgv the thread would inherit `--import tsx` and register the same loader twice.
  const worker = new Worker(new URL('./thread.js', import.meta.url), {
    ...{ workerData: { script: script.href, setting }, execArgv: [] },
  })
  try {
    const ended = outcomeOf<Result>(worker, job)
    ended.catch(() => {})
    await feed((message) => worker.postMessage(message))
    return await ended
  } finally {
    await worker.terminate()
  }
}

function outcomeOf<Result>(worker: Worker, { signal, onProgress }: ThreadJob): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    worker.on('message', (message: FromThread<Result>) => {
      if (message.kind === 'progress') onProgress(message.share)
      else if (message.kind === 'result') resolve(message.result)
      else reject(new VasteError(message.code, message.message))
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the thread ended with code ${code}`)))
  })
}

/** In the thread: `heard` gets each message, and answers when it has the last that it needs. */
export function answerIn<Setting, Message, Result>(
  heard: (
    message: Message,
    setting: Setting,
    onProgress: (share: number) => void,
  ) => { readonly result: Result } | undefined,
): void {
  const port = parentPort!
  const say = (message: FromThread<Result>) => port.postMessage(message)
  const { setting } = workerData as { readonly setting: Setting }
  port.on('message', (message: Message) => {
    try {
      const answer = heard(message, setting, (share) => say({ kind: 'progress', share }))
      if (!answer) return
      say({ kind: 'result', ...answer })
    } catch (fault) {
      if (!(fault instanceof VasteError)) throw fault
      say({ kind: 'refused', code: fault.code, message: fault.message })
    }
    port.close()
  })
}
