// The form of one period: what, when and why, with the week and the warnings that saving would bring.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ReadinessEdited, StationReadiness } from '../../../src/contract/readiness.ts'
import { type Frame, field } from '../../parts/fields.ts'
import { type Faults, faultsOf } from '../../parts/period-draft.ts'
import { whatFields, whenFields } from '../../parts/period-form.ts'
import type { Words } from '../../words.ts'
import { datesText } from '../sentences.ts'
import type { Editor } from '../state.ts'
import { findingList } from './detail.ts'
import type { StationsHandlers } from './stations.ts'
import { legend, weekStrip } from './strip.ts'

export interface EditorProps {
  readonly editor: Editor
  readonly station: StationReadiness
  readonly words: Words
  readonly handlers: Pick<StationsHandlers, 'fill' | 'say' | 'close' | 'save'>
}

export function editorFaults({ mode, draft, reason, tried }: Editor): Faults {
  if (!tried) return new Map()
  const faults = new Map(mode === 'remove' ? [] : faultsOf(draft))
  if (reason.trim().length < 3) faults.set('reason', 'shift.fault.reason')
  return faults
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
  const fields = { draft, services: station.services, frame, fill: handlers.fill }
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
      ${mode === 'remove' ? nothing : html`${whatFields(fields)} ${whenFields(fields)}`}
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
