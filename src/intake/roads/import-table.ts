/**
 * What do a table of nodes and a table of arcs give as a road graph? Columns are told by their names, units by the
 * names or by a known layout; lengths and speeds that cannot be true tell of a wrong unit and are refused.
 */

import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import { hopMillimetres } from '../../../geo/roads/length.ts'
import type { RoadPieces } from '../../../geo/roads/pieces.ts'
import { type RoadKind, unitsOfDegree } from '../../../geo/roads/road-graph.ts'
import { VasteError } from '../../domain/error.ts'
import type { RoadsImported } from './import-osm.ts'
import { type ArcColumns, arcColumns, type Grid, nodeColumns, sectionsOf } from './road-tables.ts'

/** Both files, or one ZIP archive that holds `nodes.csv` and `arcs.csv`. Throws `not-found` or `invalid`. */
export async function importRoadTables(paths: readonly string[]): Promise<RoadsImported> {
  const [nodesText, arcsText] = await textsIn(paths)
  const name = paths.map((path) => basename(path)).join(' + ')
  const nodes = readNodes(nodesText)
  const arcs = readArcs(arcsText, nodes)
  checkUnits(nodes, arcs)
  const { pieces, pairs } = piecesFrom(nodes, arcs)
  const { mtime } = await stat(paths[0])
  const graph = buildRoadGraph(pieces, {
    ...{ name, date: mtime.toISOString().slice(0, 10), approximate: false },
    attribution: `Roads: ${name}`,
  })
  return {
    graph,
    notes: [
      `read ${nodes.lon.length} nodes and ${arcs.rows} arcs, ${pairs} of them as pairs there and back`,
      `lengths from ${arcs.columns.length.name} in ${arcs.columns.length.unit}, ${
        arcs.columns.time
          ? `speeds from ${arcs.columns.time.name} in ${arcs.columns.time.unit}`
          : arcs.columns.speed
            ? `speeds from ${arcs.columns.speed.name}`
            : 'no speeds'
      }`,
    ],
  }
}

async function textsIn(
  paths: readonly string[],
): Promise<[{ name: string; text: string }, { name: string; text: string }]> {
  const read = async (path: string) =>
    readFile(path).catch((cause) => {
      throw new VasteError('not-found', `file ${path} cannot be read; expected roads`, { cause })
    })
  if (paths.length === 2) {
    const [nodes, arcs] = await Promise.all(paths.map(read))
    return [
      { name: basename(paths[0]), text: nodes.toString('utf8') },
      { name: basename(paths[1]), text: arcs.toString('utf8') },
    ]
  }
  const entries = entriesOf(basename(paths[0]), await read(paths[0]))
  const entry = (what: string) => {
    const found = Object.keys(entries).find((path) => basename(path).toLowerCase() === what)
    if (found) return { name: found, text: strFromU8(entries[found]) }
    throw new VasteError('invalid', `${basename(paths[0])} holds no ${what}; expected nodes.csv and arcs.csv`)
  }
  return [entry('nodes.csv'), entry('arcs.csv')]
}

function entriesOf(name: string, bytes: Buffer): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: (file) => file.originalSize <= 500_000_000 })
  } catch (cause) {
    throw new VasteError(
      'invalid',
      `${name} is no ZIP archive, or a damaged one; expected nodes.csv and arcs.csv in it`,
      {
        cause,
      },
    )
  }
}

interface Nodes {
  readonly index: ReadonlyMap<string, number>
  readonly lon: Int32Array
  readonly lat: Int32Array
}

function readNodes(file: { name: string; text: string }): Nodes {
  const grid = sectionsOf(file.name, file.text).at(-1)!
  const columns = nodeColumns(grid)
  const index = new Map<string, number>()
  const lon = new Int32Array(grid.rows.length)
  const lat = new Int32Array(grid.rows.length)
  grid.rows.forEach(({ line, cells }, row) => {
    const id = key(cells[columns.id])
    const [x, y] = [columns.lon, columns.lat].map((column) => numberIn(grid, line, cells[column]))
    if (Math.abs(x) > 180 || Math.abs(y) > 90)
      throw fault(grid, line, `lies at ${x}, ${y}`, 'degrees, longitude first (x), then latitude (y)')
    if (index.has(id)) throw fault(grid, line, `repeats node ${id}`, 'each node once')
    index.set(id, row)
    lon[row] = Math.round(x * unitsOfDegree)
    lat[row] = Math.round(y * unitsOfDegree)
  })
  return { index, lon, lat }
}

interface Arcs {
  readonly rows: number
  readonly undirected: boolean
  readonly columns: ArcColumns
  readonly from: Int32Array
  readonly to: Int32Array
  readonly millimetres: Float64Array
  readonly speedTenths: Int32Array
}

function readArcs(file: { name: string; text: string }, nodes: Nodes): Arcs {
  const sections = sectionsOf(file.name, file.text)
  const grid = sections.at(-1)!
  const columns = arcColumns(grid, sections.length > 1)
  const count = grid.rows.length
  const arcs = { from: new Int32Array(count), to: new Int32Array(count) }
  const [millimetres, speedTenths] = [new Float64Array(count), new Int32Array(count)]
  grid.rows.forEach(({ line, cells }, row) => {
    for (const end of ['from', 'to'] as const) {
      const node = nodes.index.get(key(cells[columns[end]]))
      if (node === undefined) throw fault(grid, line, `names node ${cells[columns[end]]}`, 'one of the nodes')
      arcs[end][row] = node
    }
    const metres = numberIn(grid, line, cells[columns.length.column]) * columns.length.factor
    if (!(metres >= 0)) throw fault(grid, line, `is ${metres} m long`, '0 or more')
    millimetres[row] = Math.round(metres * 1000)
    speedTenths[row] = speedOf(grid, line, cells, columns, metres)
  })
  const form = sections.flatMap(({ header, rows }) => {
    const column = header.indexOf('arcForm')
    return column === -1 ? [] : [rows[0]?.cells[column] ?? '']
  })
  return { ...arcs, rows: count, undirected: form[0] === 'undirected', columns, millimetres, speedTenths }
}

