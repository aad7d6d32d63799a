// The whole page of decisions, from its state.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { DecisionList } from '../../../src/contract/decision-list.ts'
import { latestOf } from '../../api.ts'
import { failure, footer, labels, pageHeader } from '../../parts/page.ts'
import type { Settings } from '../../settings.ts'
import type { Service } from '../../vocabulary.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { Draft } from '../draft.ts'
import { momentText } from '../moments.ts'
import { type DecisionsState, type How, mayEdit } from '../state.ts'
import { editorPanel } from './editor.ts'
import { changeLog } from './log.ts'
import { timelines } from './timeline.ts'

export interface DecisionsHandlers {
  choose(settings: Settings): void
  open(id: string): void
  copy(id: string): void
  make(service: Service): void
  readFile(file: File): void
  close(): void
  change(draft: Draft): void
  chooseHow(how: How): void
  preview(): void
  download(): void
  askToAdopt(): void
  cancelAdoption(): void
  confirmAdoption(): void
}

function judging(list: DecisionList, words: Words) {
  const { t, number } = words
  if (list.judging) {
    const { done, total } = list.judging
    const share = total === 0 ? 0 : done / total
    return html`<section class="panel judging" aria-labelledby="judging-title">
      <h2 id="judging-title">${t('judging.title')}</h2>
      <progress max="1" .value=${share} aria-labelledby="judging-title"></progress>
      <p role="status">${t('judging.progress', { done: number(done), total: number(total) })}</p>
    </section>`
  }
  if (!list.lastJudged) return nothing
  const { done, changed, at, months } = list.lastJudged
  const values = { done: number(done), changed: number(changed), at: momentText(at, words) }
  const revised = months.map(({ month, revision }) => `${words.month(month)} (${revision})`).join(', ')
  return html`<p class="note" role="status">
    ${t('judging.done', values)} ${revised === '' ? nothing : t('judging.revisions', { months: revised })}
  </p>`
}

function beginnings(state: DecisionsState, handlers: DecisionsHandlers, { t }: Words) {
  if (!mayEdit(state)) return html`<p class="note">${t('decisions.read-only')}</p>`
  const read = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file) handlers.readFile(file)
  }
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement
    read(input.files)
    input.value = ''
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    read(event.dataTransfer?.files)
  }
  return html`<div class="beginnings" @dragover=${(event: Event) => event.preventDefault()} @drop=${dropped}>
    ${(['ems', 'rescue'] as const).map(
      (service) => html`<button type="button" class="quiet" @click=${() => handlers.make(service)}>
        ${t('decisions.new')}: ${t(`service.${service}.full`)}
      </button>`,
    )}
    <label class="file button"
      ><span>${t('decisions.file')}</span>
      <input id="decision-file" class="unseen" type="file" accept=".json,application/json" @change=${chosen} />
    </label>
    <span class="hint">${t('decisions.drop')}</span>
    ${
      state.fileFault === undefined
        ? nothing
        : html`<p class="fault" role="alert">${t('decisions.file-unread', { name: state.fileFault })}</p>`
    }
  </div>`
}

export function decisionsView(state: DecisionsState, handlers: DecisionsHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const { t } = words
  const region = latestOf(state.region)
  const list = latestOf(state.list)
  const header = pageHeader({
    page: 'decisions',
    county: region ? nameIn(region.name, words.language) : '',
    session: latestOf(state.session),
    settings: state.settings,
    words,
    choose: handlers.choose,
  })
  const placeholderTargets = list?.decisions.some((decision) => !decision.official) ?? false
  return html`${header}
    <main id="content" tabindex="-1">
      ${labels({ demo: list?.demo ?? false, placeholderTargets, words })}
      ${state.list.kind === 'failed' ? failure(state.list.detail, words) : nothing}
      ${
        state.adopted
          ? html`<p class="note done" id="adopted" tabindex="-1">${t('adopt.done', { id: state.adopted.id })}</p>`
          : nothing
      }
      ${
        list
          ? html`${judging(list, words)} ${timelines({ list, words, handlers, mayEdit: mayEdit(state) })}
            ${beginnings(state, handlers, words)}
            ${state.editor ? editorPanel({ list, editor: state.editor, words, handlers, mayEdit: mayEdit(state) }) : nothing}
            ${changeLog(list, words)}`
          : html`<p class="empty">${t('decisions.loading')}</p>`
      }
    </main>
    ${footer(region?.attribution ?? [], words)}`
}
