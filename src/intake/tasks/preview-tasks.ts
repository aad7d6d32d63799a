/** What would the first rows of a file become? By the very code of the import; nothing is written, sent or kept. */
import { cellAt } from '../../../geo/cell.ts'
import { toTm35fin } from '../../../geo/projection.ts'
import {
  type MappingAnswer,
  type MappingQuestion,
  type PreviewRow,
  previewRowsAtMost,
  type SampleTable,
  sampleBytesAtMost,
  sampleRowsAtMost,
} from '../../contract/mapping.ts'
import { VasteError } from '../../domain/error.ts'
import { createRowCheck } from './check-row.ts'
import { createTaskCollector, defaultCollectorLimits } from './collect-tasks.ts'
import { createNotices, type NoticeOptions } from './notices.ts'
import { checkProfile, type ImportProfile, tableShapeSchema } from './profile.ts'
import type { RefusedRow, TaskRow } from './read-row.ts'
import { bytesSource, knownShape, readTable, type TableRow } from './read-table.ts'

export type PreviewOptions = Pick<NoticeOptions, 'region' | 'now'>

/** Of a sheet in the sample: it is unpacked while others wait. */
const sampleLimits = { packedBytes: sampleBytesAtMost, unpackedBytes: 60_000_000 }

export async function previewTasks(
  { profile, bytes, table: given }: MappingQuestion,
  options: PreviewOptions = {},
): Promise<MappingAnswer> {
  const read = given ? { table: given } : await readSample(Buffer.from(bytes ?? '', 'base64'), profile)
  const checked = checkProfile(profile)
  const profileFaults = 'faults' in checked ? checked.faults : []
  const answer = { ...(given === undefined && read), profileFaults: [...profileFaults], rows: [] }
  if ('faults' in checked || !read.table) return answer
  try {
    return { ...answer, rows: previewRows(checked, read.table, options) }
  } catch (fault) {
    return { ...answer, profileFaults: [sentence(fault)] }
  }
}

interface Sample {
  readonly table?: SampleTable
  readonly tableFault?: string
}

/** Of an unfinished profile only how the file is written matters here. */
async function readSample(bytes: Uint8Array, profile: MappingQuestion['profile']): Promise<Sample> {
  const shape = tableShapeSchema.safeParse(profile)
  if (!shape.success) {
    const faults = shape.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    return { tableFault: faults.join('; ') }
  }
  const source = bytesSource(bytes)
  const rows: TableRow[] = []
  try {
    const known = await knownShape(source, shape.data)
    let broken: string | undefined
    for await (const block of readTable(source, known, sampleLimits)) {
      rows.push(...block.rows)
      if (block.broken) broken = `${block.broken.line}: ${block.broken.reason}`
      if (rows.length > sampleRowsAtMost) break
    }
    const [header, ...body] = rows
    if (!header) return { tableFault: broken ?? 'the file is empty; expected a header row with column names' }
    const { format, encoding } = known
    const sample = body.slice(0, sampleRowsAtMost).map(asSampleRow)
    const table = { ...{ format, encoding }, header: [...header.cells], rows: sample }
    return { table, ...(broken !== undefined && { tableFault: broken }) }
  } catch (fault) {
    return { tableFault: sentence(fault) }
  }
}

/** Cells are cut where they are longer than anything we read. */
function asSampleRow({ line, cells, faults }: TableRow): SampleTable['rows'][number] {
  const told = faults && [...faults].map(([cell, reason]) => ({ cell, reason }))
  return { line, cells: cells.map((cell) => cell.slice(0, 5000)), ...(told && { faults: told }) }
}

/** Throws `invalid` when the table lacks a column that the profile names. */
function previewRows(profile: ImportProfile, table: SampleTable, options: PreviewOptions): PreviewRow[] {
  const check = createRowCheck(profile, table.header)
  const rows = table.rows.slice(0, previewRowsAtMost).map(({ line, cells, faults }) =>
    check({
      ...{ line, cells },
      ...(faults && { faults: new Map(faults.map(({ cell, reason }) => [cell, reason])) }),
    }),
  )
  const refused = refusedAsTasks(profile, rows.filter(isRead))
  return rows.map((row) => {
    const late = refused.get(row.line)
    if (!isRead(row)) return { line: row.line, ...taskOf(row), refused: row.reason, notices: [], units: [] }
    return { ...shown(row, profile, options), ...(late !== undefined && { refused: late }) }
  })
}

/** Some rows are good by themselves, but not as the task that they make together. */
function refusedAsTasks(profile: ImportProfile, rows: readonly TaskRow[]): Map<number, string> {
  const windowRows = profile.rows === 'per-task' ? 0 : defaultCollectorLimits.windowRows
  const collector = createTaskCollector(profile, { ...defaultCollectorLimits, windowRows })
  const collected = [...rows.flatMap((row) => collector.add(row)), ...collector.complete()]
  return new Map(collected.flatMap(({ refused }) => refused.map(({ line, reason }) => [line, reason])))
}

function shown(row: TaskRow, profile: ImportProfile, options: PreviewOptions): PreviewRow {
  const { createdAt, place, cancelledAt: _, closedAt: __, ...facts } = row.facts
  const notices = createNotices({ profile, ...options })
  notices.add(row)
  const here = place && options.region?.(place, createdAt)
  return {
    line: row.line,
    task: row.task,
    ...facts,
    ...(createdAt !== undefined && { createdAt: iso(createdAt) }),
    // Of a place outside the region the projection may give no cell that means anything.
    ...(place && here && { cell: cellAt(toTm35fin(place)) }),
    ...(here?.zoneClass !== undefined && { zoneClass: here.zoneClass }),
    notices: Object.keys(notices.told().noticed),
    units: row.units.map(({ times, ...unit }) => ({
      ...unit,
      times: times.map(({ status, at }) => ({ status, at: iso(at) })),
    })),
  }
}

function isRead(row: TaskRow | RefusedRow): row is TaskRow {
  return !('reason' in row)
}

function taskOf({ task }: RefusedRow): { task?: string } {
  return task === undefined ? {} : { task }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

/** A fault of ours is no answer: it goes on to where faults are told without what they hold. */
function sentence(fault: unknown): string {
  if (fault instanceof VasteError) return fault.message
  throw fault
}
