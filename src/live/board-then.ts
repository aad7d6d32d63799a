/**
 * A board turned back to a moment: the very board of now, begun with what was known then, by the registers and with the
 * clock of then, so that nothing is shown by other rules than it was.
 */
import { alarmView } from '../contract/alarms.ts'
import type { Situation } from '../contract/situation.ts'
import type { Alarm, AlarmLimits } from '../domain/alarm.ts'
import { alarmsAfter, restoredAlarms } from '../domain/alarm-state.ts'
import { alarmsThen, type KeptAlarm, type ShelfWord } from '../domain/alarms-then.ts'
import { alarmsIn } from '../store/alarms.ts'
import { listSources } from '../store/board-state.ts'
import type { Database } from '../store/database.ts'
import type { Keyframe } from '../store/recording.ts'
import { type KnownThen, knownThen, type Register } from '../usecases/known-then.ts'
import type { Changes } from '../usecases/record-events.ts'
import type { CountyReference } from '../usecases/reference.ts'
import { type RegistersThen, registersThen } from '../usecases/registers-then.ts'
import { alarmSituation } from './alarm-situation.ts'
import type { Board } from './board.ts'
import type { ReachThen } from './reach-then.ts'

export interface ThenOptions {
  readonly initial: Changes
  /** The clock of then, which is turned on by a replay. */
  readonly now: () => number
  readonly alarms: () => Pick<Situation, 'alarms' | 'alarmsWithheld'>
}

/** What boards of a moment are made with: the roads and speeds of then, and coverage of their own. */
export interface Makers {
  board(options: ThenOptions): Board
  reach(board: Board, now: () => number): ReachThen
}

export interface BoardThenOptions {
  readonly db: Database
  /** Of now. */
  readonly reference: () => CountyReference
  readonly makersThen: (registers: RegistersThen, at: number) => Promise<Makers>
  readonly alarmLimits: AlarmLimits
}

export interface BoardThen {
  readonly then: KnownThen
  readonly board: Board
  readonly reach: ReachThen
  readonly register: Register
  /** What no alarm could tell now, and why, beside those that stand. */
  withheld(standing: readonly Alarm[]): Situation['alarmsWithheld']
  readonly turnTo: (at: number) => void
}

export async function boardAt(options: BoardThenOptions, keyframe: Keyframe, at: number): Promise<BoardThen> {
  const { db, makersThen } = options
  const reference = options.reference()
  const { county } = reference.county
  const demo = new Set(
    (await listSources(db, county)).filter((source) => source.demo).map(({ source }) => source),
  )
  const registers = await registersThen(db, reference, at)
  const register = { ...registers, isDemo: (source: string) => demo.has(source) }
  const then = await knownThen(db, { at, keyframe, register })
  const makers = await makersThen(registers, at)
  const { alarms, shelvings } = await alarmsIn(db, county, { from: at, to: at })
  const standing = alarmsThen(alarms, shelvings, at)
  let clock = at
  const now = () => clock
  const withheld = (alarms: readonly Alarm[]) => withheldAt(board, alarms, clock, options.alarmLimits)
  const board: Board = makers.board({
    ...{ initial: then.initial, now },
    alarms: () => ({ alarms: standing.map(alarmView), alarmsWithheld: withheld(standing) }),
  })
  return {
    ...{ then, board, register, withheld, reach: makers.reach(board, now) },
    turnTo: (moment) => {
      clock = moment
    },
  }
}

/** Of the situation alone, whatever the looks before. */
function withheldAt(board: Board, standing: readonly Alarm[], at: number, limits: AlarmLimits) {
  const situation = alarmSituation(board.things(), { listeningSince: at, areas: [] })
  return [...alarmsAfter(restoredAlarms(standing), situation, at, limits).state.withheld]
}

export type KeptAlarms = { readonly alarms: KeptAlarm[]; readonly shelvings: ShelfWord[] }
