// The controls of the recorder: the moment, the slider with its marks, play and speed, steps.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import { localTimeOf } from '../../anomalies/local-time.ts'
import { latestOf } from '../../api.ts'
import { labelTags } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import { hourMs, type RecorderState, type SpanHours, type Speed, shownAt, spans, speeds } from '../state.ts'

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

export const momentText = (at: number, { date, timeSeconds }: Words) => `${date(at)} ${timeSeconds(at)}`

function slider(state: RecorderState, words: Words, handlers: PlayerHandlers) {
  const { from, hours, marks } = state
  const at = shownAt(state)
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
      .value=${String(at)}
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

function jump(state: RecorderState, { t }: Words, handlers: PlayerHandlers) {
  const { date, time } = localTimeOf(shownAt(state))
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
  const { playing, speed, hours, turning, board } = state
  const at = shownAt(state)
  const move = (seconds: number, key: 'back-minute' | 'back' | 'on' | 'on-minute') =>
    html`<button type="button" class="quiet" @click=${() => handlers.turnTo(at + seconds * 1000)}>${t(`recorder.${key}`)}</button>`
  return html`<section class="player" aria-label=${t('recorder.controls')}>
    <div class="player-now">
      <strong class="not-live">${t('recorder.not-live')}</strong>
      <time class="clock" datetime=${new Date(at).toISOString()}>${momentText(at, words)}</time>
      <span class="aside" role="status">${turning ? t('recorder.turning') : nothing}</span>
      <span class="player-tags"
        >${board ? labelTags({ demo: board.demo, placeholderTargets: board.placeholderTargets, words }) : nothing}
        <strong class="tag">${t('recorder.logged')}</strong></span
      >
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
