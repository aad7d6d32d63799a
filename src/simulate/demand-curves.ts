/**
 * How many tasks an hour? Yearly volume spread over months, weekdays and hours of the LOCAL day; every curve is brought
 * to a mean of one, so that a year adds up to the volume asked for.
 */
import type { Service } from '../domain/vocabulary.ts'

const emsHours = [
  0.62, 0.54, 0.47, 0.43, 0.42, 0.46, 0.58, 0.8, 1.1, 1.32, 1.42, 1.44, 1.4, 1.36, 1.32, 1.28, 1.24, 1.24,
  1.22, 1.18, 1.1, 1.0, 0.88, 0.74,
]
const rescueHours = [
  0.5, 0.42, 0.38, 0.36, 0.38, 0.46, 0.7, 0.98, 1.12, 1.18, 1.24, 1.28, 1.3, 1.32, 1.38, 1.48, 1.5, 1.44,
  1.36, 1.24, 1.1, 0.96, 0.78, 0.62,
]
/** Monday first. */
const weekdays = [1.02, 0.98, 0.98, 0.99, 1.04, 1.02, 0.97]
/** Friday and Saturday nights. */
const lateNight = 1.35
const months: Readonly<Record<Service, readonly number[]>> = {
  ems: [1.02, 1.0, 0.98, 0.96, 0.98, 1.01, 1.07, 1.02, 0.97, 0.98, 0.98, 1.03],
  rescue: [1.02, 0.92, 0.9, 0.96, 1.04, 1.1, 1.14, 1.06, 0.96, 0.96, 0.94, 1.0],
}
/** Share of EMS tasks at summer cottages: about 36 000 of them in the county, lived in mostly around July. */
const cottages = [0.005, 0.01, 0.015, 0.02, 0.05, 0.09, 0.14, 0.08, 0.03, 0.015, 0.005, 0.01]

const hoursPerYear = 8766

function weekOf(hours: readonly number[]): number[][] {
  const week = weekdays.map((day, weekday) =>
    hours.map((hour, h) => {
      const night = (weekday === 5 || weekday === 6) && h < 5
      return day * hour * (night ? lateNight : 1)
    }),
  )
  const mean = week.flat().reduce((sum, rate) => sum + rate, 0) / 168
  return week.map((day) => day.map((rate) => rate / mean))
}

const weeks: Readonly<Record<Service, number[][]>> = { ems: weekOf(emsHours), rescue: weekOf(rescueHours) }

const monthMean = (curve: readonly number[]) => curve.reduce((sum, value) => sum + value, 0) / 12

export interface LocalHour {
  /** 1..12 */
  readonly month: number
  /** 0 Monday .. 6 Sunday */
  readonly weekday: number
  /** 0..23 */
  readonly hour: number
}

/** Expected tasks in this hour when the year has `perYear`. */
export function tasksPerHour(service: Service, perYear: number, local: LocalHour): number {
  const curve = months[service]
  const season = curve[local.month - 1]! / monthMean(curve)
  return (perYear / hoursPerYear) * season * weeks[service][local.weekday]![local.hour]!
}

export function cottageShare(month: number): number {
  return cottages[month - 1]!
}
