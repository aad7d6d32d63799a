/** What happens by the clock: at start, at its local time, never two at once, and again after a fault. */
import { mock } from 'node:test'
import { expect } from 'chai'
import { createLog } from '../../src/log.ts'
import { type Job, type Schedule, startSchedule } from '../../src/schedule/schedule.ts'

const timeZone = 'Europe/Helsinki'
const monthly = '10 2 1 * *'
/** Lets whatever is due in the same turn of the loop happen; real, while the timers are not. */
const settle = () => new Promise<void>((resolve) => process.nextTick(() => setImmediate(resolve)))

describe('schedule', () => {
  let schedule: Schedule | undefined
  let lines: { event: string; job: string; [field: string]: unknown }[]
  const log = createLog((line) => lines.push(JSON.parse(line)))

  beforeEach(() => {
    lines = []
  })
  afterEach(async () => {
    mock.timers.reset()
    await schedule?.stop()
  })

  const at = (now: string) => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse(now) })
  const start = (...jobs: Job[]) => {
    schedule = startSchedule(jobs, { timeZone, log })
    return schedule
  }
  const counted = (name = 'job') => {
    const runs: number[] = []
    const job: Job = {
      ...{ name, at: monthly },
      run: async () => {
        runs.push(Date.now())
        return { runs: runs.length }
      },
    }
    return { job, runs }
  }

  const nexts: [now: string, next: string][] = [
    ['2026-10-31T12:00:00Z', '2026-11-01T00:10:00Z'],
    ['2026-11-01T00:09:59Z', '2026-11-01T00:10:00Z'],
    ['2026-11-01T00:10:01Z', '2026-12-01T00:10:00Z'],
    ['2026-06-15T12:00:00Z', '2026-06-30T23:10:00Z'],
    ['2026-10-01T12:00:00Z', '2026-11-01T00:10:00Z'],
    ['2026-12-31T23:59:00Z', '2027-01-01T00:10:00Z'],
  ]
  for (const [now, next] of nexts)
    it(`runs next on the 1st at 02:10 in Helsinki, ${next}, when it is ${now}`, () => {
      at(now)
      const { nextRunAt } = start(counted().job)
      expect(new Date(nextRunAt('job')!).toISOString()).to.equal(next.replace('Z', '.000Z'))
      expect(nextRunAt('other')).to.equal(undefined)
    })

  it('runs every job once at start, and logs what it did', async () => {
    const [one, two] = [counted('one'), counted('two')]
    const { run } = start(one.job, two.job)
    await Promise.all([run('one'), run('two')])
    expect([one.runs.length, two.runs.length]).to.deep.equal([1, 1])
    expect(lines.map(({ event, job, runs }) => [event, job, runs])).to.deep.equal([
      ['job.done', 'one', 1],
      ['job.done', 'two', 1],
    ])
  })

  it('runs at its time', async () => {
    at('2026-10-31T12:00:00Z')
    const { job, runs } = counted()
    start(job)
    mock.timers.tick(12 * 3_600_000 + 9 * 60_000)
    await settle()
    expect(runs).to.have.length(1)
    mock.timers.tick(60_000)
    await settle()
    expect(runs.slice(1)).to.deep.equal([Date.parse('2026-11-01T00:10:00Z')])
  })

  it('runs what the machine slept through, when it wakes', async () => {
    at('2026-10-31T12:00:00Z')
    const { job, runs } = counted()
    start(job)
    await settle()
    mock.timers.setTime(Date.parse('2026-11-01T06:00:00Z'))
    mock.timers.tick(1000)
    await settle()
    expect(runs).to.have.length(2)
  })

  it('does not overlap with itself', async () => {
    let underWay = 0
    let runs = 0
    let release = () => {}
    const job: Job = {
      ...{ name: 'job', at: monthly },
      run: async () => {
        runs++
        expect(++underWay).to.equal(1)
        await new Promise<void>((resolve) => {
          release = resolve
        })
        underWay--
        return {}
      },
    }
    const { run } = start(job)
    const joined = [run('job'), run('job')]
    expect(runs).to.equal(1)
    release()
    await Promise.all(joined)
    const second = run('job')
    expect(runs, 'anew once the first is done').to.equal(2)
    release()
    await second
  })

  it('logs a fault and comes again', async () => {
    let runs = 0
    const job: Job = {
      ...{ name: 'job', at: monthly },
      run: async () => {
        if (++runs === 1) throw new Error('the disk is full')
        return { runs }
      },
    }
    const { run, nextRunAt } = start(job)
    await run('job')
    expect(lines[0]).to.deep.include({ level: 'error', event: 'job.failed', job: 'job' })
    expect(lines[0]!.fault).to.include({ message: 'the disk is full' })
    expect(nextRunAt('job')).to.be.greaterThan(Date.now())
    await run('job')
    expect(lines[1]).to.include({ event: 'job.done', runs: 2 })
  })

  it('waits at its end for what is under way, and runs nothing after it', async () => {
    at('2026-10-31T12:00:00Z')
    let release = () => {}
    let ended = false
    let runs = 0
    const { stop } = start({
      ...{ name: 'job', at: monthly },
      run: async () => {
        runs++
        await new Promise<void>((resolve) => {
          release = resolve
        })
        ended = true
        return {}
      },
    })
    const stopped = stop().then(() => ended)
    release()
    expect(await stopped).to.equal(true)
    mock.timers.tick(40 * 86_400_000)
    await settle()
    expect(runs).to.equal(1)
  })
})
