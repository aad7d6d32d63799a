/** Which pieces of road between places that matter do the ways of a file make, within the box that is wanted? */
import { hopMillimetres } from '../../../geo/roads/length.ts'
import type { RoadPieces, TurnRule } from '../../../geo/roads/pieces.ts'
import { type RoadKind, unitsOfDegree } from '../../../geo/roads/road-graph.ts'
import { Int32List } from './growing.ts'
import { type Box, indexIn, nowhere, type OsmRoads } from './osm-scan.ts'

export interface OsmPieces {
  readonly pieces: RoadPieces
  /** Ways of which anything lies within the box. */
  readonly ways: number
  /** Nodes that ways name and the file does not hold: it was cut out of a larger one. */
  readonly nodesMissing: number
  readonly turnsObeyed: number
  /** Restrictions that do not say which of two ends of a way they mean. */
  readonly turnsUnclear: number
}

export function osmPieces(roads: OsmRoads, box: Box | undefined): OsmPieces {
  const inside = nodesInside(roads, box)
  const junction = junctionNodes(roads, inside)
  const cutter = createCutter(roads, inside, junction)
  const { pieces, wayOfPiece, ways } = cutter.cut()
  const turns = turnRules(roads, pieces, wayOfPiece, cutter.placeOf)
  return {
    pieces: { ...pieces, turnRules: turns.rules },
    ways,
    nodesMissing: roads.lon.reduce((count, lon) => count + (lon === nowhere ? 1 : 0), 0),
    turnsObeyed: turns.rules.length,
    turnsUnclear: turns.unclear,
  }
}

/** The box around every place of a road that the file holds; undefined where it holds none. */
export function boxOfRoads({ lon, lat }: OsmRoads): Box | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < lon.length; i++) {
    if (lon[i] === nowhere) continue
    west = Math.min(west, lon[i])
    east = Math.max(east, lon[i])
    south = Math.min(south, lat[i])
    north = Math.max(north, lat[i])
  }
  if (west === Infinity) return undefined
  return {
    ...{ west: west / unitsOfDegree, south: south / unitsOfDegree },
    ...{ east: east / unitsOfDegree, north: north / unitsOfDegree },
  }
}

function nodesInside({ lon, lat }: OsmRoads, box: Box | undefined): Uint8Array {
  const inside = new Uint8Array(lon.length)
  const { west, south, east, north } = box ?? { west: -180, south: -90, east: 180, north: 90 }
  for (let i = 0; i < lon.length; i++) {
    const [x, y] = [lon[i] / unitsOfDegree, lat[i] / unitsOfDegree]
    if (lon[i] !== nowhere && x >= west && x <= east && y >= south && y <= north) inside[i] = 1
  }
  return inside
}

/** Ends of ways, and nodes where a way meets another or itself. */
function junctionNodes({ first, nodes }: OsmRoads, inside: Uint8Array): Uint8Array {
  const used = new Uint8Array(inside.length)
  const use = (node: number) => {
    if (used[node] < 2) used[node]++
  }
  for (let way = 0; way + 1 < first.length; way++) {
    for (let i = first[way]; i < first[way + 1]; i++) use(nodes[i])
    use(nodes[first[way]])
    use(nodes[first[way + 1] - 1])
  }
  return used.map((count) => (count > 1 ? 1 : 0))
}

