/** How does a foreign task file become our events? Streams it through a profile, in batches, and counts every line. */
import { stat } from 'node:fs/promises'
import { type EventMessage, eventSchema } from '../../contract/events.ts'
import { sentenceOf } from '../../contract/sentence.ts'
import { VasteError } from '../../domain/error.ts'
import {
  type Collected,
  createTaskCollector,
  defaultCollectorLimits,
  type TaskCollector,
} from './collect-tasks.ts'
import type { ImportProfile } from './profile.ts'
import { createRowReader, type RefusedRow, type RowReader, type TaskFacts, type TaskRow } from './read-row.ts'
import { type CsvBlock, type CsvRow, readRows } from './read-rows.ts'
import { openRefusedLines, type RefusedLines } from './refused-lines.ts'
import { eventsOfRow, type RowEvents } from './row-to-events.ts'
import { emptyTally, type RecordedBatch, type Tally, tallyBatch } from './tally.ts'

export interface ImportProgress {
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rowsRead: number
}

export interface ImportTasksOptions {
  readonly file: string
  readonly profile: ImportProfile
  /** Makes the events durable. Called with whole tasks, one batch after the other. */
  readonly record: (events: EventMessage[]) => Promise<RecordedBatch>
  /** Reads and checks everything, records nothing; accepted then means would be sent. */
  readonly dryRun?: boolean
  /** CSV file for refused lines. */
  readonly refusedTo?: string
  readonly onProgress?: (progress: ImportProgress) => void
  readonly windowRows?: number
  readonly batchEvents?: number
}

/** rowsRead = rowsAccepted + rowsDuplicate + rowsRefused, always. */
export interface ImportSummary extends Readonly<Tally> {
  readonly tasks: number
  /** Times in the repeated hour of autumn, told apart by the order within their row. */
  readonly ambiguousTimes: number
  /** Tasks whose rows disagree, by field; the first row that tells the field won. */
  readonly disagreements: Readonly<Partial<Record<keyof TaskFacts, number>>>
  /** Tasks that start at their earliest known time, because the source tells no created time. */
  readonly createdAssumed: number
  /** Precision of the source's times, as the profile says. */
  readonly resolutionSeconds: number
  readonly dryRun: boolean
  /** Present when the file broke: nothing from this line on was read, and tasks not yet complete were not sent. */
  readonly stopped?: { readonly line: number; readonly reason: string }
}

/**
 * Throws `not-found` for a missing file and `invalid` when the file has no header or lacks a column of the profile.
 * Whatever `record` rejects with passes through; importing again is safe, because ids are stable.
 */
export async function importTasks(options: ImportTasksOptions): Promise<ImportSummary> {
  const bytesTotal = await sizeOf(options.file)
  const refusedLines = await openRefusedLines(options.refusedTo)
  try {
    return await new Import(options, refusedLines).run(bytesTotal)
  } finally {
    await refusedLines.close()
  }
}

/** One running import: the batch under way and the counts so far. */
class Import {
  readonly #options: ImportTasksOptions
  readonly #refusedLines: RefusedLines
  readonly #collector: TaskCollector
  readonly #tally = emptyTally()
  readonly #disagreements: Partial<Record<keyof TaskFacts, number>> = {}
  #columns = 0
  #readRow: RowReader | undefined
  #batch: RowEvents[] = []
  #batchEvents = 0
  #refused: RefusedRow[] = []
  #tasks = 0
  #ambiguousTimes = 0
  #createdAssumed = 0

