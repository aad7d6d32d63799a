// What has happened on a task so far? One line for each thing told, with when we knew it where that was late.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { FreshnessLimits } from '../../../src/contract/freshness.ts'
import type { TaskTimeline, TimelineEvent } from '../../../src/contract/task-timeline.ts'
import { durationText } from '../../formats.ts'
import { failure } from '../../parts/page.ts'
import { familyShapes, shapeIcon, unitFamily } from '../../parts/symbols.ts'
import type { Words } from '../../words.ts'
import type { Answer } from '../asked.ts'

export interface TimelineProps {
  readonly answer: Answer<TaskTimeline>
  readonly limits: FreshnessLimits
  readonly words: Words
}

const taskKinds = ['task.created', 'task.urgency', 'task.moved', 'task.cancelled', 'task.closed'] as const

function what({ kind, unit, status, urgency, unitType }: TimelineEvent, { t }: Words) {
  if (unit !== undefined && status !== undefined)
    return html`${shapeIcon(familyShapes[unitFamily(unitType)], 'solid')}<strong>${unit}</strong> ${t(`status.${status}`)}`
  const known = taskKinds.find((each) => each === kind)
  const word = known ? t(`event.${known}`) : kind
  return html`${shapeIcon('pin', 'open')}<strong>${word}</strong>${urgency === undefined ? nothing : html` ${urgency}`}`
}

/** Told later than a live source may be late: who looked at the board then did not know it yet. */
function lateText(event: TimelineEvent, { limits, words: { t, timeSeconds } }: TimelineProps) {
  const receivedAt = Date.parse(event.receivedAt)
  const seconds = (receivedAt - Date.parse(event.at)) / 1000
  if (seconds <= limits.lateAfterSeconds) return nothing
  return html`<span class="told-late"
    >${t('event.told-late', { duration: durationText(seconds), at: timeSeconds(receivedAt) })}</span
  >`
}

export function timelineView(props: TimelineProps): TemplateResult {
  const { answer, words } = props
  const { t, timeSeconds } = words
  if (!answer.value)
    return answer.fault ? failure(answer.fault, words) : html`<p class="empty">${t('timeline.loading')}</p>`
  const { events } = answer.value
  // Not every source says the type; whoever does says it for all.
  const typeOf = new Map(events.flatMap(({ unit, unitType }) => (unit && unitType ? [[unit, unitType]] : [])))
  return html`<ol class="timeline" aria-label=${t('timeline.title')}>
    ${events.map(
      (event) => html`<li>
        <time datetime=${event.at}>${timeSeconds(Date.parse(event.at))}</time>
        <span class="what-happened">${what({ ...event, unitType: typeOf.get(event.unit ?? '') }, words)}</span>
        <span class="of">${event.source}</span> ${lateText(event, props)}
      </li>`,
    )}
  </ol>`
}
