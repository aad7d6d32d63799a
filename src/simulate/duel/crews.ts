/** Which crews are on duty and free, and when would each be there? Crews come home, change shift and get new tasks. */
import type { UnitType } from '../../domain/vocabulary.ts'
import type { DuelCrew, DuelShift } from '../../usecases/duel-setting.ts'
import type { Candidate } from '../dispatch-rule.ts'
import { keyOfText } from './draws.ts'
import type { Travel, Trip } from './travel.ts'

export interface CrewState extends Candidate {
  readonly crew: DuelCrew
  /** Its draws of chance hang on this. */
  readonly key: number
  /** Anchor of its station. */
  readonly home: number
  types: readonly UnitType[]
  seconds: number
  /** Of the seconds, those behind the wheel. */
  drive: number
  /** Of the last answer of `standing`. */
  shift: DuelShift
  nextShift: number
  freeAt: number
  /** Absent: it has not left home yet. */
  trip?: Trip | undefined
  busyMs: number
  tasks: number
}

const noShift: DuelShift = {
  ...{ from: Infinity, to: Infinity, onCall: false, types: [] },
  turnout: { medianSeconds: 0, p90Seconds: 0 },
}

export function crewStates(crews: readonly DuelCrew[], homes: readonly number[]): CrewState[] {
  return crews.map((crew, i) => ({
    ...{ crew, key: keyOfText(crew.key), home: homes[i]!, types: [], seconds: 0, drive: 0 },
    ...{ shift: noShift, nextShift: 0, freeAt: -Infinity, busyMs: 0, tasks: 0 },
  }))
}

/** Whether the crew stands at `at` and has no task; `at` must not go back from one question to the next. */
export function isFree(state: CrewState, at: number): boolean {
  if (state.freeAt > at) return false
  const { shifts } = state.crew
  while (state.nextShift < shifts.length && shifts[state.nextShift]!.to <= at) state.nextShift++
  const shift = shifts[state.nextShift]
  if (!shift || shift.from > at) return false
  state.shift = shift
  state.types = shift.types
  return true
}

export function isHome({ trip }: CrewState, at: number): boolean {
  return trip === undefined || trip.homeAt <= at
}

/** Expected seconds behind the wheel from where it is. */
export function driveFrom(
  state: CrewState,
  travel: Travel,
  at: number,
  spot: number,
  alarm: boolean,
): number {
  return isHome(state, at)
    ? travel.seconds(state.home, spot, alarm)
    : travel.onTheWay(state.trip!, state.home, at, spot, alarm)
}

/** When the next crew that could take a waiting task becomes free or begins its shift, after `at`. */
export function nextChange(states: readonly CrewState[], at: number): number {
  let next = Infinity
  for (const { freeAt, crew, nextShift } of states) {
    if (freeAt > at && freeAt < next) next = freeAt
    for (let i = nextShift; i < crew.shifts.length; i++) {
      const { from } = crew.shifts[i]!
      if (from <= at) continue
      if (from < next) next = from
      break
    }
  }
  return next
}
