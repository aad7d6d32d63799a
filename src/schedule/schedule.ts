/** What happens by the clock: months are compiled, exact places forgotten. Helsinki time, never two of a job at once. */
import { schedule as cron } from 'node-cron'
import type { Log } from '../log.ts'

export interface Job {
  readonly name: string
  /** Minute, hour, day of month, month, day of week. */
  readonly at: string
  readonly run: () => Promise<Readonly<Record<string, unknown>>>
}

export interface Schedule {
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
  const tasks = jobs.map((job) =>
    cron(job.at, () => runOnce(job), { timezone: options.timeZone, name: job.name }),
  )
  for (const job of jobs) void runOnce(job)
  return {
    async stop() {
      for (const task of tasks) await task.destroy()
      await Promise.all(running.values())
    },
  }
}

/** A job's fault must not end the service: it is logged and the job comes again at its next time. */
async function runLogged(job: Job, log: Log): Promise<void> {
  try {
    log.info('job.done', { job: job.name, ...(await job.run()) })
  } catch (fault) {
    log.error('job.failed', { job: job.name, fault })
  }
}
