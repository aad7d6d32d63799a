/** What is told in a recorded stream: messages of every kind, some late, some again, some wrong; and reviews of tasks. */
import type { AskedReview } from '../../src/contract/anomalies.ts'
import { VasteError } from '../../src/domain/error.ts'
import { reviewActions, unitStatuses, unitTypes } from '../../src/domain/vocabulary.ts'
import type { Random } from '../../src/simulate/random.ts'
import type { InnerRecorder } from '../../src/usecases/record-events.ts'
import { reviewTask } from '../../src/usecases/review-task.ts'
import { iso, places, type SmallWorld } from '../usecases/small-world.ts'

/** As many are told of at a time; after so many messages one of them gives way to a new one. */
const [tasksAtOnce, messagesOfEach] = [8, 40]
const units = ['E1', 'E2', 'E3', 'F1', 'R1']

const taskOf = (random: Random, sent: readonly object[]) =>
  `t${Math.floor(sent.length / messagesOfEach) + Math.floor(random() * tasksAtOnce)}`

/** Whether there was something to review: most that is asked at random is refused, and nothing written. */
export async function reviewed(
  random: Random,
  now: number,
  sent: readonly object[],
  recorder: InnerRecorder,
  { reference }: SmallWorld,
): Promise<boolean> {
  const one = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!
  const task = taskOf(random, sent)
  const action = one(reviewActions)
  const correction = { unit: one(units), status: one(unitStatuses), correctedAt: now - random() * 3_600_000 }
  const asked = {
    ...{ action, reason: 'looked at', seenReviews: 0 },
    ...(action === 'correct' ? correction : {}),
  } as AskedReview
  // As who has seen all there is: the number is only there to be counted.
  for (asked.seenReviews = 0; asked.seenReviews < 50; asked.seenReviews++)
    try {
      await reviewTask(recorder, reference, task, asked, { by: 'tester', now })
      return true
    } catch (fault) {
      if (!(fault instanceof VasteError)) throw fault
      if (fault.code !== 'conflict') return false
    }
  return false
}

export function message(random: Random, now: number, sent: object[], counts: { late: number }): object {
  const one = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!
  if (sent.length > 5 && random() < 0.12) return one(sent)
  if (sent.length > 5 && random() < 0.04) return { ...one(sent), at: iso(now - 5000) }
  if (random() < 0.04)
    return one<object>([
      { nothing: true },
      { ...one(sent.length > 0 ? sent : [{}]), at: 'yesterday' },
      { id: 'x', source: 'cad', kind: 'unit.status', unit: 'E1', status: 'asleep', at: iso(now) },
    ])
  const late = random() < 0.2
  if (late) counts.late++
  const at = iso(now - Math.floor(late ? random() * 3_600_000 : random() * 8000))
  const base = { id: `m${sent.length}`, source: one(['cad', 'avl', 'crew']), at }
  const task = taskOf(random, sent)
  const drawn = random()
  const place = one(Object.values(places))
  const kind =
    drawn < 0.15
      ? {
          kind: 'task.created',
          task,
          service: 'ems',
          urgency: one(['A', 'A', 'B', 'C', 'D']),
          origin: 'emergency-centre',
          place,
        }
      : drawn < 0.2
        ? { kind: 'task.urgency', task, urgency: one(['A', 'C']) }
        : drawn < 0.24
          ? { kind: 'task.moved', task, place }
          : drawn < 0.3
            ? { kind: one(['task.closed', 'task.cancelled']), task }
            : drawn < 0.65
              ? {
                  kind: 'unit.status',
                  unit: one(units),
                  unitType: one(unitTypes),
                  status: random() < 0.4 ? one(['alerted', 'en-route']) : one(unitStatuses),
                  ...(random() < 0.7 ? { task } : {}),
                }
              : drawn < 0.85
                ? { kind: 'unit.position', unit: one(units), place }
                : drawn < 0.92
                  ? {
                      kind: 'station.readiness',
                      station: 'mid',
                      crew: Math.floor(random() * 4),
                      turnoutSeconds: 90,
                    }
                  : { kind: 'source.heartbeat' }
  const made = { ...base, ...kind }
  sent.push(made)
  return made
}
