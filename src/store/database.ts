/** The small port through which everything speaks SQL; PostgreSQL and embedded PGlite stand behind it. */

export interface Queryable {
  /** One statement with $1… values. Cast in the query: int8, numeric, date, timestamp and interval come back as text. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

export interface Database extends Queryable {
  readonly kind: 'pglite' | 'postgres'
  /**
   * Runs `work` in one transaction: commits when it resolves, rolls back and rethrows when it rejects. Use only `tx`
   * inside. Its statements run in the order of asking; asked without waiting for one another they travel together.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Several statements without values, as a migration file has them; what a failed script began is rolled back. */
  script(text: string): Promise<void>
  /** Waits for what was already asked; may be called again. Afterwards every query rejects as 'unavailable'. */
  close(): Promise<void>
}

/** Told in short sentences what a long start is doing. */
export type OnProgress = (sentence: string) => void
