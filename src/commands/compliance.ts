/** `vaste compliance`: exact figures of a period, as a table, JSON or CSV. */
import type { Compliance } from '../contract/compliance.ts'
import { VasteError } from '../domain/error.ts'
import { services } from '../domain/vocabulary.ts'
import { type Dimension, dimensions } from '../figures/figures.ts'
import { complianceCsv } from '../report/compliance-csv.ts'
import { complianceTable } from '../report/compliance-table.ts'
import { showCompliance } from '../usecases/show-compliance.ts'
import { withoutSmallCounts } from '../usecases/without-small-counts.ts'
import { type Arguments, type Command, oneOf } from './command.ts'
import { withFigures } from './open.ts'

export const complianceCommand: Command = {
  name: 'compliance',
  summary: 'Exact figures of a period against the decision in force on each task’s date.',
  options: {
    service: { placeholder: services.join('|'), says: 'Which service', required: true },
    from: { placeholder: 'DATE', says: 'First local date, such as 2026-10-01', required: true },
    to: { placeholder: 'DATE', says: 'First local date after the period (not included)', required: true },
    by: {
      placeholder: 'LIST',
      says: `Split further by ${dimensions.join(', ')}; zone and urgency group are always there`,
    },
    where: {
      placeholder: 'K=V',
      says: 'Only tasks with this value, such as zone=rural or municipality=179; may be given again',
    },
    grid: { placeholder: 'VERSION', says: 'All tasks on one zone version, instead of that of their date' },
    public: { says: 'Tell no count of fewer than 5 tasks' },
    format: { placeholder: 'table|json|csv', says: 'How to print (table)' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  run: (given) =>
    withFigures(given.text('county'), async (context) => {
      const compliance = showCompliance(
        {
          service: oneOf(services, given.text('service')!, '--service'),
          ...{ from: given.text('from')!, to: given.text('to')! },
          ...{ by: splitOf(given), where: whereOf(given) },
          ...(given.text('grid') === undefined ? {} : { oneGrid: given.text('grid') }),
        },
        context,
      )
      const shown = given.flag('public') ? withoutSmallCounts(compliance) : compliance
      process.stdout.write(printed(shown, given.text('format') ?? 'table'))
      return 0
    }),
}

const filters = ['decision', 'zone', 'urgencyGroup', 'measure', ...dimensions]

function splitOf(given: Arguments): Dimension[] {
  const names = (given.text('by') ?? '').split(',').filter((name) => name !== '' && name !== 'zone')
  const unknown = names.find((name) => !(dimensions as readonly string[]).includes(name))
  if (unknown)
    throw new VasteError('invalid', `--by names '${unknown}'; expected zone, ${dimensions.join(', ')}`)
  return names as Dimension[]
}

function whereOf(given: Arguments): Record<string, string> {
  return Object.fromEntries(
    given.texts('where').map((condition) => {
      const [name, ...rest] = condition.split('=')
      if (!name || rest.length === 0 || !filters.includes(name))
        throw new VasteError(
          'invalid',
          `--where is '${condition}'; expected NAME=VALUE with one of ${filters.join(', ')}`,
        )
      return [name, rest.join('=')]
    }),
  )
}

function printed(compliance: Compliance, format: string): string {
  if (format === 'json') return `${JSON.stringify(compliance, null, 2)}\n`
  if (format === 'csv') return complianceCsv(compliance, 'en')
  if (format === 'table') return complianceTable(compliance)
  throw new VasteError('invalid', `--format is '${format}'; expected table, json or csv`)
}
