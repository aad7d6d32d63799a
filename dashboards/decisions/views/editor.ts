// The form of one decision: every field of it, what it does to others, the preview and the adoption.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { DecisionList } from '../../../src/contract/decision-list.ts'
import { languages, services } from '../../vocabulary.ts'
import { nameIn, type TextKey, type Words } from '../../words.ts'
import { type BesideFault, besideFault } from '../beside.ts'
import { codesOf, type Draft } from '../draft.ts'
import { clockStarts, taskOrigins, transferCode, urgencyRules } from '../lists.ts'
import { type Editor, faultsIn, type How, isFresh } from '../state.ts'
import { adoptDialog } from './adopt-dialog.ts'
import type { DecisionsHandlers } from './decisions.ts'
import { choiceField, type Frame, field, tick, toggled } from './fields.ts'
import { measuresFields } from './measures.ts'
import { previewPanel } from './preview.ts'
import { targetsFields } from './targets.ts'

export interface EditorProps {
  readonly list: DecisionList
  readonly editor: Editor
  readonly mayEdit: boolean
  readonly words: Words
  readonly handlers: DecisionsHandlers
}

export function editorPanel(props: EditorProps): TemplateResult {
  const { list, editor, mayEdit, words, handlers } = props
  const { draft, stored } = editor
  const { t } = words
  const frame: Frame = { words, faults: faultsIn(editor), locked: !mayEdit }
  const change = handlers.change
  return html`<section class="panel editor" aria-labelledby="editor-title">
    <div class="panel-head">
      <h2 id="editor-title" tabindex="-1">
        ${stored === undefined ? t('edit.title-draft') : t('edit.title-stored', { id: stored })}
      </h2>
      <div class="doing">
        <button type="button" class="quiet" @click=${handlers.download}>${t('edit.download')}</button>
        <button type="button" class="quiet" @click=${handlers.close}>${t('edit.close')}</button>
      </div>
    </div>
    <form novalidate @submit=${(event: Event) => event.preventDefault()}>
      ${part('edit.basics', words, basics(draft, list, frame, change))}
      ${part('edit.measures', words, measuresFields({ draft, frame, change }))}
      ${part('edit.excluded', words, excluded(draft, frame, change))}
      ${part('edit.targets', words, targetsFields({ draft, zoneSystems: list.zoneSystems, frame, change }))}
      ${mayEdit ? part('adopt.others', words, others(props, frame)) : nothing}
    </form>
    ${mayEdit ? actions(props, frame) : nothing}
  </section>`
}

type PartKey = 'edit.basics' | 'edit.measures' | 'edit.excluded' | 'edit.targets' | 'adopt.others'

const part = (key: PartKey, { t }: Words, inside: TemplateResult) =>
  html`<fieldset class="part">
    <legend>${t(key)}</legend>
    ${inside}
  </fieldset>`

