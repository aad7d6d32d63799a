// A day in small charts, one for each stream on its own scale, and the same numbers as a table beneath.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { StreamLoad, Workload } from '../../../src/contract/workload.ts'
import { decimalText, type Table } from '../../parts/table.ts'
import { saveButton, tableView } from '../../parts/table-view.ts'
import type { Words } from '../../words.ts'
import { barsOf, box, peakHour, scaleOf, yOf } from '../bars.ts'
import { hourText } from '../tables.ts'

export interface DayProps {
  readonly id: string
  readonly workload: Workload
  readonly table: Table
  readonly hint: string
  readonly digits: number
  readonly words: Words
  values(stream: StreamLoad): readonly number[]
  save(table: Table): void
}

const labelledHours = [0, 6, 12, 18, 24]

function drawing(values: readonly number[], label: string, words: Words) {
  const scale = scaleOf(Math.max(...values))
  const digits = scale.ticks.some((tick) => !Number.isInteger(tick)) ? (scale.top < 0.1 ? 2 : 1) : 0
  const step = (box.width - box.left - box.right) / 24
  return html`<svg class="day" viewBox="0 0 ${box.width} ${box.height}" role="img" aria-label=${label}>
    ${scale.ticks.map(
      (
        tick,
      ) => svg`<path class="grid" d="M${box.left} ${yOf(tick, scale).toFixed(1)}H${box.width - box.right}"></path>
      <text x=${box.left - 5} y=${yOf(tick, scale) + 3.5} text-anchor="end">${decimalText(tick, digits, words)}</text>`,
    )}
    ${barsOf(values, scale).map(
      (bar) => svg`<rect class="bar" x=${bar.x.toFixed(1)} y=${bar.y.toFixed(1)}
        width=${bar.width.toFixed(1)} height=${bar.height.toFixed(1)}></rect>`,
    )}
    ${labelledHours.map(
      (hour) => svg`<text x=${box.left + hour * step} y=${box.height - 6}
        text-anchor=${hour === 24 ? 'end' : hour === 0 ? 'start' : 'middle'}>${hour}</text>`,
    )}
  </svg>`
}

function peakSentence(values: readonly number[], { digits, words }: DayProps): string {
  const hour = peakHour(values)
  if (hour === undefined) return words.t('workload.no-peak')
  return words.t('workload.peak', {
    hours: hourText(hour),
    value: decimalText(values[hour], digits, words),
  })
}

function chart(stream: StreamLoad, props: DayProps) {
  const { words, table } = props
  const title = words.t(`stream.${stream.stream}`)
  const values = props.values(stream)
  const peak = peakSentence(values, props)
  return html`<figure class="chart">
    <figcaption>
      <h3>${title}</h3>
      <p class="hint">${peak}</p>
    </figcaption>
    ${drawing(values, `${table.title}. ${title}: ${peak}`, words)}
  </figure>`
}

/** Streams without a task have their zeros in the table; a chart of nothing would only take room. */
export function dayPanel(props: DayProps): TemplateResult {
  const { id, table, words, workload, save } = props
  const drawn = workload.streams.filter(({ tasks }) => tasks > 0)
  return html`<section class="panel" aria-labelledby=${id}>
    <div class="panel-head">
      <h2 id=${id}>${table.title}</h2>
      <p class="hint">${props.hint}</p>
    </div>
    ${
      drawn.length === 0
        ? html`<p class="empty">${words.t('workload.empty')}</p>`
        : html`<div class="charts">${drawn.map((stream) => chart(stream, props))}</div>`
    }
    ${
      drawn.length === 0
        ? nothing
        : html`<div class="twin-row">
          <details class="twin">
            <summary>${words.t('charts.as-table')}</summary>
            ${tableView({ table, words })}
          </details>
          ${saveButton({ table, words, save })}
        </div>`
    }
  </section>`
}
