/** How fast is a place turned into its zone, beside Turf with a box index and beside PostGIS, in the same run? */
import { booleanPointInPolygon, polygon as turfPolygon } from '@turf/turf'
import Flatbush from 'flatbush'
import { cellAt } from '../../geo/cell.ts'
import { createGridIndex } from '../../geo/grid-index.ts'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import type { Place, Point } from '../../geo/place.ts'
import { boxOfPolygons, type PolygonZone, type Position, type Ring } from '../../geo/polygon.ts'
import { createPolygonIndex } from '../../geo/polygon-index.ts'
import { toTm35fin, toWgs84 } from '../../geo/projection.ts'
import { benchPostgis } from './zones-postgis.ts'

const rounds = 7
const pointsInRound = 100_000

interface Case {
  readonly name: string
  /** How many of the places it found a zone for: keeps the work from being optimised away, and is compared. */
  readonly run: () => number
}

export interface BenchResult {
  readonly name: string
  readonly medianNs: number
  readonly minNs: number
  readonly maxNs: number
  /** Times faster than Turf and flatbush. */
  readonly ratio: number
}

/** Prints one table for the real borders and one for borders with many more corners; returns the rows. */
export async function benchZones(databaseUrl: string): Promise<BenchResult[]> {
  const real = keskiSuomi.borders.map(({ code, polygons }) => ({ id: code, polygons }))
  const fine = real.map((zone) => ({ ...zone, polygons: zone.polygons.map((rings) => rings.map(crumpled)) }))
  return [
    ...(await bench('22 municipalities, 64 corners each on average', real, databaseUrl)),
    ...(await bench('the same, 16 times the corners', fine, databaseUrl)),
  ]
}

async function bench(
  title: string,
  zones: readonly PolygonZone[],
  databaseUrl: string,
): Promise<BenchResult[]> {
  const cases = casesOver(zones)
  const times = cases.map((): number[] => [])
  const found = cases.map(({ run }) => run())
  for (let round = 0; round < rounds; round++) {
    for (const [i, { run }] of cases.entries()) {
      const from = process.hrtime.bigint()
      run()
      times[i]!.push(Number(process.hrtime.bigint() - from) / pointsInRound)
    }
  }
  const medians = times.map((each) => each.sort((a, b) => a - b)[rounds >> 1]!)
  console.log(
    `\n${title}: ns per lookup, median [min..max] of ${rounds} interleaved rounds of ${pointsInRound} places`,
  )
  const results = cases.map(({ name }, i) => {
    const [medianNs, minNs, maxNs] = [medians[i]!, times[i]![0]!, times[i]!.at(-1)!]
    const ratio = medians[0]! / medianNs
    const span = `[${minNs.toFixed(0)}..${maxNs.toFixed(0)}]`
    console.log(
      `  ${name.padEnd(44)}${medianNs.toFixed(0).padStart(7)} ${span.padEnd(14)} ${ratio.toFixed(1)}x  found ${found[i]}`,
    )
    return { name, medianNs, minNs, maxNs, ratio }
  })
  await compare(zones, medians[0]!, databaseUrl)
  return results
}

/** Every place asked of all three: how many answers differ, and what PostGIS takes for them. */
async function compare(zones: readonly PolygonZone[], turfNs: number, databaseUrl: string): Promise<void> {
  const places = randomPlaces(zones)
  const points = places.map(toTm35fin)
  const index = createPolygonIndex(zones)
  const answers = points.map((point) => index.at(point))
  // Turf in metres too: an edge that is straight in degrees is another edge.
  const turf = turfLookup(zones, (ring) => [...ring])
  const differFromTurf = points.filter(({ east, north }, i) => {
    const found = turf({ lon: east, lat: north })
    // On a shared border both zones hold the point for Turf, and it names the one it meets first.
    return found !== answers[i] && !(found !== undefined && turfHolds(zones, answers[i], { east, north }))
  }).length
  console.log(`  answers that differ from Turf: ${differFromTurf} of ${places.length}`)
  const postgis = await benchPostgis(databaseUrl, zones, points, answers)
  if (!postgis) return
  const line = (name: string, ns: number) =>
    console.log(
      `  ${name.padEnd(44)}${ns.toFixed(0).padStart(7)} ${''.padEnd(14)} ${(turfNs / ns).toFixed(3)}x`,
    )
  line('PostGIS, one by one over pg', postgis.oneByOneNs)
  line('PostGIS, all in one statement', postgis.inOneNs)
  console.log(`  answers that differ from PostGIS: ${postgis.different} of ${places.length}`)
}

