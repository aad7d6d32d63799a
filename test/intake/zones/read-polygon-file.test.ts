/** Are polygons read from each format alike, and does every broken file get a sentence of its own? */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { toWgs84 } from '../../../geo/projection.ts'
import { VasteError } from '../../../src/domain/error.ts'
import { readPolygonFile } from '../../../src/intake/zones/read-polygon-file.ts'
import { polygonsFromWkb } from '../../../src/intake/zones/wkb.ts'
import { box, geoPackage, shapefileParts, type TinyFeature, utf8, wkbPolygon, zipOf } from './tiny-files.ts'

const outer = box(434_000, 6_901_000, 436_000, 6_903_000)
const hole = box(434_500, 6_901_500, 435_000, 6_902_000).toReversed()
const features: readonly TinyFeature[] = [
  { name: 'Ähtäri', rings: [outer, hole] },
  { name: 'Öja', rings: [box(500_000, 6_900_000, 500_250, 6_900_250)] },
]

function geoJson(crs?: string, project = (ring: readonly (readonly number[])[]) => ring): Uint8Array {
  const collection = {
    type: 'FeatureCollection',
    crs: crs && { type: 'name', properties: { name: crs } },
    features: features.map(({ name, rings }) => ({
      type: 'Feature',
      properties: { name, nested: { kept: false } },
      geometry: { type: 'Polygon', coordinates: rings.map(project) },
    })),
  }
  return utf8(JSON.stringify(collection))
}

const inDegrees = (ring: readonly (readonly number[])[]) => {
  return ring.map(([east, north]) => {
    const { lon, lat } = toWgs84({ east: east!, north: north! })
    return [lon, lat]
  })
}

