/** What polygons does a well-known-binary geometry hold? Reads polygons and multipolygons, with or without Z and M. */
import type { Polygon, Position } from '../../../geo/polygon.ts'

/** Polygons of one geometry; none when it is empty. Throws RangeError when cut off, Error for another kind. */
export function polygonsFromWkb(bytes: Uint8Array): Polygon[] {
  const cursor = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 }
  return readGeometry(cursor)
}

interface Cursor {
  readonly view: DataView
  at: number
}

function readGeometry(cursor: Cursor): Polygon[] {
  const little = cursor.view.getUint8(cursor.at) === 1
  cursor.at += 1
  const code = readCount(cursor, little)
  // Two dialects mark Z and M: ISO by thousands, the older one by the three top bits (the third: a reference id).
  const kind = (code & 0x0fffffff) % 1000
  const thousands = Math.floor((code & 0x0fffffff) / 1000)
  const extras =
    code & 0xe0000000 ? (code >>> 31) + ((code >>> 30) & 1) : thousands === 3 ? 2 : Math.min(thousands, 1)
  if (code & 0x20000000) cursor.at += 4
  if (kind === 3) return keepFull([readPolygon(cursor, little, 2 + extras)])
  if (kind !== 6 && kind !== 7)
    throw new Error(`geometry type ${kind}; expected polygon (3) or multipolygon (6)`)
  return repeat(readCount(cursor, little), () => readGeometry(cursor)).flat()
}

function readPolygon(cursor: Cursor, little: boolean, dimensions: number): Polygon {
  return repeat(readCount(cursor, little), () =>
    repeat(readCount(cursor, little), (): Position => {
      const east = cursor.view.getFloat64(cursor.at, little)
      const north = cursor.view.getFloat64(cursor.at + 8, little)
      cursor.at += 8 * dimensions
      return [east, north]
    }),
  )
}

function readCount(cursor: Cursor, little: boolean): number {
  const count = cursor.view.getUint32(cursor.at, little)
  cursor.at += 4
  return count
}

function repeat<T>(times: number, read: () => T): T[] {
  const items: T[] = []
  for (let i = 0; i < times; i++) items.push(read())
  return items
}

function keepFull(polygons: Polygon[]): Polygon[] {
  return polygons.filter((polygon) => polygon.length > 0)
}
