/** Which process may use a folder of the embedded database: two at once would destroy it. */
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { VasteError } from '../domain/error.ts'

interface Holder {
  readonly pid: number
  /** When the process started, as the system counts; tells a reused pid (1 in a container) from the old one. */
  readonly startedAt: string | undefined
}

/** Takes the folder for this process; answers how to give it back. A lock of a dead process is taken over. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  makeFolder(folder)
  const holder = { pid: process.pid, startedAt: startOf(process.pid) }
  if (!written(path, holder)) {
    refuseIfHeld(path, folder)
    rmSync(path, { force: true })
    if (!written(path, holder)) refuseIfHeld(path, folder)
  }
  return () => rmSync(path, { force: true })
}

function makeFolder(folder: string): void {
  try {
    // PGlite's files are readable by all, and exact places lie in them: nobody else comes into the folder.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const { message } = error as Error
    throw new VasteError(
      'unavailable',
      `the folder ${folder} cannot hold the embedded database: ${message}`,
      {
        cause: error,
      },
    )
  }
}

function written(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function refuseIfHeld(path: string, folder: string): void {
  const holder = readHolder(path)
  if (!holder || !isAlive(holder)) return
  throw new VasteError(
    'unavailable',
    `the folder ${folder} is in use by process ${holder.pid}; the embedded database serves one process at a time. Stop that process, choose another folder, or use PostgreSQL through DATABASE_URL`,
  )
}

/** Undefined for a file that a power cut left empty. */
function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  if (startedAt !== undefined) return startOf(pid) === startedAt
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Field 22 of /proc/<pid>/stat, counted after the parenthesised name; undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
