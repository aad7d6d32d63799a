/** Keeps the flight recorder quick: a keyframe for each hour in which something came, and oftener when much did. */
import { isOpen } from '../domain/task.ts'
import type { Queryable } from '../store/database.ts'
import {
  eventsReceivedBy,
  firstReceivedAfter,
  type Keyframe,
  type Known,
  nearestKeyframe,
  nthReceivedAfter,
  receivedIn,
  saveKeyframe,
  tasksSettled,
} from '../store/recording.ts'
import { judgeAll } from './judge-tasks.ts'
import { historiesOf, mergedKnown, nothingKnown } from './known-then.ts'
import type { CountyReference } from './reference.ts'

const hourMs = 3_600_000
/** What a commit under way, here or in another program, may still bring under an earlier time of receipt. */
const settledAfterMs = 60_000
/** Replaying as many takes a second or so. */
const eventsAtMost = 10_000
const foldedAtOnce = 500

/** Makes the keyframes that are due; resolves with how many. `stopped` ends the work between two of them. */
export async function keepKeyframes(
  db: Queryable,
  reference: CountyReference,
  now: number,
  stopped: () => boolean = () => false,
): Promise<number> {
  const { county } = reference.county
  let last = await nearestKeyframe(db, county, now)
  if (!last) {
    const first = await firstReceivedAfter(db, county, 0)
    last = { at: (first ?? now) - 1, known: nothingKnown }
    await saveKeyframe(db, county, last)
  }
  let made = 0
  for (;;) {
    const at = await nextAfter(db, county, last.at)
    if (at === undefined || at > now - settledAfterMs || stopped()) return made
    last = await keyframeAt(db, reference, last, at)
    await saveKeyframe(db, county, last)
    made++
  }
}

/** The full hour after the next receipt, or the receipt of as many events as are replayed at most. */
async function nextAfter(db: Queryable, county: string, after: number): Promise<number | undefined> {
  const first = await firstReceivedAfter(db, county, after)
  if (first === undefined) return undefined
  const hour = Math.ceil((first + 1) / hourMs) * hourMs
  const full = await nthReceivedAfter(db, county, after, eventsAtMost)
  return Math.min(hour, full ?? hour)
}

async function keyframeAt(
  db: Queryable,
  reference: CountyReference,
  before: Keyframe,
  at: number,
): Promise<Keyframe> {
  const { county } = reference.county
  const known = mergedKnown(before.known, await receivedIn(db, county, { after: before.at, to: at }))
  return { at, known: { ...known, tasks: await openThen(db, reference, known, at) } }
}

/** A task of which nothing was told later is as open as it is now; only the others need folding. */
async function openThen(
  db: Queryable,
  reference: CountyReference,
  { tasks }: Known,
  at: number,
): Promise<string[]> {
  const { county } = reference.county
  const settled = await tasksSettled(db, county, tasks, at)
  const open = settled.filter((task) => !task.told_later && task.is_open).map(({ task }) => task)
  const later = settled.filter((task) => task.told_later).map(({ task }) => task)
  for (let first = 0; first < later.length; first += foldedAtOnce) {
    const histories = historiesOf(
      await eventsReceivedBy(db, county, later.slice(first, first + foldedAtOnce), at),
    )
    const told = [...histories.values()].map((history) => history.map(({ event }) => event))
    open.push(...judgeAll(told, reference).flatMap(({ task }) => (isOpen(task) ? [task.id] : [])))
    // Lets what waits, such as a board, go first.
    await new Promise(setImmediate)
  }
  return open.sort()
}