  constructor(options: ImportTasksOptions, refusedLines: RefusedLines) {
    this.#options = options
    this.#refusedLines = refusedLines
    // Where a row is a whole task there is nothing to wait for.
    const windowRows = options.profile.rows === 'per-task' ? 0 : options.windowRows
    this.#collector = createTaskCollector(options.profile, {
      ...defaultCollectorLimits,
      ...(windowRows !== undefined && { windowRows }),
    })
  }

  async run(bytesTotal: number): Promise<ImportSummary> {
    let stopped: CsvBlock['broken']
    for await (const block of readRows(this.#options.file, this.#options.profile)) {
      for (const row of block.rows) await this.#add(row)
      stopped = block.broken
      await this.#sendRefused()
      this.#options.onProgress?.({ bytesRead: block.bytesRead, bytesTotal, rowsRead: this.#tally.rowsRead })
    }
    if (stopped) this.#stop(stopped)
    else if (!this.#readRow)
      throw new VasteError(
        'invalid',
        `${this.#options.file} is empty; expected a header row with column names`,
      )
    else for (const collected of this.#collector.complete()) await this.#take(collected)
    await this.#send()
    await this.#sendRefused()
    return this.#summary(stopped)
  }

  async #add(row: CsvRow): Promise<void> {
    if (!this.#readRow) {
      this.#readRow = createRowReader(this.#options.profile, row.cells)
      this.#columns = row.cells.length
      return
    }
    this.#tally.rowsRead++
    const read = this.#checked(row, this.#readRow)
    if ('reason' in read) return this.#refuse([read])
    this.#ambiguousTimes += read.ambiguousTimes
    for (const collected of this.#collector.add(read)) await this.#take(collected)
  }

  #checked({ cells, line }: CsvRow, readRow: RowReader): TaskRow | RefusedRow {
    if (cells.length !== this.#columns)
      return {
        line,
        reason: `found ${cells.length} cells; expected ${this.#columns}, as many as the header has${spanning(cells)}`,
      }
    const row = readRow(cells, line)
    if ('reason' in row) return row
    const fault = contractFault(eventsOfRow(row, this.#options.profile.source))
    return fault === undefined ? row : { line, task: row.task.slice(0, 100), reason: fault }
  }

  async #take(collected: Collected): Promise<void> {
    this.#tasks += collected.tasks
    this.#createdAssumed += collected.createdAssumed
    for (const field of collected.disagreements)
      this.#disagreements[field] = (this.#disagreements[field] ?? 0) + 1
    this.#refuse(collected.refused)
    for (const row of collected.rows) {
      if (row.events.length === 0) this.#tally.rowsDuplicate++
      else this.#batch.push(row)
      this.#batchEvents += row.events.length
    }
    if (this.#batchEvents >= (this.#options.batchEvents ?? 1000)) await this.#send()
  }

  async #send(): Promise<void> {
    const rows = this.#batch
    this.#batch = []
    this.#batchEvents = 0
    if (rows.length === 0) return
    const events = rows.flatMap((row) => row.events)
    const recorded = this.#options.dryRun ? wouldBeSent(events) : await this.#options.record(events)
    this.#refused.push(...tallyBatch(this.#tally, rows, recorded))
  }

  #refuse(rows: readonly RefusedRow[]): void {
    this.#tally.rowsRefused += rows.length
    this.#refused.push(...rows)
  }

  async #sendRefused(): Promise<void> {
    await this.#refusedLines.write(this.#refused.splice(0))
  }

  /** A task cut short would close at another time than the mended file says, so tasks not yet complete are not sent. */
  #stop({ line, reason }: { line: number; reason: string }): void {
    if (!this.#readRow) throw new VasteError('invalid', `${this.#options.file}, line ${line}: ${reason}`)
    this.#tally.rowsRead++
    this.#refuse([{ line, reason }])
    this.#refuse(
      this.#collector.abandon(
        `not sent: the file breaks off at line ${line}, before this task was surely complete`,
      ),
    )
  }

  #summary(stopped: CsvBlock['broken']): ImportSummary {
    return {
      ...this.#tally,
      tasks: this.#tasks,
      ambiguousTimes: this.#ambiguousTimes,
      disagreements: this.#disagreements,
      createdAssumed: this.#createdAssumed,
      resolutionSeconds: this.#options.profile.time.resolutionSeconds,
      dryRun: this.#options.dryRun ?? false,
      ...(stopped && { stopped }),
    }
  }
}

/** A missing quote may glue rows together until the next one. */
function spanning(cells: readonly string[]): string {
  const lines = cells.join('').split('\n').length
  return lines === 1 ? '' : `; the row spans ${lines} lines, so a quote may be missing`
}

/** First fault that the service's own schema finds, so that a row is refused whole and not in part. */
function contractFault(events: readonly EventMessage[]): string | undefined {
  for (const event of events) {
    const parsed = eventSchema.safeParse(event)
    if (parsed.success) continue
    return sentenceOf(parsed.error, event)
  }
  return undefined
}

function wouldBeSent(events: readonly EventMessage[]): RecordedBatch {
  return {
    received: events.length,
    accepted: events.length,
    duplicate: 0,
    duplicates: [],
    refused: 0,
    refusals: [],
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (cause) {
    throw new VasteError('not-found', `file ${file} not found; expected a CSV file of tasks`, { cause })
  }
}
