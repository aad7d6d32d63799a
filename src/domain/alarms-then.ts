/** Which alarms stood at a moment, and as what? From what is kept of each: raised, cleared, flooded, said of. */
import { type Alarm, alarmKey, type Signed } from './alarm.ts'

export interface KeptAlarm extends Alarm {
  readonly floodedAt?: number
}

/** A word about a shelf; without `until` it was taken off. */
export interface ShelfWord extends Signed {
  readonly key: string
  readonly until?: number
}

/** `at` in epoch milliseconds; `shelvings` in the order they were said. The oldest alarm first. */
export function alarmsThen(
  alarms: readonly KeptAlarm[],
  shelvings: readonly ShelfWord[],
  at: number,
): Alarm[] {
  const shelves = new Map<string, ShelfWord>()
  for (const word of shelvings) if (word.at <= at) shelves.set(word.key, word)
  return alarms
    .filter(({ raisedAt, clearedAt }) => raisedAt <= at && (clearedAt === undefined || clearedAt > at))
    .map(({ clearedAt: _later, flood, floodedAt, acknowledged, shelved: _now, ...alarm }) => {
      const shelf = shelves.get(alarmKey(alarm))
      const { until } = shelf ?? {}
      return {
        ...alarm,
        ...(acknowledged && acknowledged.at <= at ? { acknowledged } : {}),
        ...(shelf && until !== undefined && until > at
          ? { shelved: { by: shelf.by, at: shelf.at, until } }
          : {}),
        ...(flood !== undefined && floodedAt !== undefined && floodedAt <= at ? { flood } : {}),
      }
    })
}

/** Every moment at which what stands may have changed. */
export function alarmEdges(alarms: readonly KeptAlarm[], shelvings: readonly ShelfWord[]): number[] {
  const edges = [
    ...alarms.flatMap((alarm) => [alarm.raisedAt, alarm.clearedAt, alarm.floodedAt, alarm.acknowledged?.at]),
    ...shelvings.flatMap(({ at, until }) => [at, until]),
  ]
  return [...new Set(edges.filter((edge) => edge !== undefined))].sort((a, b) => a - b)
}
