// The course of area and control over time, with the change and the known seams as upright lines, over its table.
import { html, svg, type TemplateResult } from 'lit-html'
import type { BeforeAfter } from '../../../src/contract/before-after.ts'
import { durationText } from '../../formats.ts'
import type { Table } from '../../parts/table.ts'
import { saveButton, tableView } from '../../parts/table-view.ts'
import type { TextKey, Words } from '../../words.ts'
import { box, type SeriesDrawing, type SeriesPoint, seriesDrawing } from '../series-drawing.ts'
import { seriesTable } from '../tables.ts'

export interface CourseProps {
  readonly found: BeforeAfter
  readonly words: Words
  save(table: Table): void
}

const at = (value: number) => value.toFixed(1)

/** Area: filled circles on a whole line; control: open squares on a broken one. */
function line(side: 'area' | 'control', runs: readonly (readonly SeriesPoint[])[]) {
  const points = runs.flat()
  const path = runs.map((run) => `M${run.map(({ x, y }) => `${at(x)} ${at(y)}`).join('L')}`).join('')
  const whiskers = points.map(({ x, low, high }) => `M${at(x)} ${at(low)}V${at(high)}`).join('')
  return svg`<g class="line ${side}">
    <path class="whiskers" d=${whiskers}></path>
    <path class="run" d=${path}></path>
    ${points.map(({ x, y }) =>
      side === 'area'
        ? svg`<circle cx=${at(x)} cy=${at(y)} r="5"></circle>`
        : svg`<rect x=${at(x - 4.5)} y=${at(y - 4.5)} width="9" height="9"></rect>`,
    )}
  </g>`
}

function marks({ marks: found }: SeriesDrawing, words: Words) {
  return found.map(({ x, label, itself }) => {
    const text = itself ? words.t('ba.series.change') : label
    const isRight = x > box.width - 120
    return svg`<g class="seam ${itself ? 'itself' : ''}">
      <path d="M${at(x)} ${itself ? 18 : 24}V${box.height - box.bottom}"></path>
      <text x=${at(isRight ? x - 4 : x + 4)} y=${itself ? 14 : 30} text-anchor=${isRight ? 'end' : 'start'}>${text}</text>
    </g>`
  })
}

function drawing(found: BeforeAfter, title: string, words: Words) {
  const drawn = seriesDrawing(found)
  if (!drawn) return html`<p class="empty">${words.t('ba.verdict.not-enough-tasks')}</p>`
  return html`<div class="course-box" role="group" tabindex="0" aria-label=${title}>
    <svg class="course" viewBox="0 0 ${box.width} ${box.height}" role="img" aria-label=${title}>
      ${drawn.ticks.map(
        ({ y, seconds }) => svg`<path class="grid" d="M${box.left} ${at(y)}H${box.width - box.right}"></path>
        <text x=${box.left - 8} y=${at(y + 4)} text-anchor="end">${durationText(seconds)}</text>`,
      )}
      ${drawn.dates.map(
        ({ x, on }) =>
          svg`<text x=${at(x)} y=${box.height - 12} text-anchor="middle">${words.date(on)}</text>`,
      )}
      ${marks(drawn, words)} ${line('control', drawn.control)} ${line('area', drawn.area)}
    </svg>
  </div>`
}

function key({ t }: Words) {
  return html`<ul class="course-key" aria-label=${t('map.legend')}>
    <li>
      <svg viewBox="0 0 34 12" aria-hidden="true"><g class="line area"><path class="run" d="M0 6H34"></path><circle cx="17" cy="6" r="5"></circle></g></svg>${t('ba.role.area')}
    </li>
    <li>
      <svg viewBox="0 0 34 12" aria-hidden="true"><g class="line control"><path class="run" d="M0 6H34"></path><rect x="12.5" y="1.5" width="9" height="9"></rect></g></svg>${t('ba.role.control')}
    </li>
  </ul>`
}

/** What a seam, another change, a decision or a version of zones says of itself. */
export function confounderText(
  { kind, id, itself }: BeforeAfter['confounders'][number],
  { t }: Words,
): string {
  const text = kind === 'seam' ? t(`seam.${id}` as TextKey) : t(`ba.confounder.${kind}`, { id })
  return itself ? `${text} (${t('ba.confounder.itself')})` : text
}

export function confounderList(found: BeforeAfter, words: Words): TemplateResult {
  const { t, date } = words
  if (found.confounders.length === 0) return html`<p class="hint">${t('ba.confounders.none')}</p>`
  return html`<ol class="confounders">
    ${found.confounders.map(
      (one) => html`<li><time datetime=${one.on}>${date(one.on)}</time> ${confounderText(one, words)}</li>`,
    )}
  </ol>`
}

export function coursePanel(props: CourseProps): TemplateResult {
  const { found, words, save } = props
  const { t } = words
  const { measure = 'first-unit', months } = found.series
  const title = t('ba.series', { measure: t(`measure.${measure}`), months })
  const table = seriesTable(found, title, words)
  return html`<section class="panel" aria-labelledby="course-title">
    <div class="panel-head">
      <h2 id="course-title">${title}</h2>
      ${key(words)}
    </div>
    <p class="lead">${t('ba.series.hint', { least: found.minimums.median ?? 10 })}</p>
    ${drawing(found, title, words)}
    <div class="seams-box">
      <h3>${t('ba.confounders')}</h3>
      ${confounderList(found, words)}
    </div>
    <details class="twin">
      <summary>${t('ba.numbers')}</summary>
      ${tableView({ table, words })} ${saveButton({ table, words, save })}
    </details>
  </section>`
}
