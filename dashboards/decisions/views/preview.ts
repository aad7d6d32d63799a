// What would change: one sentence, how many tasks move from where to where, and the figures before and after.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { DecisionList } from '../../../src/contract/decision-list.ts'
import type { DecisionPreview, PreviewSide } from '../../../src/contract/decision-preview.ts'
import { durationText, sharePercentText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import { lightIcon } from '../../parts/symbols.ts'
import { nameIn, type Words } from '../../words.ts'
import type { Preview } from '../state.ts'

export interface PreviewProps {
  readonly preview: Preview
  readonly zones: DecisionList['zoneSystems']
  readonly words: Words
}

export function previewPanel({ preview, zones, words }: PreviewProps): TemplateResult | typeof nothing {
  const { t, number } = words
  switch (preview.kind) {
    case 'none':
      return nothing
    case 'running': {
      const { done, total } = preview
      return html`<div class="running">
        <p role="status" id="preview-running">
          ${t('preview.running', { done: number(done), total: number(total) })}
        </p>
        <progress max="1" .value=${total === 0 ? 0 : done / total} aria-labelledby="preview-running"></progress>
      </div>`
    }
    case 'failed':
      return html`<div id="preview-title" tabindex="-1"><p class="failure" role="alert"><strong>${t('adopt.refused')}</strong> ${preview.detail}</p></div>`
    case 'ready':
      return found(preview.value, zones, words)
  }
}

function found(preview: DecisionPreview, zones: DecisionList['zoneSystems'], words: Words) {
  const { t, number, date } = words
  const { tasks, changed, moves, asIfInForce, cut } = preview
  const sentence =
    changed === 0
      ? t('preview.same', { tasks: number(tasks) })
      : t('preview.sentence', { tasks: number(tasks), changed: number(changed) })
  const lastDay = new Date(Date.parse(`${preview.to}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return html`<section class="preview" aria-labelledby="preview-title">
    <h3 id="preview-title" tabindex="-1">${t('preview.title')}</h3>
    <p>
      ${t('preview.span', { from: date(preview.from), to: date(lastDay) })}
      ${asIfInForce ? t('preview.as-if') : nothing} ${cut ? t('preview.cut') : nothing}
    </p>
    <p class="sentence"><strong>${sentence}</strong></p>
    ${
      moves.length === 0
        ? nothing
        : html`<ul class="moves">
            ${[...moves]
              .sort((a, b) => b.tasks - a.tasks)
              .map(
                (move) => html`<li>
                  ${t('preview.move', {
                    n: number(move.tasks),
                    from: t(`standing.${move.from}`),
                    to: t(`standing.${move.to}`),
                  })}
                </li>`,
              )}
          </ul>`
    }
    ${scroller(t('preview.title'), table(preview, zones, words))}
    <p class="hint">${t('preview.rule')}</p>
  </section>`
}

type Row = DecisionPreview['rows'][number]

function table({ rows }: DecisionPreview, zones: DecisionList['zoneSystems'], words: Words) {
  const { t } = words
  const side = [
    'figures.used',
    'figures.excluded',
    'figures.target',
    'preview.share',
    'figures.light',
  ] as const
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = `${row.urgency} ${row.measure ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return html`<table class="changes">
    <thead>
      <tr>
        <td></td>
        <th scope="colgroup" colspan=${side.length}>${t('preview.before')}</th>
        <th scope="colgroup" colspan=${side.length} class="after">${t('preview.after')}</th>
      </tr>
      <tr>
        <th scope="col">${t('figures.zone')}</th>
        ${['', 'after'].map((look) =>
          side.map((key, i) => html`<th scope="col" class=${i === 0 ? look : ''}>${t(key)}</th>`),
        )}
      </tr>
    </thead>
    ${[...groups.values()].map(
      (group) => html`<tbody>
        <tr class="group">
          <th scope="rowgroup" colspan=${2 * side.length + 1}>${title(group[0]!, words)}</th>
        </tr>
        ${group.map((row) => lines(row, zones, words))}
      </tbody>`,
    )}
  </table>`
}

function title({ urgency, measure }: Row, { t }: Words): string {
  const who = urgency === 'not-assessed' ? t('urgency.not-assessed') : t('urgency.class', { urgency })
  return measure === undefined ? who : `${who} · ${t(`measure.${measure}`)}`
}

/** As many lines as the side with more targets has; both sides in order of share. */
function lines(row: Row, zones: DecisionList['zoneSystems'], words: Words) {
  const count = Math.max(1, row.before?.targets.length ?? 0, row.after?.targets.length ?? 0)
  return Array.from(
    { length: count },
    (_, i) => html`<tr>
      ${i === 0 ? html`<th scope="row" rowspan=${count}>${zoneName(row.zone, zones, words)}</th>` : nothing}
      ${cells(row.before, i, count, '', words)} ${cells(row.after, i, count, 'after', words)}
    </tr>`,
  )
}

function cells(side: PreviewSide | undefined, i: number, count: number, look: string, words: Words) {
  const { t, number, percent, language } = words
  const target = side?.targets[i]
  const counts =
    i > 0
      ? nothing
      : html`<td class="number ${look}" rowspan=${count}>${side ? number(side.used) : '–'}</td>
          <td class="number" rowspan=${count}>${side ? number(side.excluded) : '–'}</td>`
  if (!target) return html`${counts}<td class="number">–</td><td class="number">–</td><td>–</td>`
  return html`${counts}
    <td class="number">${durationText(target.withinSeconds)} · ${sharePercentText(target.requiredShare, language)}</td>
    <td class="number">${target.share === undefined ? '–' : percent(target.share)}</td>
    <td><span class="light-word ${target.light}">${lightIcon(target.light)} ${t(`light.${target.light}`)}</span></td>`
}

function zoneName(zone: string, systems: DecisionList['zoneSystems'], { t, language }: Words): string {
  if (zone === 'unknown') return t('zone.unknown')
  const found = systems.flatMap(({ classes }) => classes).find(({ id }) => id === zone)
  return found ? nameIn(found.name, language) : zone
}
