/**
 * When are two frames the same? By a hash of their fields, whatever the order of their things: whole as a service that
 * started then would show it, or as a board shows it that has followed.
 */
import { createHash } from 'node:crypto'
import type { Board } from '../../dashboards/board/state.ts'
import type { Situation } from '../../src/contract/situation.ts'

/** A board that has followed hears of an estimate when it has moved by as much. */
export const heldOverMs = 15_000

/**
 * Everything but the numbering of the connection (`run`, `number`); of reach all but `normal`, which is not recorded,
 * and `at`, which says when it last changed.
 */
export function wholeHash(situation: Situation): string {
  return hashOf(wholeOf(situation))
}

/**
 * The same without the times of estimates and their margins, which are held over until they have moved: `estimatesOf`
 * compares those. Who is expected, in which order, by which basis, and every outlook with its reason are in it.
 */
export function followedHash(situation: Situation): string {
  const { tasks, ...rest } = wholeOf(situation)
  return hashOf({
    ...rest,
    tasks: tasks.map(({ expected, arrivals, outlook, ...task }) => ({
      ...task,
      expected: expected && withoutTimes(expected),
      arrivals: arrivals.map(withoutTimes),
      outlook: outlook && { ...outlook, expectedAt: undefined, marginSeconds: undefined },
    })),
  })
}

/** A board of the pages as it came over the wire. */
export function situationOf(board: Board, serverAt: string): Situation {
  const { tasks, units, stations, sources, reach, alarms, ...rest } = board
  return {
    ...{ ...rest, serverAt },
    ...{ tasks: [...tasks.values()], units: [...units.values()], stations: [...stations.values()] },
    ...{ sources: [...sources.values()], reach: [...reach.values()], alarms: [...alarms.values()] },
  }
}

/** When everyone who is expected arrives, by task and unit, epoch milliseconds. */
export function estimatesOf({ tasks }: Situation): Map<string, number> {
  return new Map(
    tasks.flatMap(({ id, expected, arrivals, outlook }) => [
      ...arrivals.map(({ unit, arriveAt }) => [`${id} ${unit}`, Date.parse(arriveAt)] as const),
      ...(expected ? [[`${id} expected`, Date.parse(expected.arriveAt)] as const] : []),
      ...(outlook?.expectedAt ? [[`${id} outlook`, Date.parse(outlook.expectedAt)] as const] : []),
    ]),
  )
}

/** How far apart two frames' estimates are at most, milliseconds; Infinity where not the same are expected. */
export function estimatesApart(one: Situation, other: Situation): number {
  const [a, b] = [estimatesOf(one), estimatesOf(other)]
  if (a.size !== b.size) return Number.POSITIVE_INFINITY
  return Math.max(0, ...[...a].map(([key, at]) => Math.abs(at - (b.get(key) ?? Number.NEGATIVE_INFINITY))))
}

/** In one order of things and fields: their own lists, as units of a task, keep theirs. */
export function canonical(situation: object): unknown {
  return Object.fromEntries(
    Object.entries(situation)
      .map(([name, part]) => [
        name,
        Array.isArray(part) ? part.map((thing) => JSON.stringify(inOrder(thing))).sort() : inOrder(part),
      ])
      .sort(([a], [b]) => (a! < b! ? -1 : 1)),
  )
}

function wholeOf({ run: _run, number: _number, ...situation }: Situation) {
  const reach = situation.reach.map(({ at: _at, normal: _normal, ...view }) => view)
  return { ...situation, reach } as Omit<Situation, 'run' | 'number'>
}

function withoutTimes<T extends object>(arrival: T): T {
  return { ...arrival, arriveAt: undefined, positionAt: undefined }
}

function hashOf(situation: object): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(situation)))
    .digest('hex')
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, inOrder(field)]),
  )
}
