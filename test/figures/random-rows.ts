/** Judged tasks as a hostile year may hold them: clock changes, month borders, missing texts, one or two measures. */
import { type JudgedRow, rowFlags } from '../../src/domain/judged-row.ts'
import { taskFrom } from '../../src/domain/task.ts'
import { exclusionReasons } from '../../src/domain/vocabulary.ts'
import { type Random, streamOf } from '../../src/simulate/random.ts'
import type { JudgedTask } from '../../src/store/task-cache.ts'
import { created } from '../builders.ts'

const hour = 3_600_000
/** Helsinki's: two clock changes, a month border of each kind, a turn of the year. */
const edges = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-08-31T21:00Z',
  '2026-10-31T22:00Z',
  '2025-12-31T22:00Z',
]

/** Zone of each cell in another year's grid: one of them has none, and one has moved (trap 42). */
export const otherGrid: Readonly<Record<string, string>> = { '1kmN1E1': '2', '1kmN1E2': '2', '1kmN2E1': '4' }
const cells = [...Object.keys(otherGrid), '1kmN9E9', undefined]

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!
}

export function randomJudged(seed: number, task: string): JudgedTask {
  const rows = randomRows(seed, task)
  return { task: taskFrom([created({ task, at: rows[0]!.datedAt })]), rows }
}

export function randomRows(seed: number, task: string): JudgedRow[] {
  const random = streamOf(seed, task)
  const near = Date.parse(pick(random, edges))
  const datedAt = near + Math.round((random() < 0.5 ? 2 : 24 * 40) * hour * (random() - 0.5))
  const [urgencyGroup, urgency] = pick(random, [
    ...(['A', 'B', undefined].map((letter) => ['A+B', letter]) as [string, string | undefined][]),
    ...([
      ['C', 'C'],
      ['not-assessed', 'N'],
    ] as [string, string][]),
  ])
  const service = pick(random, ['ems', 'ems', 'rescue'] as const)
  const decision = pick(random, ['old', 'new', undefined])
  const zone = pick(random, ['1', '2', undefined])
  const municipality = pick(random, ['179', '992', undefined])
  const cell = pick(random, cells)
  const measures = [pick(random, ['first-unit', undefined] as const)]
  if (random() < 0.4) measures.push(undefined)
  return measures.map((measure, ordinal) => ({
    ...{ task, ordinal, service, datedAt, decision, urgency, urgencyGroup, zone, municipality, cell },
    ...{ measure: ordinal === 1 ? 'ambulance' : measure, ...randomOutcome(random) },
  }))
}

function randomOutcome(random: Random) {
  const flags = random() < 0.5 ? 0 : Math.floor(random() * 16)
  if (random() < 0.7) return { ...randomReach(random), flags }
  const excluded = random() < 0.2 ? 'still-open' : pick(random, exclusionReasons)
  const told = excluded === 'cancelled-before-arrival' || random() < 0.1
  const cancelledSeconds = told ? Math.floor(random() * 3000) : undefined
  return { excluded, cancelledSeconds, flags: flags & ~rowFlags.mobile } as const
}

function randomReach(random: Random) {
  const seconds = Math.floor(random() ** 3 * 12_000)
  const station = pick(random, ['jyväskylä', 'laukaa', undefined])
  // Turnout and drive are known together, of most.
  const turnoutSeconds = random() < 0.7 ? Math.floor(random() ** 4 * seconds) : undefined
  const driveSeconds = turnoutSeconds === undefined ? undefined : seconds - turnoutSeconds
  return { seconds, unit: 'als 1', station, turnoutSeconds, driveSeconds }
}
