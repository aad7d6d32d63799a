/** `vaste import risk-cells`: rescue's risk classes by version, as their owner has computed them. */
import { basename } from 'node:path'
import { createCalendar } from '../domain/calendar.ts'
import { VasteError } from '../domain/error.ts'
import { riskClassIds } from '../domain/risk-cells.ts'
import { type RiskCellsRead, readRiskCells } from '../intake/risk-cells/read-risk-cells.ts'
import { pilotTimeZone } from '../pilot.ts'
import type { Database } from '../store/database.ts'
import {
  checkRiskCells,
  importRiskCells,
  type RiskRelease,
  type RiskSummary,
} from '../usecases/import-risk-cells.ts'
import { type CountyReference, loadReference } from '../usecases/reference.ts'
import { type Command, oneFile } from './command.ts'
import { ensureInstalled } from './county.ts'
import { judgeAnew } from './judge-anew.ts'
import { withDatabase } from './open.ts'

export const importRiskCellsCommand: Command = {
  name: 'import risk-cells',
  operands: 'FILE',
  summary: `Takes a version of rescue's risk cells (class I to IV) into use and judges anew.
A zipped shapefile, GeoPackage or GeoJSON of polygons with an id and a class each, or a CSV table of 1 km cells and classes.`,
  options: {
    version: {
      placeholder: 'NAME',
      says: 'Name of the version; one of the same name is replaced',
      required: true,
    },
    'valid-from': { placeholder: 'DATE', says: 'First local date in force', required: true },
    'class-column': { placeholder: 'NAME', says: 'Column of the class, where it has no known name' },
    'id-column': { placeholder: 'NAME', says: 'Column of the cell id, where it has no known name' },
    'as-cells': { says: 'Name square polygons by the 1 km lattice instead of by their own ids' },
    'dry-run': { says: 'Read, check and count, write nothing' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  async run(given) {
    const file = oneFile(given, 'file of risk cells')
    const validFrom = given.text('valid-from')!
    // Throws for what is no date, before the file is read.
    createCalendar('utc').startOfDate(validFrom)
    const read = await readRiskCells(file, {
      columns: { class: given.text('class-column'), id: given.text('id-column') },
      asCells: given.flag('as-cells'),
    })
    tellRead(file, read)
    const source = `Imported from ${basename(file)}`
    const release = { version: given.text('version')!, validFrom, source, content: read.content }
    return withDatabase(given.text('county'), async (db, { county }) => {
      if (given.flag('dry-run')) return tellWithoutWriting(db, county, release)
      await ensureInstalled(db, county, pilotTimeZone)
      tell('Imported', county, release, await importRiskCells(db, await loadReference(db, county), release))
      await judgeAnew(db, county, 'zones')
      return 0
    })
  },
}

async function tellWithoutWriting(db: Database, county: string, release: RiskRelease): Promise<number> {
  const reference = await loadReference(db, county).catch((fault: unknown): CountyReference | undefined => {
    if (fault instanceof VasteError && fault.code === 'not-found') return undefined
    throw fault
  })
  if (reference) tell('Would import', county, release, checkRiskCells(reference, release))
  else out(`County ${county} is not installed yet: the cells were not compared with it.`)
  out('Dry run: nothing was written.')
  return 0
}

function tellRead(file: string, { read, content, notes }: RiskCellsRead): void {
  const count = content.shape === 'cells' ? content.cells.length : content.zones.length
  const kind = content.shape === 'cells' ? 'cells of the 1 km lattice' : 'polygons with ids of their own'
  out(`${file}: read ${read}, found ${count} ${kind}`)
  for (const note of notes) out(`  ${note}`)
}

function tell(
  done: 'Imported' | 'Would import',
  county: string,
  release: RiskRelease,
  summary: RiskSummary,
): void {
  const { version, validFrom } = release
  const { counts, elsewhere, withoutClass, validTo, gaps } = summary
  const until = validTo === undefined ? '' : ` until ${validTo}, when a later version begins`
  out(`${done} '${version}', in force from ${validFrom}${until}.`)
  out(
    `County ${county}: ${riskClassIds.map((id) => `class ${id} ${counts[id]}`).join(', ')}; elsewhere, left out: ${elsewhere}.`,
  )
  if (withoutClass > 0)
    out(
      `${withoutClass} cells of the county have no class here: tasks there are excluded as 'no-zone-class'.`,
    )
  for (const { from, to } of gaps)
    out(
      `No version is in force from ${from} ${to === undefined ? 'on' : `to ${to} (not included)`}: tasks of those days have no class.`,
    )
}

function out(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}
