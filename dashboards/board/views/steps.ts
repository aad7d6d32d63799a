// Where is a unit in its chain? A small mark of seven steps, and the word.
import { html, svg, type TemplateResult } from 'lit-html'
import type { UnitStatus } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'

/** In the order a unit passes them on a task. */
export const chain = [
  'reserved',
  'alerted',
  'en-route',
  'at-scene',
  'at-patient',
  'transporting',
  'at-hospital',
] as const satisfies readonly UnitStatus[]

const apart = 9
const middle = 7

/** Passed steps are filled, the present one is large, those ahead are hollow. */
function drawing(present: number) {
  const width = chain.length * apart + 4
  return html`<svg class="steps" viewBox="0 0 ${width} 14" width=${width} height="14" aria-hidden="true" focusable="false">
    <path class="way" d="M6 ${middle}H${width - 6}"></path>
    ${chain.map((_, i) => {
      const look = i < present ? 'passed' : i === present ? 'present' : 'ahead'
      return svg`<circle class=${look} cx=${6 + i * apart} cy=${middle} r=${i === present ? 5 : 2.6}></circle>`
    })}
  </svg>`
}

/** Off a task there is no chain, only the word. */
export function stepMark(status: UnitStatus, { t }: Words): TemplateResult {
  const present = chain.indexOf(status as (typeof chain)[number])
  const word = t(`status.${status}`)
  if (present < 0) return html`<span class="step">${word}</span>`
  return html`<span class="step">${drawing(present)}<span>${word}</span
    ><span class="unseen">, ${t('step.of', { n: present + 1, all: chain.length })}</span></span>`
}
