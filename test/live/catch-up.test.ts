/** Whatever happens to the line, a page ends with what a page that never lost it has, and says meanwhile that it has not. */
import { mock } from 'node:test'
import { expect } from 'chai'
import { streamOf } from '../../src/simulate/random.ts'
import { cutSchedule, type Faults } from './cut-schedule.ts'

const schedules = 1000
const stepsEach = 40

describe('catching up', () => {
  const socket = globalThis.WebSocket
  beforeEach(() =>
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.UTC(2026, 10, 21) }),
  )
  afterEach(() => {
    mock.timers.reset()
    globalThis.WebSocket = socket
  })

  it(`ends ${schedules} seeded schedules as a page that was never cut off`, function () {
    this.timeout(120_000)
    const total: Record<string, number> = { changes: 0 }
    for (let seed = 1; seed <= schedules; seed++) {
      const { end, broken, faults, changes } = cutSchedule(streamOf(seed, 'cuts'), stepsEach)
      expect(broken, `seed ${seed}`).to.deep.equal([])
      expect(end.says, `seed ${seed}`).to.equal('live')
      expect(end.page, `seed ${seed}`).to.deep.equal(end.stayed)
      expect(end.page, `seed ${seed}`).to.deep.equal(end.truth)
      total.changes += changes
      for (const [name, count] of Object.entries(faults)) total[name] = (total[name] ?? 0) + count
    }
    const each: (keyof Faults)[] = [
      'cuts',
      'hangs',
      'lostFrames',
      'restarts',
      'slowClosed',
      'clockSteps',
      'caughtUp',
    ]
    for (const fault of each) expect(total[fault], fault).to.be.greaterThan(100)
    if (process.env.VASTE_TELL) console.log(total)
  })
})
