/** Where is the road graph kept? One file, replaced as a whole or not at all. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { openRoadGraph, packRoadGraph, RoadFileError } from '../../../geo/roads/graph-file.ts'
import type { RoadGraph } from '../../../geo/roads/road-graph.ts'
import { VasteError } from '../../domain/error.ts'

/** Name of the graph in use, in the data folder. */
export const roadsFileName = 'roads.graph'

/** The file at `path` is the new graph, on the disk, or still the old one. Resolves to its bytes. */
export async function saveRoadGraph(path: string, graph: RoadGraph): Promise<number> {
  const bytes = packRoadGraph(graph)
  const beside = `${path}.${process.pid}.new`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(beside, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    // Where there is no folder there is nothing to take away.
    await rm(beside, { force: true }).catch(() => {})
    throw new VasteError(
      'unavailable',
      `${path} cannot be written (${(cause as Error).message}); nothing was changed`,
      {
        cause,
      },
    )
  }
  return bytes.length
}

/** The new name must outlive a power cut too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Throws `not-found` without the file, `invalid` for what is no graph of this version, whole and unchanged. */
export async function readRoadGraph(path: string): Promise<RoadGraph> {
  const bytes = await readFile(path).catch((cause) => {
    throw new VasteError(
      'not-found',
      `road graph ${path} cannot be read; expected a file made by 'vaste import roads'`,
      {
        cause,
      },
    )
  })
  try {
    return openRoadGraph(aligned(bytes))
  } catch (cause) {
    if (!(cause instanceof RoadFileError)) throw cause
    throw new VasteError('invalid', `road graph ${basename(path)}: ${cause.message}`, { cause })
  }
}

/** A large file has a buffer of its own; a small one may lie anywhere in a shared one. */
function aligned(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes
  if (byteOffset % 8 === 0 && buffer instanceof ArrayBuffer)
    return new Uint8Array(buffer, byteOffset, byteLength)
  return Uint8Array.from(bytes)
}
