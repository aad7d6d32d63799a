/** A clock that a test turns by hand: `advance` wakes the one waiter each time it is due, and returns when it waits again. */

export interface FakeClock {
  now(): number
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Runs through every wait that falls due. */
  advance(milliseconds: number): Promise<void>
  /** Jumps: no wait ends before the machine wakes up. */
  sleep(milliseconds: number): Promise<void>
  readonly waits: readonly number[]
}

function gate() {
  let resolve = () => {}
  const promise = new Promise<void>((opened) => {
    resolve = opened
  })
  return { promise, resolve }
}

export function fakeClock(startAt: number): FakeClock {
  let time = startAt
  let waiter: { at: number; wake(): void } | undefined
  let settled = gate()
  const waits: number[] = []

  const wake = async () => {
    const woken = waiter!
    waiter = undefined
    settled = gate()
    woken.wake()
    await settled.promise
  }
  return {
    waits,
    now: () => time,
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        waits.push(milliseconds)
        const abort = () => reject(signal.reason)
        signal.addEventListener('abort', abort)
        const wake = () => {
          signal.removeEventListener('abort', abort)
          resolve()
        }
        waiter = { at: time + milliseconds, wake }
        settled.resolve()
      }),
    async advance(milliseconds) {
      const end = time + milliseconds
      await settled.promise
      while (waiter && waiter.at <= end) {
        time = waiter.at
        await wake()
      }
      time = end
    },
    async sleep(milliseconds) {
      await settled.promise
      time += milliseconds
      await wake()
    },
  }
}