describe('reading a zone file', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vaste-zones-'))
  })
  after(() => rm(folder, { recursive: true }))

  async function read(file: string, bytes: Uint8Array, layer?: string) {
    await writeFile(join(folder, file), bytes)
    return readPolygonFile(join(folder, file), layer === undefined ? {} : { layer })
  }

  async function refusal(file: string, bytes: Uint8Array, layer?: string): Promise<string> {
    try {
      await read(file, bytes, layer)
    } catch (error) {
      expect(error).instanceOf(VasteError)
      expect((error as VasteError).code).equal('invalid')
      return (error as VasteError).message
    }
    return expect.fail('it was read without a complaint')
  }

  const parts = shapefileParts(features)
  const { cpg: _, ...withoutCpg } = parts
  const { prj: __, ...withoutPrj } = parts
  const inWindows1252 = (text: string) => Uint8Array.from(text, (letter) => letter.codePointAt(0)!)

  const sources: readonly [what: string, file: string, bytes: () => Uint8Array | Promise<Uint8Array>][] = [
    ['a zipped shapefile', 'a.zip', () => zipOf(parts)],
    [
      'a shapefile in a folder of the zip, in capitals',
      'b.zip',
      () => zipOf(inCapitals(parts), 'release/AREAS'),
    ],
    ['a shapefile without .cpg, in UTF-8', 'c.zip', () => zipOf(withoutCpg)],
    [
      'one without .cpg, in Windows-1252',
      'd.zip',
      () => zipOf({ ...withoutCpg, dbf: shapefileParts(features, inWindows1252).dbf! }),
    ],
    [
      'a .cpg that says 1252',
      'e.zip',
      () => zipOf({ ...shapefileParts(features, inWindows1252), cpg: utf8('1252') }),
    ],
    ['a shapefile without .prj, by where it lies', 'f.zip', () => zipOf(withoutPrj)],
    ['a GeoPackage', 'g.gpkg', () => geoPackage({ features })],
    ['a GeoPackage in a zip', 'h.zip', async () => zipOf({ gpkg: await geoPackage({ features }) })],
    ['a GeoPackage that leaves its system open', 'i.gpkg', () => geoPackage({ features, epsg: -1 })],
    ['GeoJSON in metres that says so', 'j.geojson', () => geoJson('urn:ogc:def:crs:EPSG::3067')],
    ['GeoJSON in metres that does not', 'k.geojson', () => geoJson()],
  ]
  for (const [what, file, bytes] of sources) {
    it(`reads ${what}`, async () => {
      const layer = await read(file, await bytes())
      expect(layer.features.map(({ properties }) => properties.name)).deep.equal(['Ähtäri', 'Öja'])
      expect(layer.features[0]!.polygons).have.length(1)
      expect(layer.features[0]!.polygons[0]).deep.equal([outer, hole])
    })
  }

  for (const crs of [undefined, 'urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326']) {
    it(`projects GeoJSON in degrees (crs: ${crs ?? 'none'})`, async () => {
      const layer = await read('degrees.geojson', geoJson(crs, inDegrees))
      const [east, north] = layer.features[0]!.polygons[0]![0]![0]!
      expect(east).closeTo(434_000, 1e-3)
      expect(north).closeTo(6_901_000, 1e-3)
    })
  }

  it('repairs names that were encoded twice and says so (trap 59)', async () => {
    const broken = [{ ...features[0]!, name: 'Ã„änekoski' }]
    const layer = await read('twice.zip', zipOf(shapefileParts(broken)))
    expect(layer.features[0]!.properties.name).equal('Äänekoski')
    expect(layer.notes).deep.equal(['name "Ã„änekoski" was encoded twice: read as "Äänekoski"'])
  })

  it('closes rings that were left open', async () => {
    const layer = await read(
      'open.geojson',
      geoJson(undefined, (ring) => ring.slice(0, -1)),
    )
    expect(layer.features[0]!.polygons[0]).deep.equal([outer, hole])
  })

  it('reads the layer that is asked for', async () => {
    const several = await geoPackage({ features, tables: ['areas', 'more'] })
    expect((await read('several.gpkg', several, 'more')).name).equal('more')
  })

  const faults: readonly [
    what: string,
    bytes: () => Uint8Array | Promise<Uint8Array>,
    sentence: RegExp,
    layer?: string,
  ][] = [
    ['an empty file', () => new Uint8Array(), /is empty; expected a zip/],
    ['something else', () => utf8('%PDF-1.7 and so on'), /begins with "%PDF-1\.7 and so "; expected a zip/],
    ['a bare .shp', () => parts.shp!, /is a bare \.shp; expected a zip/],
    ['a zip that is cut off', () => zipOf(parts).subarray(0, 300), /the zip is broken or cut off/],
    [
      'a zip without a .shp',
      () => zipOf({ dbf: parts.dbf! }),
      /no \.shp, \.gpkg or \.geojson; found: areas\.dbf/,
    ],
    ['a zip of other things', () => zipOf({ txt: utf8('hello') }), /found: nothing of the kind/],
    ['a shapefile without .dbf', () => zipOf({ shp: parts.shp! }), /areas\.shp but no areas\.dbf/],
    [
      'a .shp that is cut off',
      () => zipOf({ ...parts, shp: parts.shp!.subarray(0, 200) }),
      /areas\.shp is cut off: its header tells of \d+ bytes, found 200/,
    ],
    [
      'a .shp that is none',
      () => zipOf({ ...parts, shp: utf8('x'.repeat(200)) }),
      /areas\.shp does not begin as a shapefile/,
    ],
    [
      'a .dbf that is cut off',
      () => zipOf({ ...parts, dbf: parts.dbf!.subarray(0, 100) }),
      /areas\.dbf is cut off/,
    ],
    [
      'a .dbf of another layer',
      () => zipOf({ ...parts, dbf: shapefileParts(features.slice(1)).dbf! }),
      /2 records and areas\.dbf 1/,
    ],
    [
      'a shapefile of points',
      () => zipOf({ ...parts, shp: withType(parts.shp!, 1) }),
      /type 1; expected polygons/,
    ],
    [
      'a shapefile in the old Finnish system',
      () => zipOf({ ...parts, prj: utf8(kkj) }),
      /is in KKJ_Finland_Uniform; expected ETRS-TM35FIN/,
    ],
    [
      'a GeoPackage in Swedish metres',
      () => geoPackage({ features, epsg: 3006 }),
      /is in EPSG:3006; expected ETRS-TM35FIN/,
    ],
    [
      'a GeoPackage with two layers',
      () => geoPackage({ features, tables: ['a', 'b'] }),
      /holds 2 layers: name one .* found: a, b/,
    ],
    [
      'a GeoPackage without that layer',
      () => geoPackage({ features }),
      /it has no layer x; found: areas/,
      'x',
    ],
    ['a GeoPackage without features', () => geoPackage({ features: [] }), /layer areas holds no polygons/],
    [
      'a database that is no GeoPackage',
      async () => await geoPackage({ features, tables: [] }),
      /holds 0 layers/,
    ],
    [
      'a GeoPackage that is cut off',
      async () => (await geoPackage({ features })).subarray(0, 700),
      /the GeoPackage cannot be read/,
    ],
    ['JSON that is cut off', () => geoJson().subarray(0, 200), /is not whole JSON/],
    [
      'JSON of another kind',
      () => utf8('{"type":"Topology"}'),
      /the JSON has Topology; expected a GeoJSON FeatureCollection/,
    ],
    [
      'GeoJSON with the axes turned',
      () => geoJson('EPSG:4326', (ring) => inDegrees(ring).map((at) => at.toReversed() as number[])),
      /north before east/,
    ],
    [
      'GeoJSON that says degrees and means metres',
      () => geoJson('EPSG:4326'),
      /said to be EPSG:4326, but its first corner is 434000/,
    ],
    [
      'GeoJSON from another country',
      () => geoJson(undefined, (ring) => ring.map(() => [2.35, 48.86])),
      /names no reference system and lies at 2\.35, 48\.86/,
    ],
    [
      'GeoJSON of points only',
      () =>
        utf8('{"type":"FeatureCollection","features":[{"geometry":{"type":"Point","coordinates":[25,62]}}]}'),
      /holds no polygons/,
    ],
    [
      'GeoJSON with a corner that is none',
      () => geoJson(undefined, (ring) => [...ring.slice(0, 2), [434_000], ...ring.slice(2)]),
      /feature 1 of layer fault has a corner \(number 3\) that is no pair of finite numbers/,
    ],
    [
      'GeoJSON whose coordinates are no lists',
      () =>
        utf8(
          '{"type":"FeatureCollection","features":[{"geometry":{"type":"Polygon","coordinates":[[1,2]]}}]}',
        ),
      /^fault: .+/,
    ],
  ]
  for (const [what, bytes, sentence, layer] of faults) {
    it(`refuses ${what} in a sentence`, async () => {
      const message = await refusal('fault', await bytes(), layer)
      expect(message).match(sentence)
      expect(message).match(/^fault: /)
    })
  }

  it('says which file is not there', async () => {
    const missing = join(folder, 'missing.zip')
    const error = await readPolygonFile(missing).catch((thrown: unknown) => thrown)
    expect(error)
      .instanceOf(VasteError)
      .include({ code: 'not-found', message: `there is no file ${missing}` })
  })
})

