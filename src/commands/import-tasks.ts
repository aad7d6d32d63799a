/** `vaste import tasks`: foreign task files through a profile; every line ends as accepted, duplicate or refused. */

import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import type { EventMessage, Recorded } from '../contract/events.ts'
import { VasteError } from '../domain/error.ts'
import { type ImportSummary, importTasks } from '../intake/tasks/import-tasks.ts'
import type { NoticeKind } from '../intake/tasks/notices.ts'
import { type ImportProfile, readProfile } from '../intake/tasks/profile.ts'
import { regionLookup } from '../intake/tasks/region-lookup.ts'
import { createRecorder } from '../usecases/record-events.ts'
import { loadReference } from '../usecases/reference.ts'
import { type Arguments, type Command, createProgressLine } from './command.ts'
import { ensureInstalled } from './county.ts'
import { withDatabase } from './open.ts'
import { readJson } from './read-json.ts'

type Sender = (events: EventMessage[]) => Promise<Recorded>

export const importTasksCommand: Command = {
  name: 'import tasks',
  operands: 'FILE...',
  summary: `Reads foreign task files (CSV or XLSX) through an import profile.
Importing again changes nothing. Exits with 0 only if every line was accepted or known already.`,
  options: {
    profile: { placeholder: 'FILE', says: 'Import profile (JSON); see src/intake/profiles', required: true },
    'dry-run': { says: 'Read and check everything, write nothing' },
    refused: { placeholder: 'FILE', says: 'Where to write refused lines (FILE.refused.csv)' },
    url: {
      placeholder: 'URL',
      says: 'Send to a running service instead, with the token in VASTE_INGEST_TOKEN',
    },
    county: { placeholder: 'ID', says: 'County to import into (VASTE_COUNTY)' },
  },
  async run(given) {
    if (given.operands.length === 0)
      throw new VasteError('invalid', 'found no file; expected at least one task file')
    const path = given.text('profile')!
    const profile = readProfile(await readJson(path), path)
    const url = given.text('url')
    if (given.flag('dry-run')) return importAll(given, profile, async () => nothingRecorded())
    if (url !== undefined) return importAll(given, profile, sendTo(url))
    return withDatabase(given.text('county'), async (db, { county, keepPlacesDays }) => {
      await ensureInstalled(db, county, profile.time.zone)
      const reference = await loadReference(db, county)
      const recorder = createRecorder({
        ...{ db, county, now: Date.now, keepPlacesDays },
        reference: () => reference,
        isDemoSource: () => false,
        onCommitted() {},
      })
      return importAll(given, profile, (events) => recorder.record(events))
    })
  },
}

async function importAll(given: Arguments, profile: ImportProfile, record: Sender): Promise<number> {
  let complete = true
  for (const file of given.operands) {
    const refusedTo = given.text('refused') ?? `${file}.refused.csv`
    const line = createProgressLine()
    const summary = await importTasks({
      ...{ file, profile, record, refusedTo, dryRun: given.flag('dry-run'), now: Date.now },
      ...(knowsRegion(given) && { region: regionLookup(keskiSuomi) }),
      onProgress: ({ bytesRead, bytesTotal, rowsRead }) =>
        line.tell(`${file}: ${rowsRead} rows, ${Math.round((100 * bytesRead) / Math.max(1, bytesTotal))} %`),
    })
    line.end()
    tell(file, summary, refusedTo)
    complete &&= summary.rowsRefused === 0 && !summary.stopped
  }
  return complete ? 0 : 1
}

function tell(file: string, summary: ImportSummary, refusedTo: string): void {
  const { rowsRead, rowsAccepted, rowsDuplicate, rowsRefused, events, tasks, dryRun, stopped } = summary
  const out = (text: string) => process.stdout.write(`${text}\n`)
  out(`${file}${dryRun ? ' (dry run: nothing was written)' : ''}`)
  out(`  read as ${summary.format === 'csv' ? `CSV in ${summary.encoding}` : 'XLSX'}`)
  out(
    `  rows    read ${rowsRead} = accepted ${rowsAccepted} + duplicate ${rowsDuplicate} + refused ${rowsRefused}`,
  )
  out(
    `  events  accepted ${events.accepted}, duplicate ${events.duplicate}, refused ${events.refused}; tasks ${tasks}`,
  )
  if (summary.ambiguousTimes > 0)
    out(`  times in the repeated hour of autumn, told apart by order: ${summary.ambiguousTimes}`)
  if (summary.createdAssumed > 0)
    out(`  tasks without a created time, dated by their earliest: ${summary.createdAssumed}`)
  for (const [field, count] of Object.entries(summary.disagreements))
    out(`  tasks whose rows disagree on ${field}, the first row won: ${count}`)
  for (const [kind, notice] of Object.entries(summary.noticed))
    out(
      `  ${noticeTexts[kind as NoticeKind]}: ${notice.rows}, first on ${notice.rows > 1 ? 'lines' : 'line'} ${notice.firstLines.join(', ')}`,
    )
  const { compared, disagree } = summary.classes
  if (compared > 0) out(`  rows whose own class of the place disagrees with ours: ${disagree} of ${compared}`)
  if (summary.resolutionSeconds > 1)
    out(`  the source's times are precise to ${summary.resolutionSeconds} seconds, as the profile says`)
  if (stopped) out(`  STOPPED at line ${stopped.line}: ${stopped.reason}`)
  if (rowsRefused > 0) out(`  refused lines with reasons: ${refusedTo}`)
}

/** Each is an accepted row: it is imported as it is told, and judged or excluded by what it tells. */
const noticeTexts: Readonly<Record<NoticeKind, string>> = {
  'no-place': 'rows without a place',
  'place-zero': 'rows with the place 0, 0, read as none',
  'place-outside': 'rows with a place outside the county',
  'place-swapped':
    'rows with a place inside the county only when latitude and longitude are swapped, which the service refuses',
  'arrival-before-alert': 'rows with an arrival before the alert',
  'out-of-order': 'rows with times out of their order',
  'implausibly-long': 'rows with more than 3 hours from alert to arrival',
  'in-future': 'rows with a time in the future, which the service refuses',
  'before-2000': 'rows with a time before 2000, which the service refuses',
  'class-unknown': 'rows whose own class of the place the profile does not know',
}

/** Only of the pilot county are the borders known without the database. */
function knowsRegion(given: Arguments): boolean {
  return (given.text('county') ?? process.env.VASTE_COUNTY ?? keskiSuomi.county) === keskiSuomi.county
}

function sendTo(url: string): Sender {
  const token = process.env.VASTE_INGEST_TOKEN
  if (!token)
    throw new VasteError(
      'invalid',
      'VASTE_INGEST_TOKEN is not set; expected the token of the running service',
    )
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new VasteError('invalid', `--url is '${url}'; expected an address such as http://127.0.0.1:8460`)
  return async (events) => {
    const response = await fetch(new URL('/api/v1/events', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(events),
    }).catch((cause) => {
      throw new VasteError('unavailable', `the service at ${url} does not answer`, { cause })
    })
    const answer = (await response.json().catch(() => ({}))) as Recorded & { detail?: string }
    if ((response.status === 202 || response.status === 422) && answer.received === events.length)
      return answer
    throw new VasteError(
      'unavailable',
      `the service at ${url} answered ${response.status}: ${answer.detail ?? 'no reason'}`,
    )
  }
}

/** A dry run never gets here with events. */
function nothingRecorded(): Recorded {
  return { received: 0, accepted: 0, duplicate: 0, duplicates: [], refused: 0, refusals: [] }
}
