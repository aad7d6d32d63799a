/** `vaste import stations`: a register of stations and their readiness; every line is used, or nothing is. */
import { basename } from 'node:path'
import { VasteError } from '../domain/error.ts'
import { readStations } from '../intake/stations/read-stations.ts'
import { readReadinessFile } from '../intake/stations/readiness-file.ts'
import { pilotTimeZone } from '../pilot.ts'
import { checkStations, importStations, type StationsSummary } from '../usecases/import-stations.ts'
import { loadReference } from '../usecases/reference.ts'
import { type Command, oneFile } from './command.ts'
import { ensureInstalled } from './county.ts'
import { withDatabase } from './open.ts'

export const importStationsCommand: Command = {
  name: 'import stations',
  operands: '[FILE]',
  summary: `Takes a register of stations into use (CSV, XLSX or GeoJSON points: id, name, municipality, lon and lat or e and n, services, valid from and to).
A point's property 'readiness' may hold its periods; or they come in a JSON file, as GET /api/v1/readiness/file gives them. Demo positions are replaced. Exits with 0 only if every line was used; else nothing is saved.`,
  options: {
    readiness: { placeholder: 'FILE', says: 'JSON file of readiness periods, also without a register' },
    reason: { placeholder: 'TEXT', says: 'Why, for the history (the file name)' },
    'dry-run': { says: 'Read and check every line, write nothing' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  async run(given) {
    const readinessFile = given.text('readiness')
    if (given.operands.length === 0 && readinessFile === undefined)
      throw new VasteError('invalid', 'found no file; expected a register of stations, or --readiness FILE')
    const file = given.operands.length === 0 ? undefined : oneFile(given, 'register of stations')
    const register = file === undefined ? { read: 0, stations: [], refused: [] } : await readStations(file)
    const periods = readinessFile === undefined ? [] : (await readReadinessFile(readinessFile)).periods
    return withDatabase(given.text('county'), async (db, { county }) => {
      const isDry = given.flag('dry-run')
      if (!isDry) await ensureInstalled(db, county, pilotTimeZone)
      const reference = await loadReference(db, county)
      const summary = await checkStations(db, reference, register.stations)
      const faults = [...register.refused, ...summary.refused].sort((a, b) => a.line - b.line)
      const names = [file, readinessFile].filter((each) => each !== undefined).map((each) => basename(each))
      const writes = !isDry && faults.length === 0
      if (file !== undefined) tell(file, register.read, summary, faults, writes)
      if (!writes) {
        if (periods.length > 0) out(`  readiness read ${periods.length}, nothing was written`)
        return faults.length === 0 ? 0 : 1
      }
      const edited = { at: Date.now(), by: 'vaste import', reason: given.text('reason') ?? names.join(', ') }
      const { set, same } = await importStations(db, reference, register.stations, periods, edited)
      out(`  readiness periods: read ${set + same} = set ${set} + as they were ${same}`)
      return 0
    })
  },
}

function tell(
  file: string,
  read: number,
  { stations, added, placed, stillDemo, notices }: StationsSummary,
  faults: StationsSummary['refused'],
  written: boolean,
): void {
  out(`${file}${written ? '' : ' (nothing was written)'}`)
  out(`  lines   read ${read} = accepted ${stations.length} + refused ${faults.length}`)
  out(
    `  new stations: ${added}; demo positions replaced: ${placed}; still at a demo position: ${stillDemo.length}`,
  )
  for (const { line, reason } of faults) out(`  line ${line}: ${reason}`)
  for (const { line, sentence } of notices) out(`  line ${line}, notice: ${sentence}`)
}

function out(text: string): void {
  process.stdout.write(`${text}\n`)
}
