// Will a task be reached in time, and why is it thought so? Words with a shape; withheld where positions are old.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { OutlookView } from '../../../src/contract/outlook.ts'
import type { TaskView } from '../../../src/contract/situation.ts'
import { durationText } from '../../formats.ts'
import type { Words } from '../../words.ts'

const icons: Readonly<Record<OutlookView['state'], string>> = {
  'in-time': 'M5 12.5 10 17.5 19 7',
  tight: 'M4 9h16M4 15h16',
  'will-miss': 'M6 6 18 18M18 6 6 18',
  withheld: 'M9 9a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1.1-1.3 2.1M12 17.6v.4',
}

function icon(state: OutlookView['state']) {
  return html`<svg class="outlook-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${icons[state]}></path></svg>`
}

/** Who decides it, when that is expected and when the limit is: what the flag is raised on. */
function reasonText({ outlook, expected }: TaskView, { t, time }: Words): string {
  if (outlook?.state === 'withheld') return outlook.reason ? t(`outlook.reason.${outlook.reason}`) : ''
  if (!outlook?.expectedAt || !outlook.dueAt) return ''
  const values = { at: time(Date.parse(outlook.expectedAt)), due: time(Date.parse(outlook.dueAt)) }
  return expected
    ? t('outlook.because', { ...values, unit: expected.unit })
    : t('outlook.because-all', values)
}

function headline(outlook: OutlookView, { t }: Words): string {
  const word = t(`outlook.${outlook.state}`)
  const margin = outlook.marginSeconds
  if (margin === undefined) return word
  const duration = durationText(Math.abs(margin))
  return `${word}, ${t(margin < 0 ? 'outlook.over' : 'outlook.spare', { duration })}`
}

export function outlookFlag(task: TaskView, words: Words): TemplateResult | typeof nothing {
  const { outlook } = task
  if (!outlook) return nothing
  const reason = reasonText(task, words)
  return html`<span class="outlook ${outlook.state}"
    >${icon(outlook.state)}<span
      ><strong>${headline(outlook, words)}</strong>${reason === '' ? nothing : html` <span class="why">${reason}</span>`}</span
    ></span
  >`
}
