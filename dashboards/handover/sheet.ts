// What does the next shift have to know, on one sheet? Pure; what does not fit is counted, never dropped silently.
import type { ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { Situation, SourceView } from '../../src/contract/situation.ts'
import { type AlarmItem, alarmItems } from '../board/alarm-state.ts'
import { sourcesGlance, stationsGlance } from '../board/glance.ts'
import { holesAhead, type StationHole } from '../board/readiness-ahead.ts'
import { type TaskLine, taskLines } from '../board/tasks.ts'

/** Lines that one A4 holds beside its headings, each of at most two rows. */
export const linesAtMost = 26

export interface Section<T> {
  readonly shown: readonly T[]
  /** Left out for want of room. */
  readonly rest: number
}

export interface Sheet {
  /** Epoch milliseconds of the server's clock: the state that the whole sheet tells. */
  readonly asOf: number
  readonly alarms: Section<AlarmItem>
  readonly shelved: number
  readonly feeds: Section<{ readonly source: SourceView; readonly state: 'late' | 'silent' }>
  /** Absent when the plan could not be asked. */
  readonly holes?: Section<StationHole>
  readonly tasks: Section<TaskLine>
  /** Open tasks that are not about to be missed. */
  readonly otherTasks: number
  readonly stationsNotReady: readonly string[]
}

/** Room for each, the small needs first: what one does not need goes to the others. */
export function shareRoom(room: number, needs: readonly number[]): readonly number[] {
  const given = needs.map(() => 0)
  const inOrder = needs.map((need, i) => ({ need, i })).sort((a, b) => a.need - b.need)
  let left = room
  inOrder.forEach(({ need, i }, place) => {
    given[i] = Math.min(need, Math.floor(left / (inOrder.length - place)))
    left -= given[i]!
  })
  return given
}

const cut = <T>(all: readonly T[], most: number): Section<T> => ({
  shown: all.slice(0, most),
  rest: Math.max(0, all.length - most),
})

export function sheetOf(
  situation: Situation,
  timelines: ReadinessTimelines | undefined,
  room = linesAtMost,
): Sheet {
  const asOf = Date.parse(situation.serverAt)
  const moment = { now: asOf, limits: situation.freshness }
  const { open, shelved } = alarmItems(situation.alarms)
  const feeds = sourcesGlance(situation.sources, moment).notFresh
  const holes = timelines && holesAhead(timelines, asOf)
  const lines = taskLines(situation.tasks, asOf).filter(({ group }) => group === 'waiting')
  const missed = lines.filter(({ pressure }) => pressure === 'overdue' || pressure === 'expected-late')
  const { notReady } = stationsGlance(situation.stations, situation.sources, moment)
  const [a, f, h, t] = shareRoom(room, [open.length, feeds.length, holes?.length ?? 0, missed.length])
  return {
    asOf,
    alarms: cut(open, a!),
    shelved: shelved.length,
    feeds: cut(feeds, f!),
    ...(holes && { holes: cut(holes, h!) }),
    tasks: cut(missed, t!),
    otherTasks: situation.tasks.length - missed.length,
    stationsNotReady: notReady.map(({ name }) => name),
  }
}
