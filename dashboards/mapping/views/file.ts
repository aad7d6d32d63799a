// Which file? Chosen or dropped; what becomes of its bytes is said beside it.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Words } from '../../words.ts'
import { megabytesAtMost } from '../sample.ts'
import type { MappingState } from '../state.ts'

export interface FileProps {
  readonly state: MappingState
  readonly words: Words
  take(file: File): void
}

export function filePanel({ state, words, take }: FileProps): TemplateResult {
  const { t, number } = words
  const choose = (event: Event) => {
    const file = (event.target as HTMLInputElement).files?.[0]
    if (file) take(file)
  }
  const over = (event: DragEvent) => event.preventDefault()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    const file = event.dataTransfer?.files[0]
    if (file) take(file)
  }
  const { file, fileFault, tableFault } = state
  const size = (bytes: number) => number(Math.max(1, Math.round(bytes / 1000)))
  return html`<section class="panel" aria-labelledby="file-title" @dragover=${over} @drop=${drop}>
    <div class="panel-head"><h2 id="file-title">${t('mapping.file.title')}</h2></div>
    <div class="body">
      <div class="chooser">
        <input
          id="file"
          class="unseen"
          type="file"
          accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby="file-privacy"
          @change=${choose}
        />
        <label class="button" for="file">${t('mapping.file.choose')}</label>
        <span class="hint">${t('mapping.file.drop')}</span>
      </div>
      ${file ? html`<p class="chosen">${t('mapping.file.chosen', { name: file.name, size: size(file.size) })}</p>` : nothing}
      <p class="hint" id="file-privacy">${t('mapping.file.privacy')}</p>
      ${
        fileFault
          ? html`<p class="failure" role="alert">
              ${t('mapping.file.too-large', { size: number(Math.ceil(fileFault.size / 1e6)), limit: number(megabytesAtMost) })}
            </p>`
          : nothing
      }
      ${
        tableFault === undefined
          ? nothing
          : html`<p class="failure" role="alert"><strong>${t('mapping.file.fault')}</strong> ${tableFault}</p>`
      }
    </div>
  </section>`
}
