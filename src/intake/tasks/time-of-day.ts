/**
 * When was that, if the row tells a date once and times of day after it? Each time is the first one of its clock face
 * at or after the row's previous time, so that a task may pass midnight.
 */
import { IANAZone } from 'luxon'
import {
  createInstantsOf,
  createTokenParser,
  dayMs,
  parseDateCell,
  resolveInstant,
  shortened,
} from './local-time.ts'
import type { ImportProfile } from './profile.ts'

export type DatedReading = { readonly at: number; readonly isAmbiguous: boolean } | { readonly fault: string }

/** `notBefore`: the row's previous time, absent for its first, which is on the date itself. */
export type TimeOfDayReader = (text: string, date: string, notBefore: number | undefined) => DatedReading

/** A task that passes midnight and then lasts longer is more likely a time that ran backwards. */
const longestWrapHours = 12

/** `time` is of kind times-of-day and without fault. */
export function createTimeOfDayReader(time: ImportProfile['time'], dateCells = false): TimeOfDayReader {
  const { zone: name, format, date } = time
  const resolutionMs = time.resolutionSeconds * 1000
  const zone = IANAZone.create(name)
  const instantsOf = createInstantsOf(name)
  const parseDateText = createTokenParser(date!.format)
  const parseDate = (text: string) => (dateCells ? parseDateCell(text) : undefined) ?? parseDateText(text)
  // 24:00 comes out as a whole day: the next midnight.
  const parseTimeText = createTokenParser(`yyyy-MM-dd ${format}`)
  const parseTime = (text: string) =>
    (dateCells ? parseDateCell(`2000-01-01T${text}`) : undefined) ?? parseTimeText(`2000-01-01 ${text}`)
  const skipped = (text: string) => ({
    fault: `found '${shortened(text)}', which no clock in ${name} shows: the hour is skipped in spring`,
  })

  const onDate = (text: string, timeOfDay: number, dateText: string): DatedReading => {
    if (dateText === '')
      return { fault: `found '${shortened(text)}' but no date in column "${date!.column}"; expected both` }
    const day = parseDate(dateText)
    if (!day)
      return { fault: `the date is '${shortened(dateText)}'; expected one written as ${date!.format}` }
    const instants = instantsOf(Math.floor(day.ms / dayMs) * dayMs + timeOfDay)
    return instants.length > 0 ? chosen(instants, undefined) : skipped(text)
  }

  const after = (text: string, timeOfDay: number, exact: number): DatedReading => {
    // 10:00 in whole minutes is not before 10:00:45, which may be known from seconds after another time.
    const previous = exact - (exact % resolutionMs)
    const previousWall = previous + zone.offset(previous) * 60_000
    const midnight = Math.floor(previousWall / dayMs) * dayMs
    const sameDay = midnight + (timeOfDay % dayMs)
    const today = instantsOf(sameDay)
    if (today.some((at) => at >= previous)) return chosen(today, previous)
    if (today.length === 0 && sameDay >= previousWall) return skipped(text)
    const tomorrow = instantsOf(sameDay + dayMs)
    if (tomorrow.length === 0) return skipped(text)
    const hours = (tomorrow[0]! - previous) / 3_600_000
    return hours > longestWrapHours ? wrapFault(text, hours) : chosen(tomorrow, previous)
  }

  const onItsOwnDate = (text: string, wallMs: number, notBefore: number | undefined): DatedReading => {
    const instants = instantsOf(wallMs)
    return instants.length > 0 ? chosen(instants, notBefore) : skipped(text)
  }

  return (text, dateText, notBefore) => {
    const dated = dateCells ? parseDateCell(text) : undefined
    if (dated) return onItsOwnDate(text, dated.ms, notBefore)
    const written = parseTime(text)
    if (!written) return { fault: `found '${shortened(text)}'; expected a time of day written as ${format}` }
    const timeOfDay = written.ms - Date.UTC(2000, 0, 1)
    return notBefore === undefined ? onDate(text, timeOfDay, dateText) : after(text, timeOfDay, notBefore)
  }
}

function chosen(instants: readonly number[], notBefore: number | undefined): DatedReading {
  return { at: resolveInstant(instants, notBefore), isAmbiguous: instants.length > 1 }
}

function wrapFault(text: string, hours: number): DatedReading {
  const late = Math.floor(hours)
  return {
    fault: `found '${shortened(text)}', earlier than the row's previous time: as a time past midnight it would be ${late} hours later; expected at most ${longestWrapHours}`,
  }
}
