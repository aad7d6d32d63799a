// The form of one period: what, when and why, with the week and the warnings that saving would bring.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ReadinessEdited, StationReadiness } from '../../../src/contract/readiness.ts'
import type { UnitType } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import { type Draft, everyDay, type Faults, faultsOf, kinds, ofKind } from '../draft.ts'
import { datesText, type Weekday } from '../sentences.ts'
import type { Editor } from '../state.ts'
import { findingList } from './detail.ts'
import { choice, type Frame, faultText, field, tick } from './fields.ts'
import type { StationsHandlers } from './stations.ts'
import { legend, weekStrip } from './strip.ts'

export interface EditorProps {
  readonly editor: Editor
  readonly station: StationReadiness
  readonly words: Words
  readonly handlers: Pick<StationsHandlers, 'fill' | 'say' | 'close' | 'save'>
}

const unitTypes: readonly UnitType[] = [
  ...(['spearhead', 'rescue-unit', 'first-response', 'als', 'bls', 'assessment'] as const),
  ...(['field-commander', 'rescue-officer', 'doctor-helicopter', 'support', 'other'] as const),
]

export function editorFaults({ mode, draft, reason, tried }: Editor): Faults {
  if (!tried) return new Map()
  const faults = new Map(mode === 'remove' ? [] : faultsOf(draft))
  if (reason.trim().length < 3) faults.set('reason', 'shift.fault.reason')
  return faults
}

const without = <T>(list: readonly T[], item: T, isIn: boolean, all: readonly T[]) =>
  all.filter((each) => (each === item ? isIn : list.includes(each)))

function whatPart({ editor: { draft }, station, words, handlers }: EditorProps, frame: Frame) {
  const { t } = words
  const set = (change: Partial<Draft>) => handlers.fill((now) => ({ ...now, ...change }))
  return html`<fieldset class="piece">
    <legend>${t('shift.what')}</legend>
    <div class="fields">
      ${field({ id: 'slot', label: t('shift.slot'), hint: t('shift.slot-hint'), value: draft.slot, long: true, change: (slot) => set({ slot }) }, frame)}
      ${choice({
        ...{ id: 'service', label: t('shift.service'), value: draft.service },
        options: station.services.map((service) => [service, t(`service.${service}`)] as const),
        change: (service) => set({ service }),
      })}
      ${choice({
        ...{ id: 'kind', label: t('shift.kind'), value: draft.kind },
        options: kinds.map((kind) => [kind, t(`readiness.kind.${kind}`)] as const),
        change: (kind) => handlers.fill((now) => ofKind(now, kind)),
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
          change: (isIn) =>
            handlers.fill((now) => ({ ...now, types: without(now.types, type, isIn, unitTypes) })),
        }),
      )}
    </div>
  </fieldset>`
}

function whenPart({ editor: { draft }, words, handlers }: EditorProps, frame: Frame) {
  const { t } = words
  const set = (change: Partial<Draft>) => handlers.fill((now) => ({ ...now, ...change }))
  const locked = draft.kind === '24/7'
  return html`<fieldset class="piece">
    <legend>${t('shift.when')}</legend>
    <div class="ticks" role="group" aria-labelledby="weekdays-label">
      <span class="label" id="weekdays-label">${t('shift.weekdays')}</span>
      ${everyDay.map((day) =>
        tick({
          ...{ id: `weekday-${day}`, label: t(`readiness.weekday.${day as Weekday}`), locked },
          checked: draft.weekdays.includes(day),
          change: (isIn) =>
            handlers.fill((now) => ({ ...now, weekdays: without(now.weekdays, day, isIn, everyDay) })),
        }),
      )}
      ${faultText('weekdays', frame)}
    </div>
    <div class="fields">
      ${field({ id: 'from', label: t('shift.from'), value: draft.from, locked, change: (from) => set({ from }) }, frame)}
      ${field({ id: 'to', label: t('shift.to'), hint: t('shift.to-hint'), value: draft.to, locked, change: (to) => set({ to }) }, frame)}
      ${field({ id: 'validFrom', label: t('shift.valid-from'), type: 'date', value: draft.validFrom, change: (validFrom) => set({ validFrom }) }, frame)}
      ${field({ id: 'validTo', label: t('shift.valid-to'), hint: t('shift.valid-to-hint'), type: 'date', value: draft.validTo, change: (validTo) => set({ validTo }) }, frame)}
    </div>
    <div class="ticks">
      ${tick({ id: 'dateConfirmed', label: t('shift.date-confirmed'), checked: draft.dateConfirmed, change: (dateConfirmed) => set({ dateConfirmed }) })}
      ${tick({ id: 'demo', label: t('shift.demo'), checked: draft.demo, change: (demo) => set({ demo }) })}
    </div>
  </fieldset>`
}

