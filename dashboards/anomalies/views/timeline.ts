// When did each unit press what? Drawn on a time axis; every press also stands in the table beneath.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { TaskDetail, ToldEvent } from '../../../src/contract/anomalies.ts'
import { scroller } from '../../parts/page.ts'
import { paths, type Shape } from '../../parts/symbols.ts'
import type { UnitStatus } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import { type Press, type Timeline, timelineOf, type UnitLine } from '../timeline.ts'

const shapes: Readonly<Partial<Record<UnitStatus, Shape>>> = {
  alerted: 'triangle',
  'en-route': 'pentagon',
  'at-scene': 'diamond',
  'at-patient': 'cross',
  transporting: 'square',
  'at-hospital': 'house',
}
const lineHeight = 76
const axisHeight = 26
const legendOrder: readonly UnitStatus[] = [
  ...(['alerted', 'en-route', 'at-scene', 'at-patient', 'transporting', 'at-hospital', 'available'] as const),
]

/** Room at both ends, so that no mark is cut. */
const across = (x: number) => `${(3 + x * 94).toFixed(2)}%`
const shapeOf = (status: UnitStatus): string => paths[shapes[status] ?? 'circle']

function mark(press: Press, y: number, { t, timeSeconds }: Words) {
  const top = y - (press.raised ? 14 : 0)
  const label = press.look === 'wrong' || press.look === 'corrected'
  const anchor = press.x < 0.6 ? 'start' : 'end'
  const ring = press.look === 'wrong' ? svg`<circle class="ring" r="15"></circle>` : nothing
  // Nested, because only a nested drawing can stand at a share of the width.
  return svg`<svg x=${across(press.x)} y=${top} overflow="visible" class="press ${press.look}">
    ${ring}<path transform="translate(-8 -8) scale(0.667)" d=${shapeOf(press.status)}></path>
    ${
      label
        ? svg`<text class="word" x=${anchor === 'start' ? -8 : 8} y=${press.raised ? 44 : 30} text-anchor=${anchor}>${t(`status.${press.status}`)} ${timeSeconds(press.at)}</text>`
        : nothing
    }
  </svg>`
}

function unitLine(line: UnitLine, index: number, words: Words) {
  const y = index * lineHeight + 44
  return svg`<text class="unit" x="0" y=${y - 28}>${line.unit}</text>
    <line class="way" x1=${across(0)} x2=${across(1)} y1=${y} y2=${y}></line>
    ${line.presses.map((press) => mark(press, y, words))}`
}

function drawing({ lines, ticks }: Timeline, words: Words) {
  const height = lines.length * lineHeight + axisHeight
  return html`<svg
    class="timeline"
    width="100%"
    height=${height}
    role="img"
    aria-label=${words.t('review.timeline.label')}
  >
    ${ticks.map(
      ({
        x,
        at,
      }) => svg`<line class="tick" x1=${across(x)} x2=${across(x)} y1="20" y2=${height - axisHeight}></line>
      <text class="clock" x=${across(x)} y=${height - 8} text-anchor="middle">${words.time(at).replace(/^\D+/, '')}</text>`,
    )}
    ${lines.map((line, index) => unitLine(line, index, words))}
  </svg>`
}

function legend(timeline: Timeline, { t }: Words) {
  const used = new Set(timeline.lines.flatMap(({ presses }) => presses.map(({ status }) => status)))
  const other = [...used].filter((status) => !legendOrder.includes(status))
  return html`<ul class="legend">
    ${[...legendOrder.filter((status) => used.has(status)), ...other].map(
      (status) => html`<li>
        <svg class="icon solid" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d=${shapeOf(status)}></path></svg
        >${t(`status.${status}`)}
      </li>`,
    )}
  </ul>`
}

const kinds = ['task.created', 'task.urgency', 'task.moved', 'task.cancelled', 'task.closed'] as const

function whatText({ kind, status, urgency, outcome }: ToldEvent, { t }: Words): string {
  const known = kinds.find((name) => name === kind)
  const what = status ? t(`status.${status}`) : known ? t(`event.${known}`) : kind
  return [what, urgency, outcome].filter((part) => part !== undefined).join(' · ')
}

function toldTable(task: TaskDetail, timeline: Timeline, words: Words) {
  const { t, timeSeconds, date } = words
  const looks = new Map<string, Press['look']>(
    timeline.lines.flatMap(({ unit, presses }) =>
      presses.map((press) => [`${unit} ${press.status} ${press.at}`, press.look] as const),
    ),
  )
  const line = (told: ToldEvent) => {
    const at = Date.parse(told.at)
    const look = told.stands ? (looks.get(`${told.unit} ${told.status} ${at}`) ?? 'plain') : 'replaced'
    return html`<tr class=${look}>
      <td>${date(at)} ${timeSeconds(at)}</td>
      <td>${told.unit ?? '–'}</td>
      <td>${whatText(told, words)}</td>
      <td>${told.source}</td>
      <td>${date(Date.parse(told.receivedAt))} ${timeSeconds(Date.parse(told.receivedAt))}</td>
      <td>${look === 'plain' ? '' : t(`review.look.${look}`)}</td>
    </tr>`
  }
  const head = (key: Parameters<typeof t>[0]) => html`<th scope="col">${t(key)}</th>`
  return scroller(
    t('review.timeline.table'),
    html`<table class="told">
      <caption class="unseen">
        ${t('review.timeline.caption')}
      </caption>
      <thead>
        <tr>
          ${head('review.when')}${head('review.unit')}${head('review.what')}${head('review.source')}
          ${head('review.received')}${head('review.note')}
        </tr>
      </thead>
      <tbody>
        ${task.told.map(line)}
      </tbody>
    </table>`,
  )
}

export function timelinePanel(task: TaskDetail, words: Words): TemplateResult {
  const timeline = timelineOf(task)
  return html`<section class="part" aria-labelledby="timeline-title">
    <h3 id="timeline-title">${words.t('review.timeline')}</h3>
    ${timeline.lines.length === 0 ? nothing : html`${drawing(timeline, words)} ${legend(timeline, words)}`}
    <details class="twin" open>
      <summary>${words.t('review.timeline.table')}</summary>
      ${toldTable(task, timeline, words)}
    </details>
  </section>`
}
