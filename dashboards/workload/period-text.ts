// What is a month or half-year called? `lokakuu 2026`, `tammi–kesäkuu 2026`.
import type { Words } from '../words.ts'
import { isHalf } from './address.ts'

export function periodText(period: string, { t, month }: Words): string {
  if (!isHalf(period)) return month(period)
  return t(period.endsWith('1') ? 'workload.half.first' : 'workload.half.second', {
    year: period.slice(0, 4),
  })
}
