/** How did a register read at a moment? From its log, each line of which holds how an entry read after it. */

export interface RegisterLine<T> {
  readonly id: string
  /** Epoch milliseconds; -Infinity of how an entry read before anything was logged of it. */
  readonly at: number
  /** Absent: taken away. */
  readonly entry?: T
}

/** `lines` in the order in which they were written. An entry that no line tells of has always read as it does now. */
export function registerAt<T>(
  now: ReadonlyMap<string, T>,
  lines: readonly RegisterLine<T>[],
  at: number,
): Map<string, T> {
  const logged = new Set(lines.map(({ id }) => id))
  const found = new Map([...now].filter(([id]) => !logged.has(id)))
  for (const line of lines) {
    if (line.at > at) continue
    if (line.entry === undefined) found.delete(line.id)
    else found.set(line.id, line.entry)
  }
  return found
}

interface Dated {
  readonly validFrom?: string
}

/** Of the rows of one thing, in order of their first days, the one that had begun last by a local date; else the first. */
export function rowOn<T extends Dated>(rows: readonly T[], on: string): T | undefined {
  return rows.findLast(({ validFrom = '' }) => validFrom <= on) ?? rows[0]
}
