/** What happens by the clock: months are compiled, exact places forgotten. Helsinki time, never two of a job at once. */
import { schedule as cron, type ScheduledTask } from 'node-cron'
import type { Log } from '../log.ts'

export interface Job {
  readonly name: string
  /** Minute, hour, day of month, month, day of week. */
  readonly at: string
  readonly run: () => Promise<Readonly<Record<string, unknown>>>
}

export interface Schedule {
  /** Epoch milliseconds; undefined for a name that is not scheduled. */
  nextRunAt(name: string): number | undefined
  /** Runs the job now, or joins the run under way. A fault is logged, not thrown. */
  run(name: string): Promise<void>
  /** Waits for jobs under way. */
  stop(): Promise<void>
}

/** Runs every job once at start, since a job missed while the service was down is due now, and then at its times. */
export function startSchedule(
  jobs: readonly Job[],
  options: { readonly timeZone: string; readonly log: Log },
): Schedule {
  const running = new Map<string, Promise<void>>()
  const runOnce = (job: Job) => {
    const current =
      running.get(job.name) ?? runLogged(job, options.log).finally(() => running.delete(job.name))
    running.set(job.name, current)
    return current
  }
  const tasks = new Map(jobs.map((job) => [job.name, planned(job, options.timeZone, runOnce)]))
  for (const job of jobs) void runOnce(job)
  return {
    nextRunAt: (name) => tasks.get(name)?.getNextRun()?.getTime(),
    async run(name) {
      const job = jobs.find((candidate) => candidate.name === name)
      if (job) await runOnce(job)
    },
    async stop() {
      for (const task of tasks.values()) await task.destroy()
      await Promise.all(running.values())
    },
  }
}

function planned(job: Job, timeZone: string, run: (job: Job) => Promise<void>): ScheduledTask {
  const task = cron(job.at, () => run(job), { timezone: timeZone, name: job.name })
  // node-cron skips a time that it wakes up for more than a second late, as after a machine's sleep: it is due now.
  task.on('execution:missed', () => void run(job))
  return task
}

/** A job's fault must not end the service: it is logged and the job comes again at its next time. */
async function runLogged(job: Job, log: Log): Promise<void> {
  try {
    log.info('job.done', { job: job.name, ...(await job.run()) })
  } catch (fault) {
    log.error('job.failed', { job: job.name, fault })
  }
}
