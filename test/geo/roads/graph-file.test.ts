import { expect } from 'chai'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import { openRoadGraph, packRoadGraph, RoadFileError } from '../../../geo/roads/graph-file.ts'
import { piecesOf, tinySource } from './tiny-roads.ts'

const graph = buildRoadGraph(
  piecesOf(
    [
      [25.7, 62.2],
      [25.71, 62.2],
      [25.72, 62.21],
    ],
    [
      { from: 0, to: 1, bends: [[25.705, 62.201]] },
      { from: 1, to: 2, oneWay: true },
    ],
  ),
  { ...tinySource, name: 'Äänekoski' },
)

describe('the file of a road graph', () => {
  it('gives back what was put in', () => {
    const bytes = packRoadGraph(graph)
    expect(openRoadGraph(Uint8Array.from(bytes))).to.deep.equal(graph)
  })

  it('is the same for the same graph', () => {
    expect([...packRoadGraph(graph)]).to.deep.equal([...packRoadGraph(graph)])
  })

  it('lays its columns over the bytes instead of copying them', () => {
    const bytes = Uint8Array.from(packRoadGraph(graph))
    expect(openRoadGraph(bytes).head.buffer).to.equal(bytes.buffer)
  })

  it('is refused after a change of any byte', () => {
    const whole = packRoadGraph(graph)
    const open = whole.map((_, at) => {
      const bytes = Uint8Array.from(whole)
      bytes[at] ^= 1 << (at % 8)
      try {
        openRoadGraph(bytes)
        return 1
      } catch (fault) {
        return fault instanceof RoadFileError ? 0 : 1
      }
    })
    expect(open.indexOf(1)).to.equal(-1)
  })

  for (const [what, spoil, sentence] of [
    ['cut', (bytes: Uint8Array) => bytes.slice(0, bytes.length - 8), 'so it was cut'],
    ['cut within its head', (bytes: Uint8Array) => bytes.slice(0, 20), 'it is no road graph of Vaste'],
    ['empty', () => new Uint8Array(0), 'it is no road graph of Vaste'],
    ['foreign', (bytes: Uint8Array) => bytes.fill(37, 0, 8), 'it is no road graph of Vaste'],
    [
      'newer',
      (bytes: Uint8Array) => bytes.fill(2, 8, 9),
      'it has version 2 of the format; this Vaste reads version 1',
    ],
    [
      'of another byte order',
      (bytes: Uint8Array) => bytes.subarray(12, 16).reverse() && bytes,
      'another byte order',
    ],
    ['longer than it was', (bytes: Uint8Array) => Uint8Array.from([...bytes, ...bytes]), 'so it was cut'],
  ] as const)
    it(`is refused with a sentence when it is ${what}`, () => {
      const bytes = Uint8Array.from(spoil(Uint8Array.from(packRoadGraph(graph))))
      expect(() => openRoadGraph(bytes)).to.throw(RoadFileError, sentence)
    })
})
