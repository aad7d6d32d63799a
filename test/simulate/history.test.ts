import { expect } from 'chai'
import { historyOf } from '../../src/simulate/history.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import { toyVolumes, toyWorld } from './toy-world.ts'

const base = { world: toyWorld, seed: 'history', volumes: toyVolumes }
const until = Date.parse('2026-04-10T09:00:00Z')

describe('history', () => {
  const batches = [...historyOf({ ...base, until, months: 2 })]

  it('holds the very events of the stream, from a fleet month start to the moment asked', () => {
    const from = Date.parse('2026-02-01T04:00:00+02:00')
    const expected = [...simulate({ ...base, from, to: until })].map(({ event }) => event)
    const events = batches.toReversed().flatMap((batch) => batch.events)
    expect(events).to.deep.equal(expected)
  })

  it('gives days newest first, each of one date, and says how much is done', () => {
    expect(batches[0]!.date).to.equal('2026-04-10')
    expect(batches.at(-1)!.date).to.equal('2026-02-01')
    for (let i = 1; i < batches.length; i++) {
      expect(batches[i]!.date <= batches[i - 1]!.date).to.equal(true)
      expect(batches[i]!.done).to.be.at.least(batches[i - 1]!.done)
    }
    expect(batches.at(-1)!.done).to.be.closeTo(1, 0.001)
    const twice = batches.filter(({ date }) => date.endsWith('-01')).map(({ date }) => date)
    expect(twice).to.deep.equal(['2026-04-01', '2026-04-01', '2026-03-01', '2026-03-01', '2026-02-01'])
  })
})
