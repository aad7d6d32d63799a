// How does readiness look? One shape for each way to stand ready, alike in lists and on maps, in a 24 x 24 box.
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit-html'

export type Stands = '24/7' | 'daytime' | 'on-call' | 'told' | 'none' | 'unknown' | 'closed'

export const standsDrawings: Readonly<Record<Stands, SVGTemplateResult>> = {
  '24/7': svg`<circle class="solid" cx="12" cy="12" r="9"></circle>`,
  daytime: svg`<circle cx="12" cy="12" r="9"></circle><path class="solid" d="M12 3a9 9 0 0 1 0 18Z"></path>`,
  'on-call': svg`<circle class="dashed" cx="12" cy="12" r="9"></circle><circle class="solid" cx="12" cy="12" r="3"></circle>`,
  told: svg`<path d="M4 4h16v12H10l-6 5Z"></path>`,
  none: svg`<path d="M5 5 19 19M19 5 5 19"></path>`,
  unknown: svg`<path d="M5 12H19"></path>`,
  closed: svg`<path d="M4 4h16v16H4ZM4 4 20 20"></path>`,
}

export function standsIcon(stands: Stands): TemplateResult {
  return html`<svg class="stands ${stands === 'none' ? 'alarm' : ''}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${standsDrawings[stands]}</svg>`
}