function speedOf(
  grid: Grid,
  line: number,
  cells: readonly string[],
  { time, speed }: ArcColumns,
  metres: number,
): number {
  if (time) {
    const seconds = numberIn(grid, line, cells[time.column]) * time.factor
    if (!(seconds >= 0)) throw fault(grid, line, `takes ${seconds} s`, '0 or more')
    return seconds === 0 ? 0 : Math.min(3000, Math.max(1, Math.round((metres / seconds) * 36)))
  }
  if (!speed) return 0
  const kmh = numberIn(grid, line, cells[speed.column])
  if (!(kmh >= 0 && kmh <= 300)) throw fault(grid, line, `has a speed of ${kmh} km/h`, '0 to 300')
  return Math.round(kmh * 10)
}

/** A wrong unit shows in the middle of all arcs: roads are hardly shorter than the line, and cars neither crawl nor fly. */
function checkUnits({ lon, lat }: Nodes, { from, to, millimetres, speedTenths, columns }: Arcs): void {
  const detours = [...from.keys()]
    .map(
      (arc) => millimetres[arc] / hopMillimetres(lon[from[arc]], lat[from[arc]], lon[to[arc]], lat[to[arc]]),
    )
    .filter((detour) => detour > 0 && detour < Infinity)
  const detour = middle(detours)
  if (detours.length > 0 && !(detour > 0.7 && detour < 3))
    throw new VasteError(
      'invalid',
      `lengths in column ${columns.length.name} are ${detour.toPrecision(2)} times the straight line when taken as ${columns.length.unit}; expected 1 to 3: name the unit, such as length_m or length_km`,
    )
  const speeds = [...speedTenths].filter((tenths) => tenths > 0)
  const kmh = middle(speeds) / 10
  if (speeds.length > 0 && !(kmh >= 5 && kmh <= 150))
    throw new VasteError(
      'invalid',
      `the middle speed is ${kmh} km/h${columns.time ? ` when column ${columns.time.name} is taken as ${columns.time.unit}` : ''}; expected 5 to 150: name the unit, such as time_s or time_min`,
    )
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]
}

/** Arcs there and back of one length and speed are one road; the rest are one-way roads. */
function piecesFrom(nodes: Nodes, arcs: Arcs): { pieces: RoadPieces; pairs: number } {
  const { from, to, millimetres, speedTenths, undirected } = arcs
  const kinds = new Map<number, number>()
  const waiting = new Map<string, number[]>()
  const kept: { arc: number; oneWay: number }[] = []
  for (let arc = 0; arc < from.length; arc++) {
    const like = `${millimetres[arc]} ${speedTenths[arc]}`
    const back = undirected ? undefined : waiting.get(`${to[arc]} ${from[arc]} ${like}`)?.pop()
    if (back !== undefined) kept[back].oneWay = 0
    else {
      const own = `${from[arc]} ${to[arc]} ${like}`
      const place = kept.push({ arc, oneWay: undirected ? 0 : 1 }) - 1
      const list = waiting.get(own)
      if (list) list.push(place)
      else waiting.set(own, [place])
    }
    if (!kinds.has(speedTenths[arc])) kinds.set(speedTenths[arc], kinds.size)
  }
  const column = (values: Int32Array | Float64Array) => kept.map(({ arc }) => values[arc])
  const ends = kept.flatMap(({ arc }) => [from[arc], to[arc]])
  return {
    pairs: undirected ? kept.length : from.length - kept.length,
    pieces: {
      ...{ lon: nodes.lon, lat: nodes.lat },
      ...{ from: Int32Array.from(column(from)), to: Int32Array.from(column(to)) },
      kind: Uint16Array.from(kept, ({ arc }) => kinds.get(speedTenths[arc])!),
      oneWay: Uint8Array.from(kept, ({ oneWay }) => oneWay),
      millimetres: Float64Array.from(column(millimetres)),
      shapeFirst: Int32Array.from({ length: kept.length + 1 }, (_, piece) => piece * 2),
      shapeLon: Int32Array.from(ends, (node) => nodes.lon[node]),
      shapeLat: Int32Array.from(ends, (node) => nodes.lat[node]),
      kinds: [...kinds.keys()].map(kindOf),
      turnRules: [],
    },
  }
}

function kindOf(speedTenths: number): RoadKind {
  return { roadClass: 'unclassified', surface: 'unknown', access: 'open', speedTenths }
}

/** '12.0' and '12' are the same node. */
function key(text: string | undefined): string {
  const trimmed = (text ?? '').trim()
  return /^\d+\.0+$/.test(trimmed) ? trimmed.slice(0, trimmed.indexOf('.')) : trimmed
}

function numberIn(grid: Grid, line: number, text: string | undefined): number {
  const trimmed = (text ?? '').trim()
  const value = trimmed === '' ? NaN : Number(trimmed)
  if (Number.isFinite(value)) return value
  throw fault(grid, line, `has '${trimmed}'`, 'a number')
}

function fault({ name }: Grid, line: number, found: string, expected: string): VasteError {
  return new VasteError('invalid', `${name}, line ${line}: ${found}; expected ${expected}`)
}
