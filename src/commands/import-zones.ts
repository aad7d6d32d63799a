/** `vaste import zones`: EMS area classes from a SYKE release, by THL's rule. */
import { basename } from 'node:path'
import { createCalendar } from '../domain/calendar.ts'
import { VasteError } from '../domain/error.ts'
import { classifyCells } from '../intake/zones/classify-cells.ts'
import type { PolygonFeature } from '../intake/zones/polygon-layer.ts'
import { readPolygonFile } from '../intake/zones/read-polygon-file.ts'
import { sykeLayerKind } from '../intake/zones/syke.ts'
import { importEmsZones } from '../usecases/import-ems-zones.ts'
import { loadReference } from '../usecases/reference.ts'
import type { Command } from './command.ts'
import { judgeAnew } from './judge-anew.ts'
import { withDatabase } from './open.ts'

export const importZonesCommand: Command = {
  name: 'import zones',
  operands: 'URBAN-AREAS CENTRES',
  summary: `Classes every 1 km cell by THL's rule from SYKE's urban areas and centre areas.
Each is a zipped shapefile, a GeoPackage or GeoJSON in EPSG:3067; their order does not matter.`,
  options: {
    version: { placeholder: 'NAME', says: 'Name of the release (the file names)' },
    'valid-from': { placeholder: 'DATE', says: 'First local date in force (today)' },
    'dry-run': { says: 'Class and count, write nothing' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  async run(given) {
    const validFrom = given.text('valid-from')
    // Throws for what is no date, before minutes are spent on reading.
    if (validFrom !== undefined) createCalendar('utc').startOfDate(validFrom)
    const { urbanAreas, centres } = await readLayers(given.operands)
    const national = classifyCells({ urbanAreas, centres })
    const count = (id: string) => national.filter(({ areaClass }) => areaClass === id).length
    process.stdout.write(
      `Whole release: ${count('core-urban')} core urban and ${count('other-urban')} other urban cells.\n`,
    )
    if (given.flag('dry-run')) return 0
    return withDatabase(given.text('county'), async (db, { county }) => {
      const reference = await loadReference(db, county)
      const counts = await importEmsZones(db, reference, {
        version: given.text('version') ?? given.operands.map((file) => basename(file)).join('+'),
        validFrom: validFrom ?? reference.localDate(Date.now()),
        urban: national,
      })
      process.stdout.write(
        `County ${county}: ${counts['core-urban']} core urban, ${counts['other-urban']} other urban, ${counts.rural} rural cells.\n`,
      )
      await judgeAnew(db, county, 'zones')
      return 0
    })
  },
}

async function readLayers(files: readonly string[]) {
  const found: { urbanAreas?: readonly PolygonFeature[]; centres?: readonly PolygonFeature[] } = {}
  for (const file of files) {
    const layer = await readPolygonFile(file)
    const kind = sykeLayerKind(layer)
    if (!kind)
      throw new VasteError(
        'invalid',
        `${file} has neither the columns of SYKE's urban areas nor of its centre areas`,
      )
    found[kind === 'centres' ? 'centres' : 'urbanAreas'] = layer.features
    process.stdout.write(
      `${file}: ${layer.features.length} ${kind === 'centres' ? 'centre areas' : 'urban areas'}\n`,
    )
    for (const note of layer.notes) process.stdout.write(`  ${note}\n`)
  }
  if (!found.urbanAreas || !found.centres)
    throw new VasteError(
      'invalid',
      `found ${found.urbanAreas ? 'no centre areas' : 'no urban areas'}; expected one file of each`,
    )
  return { urbanAreas: found.urbanAreas, centres: found.centres }
}
