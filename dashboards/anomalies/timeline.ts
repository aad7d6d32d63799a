// Where on the time axis does each press of a unit stand? Shares of the width, from pure times.
import type { TaskDetail } from '../../src/contract/anomalies.ts'
import type { UnitStatus } from '../vocabulary.ts'

export interface Press {
  /** 0..1 of the axis. */
  readonly x: number
  readonly at: number
  readonly status: UnitStatus
  /** `wrong` looks wrong and waits for an answer; `replaced` no longer stands; `corrected` stands in its place. */
  readonly look: 'plain' | 'wrong' | 'replaced' | 'corrected'
  /** Raised above the line where it would cover the one before. */
  readonly raised: boolean
}

export interface UnitLine {
  readonly unit: string
  readonly presses: readonly Press[]
}

export interface Timeline {
  readonly ticks: readonly { readonly x: number; readonly at: number }[]
  readonly lines: readonly UnitLine[]
}

/** Minutes between ticks. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440]
const ticksAtMost = 5
const minute = 60_000
/** Closer than this share of the width, two marks would cover each other. */
const tooClose = 0.035

export function timelineOf(task: TaskDetail): Timeline {
  const presses = pressesOf(task)
  if (presses.length === 0) return { ticks: [], lines: [] }
  const times = presses.map(({ at }) => at)
  const from = Math.min(...times)
  const span = Math.max(Math.max(...times) - from, minute)
  const share = (at: number) => (at - from) / span
  return {
    ticks: ticksOf(from, span).map((at) => ({ x: share(at), at })),
    lines: [...new Set(presses.map(({ unit }) => unit))].sort().map((unit) => ({
      unit,
      presses: spread(
        presses.filter((press) => press.unit === unit).map((press) => ({ ...press, x: share(press.at) })),
      ),
    })),
  }
}

type Told = Omit<Press, 'x' | 'raised'> & { readonly unit: string }

function pressesOf(task: TaskDetail): Told[] {
  const waits = new Set(
    task.anomalies.filter(({ answered }) => !answered).map(({ unit, at }) => `${unit} ${Date.parse(at)}`),
  )
  const told = task.told.flatMap(({ unit, status, at, stands }): Told[] => {
    if (unit === undefined || status === undefined) return []
    const time = Date.parse(at)
    const isWrong = status !== 'alerted' && waits.has(`${unit} ${time}`)
    return [{ unit, status, at: time, look: !stands ? 'replaced' : isWrong ? 'wrong' : 'plain' }]
  })
  const replaced = new Set(
    told.filter(({ look }) => look === 'replaced').map(({ unit, status }) => `${unit} ${status}`),
  )
  const added = task.units.flatMap(({ unit, times }) =>
    Object.entries(times).flatMap(([name, at]): Told[] => {
      const status = name as UnitStatus
      const isTold = told.some(
        (press) => press.unit === unit && press.at === Date.parse(at!) && press.look !== 'replaced',
      )
      if (isTold && !replaced.has(`${unit} ${status}`)) return []
      return [{ unit, status, at: Date.parse(at!), look: 'corrected' }]
    }),
  )
  return [...told, ...added].sort((a, b) => a.at - b.at)
}

function spread(presses: readonly (Told & { readonly x: number })[]): Press[] {
  const placed: Press[] = []
  for (const { unit: _unit, ...press } of presses) {
    const before = placed.at(-1)
    placed.push({ ...press, raised: before !== undefined && press.x - before.x < tooClose && !before.raised })
  }
  return placed
}

function ticksOf(from: number, span: number): number[] {
  const step = (steps.find((minutes) => span / (minutes * minute) <= ticksAtMost) ?? steps.at(-1)!) * minute
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at <= from + span; at += step) ticks.push(at)
  return ticks
}
