/** `vaste compliance`: exact figures of a period, as a table, JSON or CSV. */
import type { Compliance } from '../contract/compliance.ts'
import { VasteError } from '../domain/error.ts'
import { services } from '../domain/vocabulary.ts'
import { createFigures, type Dimension, dimensions } from '../figures/figures.ts'
import { complianceCsv } from '../report/compliance-csv.ts'
import { complianceTable } from '../report/compliance-table.ts'
import { listSources } from '../store/board-state.ts'
import { logEnd } from '../store/event-log.ts'
import { judgedPages } from '../store/task-cache.ts'
import { followRules } from '../usecases/follow-rules.ts'
import { loadReference } from '../usecases/reference.ts'
import { showCompliance } from '../usecases/show-compliance.ts'
import { type Arguments, type Command, createProgressLine } from './command.ts'
import { withDatabase } from './open.ts'

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
    where: { placeholder: 'K=V', says: 'Only tasks with this value, such as zone=rural or municipality=179' },
    format: { placeholder: 'table|json|csv', says: 'How to print (table)' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  run: (given) =>
    withDatabase(given.text('county'), async (db, config) => {
      const service = services.find((name) => name === given.text('service'))
      if (!service)
        throw new VasteError(
          'invalid',
          `found service '${given.text('service')}'; expected ${services.join(' or ')}`,
        )
      const reference = await loadReference(db, config.county)
      const line = createProgressLine()
      await followRules(db, reference, (done) =>
        line.tell(`the rules have changed: ${done} tasks judged anew…`),
      )
      line.end()
      const figures = createFigures(reference.calendar)
      for await (const page of judgedPages(db, config.county)) figures.update(page)
      const compliance = showCompliance(
        {
          service,
          from: given.text('from')!,
          to: given.text('to')!,
          by: splitOf(given),
          where: whereOf(given),
        },
        {
          ...{ figures, reference, now: Date.now() },
          demo: (await listSources(db, config.county)).some((source) => source.demo),
          upTo: await logEnd(db, config.county),
        },
      )
      process.stdout.write(printed(compliance, given.text('format') ?? 'table'))
      return 0
    }),
}

const filters = ['zone', 'urgencyGroup', 'measure', ...dimensions]

function splitOf(given: Arguments): Dimension[] {
  const names = (given.text('by') ?? '').split(',').filter((name) => name !== '' && name !== 'zone')
  const unknown = names.find((name) => !(dimensions as readonly string[]).includes(name))
  if (unknown)
    throw new VasteError('invalid', `--by names '${unknown}'; expected zone, ${dimensions.join(', ')}`)
  return names as Dimension[]
}

function whereOf(given: Arguments): Record<string, string> {
  const condition = given.text('where')
  if (condition === undefined) return {}
  const [name, ...rest] = condition.split('=')
  if (!name || rest.length === 0 || !filters.includes(name))
    throw new VasteError(
      'invalid',
      `--where is '${condition}'; expected NAME=VALUE with one of ${filters.join(', ')}`,
    )
  return { [name]: rest.join('=') }
}

function printed(compliance: Compliance, format: string): string {
  if (format === 'json') return `${JSON.stringify(compliance, null, 2)}\n`
  if (format === 'csv') return complianceCsv(compliance, 'en')
  if (format === 'table') return complianceTable(compliance)
  throw new VasteError('invalid', `--format is '${format}'; expected table, json or csv`)
}
