// Which words does a decision choose from? Lists in the order they are shown; a word missing here fails the type check.
import type { DecisionBody } from '../../src/contract/decision-list.ts'
import type { Measure, UnitType } from '../vocabulary.ts'

export type ClockStart = DecisionBody['clockStart']
export type UrgencyRule = NonNullable<DecisionBody['urgencyRule']>
export type TaskOrigin = DecisionBody['excludedOrigins'][number]

function all<T extends string>(words: Readonly<Record<T, true>>): readonly T[] {
  return Object.keys(words) as T[]
}

export const measures = all<Measure>({
  'first-unit': true,
  'second-unit': true,
  ambulance: true,
  'advanced-life-support': true,
  'effective-action': true,
  'full-response': true,
  turnout: true,
  drive: true,
})

export const clockStarts = all<ClockStart>({
  'earliest-alert': true,
  'task-created': true,
  'arriving-unit-alert': true,
  'earliest-en-route': true,
  'arriving-unit-en-route': true,
})

export const urgencyRules = all<UrgencyRule>({ 'first-alert': true, highest: true, last: true })

export const taskOrigins = all<TaskOrigin>({
  'emergency-centre': true,
  'transfer-order': true,
  'safety-phone': true,
  other: true,
})

export const unitTypes = all<UnitType>({
  'first-response': true,
  bls: true,
  als: true,
  assessment: true,
  'field-commander': true,
  'doctor-helicopter': true,
  'rescue-unit': true,
  spearhead: true,
  'rescue-officer': true,
  support: true,
  other: true,
})

/** Transfers between institutions: in some counties judged, in others only workload. */
export const transferCode = '707'
