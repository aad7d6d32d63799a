/** `vaste report`: the report of a month or a half-year, by hand. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { VasteError } from '../domain/error.ts'
import { languages, type Service, services } from '../domain/vocabulary.ts'
import { periodReport } from '../report/half-year-report.ts'
import { refusalOf, type StudiedChange } from '../report/readiness-changes.ts'
import type { Database } from '../store/database.ts'
import { createBeforeAfterDesk } from '../usecases/before-after-desk.ts'
import type { Period } from '../usecases/periods.ts'
import { aYearBefore } from '../usecases/periods.ts'
import { showComparison } from '../usecases/show-comparison.ts'
import { type ComplianceContext, showCompliance } from '../usecases/show-compliance.ts'
import { type Command, oneOf } from './command.ts'
import { groundInUse } from './ground-in-use.ts'
import { withFigures } from './open.ts'

export const reportCommand: Command = {
  name: 'report',
  operands: 'month|half-year PERIOD',
  summary: 'The report of a month (2026-10) or a half-year (2026H2) against the same months a year before.',
  options: {
    service: { placeholder: services.join('|'), says: 'Which service (ems)' },
    lang: { placeholder: languages.join('|'), says: 'Language (fi)' },
    out: { placeholder: 'DIR', says: 'Write a Markdown file there instead of printing' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  async run(given) {
    const [kind, name] = given.operands
    const period = periodOf(kind, name)
    const service = oneOf(services, given.text('service') ?? 'ems', '--service')
    const language = oneOf(languages, given.text('lang') ?? 'fi', '--lang')
    return withFigures(given.text('county'), async (context, db, config) => {
      const against = { from: aYearBefore(period.from), to: aYearBefore(period.to) }
      const report = periodReport(
        name!,
        showCompliance({ service, ...period }, context),
        showComparison({ service, ...period, against }, context),
        language,
        await readinessChanges({ service, ...period }, context, db, config),
      )
      const folder = given.text('out')
      if (folder === undefined) process.stdout.write(report)
      else {
        await mkdir(folder, { recursive: true })
        const file = join(folder, `vaste-${service}-${name}.${language}.md`)
        await writeFile(file, report)
        process.stdout.write(`Wrote ${file}\n`)
      }
      return 0
    })
  },
}

/** Every change of the service's readiness within the period, compared up to the end of the period at most. */
async function readinessChanges(
  { service, from, to }: Period & { readonly service: Service },
  context: ComplianceContext,
  db: Database,
  config: Config,
): Promise<StudiedChange[]> {
  const { reference } = context
  const { ground } = await groundInUse(db, config, reference)
  const desk = createBeforeAfterDesk({ db, reference: () => reference, ground, context: () => context })
  const { changes } = await desk.changes()
  const studied: StudiedChange[] = []
  for (const { station, name, on, service: whose } of changes.toReversed()) {
    if (whose !== service || on < from || on >= to) continue
    const found = await desk
      .show({ station, on, service, until: to })
      .catch((fault: unknown) => refusalOf(fault, name, on))
    studied.push(found)
  }
  return studied
}

/** Throws `invalid` for anything but a month or a half of a year. */
function periodOf(kind: string | undefined, name = ''): Period {
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name)
  const half = /^(\d{4})H([12])$/.exec(name)
  if (kind === 'month' && month) {
    const next =
      Number(month[2]) === 12
        ? `${Number(month[1]) + 1}-01`
        : `${month[1]}-${twoDigits(Number(month[2]) + 1)}`
    return { from: `${name}-01`, to: `${next}-01` }
  }
  if (kind === 'half-year' && half)
    return half[2] === '1'
      ? { from: `${half[1]}-01-01`, to: `${half[1]}-07-01` }
      : { from: `${half[1]}-07-01`, to: `${Number(half[1]) + 1}-01-01` }
  throw new VasteError(
    'invalid',
    `found '${[kind, name].filter(Boolean).join(' ')}'; expected 'month 2026-10' or 'half-year 2026H2'`,
  )
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
