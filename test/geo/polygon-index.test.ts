/** Does the index name the very zone that Turf, and an edge-by-edge count, name? Also on borders. */
import { booleanPointInPolygon, multiPolygon } from '@turf/turf'
import { expect } from 'chai'
import fc from 'fast-check'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import type { Point } from '../../geo/place.ts'
import { boxOfPolygons, type PolygonZone, type Position, polygonArea } from '../../geo/polygon.ts'
import { createPolygonIndex } from '../../geo/polygon-index.ts'
import { sideOf } from '../../geo/side.ts'
import { zoneByRayCast } from './ray-cast.ts'

const zone = (id: string, ...rings: Position[][]): PolygonZone => ({ id, polygons: [rings] })
const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]

/** A jittered grid of shared corners: every two neighbours have the same edge, and together they tile a square. */
function tiling(columns: number, jitter: readonly number[], stepMetres: number): PolygonZone[] {
  const corner = (column: number, row: number): Position => {
    const inner = column > 0 && row > 0 && column < columns && row < columns
    const at = 2 * (row * (columns + 1) + column)
    const shift = (index: number) => (inner ? (jitter[index % jitter.length] ?? 0) : 0)
    return [column * stepMetres + shift(at), row * stepMetres + shift(at + 1)]
  }
  return Array.from({ length: columns * columns }, (_, index) => {
    const column = index % columns
    const row = Math.floor(index / columns)
    const ring = [
      corner(column, row),
      corner(column + 1, row),
      corner(column + 1, row + 1),
      corner(column, row + 1),
    ]
    return zone(`z${index}`, [...ring, ring[0]!])
  })
}

function disagreements(zones: readonly PolygonZone[], points: readonly Point[]): Point[] {
  const index = createPolygonIndex(zones)
  return points.filter((point) => index.at(point) !== zoneByRayCast(zones, point))
}

