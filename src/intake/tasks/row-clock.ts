/** When did each thing of a row happen? Written times, times of day and seconds after another time of the row, in order. */
import { createTimeReader, resolveInstant, shortened } from './local-time.ts'
import type { ImportProfile, TimeColumn } from './profile.ts'
import { RowFault } from './row-fault.ts'
import { columnNameOf } from './time-fields.ts'
import { createTimeOfDayReader, type DatedReading } from './time-of-day.ts'

/** The cell of a column, or one unit's part of it; '' when it tells nothing. */
export type TextOf = (column: string | undefined) => string

/** Times of the row known so far, by field, in epoch milliseconds. */
export type KnownTimes = { readonly [field: string]: number | undefined }

/** Reads the times of one row, and counts those in the repeated hour of autumn. */
export interface RowClock {
  /** Throws RowFault. `notBefore`: the row's previous time. */
  read(
    field: TimeColumn,
    textOf: TextOf,
    notBefore: number | undefined,
    known?: KnownTimes,
  ): number | undefined
  ambiguousTimes(): number
}

/** Longer is no duration of a task but a number of another kind, such as a time since 1970. */
const longestSeconds = 7 * 86_400

/** `dateOf`: the cell of the date, where times are of day. */
export type RowClockMaker = (dateOf: () => string) => RowClock

export function createRowClocks(
  profile: Pick<ImportProfile, 'time' | 'decimalSign' | 'format'>,
): RowClockMaker {
  const readWritten = createWrittenReader(profile.time, profile.format !== 'csv')
  const readSeconds = createSecondsReader(profile.decimalSign)
  return (dateOf) => {
    let ambiguous = 0
    return {
      ambiguousTimes: () => ambiguous,
      read(field, textOf, notBefore, known = {}) {
        const column = columnNameOf(field)
        const text = textOf(column)
        if (text === '') return undefined
        const reading =
          typeof field === 'object'
            ? readSeconds(text, field.secondsAfter, known)
            : readWritten(text, dateOf, notBefore)
        if ('fault' in reading) throw new RowFault(`column "${column}": ${reading.fault}`)
        if (reading.isAmbiguous) ambiguous++
        return reading.at
      },
    }
  }
}

type WrittenReader = (text: string, dateOf: () => string, notBefore: number | undefined) => DatedReading

function createWrittenReader(time: ImportProfile['time'], dateCells: boolean): WrittenReader {
  if (time.kind === 'times-of-day') {
    const readTimeOfDay = createTimeOfDayReader(time, dateCells)
    return (text, dateOf, notBefore) => readTimeOfDay(text, dateOf(), notBefore)
  }
  const readTime = createTimeReader({ ...time, dateCells })
  return (text, _dateOf, notBefore) => {
    const reading = readTime(text)
    if ('fault' in reading) return reading
    return { at: resolveInstant(reading.instants, notBefore), isAmbiguous: reading.instants.length > 1 }
  }
}

function createSecondsReader(decimalSign: '.' | ',') {
  const shape = decimalSign === ',' ? /^\d+(,\d+)?$/ : /^\d+(\.\d+)?$/
  return (text: string, base: string, known: KnownTimes): DatedReading => {
    const seconds = shape.test(text) ? Number(text.replace(',', '.')) : Number.NaN
    if (!(seconds <= longestSeconds))
      return {
        fault: `found '${shortened(text)}'; expected seconds after ${base}: a number from 0 to ${longestSeconds}, with decimal sign "${decimalSign}"`,
      }
    const from = known[base]
    if (from === undefined)
      return { fault: `found ${seconds} seconds after ${base}, but the row does not tell that time` }
    return { at: from + Math.round(seconds * 1000), isAmbiguous: false }
  }
}
