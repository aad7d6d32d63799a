/** Where do units say they are? Every 20 s while driving; on-call cars are silent at home. */
import { isDriving } from './drive.ts'
import * as messages from './messages.ts'
import { type Run, tell } from './run.ts'
import { isFree, type UnitState, whereIs } from './unit-state.ts'

const drivingStep = 20_000
const standingSteps = 3

/** A crewed unit on duty tells once a minute where it stands. Units speak at different seconds. */
export function putPositions(run: Run, from: number): void {
  run.fleet.forEach((state, index) => {
    const offset = (index * 7000) % drivingStep
    const firstAt = Math.floor(from / drivingStep) * drivingStep + offset
    run.queue.put(firstAt, (at) => tellPosition(run, state, index, at))
  })
}

function tellPosition(run: Run, state: UnitState, index: number, at: number): void {
  const onTheMinute = (Math.floor(at / drivingStep) + index) % standingSteps === 0
  const stands = onTheMinute && (state.task !== undefined || standsReady(run, state))
  if (isDriving(state.legs, at) || stands)
    tell(run, at, () => messages.unitPosition(run.world, state.unit, whereIs(state, at), at))
  if (at + drivingStep < run.span.to)
    run.queue.put(at + drivingStep, (next) => tellPosition(run, state, index, next))
}

function standsReady(run: Run, state: UnitState): boolean {
  return state.unit.turnout.kind === 'crewed' && isFree(state, run.local)
}