/** Mulberry32: the same hundred thousand points in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('polygon index', () => {
  const borders = keskiSuomi.borders.map(({ code, polygons }) => ({ id: code, polygons }))
  const box = boxOfPolygons(borders.flatMap(({ polygons }) => polygons))

  it('agrees with Turf for 100 000 points over the real municipality borders', () => {
    const index = createPolygonIndex(borders)
    const shapes = borders.map(({ id, polygons }) => {
      const around = boxOfPolygons(polygons)
      return { id, around, shape: multiPolygon(polygons as unknown as [number, number][][][]) }
    })
    const random = seeded(20_260_101)
    let inside = 0
    for (let i = 0; i < 100_000; i++) {
      const east = box.west + (box.east - box.west) * random()
      const north = box.south + (box.north - box.south) * random()
      const found = shapes.find(({ around, shape }) => {
        const near =
          east >= around.west && east <= around.east && north >= around.south && north <= around.north
        return near && booleanPointInPolygon([east, north], shape)
      })
      if (index.at({ east, north }) !== found?.id) expect.fail(`${east}, ${north}: ${found?.id} by Turf`)
      if (found) inside++
    }
    expect(inside).above(50_000)
  })

  it('agrees with counting edges on every border corner and in the middle of every border', () => {
    const points = borders.flatMap(({ polygons }) => {
      return polygons.flat().flatMap((ring) => {
        return ring.slice(1).flatMap(([east, north], i) => {
          const [beforeEast, beforeNorth] = ring[i]!
          const middle = { east: (east + beforeEast) / 2, north: (north + beforeNorth) / 2 }
          return [{ east, north }, middle]
        })
      })
    })
    expect(disagreements(borders, points)).deep.equal([])
  })

  it('gives each point of a tiled square exactly one zone, on the borders too', () => {
    const grid = fc.array(
      fc.integer({ min: -4, max: 4 }).map((steps) => steps * 100),
      { minLength: 8, maxLength: 60 },
    )
    const hundreds = fc.array(fc.tuple(fc.integer({ min: -2, max: 51 }), fc.integer({ min: -2, max: 51 })), {
      minLength: 40,
    })
    fc.assert(
      fc.property(grid, hundreds, (jitter, steps) => {
        const zones = tiling(5, jitter, 1000)
        const points = steps.map(([e, n]) => ({ east: e * 100, north: n * 100 }))
        expect(disagreements(zones, points)).deep.equal([])
        const index = createPolygonIndex(zones)
        const each = zones.map((one) => createPolygonIndex([one]))
        for (const point of points) {
          const owners = each.map((one) => one.at(point)).filter((id) => id !== undefined)
          const isInside = point.east >= 0 && point.east < 5000 && point.north >= 0 && point.north < 5000
          expect(owners).deep.equal(isInside ? [index.at(point)] : [])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('agrees with counting edges for small zones, many of them in one cell', () => {
    const zones = tiling(12, [7, -9, 13, 0, -22, 31, 5], 97)
    const random = seeded(7)
    const points = Array.from({ length: 5000 }, () => ({
      east: 1300 * random() - 60,
      north: 1300 * random() - 60,
    }))
    expect(disagreements(zones, points)).deep.equal([])
  })

  it('owns its west and south border, and not its east and north one', () => {
    const index = createPolygonIndex([zone('a', square(500, 500, 1000))])
    expect(index.at({ east: 500, north: 900 })).equal('a')
    expect(index.at({ east: 900, north: 500 })).equal('a')
    expect(index.at({ east: 1500, north: 900 })).equal(undefined)
    expect(index.at({ east: 900, north: 1500 })).equal(undefined)
  })

  it('leaves out holes and fills the islands in them', () => {
    const rings = [square(0, 0, 5000), square(1000, 1000, 3000), square(2000, 2000, 500)]
    const index = createPolygonIndex([zone('lake', ...rings)])
    expect(index.at({ east: 500, north: 500 })).equal('lake')
    expect(index.at({ east: 1500, north: 1500 })).equal(undefined)
    expect(index.at({ east: 2250, north: 2250 })).equal('lake')
  })

  it('gives a point in two zones to the one named first', () => {
    const zones = [zone('first', square(0, 0, 3000)), zone('second', square(1500, 0, 3000))]
    expect(createPolygonIndex(zones).at({ east: 2000, north: 100 })).equal('first')
    expect(createPolygonIndex(zones.toReversed()).at({ east: 2000, north: 100 })).equal('second')
  })

  it('has no answer without zones, outside them, or for no number', () => {
    expect(createPolygonIndex([]).at({ east: 1, north: 1 })).equal(undefined)
    const index = createPolygonIndex([zone('a', square(0, 0, 1000))])
    expect(index.at({ east: -1, north: 1 })).equal(undefined)
    expect(index.at({ east: 1, north: 1e9 })).equal(undefined)
    expect(index.at({ east: Number.NaN, north: 1 })).equal(undefined)
  })
})

describe('side of a line', () => {
  it('is exact for points within a hair of it, where plain arithmetic is not', () => {
    // Coordinates in the smallest steps a double has up here, counted, so that whole numbers can tell the truth.
    const step = 2 ** -29
    const random = seeded(11)
    const between = (low: number, high: number) => Math.floor((low + (high - low) * random()) / step)
    let plainlyWrong = 0
    for (let i = 0; i < 20_000; i++) {
      const [ax, bx] = [between(345_000, 489_000), between(345_000, 489_000)]
      const [ay, by] = [between(6_830_000, 7_055_000), between(6_830_000, 7_055_000)]
      const part = random()
      const [x, y] = [Math.round(ax + part * (bx - ax)), Math.round(ay + part * (by - ay))]
      const truth = BigInt(bx - ax) * BigInt(y - ay) - BigInt(by - ay) * BigInt(x - ax)
      const sign = truth > 0n ? 1 : truth < 0n ? -1 : 0
      const found = sideOf(ax * step, ay * step, bx * step, by * step, x * step, y * step)
      if (Math.sign(found) !== sign) expect.fail(`${ax}, ${ay} to ${bx}, ${by}: ${x}, ${y}`)
      if (Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax)) !== sign) plainlyWrong++
    }
    expect(plainlyWrong).above(0)
  })

  it('is nowhere for a point on the line', () => {
    expect(sideOf(0, 0, 3, 3, 1, 1)).equal(0)
    expect(sideOf(434_000, 6_901_000, 436_000, 6_903_000, 435_000, 6_902_000)).equal(0)
  })
})

describe('polygon area', () => {
  it('takes holes away, whichever way the rings run', () => {
    expect(polygonArea([square(0, 0, 1000), square(100, 100, 500)])).equal(750_000)
    expect(polygonArea([square(434_000, 6_901_000, 1000).toReversed()])).equal(1_000_000)
    expect(polygonArea([])).equal(0)
  })
})
