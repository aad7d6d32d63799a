/** Does a cell get the class that THL's rule gives it? By hand-made areas, then over the whole of Finland. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { booleanPointInPolygon, featureCollection, intersect, polygon as turfPolygon } from '@turf/turf'
import { expect } from 'chai'
import fc from 'fast-check'
import { cellId, cellKey, cellRing } from '../../../geo/cell.ts'
import { keskiSuomi } from '../../../geo/keski-suomi/region.ts'
import { type Polygon, polygonArea } from '../../../geo/polygon.ts'
import { buildRegion } from '../../../src/intake/zones/build-region.ts'
import { classifyCells } from '../../../src/intake/zones/classify-cells.ts'
import { overlapByCell } from '../../../src/intake/zones/overlap.ts'
import type { PolygonFeature } from '../../../src/intake/zones/polygon-layer.ts'
import { readPolygonFile } from '../../../src/intake/zones/read-polygon-file.ts'
import { sykeLayerKind } from '../../../src/intake/zones/syke.ts'
import { box } from './tiny-files.ts'

const urban = (...polygons: Polygon[]): PolygonFeature => ({
  properties: { TaajNimi: 'x', Vaesto21Lk: 10 },
  polygons,
})
const centre = (type: string, ...polygons: Polygon[]): PolygonFeature => ({
  properties: { Keskustyyp: type },
  polygons,
})

function classed(urbanAreas: PolygonFeature[], centres: PolygonFeature[] = []): Record<string, string> {
  const cells = classifyCells({ urbanAreas, centres })
  return Object.fromEntries(cells.map((cell) => [cellId(cell).slice(3), cell.areaClass]))
}

describe('area class of a cell', () => {
  it('is urban where an area reaches inside, by however little', () => {
    expect(classed([urban([box(1_750, 7_250, 2_001, 7_500)])])).deep.equal({
      N7E1: 'other-urban',
      N7E2: 'other-urban',
    })
  })

  it('is not raised by contact along an edge (trap 38)', () => {
    expect(classed([urban([box(1_000, 7_000, 2_000, 8_000)])])).deep.equal({ N7E1: 'other-urban' })
  })

  it('is not raised by contact in a corner', () => {
    expect(classed([urban([box(1_750, 7_750, 2_000, 8_000)])])).deep.equal({ N7E1: 'other-urban' })
  })

  it('is not raised by a line without width', () => {
    const spike: Polygon = [
      [
        [1_100, 7_100],
        [1_100, 7_500],
        [2_500, 7_500],
        [1_100, 7_500],
        [1_500, 7_100],
        [1_100, 7_100],
      ],
    ]
    expect(classed([urban(spike)])).deep.equal({ N7E1: 'other-urban' })
  })

  it('is rural in a hole that fills the cell, urban in one that leaves a rim', () => {
    const ring = box(0, 6_000, 3_000, 9_000)
    expect(classed([urban([ring, box(1_000, 7_000, 2_000, 8_000).toReversed()])])).not.have.property('N7E1')
    expect(classed([urban([ring, box(1_000, 7_000, 2_000, 7_999).toReversed()])])).property(
      'N7E1',
      'other-urban',
    )
  })

  it('is urban where two areas only meet, each inside its own cell', () => {
    const pair = [urban([box(1_500, 7_000, 2_000, 7_500)], [box(2_000, 7_000, 2_500, 7_500)])]
    expect(classed(pair)).deep.equal({ N7E1: 'other-urban', N7E2: 'other-urban' })
  })

  it('is core urban only by the two core types of centre (trap 39)', () => {
    const area = [urban([box(1_000, 7_000, 4_000, 8_000)])]
    const centres = [
      centre('Kaupunkiseudun keskusta', [box(1_100, 7_100, 1_200, 7_200)]),
      centre('Kaupunkiseudun iso alakeskus', [box(2_100, 7_100, 2_200, 7_200)]),
      centre('Kaupunkiseudun pieni alakeskus', [box(3_100, 7_100, 3_200, 7_200)]),
      centre('Kaupunkiseudun ulkopuolinen iso keskus', [box(5_100, 7_100, 5_200, 7_200)]),
    ]
    expect(classed(area, centres)).deep.equal({ N7E1: 'core-urban', N7E2: 'core-urban', N7E3: 'other-urban' })
  })

  it('is refused where a centre has a type that the rule does not know', () => {
    const strange = centre('Kaupunkiseudun satama', [box(0, 0, 1, 1)])
    expect(() => classed([], [strange])).throw(
      /type "Kaupunkiseudun satama" .* known: Kaupunkiseudun keskusta,/,
    )
  })

  it('is told for the cells asked for, in their order, rural ones too', () => {
    const cells = [
      { e: 9, n: 9 },
      { e: 1, n: 7 },
    ]
    const answer = classifyCells({
      urbanAreas: [urban([box(1_000, 7_000, 2_000, 8_000)])],
      centres: [],
      cells,
    })
    expect(answer.map(({ areaClass }) => areaClass)).deep.equal(['rural', 'other-urban'])
  })

  it('follows from the same overlap that Turf finds, for any polygon', () => {
    const angle = fc.array(fc.integer({ min: 40, max: 1_500 }), { minLength: 5, maxLength: 24 })
    fc.assert(
      fc.property(angle, fc.integer({ min: -900, max: 900 }), (radii, shift) => {
        const star = starOf(radii, shift)
        const overlaps = overlapByCell([star])
        const total = [...overlaps.values()].reduce((sum, area) => sum + area, 0)
        expect(total).closeTo(polygonArea(star), 0.01)
        for (let n = -3; n < 3; n++) {
          for (let e = -3; e < 3; e++) {
            const expected = overlapByTurf(star, e, n)
            expect(overlaps.get(cellKey({ e, n })) ?? 0).closeTo(expected, 0.01)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})

function starOf(radii: readonly number[], shift: number): Polygon {
  const ring = radii.map((radius, i): [number, number] => {
    const turn = (2 * Math.PI * i) / radii.length
    return [Math.round(shift + radius * Math.cos(turn)), Math.round(shift + radius * Math.sin(turn))]
  })
  return [[...ring, ring[0]!]]
}

function overlapByTurf(polygon: Polygon, e: number, n: number): number {
  const shapes = [polygon, [cellRing({ e, n })]].map((rings) => turfPolygon(rings as [number, number][][]))
  const common = intersect(featureCollection(shapes))?.geometry
  if (!common) return 0
  const polygons = common.type === 'Polygon' ? [common.coordinates] : common.coordinates
  return polygons.reduce((sum, rings) => sum + polygonArea(rings as unknown as Polygon), 0)
}

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))
const isThere = existsSync(join(data, 'zones/YKRTaajamat2022.zip'))

describe(`official zone files${isThere ? '' : ' (absent: ../shared/data, skipped)'}`, () => {
  before(function () {
    if (!isThere) this.skip()
  })

  it('give 366 core urban and 14 022 other urban cells over the whole of Finland', async () => {
    const urbanAreas = await readPolygonFile(join(data, 'zones/YKRTaajamat2022.zip'))
    const centres = await readPolygonFile(join(data, 'zones/KeskustaAlueet2021.zip'))
    expect([sykeLayerKind(urbanAreas), sykeLayerKind(centres)]).deep.equal(['urban-areas', 'centres'])
    const cells = classifyCells({ urbanAreas: urbanAreas.features, centres: centres.features })
    expect(cells.filter(({ areaClass }) => areaClass === 'core-urban')).have.length(366)
    expect(cells.filter(({ areaClass }) => areaClass === 'other-urban')).have.length(14_022)
  })

  it('hold 705 urban areas and 252 centres, two of them with repaired names', async () => {
    const urbanAreas = await readPolygonFile(join(data, 'zones/YKRTaajamat2022.zip'))
    const centres = await readPolygonFile(join(data, 'zones/KeskustaAlueet2021.zip'))
    expect([urbanAreas.features.length, centres.features.length]).deep.equal([705, 252])
    const names = centres.features.map(({ properties }) => properties.KeskusNimi)
    expect(names).include.members(['Ähtäri', 'Äänekoski'])
    expect(centres.notes).have.length(2)
  })

  it('hold the same municipalities as GeoPackage and as GeoJSON in degrees', async () => {
    const metres = await readPolygonFile(join(data, 'municipalities/municipalities_2023.gpkg'))
    const degrees = await readPolygonFile(join(data, 'municipalities/keski-suomi-22.geojson'))
    expect([metres.features.length, degrees.features.length]).deep.equal([309, 22])
    for (const { properties, polygons } of degrees.features) {
      const twin = metres.features.find((feature) => feature.properties.kunta === properties.kunta)!
      expect(twin.properties.nimi).equal(properties.nimi)
      const [east, north] = polygons[0]![0]![0]!
      const near = twin.polygons[0]![0]!.some((corner) => Math.hypot(corner[0] - east, corner[1] - north) < 1)
      expect(near, String(properties.nimi)).equal(true)
    }
  })

  it('build the very tables that are checked in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vaste-region-'))
    try {
      const lines: string[] = []
      const built = await buildRegion({
        dataFolder: data,
        outFolder: folder,
        report: (line) => lines.push(line),
      })
      expect(built.cells).equal(keskiSuomi.cells.length)
      expect(built.byAreaClass[0]).equal(7)
      expect(lines).have.length(4)
      for (const file of ['cells.json', 'borders.json']) {
        const kept = fileURLToPath(new URL(`../../../geo/keski-suomi/${file}`, import.meta.url))
        expect((await readFile(join(folder, file))).equals(await readFile(kept)), file).equal(true)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('a cell of the pilot region', () => {
  it('lies in its municipality by Turf too', () => {
    const { cells, borders, municipalities } = keskiSuomi
    for (let i = 0; i < cells.length; i += 97) {
      const { code } = municipalities[cells.municipality[i]!]!
      const { polygons } = borders.find((border) => border.code === code)!
      const centreOfCell = [cells.e[i]! * 1000 + 500, cells.n[i]! * 1000 + 500]
      const isInside = polygons.some((rings) =>
        booleanPointInPolygon(centreOfCell, turfPolygon(rings as [number, number][][])),
      )
      expect(isInside).equal(true)
    }
  })
})
