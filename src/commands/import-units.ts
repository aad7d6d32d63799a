/** `vaste import units`: the unit register from a table; every line is used, or nothing is. */
import { VasteError } from '../domain/error.ts'
import { readUnits, type UnitColumn, unitColumns } from '../intake/units/read-units.ts'
import { pilotTimeZone } from '../pilot.ts'
import { checkUnits, importUnits, type UnitsSummary } from '../usecases/import-units.ts'
import { loadReference } from '../usecases/reference.ts'
import { type Command, oneFile } from './command.ts'
import { ensureInstalled } from './county.ts'
import { judgeAnew } from './judge-anew.ts'
import { withDatabase } from './open.ts'

export const importUnitsCommand: Command = {
  name: 'import units',
  operands: 'FILE',
  summary: `Takes a unit register (CSV: call sign, type, service, station, owner county, valid from and to) into use and judges anew.
A call sign may have several lines with different days. Exits with 0 only if every line was used; else nothing is saved.`,
  options: {
    columns: {
      placeholder: 'LIST',
      says: `Columns without a known name, such as unit=Kutsu,type=Laji; of ${unitColumns.join(', ')}`,
    },
    'dry-run': { says: 'Read and check every line, write nothing' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  async run(given) {
    const file = oneFile(given, 'unit register')
    const { read, units, refused } = await readUnits(file, columnsOf(given.text('columns')))
    return withDatabase(given.text('county'), async (db, { county }) => {
      const isDry = given.flag('dry-run')
      if (!isDry) await ensureInstalled(db, county, pilotTimeZone)
      const reference = await loadReference(db, county)
      const summary = await checkUnits(db, reference, units)
      const faults = [...refused, ...summary.refused].sort((a, b) => a.line - b.line)
      const writes = !isDry && faults.length === 0
      if (writes) await importUnits(db, reference, units)
      tell(file, read, summary, faults, writes)
      if (writes) await judgeAnew(db, county, 'units')
      return faults.length === 0 ? 0 : 1
    })
  },
}

function columnsOf(text: string | undefined): Partial<Record<UnitColumn, string>> {
  const pairs = (text ?? '').split(',').filter((part) => part !== '')
  return Object.fromEntries(
    pairs.map((part) => {
      const [name = '', ...rest] = part.split('=')
      const known = unitColumns.find((column) => column === name.trim())
      if (!known || rest.length === 0)
        throw new VasteError(
          'invalid',
          `--columns has '${part}'; expected COLUMN=NAME with one of ${unitColumns.join(', ')}`,
        )
      return [known, rest.join('=').trim()]
    }),
  )
}

function tell(
  file: string,
  read: number,
  { units, ended, repeated }: UnitsSummary,
  faults: UnitsSummary['refused'],
  written: boolean,
): void {
  const out = (text: string) => process.stdout.write(`${text}\n`)
  out(`${file}${written ? '' : ' (nothing was written)'}`)
  out(`  lines   read ${read} = accepted ${units.length} + repeated ${repeated} + refused ${faults.length}`)
  if (ended.length > 0) out(`  earlier rows that end where a line begins: ${ended.length}`)
  for (const { line, reason } of faults) out(`  line ${line}: ${reason}`)
}
