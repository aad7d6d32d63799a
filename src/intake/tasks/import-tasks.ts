/** How does a foreign task file become our events? Streams it through a profile, in batches, and counts every line. */
import type { EventMessage } from '../../contract/events.ts'
import { VasteError } from '../../domain/error.ts'
import { createRowCheck, type RowCheck } from './check-row.ts'
import {
  type Collected,
  createTaskCollector,
  defaultCollectorLimits,
  type TaskCollector,
} from './collect-tasks.ts'
import {
  type ClassComparison,
  createNotices,
  type Noticed,
  type Notices,
  type RegionLookup,
} from './notices.ts'
import type { ImportProfile } from './profile.ts'
import type { RefusedRow, TaskFacts } from './read-row.ts'
import {
  fileSource,
  type KnownShape,
  knownShape,
  readTable,
  type TableBlock,
  type TableRow,
  type TableSource,
} from './read-table.ts'
import { openRefusedLines, type RefusedLines } from './refused-lines.ts'
import type { RowEvents } from './row-to-events.ts'
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
  /** Where a place is, to tell of rows outside the region and of classes that disagree. */
  readonly region?: RegionLookup
  /** The clock that times in the future are told by. */
  readonly now?: () => number
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
  /** What the file turned out to be, where the profile leaves it open. */
  readonly format: 'csv' | 'xlsx'
  readonly encoding: string
  /** What looks wrong on accepted rows, by kind, with the first lines that have it. */
  readonly noticed: Noticed
  /** Rows whose file tells a class of the place, compared with ours. */
  readonly classes: ClassComparison
  /** Present when the file broke: nothing from this line on was read, and tasks not yet complete were not sent. */
  readonly stopped?: { readonly line: number; readonly reason: string }
}

/**
 * Throws `not-found` for a missing file and `invalid` when the file has no header or lacks a column of the profile.
 * Whatever `record` rejects with passes through; importing again is safe, because ids are stable.
 */
export async function importTasks(options: ImportTasksOptions): Promise<ImportSummary> {
  const source = await fileSource(options.file)
  const shape = await knownShape(source, options.profile)
  const refusedLines = await openRefusedLines(options.refusedTo)
  try {
    return await new Import(options, refusedLines, shape).run(source)
  } finally {
    await refusedLines.close()
  }
}

/** One running import: the batch under way and the counts so far. */
class Import {
  readonly #options: ImportTasksOptions
  readonly #refusedLines: RefusedLines
  readonly #collector: TaskCollector
  readonly #shape: KnownShape
  readonly #notices: Notices
  readonly #tally = emptyTally()
  readonly #disagreements: Partial<Record<keyof TaskFacts, number>> = {}
  #check: RowCheck | undefined
  #batch: RowEvents[] = []
  #batchEvents = 0
  #refused: RefusedRow[] = []
  #tasks = 0
  #ambiguousTimes = 0
  #createdAssumed = 0

  constructor(options: ImportTasksOptions, refusedLines: RefusedLines, shape: KnownShape) {
    this.#options = options
    this.#refusedLines = refusedLines
    this.#shape = shape
    this.#notices = createNotices(options)
    // Where a row is a whole task there is nothing to wait for.
    const windowRows = options.profile.rows === 'per-task' ? 0 : options.windowRows
    this.#collector = createTaskCollector(options.profile, {
      ...defaultCollectorLimits,
      ...(windowRows !== undefined && { windowRows }),
    })
  }

  async run(source: TableSource): Promise<ImportSummary> {
    let stopped: TableBlock['broken']
    for await (const block of readTable(source, this.#shape)) {
      for (const row of block.rows) await this.#add(row)
      stopped = block.broken
      await this.#sendRefused()
      this.#options.onProgress?.({
        bytesRead: block.bytesRead,
        bytesTotal: source.size,
        rowsRead: this.#tally.rowsRead,
      })
    }
    if (stopped) this.#stop(stopped)
    else if (!this.#check)
      throw new VasteError(
        'invalid',
        `${this.#options.file} is empty; expected a header row with column names`,
      )
    else for (const collected of this.#collector.complete()) await this.#take(collected)
    await this.#send()
    await this.#sendRefused()
    return this.#summary(stopped)
  }

  async #add(row: TableRow): Promise<void> {
    if (!this.#check) {
      this.#check = createRowCheck(this.#options.profile, row.cells)
      return
    }
    this.#tally.rowsRead++
    const read = this.#check(row)
    if ('reason' in read) return this.#refuse([read])
    this.#ambiguousTimes += read.ambiguousTimes
    this.#notices.add(read)
    for (const collected of this.#collector.add(read)) await this.#take(collected)
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
    if (!this.#check) throw new VasteError('invalid', `${this.#options.file}, line ${line}: ${reason}`)
    this.#tally.rowsRead++
    this.#refuse([{ line, reason }])
    this.#refuse(
      this.#collector.abandon(
        `not sent: the file breaks off at line ${line}, before this task was surely complete`,
      ),
    )
  }

  #summary(stopped: TableBlock['broken']): ImportSummary {
    return {
      ...this.#tally,
      tasks: this.#tasks,
      ambiguousTimes: this.#ambiguousTimes,
      disagreements: this.#disagreements,
      createdAssumed: this.#createdAssumed,
      resolutionSeconds: this.#options.profile.time.resolutionSeconds,
      dryRun: this.#options.dryRun ?? false,
      format: this.#shape.format,
      encoding: this.#shape.encoding,
      ...this.#notices.told(),
      ...(stopped && { stopped }),
    }
  }
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
