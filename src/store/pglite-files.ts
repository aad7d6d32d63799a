/**
 * How the embedded database's writes reach the disk. PGlite never calls fsync: its NODEFS has none, so a power
 * cut would lose every row. This file system adds one; it leans on Emscripten's internals, so PGlite is pinned.
 */
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

interface Stream {
  /** Absent for a directory, which NODEFS never opens. */
  readonly nfd?: number
  readonly node: unknown
}

interface NodeFiles {
  realPath(node: unknown): string
  readonly stream_ops: { fsync?: (stream: Stream) => number }
}

type Start = Parameters<NodeFS['init']>[1]

export class DurableFiles extends NodeFS {
  fileSyncs = 0
  folderSyncs = 0
  readonly #onFailedSync: (error: Error) => void

  /** `onFailedSync` must end the thread: PGlite swallows what is thrown here, and would acknowledge the commit. */
  constructor(folder: string, onFailedSync: (error: Error) => void) {
    super(folder)
    this.#onFailedSync = onFailedSync
  }

  override async init(pg: PGlite, options: Start): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    const addSync = (module: { FS: { filesystems?: { NODEFS?: unknown } } }) => {
      const files = module.FS.filesystems?.NODEFS as NodeFiles
      files.stream_ops.fsync = (stream) => this.#sync(files, stream)
    }
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } as Start,
    }
  }

  #sync(files: NodeFiles, stream: Stream): number {
    try {
      if (stream.nfd === undefined) this.#syncFolder(files.realPath(stream.node))
      else this.#syncFile(stream.nfd)
    } catch (error) {
      this.#onFailedSync(error as Error)
    }
    return 0
  }

  #syncFolder(path: string): void {
    syncPath(path)
    this.folderSyncs += 1
  }

  #syncFile(handle: number): void {
    fsyncSync(handle)
    this.fileSyncs += 1
  }
}

/** Syncs a folder with everything in it: initdb's files were written before PostgreSQL watched over them. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else syncPath(path)
  }
  syncPath(folder)
}

export function syncPath(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
