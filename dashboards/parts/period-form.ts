// The fields of one period: which crew it is and when it stands. Read by the page of stations and by plans.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Service, UnitType } from '../vocabulary.ts'
import { choice, type Frame, faultText, field, tick } from './fields.ts'
import { type Draft, everyDay, kinds, ofKind, type Weekday } from './period-draft.ts'

export interface PeriodFieldsProps {
  readonly draft: Draft
  /** Of the station. */
  readonly services: readonly Service[]
  readonly frame: Frame
  /** From the newest draft: several fields may be filled before the page is drawn again. */
  fill(change: (draft: Draft) => Draft): void
}

const unitTypes: readonly UnitType[] = [
  ...(['spearhead', 'rescue-unit', 'first-response', 'als', 'bls', 'assessment'] as const),
  ...(['field-commander', 'rescue-officer', 'doctor-helicopter', 'support', 'other'] as const),
]

const without = <T>(list: readonly T[], item: T, isIn: boolean, all: readonly T[]) =>
  all.filter((each) => (each === item ? isIn : list.includes(each)))

export function whatFields({ draft, services, frame, fill }: PeriodFieldsProps): TemplateResult {
  const { t } = frame.words
  const set = (change: Partial<Draft>) => fill((now) => ({ ...now, ...change }))
  return html`<fieldset class="piece">
    <legend>${t('shift.what')}</legend>
    <div class="fields">
      ${field({ id: 'slot', label: t('shift.slot'), hint: t('shift.slot-hint'), value: draft.slot, long: true, change: (slot) => set({ slot }) }, frame)}
      ${choice({
        ...{ id: 'service', label: t('shift.service'), value: draft.service },
        options: services.map((service) => [service, t(`service.${service}`)] as const),
        change: (service) => set({ service }),
      })}
      ${choice({
        ...{ id: 'kind', label: t('shift.kind'), value: draft.kind },
        options: kinds.map((kind) => [kind, t(`readiness.kind.${kind}`)] as const),
        change: (kind) => fill((now) => ofKind(now, kind)),
      })}
      ${field({ id: 'leaders', label: t('shift.leaders'), hint: t('shift.strength-hint'), value: draft.leaders, numeric: true, change: (leaders) => set({ leaders }) }, frame)}
      ${field({ id: 'people', label: t('shift.people'), value: draft.people, numeric: true, change: (people) => set({ people }) }, frame)}
      ${field({ id: 'median', label: t('shift.median'), value: draft.median, change: (median) => set({ median }) }, frame)}
      ${field({ id: 'p90', label: t('shift.p90'), value: draft.p90, change: (p90) => set({ p90 }) }, frame)}
    </div>
    <div class="ticks" role="group" aria-labelledby="types-label">
      <span class="label" id="types-label">${t('shift.types')}</span>
      ${unitTypes.map((type) =>
        tick({
          ...{ id: `type-${type}`, label: t(`type.${type}`), checked: draft.types.includes(type) },
          change: (isIn) => fill((now) => ({ ...now, types: without(now.types, type, isIn, unitTypes) })),
        }),
      )}
    </div>
  </fieldset>`
}

/** `weekly`: only the days and hours of a week, without the dates that they hold between. */
export function whenFields({ draft, frame, fill }: PeriodFieldsProps, weekly = false): TemplateResult {
  const { t } = frame.words
  const set = (change: Partial<Draft>) => fill((now) => ({ ...now, ...change }))
  const locked = draft.kind === '24/7'
  return html`<fieldset class="piece">
    <legend>${t('shift.when')}</legend>
    <div class="ticks" role="group" aria-labelledby="weekdays-label">
      <span class="label" id="weekdays-label">${t('shift.weekdays')}</span>
      ${everyDay.map((day) =>
        tick({
          ...{ id: `weekday-${day}`, label: t(`readiness.weekday.${day as Weekday}`), locked },
          checked: draft.weekdays.includes(day),
          change: (isIn) => fill((now) => ({ ...now, weekdays: without(now.weekdays, day, isIn, everyDay) })),
        }),
      )}
      ${faultText('weekdays', frame)}
    </div>
    <div class="fields">
      ${field({ id: 'from', label: t('shift.from'), value: draft.from, locked, change: (from) => set({ from }) }, frame)}
      ${field({ id: 'to', label: t('shift.to'), hint: t('shift.to-hint'), value: draft.to, locked, change: (to) => set({ to }) }, frame)}
      ${weekly ? nothing : dateFields(draft, set, frame)}
    </div>
    ${weekly ? nothing : dateTicks(draft, set, frame)}
  </fieldset>`
}

function dateFields(draft: Draft, set: (change: Partial<Draft>) => void, frame: Frame) {
  const { t } = frame.words
  return html`${field({ id: 'validFrom', label: t('shift.valid-from'), type: 'date', value: draft.validFrom, change: (validFrom) => set({ validFrom }) }, frame)}
      ${field({ id: 'validTo', label: t('shift.valid-to'), hint: t('shift.valid-to-hint'), type: 'date', value: draft.validTo, change: (validTo) => set({ validTo }) }, frame)}`
}

function dateTicks(draft: Draft, set: (change: Partial<Draft>) => void, { words: { t } }: Frame) {
  return html`<div class="ticks">
      ${tick({ id: 'dateConfirmed', label: t('shift.date-confirmed'), checked: draft.dateConfirmed, change: (dateConfirmed) => set({ dateConfirmed }) })}
      ${tick({ id: 'demo', label: t('shift.demo'), checked: draft.demo, change: (demo) => set({ demo }) })}
    </div>`
}
