/** What does each group count? Exclusions, flags, and the seconds that were asked for. */
import { type RowFlag, rowFlags } from '../domain/judged-row.ts'
import { type ExclusionReason, exclusionReasons } from '../domain/vocabulary.ts'
import type { Axis } from './axes.ts'
import { type Block, type Columns, eachBlockOf, rowMask, secondsOf } from './columns.ts'
import { countAlong, type Grouping, valuesByGroup } from './grouping.ts'
import type { Group, Slice } from './slice.ts'

/** Rows of each group, and of them those excluded by reason, in the order of the vocabulary. */
export function excludedByGroup(
  rows: Int32Array,
  grouping: Grouping,
  reasons: Axis,
): Pick<Group, 'total' | 'excluded'>[] {
  const counts = countAlong(rows, grouping, reasons)
  const known = exclusionReasons.flatMap((reason) => {
    const number = reasons.numberOf(reason)
    return number === undefined ? [] : [{ reason, number }]
  })
  return Array.from(grouping.samples, (_, group) => {
    const start = group * reasons.size
    let total = 0
    for (let i = start; i < start + reasons.size; i++) total += counts[i]!
    const excluded: Partial<Record<ExclusionReason, number>> = {}
    for (const { reason, number } of known) {
      const count = counts[start + number]!
      if (count > 0) excluded[reason] = count
    }
    return { total, excluded }
  })
}

const flagNames = Object.keys(rowFlags) as RowFlag[]

export function flaggedByGroup(
  columns: Columns,
  rows: Int32Array,
  { groupOf, samples }: Grouping,
): Record<RowFlag, number>[] {
  const bits = Int32Array.from(flagNames, (name) => rowFlags[name])
  const counts = new Int32Array(samples.length * bits.length)
  eachBlockOf(columns, rows, ({ flags }, from, to) =>
    countFlags(rows, flags, groupOf, bits, counts, from, to),
  )
  return Array.from(samples, (_, group) => {
    const named = {} as Record<RowFlag, number>
    for (let i = 0; i < flagNames.length; i++) named[flagNames[i]!] = counts[group * bits.length + i]!
    return named
  })
}

function countFlags(
  rows: Int32Array,
  flags: Uint8Array,
  groupOf: Int32Array,
  bits: Int32Array,
  counts: Int32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const own = flags[rows[i]! & rowMask]!
    // Most rows carry none.
    if (own === 0) continue
    const at = groupOf[i]! * bits.length
    for (let bit = 0; bit < bits.length; bit++) if ((own & bits[bit]!) !== 0) counts[at + bit]!++
  }
}

type Extras = Pick<Group, 'turnoutSeconds' | 'driveSeconds' | 'mobile' | 'cancelledSeconds'>

/** What the slice asks for beside the reach times, by group. */
export function extrasByGroup(
  columns: Columns,
  rows: Int32Array,
  grouping: Grouping,
  asked: Slice['with'] = [],
): (group: number) => Extras {
  const parts = asked.includes('parts') ? partsByGroup(columns, rows, grouping) : undefined
  const cancelled = asked.includes('cancelled')
    ? valuesByGroup(grouping, secondsOf(columns, 'cancelledSeconds', rows))
    : undefined
  return (group) => ({
    ...parts?.(group),
    ...(cancelled ? { cancelledSeconds: cancelled[group]! } : {}),
  })
}

function partsByGroup(columns: Columns, rows: Int32Array, grouping: Grouping): (group: number) => Extras {
  const turnouts = secondsOf(columns, 'turnoutSeconds', rows)
  const mobile = new Int32Array(grouping.samples.length)
  eachBlockOf(columns, rows, ({ flags }: Block, from, to) => {
    for (let i = from; i < to; i++) {
      if (turnouts[i]! < 0 || (flags[rows[i]! & rowMask]! & rowFlags.mobile) === 0) continue
      turnouts[i] = -1
      mobile[grouping.groupOf[i]!]!++
    }
  })
  const turnoutSeconds = valuesByGroup(grouping, turnouts)
  const driveSeconds = valuesByGroup(grouping, secondsOf(columns, 'driveSeconds', rows))
  return (group) => ({
    turnoutSeconds: turnoutSeconds[group]!,
    driveSeconds: driveSeconds[group]!,
    mobile: mobile[group]!,
  })
}

/** The rows that are their tasks' first. */
export function firstMeasures(columns: Columns, rows: Int32Array): Int32Array {
  const first = new Int32Array(rows.length)
  let count = 0
  eachBlockOf(columns, rows, ({ ordinal }, from, to) => {
    for (let i = from; i < to; i++) if (ordinal[rows[i]! & rowMask] === 0) first[count++] = rows[i]!
  })
  return first.subarray(0, count)
}
