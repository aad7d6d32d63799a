// The numbered list of what the marks across a chart stand for.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Words } from '../../words.ts'
import type { Seam } from '../seams.ts'

export function seamList(seams: readonly Seam[], words: Words): TemplateResult | typeof nothing {
  if (seams.length === 0) return nothing
  return html`<div class="seams">
    <h3>${words.t('seams.title')}</h3>
    <ol>
      ${seams.map((seam) => html`<li><time datetime=${seam.on}>${words.date(seam.on)}</time> ${words.t(seam.text)}</li>`)}
    </ol>
  </div>`
}
