// What may be jumped to, and who has looked: the marks of the slider, the moments of a task, the log of looks.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { RecordingMarks, TaskMoments } from '../../../src/contract/recording.ts'
import { latestOf } from '../../api.ts'
import { kindIcon } from '../../board/views/alarms.ts'
import { scroller } from '../../parts/page.ts'
import { municipalityName } from '../../region.ts'
import type { Words } from '../../words.ts'
import { type RecorderState, secondAfter } from '../state.ts'
import { momentText, type PlayerHandlers } from './player.ts'

interface ListProps {
  /** Also of its heading. */
  readonly name: string
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly TemplateResult[]
  /** Said where there are no rows. */
  readonly empty?: string
  readonly act?: TemplateResult
}

function listPanel({ name, title, heads, rows, empty, act }: ListProps): TemplateResult {
  const table = html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
  return html`<section class="panel ${name}" aria-labelledby="${name}-title">
    <div class="panel-head">
      <h2 id="${name}-title">${title}</h2>
      ${act ?? nothing}
    </div>
    ${rows.length === 0 ? html`<p class="empty">${empty}</p>` : scroller(title, table, 'tall')}
  </section>`
}

/** A moment of the recording that a press turns to: the first second by which it was so. */
function turning(moment: string, { timeSeconds }: Words, { turnTo }: PlayerHandlers) {
  const at = Date.parse(moment)
  return html`<button type="button" class="pick" @click=${() => turnTo(secondAfter(at))}>${timeSeconds(at)}</button>`
}

type Mark = RecordingMarks['marks'][number]

function markName(mark: Mark, { region }: RecorderState, { t, language }: Words) {
  const known = latestOf(region)
  const place = known && municipalityName(known, mark.municipality, language)
  const name = mark.kind === 'zone-bare' ? (place ?? mark.subject) : (mark.name ?? mark.subject)
  return [t(`alarm.kind.${mark.kind}`), mark.urgency, name, mark.kind === 'zone-bare' ? undefined : place]
    .filter(Boolean)
    .join(' · ')
}

/** The twin of the marks on the slider. */
export function marksPanel(state: RecorderState, words: Words, handlers: PlayerHandlers): TemplateResult {
  const { t, timeSeconds } = words
  const row = (mark: Mark) => html`<tr>
    <td>${turning(mark.at, words, handlers)}</td>
    <th scope="row">${kindIcon(mark.kind)} ${markName(mark, state, words)}</th>
    <td>${mark.clearedAt === undefined ? '–' : timeSeconds(Date.parse(mark.clearedAt))}</td>
  </tr>`
  return listPanel({
    ...{ name: 'marks', title: t('recorder.marks') },
    heads: [t('recorder.marks.at'), t('recorder.marks.what'), t('recorder.marks.cleared')],
    rows: (latestOf(state.marks)?.marks ?? []).map(row),
    empty: t(state.marks.kind === 'loading' ? 'recorder.turning' : 'recorder.marks.none'),
  })
}

const lateFromMs = 60_000

export function taskMoments({ task }: RecorderState, words: Words, handlers: PlayerHandlers) {
  if (!task) return nothing
  const { t, timeSeconds } = words
  const row = ({ at, receivedAt, kind, unit, status }: TaskMoments['moments'][number]) => {
    const late = Date.parse(receivedAt) - Date.parse(at) > lateFromMs
    const what = kind === 'unit.status' ? `${unit} · ${t(`status.${status!}`)}` : eventName(kind, words)
    return html`<tr>
      <td>${turning(receivedAt, words, handlers)}</td>
      <td>${timeSeconds(Date.parse(at))}${late ? html` <span class="tag small">${t('recorder.task.late')}</span>` : nothing}</td>
      <th scope="row">${what}</th>
    </tr>`
  }
  return listPanel({
    ...{ name: 'moments', title: t('recorder.task', { task: task.task }) },
    heads: [t('recorder.task.known'), t('recorder.task.at'), t('recorder.task.what')],
    rows: task.moments.map(row),
    act: html`<button type="button" class="quiet" @click=${handlers.closeTask}>${t('recorder.task.close')}</button>`,
  })
}

const eventName = (kind: string, { t }: Words) => t(`recorder.event.${kind as 'task.created'}`)

export function accessesPanel({ accesses }: RecorderState, words: Words) {
  if (!accesses) return nothing
  const { t, timeSeconds } = words
  const text = (moment: string) => momentText(Date.parse(moment), words)
  return listPanel({
    ...{ name: 'accesses', title: t('recorder.accesses'), empty: t('recorder.accesses.none') },
    heads: [
      ...[t('recorder.accesses.who'), t('recorder.accesses.when')],
      ...[t('recorder.accesses.what'), t('recorder.accesses.task')],
    ],
    rows: accesses.map(
      ({ by, begunAt, lastAt, from, to, task }) => html`<tr>
        <th scope="row">${by}</th>
        <td>${text(begunAt)} – ${timeSeconds(Date.parse(lastAt))}</td>
        <td>${text(from)} – ${text(to)}</td>
        <td>${task ?? '–'}</td>
      </tr>`,
    ),
  })
}
