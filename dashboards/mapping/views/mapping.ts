// The whole mapping page, from its state.
import { html, nothing, type TemplateResult } from 'lit-html'
import { latestOf } from '../../api.ts'
import { failure, footer, pageHeader } from '../../parts/page.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { MappingForm } from '../form.ts'
import type { MappingState } from '../state.ts'
import { columnsPanel } from './columns.ts'
import { filePanel } from './file.ts'
import { previewPanel, samplePanel } from './preview.ts'
import { shapePanel } from './shape.ts'
import { wordsPanel } from './words.ts'

export interface MappingHandlers {
  choose(settings: Settings): void
  take(file: File): void
  change(change: Partial<MappingForm>): void
}

export function mappingView(
  state: MappingState,
  handlers: MappingHandlers,
  profileAddress: string,
): TemplateResult {
  const words = wordsFor(state.settings.language)
  const region = latestOf(state.region)
  const session = latestOf(state.session)
  const header = pageHeader({
    page: 'mapping',
    county: region ? nameIn(region.name, words.language) : '',
    session,
    settings: state.settings,
    words,
    choose: handlers.choose,
  })
  const mayMap = !session || session.may.includes('see-compliance')
  return html`${header}
    <main id="content" tabindex="-1">
      ${
        mayMap
          ? panels(state, handlers, words, profileAddress)
          : failure(words.t('mapping.not-allowed'), words)
      }
    </main>
    ${footer(region?.attribution ?? [], words)}`
}

function panels(
  state: MappingState,
  { take, change }: MappingHandlers,
  words: Words,
  profileAddress: string,
) {
  const { form, table, file, fileFault } = state
  const chosen = file !== undefined && fileFault === undefined
  const region = latestOf(state.region)
  return html`${filePanel({ state, words, take })}
    ${chosen ? shapePanel({ form, words, change }) : nothing}
    ${
      chosen && table
        ? html`${samplePanel(table, words)} ${columnsPanel({ form, words, table, change })}
            ${wordsPanel({ form, words, table, change, ...(region && { region }) })}`
        : nothing
    }
    ${
      chosen
        ? previewPanel({ state, words, profileAddress })
        : html`<p class="empty">${words.t('mapping.preview.waiting')}</p>`
    }`
}
