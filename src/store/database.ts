/** The small port through which everything speaks SQL; PostgreSQL and embedded PGlite stand behind it. */

export interface Queryable {
  /** One statement with $1… values. Cast in the query: the two drivers return int8, date and interval differently. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

export interface Database extends Queryable {
  readonly kind: 'pglite' | 'postgres'
  /** Runs `work` in one transaction: commits when it resolves, rolls back and rethrows when it rejects. Use only `tx` inside. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Several statements without values, as a migration file has them. */
  script(text: string): Promise<void>
  close(): Promise<void>
}
