/** The database port on embedded PGlite with PostGIS, which runs in a thread of its own. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { VasteError } from '../domain/error.ts'
import type { Database, OnProgress, Queryable } from './database.ts'
import { syncPath } from './pglite-files.ts'
import { lockFolder } from './pglite-lock.ts'
import type { DurabilityCounts } from './pglite-messages.ts'
import { DatabaseThread } from './pglite-thread.ts'
import { inTransaction, refuseInsideTransaction } from './transaction.ts'
import { createTurns } from './turns.ts'
import { wireTexts } from './values.ts'

export interface PgliteOptions {
  readonly onProgress?: OnProgress
  /** Bytes of write-ahead log after which the log is cut; it bounds the time to reopen after a kill. */
  readonly walBytesBetweenCheckpoints?: number
}

export interface PgliteDatabase extends Database {
  counts(): Promise<DurabilityCounts>
}

const SIXTY_FOUR_MEGABYTES = 64 * 1024 * 1024

/** Opens the database in `folder`, creating it where there is none; 'memory' keeps nothing. One process per folder. */
export async function openPglite(
  folder: string | 'memory',
  { onProgress = () => {}, walBytesBetweenCheckpoints = SIXTY_FOUR_MEGABYTES }: PgliteOptions = {},
): Promise<PgliteDatabase> {
  const place = folder === 'memory' ? memoryPlace() : folderPlace(resolve(folder))
  onProgress(
    place.isNew ? 'creating the embedded database, about ten seconds' : 'opening the embedded database',
  )
  try {
    const thread = await startThread(place, walBytesBetweenCheckpoints)
    place.markReady()
    return databaseOn(thread, place)
  } catch (error) {
    place.release()
    throw new VasteError('unavailable', cannotStartSentence(folder, error), { cause: error })
  }
}

async function startThread(place: Place, walBytesBetweenCheckpoints: number): Promise<DatabaseThread> {
  const { dataDirectory, isNew } = place
  const thread = await DatabaseThread.start({ dataDirectory, walBytesBetweenCheckpoints })
  try {
    if (isNew) await thread.ask({ kind: 'prepare' })
    return thread
  } catch (error) {
    await thread.end()
    throw error
  }
}

function cannotStartSentence(folder: string, error: unknown): string {
  return `the embedded database in ${folder} cannot be started: ${(error as Error).message}. Check that its disk has room; else restore a copy of the folder, or move it away to begin with an empty database`
}

interface Place {
  readonly dataDirectory: string | undefined
  readonly isNew: boolean
  markReady(): void
  release(): void
}

function memoryPlace(): Place {
  return { dataDirectory: undefined, isNew: true, markReady: () => {}, release: () => {} }
}

/** A directory still marked unfinished holds nothing that was ever acknowledged, and is made again. */
function folderPlace(folder: string): Place {
  const release = lockFolder(folder)
  const dataDirectory = join(folder, 'database')
  const mark = join(folder, 'unfinished')
  const isNew = existsSync(mark) || !existsSync(dataDirectory)
  if (isNew) beginDirectory(folder, dataDirectory, mark)
  // A power cut can leave it empty, and then PostgreSQL would not start; our own lock stands guard instead.
  rmSync(join(dataDirectory, 'postmaster.pid'), { force: true })
  return { dataDirectory, isNew, markReady: () => isNew && removeMark(folder, mark), release }
}

function beginDirectory(folder: string, dataDirectory: string, mark: string): void {
  writeFileSync(mark, '')
  syncPath(folder)
  rmSync(dataDirectory, { recursive: true, force: true })
  mkdirSync(dataDirectory)
}

function removeMark(folder: string, mark: string): void {
  rmSync(mark)
  syncPath(folder)
}

function databaseOn(thread: DatabaseThread, place: Place): PgliteDatabase {
  const turns = createTurns()
  let closing: Promise<void> | undefined
  let upkeepAsked = false
  const connection: Queryable = {
    query: (text, values) => thread.ask({ kind: 'query', text, values: wireTexts(values) }),
  }
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    refuseInsideTransaction()
    if (closing) throw new VasteError('unavailable', 'the embedded database is closed')
    return turns(work).finally(keepUp)
  }
  const keepUp = () => {
    if (!thread.upkeepDue || upkeepAsked || closing) return
    upkeepAsked = true
    const done = () => {
      upkeepAsked = false
    }
    turns(() => thread.ask({ kind: 'upkeep' })).then(done, done)
  }
  return {
    kind: 'pglite',
    query: (text, values) => inTurn(() => connection.query(text, values)),
    transaction: (work) => inTurn(() => inTransaction(connection, work)),
    script: (text) => inTurn(() => thread.ask({ kind: 'script', text })),
    counts: () => inTurn(() => thread.ask({ kind: 'counts' })),
    close: () => {
      closing ??= turns(() => thread.stop()).finally(place.release)
      return closing
    },
  }
}
