// Which instant does a Helsinki date and clock time mean, and what does the clock show at an instant?

const format = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: 'Europe/Helsinki', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
})

export interface LocalTime {
  /** `2026-11-21` */
  readonly date: string
  /** `14:05:09` */
  readonly time: string
}

export function localTimeOf(at: number): LocalTime {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const { year, month, day, hour, minute, second } = parts
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}:${second}` }
}

/** `14:05`, `14.05.09` and `9:05:09` are all read; anything else is undefined. */
export function readClock(text: string): string | undefined {
  const found = /^\s*(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?\s*$/.exec(text)
  if (!found) return undefined
  const [hour, minute, second] = [found[1], found[2], found[3] ?? '0'].map(Number) as [number, number, number]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')
}

/**
 * The instant nearest to `near` at which the clock shows this: on the night when an hour is repeated there are two, and
 * in the hour that spring skips there is none.
 */
export function instantOf({ date, time }: LocalTime, near: number): number | undefined {
  const clock = readClock(time)
  if (clock === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  const candidates = ['+02:00', '+03:00']
    .map((offset) => Date.parse(`${date}T${clock}${offset}`))
    .filter((at) => {
      if (Number.isNaN(at)) return false
      const shown = localTimeOf(at)
      return shown.date === date && shown.time === clock
    })
  return candidates.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))[0]
}
