/** What may be asked of the figures, and what they answer. */
import type { RowFlag } from '../domain/judged-row.ts'
import type { ExclusionReason, Measure, Service } from '../domain/vocabulary.ts'

/** What a slice may be split by beyond decision, urgency group, zone and measure. */
export const dimensions = [
  'urgency',
  'municipality',
  'station',
  'cell',
  'year',
  'month',
  'weekday',
  'hour',
  'band',
] as const
export type Dimension = (typeof dimensions)[number]

/** What every group is of, and so not split by. */
export const groupKeys = ['decision', 'urgencyGroup', 'zone', 'measure'] as const
export type GroupKey = (typeof groupKeys)[number]

/**
 * The word by which rows without a text are found. An urgency group is never absent; year, month, weekday (1 Monday to
 * 7 Sunday), hour (00 to 23) and band (`bands`) are of the local clock, so that every row has them.
 */
export const absentText: Readonly<Partial<Record<Dimension | GroupKey, string>>> = {
  ...{ decision: 'none', measure: 'none', urgency: 'none' },
  ...{ zone: 'unknown', municipality: 'unknown', station: 'unknown', cell: 'unknown' },
}

export interface Slice {
  readonly service: Service
  /** Epoch milliseconds, half-open. */
  readonly from: number
  readonly to: number
  readonly by?: readonly Dimension[]
  /** Rows without the text are found by its `absentText`. */
  readonly where?: Readonly<Partial<Record<Dimension | GroupKey, string>>>
  /**
   * Puts all rows on one grid, whatever each was judged by (trap 42): the zone is then what this answers for the row's
   * cell; none without a cell or without an answer. Each different cell is asked for once, as long as the same function
   * is given.
   */
  readonly zoneOfCell?: (cell: string) => string | undefined
  /** What groups shall tell beside the reach times. */
  readonly with?: readonly ('parts' | 'cancelled')[]
}

export interface Group {
  readonly decision?: string
  readonly urgencyGroup: string
  readonly zone?: string
  readonly measure?: Measure
  readonly by: Readonly<Partial<Record<Dimension, string>>>
  readonly total: number
  readonly excluded: Readonly<Partial<Record<ExclusionReason, number>>>
  /** Reach times of the used tasks, ascending whole seconds. */
  readonly seconds: Int32Array
  /** How many rows, used or excluded, carry each flag. */
  readonly flagged: Readonly<Record<RowFlag, number>>
  /** With 'parts': ascending; only of units alerted at their station (trap 10). */
  readonly turnoutSeconds?: Int32Array
  /** With 'parts': ascending. */
  readonly driveSeconds?: Int32Array
  /** With 'parts': turnouts left out because the unit was alerted away from its station. */
  readonly mobile?: number
  /** With 'cancelled': from clock start to cancellation, ascending (trap 27). */
  readonly cancelledSeconds?: Int32Array
}

/** Tasks counted once each, by the measure that the slice asks for, else by their first. */
export interface Totals {
  readonly total: number
  readonly used: number
  readonly excluded: Readonly<Partial<Record<ExclusionReason, number>>>
}