function createCutter(roads: OsmRoads, inside: Uint8Array, junction: Uint8Array) {
  const [lon, lat] = [new Int32List(), new Int32List()]
  const [from, to, kind, oneWay] = [new Int32List(), new Int32List(), new Int32List(), new Int32List()]
  const [shapeFirst, shapeLon, shapeLat] = [new Int32List(), new Int32List(), new Int32List()]
  const wayOfPiece = new Int32List()
  const millimetres: number[] = []
  const placeOf = new Int32Array(inside.length).fill(-1)
  const kinds = createKinds(roads)

  const addPlace = (node: number) => {
    lat.push(roads.lat[node])
    return lon.push(roads.lon[node])
  }
  // A barrier parts the road: whatever ends there ends at a place of its own.
  const placeAt = (node: number) => {
    if (roads.stops[node]) return addPlace(node)
    if (placeOf[node] === -1) placeOf[node] = addPlace(node)
    return placeOf[node]
  }

  /** Nodes `low` to `high` of a way, all inside, as a piece for each part between places that matter. */
  const addRun = (way: number, low: number, high: number) => {
    const { nodes } = roads
    const kindHere = kinds.of(way)
    let open = low
    let length = 0
    for (let i = low + 1; i <= high; i++) {
      const [a, b] = [nodes[i - 1], nodes[i]]
      length += hopMillimetres(roads.lon[a], roads.lat[a], roads.lon[b], roads.lat[b])
      if (i < high && !junction[b] && !roads.stops[b]) continue
      shapeFirst.push(shapeLon.length)
      for (let k = open; k <= i; k++) {
        shapeLon.push(roads.lon[nodes[k]])
        shapeLat.push(roads.lat[nodes[k]])
      }
      from.push(placeAt(nodes[open]))
      to.push(placeAt(b))
      kind.push(kindHere)
      oneWay.push(roads.oneWay[way])
      wayOfPiece.push(way)
      millimetres.push(length)
      open = i
      length = 0
    }
  }

  const addWay = (way: number): boolean => {
    const { first, nodes } = roads
    let [low, any] = [first[way], false]
    for (let i = first[way]; i <= first[way + 1]; i++) {
      if (i < first[way + 1] && inside[nodes[i]]) continue
      if (i - 1 > low) {
        addRun(way, low, i - 1)
        any = true
      }
      low = i + 1
    }
    return any
  }

  return {
    placeOf,
    cut() {
      let ways = 0
      for (let way = 0; way < roads.kind.length; way++) if (addWay(way)) ways++
      shapeFirst.push(shapeLon.length)
      const pieces: RoadPieces = {
        ...{ lon: lon.take(), lat: lat.take(), from: from.take(), to: to.take() },
        ...{ kind: Uint16Array.from(kind.take()), oneWay: Uint8Array.from(oneWay.take()) },
        ...{ shapeFirst: shapeFirst.take(), shapeLon: shapeLon.take(), shapeLat: shapeLat.take() },
        ...{ millimetres: Float64Array.from(millimetres), kinds: kinds.list, turnRules: [] },
      }
      return { pieces, wayOfPiece: wayOfPiece.take(), ways }
    },
  }
}

/** Kinds of the file, and one more for each crossing time of a ferry. */
function createKinds(roads: OsmRoads) {
  const list: RoadKind[] = [...roads.kinds]
  return {
    list,
    of(way: number): number {
      const seconds = roads.crossingSeconds.get(way)
      if (seconds === undefined) return roads.kind[way]
      const own = list[roads.kind[way]]
      // The time is for the whole way, also for what of it lies outside the box.
      const speedTenths = Math.min(
        1000,
        Math.max(1, Math.round((wayMillimetres(roads, way) / 1000 / seconds) * 36)),
      )
      const known = list.findIndex(
        (kind) =>
          kind.roadClass === 'ferry' && kind.access === own.access && kind.speedTenths === speedTenths,
      )
      return known === -1 ? list.push({ ...own, speedTenths }) - 1 : known
    },
  }
}

function wayMillimetres({ first, nodes, lon, lat }: OsmRoads, way: number): number {
  let sum = 0
  for (let i = first[way] + 1; i < first[way + 1]; i++) {
    const [a, b] = [nodes[i - 1], nodes[i]]
    if (lon[a] !== nowhere && lon[b] !== nowhere) sum += hopMillimetres(lon[a], lat[a], lon[b], lat[b])
  }
  return sum
}

/** Restrictions of ways and nodes as rules of pieces and places. */
function turnRules(roads: OsmRoads, pieces: RoadPieces, wayOfPiece: Int32Array, placeOf: Int32Array) {
  const wanted = new Map(roads.turns.flatMap(({ from, to }) => [from, to]).map((id) => [id, [] as number[]]))
  for (const [piece, way] of wayOfPiece.entries()) wanted.get(roads.wayIds[way])?.push(piece)
  const rules: TurnRule[] = []
  let unclear = 0
  for (const { rule, from, via, to } of roads.turns) {
    const node = indexIn(roads.nodeIds, via)
    const place = roads.nodeIds[node] === via ? placeOf[node] : -1
    if (place === -1) continue
    const arriving = wanted.get(from)!.filter((piece) => meets(pieces, piece, place, 'arriving'))
    const leaving = wanted.get(to)!.filter((piece) => meets(pieces, piece, place, 'leaving'))
    if (arriving.length === 1 && leaving.length === 1)
      rules.push({ rule, from: arriving[0], via: place, to: leaving[0] })
    else if (arriving.length > 0 && leaving.length > 0) unclear++
  }
  return { rules, unclear }
}

function meets(
  { from, to, oneWay }: RoadPieces,
  piece: number,
  place: number,
  how: 'arriving' | 'leaving',
): boolean {
  const [end, otherEnd] = how === 'arriving' ? [to, from] : [from, to]
  return end[piece] === place || (oneWay[piece] === 0 && otherEnd[piece] === place)
}