function basics(draft: Draft, list: DecisionList, frame: Frame, change: (draft: Draft) => void) {
  const { t, language } = frame.words
  const text = (id: 'id' | 'source', label: string, hint?: string) =>
    field(
      {
        id,
        label,
        hint,
        value: draft[id],
        width: id === 'source' ? 'long' : 'wide',
        change: (value) => change({ ...draft, [id]: value }),
      },
      frame,
    )
  const date = (id: 'validFrom' | 'validTo', label: string, hint?: string) =>
    field(
      {
        ...{ id, label, hint, value: draft[id], width: 'short' },
        change: (value) => change({ ...draft, [id]: value }),
      },
      frame,
    )
  return html`<div class="fields">
    ${text('id', t('edit.id'), t('edit.id-hint'))}
    ${choiceField(
      {
        ...{ id: 'service', label: t('choice.service'), value: draft.service },
        options: services.map((service) => [service, t(`service.${service}.full`)] as const),
        change: (service) => change({ ...draft, service: service as Draft['service'] }),
      },
      frame,
    )}
    ${date('validFrom', t('edit.valid-from'))} ${date('validTo', t('edit.valid-to'), t('edit.valid-to-hint'))}
    ${languages.map((each) =>
      field(
        {
          ...{
            id: `name-${each}`,
            label: t('edit.name', { language: each }),
            value: draft.name[each],
            width: 'long',
          },
          change: (value) => change({ ...draft, name: { ...draft.name, [each]: value } }),
        },
        frame,
      ),
    )}
    ${text('source', t('edit.source'))}
    ${choiceField(
      {
        ...{ id: 'zoneSystem', label: t('edit.zone-system'), value: draft.zoneSystem },
        options: [
          ['', t('edit.no-zones')] as const,
          ...list.zoneSystems.map(({ system, name }) => [system, nameIn(name, language)] as const),
        ],
        change: (zoneSystem) => change({ ...draft, zoneSystem }),
      },
      frame,
    )}
    ${choiceField(
      {
        ...{ id: 'clockStart', label: t('edit.clock'), value: draft.clockStart },
        options: clockStarts.map((clock) => [clock, t(`clock.${clock}`)] as const),
        change: (clock) => change({ ...draft, clockStart: clock as Draft['clockStart'] }),
      },
      frame,
    )}
    ${choiceField(
      {
        ...{ id: 'urgencyRule', label: t('edit.urgency-rule'), value: draft.urgencyRule },
        options: urgencyRules.map((rule) => [rule, t(`rule.${rule}`)] as const),
        change: (rule) => change({ ...draft, urgencyRule: rule as Draft['urgencyRule'] }),
      },
      frame,
    )}
  </div>`
}

function excluded(draft: Draft, frame: Frame, change: (draft: Draft) => void) {
  const { t } = frame.words
  const codes = codesOf(draft.excludedCodes)
  const withTransfers = (isOut: boolean) => {
    const others = codes.filter((code) => code !== transferCode)
    change({ ...draft, excludedCodes: (isOut ? [transferCode, ...others] : others).join(', ') })
  }
  return html`<div class="fields">
    ${field(
      {
        ...{
          id: 'excludedCodes',
          label: t('edit.codes'),
          hint: t('edit.codes-hint'),
          value: draft.excludedCodes,
        },
        change: (value) => change({ ...draft, excludedCodes: value }),
      },
      frame,
    )}
    <div class="ticks">
      ${tick(
        {
          ...{ id: 'transfers', label: t('edit.transfers'), checked: codes.includes(transferCode) },
          change: withTransfers,
        },
        frame,
      )}
    </div>
    <div class="ticks" role="group" aria-labelledby="origins-label">
      <span class="label" id="origins-label">${t('edit.origins')}</span>
      ${taskOrigins.map((origin) =>
        tick(
          {
            ...{ id: `origin-${origin}`, label: t(`origin.${origin}`) },
            checked: draft.excludedOrigins.includes(origin),
            change: (isOut) =>
              change({
                ...draft,
                excludedOrigins: toggled(taskOrigins, draft.excludedOrigins, origin, isOut),
              }),
          },
          frame,
        ),
      )}
    </div>
  </div>`
}

