/** What a transaction on one connection means, the same for both databases. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { VasteError } from '../domain/error.ts'
import type { Queryable } from './database.ts'

const running = new AsyncLocalStorage<OpenTransaction>()

/** The embedded database's one connection is taken then, so the query would wait for itself for ever. */
export function refuseInsideTransaction(): void {
  if (!running.getStore()?.isOpen) return
  throw new VasteError('conflict', 'a query went past its transaction: inside a transaction use only `tx`')
}

/**
 * Begins, runs `work`, commits; rolls back and rethrows when `work` rejects. A failed statement dooms the
 * transaction even when `work` swallows the error: PostgreSQL would answer the commit with a silent rollback.
 */
export async function inTransaction<T>(
  connection: Queryable,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  const tx = new OpenTransaction(connection)
  // Not awaited, so that it travels with the first statement; it fails only with the connection, as then do all.
  const begun = connection.query('begin')
  begun.catch(() => {})
  try {
    const answer = await running.run(tx, () => work(tx))
    await begun
    tx.finish()
    await connection.query('commit')
    return answer
  } catch (error) {
    tx.close()
    // A rollback fails only when the connection is lost, and then the first error says more.
    await connection.query('rollback').catch(() => {})
    throw error
  }
}

class OpenTransaction implements Queryable {
  readonly #connection: Queryable
  isOpen = true
  #failure: { readonly error: unknown } | undefined

  constructor(connection: Queryable) {
    this.#connection = connection
  }

  async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    if (!this.isOpen) throw new VasteError('conflict', 'a query came after its transaction had ended')
    try {
      return await this.#connection.query<Row>(text, values)
    } catch (error) {
      this.#failure ??= { error }
      throw error
    }
  }

  finish(): void {
    this.close()
    if (this.#failure) throw this.#failure.error
  }

  close(): void {
    this.isOpen = false
  }
}
