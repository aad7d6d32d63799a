/** The demo's history is written to its end, whatever happens to the database in between. */
import { expect } from 'chai'
import type { EventMessage, Recorded } from '../../src/contract/events.ts'
import { hasDemoBegun, startDemoFeed } from '../../src/demo.ts'
import { VasteError } from '../../src/domain/error.ts'
import { silentLog } from '../../src/log.ts'
import { historyOf } from '../../src/simulate/history.ts'
import { county, smallWorld } from '../usecases/small-world.ts'
import { toyWorld } from './toy-world.ts'

const until = Date.parse('2026-11-15T12:00:00Z')

/** Away for every third batch. */
function aRecorder() {
  const ids = new Set<string>()
  let asked = 0
  const record = async (items: readonly unknown[]): Promise<Recorded> => {
    if (++asked % 3 === 0) throw new VasteError('unavailable', 'away')
    for (const item of items) ids.add((item as EventMessage).id)
    const received = items.length
    return { received, accepted: received, duplicate: 0, duplicates: [], refused: 0, refusals: [] }
  }
  return { ids, record, idle: async () => {} }
}

describe('demo feed', () => {
  it('writes its history to the end though the database is away in between', async function () {
    this.timeout(60_000)
    const { db } = await smallWorld()
    expect(await hasDemoBegun(db, county)).to.equal(false)
    const recorder = aRecorder()
    let waits = 0
    const feed = await startDemoFeed({
      ...{ db, county, world: toyWorld, seed: 'feed', months: 1, now: () => until, recorder },
      ...{ log: silentLog, onProgress: () => {} },
      wait: async () => ++waits,
    })
    await feed.historyWritten
    expect(feed.historyLoading).to.equal(undefined)
    expect(waits).to.be.greaterThan(0)
    for (const { events } of historyOf({ world: toyWorld, seed: 'feed', until, months: 1 }))
      for (const { id } of events) expect(recorder.ids.has(id), id).to.equal(true)
    expect(await hasDemoBegun(db, county)).to.equal(true)
    await feed.stop()
  })
})
