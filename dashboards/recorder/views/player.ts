// The controls of the recorder: the moment, the slider with its marks, play and speed, steps; and the list of marks.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { RecordingMarks } from '../../../src/contract/recording.ts'
import { localTimeOf } from '../../anomalies/local-time.ts'
import { latestOf } from '../../api.ts'
import { kindIcon } from '../../board/views/alarms.ts'
import { scroller } from '../../parts/page.ts'
import { municipalityName } from '../../region.ts'
import type { Words } from '../../words.ts'
import { type RecorderState, type SpanHours, type Speed, spans, speeds } from '../state.ts'

export interface PlayerHandlers {
  turnTo(at: number): void
  play(playing: boolean): void
  setSpeed(speed: Speed): void
  setSpan(hours: SpanHours): void
  /** Date and clock time in Helsinki. */
  goTo(date: string, time: string): void
  nextEvent(): void
  closeTask(): void
}

type Mark = RecordingMarks['marks'][number]

const hourMs = 3_600_000

export const momentText = (at: number, { date, timeSeconds }: Words) => `${date(at)} ${timeSeconds(at)}`

function slider({ at, from, hours, marks }: RecorderState, words: Words, handlers: PlayerHandlers) {
  const to = from + hours * hourMs
  const known = latestOf(marks)?.marks ?? []
  const x = (moment: string) => ((Date.parse(moment) - from) / (to - from)) * 1000
  return html`<div class="track">
    <svg class="track-marks" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      ${known.map((mark) => svg`<rect class=${mark.priority} x=${x(mark.at)} y="0" width="3" height="16"></rect>`)}
    </svg>
    <input
      type="range"
      aria-label=${words.t('recorder.slider')}
      aria-valuetext=${momentText(at, words)}
      min=${from}
      max=${to}
      step="1000"
      .value=${String(Math.round(at))}
      @change=${(event: Event) => handlers.turnTo(Number((event.currentTarget as HTMLInputElement).value))}
    />
    <p class="track-ends"><span>${words.time(from)}</span><span>${words.time(to)}</span></p>
  </div>`
}

function choice<T extends number>(
  label: string,
  all: readonly T[],
  chosen: T,
  name: (value: T) => string,
  choose: (value: T) => void,
) {
  return html`<div class="choice" role="group" aria-label=${label}>
    ${all.map(
      (value) =>
        html`<button type="button" aria-pressed=${value === chosen} @click=${() => choose(value)}>${name(value)}</button>`,
    )}
  </div>`
}

function jump({ at }: RecorderState, { t }: Words, handlers: PlayerHandlers) {
  const { date, time } = localTimeOf(at)
  const go = (event: Event) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    handlers.goTo(String(data.get('date')), String(data.get('time')))
  }
  return html`<form class="jump" @submit=${go}>
    <label>${t('recorder.date')} <input type="date" name="date" .value=${date} required /></label>
    <label>${t('recorder.time')} <input type="time" name="time" step="1" .value=${time} required /></label>
    <button type="submit" class="quiet">${t('recorder.go')}</button>
  </form>`
}

export function player(state: RecorderState, words: Words, handlers: PlayerHandlers): TemplateResult {
  const { t } = words
  const { at, playing, speed, hours, turning } = state
  const move = (seconds: number, key: 'back-minute' | 'back' | 'on' | 'on-minute') =>
    html`<button type="button" class="quiet" @click=${() => handlers.turnTo(at + seconds * 1000)}>${t(`recorder.${key}`)}</button>`
  return html`<section class="player" aria-label=${t('recorder.controls')}>
    <div class="player-now">
      <strong class="not-live">${t('recorder.not-live')}</strong>
      <time class="clock" datetime=${new Date(at).toISOString()}>${momentText(at, words)}</time>
      <span class="aside" role="status">${turning ? t('recorder.turning') : nothing}</span>
    </div>
    ${slider(state, words, handlers)}
    <div class="player-acts">
      ${move(-60, 'back-minute')} ${move(-10, 'back')}
      <button type="button" class="play" aria-pressed=${playing} @click=${() => handlers.play(!playing)}>
        ${t(playing ? 'recorder.pause' : 'recorder.play')}
      </button>
      ${move(10, 'on')} ${move(60, 'on-minute')}
      <button type="button" class="quiet" @click=${handlers.nextEvent}>${t('recorder.next')}</button>
      ${choice(t('recorder.speed'), speeds, speed, (n) => `${n}×`, handlers.setSpeed)}
      ${choice(t('recorder.span'), spans, hours, (n) => t('recorder.hours', { n }), handlers.setSpan)}
      ${jump(state, words, handlers)}
    </div>
    <p class="aside">${t('recorder.keys')}</p>
  </section>`
}

function markName(mark: Mark, state: RecorderState, { t, language }: Words) {
  const region = latestOf(state.region)
  const place = region && municipalityName(region, mark.municipality, language)
  const name = mark.kind === 'zone-bare' ? (place ?? mark.subject) : (mark.name ?? mark.subject)
  return [t(`alarm.kind.${mark.kind}`), mark.urgency, name, mark.kind === 'zone-bare' ? undefined : place]
    .filter(Boolean)
    .join(' · ')
}

/** The twin of the marks on the slider. */
export function marksPanel(state: RecorderState, words: Words, handlers: PlayerHandlers): TemplateResult {
  const { t, timeSeconds } = words
  const marks = latestOf(state.marks)?.marks ?? []
  const rows = marks.map((mark) => {
    const at = Date.parse(mark.at)
    const cleared = mark.clearedAt === undefined ? '–' : timeSeconds(Date.parse(mark.clearedAt))
    return html`<tr>
      <td><button type="button" class="pick" @click=${() => handlers.turnTo(at)}>${timeSeconds(at)}</button></td>
      <th scope="row">${kindIcon(mark.kind)} ${markName(mark, state, words)}</th>
      <td>${cleared}</td>
    </tr>`
  })
  return html`<section class="panel marks" aria-labelledby="marks-title">
    <div class="panel-head"><h2 id="marks-title">${t('recorder.marks')}</h2></div>
    ${
      marks.length === 0
        ? html`<p class="empty">${t(state.marks.kind === 'loading' ? 'recorder.turning' : 'recorder.marks.none')}</p>`
        : scroller(
            t('recorder.marks'),
            html`<table>
              <thead>
                <tr>
                  <th scope="col">${t('recorder.marks.at')}</th>
                  <th scope="col">${t('recorder.marks.what')}</th>
                  <th scope="col">${t('recorder.marks.cleared')}</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>`,
            'tall',
          )
    }
  </section>`
}
