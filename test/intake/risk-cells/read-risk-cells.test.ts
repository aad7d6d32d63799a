/** Are risk cells read from every kind of file, and is a faulty file refused whole with a sentence? */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { toWgs84 } from '../../../geo/projection.ts'
import { VasteError } from '../../../src/domain/error.ts'
import { readRiskCells } from '../../../src/intake/risk-cells/read-risk-cells.ts'
import { box, geoPackage, shapefileParts, zipOf } from '../zones/tiny-files.ts'

type Options = Parameters<typeof readRiskCells>[1]

describe('reading risk cells', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vaste-risk-'))
  })
  after(() => rm(folder, { recursive: true }))

  async function read(content: string | Uint8Array, options?: Options) {
    const file = join(folder, 'risk.csv')
    await writeFile(file, content)
    return readRiskCells(file, options)
  }

  async function refusal(content: string | Uint8Array, options?: Options): Promise<string> {
    const fault = await read(content, options).then(
      () => expect.fail('it was read without a complaint'),
      (found: unknown) => found,
    )
    expect(fault).to.be.instanceOf(VasteError)
    expect(fault).to.include({ code: 'invalid' })
    return (fault as VasteError).message
  }

  describe('from a table', () => {
    const cells = [
      { e: 434, n: 6901, class: 'I' },
      { e: 435, n: 6901, class: 'II' },
    ]
    const tables: [what: string, text: string, options?: Options][] = [
      ['semicolons and ids', 'ruutu;riskiluokka\n1kmN6901E434;1\n1kmN6901E435;2\n'],
      ['commas and a byte order mark', '\uFEFFcell,class\r\nN6901E434,I\r\nN6901E435,II\r\n'],
      [
        'tabs and quotes',
        '"cell_id"\t"Risk_Class"\n"434 6901"\t"Riskiluokka I"\n"435 6901"\t"Riskiluokka II"\n',
      ],
      ['corners in metres, beside a row number', 'id;x;y;luokka\n1;434000;6901000;1\n2;435000;6901000;2\n'],
      ['kilometres', 'e,n,class\n434,6901,1\n435,6901,2\n'],
      [
        'columns that are named',
        'alue;arvo\n1kmN6901E434;1\n1kmN6901E435;2\n',
        { columns: { id: 'alue', class: 'Arvo' } },
      ],
      ['empty lines between', 'cell;class\n\n1kmN6901E434;1\n;\n1kmN6901E435;2\n'],
    ]
    for (const [what, text, options] of tables)
      it(`of ${what}`, async () => {
        const found = await read(text, options)
        expect(found.content).to.deep.equal({ shape: 'cells', cells })
        expect(found).to.deep.include({ read: 2, notes: [] })
      })

    it('in Windows-1252, whose column has an ä', async () => {
      const bytes = Buffer.from('itä;pohjoinen;luokka\n434;6901;1\n', 'latin1')
      expect((await read(bytes)).content).to.deep.equal({ shape: 'cells', cells: cells.slice(0, 1) })
    })

    it('counts a repeated line once, and says so', async () => {
      const found = await read('cell;class\n1kmN6901E434;1\n1kmN6901E434;I\n')
      expect(found.content).to.deep.equal({ shape: 'cells', cells: cells.slice(0, 1) })
      expect(found.notes).to.deep.equal(['1 lines repeat a cell with the same class: counted once'])
    })

    const faults: [what: string, text: string, sentence: RegExp][] = [
      ['nothing', '', /is empty; expected a line of column names/],
      ['no rows', 'cell;class\n', /has no rows below its first line/],
      ['rows of nothing', 'cell;class\n;\n;\n', /has no rows below/],
      [
        'no column of the class',
        'cell;size\na;1\n',
        /no column of the class .*--class-column; found "cell", "size"/,
      ],
      [
        'no column of the cell',
        'name;class\na;1\n',
        /no column of the cell .*--id-column; found "name", "class"/,
      ],
      [
        'an unknown class',
        'cell;class\n1kmN6901E434;1\n1kmN6901E435;V\n',
        /^risk\.csv: 1 of 2 lines cannot be used, nothing was imported: line 3: found class 'V'; expected I, II/,
      ],
      [
        'the EMS class of a cell (trap 43)',
        'cell;class\n1kmN6901E434;Ydintaajama\n',
        /found class 'Ydintaajama'; expected I, II, III or IV/,
      ],
      [
        'a cell with two classes',
        'cell;class\n1kmN6901E434;1\nE434N6901;2\n',
        /line 3: cell 1kmN6901E434 has class II here and I above; expected one class/,
      ],
      [
        'KKJ',
        'e;n;class\n3434000;6904000;1\n',
        /line 2: found 3434000, 6904000, which are of the old Finnish KKJ/,
      ],
      ['degrees', 'x;y;class\n25.7;62.2;1\n', /line 2: found 25\.7, 62\.2, which are degrees/],
      [
        'many faults',
        `cell;class\n${'nowhere;1\n'.repeat(9)}`,
        /9 of 9 lines .*line 2: .*line 6: .*; and 4 more$/,
      ],
    ]
    for (const [what, text, sentence] of faults)
      it(`refuses ${what}`, async () => expect(await refusal(text)).to.match(sentence))

    it('refuses a column that is named but not there', async () => {
      const options = { columns: { class: 'risk' } }
      expect(await refusal('cell;class\n1kmN6901E434;1\n', options)).to.equal(
        'found no column "risk"; the file has "cell", "class"',
      )
    })
  })

  describe('from polygons', () => {
    const square = (e: number, n = 6901) => [box(e * 1000, n * 1000, (e + 1) * 1000, (n + 1) * 1000)]
    const feature = (
      id: unknown,
      riskClass: unknown,
      rings: readonly (readonly (readonly number[])[])[],
    ) => ({
      type: 'Feature',
      properties: { ruutu: id, luokka: riskClass },
      geometry: { type: 'Polygon', coordinates: rings },
    })
    const collection = (features: object[], crs: string | undefined = 'urn:ogc:def:crs:EPSG::3067') =>
      JSON.stringify({
        ...{ type: 'FeatureCollection', features },
        ...(crs === undefined ? {} : { crs: { type: 'name', properties: { name: crs } } }),
      })
    const two = [feature('R1', 1, square(434)), feature('R2', 'II', square(435))]

    it('keeps their own ids and classes', async () => {
      const { read: features, content, notes } = await read(collection(two))
      expect(features).to.equal(2)
      expect(content).to.deep.equal({
        shape: 'polygons',
        zones: [
          { id: 'R1', class: 'I', polygons: [square(434)] },
          { id: 'R2', class: 'II', polygons: [square(435)] },
        ],
      })
      expect(notes).to.have.length(1)
      expect(notes[0]).to.match(/every polygon is a square of the 1 km lattice: with --as-cells/)
    })

    it('names squares by the lattice when asked to', async () => {
      const { content } = await read(collection(two), { asCells: true })
      expect(content).to.deep.equal({
        shape: 'cells',
        cells: [
          { e: 434, n: 6901, class: 'I' },
          { e: 435, n: 6901, class: 'II' },
        ],
      })
    })

    it('of a zipped shapefile and a GeoPackage', async () => {
      // The one column of these files is called name: it has the class, and the lattice gives the ids.
      const features = [{ name: 'Riskiluokka III', rings: square(434) }]
      const options = { columns: { class: 'name' }, asCells: true }
      for (const bytes of [zipOf(shapefileParts(features)), await geoPackage({ features })])
        expect((await read(bytes, options)).content).to.deep.equal({
          shape: 'cells',
          cells: [{ e: 434, n: 6901, class: 'III' }],
        })
    })

    it('in degrees, projected', async () => {
      const inDegrees = square(434).map((ring) =>
        ring.map(([east, north]) => {
          const { lon, lat } = toWgs84({ east, north })
          return [lon, lat]
        }),
      )
      const text = collection([feature('R1', 1, inDegrees)], 'urn:ogc:def:crs:OGC:1.3:CRS84')
      expect((await read(text, { asCells: true })).content).to.deep.include({
        cells: [{ e: 434, n: 6901, class: 'I' }],
      })
    })

    it('joins parts of one id, and counts a repeated feature once', async () => {
      const parts = [
        feature('R1', 1, square(434)),
        feature('R1', 1, square(436)),
        feature('R1', 1, square(434)),
      ]
      const { content, notes } = await read(collection(parts.slice(0, 2)))
      expect(content).to.deep.include({
        zones: [{ id: 'R1', class: 'I', polygons: [square(434), square(436)] }],
      })
      expect(notes).to.deep.equal([])
      const again = await read(collection([two[0]!, two[1]!, two[0]!]))
      expect(again.notes[0]).to.equal('1 features repeat another one: counted once')
    })

    it('tells of slivers, and takes them as drawing', async () => {
      const wide = [box(434_995, 6_901_000, 436_000, 6_902_000)]
      const { notes } = await read(collection([two[0]!, feature('R2', 2, wide)]))
      expect(notes[0]).to.equal(
        "1 pairs of cells overlap, most of all 'R1' and 'R2' by 5000 m²: taken as drawing; such a place belongs to the cell that comes first",
      )
    })

    it('compares shapes that are no boxes by their very corners', async () => {
      const triangle = (corner: readonly [number, number]) => [
        [[434_000, 6_901_000], [435_000, 6_902_000], corner, [434_000, 6_901_000]],
      ]
      // Two halves of one square share a diagonal and nothing else.
      const halves = [triangle([434_000, 6_902_000]), triangle([435_000, 6_901_000])]
      const { notes } = await read(collection(halves.map((rings, i) => feature(`T${i}`, 1, rings))))
      expect(notes).to.deep.equal([])
      expect(await refusal(collection([feature('T', 1, halves[0]!), two[0]!]))).to.match(
        /1 pairs of cells overlap, .* by 500000 m², 100\.0 % of the smaller one/,
      )
    })

    const half = [box(434_500, 6_901_000, 435_500, 6_902_000)]
    const faults: [what: string, text: string, sentence: RegExp, options?: Options][] = [
      [
        'cells that overlap',
        collection([...two, feature('R3', 3, half)]),
        /2 pairs of cells overlap, .* by 500000 m², 50\.0 % of the smaller one; expected cells side by side/,
      ],
      [
        'an id with two classes',
        collection([...two, feature('R1', 2, square(437))]),
        /1 of 3 features cannot be used, nothing was imported: feature 3: cell 'R1' has class II here and I before/,
      ],
      [
        'an unknown class',
        collection([feature('R1', 'core-urban', square(434))]),
        /feature 1: cell 'R1' has class 'core-urban'; expected I, II, III or IV/,
      ],
      ['a missing class', collection([feature('R1', null, square(434))]), /cell 'R1' has class ''/],
      ['a missing id', collection([feature(null, 1, square(434))]), /feature 1: it has no id/],
      [
        'no column of the id',
        collection([{ ...two[0]!, properties: { luokka: 1 } }]),
        /no column of the id by a known name: name it with --id-column, or give --as-cells .*found "luokka"/,
      ],
      [
        'no column of the class',
        collection([{ ...two[0]!, properties: { ruutu: 1 } }]),
        /no column of the class/,
      ],
      ['no features', collection([]), /holds no polygons/],
      [
        'KKJ, by name',
        collection(
          [feature('R1', 1, [box(3_434_000, 6_904_000, 3_435_000, 6_905_000)])],
          'urn:ogc:def:crs:EPSG::2393',
        ),
        /is in EPSG:2393; expected ETRS-TM35FIN \(EPSG:3067\), or longitude and latitude/,
      ],
      [
        'KKJ, without a word of it',
        collection([feature('R1', 1, [box(3_434_000, 6_904_000, 3_435_000, 6_905_000)])]),
        /is said to be EPSG:3067, but its first corner is 3434000, 6904000, which is not in Finland/,
      ],
      [
        'the lattice for what is no square of it',
        collection([feature('R1', 1, half)]),
        /feature 1 at 434500, 6901000 is no square of the 1 km lattice/,
        { asCells: true },
      ],
      ['a file cut short', collection(two).slice(0, 200), /not whole JSON/],
      ['a spreadsheet', 'PK\u0003\u0004nonsense', /zip is broken/],
    ]
    for (const [what, text, sentence, options] of faults)
      it(`refuses ${what}`, async () => expect(await refusal(text, options)).to.match(sentence))
  })

  it('says when there is no file', async () => {
    const fault = await readRiskCells(join(folder, 'none.csv')).catch((found: unknown) => found)
    expect(fault).to.include({ code: 'not-found' })
  })
})
