/** Small files written in the specs, and a service that only remembers which events it knows. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type EventMessage, eventSchema, type Refusal } from '../../../src/contract/events.ts'
import {
  type ImportSummary,
  type ImportTasksOptions,
  importTasks,
} from '../../../src/intake/tasks/import-tasks.ts'
import { type ImportProfile, readProfile } from '../../../src/intake/tasks/profile.ts'
import type { RecordedBatch } from '../../../src/intake/tasks/tally.ts'

export function aProfile(change: object = {}): ImportProfile {
  return readProfile({
    name: 'trial',
    source: 'trial',
    service: 'ems',
    rows: 'per-unit',
    time: { zone: 'Europe/Helsinki', format: 'd.M.yyyy H:mm:ss' },
    columns: {
      task: 'id',
      urgency: 'class',
      created: 'received',
      unit: 'unit',
      alerted: 'alerted',
      atScene: 'scene',
      available: 'free',
    },
    ...change,
  })
}

export interface Memory {
  readonly events: EventMessage[]
  readonly batches: number[]
  record(events: EventMessage[]): Promise<RecordedBatch>
}

/** Answers as the contract says: new, known with the same content, or known with another. Every event must be valid. */
export function aMemory(): Memory {
  const known = new Map<string, string>()
  const memory: Memory = {
    events: [],
    batches: [],
    async record(events) {
      memory.batches.push(events.length)
      const duplicates: number[] = []
      const refusals: Refusal[] = []
      for (const [index, event] of events.entries()) {
        expect(eventSchema.safeParse(event).error).to.equal(undefined)
        const key = JSON.stringify([event.source, event.id])
        const content = JSON.stringify(event)
        const before = known.get(key)
        if (before === content) duplicates.push(index)
        else if (before !== undefined)
          refusals.push({ index, id: event.id, code: 'id-reused', message: 'other content' })
        else memory.events.push(event)
        if (before === undefined) known.set(key, content)
      }
      const [duplicate, refused] = [duplicates.length, refusals.length]
      const accepted = events.length - duplicate - refused
      return { received: events.length, accepted, duplicate, refused, refusals, duplicates }
    },
  }
  return memory
}

export interface Trial {
  readonly summary: ImportSummary
  readonly memory: Memory
  /** Lines of the refused file, without its header. */
  readonly refused: string[]
}

/** Imports `content` once and holds the summary to its sums. */
export async function importText(
  content: string | Uint8Array | readonly string[],
  profile = aProfile(),
  options: Partial<ImportTasksOptions> & { memory?: Memory } = {},
): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'vaste-import-'))
  const memory = options.memory ?? aMemory()
  try {
    const file = join(folder, 'tasks.csv')
    writeFileSync(file, Array.isArray(content) ? `${content.join('\n')}\n` : (content as string | Uint8Array))
    const refusedTo = join(folder, 'refused.csv')
    const summary = await importTasks({ file, profile, record: memory.record, refusedTo, ...options })
    expectSums(summary)
    const refused = readFileSync(refusedTo, 'utf8').trimEnd().split('\n').slice(1)
    return { summary, memory, refused }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function expectSums(summary: ImportSummary): void {
  const { rowsRead, rowsAccepted, rowsDuplicate, rowsRefused } = summary
  expect(rowsAccepted + rowsDuplicate + rowsRefused, 'accepted + duplicate + refused').to.equal(rowsRead)
}

/** "unit.status EKS 111 at-scene 2026-…" or "task.closed 2026-…", for short tables. */
export function said(events: readonly EventMessage[]): string[] {
  return events.map((event) => {
    const at = event.at.replace('.000Z', 'Z')
    return event.kind === 'unit.status' ? `${event.unit} ${event.status} ${at}` : `${event.kind} ${at}`
  })
}
