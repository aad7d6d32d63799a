/**
 * When was that? Reads one written time in the profile's zone. A local time may name no instant (the hour skipped in
 * spring), one, or two (the hour repeated in autumn); only the row's own order can tell the two apart.
 */
import { DateTime, IANAZone } from 'luxon'
import { createQuickParser } from './number-format.ts'

export interface TimeFormat {
  readonly zone: string
  /** Luxon tokens, or 'iso'. */
  readonly format: string
  /** Cells of a sheet that are dates are read as `2026-07-01T10:00:00`, beside the format. */
  readonly dateCells?: boolean
}

/** One or two instants in epoch milliseconds, earlier first; none when the local time does not exist or cannot be read. */
export type TimeReading = { readonly instants: readonly number[] } | { readonly fault: string }

export type TimeReader = (text: string) => TimeReading

export const dayMs = 86_400_000
const isoShape = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(?<offset>Z|[+-]\d{2}(:?\d{2})?)?$/i

export function createTimeReader({ zone, format, dateCells = false }: TimeFormat): TimeReader {
  const readInstants = createInstantsOf(zone)
  const parseText = format === 'iso' ? parseIso : createTokenParser(format)
  const parse = (text: string) => (dateCells ? parseDateCell(text) : undefined) ?? parseText(text)
  return (text) => {
    const found = parse(text)
    if (!found) return { fault: `found '${shortened(text)}'; expected a time written as ${format}` }
    if (found.absolute) return { instants: [found.ms] }
    const instants = readInstants(found.ms)
    if (instants.length > 0) return { instants }
    return {
      fault: `found '${shortened(text)}', which no clock in ${zone} shows: the hour is skipped in spring`,
    }
  }
}

/**
 * Chooses between the two instants of a repeated hour: the first that is not before `notBefore`, the row's previous
 * time (trap 16). Where the order does not help, the first occurrence.
 */
export function resolveInstant(instants: readonly number[], notBefore: number | undefined): number {
  return instants.find((instant) => notBefore === undefined || instant >= notBefore) ?? instants[0]!
}

/** `ms` of a time without an offset is its wall clock read as if it were UTC. */
export interface Written {
  readonly ms: number
  readonly absolute: boolean
}

function parseIso(text: string): Written | undefined {
  const shape = isoShape.exec(text)
  if (!shape) return undefined
  const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' })
  return time.isValid ? { ms: time.toMillis(), absolute: shape.groups?.offset !== undefined } : undefined
}

const dateCell = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?$/

/** A cell that is a date and a time, as the sheet reader writes it; its clock is local. */
export function parseDateCell(text: string): Written | undefined {
  return dateCell.test(text) ? { ms: Date.parse(`${text}Z`), absolute: false } : undefined
}

export function createTokenParser(format: string): (text: string) => Written | undefined {
  // The locale is fixed so that AM, PM and month names do not depend on the machine.
  const parser = DateTime.buildFormatParser(format, { locale: 'en' })
  const tokens = format.replaceAll(/'[^']*'/g, '')
  const absolute = /[Zz]/.test(tokens)
  const hasMeridiem = /a/.test(tokens)
  const quick = createQuickParser(format)
  return (text) => {
    const ms = quick?.(text)
    if (ms !== undefined) return { ms, absolute: false }
    const time = DateTime.fromFormatParser(text, parser, { zone: 'utc', locale: 'en' })
    if (!time.isValid) return undefined
    // luxon reads "03:00 PM" and "15:00 PM" alike, but also "15:00 AM", where one of the two is wrong.
    if (hasMeridiem && !absolute && time.hour >= 12 !== /pm/i.test(text)) return undefined
    return { ms: time.toMillis(), absolute }
  }
}

/** Wall clock to instants. No zone changes its clock twice within two days, so a day's two edges show both offsets. */
export function createInstantsOf(zoneName: string): (wallMs: number) => number[] {
  const zone = IANAZone.create(zoneName)
  const offsetAt = (at: number) => zone.offset(at) * 60_000
  const days = new Map<number, readonly number[]>()
  const offsetsOfDay = (day: number): readonly number[] => {
    const known = days.get(day)
    if (known) return known
    if (days.size > 20_000) days.clear()
    const offsets = [...new Set([offsetAt((day - 1) * dayMs), offsetAt((day + 2) * dayMs)])]
    days.set(day, offsets)
    return offsets
  }
  return (wallMs) => {
    const offsets = offsetsOfDay(Math.floor(wallMs / dayMs))
    if (offsets.length === 1) return [wallMs - offsets[0]!]
    const instants = offsets.map((offset) => wallMs - offset)
    return instants.filter((at, index) => offsetAt(at) === offsets[index]).sort((a, b) => a - b)
  }
}

export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