function whyPart({ editor, words, handlers }: EditorProps, frame: Frame) {
  const { t } = words
  const { draft, reason, mode } = editor
  return html`<fieldset class="piece">
    <legend>${t('shift.why')}</legend>
    <div class="fields">
      ${field({ id: 'reason', label: t('shift.reason'), hint: t('shift.reason-hint'), value: reason, long: true, change: (text) => handlers.say(text) }, frame)}
      ${
        mode === 'remove'
          ? nothing
          : field(
              {
                id: 'source',
                label: t('shift.source'),
                value: draft.source,
                long: true,
                change: (source) => handlers.fill((now) => ({ ...now, source })),
              },
              frame,
            )
      }
    </div>
  </fieldset>`
}

function previewed({ station, warnings, mended }: ReadinessEdited, words: Words) {
  const { t } = words
  return html`${
    warnings.length === 0
      ? html`<p class="fine">${t('shift.no-warnings')}</p>`
      : html`<h4>${t('shift.warnings')}</h4>${findingList(warnings, words)}`
  }
  ${mended.length === 0 ? nothing : html`<h4>${t('shift.mended')}</h4><div class="mended">${findingList(mended, words)}</div>`}
  <div class="part-head"><h4>${t('shift.week-of')}</h4>${legend(words)}</div>
  ${weekStrip({ station, words })}`
}

function preview({ editor, words }: EditorProps) {
  const { t } = words
  const { preview: found } = editor
  const hasFaults = editor.mode !== 'remove' && faultsOf(editor.draft).size > 0
  return html`<section class="piece preview" aria-labelledby="preview-title">
    <h3 id="preview-title">${t('shift.preview')}</h3>
    <div aria-live="polite">
      ${
        found.kind === 'ready' && !hasFaults
          ? previewed(found.value, words)
          : found.kind === 'failed' && !hasFaults
            ? html`<p class="fault" role="alert">${found.detail}</p>`
            : html`<p class="hint">${t(hasFaults ? 'shift.preview-faults' : 'shift.preview-busy')}</p>`
      }
    </div>
  </section>`
}

export function editorPanel(props: EditorProps): TemplateResult {
  const { editor, station, words, handlers } = props
  const { t } = words
  const { mode, draft } = editor
  const frame = { words, faults: editorFaults(editor) }
  const what = `${draft.slot}, ${datesText(draft.validFrom, draft.validTo || undefined, words)}`
  const title =
    mode === 'new' ? t('shift.title.new', { station: station.name }) : t(`shift.title.${mode}`, { what })
  const submit = (event: Event) => {
    event.preventDefault()
    handlers.save()
  }
  const send = mode === 'remove' ? t('shift.confirm-remove') : t('shift.save')
  return html`<section class="panel editor" aria-labelledby="editor-title">
    <div class="panel-head"><h2 id="editor-title" tabindex="-1">${title}</h2></div>
    <form novalidate @submit=${submit}>
      ${mode === 'remove' ? nothing : html`${whatPart(props, frame)} ${whenPart(props, frame)}`}
      ${whyPart(props, frame)} ${preview(props)}
      ${editor.refusal === undefined ? nothing : html`<p class="failure" role="alert">${editor.refusal}</p>`}
      <div class="doing">
        <button type="submit" class="quiet strong" id="save" ?disabled=${editor.sending}>
          ${editor.sending ? t('shift.saving') : send}
        </button>
        <button type="button" class="quiet" @click=${handlers.close}>${t('shift.cancel')}</button>
      </div>
    </form>
  </section>`
}
