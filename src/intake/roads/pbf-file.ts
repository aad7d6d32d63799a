/** Which blocks does an OSM PBF file hold, one after another? Read and unpacked a few at a time, never the whole. */
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { PbfReader } from 'pbf'
import { VasteError } from '../../domain/error.ts'

/** Where a block's packed bytes are in the file. */
export interface BlockPlace {
  readonly at: number
  readonly bytes: number
}

export interface PbfFile {
  readonly name: string
  readonly size: number
  /** Content of the header block, which is the first. */
  readonly header: Uint8Array
  /** Every data block from the beginning, or those named. */
  blocks(places?: readonly BlockPlace[]): AsyncGenerator<{ place: BlockPlace; content: Uint8Array }>
  close(): Promise<void>
}

/** The format's own limits, which keep a foreign file from asking for more memory than there is. */
const headerBytesAtMost = 64 * 1024
const blockBytesAtMost = 32 * 1024 * 1024
const blocksAhead = 3
const unpack = promisify(inflate)

/** Throws `not-found` without the file, `invalid` for what is no PBF; reading its blocks throws `invalid` too. */
export async function openPbf(path: string): Promise<PbfFile> {
  const name = basename(path)
  const handle = await open(path).catch((cause) => {
    throw new VasteError('not-found', `file ${path} cannot be read; expected an OSM PBF file`, { cause })
  })
  try {
    const { size } = await handle.stat()
    const file: Source = { handle, name, size }
    const first = await frameAt(file, 0)
    if (first?.type !== 'OSMHeader') throw notPbf(name)
    return {
      ...{ name, size, header: await contentAt(file, first.place) },
      blocks: (places) => blocksOf(file, places ?? placesAfter(file, first.next)),
      close: () => handle.close(),
    }
  } catch (fault) {
    await handle.close()
    throw fault
  }
}

interface Source {
  readonly handle: FileHandle
  readonly name: string
  readonly size: number
}

interface Frame {
  readonly type: string
  readonly place: BlockPlace
  readonly next: number
}

function notPbf(name: string): VasteError {
  return new VasteError(
    'invalid',
    `${name} is no OSM PBF file; expected an extract such as finland-latest.osm.pbf`,
  )
}

function cut(name: string, size: number): VasteError {
  return new VasteError(
    'invalid',
    `${name} ends at byte ${size} in the middle of a block, so it was cut; expected a whole file: fetch it again`,
  )
}

function damaged(name: string, at: number, what: string, cause?: unknown): VasteError {
  return new VasteError(
    'invalid',
    `${name}: the block at byte ${at} ${what}; expected a whole PBF: fetch it again`,
    {
      cause,
    },
  )
}

/** The frame around a block; undefined at the end of the file. */
async function frameAt(file: Source, at: number): Promise<Frame | undefined> {
  const { name, size } = file
  if (at === size && size > 0) return undefined
  const atStart = at === 0
  if (at + 4 > size) throw atStart ? notPbf(name) : cut(name, size)
  const length = (await bytesAt(file, at, 4)).readUInt32BE()
  if (length === 0 || length > headerBytesAtMost)
    throw atStart ? notPbf(name) : damaged(name, at, `claims a head of ${length} bytes`)
  if (at + 4 + length > size) throw atStart ? notPbf(name) : cut(name, size)
  const head = { type: '', bytes: -1 }
  try {
    new PbfReader(await bytesAt(file, at + 4, length)).readFields((tag, into, pbf) => {
      if (tag === 1) into.type = pbf.readString()
      else if (tag === 3) into.bytes = pbf.readVarint()
    }, head)
  } catch (cause) {
    throw atStart ? notPbf(name) : damaged(name, at, 'has a head that cannot be read', cause)
  }
  if (!(head.bytes >= 0 && head.bytes <= blockBytesAtMost))
    throw atStart ? notPbf(name) : damaged(name, at, `claims ${head.bytes} bytes`)
  const place = { at: at + 4 + length, bytes: head.bytes }
  const next = place.at + place.bytes
  if (next > size) throw cut(name, size)
  return { type: head.type, place, next }
}

async function* placesAfter(file: Source, at: number): AsyncGenerator<BlockPlace> {
  for (let next = at; ; ) {
    const frame = await frameAt(file, next)
    if (!frame) return
    // Blocks of other types may be passed over, says the format.
    if (frame.type === 'OSMData') yield frame.place
    next = frame.next
  }
}

/** Unpacks some blocks ahead on other threads while the one before is being read. */
async function* blocksOf(file: Source, places: AsyncIterable<BlockPlace> | Iterable<BlockPlace>) {
  const waiting: { place: BlockPlace; content: Promise<Uint8Array> }[] = []
  const shift = async () => {
    const { place, content } = waiting.shift()!
    return { place, content: await content }
  }
  try {
    for await (const place of places) {
      const content = contentAt(file, place)
      // A fault is told when its turn comes; until then nobody listens.
      content.catch(() => {})
      waiting.push({ place, content })
      if (waiting.length > blocksAhead) yield await shift()
    }
  } catch (fault) {
    // What was read before the fault comes first: it may have a fault of its own.
    while (waiting.length > 0) yield await shift()
    throw fault
  }
  while (waiting.length > 0) yield await shift()
}

const foreignCompressions: Readonly<Record<number, string>> = {
  4: 'LZMA',
  5: 'bzip2',
  6: 'LZ4',
  7: 'Zstandard',
}

async function contentAt(file: Source, place: BlockPlace): Promise<Uint8Array> {
  const blob = blobOf(file, place, await bytesAt(file, place.at, place.bytes))
  if (blob.raw) return blob.raw
  if (blob.zlib) {
    const content = await unpack(blob.zlib, { maxOutputLength: blockBytesAtMost }).catch((cause) => {
      throw damaged(file.name, place.at, 'cannot be unpacked', cause)
    })
    if (content.length !== blob.rawBytes)
      throw damaged(file.name, place.at, `has ${content.length} bytes instead of ${blob.rawBytes}`)
    return content
  }
  const found = blob.foreign === undefined ? 'in no known way' : `with ${blob.foreign}`
  throw new VasteError(
    'invalid',
    `${file.name}: the block at byte ${place.at} is packed ${found}; expected zlib or none (osmium cat -f pbf,pbf_compression=zlib)`,
  )
}

function blobOf({ name }: Source, place: BlockPlace, bytes: Uint8Array) {
  const blob: { raw?: Uint8Array; zlib?: Uint8Array; rawBytes?: number; foreign?: string } = {}
  try {
    return new PbfReader(bytes).readFields((tag, into, pbf) => {
      if (tag === 1) into.raw = pbf.readBytes()
      else if (tag === 2) into.rawBytes = pbf.readVarint()
      else if (tag === 3) into.zlib = pbf.readBytes()
      else if (tag in foreignCompressions) into.foreign = foreignCompressions[tag]
    }, blob)
  } catch (cause) {
    throw damaged(name, place.at, 'cannot be read', cause)
  }
}

async function bytesAt({ handle, name, size }: Source, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) throw cut(name, size)
    done += bytesRead
  }
  return bytes
}
