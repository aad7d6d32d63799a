/** Which units does a register name? Each line ends as a unit or is refused with a reason. */
import { basename } from 'node:path'
import { VasteError } from '../../domain/error.ts'
import type { RegisteredUnit } from '../../domain/registered-unit.ts'
import { columnIn, listedNames, type RefusedLine, readSmallTable } from '../tables/small-table.ts'
import { registerDate } from './register-date.ts'
import { expectedServices, expectedTypes, serviceOf, unitTypeOf } from './unit-words.ts'

const knownColumns = {
  unit: [
    'call_sign',
    'unit',
    'kutsutunnus',
    'kutsu',
    'kutsumanimi',
    'yksikkö',
    'yksikkötunnus',
    'anropssignal',
    'tunnus',
  ],
  type: ['type', 'unit_type', 'tyyppi', 'yksikkötyyppi', 'laji', 'typ'],
  service: ['service', 'palvelu', 'toimiala', 'tjänst'],
  station: ['station', 'asema', 'asemapaikka', 'sijoituspaikka', 'paloasema'],
  owner: ['owner', 'owner_county', 'omistaja', 'hyvinvointialue', 'ägare'],
  validFrom: ['valid_from', 'voimassa_alkaen', 'alkaen', 'alkupäivä', 'gäller_från'],
  validTo: ['valid_to', 'päättyen'],
  /** The last day itself, which belongs to the row. */
  lastDay: ['last_day', 'voimassa_asti', 'asti', 'viimeinen_päivä', 'sista_dag', 'gäller_till'],
} as const
export type UnitColumn = keyof typeof knownColumns
export const unitColumns = Object.keys(knownColumns) as UnitColumn[]

export interface UnitsRead {
  readonly read: number
  readonly units: readonly RegisteredUnit[]
  readonly refused: readonly RefusedLine[]
}

/** `columns`: names in the file, where they are not known ones. Throws `invalid` for a table without the columns. */
export async function readUnits(
  path: string,
  columns: Readonly<Partial<Record<UnitColumn, string>>> = {},
): Promise<UnitsRead> {
  const { header, rows } = await readSmallTable(path)
  const at = Object.fromEntries(
    unitColumns.map((name) => [name, columnIn(header, knownColumns[name], columns[name])]),
  ) as Record<UnitColumn, number | undefined>
  const missing = (['unit', 'type', 'service'] as const).filter((name) => at[name] === undefined)
  if (missing.length > 0)
    throw new VasteError(
      'invalid',
      `${basename(path)} has no column of ${missing.join(', ')} by a known name: name it with --columns ${missing[0]}=NAME; found ${listedNames(header)}`,
    )
  const units: RegisteredUnit[] = []
  const refused: RefusedLine[] = []
  for (const { line, cells } of rows) {
    const textOf = (name: UnitColumn) => (cells[at[name] ?? -1] ?? '').trim()
    const found = unitFrom(textOf)
    if ('fault' in found) refused.push({ line, reason: found.fault })
    else units.push({ ...found, line })
  }
  return { read: rows.length, units, refused }
}

type Answer = Omit<RegisteredUnit, 'line'> | { readonly fault: string }

function unitFrom(textOf: (name: UnitColumn) => string): Answer {
  const unit = textOf('unit').replaceAll(/\s+/g, ' ')
  const type = unitTypeOf(textOf('type'))
  const service = serviceOf(textOf('service'))
  if (unit === '' || unit.length > 60)
    return { fault: `found call sign '${unit}'; expected 1 to 60 characters` }
  if (!type) return { fault: `found type '${textOf('type')}'; ${expectedTypes}` }
  if (!service) return { fault: `found service '${textOf('service')}'; ${expectedServices}` }
  const span = spanFrom(textOf)
  if ('fault' in span) return span
  const [station, owner] = [textOf('station'), textOf('owner')]
  return {
    ...{ unit, type, service, ...span },
    ...(station === '' ? {} : { station }),
    ...(owner === '' ? {} : { owner }),
  }
}

function spanFrom(
  textOf: (name: UnitColumn) => string,
): Pick<RegisteredUnit, 'validFrom' | 'validTo'> | { readonly fault: string } {
  const written = { from: textOf('validFrom'), to: textOf('validTo'), last: textOf('lastDay') }
  const validFrom = registerDate(written.from)
  const validTo = written.to === '' ? registerDate(written.last, 1) : registerDate(written.to)
  const expected = 'expected a date such as 2025-01-31 or 31.1.2025'
  if (written.from !== '' && !validFrom) return { fault: `found first day '${written.from}'; ${expected}` }
  const end = written.to || written.last
  if (end !== '' && !validTo) return { fault: `found end '${end}'; ${expected}` }
  if (validFrom && validTo && validFrom >= validTo)
    return { fault: `found ${validFrom} to ${validTo} (not included); expected an end after the first day` }
  return { ...(validFrom ? { validFrom } : {}), ...(validTo ? { validTo } : {}) }
}
