/**
 * How is a road graph kept in a file? A fixed head, a description in JSON, then the columns as they lie in memory:
 * reopening lays typed arrays over the bytes and reads nothing twice. The checksum covers every byte after it.
 */
import { checksumOf } from './checksum.ts'
import type { RoadComponent, RoadGraph, RoadKind, RoadSource } from './road-graph.ts'

/** Not a graph of this version, whole and unchanged; the message says what was found and what was expected. */
export class RoadFileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'RoadFileError'
  }
}

export const roadFileVersion = 1
/** 'VASTEROA' in bytes, then words: version, byte order, checksum, length of the description, of the file. */
const magic = [86, 65, 83, 84, 69, 82, 79, 65]
const byteOrder = 0x01020304
const headBytes = 32
const checkedFrom = 20

const columns = {
  ...{ lon: Int32Array, lat: Int32Array, first: Int32Array, head: Int32Array, decimetres: Int32Array },
  ...{ edge: Int32Array, shapeFirst: Int32Array, shapeLon: Int32Array, shapeLat: Int32Array },
  ...{ component: Int32Array, kind: Uint16Array },
} as const
type ColumnName = keyof typeof columns
const names = Object.keys(columns) as ColumnName[]

interface Description {
  readonly source: RoadSource
  readonly kinds: readonly RoadKind[]
  readonly componentCount: number
  readonly components: readonly RoadComponent[]
  readonly lengths: Readonly<Record<ColumnName, number>>
}

export function packRoadGraph(graph: RoadGraph): Uint8Array {
  const { source, kinds, componentCount, components } = graph
  const lengths = Object.fromEntries(
    names.map((name) => [name, graph[name].length]),
  ) as Description['lengths']
  const description: Description = { source, kinds, componentCount, components, lengths }
  const text = new TextEncoder().encode(JSON.stringify(description))
  const { offsets, total } = layout(text.length, lengths)
  const bytes = new Uint8Array(total)
  bytes.set(magic)
  bytes.set(text, headBytes)
  for (const name of names) {
    const { buffer, byteOffset, byteLength } = graph[name]
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offsets[name])
  }
  const words = new Uint32Array(bytes.buffer)
  words.set([roadFileVersion, byteOrder], 2)
  words.set([text.length, total], 5)
  words[4] = checksumOf(words.subarray(checkedFrom / 4))
  return bytes
}

/** `bytes` must begin at a multiple of 4 of its buffer; the graph keeps the buffer. Throws RoadFileError. */
export function openRoadGraph(bytes: Uint8Array<ArrayBuffer>): RoadGraph {
  const words = checkedWords(bytes)
  const textLength = words[5]
  const text = new TextDecoder().decode(bytes.subarray(headBytes, headBytes + textLength))
  const { source, kinds, componentCount, components, lengths } = JSON.parse(text) as Description
  const { offsets, total } = layout(textLength, lengths)
  if (total !== bytes.length)
    throw new RoadFileError(
      `its columns need ${total} bytes but it has ${bytes.length}; import the roads again`,
    )
  const column = (name: ColumnName) =>
    new columns[name](bytes.buffer, bytes.byteOffset + offsets[name], lengths[name])
  const held = Object.fromEntries(names.map((name) => [name, column(name)]))
  return {
    ...(held as unknown as Pick<RoadGraph, ColumnName>),
    ...{ source, kinds, componentCount, components },
  }
}

function checkedWords(bytes: Uint8Array<ArrayBuffer>): Uint32Array {
  if (bytes.length < headBytes || magic.some((byte, i) => bytes[i] !== byte))
    throw new RoadFileError('it is no road graph of Vaste; expected a file written by `vaste import roads`')
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  if (words[3] !== byteOrder)
    throw new RoadFileError('it was written by a machine of another byte order; import the roads on this one')
  if (words[2] !== roadFileVersion)
    throw new RoadFileError(
      `it has version ${words[2]} of the format; this Vaste reads version ${roadFileVersion}: import the roads again`,
    )
  if (words[6] !== bytes.length)
    throw new RoadFileError(
      `it has ${bytes.length} bytes of ${words[6]}, so it was cut; import the roads again`,
    )
  if (checksumOf(words.subarray(checkedFrom / 4)) !== words[4])
    throw new RoadFileError('its checksum is wrong, so it was changed or damaged; import the roads again')
  return words
}

/** Each column begins at a multiple of eight bytes. */
function layout(textLength: number, lengths: Description['lengths']) {
  const offsets = {} as Record<ColumnName, number>
  let at = aligned(headBytes + textLength)
  for (const name of names) {
    offsets[name] = at
    at = aligned(at + lengths[name] * columns[name].BYTES_PER_ELEMENT)
  }
  return { offsets, total: at }
}

const aligned = (bytes: number) => Math.ceil(bytes / 8) * 8
