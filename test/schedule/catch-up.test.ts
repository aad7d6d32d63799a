/** A service that was down on the first of the month compiles at its start what it missed, and anew what came late. */
import { expect } from 'chai'
import type { EventMessage } from '../../src/contract/events.ts'
import { createLog } from '../../src/log.ts'
import { startTestService, type TestService } from '../service.ts'

describe('a month that ended while the service was down', () => {
  let service: TestService
  let clock = Date.parse('2026-10-20T10:00:00Z')
  let compiled: (line: Record<string, unknown>) => void = () => {}
  const log = createLog((text) => {
    const line = JSON.parse(text) as Record<string, unknown>
    if (line.job === 'compile-months') compiled(line)
  })
  /** What the job says that it has done when `work` has started it. */
  const jobAfter = async (work: () => Promise<unknown>) => {
    const done = new Promise<Record<string, unknown>>((resolve) => {
      compiled = resolve
    })
    await work()
    return done
  }

  before(async function () {
    this.timeout(60_000)
    const started = await jobAfter(async () => {
      service = await startTestService({ now: () => clock, log })
    })
    expect(started).to.include({ event: 'job.done', months: 0, written: 0 })
  })

  after(() => service?.stop())

  const iso = (minutes: number) =>
    new Date(Date.parse('2026-10-20T09:00:00Z') + minutes * 60_000).toISOString()
  const unit = (id: string, status: 'alerted' | 'at-scene', minutes: number): EventMessage => ({
    ...{ id, source: 'late', kind: 'unit.status', at: iso(minutes), unit: 'E1', task: 't1', status },
  })
  const revisions = async () => {
    const response = await service.get('/api/v1/revisions?service=ems&month=2026-10')
    return ((await response.json()) as { revisions: { revision: number }[] }).revisions.map((r) => r.revision)
  }

  it('is compiled at the next start, and anew only when its figures have changed', async function () {
    this.timeout(60_000)
    const place = { lon: 25.747, lat: 62.242 }
    const task = { kind: 'task.created', task: 't1', service: 'ems', urgency: 'A', place } as const
    await service.post([{ id: '1', source: 'late', at: iso(0), ...task }, unit('2', 'alerted', 1)])
    clock = Date.parse('2026-11-02T06:00:00Z')
    expect(await jobAfter(() => service.restart())).to.include({ event: 'job.done', months: 1, written: 1 })
    expect(await revisions()).to.deep.equal([1])
    await service.post(unit('3', 'at-scene', 5))
    expect(await jobAfter(() => service.restart())).to.include({ months: 1, written: 1 })
    expect(await revisions()).to.deep.equal([1, 2])
  })
})
