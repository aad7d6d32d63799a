/** What the main thread and the thread of the embedded database say to each other. */

export interface WorkerSettings {
  /** Folder of the PostgreSQL data directory; undefined keeps everything in memory. */
  readonly dataDirectory: string | undefined
  readonly walBytesBetweenCheckpoints: number
}

export type Request =
  | { readonly id: number; readonly kind: 'query'; readonly text: string; readonly values: (string | null)[] }
  | { readonly id: number; readonly kind: 'script'; readonly text: string }
  | { readonly id: number; readonly kind: 'prepare' | 'upkeep' | 'counts' | 'close' }

export type Reply =
  /** The last word: PostgreSQL gave up, and the thread ends. */
  | { readonly kind: 'lost'; readonly reason: string }
  | {
      readonly kind: 'answer'
      readonly id: number
      readonly answer: unknown
      readonly upkeepDue: boolean
    }
  | {
      readonly kind: 'failure'
      readonly id: number
      readonly failure: SqlFailure
      readonly upkeepDue: boolean
    }

/** A failed statement as plain data: `code` is the SQLSTATE where PostgreSQL gave one. */
export interface SqlFailure {
  readonly message: string
  readonly code?: string
  readonly detail?: string
  readonly hint?: string
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
}

/** What the thread did since it started; the tests of durability read it. */
export interface DurabilityCounts {
  readonly fileSyncs: number
  readonly folderSyncs: number
  readonly checkpoints: number
}
