import { expect } from 'chai'
import fc from 'fast-check'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import { strongComponents } from '../../../geo/roads/components.ts'
import { joinPieces } from '../../../geo/roads/join-pieces.ts'
import type { TurnRule } from '../../../geo/roads/pieces.ts'
import { arcCount, edgeCount, nodeCount, type RoadGraph } from '../../../geo/roads/road-graph.ts'
import { createRoadSearch, unreached } from '../../../geo/roads/search.ts'
import { type Piece, piecesOf, rowsOf, seeded, street, tinySource } from './tiny-roads.ts'

type LonLat = readonly [number, number]

const nodesAt = (graph: RoadGraph, [lon, lat]: LonLat) =>
  Array.from({ length: nodeCount(graph) }, (_, node) => node).filter(
    (node) => graph.lon[node] === Math.round(lon * 1e7) && graph.lat[node] === Math.round(lat * 1e7),
  )

/** Decimetres between two places; from a place with copies, from its first, which is the junction itself. */
function decimetresBetween(graph: RoadGraph, from: LonLat, to: LonLat): number {
  const { distance } = createRoadSearch(
    graph,
    graph.decimetres,
  )(nodesAt(graph, from).map((node) => ({ node, delay: 0 })))
  return Math.min(...nodesAt(graph, to).map((node) => distance[node]))
}

describe('a road graph', () => {
  it('joins pieces where nothing but the shape goes on, with the exact sum of their lengths', () => {
    const places: LonLat[] = [
      [25.7, 62.2],
      [25.71, 62.2],
      [25.72, 62.21],
      [25.73, 62.2],
    ]
    const pieces = piecesOf(places, [
      { from: 0, to: 1, millimetres: 1_049 },
      { from: 2, to: 1, millimetres: 1_049 },
      { from: 2, to: 3, millimetres: 1_049 },
    ])
    const graph = buildRoadGraph(pieces, tinySource)
    expect([nodeCount(graph), arcCount(graph), edgeCount(graph)]).to.deep.equal([2, 2, 1])
    // 3 147 mm; rounded one by one they would be 30 dm.
    expect([...graph.decimetres]).to.deep.equal([31, 31])
    expect([...graph.shapeLon].sort()).to.deep.equal([257_000_000, 257_100_000, 257_200_000, 257_300_000])
  })

  for (const [what, second, junctions] of [
    ['another kind of road', { from: 1, to: 2, kind: 1 }, 3],
    ['the same kind', { from: 1, to: 2 }, 2],
    ['a one-way road', { from: 1, to: 2, oneWay: true }, 3],
  ] as const)
    it(`${junctions === 2 ? 'has no' : 'has a'} junction where ${what} begins`, () => {
      const places: LonLat[] = [
        [25.7, 62.2],
        [25.71, 62.2],
        [25.72, 62.2],
      ]
      const kinds = [street, { ...street, speedTenths: 800 }]
      const graph = buildRoadGraph(piecesOf(places, [{ from: 0, to: 1 }, second], { kinds }), tinySource)
      expect(nodeCount(graph)).to.equal(junctions)
    })

  it('keeps one-way pieces apart that meet head on, and joins those that follow each other', () => {
    const places: LonLat[] = [
      [25.7, 62.2],
      [25.71, 62.2],
      [25.72, 62.2],
    ]
    const oneWay = true
    const headOn = piecesOf(places, [
      { from: 0, to: 1, oneWay },
      { from: 2, to: 1, oneWay },
    ])
    expect(nodeCount(buildRoadGraph(headOn, tinySource))).to.equal(3)
    const following = piecesOf(places, [
      { from: 1, to: 2, oneWay },
      { from: 0, to: 1, oneWay },
    ])
    const graph = buildRoadGraph(following, tinySource)
    expect([nodeCount(graph), arcCount(graph)]).to.deep.equal([2, 1])
    expect(decimetresBetween(graph, places[0], places[2])).to.be.lessThan(unreached)
    expect(decimetresBetween(graph, places[2], places[0])).to.equal(unreached)
  })

  it('keeps a ring without junctions as an edge from a place to itself', () => {
    const places: LonLat[] = [
      [25.7, 62.2],
      [25.71, 62.2],
      [25.71, 62.21],
    ]
    const pieces: Piece[] = [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
      { from: 2, to: 0 },
    ]
    const graph = buildRoadGraph(piecesOf(places, pieces), tinySource)
    expect([nodeCount(graph), edgeCount(graph), graph.shapeLon.length]).to.deep.equal([1, 1, 4])
  })

  it('loses no piece and no millimetre, and no distance between junctions, on random networks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const draw = seeded(seed)
        const count = 3 + draw(25)
        const places: LonLat[] = Array.from({ length: count }, () => [
          25 + draw(1000) / 1e4,
          62 + draw(1000) / 1e4,
        ])
        const pieces: Piece[] = Array.from({ length: 2 + draw(40) }, () => ({
          from: draw(count),
          to: draw(count),
          oneWay: draw(3) === 0,
          kind: draw(2),
          // Whole decimetres, so that no rounding hides a loss.
          millimetres: (1 + draw(500)) * 100,
        }))
        const kinds = [street, { ...street, speedTenths: 800 }]
        const given = piecesOf(places, pieces, { kinds })
        const edges = joinPieces(given)
        const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0)
        expect(sum(edges.millimetres)).to.equal(sum(given.millimetres))
        const graph = buildRoadGraph(given, tinySource)
        const arcs = pieces.flatMap(({ from, to, oneWay, millimetres }) => {
          const weight = millimetres! / 100
          return oneWay
            ? [{ from, to, weight }]
            : [
                { from, to, weight },
                { from: to, to: from, weight },
              ]
        })
        const { first, head, weights } = rowsOf(count, arcs)
        const plain = createRoadSearch({ first, head }, weights)
        const shared = places.map((one) => places.filter((other) => `${one}` === `${other}`).length > 1)
        for (let from = 0; from < count; from++) {
          if (shared[from] || nodesAt(graph, places[from]).length === 0) continue
          const expected = plain([{ node: from, delay: 0 }]).distance
          for (let to = 0; to < count; to++) {
            if (shared[to] || nodesAt(graph, places[to]).length === 0) continue
            expect(decimetresBetween(graph, places[from], places[to])).to.equal(expected[to])
          }
        }
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  it('tells its components by size, the main one first', () => {
    const { component, sizes } = strongComponents(
      Int32Array.of(0, 1, 2, 3, 5, 5),
      Int32Array.of(1, 2, 0, 0, 4),
    )
    expect([...component]).to.deep.equal([0, 0, 0, 1, 2])
    expect([...sizes]).to.deep.equal([3, 1, 1])
  })

  it('names an island that no road leads to', () => {
    const places: LonLat[] = [
      [25.7, 62.2],
      [25.71, 62.2],
      [25.8, 62.3],
      [25.81, 62.3],
      [25.82, 62.3],
    ]
    const pieces = piecesOf(
      places,
      [
        { from: 0, to: 1 },
        { from: 2, to: 3 },
        { from: 3, to: 4, kind: 1 },
      ],
      { kinds: [street, { ...street, speedTenths: 800 }] },
    )
    const { componentCount, components } = buildRoadGraph(pieces, tinySource)
    expect(componentCount).to.equal(2)
    expect(components.map(({ nodes }) => nodes)).to.deep.equal([3, 2])
    expect(components[1].example.lat).to.equal(62.2)
  })
})

