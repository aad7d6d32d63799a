/**
 * When on the local clock? Four parts of the week in which a crew on call is found at different places: at work, at home
 * awake, asleep, and at weekends. Every hour is in exactly one of them; public holidays are not told apart.
 */
export const hourBands = ['weekday-day', 'weekday-evening', 'night', 'weekend'] as const
export type HourBand = (typeof hourBands)[number]

/** Local hours, half-open. The night is that of every day. */
export const bandHours = { dayFrom: 7, eveningFrom: 17, nightFrom: 22 } as const

/** `weekday` 1 Monday to 7 Sunday, `hour` 0..23 of the local clock. */
export function hourBandOf(weekday: number, hour: number): HourBand {
  if (hour >= bandHours.nightFrom || hour < bandHours.dayFrom) return 'night'
  if (weekday > 5) return 'weekend'
  return hour < bandHours.eveningFrom ? 'weekday-day' : 'weekday-evening'
}
