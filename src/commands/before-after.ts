/** `vaste before-after STATION --on DATE`: what a change of readiness did, as a table, JSON or CSV. */
import type { BeforeAfter } from '../contract/before-after.ts'
import { VasteError } from '../domain/error.ts'
import { services } from '../domain/vocabulary.ts'
import { beforeAfterCsv } from '../report/before-after-csv.ts'
import { beforeAfterTable } from '../report/before-after-table.ts'
import { createBeforeAfterDesk } from '../usecases/before-after-desk.ts'
import { type Command, oneOf } from './command.ts'
import { groundInUse } from './ground-in-use.ts'
import { withFigures } from './open.ts'

const formats = ['table', 'json', 'csv'] as const

export const beforeAfterCommand: Command = {
  name: 'before-after',
  operands: 'STATION',
  summary:
    'What a change of readiness did: area and control, the same days before and after, with intervals.\nWithout STATION: the changes that the register tells of.',
  options: {
    on: { placeholder: 'DATE', says: 'First local day of the change' },
    service: { placeholder: services.join('|'), says: 'Whose tasks (that of the readiness)' },
    urgency: { placeholder: 'GROUP', says: 'Urgency group such as A+B (the most urgent)' },
    until: { placeholder: 'DATE', says: 'First day no longer compared (a year after the change)' },
    format: { placeholder: formats.join('|'), says: 'How to print (table)' },
    json: { says: 'The same as --format json' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  run(given) {
    const [station, ...more] = given.operands
    if (more.length > 0)
      throw new VasteError('invalid', `found ${given.operands.length} stations; expected one`)
    const on = given.text('on')
    if (station !== undefined && on === undefined)
      throw new VasteError('invalid', 'found no --on; expected the first day of the change')
    const format = given.flag('json') ? 'json' : oneOf(formats, given.text('format') ?? 'table', '--format')
    const asked = given.text('service')
    const service = asked === undefined ? undefined : oneOf(services, asked, '--service')
    return withFigures(given.text('county'), async (context, db, config) => {
      const { reference } = context
      const { ground } = await groundInUse(db, config, reference)
      const desk = createBeforeAfterDesk({ db, reference: () => reference, ground, context: () => context })
      if (station === undefined) {
        const { changes } = await desk.changes()
        const lines = changes.map(
          ({ on: day, station: id, name, service: of }) => `${day}  ${id}  ${name} (${of})`,
        )
        process.stdout.write(`${lines.join('\n') || 'The register tells of no change.'}\n`)
        return 0
      }
      const found = await desk.show({
        ...{ station, on: on!, service, urgency: given.text('urgency'), until: given.text('until') },
      })
      process.stdout.write(printed(found, format))
      return 0
    })
  },
}

function printed(found: BeforeAfter, format: (typeof formats)[number]): string {
  if (format === 'json') return `${JSON.stringify(found, null, 2)}\n`
  return format === 'csv' ? beforeAfterCsv(found, 'en') : beforeAfterTable(found)
}
