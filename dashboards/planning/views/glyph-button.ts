// A button of one sign: its word is told to who listens, and to who points at it.
import { html, nothing, type TemplateResult } from 'lit-html'

interface GlyphButton {
  readonly id?: string
  readonly glyph: string
  readonly text: string
  /** Where several do the same: which one it is. */
  readonly told?: string
  readonly isOff: boolean
  readonly act: () => void
}

export function glyphButton({ id, glyph, text, told = text, isOff, act }: GlyphButton): TemplateResult {
  return html`<button
    type="button"
    class="quiet glyph"
    id=${id ?? nothing}
    title=${text}
    ?disabled=${isOff}
    @click=${act}
  ><span aria-hidden="true">${glyph}</span><span class="unseen">${told}</span></button>`
}
