/** `vaste import tasks`: foreign task files through a profile; every line ends as accepted, duplicate or refused. */
import type { EventMessage, Recorded } from '../contract/events.ts'
import { VasteError } from '../domain/error.ts'
import { type ImportSummary, importTasks } from '../intake/tasks/import-tasks.ts'
import { type ImportProfile, readProfile } from '../intake/tasks/profile.ts'
import { createRecorder } from '../usecases/record-events.ts'
import { loadReference } from '../usecases/reference.ts'
import { type Arguments, type Command, createProgressLine } from './command.ts'
import { ensureInstalled } from './county.ts'
import { withDatabase } from './open.ts'
import { readJson } from './read-json.ts'

type Record = (events: EventMessage[]) => Promise<Recorded>

export const importTasksCommand: Command = {
  name: 'import tasks',
  operands: 'FILE...',
  summary: `Reads foreign task files through an import profile.
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

async function importAll(given: Arguments, profile: ImportProfile, record: Record): Promise<number> {
  let complete = true
  for (const file of given.operands) {
    const refusedTo = given.text('refused') ?? `${file}.refused.csv`
    const line = createProgressLine()
    const summary = await importTasks({
      ...{ file, profile, record, refusedTo, dryRun: given.flag('dry-run') },
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
  if (stopped) out(`  STOPPED at line ${stopped.line}: ${stopped.reason}`)
  if (rowsRefused > 0) out(`  refused lines with reasons: ${refusedTo}`)
}

function sendTo(url: string): Record {
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