describe('turn restrictions', () => {
  /** A cross: west 0, centre 1, east 2, north 3, south 4. */
  const cross: LonLat[] = [
    [25.7, 62.2],
    [25.71, 62.2],
    [25.72, 62.2],
    [25.71, 62.21],
    [25.71, 62.19],
  ]
  const arms: Piece[] = [0, 2, 3, 4].map((arm) => ({ from: arm, to: 1, millimetres: 100_000 }))
  const [west, east, north, south] = [0, 1, 2, 3]
  const turn = (rule: 'no' | 'only', from: number, to: number): TurnRule => ({ rule, from, via: 1, to })
  const reach = (turnRules: TurnRule[], from: LonLat) => {
    const graph = buildRoadGraph(piecesOf(cross, arms, { turnRules }), tinySource)
    return cross.map((place) => decimetresBetween(graph, from, place) / 1000)
  }

  // U-turns at the end of an arm stay allowed: 100 m + 100 m + 100 m + 100 m leads round a forbidden turn.
  for (const [what, rules, expected] of [
    ['none', [], [0, 1, 2, 2, 2]],
    ['no turn from west to north', [turn('no', west, north)], [0, 1, 2, 4, 2]],
    [
      'no turn to north and none to south',
      [turn('no', west, north), turn('no', west, south)],
      [0, 1, 2, 4, 4],
    ],
    ['only straight on', [turn('only', west, east)], [0, 1, 2, 4, 4]],
    ['only straight on or north', [turn('only', west, east), turn('only', west, north)], [0, 1, 2, 2, 4]],
    ['no turning back', [turn('no', west, west)], [0, 1, 2, 2, 2]],
    ['one from another arm', [turn('no', east, north)], [0, 1, 2, 2, 2]],
  ] as const)
    it(`hold exactly: ${what}`, () => {
      expect(reach([...rules], cross[0])).to.deep.equal(expected)
    })

  it('with a piece that is not at the place change nothing', () => {
    const rules = [{ rule: 'only' as const, from: west, via: 3, to: east }]
    expect(reach(rules, cross[0])).to.deep.equal([0, 1, 2, 2, 2])
  })

  it('agree with a search that remembers the piece it came by, on random networks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const draw = seeded(seed)
        const count = 3 + draw(8)
        const places: LonLat[] = Array.from({ length: count }, (_, i) => [25 + i / 100, 62 + draw(100) / 1e3])
        const pieces: Piece[] = Array.from({ length: 3 + draw(14) }, () => {
          const from = draw(count)
          const to = (from + 1 + draw(count - 1)) % count
          return { from, to, oneWay: draw(4) === 0, kind: draw(2), millimetres: (1 + draw(50)) * 100 }
        })
        const turnRules: TurnRule[] = []
        for (let i = 0; i < 12; i++) {
          const [from, to] = [draw(pieces.length), draw(pieces.length)]
          const via = draw(2) ? pieces[from].to : pieces[from].from
          const meets = pieces[to].from === via || pieces[to].to === via
          if (meets) turnRules.push({ rule: draw(3) ? 'no' : 'only', from, via, to })
        }
        const kinds = [street, { ...street, speedTenths: 800 }]
        const graph = buildRoadGraph(piecesOf(places, pieces, { kinds, turnRules }), tinySource)
        for (let from = 0; from < count; from++) {
          if (nodesAt(graph, places[from]).length === 0) continue
          const expected = byPieces(
            places.map((place) => nodesAt(graph, place).length > 0),
            pieces,
            turnRules,
            from,
          )
          const { distance } = createRoadSearch(
            graph,
            graph.decimetres,
          )([{ node: junctionAt(graph, places[from]), delay: 0 }])
          for (let to = 0; to < count; to++) {
            const nodes = nodesAt(graph, places[to])
            if (nodes.length === 0) continue
            expect(Math.min(...nodes.map((node) => distance[node]))).to.equal(expected[to])
          }
        }
      }),
      { numRuns: 300, seed: 8 },
    )
  })

  /** Of a place's nodes the one with most ways on: copies have fewer. */
  function junctionAt(graph: RoadGraph, place: LonLat): number {
    const ways = (node: number) => graph.first[node + 1] - graph.first[node]
    return nodesAt(graph, place).sort((a, b) => ways(b) - ways(a))[0]
  }

  /**
   * Distance by place, over states 'on this piece in this direction', without any graph of ours.
   * Nobody turns back in the middle of a road, where no junction is.
   */
  function byPieces(
    junction: readonly boolean[],
    pieces: readonly Piece[],
    rules: readonly TurnRule[],
    from: number,
  ): number[] {
    const moves = pieces.flatMap(({ from: a, to: b, oneWay, millimetres }, piece) => {
      const weight = millimetres! / 100
      const forwards = { piece, a, b, weight }
      return oneWay ? [forwards] : [forwards, { piece, a: b, b: a, weight }]
    })
    const applies = (rule: TurnRule, at: number, came: number) =>
      rule.via === at && rule.from === came && moves.some((move) => move.piece === rule.to && move.a === at)
    const allowed = (came: number | undefined, next: (typeof moves)[number]) => {
      const own = rules.filter((rule) => came !== undefined && applies(rule, next.a, came))
      const only = own.filter(({ rule }) => rule === 'only').map(({ to }) => to)
      const no = own.filter(({ rule }) => rule === 'no').map(({ to }) => to)
      if (next.piece === came && !junction[next.a]) return false
      return !no.includes(next.piece) && (only.length === 0 || only.includes(next.piece))
    }
    const best = moves.map((move) => (move.a === from ? move.weight : Infinity))
    for (let changed = true; changed; ) {
      changed = false
      moves.forEach((move, i) => {
        moves.forEach((next, k) => {
          if (next.a !== move.b || !allowed(move.piece, next) || best[i] + next.weight >= best[k]) return
          best[k] = best[i] + next.weight
          changed = true
        })
      })
    }
    return junction.map((_, place) => {
      if (place === from) return 0
      const distance = Math.min(...moves.map((move, i) => (move.b === place ? best[i] : Infinity)))
      return distance === Infinity ? unreached : distance
    })
  }
})
