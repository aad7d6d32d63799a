// What every layout of the board says alike: the time, the connection, the sources, the alarms, and what is spoken.
import { html, nothing } from 'lit-html'
import { latestOf } from '../../api.ts'
import type { AgeContext } from '../../parts/age.ts'
import type { Words } from '../../words.ts'
import { sourcesGlance } from '../glance.ts'
import { connection, lastTruthAt, liveNow, serverNow } from '../server-clock.ts'
import type { Board, BoardState } from '../state.ts'
import { taskLines } from '../tasks.ts'
import type { AlarmsProps } from './alarms.ts'
import type { BoardProps } from './board.ts'
import { sourcesSentence } from './glance.ts'

/** The picture on screen: the frozen one while paused. */
export const shownBoard = (state: BoardState): Board | undefined => state.paused?.board ?? state.board

export function connectionMark(state: BoardState, { t, timeSeconds }: Words) {
  const now = connection(state)
  const truth = lastTruthAt(state)
  // On the wall the alarm line, just below, has the time of it.
  const since =
    now === 'lost' && state.mode !== 'wall' && truth !== undefined
      ? ` ${t('connection.truth', { time: timeSeconds(truth) })}`
      : ''
  return html`<span class="connection ${now}"
    ><span class="dot" aria-hidden="true"></span>${t(`connection.${now}`)}${since}</span
  >`
}

export function clock(state: BoardState, words: Words) {
  if (state.heardAt === undefined) return nothing
  const at = serverNow(state)
  return html`<time class="clock" datetime=${new Date(at).toISOString()}>${words.timeSeconds(at)}</time>`
}

/** Without a connection nobody knows what the sources tell now: the mark of the connection says when they last did. */
export function sourcesNow(board: Board, state: BoardState, words: Words) {
  if (connection(state) === 'lost') return nothing
  const ages = agesOf(board, state, words)
  const most = state.mode === 'wall' ? 1 : undefined
  return sourcesSentence(sourcesGlance(board.sources.values(), ages), ages, most)
}

export function agesOf(board: Board, state: BoardState, words: Words): AgeContext {
  return { now: serverNow(state), limits: board.freshness, words }
}

/** Of the living board even while the view is paused: nobody may miss an alarm by reading an old picture. */
export function alarmsOf(board: Board, { state, lines, handlers }: BoardProps, words: Words): AlarmsProps {
  return {
    ...{
      alarms: board.alarms.values(),
      withheld: board.alarmsWithheld.length,
      now: liveNow(state),
      lines: state.paused ? taskLines(board.tasks.values(), liveNow(state)) : lines,
      words,
    },
    region: latestOf(state.region),
    lostAt: connection(state) === 'lost' ? lastTruthAt(state) : undefined,
    paused: state.paused !== undefined,
    may: latestOf(state.session)?.may.includes('acknowledge-alarms') ?? false,
    sound: state.sound,
    fault: state.alarmFault,
    handlers: handlers.alarms,
  }
}

export function spoken(state: BoardState) {
  return html`<p class="unseen" role="status" aria-live="polite" id="announcer">${state.announcement}</p>
    <p class="unseen" role="status" aria-live="polite">${state.alarmNews.text}</p>
    <p class="unseen" role="alert" aria-live="assertive">${state.alarmNews.urgent}</p>`
}
