// What must be mended before a decision can be sent? One fault for a field, as a key that is said in the reader's
// language beside it. The service checks the same once more; a test holds the two together.
import type { TextKey } from '../words.ts'
import {
  codesOf,
  type Draft,
  dateOf,
  type MeasureDraft,
  secondsOf,
  shareOf,
  type TargetDraft,
  urgenciesOf,
} from './draft.ts'
import { measures } from './lists.ts'

export type FaultKey = Extract<TextKey, `fault.${string}`>

/** By the id of the field. */
export type Faults = ReadonlyMap<string, FaultKey>

export const targetField = (index: number, field: keyof TargetDraft) => `target-${index}-${field}`

const isWithin = (text: string, from: number, to: number) =>
  /^\s*\d{1,3}\s*$/.test(text) && Number(text) >= from && Number(text) <= to

export function faultsOf(draft: Draft): Faults {
  const faults = new Map<string, FaultKey>()
  const check = (field: string, isGood: boolean, fault: FaultKey) => {
    if (!isGood && !faults.has(field)) faults.set(field, fault)
  }
  check('id', /^[a-z0-9][a-z0-9.-]{0,59}$/.test(draft.id.trim()), 'fault.id')
  for (const [language, name] of Object.entries(draft.name)) {
    check(`name-${language}`, name.trim() !== '', 'fault.empty')
    check(`name-${language}`, name.trim().length <= 300, 'fault.long')
  }
  check('source', draft.source.trim() !== '', 'fault.empty')
  check('source', draft.source.trim().length <= 1000, 'fault.long')
  const [from, to] = [dateOf(draft.validFrom), dateOf(draft.validTo)]
  const isOpen = draft.validTo.trim() === ''
  check('validFrom', from !== undefined, 'fault.date')
  check('validTo', isOpen || to !== undefined, 'fault.date')
  check('validTo', isOpen || from === undefined || from < to!, 'fault.ends-before')
  check('clockStart', draft.clockStart !== '', 'fault.choose')
  for (const measure of measures) measureFaults(measure, draft.measures[measure], check)
  check(
    'excludedCodes',
    codesOf(draft.excludedCodes).every((code) => code.length <= 20),
    'fault.long',
  )
  check('targets', draft.targets.length > 0, 'fault.no-targets')
  targetFaults(draft, check)
  return faults
}

type Check = (field: string, isGood: boolean, fault: FaultKey) => void

function measureFaults(measure: string, draft: MeasureDraft, check: Check): void {
  if (draft.units === 'none') return
  check(`units-${measure}`, draft.units === 'any' || draft.types.length > 0, 'fault.no-types')
  if (draft.formation === 'units') check(`count-${measure}`, isWithin(draft.count, 1, 20), 'fault.number')
  if (draft.formation !== 'persons') return
  check(`leaders-${measure}`, isWithin(draft.leaders, 0, 9), 'fault.number')
  check(`crew-${measure}`, isWithin(draft.crew, 0, 60), 'fault.number')
  for (const [type, { leaders, crew }] of Object.entries(draft.strengths))
    check(`strength-${measure}-${type}`, isWithin(leaders, 0, 9) && isWithin(crew, 0, 30), 'fault.number')
}

function targetFaults({ targets, measures: drafts }: Draft, check: Check): void {
  const groups = new Map<string, string>()
  for (const [i, target] of targets.entries()) {
    const letters = urgenciesOf(target.urgencies)
    check(targetField(i, 'urgencies'), letters.length > 0, 'fault.empty')
    check(
      targetField(i, 'urgencies'),
      letters.every((letter) => letter.length <= 10),
      'fault.long',
    )
    for (const letter of letters) {
      const group = letters.join('+')
      check(targetField(i, 'urgencies'), (groups.get(letter) ?? group) === group, 'fault.two-groups')
      if (!groups.has(letter)) groups.set(letter, group)
    }
    check(targetField(i, 'zone'), target.zone.trim() !== '', 'fault.choose')
    check(targetField(i, 'measure'), target.measure !== '', 'fault.choose')
    const isTimed = target.measure === '' || drafts[target.measure].units !== 'none'
    check(targetField(i, 'measure'), isTimed, 'fault.no-units')
    const seconds = secondsOf(target.time)
    check(targetField(i, 'time'), seconds !== undefined && seconds >= 1 && seconds <= 86_400, 'fault.time')
    if (target.kind !== 'share') continue
    const share = shareOf(target.share)
    check(targetField(i, 'share'), share !== undefined && share > 0 && share <= 1, 'fault.share')
  }
}
