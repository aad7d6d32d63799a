// How does a period look while it is being written? Texts as typed, what is wrong with them, and the period they mean.
import type { PeriodInput, PeriodView } from '../../src/contract/readiness.ts'
import { durationText } from '../formats.ts'
import type { Service, UnitType } from '../vocabulary.ts'
import type { TextKey } from '../words.ts'

export interface Draft {
  readonly slot: string
  readonly service: Service
  readonly kind: PeriodView['kind']
  readonly leaders: string
  readonly people: string
  readonly types: readonly UnitType[]
  readonly weekdays: readonly number[]
  readonly from: string
  readonly to: string
  readonly validFrom: string
  readonly validTo: string
  readonly dateConfirmed: boolean
  readonly demo: boolean
  readonly median: string
  readonly p90: string
  readonly source: string
}

export const kinds = ['24/7', 'daytime', 'on-call'] as const satisfies readonly PeriodView['kind'][]
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
export const everyDay: readonly number[] = [1, 2, 3, 4, 5, 6, 7]
/** Field by field, in the order of the form. */
export type Faults = ReadonlyMap<string, TextKey>

const typed = (value: number | undefined) => (value === undefined ? '' : String(value))
const timed = (seconds: number | undefined) => (seconds === undefined ? '' : durationText(seconds))

export function draftOf(period: PeriodView): Draft {
  const { slot, service, kind, strength, unitTypes, weekdays, from, to, turnout } = period
  return {
    ...{ slot, service, kind, weekdays, from, to, types: unitTypes },
    ...{ leaders: typed(strength?.leaders), people: typed(strength?.crew) },
    ...{ validFrom: period.validFrom, validTo: period.validTo ?? '', dateConfirmed: period.dateConfirmed },
    ...{ demo: period.demo, median: timed(turnout?.medianSeconds), p90: timed(turnout?.p90Seconds) },
    source: period.source ?? '',
  }
}

export function emptyDraft(service: Service, today: string): Draft {
  return {
    ...{ slot: '', service, kind: '24/7', leaders: '', people: '', types: [], weekdays: everyDay },
    ...{ from: '00:00', to: '24:00', validFrom: today, validTo: '', dateConfirmed: true, demo: false },
    ...{ median: '', p90: '', source: '' },
  }
}

/** Around the clock has no hours of its own to choose. */
export function ofKind(draft: Draft, kind: Draft['kind']): Draft {
  if (kind === '24/7') return { ...draft, kind, from: '00:00', to: '24:00', weekdays: everyDay }
  const wasAllDay = draft.kind === '24/7'
  const hours = kind === 'daytime' ? { from: '08:00', to: '20:00' } : { from: '16:00', to: '07:00' }
  return { ...draft, kind, ...(wasAllDay ? hours : {}) }
}

/** '8:00', '0800' and '8.00' as '08:00'; `undefined` for no time of a clock. */
export function clockOf(text: string): string | undefined {
  const [, hours, minutes] = /^(\d{1,2})[:.]?(\d{2})$/.exec(text.trim()) ?? []
  if (hours === undefined || Number(minutes) > 59) return undefined
  const clock = `${hours.padStart(2, '0')}:${minutes}`
  return clock <= '24:00' ? clock : undefined
}

/** 'm:ss' as seconds, at most an hour. */
export function secondsOf(text: string): number | undefined {
  const [, minutes, seconds] = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim()) ?? []
  if (minutes === undefined || Number(seconds) > 59) return undefined
  const found = Number(minutes) * 60 + Number(seconds)
  return found <= 3600 ? found : undefined
}

export function faultsOf(draft: Draft): Faults {
  const faults = new Map<string, TextKey>()
  const check = (field: string, isFine: boolean, fault: TextKey) => {
    if (!isFine && !faults.has(field)) faults.set(field, fault)
  }
  const { slot, leaders, people, weekdays, validFrom, validTo, median, p90 } = draft
  check('slot', slot.trim() !== '', 'shift.fault.needed')
  const both = (leaders.trim() === '') === (people.trim() === '')
  for (const [field, text] of [
    ['leaders', leaders],
    ['people', people],
  ] as const)
    check(field, text.trim() === '' ? both : /^\d{1,2}$/.test(text.trim()), 'shift.fault.count')
  check('weekdays', weekdays.length > 0, 'shift.fault.weekday')
  const [from, to] = [clockOf(draft.from), clockOf(draft.to)]
  check('from', from !== undefined && from !== '24:00', 'shift.fault.clock')
  check('to', to !== undefined, 'shift.fault.clock')
  check('to', from === undefined || from !== to, 'shift.fault.same')
  check('validFrom', isDate(validFrom), 'shift.fault.date')
  check('validTo', validTo === '' || isDate(validTo), 'shift.fault.date')
  check('validTo', validTo === '' || validTo > validFrom, 'shift.fault.order')
  const [half, most] = [secondsOf(median), secondsOf(p90)]
  check('median', median.trim() === '' || half !== undefined, 'shift.fault.duration')
  check('p90', p90.trim() === '' || most !== undefined, 'shift.fault.duration')
  check('p90', (median.trim() === '') === (p90.trim() === '') && !(most! < half!), 'shift.fault.p90')
  return faults
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** A draft without faults as the service takes it. */
export function periodOf(draft: Draft, id: string): PeriodInput {
  const { slot, service, kind, leaders, people, types, weekdays, validFrom, validTo, median, p90 } = draft
  const { dateConfirmed, demo, source } = draft
  return {
    ...{ id, slot: slot.trim(), service, kind, unitTypes: [...types], weekdays: [...weekdays] },
    ...{ from: clockOf(draft.from)!, to: clockOf(draft.to)!, validFrom, dateConfirmed, demo },
    ...(leaders.trim() === '' ? {} : { strength: { leaders: Number(leaders), crew: Number(people) } }),
    ...(validTo === '' ? {} : { validTo }),
    ...(median.trim() === ''
      ? {}
      : { turnout: { medianSeconds: secondsOf(median)!, p90Seconds: secondsOf(p90)! } }),
    ...(source.trim() === '' ? {} : { source: source.trim() }),
  }
}

/** Told from the station and the crew, and from no other period: `laukaa-spearhead`, `laukaa-spearhead-2`. */
export function freeId(station: string, slot: string, taken: readonly string[]): string {
  const plain = slot
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const stem = `${station}-${plain || 'crew'}`.slice(0, 70)
  let n = 2
  while (taken.includes(`${stem}-${n}`)) n += 1
  return taken.includes(stem) ? `${stem}-${n}` : stem
}
