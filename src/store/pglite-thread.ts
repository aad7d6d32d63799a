/** The main thread's end of the embedded database's thread: numbers the requests and hands the answers back. */
import { Worker } from 'node:worker_threads'
import { VasteError } from '../domain/error.ts'
import type { Reply, Request, SqlFailure, WorkerSettings } from './pglite-messages.ts'

type Question = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

interface Asker {
  resolve(answer: unknown): void
  reject(error: Error): void
}

const STARTED = 0

export class DatabaseThread {
  readonly #worker: Worker
  readonly #askers = new Map<number, Asker>()
  #lastId = STARTED
  #lost: Error | undefined
  /** True when the write-ahead log has grown past its bound and no transaction is open. */
  upkeepDue = false

  /** Resolves when the database in the thread answers; throws 'unavailable' when it cannot start. */
  static async start(settings: WorkerSettings): Promise<DatabaseThread> {
    const thread = new DatabaseThread(settings)
    await new Promise((resolve, reject) => thread.#askers.set(STARTED, { resolve, reject }))
    thread.#restWhenIdle()
    return thread
  }

  private constructor(settings: WorkerSettings) {
    // Without execArgv the thread would inherit `--import tsx` and register the same loader twice.
    this.#worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
      workerData: settings,
      execArgv: [],
    })
    this.#worker.on('message', (reply: Reply) => this.#hear(reply))
    this.#worker.on('error', (error) => this.#lose(error))
    this.#worker.on('exit', (code) => this.#lose(new Error(`its thread ended with code ${code}`)))
  }

  ask<Answer>(question: Question): Promise<Answer> {
    if (this.#lost) return Promise.reject(this.#lost)
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      this.#askers.set(id, { resolve: resolve as Asker['resolve'], reject })
      this.#worker.ref()
      this.#worker.postMessage({ ...question, id })
    })
  }

  /** Shuts PostgreSQL down in order, then ends the thread. */
  async stop(): Promise<void> {
    try {
      if (!this.#lost) await this.ask({ kind: 'close' })
    } finally {
      await this.end()
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #hear(reply: Reply): void {
    if (reply.kind === 'lost') this.#lose(new Error(reply.reason))
    else this.#answer(reply)
  }

  #answer(reply: Exclude<Reply, { kind: 'lost' }>): void {
    const asker = this.#askers.get(reply.id)
    this.#askers.delete(reply.id)
    this.upkeepDue = reply.upkeepDue
    this.#restWhenIdle()
    if (reply.kind === 'answer') asker?.resolve(reply.answer)
    else asker?.reject(sqlError(reply.failure))
  }

  /** An idle database does not keep the process alive; what it acknowledged is on the disk. */
  #restWhenIdle(): void {
    if (this.#askers.size === 0) this.#worker.unref()
  }

  #lose(cause: Error): void {
    this.#lost ??= new VasteError('unavailable', `the embedded database has stopped: ${cause.message}`, {
      cause,
    })
    for (const asker of this.#askers.values()) asker.reject(this.#lost)
    this.#askers.clear()
  }
}

function sqlError(failure: SqlFailure): Error {
  return Object.assign(new Error(failure.message), failure)
}
