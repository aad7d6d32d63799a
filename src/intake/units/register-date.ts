/** Which day does a register mean? '2025-01-01' or '1.1.2025', and of a sheet the midnight on which it begins. */
import { DateTime } from 'luxon'

/** As 'YYYY-MM-DD', `laterDays` after the one written; `undefined` for what is no date. */
export function registerDate(text: string, laterDays = 0): string | undefined {
  for (const format of ['yyyy-MM-dd', 'd.M.yyyy']) {
    const found = DateTime.fromFormat(text.trim().replace(/T00:00:00$/, ''), format, { zone: 'utc' })
    if (found.isValid && found.year >= 1900) return found.plus({ days: laterDays }).toISODate()
  }
  return undefined
}
