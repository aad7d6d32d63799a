/**
 * How does the demo run in real time? A thin runner over the simulated stream: it tells what has come due, then waits for
 * the next. It is told the time and how to wait, so it knows no clock of its own.
 */
import { setTimeout as waitMilliseconds } from 'node:timers/promises'
import type { EventMessage } from '../contract/events.ts'
import { createCalendar } from '../domain/calendar.ts'
import { fleetMonthAt } from './fleet-month.ts'
import { heartbeatMilliseconds, heartbeats, type TimedEvent } from './messages.ts'
import type { Seed } from './random.ts'
import { simulate } from './simulation.ts'
import type { World } from './world.ts'

export interface DemoOptions {
  readonly world: World
  readonly seed: Seed
  /** Epoch milliseconds. */
  now(): number
  /** Resolves once the events are durable. When it rejects, the same events are recorded again a little later. */
  record(events: EventMessage[]): Promise<unknown>
  onFault(fault: unknown): void
  /** Simulated seconds a second; above 1 the events' times run ahead of the clock. */
  readonly speed?: number
  /** Stands in for a timer in tests. Rejects when `signal` is aborted. */
  wait?(milliseconds: number, signal: AbortSignal): Promise<unknown>
}

export interface Demo {
  /** Settled once nothing more will be recorded; may be called again. */
  stop(): Promise<void>
}

/** How far back the run begins, so that tasks and units are in the middle of things at once. */
const headStartMilliseconds = 6 * 3_600_000
const retryMilliseconds = 5_000
const batchSize = 500

export function startDemo(options: DemoOptions): Demo {
  const stopping = new AbortController()
  const running = run(options, stopping.signal).catch((fault) => {
    if (!stopping.signal.aborted) options.onFault(fault)
  })
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function run(options: DemoOptions, signal: AbortSignal): Promise<void> {
  const clock = demoClock(options)
  const stream = createStream(options, clock.simulated())
  let beatAt = 0
  await recordAll(options, stream.opening, signal)
  while (!signal.aborted) {
    const at = clock.simulated()
    const due = stream.takeUntil(at)
    const beat = Math.floor(at / heartbeatMilliseconds) * heartbeatMilliseconds
    if (beat > beatAt) due.push(...heartbeats(at))
    beatAt = Math.max(beatAt, beat)
    await recordAll(options, due, signal)
    const nextAt = Math.min(stream.nextAt(), beatAt + heartbeatMilliseconds)
    await clock.waitUntil(nextAt, signal)
  }
}

function demoClock({ now, speed = 1, wait = realWait }: DemoOptions) {
  const startedAt = now()
  const simulated = () => startedAt + (now() - startedAt) * speed
  return {
    simulated,
    waitUntil: (at: number, signal: AbortSignal) =>
      wait(longest(Math.ceil((at - simulated()) / speed)), signal),
  }
}

/** Never longer than between two heartbeats: a clock set back must not silence the demo for as long. */
const longest = (milliseconds: number) => Math.min(Math.max(1, milliseconds), heartbeatMilliseconds)

const realWait = (milliseconds: number, signal: AbortSignal) =>
  waitMilliseconds(milliseconds, undefined, { signal })

/** In batches and in order; a batch that is refused is tried again until it is taken or the demo stops. */
async function recordAll(options: DemoOptions, events: EventMessage[], signal: AbortSignal): Promise<void> {
  const { record, onFault, wait = realWait } = options
  for (let first = 0; first < events.length && !signal.aborted; ) {
    try {
      await record(events.slice(first, first + batchSize))
      first += batchSize
    } catch (fault) {
      onFault(fault)
      await wait(retryMilliseconds, signal)
    }
  }
}

interface Stream {
  /** How every unit and station stood when the head start begins. */
  readonly opening: EventMessage[]
  takeUntil(at: number): EventMessage[]
  nextAt(): number
}

/**
 * The fleet month is run from its beginning and read up to the head start, keeping the last word of each unit and
 * station: a volunteer brigade may have said it a week ago. All have their own ids, so a restart repeats nothing.
 */
function createStream({ world, seed }: DemoOptions, at: number): Stream {
  const headStartAt = at - headStartMilliseconds
  const { from } = fleetMonthAt(createCalendar(world.zone), headStartAt)
  const to = Number.MAX_SAFE_INTEGER
  const told = simulate({ world, seed, from, to, positions: true, positionsFrom: headStartAt })
  const words = new Map<string, EventMessage>()
  let next = told.next().value as TimedEvent
  for (; next.at < headStartAt; next = told.next().value as TimedEvent) keepWord(words, next.event)
  return {
    opening: [...words.values()],
    takeUntil(until) {
      const due: TimedEvent[] = []
      for (; next.at <= until; next = told.next().value as TimedEvent) due.push(next)
      return newestPositions(due)
    },
    nextAt: () => next.at,
  }
}

function keepWord(words: Map<string, EventMessage>, event: EventMessage): void {
  if (event.kind === 'unit.status') replace(words, `unit ${event.unit}`, event)
  if (event.kind === 'station.readiness') replace(words, `station ${event.station}`, event)
}

/** Put anew, so that the map stays in time order. */
function replace(words: Map<string, EventMessage>, key: string, event: EventMessage): void {
  words.delete(key)
  words.set(key, event)
}

/** After a sleep only the last position of each unit is worth telling; nothing else is ever dropped. */
function newestPositions(due: readonly TimedEvent[]): EventMessage[] {
  const last = new Map<string, EventMessage>()
  for (const { event } of due) if (event.kind === 'unit.position') last.set(event.unit, event)
  return due
    .map(({ event }) => event)
    .filter((event) => event.kind !== 'unit.position' || last.get(event.unit) === event)
}
