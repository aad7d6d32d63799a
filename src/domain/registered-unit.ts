/** What does one line of a unit register say? Station and owner are still texts, to be checked against the county. */
import type { Service, UnitType } from './vocabulary.ts'

export interface RegisteredUnit {
  /** Of the file, from 1. */
  readonly line: number
  readonly unit: string
  readonly type: UnitType
  readonly service: Service
  /** Id or name. */
  readonly station?: string
  /** Code or name of a county; this one's own is no owner. */
  readonly owner?: string
  /** Local dates, half-open; absent: always. */
  readonly validFrom?: string
  readonly validTo?: string
}
