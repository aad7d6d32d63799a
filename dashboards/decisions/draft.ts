// How is a decision held while it is being written? As texts, so that what is half typed stays as it is typed.
import type { DecisionBody } from '../../src/contract/decision-list.ts'
import { durationText } from '../formats.ts'
import type { Measure, Service, UnitType } from '../vocabulary.ts'
import { languages, services } from '../vocabulary.ts'
import {
  type ClockStart,
  clockStarts,
  measures,
  type TaskOrigin,
  taskOrigins,
  type UrgencyRule,
  unitTypes,
  urgencyRules,
} from './lists.ts'

export interface StrengthDraft {
  readonly leaders: string
  readonly crew: string
}

export interface MeasureDraft {
  readonly units: 'none' | 'any' | 'chosen'
  readonly types: readonly UnitType[]
  /** Empty: the clock of the decision. */
  readonly clock: ClockStart | ''
  readonly formation: 'one' | 'units' | 'persons'
  readonly count: string
  readonly leaders: string
  readonly crew: string
  readonly strengths: Readonly<Partial<Record<UnitType, StrengthDraft>>>
}

/** A share to be met within a time, or a mean; `time` in minutes and seconds, `share` in per cent. */
export interface TargetDraft {
  readonly kind: 'share' | 'mean'
  readonly urgencies: string
  readonly zone: string
  readonly measure: Measure | ''
  readonly time: string
  readonly share: string
  readonly official: boolean
}

export interface Draft {
  readonly id: string
  readonly service: Service
  readonly name: Readonly<Record<'fi' | 'sv' | 'en', string>>
  readonly validFrom: string
  readonly validTo: string
  readonly source: string
  readonly zoneSystem: string
  readonly clockStart: ClockStart | ''
  readonly urgencyRule: UrgencyRule
  readonly measures: Readonly<Record<Measure, MeasureDraft>>
  readonly excludedCodes: string
  readonly excludedOrigins: readonly TaskOrigin[]
  readonly targets: readonly TargetDraft[]
}

const noMeasure: MeasureDraft = {
  ...{ units: 'none', types: [], clock: '', formation: 'one' },
  ...{ count: '2', leaders: '1', crew: '3', strengths: {} },
}

export function emptyDraft(service: Service, today: string): Draft {
  return draftFrom({
    service,
    validFrom: today,
    clockStart: 'earliest-alert',
    excludedOrigins: taskOrigins.slice(1),
  })
}

type Fields = Readonly<Record<string, unknown>>

const fields = (value: unknown): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const among = <T extends string, U>(words: readonly T[], value: unknown, otherwise: U): T | U =>
  words.find((word) => word === value) ?? otherwise

/** Also of a file that is not quite a decision: what cannot be read is left empty, for the writer to see. */
export function draftFrom(input: unknown): Draft {
  const body = fields(input)
  const name = fields(body.name)
  return {
    id: text(body.id),
    service: among(services, body.service, 'ems' as Service),
    name: Object.fromEntries(languages.map((language) => [language, text(name[language])])) as Draft['name'],
    validFrom: typedDate(text(body.validFrom)),
    validTo: typedDate(text(body.validTo)),
    source: text(body.source),
    zoneSystem: text(body.zoneSystem),
    clockStart: among(clockStarts, body.clockStart, ''),
    urgencyRule: among(urgencyRules, body.urgencyRule, 'first-alert' as UrgencyRule),
    measures: Object.fromEntries(
      measures.map((measure) => [measure, measureFrom(body, measure)]),
    ) as Draft['measures'],
    excludedCodes: list(body.excludedCodes).map(text).join(', '),
    excludedOrigins: taskOrigins.filter((origin) => list(body.excludedOrigins).includes(origin)),
    targets: [
      ...list(body.targets).map((target) => targetFrom('share', fields(target))),
      ...list(body.means).map((target) => targetFrom('mean', fields(target))),
    ],
  }
}

function measureFrom(body: Fields, measure: Measure): MeasureDraft {
  const units = fields(body.qualifyingUnits)[measure]
  const formation = fields(fields(body.formations)[measure])
  const strengths = fields(formation.strengths)
  return {
    ...noMeasure,
    units: units === 'any' ? 'any' : Array.isArray(units) ? 'chosen' : 'none',
    types: unitTypes.filter((type) => list(units).includes(type)),
    clock: among(clockStarts, fields(body.clockStarts)[measure], ''),
    formation: 'units' in formation ? 'units' : 'leaders' in formation ? 'persons' : 'one',
    ...('units' in formation ? { count: text(formation.units) } : {}),
    ...('leaders' in formation ? { leaders: text(formation.leaders), crew: text(formation.crew) } : {}),
    strengths: Object.fromEntries(
      unitTypes.flatMap((type) => {
        if (!(type in strengths)) return []
        const { leaders, crew } = fields(strengths[type])
        return [[type, { leaders: text(leaders), crew: text(crew) }]]
      }),
    ),
  }
}