function casesOver(zones: readonly PolygonZone[]): Case[] {
  const places = randomPlaces(zones)
  const points = places.map(toTm35fin)
  const turf = turfLookup(zones)
  const index = createPolygonIndex(zones)
  const { cells } = keskiSuomi
  const grid = createGridIndex(
    Array.from(cells.e, (e, i) => ({ e, n: cells.n[i]!, value: cells.municipality[i]! })),
  )
  // A loop of its own for each case: shared through a callback, the fast cases would mostly measure the callback.
  return [
    {
      name: 'Turf + flatbush (degrees)',
      run: () => {
        let found = 0
        for (const place of places) if (turf(place) !== undefined) found++
        return found
      },
    },
    {
      name: 'projection + polygon index, exact',
      run: () => {
        let found = 0
        for (const place of places) if (index.at(toTm35fin(place)) !== undefined) found++
        return found
      },
    },
    {
      name: 'projection + cell grid, by cell',
      run: () => {
        let found = 0
        for (const place of places) if (grid.at(cellAt(toTm35fin(place))) !== undefined) found++
        return found
      },
    },
    {
      name: 'polygon index, point already in metres',
      run: () => {
        let found = 0
        for (const point of points) if (index.at(point) !== undefined) found++
        return found
      },
    },
    {
      name: 'cell grid, point already in metres',
      run: () => {
        let found = 0
        for (const point of points) if (grid.at(cellAt(point)) !== undefined) found++
        return found
      },
    },
  ]
}

function turfHolds(zones: readonly PolygonZone[], id: string | undefined, { east, north }: Point): boolean {
  const zone = zones.find((candidate) => candidate.id === id)
  return (zone?.polygons ?? []).some((rings) =>
    booleanPointInPolygon([east, north], turfPolygon(rings as unknown as [number, number][][])),
  )
}

function turfLookup(
  zones: readonly PolygonZone[],
  asDrawn: (ring: Ring) => Position[] = inDegrees,
): (place: Place) => string | undefined {
  const parts = zones.flatMap(({ id, polygons }) =>
    polygons.map((rings) => ({ id, rings: rings.map(asDrawn) })),
  )
  const tree = new Flatbush(parts.length)
  for (const { rings } of parts) {
    const { west, south, east, north } = boxOfPolygons([rings])
    tree.add(west, south, east, north)
  }
  tree.finish()
  const shapes = parts.map(({ id, rings }) => ({ id, shape: turfPolygon(rings as [number, number][][]) }))
  return ({ lon, lat }) => {
    for (const hit of tree.search(lon, lat, lon, lat)) {
      const { id, shape } = shapes[hit]!
      if (booleanPointInPolygon([lon, lat], shape)) return id
    }
    return undefined
  }
}

function inDegrees(ring: Ring): Position[] {
  return ring.map(([east, north]) => {
    const { lon, lat } = toWgs84({ east, north })
    return [lon, lat]
  })
}

/** Each edge becomes sixteen by four halvings; the bend hangs on the edge alone, so that neighbours bend alike. */
function crumpled(ring: Ring): Ring {
  let corners = ring
  for (let halving = 0; halving < 4; halving++) {
    corners = corners.flatMap((corner, i) => (i === 0 ? [corner] : [bend(corners[i - 1]!, corner), corner]))
  }
  return corners
}

function bend([ax, ay]: Position, [bx, by]: Position): Position {
  const noise = (Math.abs(Math.sin(ax + bx) * 43_758.5453 + Math.cos(ay + by) * 12_345.678) % 1) - 0.5
  const sign = ax < bx || (ax === bx && ay < by) ? 1 : -1
  const sway = 0.3 * noise * sign
  return [(ax + bx) / 2 - sway * (by - ay), (ay + by) / 2 + sway * (bx - ax)]
}

/** The same places in every run: the fractions of the golden section spread evenly over the county's box. */
function randomPlaces(zones: readonly PolygonZone[]): Place[] {
  const { west, south, east, north } = boxOfPolygons(zones.flatMap(({ polygons }) => polygons))
  return Array.from({ length: pointsInRound }, (_, i) => {
    const [across, up] = [(i * 0.7548776662466927) % 1, (i * 0.5698402909980532) % 1]
    return toWgs84({ east: west + across * (east - west), north: south + up * (north - south) })
  })
}
