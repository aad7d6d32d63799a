/** The recording as its page shows it: turned to a moment, or played on from one, page after page. */
import { applyChanges, boardFrom } from '../../dashboards/board/state.ts'
import type { Situation } from '../../src/contract/situation.ts'
import { type FlightRecorder, replayAtMostMs } from '../../src/live/flight-recorder.ts'
import { iso } from '../usecases/small-world.ts'
import { situationOf } from './recorded-frames.ts'

const viewer = 'tester'

export async function turnedTo(flight: FlightRecorder, at: number): Promise<Situation> {
  return (await flight.moment(at, viewer)).situation
}

/** The board at the end of the span and at a moment within it, and how often reach was told. */
export async function playedOn(
  flight: FlightRecorder,
  { from, to, within }: { readonly from: number; readonly to: number; readonly within: number },
) {
  let board = boardFrom(await turnedTo(flight, from))
  let midway: Situation | undefined
  let reaches = 0
  for (let at = from; at < to; ) {
    const page = { from: at, to: Math.min(to, at + replayAtMostMs) }
    const { steps, to: reached } = await flight.changes(page, viewer)
    for (const step of steps) {
      if (Date.parse(step.at) > within) midway ??= situationOf(board, iso(within))
      board = applyChanges(board, step.changes, 0)
      reaches += step.changes.filter(({ kind }) => kind === 'reach').length
    }
    at = Date.parse(reached)
  }
  const ended = situationOf(board, iso(to))
  return { ended, midway: midway ?? situationOf(board, iso(within)), reaches }
}
