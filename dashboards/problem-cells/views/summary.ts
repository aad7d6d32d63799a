// Above the list: what cannot be told, both readings counted side by side, and by which rule and limits.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ProblemCells } from '../../../src/contract/problem-cells.ts'
import { durationText, sharePercentText } from '../../formats.ts'
import { nameIn, type Words } from '../../words.ts'
import { type Reading, readings } from '../address.ts'
import { cannotTell, type Standing } from '../distance.ts'
import { className } from './list.ts'
import { standingIcon } from './symbols.ts'

const counted: readonly Standing[] = ['listed', 'near', 'held']

/** Nothing is green here without four years of data: the service's own word on empty years is repeated aloud. */
export function warnings(found: ProblemCells, { t }: Words): TemplateResult {
  const empty = cannotTell(found)
  const notice = (tag: string, sentence: string) =>
    html`<p class="notice"><strong class="tag">${tag}</strong><span>${sentence}</span></p>`
  const last = found.years.at(-1)!
  return html`${
    found.zoneVersions.length === 0
      ? html`<section class="panel" aria-labelledby="no-cells-title">
          <div class="panel-head"><h2 id="no-cells-title">${t('problem.no-zones')}</h2></div>
          <p class="empty">
            ${t('problem.no-zones.how')}
            <code>vaste import risk-cells</code>
          </p>
        </section>`
      : nothing
  }
  ${empty.length > 0 ? notice(t('problem.cannot-tell'), t('problem.empty-years', { years: empty.join(', ') })) : nothing}
  ${found.lastYearOver ? nothing : notice(t('problem.running'), t('problem.running.sentence', { year: last }))}`
}

function readingCard(found: ProblemCells, reading: Reading, words: Words) {
  const { t, number } = words
  const counts = found.counts[reading]
  const isAsked = reading === found.reading
  // A year without data clears every cell: its zeros would only look like good news (trap 51).
  const isKnown = cannotTell(found).length === 0
  return html`<section class="reading ${isAsked ? 'asked' : ''}" aria-label=${t(`reading.${reading}`)}>
    <h3>${t(`reading.${reading}`)} ${isAsked ? html`<span class="aside">${t('problem.asked')}</span>` : nothing}</h3>
    <p class="hint">${t(`reading.${reading}.means`, { n: number(found.minimumTasks) })}</p>
    <dl class="counts">
      ${counted
        .filter((standing) => standing === 'listed' || !found.lastYearOver)
        .map(
          (standing) => html`<div>
            <dt>${standingIcon(standing)} ${t(`standing.${standing}`)}</dt>
            <dd class="figure">${isKnown ? number(counts?.[standing] ?? 0) : '–'}</dd>
          </div>`,
        )}
    </dl>
  </section>`
}

export function readingPanel(found: ProblemCells, words: Words): TemplateResult {
  const { t, number, date, time } = words
  const excluded = Object.values(found.excluded).reduce((sum, n) => sum + (n ?? 0), 0)
  const at = Date.parse(found.computedAt)
  return html`<section class="panel" aria-labelledby="readings-title">
    <div class="panel-head">
      <h2 id="readings-title">${t('problem.readings', { from: found.years[0], to: found.years.at(-1)! })}</h2>
      <p class="hint">${t('summary.computed', { at: `${date(at)} ${time(at)}` })}</p>
    </div>
    <p class="lead">${t('problem.rule')}</p>
    <div class="readings">${readings.map((reading) => readingCard(found, reading, words))}</div>
    <p class="hint foot">
      ${t('problem.sums', { total: number(found.total), used: number(found.used), excluded: number(excluded) })}
      ${t('problem.sums.more', { missing: number(found.missing), without: number(found.withoutTarget) })}
    </p>
  </section>`
}

function targetItem(target: ProblemCells['targets'][number], found: ProblemCells, words: Words) {
  const { t, language } = words
  return html`<li>
    <strong>${className(found, target.zone, words)}</strong> · ${target.urgency} ·
    ${t('problem.target', { time: durationText(target.withinSeconds), share: sharePercentText(target.requiredShare, language) })}
    ${target.official ? nothing : html`<span class="tag small">${t('notice.placeholder')}</span>`}
  </li>`
}

export function basisPanel(found: ProblemCells, words: Words): TemplateResult {
  const { t, date, language } = words
  const span = (from: string, to: string | undefined) =>
    t('decision.valid', { from: date(from), to: to ? date(to) : t('decision.further-notice') })
  return html`<section class="panel" aria-labelledby="basis-title">
    <div class="panel-head"><h2 id="basis-title">${t('problem.basis')}</h2></div>
    <ul class="basis">
      ${found.targets.map((target) => targetItem(target, found, words))}
      ${found.decisions.map(
        ({ name, validFrom, validTo, source }) => html`<li>
          <strong>${nameIn(name, language)}</strong>
          <span class="hint">${span(validFrom, validTo)} · ${t('decision.source', { source })}</span>
        </li>`,
      )}
      ${found.zoneVersions.map(
        ({ version, validFrom, validTo, demo, source }) => html`<li>
          <strong>${t('problem.zones', { version })}</strong>
          ${demo ? html`<span class="tag small">${t('notice.demo')}</span>` : nothing}
          <span class="hint">${span(validFrom, validTo)} · ${t('decision.source', { source: source ?? '–' })}</span>
        </li>`,
      )}
    </ul>
    <p class="hint foot">${t('problem.method')}</p>
  </section>`
}
