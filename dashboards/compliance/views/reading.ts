// The word for a change, with a shape of its own: never the colour alone (trap 58).
import { html, type TemplateResult } from 'lit-html'
import type { Comparison } from '../../../src/contract/comparison.ts'

export type ChangeWord = Comparison['shares'][number]['word'] | Comparison['volumes'][number]['word']

const up = 'M12 20V4M5 11l7-7 7 7'
const down = 'M12 4v16M5 13l7 7 7-7'

const shapes: Readonly<Record<ChangeWord, string>> = {
  better: up,
  worse: down,
  more: up,
  fewer: down,
  'no-change-shown': 'M4 9h16M4 15h16',
  'cannot-tell': 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.4M12 18.6v.4',
}

export function reading(word: ChangeWord, text: string): TemplateResult {
  return html`<span class="light-word reading ${word}"
    ><svg class="light" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${shapes[word]}></path></svg>${text}</span
  >`
}