/** What becomes of another decision of the service: it stays, ends when this one begins, or is withdrawn. */
function others({ list, editor, words, handlers }: EditorProps, frame: Frame) {
  const { t, language } = words
  const { draft, how } = editor
  const own = list.decisions.filter(({ service, id }) => service === draft.service && id !== draft.id.trim())
  const first = own.some(({ id }) => id === how.id) ? how.id : (own[0]?.id ?? '')
  const radio = (kind: How['kind']) => html`<label class="tick" for="how-${kind}"
    ><input
      type="radio"
      name="how"
      id="how-${kind}"
      .checked=${how.kind === kind}
      ?disabled=${kind !== 'alone' && own.length === 0}
      @change=${() => handlers.chooseHow({ kind, id: kind === 'alone' ? '' : first })}
    /><span>${t(`adopt.${kind}`)}</span></label
  >`
  const fault = editor.asked ? besideFault(list.decisions, draft, how) : undefined
  return html`<div class="fields">
    <div class="ticks stacked">${radio('alone')} ${radio('ends')} ${radio('replaces')}</div>
    ${
      how.kind === 'alone'
        ? nothing
        : choiceField(
            {
              ...{ id: 'how-which', label: t('adopt.which'), value: how.id },
              options: own.map(({ id, name }) => [id, `${nameIn(name, language)} (${id})`] as const),
              change: (id) => handlers.chooseHow({ ...how, id }),
            },
            frame,
          )
    }
    ${fault === undefined ? nothing : html`<p class="fault" id="beside-fault" tabindex="-1" role="alert">${besideText(fault, words)}</p>`}
  </div>`
}

function besideText({ key, values, dates }: BesideFault, { t, date }: Words): string {
  return t(
    key,
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, dates.includes(name) ? date(value) : value]),
    ),
  )
}

const names: Readonly<Record<string, TextKey>> = {
  id: 'edit.id',
  source: 'edit.source',
  validFrom: 'edit.valid-from',
  validTo: 'edit.valid-to',
  clockStart: 'edit.clock',
  excludedCodes: 'edit.codes',
  targets: 'edit.targets',
  urgencies: 'edit.urgencies',
  zone: 'figures.zone',
  measure: 'edit.measure',
  time: 'edit.time',
  share: 'edit.share',
  units: 'edit.units',
  count: 'formation.count',
  leaders: 'formation.leaders',
  crew: 'formation.crew',
  strength: 'formation.strength',
}

/** What the reader knows the field of an id by. */
function fieldName(id: string, { t }: Words): string {
  const [, row, column] = /^target-(\d+)-(\w+)$/.exec(id) ?? []
  if (column !== undefined) return t('edit.row', { field: t(names[column]!), n: Number(row) + 1 })
  if (id.startsWith('name-')) return t('edit.name', { language: id.slice(5) })
  const key = names[id] ?? names[id.split('-')[0]!]
  return key === undefined ? id : t(key)
}

function actions({ list, editor, words, handlers }: EditorProps, { faults }: Frame) {
  const { t } = words
  const isFreshNow = isFresh(editor)
  const hint = editor.preview.kind === 'ready' ? t('preview.stale') : t('preview.first')
  return html`<div class="actions">
    ${
      faults.size > 0
        ? html`<div class="fault-summary" id="fault-summary" tabindex="-1" role="alert">
            <p>${t('fault.summary', { n: faults.size })}</p>
            <ul>
              ${[...faults].map(([id, fault]) => html`<li><a href="#${id}">${fieldName(id, words)}: ${t(fault)}</a></li>`)}
            </ul>
          </div>`
        : nothing
    }
    <div class="doing">
      <button type="button" class="quiet strong" id="preview-button" ?disabled=${editor.preview.kind === 'running'} @click=${handlers.preview}>
        ${t('preview.button')}
      </button>
    </div>
    <div class="${editor.preview.kind === 'ready' && !isFreshNow ? 'stale' : ''}">
      ${previewPanel({ preview: editor.preview, zones: list.zoneSystems, words })}
    </div>
    ${editor.refusal === undefined ? nothing : html`<p class="failure" role="alert"><strong>${t('adopt.refused')}</strong> ${editor.refusal}</p>`}
    <div class="doing">
      <button type="button" class="quiet strong" id="adopt-button" ?disabled=${!isFreshNow} @click=${handlers.askToAdopt}>
        ${t('adopt.button')}
      </button>
      ${isFreshNow ? nothing : html`<span class="hint">${hint}</span>`}
    </div>
    ${adoptDialog(editor, words, handlers)}
  </div>`
}
