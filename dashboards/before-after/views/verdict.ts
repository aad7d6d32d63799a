// On top: what moved, by how much, and whether to believe it; then the parts of the time and what speaks against.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { BeforeAfter } from '../../../src/contract/before-after.ts'
import { paths, type Shape } from '../../parts/symbols.ts'
import type { Words } from '../../words.ts'
import { doubtSentence, partSentences, type Verdict, verdictSentence, windowText } from '../sentences.ts'

const shapes: Readonly<Record<Verdict, Shape>> = {
  better: 'circle',
  worse: 'triangle',
  'not-shown': 'square',
  doubtful: 'diamond',
  'not-enough-tasks': 'hexagon',
}
const marks: Readonly<Record<Verdict, string>> = {
  better: 'M7.5 12.4 10.8 15.6 16.6 8.8',
  worse: 'M12 9v5.5M12 17.6v.4',
  'not-shown': 'M7.5 12h9',
  doubtful: 'M9.4 9.6a2.7 2.7 0 1 1 3.9 2.5c-.9.5-1.3 1-1.3 2M12 17v.3',
  'not-enough-tasks': 'M9.4 9.6a2.7 2.7 0 1 1 3.9 2.5c-.9.5-1.3 1-1.3 2M12 17v.3',
}

function verdictIcon(verdict: Verdict) {
  return html`<svg class="verdict-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${svg`<path class="body" d=${paths[shapes[verdict]]}></path><path class="mark" d=${marks[verdict]}></path>`}
  </svg>`
}

type Crews = BeforeAfter['change']['begins']

function crewsText(crews: Crews, { t }: Words): string {
  return crews
    .map(({ slot, kind, strength }) => {
      const size = strength ? ` ${strength.leaders}+${strength.crew}` : ''
      return `${slot}${size}, ${t(`readiness.kind.${kind}`)}`
    })
    .join('; ')
}

function changeLines({ change }: BeforeAfter, words: Words) {
  const { t } = words
  const { begins, ends, dateConfirmed, registered } = change
  return html`${begins.length > 0 ? html`<p>${t('ba.begins', { crews: crewsText(begins, words) })}</p>` : nothing}
    ${ends.length > 0 ? html`<p>${t('ba.ends', { crews: crewsText(ends, words) })}</p>` : nothing}
    ${dateConfirmed ? nothing : html`<p class="hint">${t('ba.guess')}</p>`}
    ${registered ? nothing : html`<p class="hint">${t('ba.unregistered')}</p>`}`
}

function windowLines({ windows, data }: BeforeAfter, words: Words) {
  const { t, date, number } = words
  const { before, after, days, cuts, leapDay, hours } = windows
  const values = { from: data ? date(data.from) : '–', to: data ? date(data.to) : '–' }
  const lines = [
    t('ba.windows', {
      before: windowText(before, words),
      after: windowText(after, words),
      days: number(days),
    }),
    ...cuts.map((cut) => t(`ba.cut.${cut}`, values)),
    ...(leapDay ? [t('ba.leap-day', { day: date(leapDay) })] : []),
    ...(hours.before !== hours.after && !leapDay
      ? [t('ba.hours', { before: number(hours.before), after: number(hours.after) })]
      : []),
  ]
  return html`<ul class="windows">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
}

function ownUnitsLine({ ownUnits }: BeforeAfter, { t, percent }: Words) {
  const { before, after } = ownUnits
  if (before.value === undefined || after.value === undefined) return nothing
  return html`<p class="hint">
    ${t('ba.doubt.own-units', { before: percent(before.value), after: percent(after.value) })}
  </p>`
}

export function verdictPanel(found: BeforeAfter, words: Words): TemplateResult {
  const { t, date } = words
  const { change, judgement } = found
  const parts = partSentences(found, words)
  return html`<section class="panel verdict-panel ${judgement.verdict}" aria-labelledby="verdict-title">
    <div class="panel-head">
      <h2 id="verdict-title">${change.name}, ${date(change.on)}</h2>
    </div>
    <div class="verdict">
      ${verdictIcon(judgement.verdict)}
      <div>
        <p class="verdict-word">${t(`ba.verdict.${judgement.verdict}`)}</p>
        <p class="verdict-sentence">${verdictSentence(found, words)}</p>
      </div>
    </div>
    <div class="verdict-columns">
      <div>
        ${
          parts.length > 0
            ? html`<h3>${t('ba.parts')}</h3>
                <ul class="parts">${parts.map((part) => html`<li>${part}</li>`)}</ul>
                ${ownUnitsLine(found, words)}`
            : nothing
        }
        ${changeLines(found, words)} ${windowLines(found, words)}
      </div>
      ${
        judgement.doubts.length > 0
          ? html`<div>
              <h3>${t('ba.doubts')}</h3>
              <ul class="doubts">
                ${judgement.doubts.map((doubt) => html`<li>${doubtSentence(doubt, found, words)}</li>`)}
              </ul>
            </div>`
          : nothing
      }
    </div>
  </section>`
}