function targetFrom(kind: TargetDraft['kind'], target: Fields): TargetDraft {
  const seconds = kind === 'share' ? target.withinSeconds : target.meanSeconds
  return {
    kind,
    urgencies: list(target.urgencies).map(text).join('+'),
    zone: text(target.zone),
    measure: among(measures, target.measure, ''),
    time: typeof seconds === 'number' ? durationText(seconds) : '',
    share: typeof target.requiredShare === 'number' ? percentFrom(target.requiredShare) : '',
    official: target.official === true,
  }
}

/** 0.905 is 90.5: without the crumbs of binary fractions. */
function percentFrom(share: number): string {
  return String(Math.round(share * 1e6) / 1e4).replace('.', ',')
}

/** `8:00` as seconds; nothing where it is not minutes and seconds (trap 61: `8.5` could be either). */
export function secondsOf(time: string): number | undefined {
  const [, minutes, seconds] = /^\s*(\d{1,4}):([0-5]\d)\s*$/.exec(time) ?? []
  return minutes === undefined ? undefined : Number(minutes) * 60 + Number(seconds)
}

/** `90` or `90,5` per cent as a share. */
export function shareOf(percent: string): number | undefined {
  if (!/^\s*\d{1,3}([.,]\d{1,4})?\s*$/.test(percent)) return undefined
  return Math.round(Number(percent.trim().replace(',', '.')) * 1e4) / 1e6
}

/** `1.1.2026`, or `2026-01-01`, as the latter; nothing where it is no day of the calendar. */
export function dateOf(typed: string): string | undefined {
  const [, day, month, year] = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*$/.exec(typed) ?? []
  const date =
    year === undefined ? typed.trim() : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  const at = Date.parse(`${date}T00:00:00Z`)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(at)
  return isDay && new Date(at).toISOString().startsWith(date) ? date : undefined
}

/** As it is written in Finland in all three languages; what is no date stays as it is. */
function typedDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  return year === undefined ? date : `${Number(day)}.${Number(month)}.${year}`
}

export const urgenciesOf = (typed: string): string[] =>
  typed.split(/[+\s,]+/).filter((letter) => letter !== '')
export const codesOf = (typed: string): string[] => typed.split(/[\s,;]+/).filter((code) => code !== '')
const wholeNumber = (typed: string): number => (/^\s*\d{1,3}\s*$/.test(typed) ? Number(typed) : Number.NaN)

/** As it would be sent. Meant for a draft without faults; of another, what cannot be read is not a number or empty. */
export function bodyOf(draft: Draft): DecisionBody {
  const used = measures.filter((measure) => draft.measures[measure].units !== 'none')
  const byMeasure = <T>(value: (measure: MeasureDraft) => T | undefined) =>
    Object.fromEntries(
      used.flatMap((measure) => {
        const found = value(draft.measures[measure])
        return found === undefined ? [] : [[measure, found]]
      }),
    )
  const clocks = byMeasure(({ clock }) => (clock === '' ? undefined : clock))
  const formations = byMeasure(formationOf)
  const means = draft.targets.filter(({ kind }) => kind === 'mean')
  return {
    id: draft.id.trim(),
    service: draft.service,
    name: { fi: draft.name.fi.trim(), sv: draft.name.sv.trim(), en: draft.name.en.trim() },
    validFrom: dateOf(draft.validFrom) ?? draft.validFrom,
    ...(draft.validTo.trim() === '' ? {} : { validTo: dateOf(draft.validTo) ?? draft.validTo }),
    source: draft.source.trim(),
    ...(draft.zoneSystem === '' ? {} : { zoneSystem: draft.zoneSystem }),
    clockStart: draft.clockStart as ClockStart,
    ...(Object.keys(clocks).length > 0 ? { clockStarts: clocks } : {}),
    ...(draft.urgencyRule === 'first-alert' ? {} : { urgencyRule: draft.urgencyRule }),
    qualifyingUnits: byMeasure(({ units, types }) => (units === 'any' ? ('any' as const) : [...types])),
    ...(Object.keys(formations).length > 0 ? { formations } : {}),
    excludedCodes: codesOf(draft.excludedCodes),
    excludedOrigins: [...draft.excludedOrigins],
    targets: draft.targets
      .filter(({ kind }) => kind === 'share')
      .map((target) => ({
        ...subjectOf(target),
        withinSeconds: secondsOf(target.time) ?? Number.NaN,
        requiredShare: shareOf(target.share) ?? Number.NaN,
        official: target.official,
      })),
    ...(means.length > 0
      ? {
          means: means.map((target) => ({
            ...subjectOf(target),
            meanSeconds: secondsOf(target.time) ?? Number.NaN,
            official: target.official,
          })),
        }
      : {}),
  }
}

function subjectOf({ urgencies, zone, measure }: TargetDraft) {
  return { urgencies: urgenciesOf(urgencies), zone: zone.trim(), measure: measure as Measure }
}

function formationOf({ formation, count, leaders, crew, strengths }: MeasureDraft) {
  if (formation === 'one') return undefined
  if (formation === 'units') return { units: wholeNumber(count) }
  const told = Object.entries(strengths).map(([type, strength]) => [
    type,
    { leaders: wholeNumber(strength.leaders), crew: wholeNumber(strength.crew) },
  ])
  return { leaders: wholeNumber(leaders), crew: wholeNumber(crew), strengths: Object.fromEntries(told) }
}