describe('well-known binary', () => {
  const rings = [outer, hole]
  const kinds: readonly [what: string, code: number, extra: number, little: boolean][] = [
    ['little-endian', 3, 0, true],
    ['big-endian', 3, 0, false],
    ['with Z', 1003, 1, true],
    ['with M', 2003, 1, true],
    ['with Z and M', 3003, 2, false],
    ['with Z, in the older dialect', 0x80000003, 1, true],
  ]
  for (const [what, code, extra, little] of kinds) {
    it(`reads a polygon ${what}`, () => {
      expect(polygonsFromWkb(wkbPolygon(rings, little, code, extra))).deep.equal([rings])
    })
  }

  it('reads a multipolygon', () => {
    const header = Buffer.from([1, 6, 0, 0, 0, 2, 0, 0, 0])
    const both = Buffer.concat([header, wkbPolygon(rings, true), wkbPolygon([outer], false)])
    expect(polygonsFromWkb(both)).deep.equal([rings, [outer]])
  })

  it('refuses points and bytes that end too soon', () => {
    expect(() => polygonsFromWkb(wkbPolygon(rings, true, 1))).throw(/geometry type 1; expected polygon/)
    expect(() => polygonsFromWkb(wkbPolygon(rings, true).subarray(0, 50))).throw(RangeError)
  })
})

const kkj =
  'PROJCS["KKJ_Finland_Uniform",GEOGCS["GCS_KKJ",DATUM["D_KKJ",SPHEROID["International_1924",6378388.0,297.0]]],' +
  'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",3500000.0],PARAMETER["Central_Meridian",27.0],PARAMETER["Scale_Factor",1.0]]'

function inCapitals(parts: Record<string, Uint8Array>): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(parts).map(([ending, data]) => [ending.toUpperCase(), data]))
}

function withType(shp: Uint8Array, type: number): Uint8Array {
  const copy = shp.slice()
  new DataView(copy.buffer).setInt32(32, type, true)
  return copy
}
