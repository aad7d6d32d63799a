/** Wires the duels of plans: the queue they stand in, and the thread in which one is run. */
import { randomUUID } from 'node:crypto'
import { VasteError } from './domain/error.ts'
import type { Log } from './log.ts'
import { createDuelDesk, type DuelDesk } from './usecases/duel-desk.ts'

export function createDuels({ log }: { readonly log: Log }): DuelDesk {
  return createDuelDesk({
    newId: randomUUID,
    check: () => Promise.reject(new VasteError('unavailable', 'plan duels cannot be run yet')),
    run: () => Promise.reject(new VasteError('unavailable', 'plan duels cannot be run yet')),
    onFault: (fault) => log.error('duel.failed', { fault }),
  })
}
