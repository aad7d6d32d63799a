/**
 * What would have happened on the very same tasks with these crews? Tasks in the order of their dispatch; the nearest
 * free crews that suit; a task that nobody can take waits, the most urgent first, until a crew is free or comes on duty.
 */
import type { UnitOnTask } from '../../domain/task.ts'
import type { DuelCrew } from '../../usecases/duel-setting.ts'
import { chosenFrom, driveOnAlarm, isRescuer, suits } from '../dispatch-rule.ts'
import { type CrewState, crewStates, driveFrom, isFree, isHome, nextChange } from './crews.ts'
import { type ReplayTask, respond, type Theatre } from './respond.ts'

export interface Answer {
  /** In the order of need. */
  readonly units: readonly UnitOnTask[]
  readonly waitedMs: number
}

export interface CrewLoad {
  readonly busyMs: number
  readonly tasks: number
}

/**
 * `tasks` in order of dispatch. `answered` hears of each task once, with undefined for those nobody could be sent to in
 * time. `homes` are anchors. Loads come in the order of the crews.
 */
export function replay(
  theatre: Theatre,
  tasks: readonly ReplayTask[],
  { crews, homes }: { readonly crews: readonly DuelCrew[]; readonly homes: readonly number[] },
  answered: (task: number, answer: Answer | undefined) => void,
): CrewLoad[] {
  const { rules } = theatre
  const states = crewStates(crews, homes)
  const giveUpMs = rules.giveUpSeconds * 1000
  let waiting: number[] = []

  const send = (index: number, at: number, alertAt: number): boolean => {
    const task = tasks[index]!
    const sent = crewsFor(theatre, task, states, at)
    if (sent.length === 0) return false
    answered(index, { units: respond(theatre, task, sent, alertAt), waitedMs: alertAt - task.dispatchAt })
    return true
  }
  const giveUp = (at: number) => {
    waiting = waiting.filter((index) => {
      if (tasks[index]!.dispatchAt + giveUpMs > at) return true
      answered(index, undefined)
      return false
    })
  }
  /** Serves those who wait at every change of the fleet before `until`. */
  const serveUntil = (until: number, from: number) => {
    for (let at = nextChange(states, from); at < until && waiting.length > 0; at = nextChange(states, at)) {
      giveUp(at)
      const byNeed = [...waiting].sort((a, b) => compareNeed(tasks[a]!, tasks[b]!) || a - b)
      const left = new Set(byNeed.filter((index) => !send(index, at, at + rules.noticeSeconds * 1000)))
      waiting = waiting.filter((index) => left.has(index))
    }
  }

  let before = -Infinity
  tasks.forEach(({ dispatchAt }, index) => {
    if (waiting.length > 0) serveUntil(dispatchAt, before)
    if (!send(index, dispatchAt, dispatchAt)) waiting.push(index)
    before = dispatchAt
  })
  const last = tasks.at(-1)
  if (last) serveUntil(last.dispatchAt + giveUpMs, last.dispatchAt)
  for (const index of waiting) answered(index, undefined)
  return states.map(({ busyMs, tasks: count }) => ({ busyMs, tasks: count }))
}

function compareNeed(a: ReplayTask, b: ReplayTask): number {
  return a.need.urgency < b.need.urgency
    ? -1
    : a.need.urgency > b.need.urgency
      ? 1
      : a.dispatchAt - b.dispatchAt
}

function crewsFor(theatre: Theatre, task: ReplayTask, states: readonly CrewState[], at: number): CrewState[] {
  const { travel, rules } = theatre
  const { need, spot } = task
  const alarm = driveOnAlarm(need)
  const near: CrewState[] = []
  for (const state of states) {
    if (!isFree(state, at) || !suits(need, state) || !comesAtAll(theatre, task, state)) continue
    const onRoad = driveFrom(state, travel, at, spot, alarm)
    if (onRoad === Infinity) continue
    const drive = theatre.measured?.atScene(onRoad, spot, alarm) ?? onRoad
    const turnout = isHome(state, at) ? state.shift.turnout.medianSeconds : rules.mobileTurnoutSeconds
    state.drive = drive
    state.seconds = turnout + drive
    near.push(state)
  }
  near.sort((a, b) => a.seconds - b.seconds || (a.crew.key < b.crew.key ? -1 : 1))
  const sent = chosenFrom(need, near, everyone)
  return withGroup(theatre, task, near, sent)
}

/** Who does not come is not among the near ones. */
const everyone = () => true

/** An on-call crew gets together or does not, for this task whatever else happens. */
function comesAtAll({ draws, rules }: Theatre, task: ReplayTask, { key, shift }: CrewState): boolean {
  if (!shift.onCall) return true
  const share =
    shift.types[0] === 'first-response' ? rules.onCallComes.firstResponse : rules.onCallComes.others
  return draws.uniform(task.key, key, 'attendance') < share
}

/** To an alarm of rescue more crews are sent until they are a rescue group together. */
function withGroup({ rules }: Theatre, { need }: ReplayTask, near: readonly CrewState[], sent: CrewState[]) {
  if (need.service !== 'rescue' || !driveOnAlarm(need) || sent.length === 0) return sent
  const group = [...sent]
  const persons = () => group.filter(isRescuer).reduce((sum, state) => sum + personsOf(state), 0)
  for (const state of near) {
    if (persons() >= rules.rescuePersons || group.filter(isRescuer).length >= rules.rescueCrewsAtMost) break
    if (isRescuer(state) && !group.includes(state)) group.push(state)
  }
  return group
}

/** Where no strength is stated: what the type usually brings. */
function personsOf({ shift }: CrewState): number {
  return shift.crew ?? (shift.types[0] === 'rescue-unit' ? 4 : 2)
}
