// The last question before a decision is adopted: it names what will happen.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Words } from '../../words.ts'
import { spanText } from '../moments.ts'
import type { Editor } from '../state.ts'
import type { DecisionsHandlers } from './decisions.ts'

export function adoptDialog(
  { preview, adopting }: Editor,
  words: Words,
  handlers: Pick<DecisionsHandlers, 'cancelAdoption' | 'confirmAdoption'>,
): TemplateResult | typeof nothing {
  if (preview.kind !== 'ready') return nothing
  const { t, number, month } = words
  const { changes, tasks, months } = preview.value.adoption
  const cancel = (event: Event) => {
    event.preventDefault()
    handlers.cancelAdoption()
  }
  return html`<dialog aria-labelledby="adopt-title" @cancel=${cancel}>
    <h2 id="adopt-title">${t('adopt.title')}</h2>
    <ul class="consequences">
      ${changes.map(
        ({ action, id, from, to }) =>
          html`<li>${id}: ${t(`action.${action}`)} (${spanText({ validFrom: from, validTo: to }, words)})</li>`,
      )}
      <li>${t('adopt.tasks', { n: number(tasks) })}</li>
      <li>${months.length === 0 ? t('adopt.no-months') : t('adopt.months', { months: months.map(month).join(', ') })}</li>
    </ul>
    <div class="doing">
      <button type="button" class="quiet" ?disabled=${adopting === 'sending'} @click=${handlers.cancelAdoption}>
        ${t('adopt.cancel')}
      </button>
      <button
        type="button"
        class="quiet strong"
        id="adopt-confirm"
        ?disabled=${adopting === 'sending'}
        @click=${handlers.confirmAdoption}
      >
        ${t('adopt.button')}
      </button>
    </div>
  </dialog>`
}
