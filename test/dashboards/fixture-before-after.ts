/** An answer of before and after for the views: a synthetic change that cut the turnout by four minutes. */
import type { BeforeAfter, ChangeList } from '../../src/contract/before-after.ts'
import { findingsOf, minimumOf, type StudyTask } from '../../src/domain/before-after.ts'
import { judgeChange } from '../../src/domain/change-verdict.ts'
import { studyTasks } from '../domain/study-world.ts'

function timed(effect: number, seed: string, area: number): StudyTask[] {
  return studyTasks({ seed, area, control: 300 }).map((task, i): StudyTask => {
    const moved = task.side === 'area' && task.when === 'after'
    const seconds = task.times['first-unit']! + (moved ? effect : 0)
    const isWhole = !moved || i % 3 === 0
    return {
      ...task,
      times: {
        'first-unit': seconds,
        turnout: Math.max(1, Math.round(task.times['first-unit']! / 3) + (moved ? effect : 0)),
        drive: Math.round(task.times['first-unit']! / 2),
        ...(isWhole && { 'effective-action': seconds + 300 }),
      },
    }
  })
}

export function fixtureBeforeAfter(
  change: Partial<BeforeAfter> = {},
  { effect = -240, area = 120 }: { effect?: number; area?: number } = {},
): BeforeAfter {
  const findings = findingsOf(timed(effect, 'fixture', area))
  const earlier = findingsOf(timed(0, 'earlier', area)).filter(({ band }) => band === 'all')
  const { doubts, ...judgement } = judgeChange(findings, earlier)
  const level = (n: number, value: number) => ({ n, value, low: value - 60, high: value + 60 })
  return {
    ...{ county: '15', service: 'rescue', urgency: 'A+B', demo: true, ruleVersion: 2 },
    computedAt: '2026-11-28T10:00:00.000Z',
    change: {
      ...{ station: 'keuruu', name: 'Keuruu', service: 'rescue', on: '2025-10-01', registered: true },
      begins: [{ slot: 'kärkiyksikkö', kind: '24/7', strength: { leaders: 1, crew: 1 } }],
      ...{ ends: [], dateConfirmed: false },
    },
    windows: {
      before: { from: '2024-10-01', to: '2025-10-01' },
      after: { from: '2025-10-01', to: '2026-10-01' },
      ...{ cuts: [], days: 365, hours: { before: 8760, after: 8760 } },
    },
    data: { from: '2023-08-01', to: '2026-11-28' },
    approximate: true,
    roads: { name: 'Main roads', attribution: 'compiled' },
    decisions: [{ id: 'd', name: { fi: 'Päätös' }, validFrom: '2023-01-01' }],
    official: false,
    minimums: { ...minimumOf },
    area: { cells: 3, residents: 6734, tasks: { before: area, after: area }, withoutLike: 1 },
    control: { cells: 2, tasks: { before: 300, after: 300 }, stations: ['multia'] },
    changedStations: ['viitasaari'],
    total: 900,
    used: 840,
    excluded: { 'cancelled-before-arrival': 40 },
    leftOut: { unlike: 15, 'near-change': 5 },
    findings,
    placebo: {
      before: { from: '2023-10-01', to: '2024-10-01' },
      after: { from: '2024-10-01', to: '2025-10-01' },
      findings: earlier,
    },
    judgement: { ...judgement, doubts: [...doubts] },
    ownUnits: { before: { n: 78, hits: 75, value: 0.96 }, after: { n: 68, hits: 68, value: 1 } },
    volume: { before: 78, after: 68, ratio: 0.872, low: 0.6, high: 1.2, word: 'no-change-shown' },
    series: {
      ...{ measure: 'first-unit', months: 3 },
      points: [
        { from: '2025-04-01', to: '2025-07-01', area: level(20, 660), control: level(400, 700) },
        { from: '2025-07-01', to: '2025-10-01', area: { n: 4 }, control: level(410, 710) },
        { from: '2025-10-01', to: '2026-01-01', area: level(18, 400), control: level(420, 705) },
      ],
    },
    confounders: [
      { on: '2025-09-01', kind: 'seam', id: 'keuruu', itself: true },
      { on: '2025-11-26', kind: 'decision', id: 'uusi', itself: false },
    ],
    cells: {
      e: [430, 431, 430, 433, 434],
      n: [6900, 6900, 6901, 6900, 6900],
      role: ['area', 'area', 'area', 'control', 'near-change'],
    },
    ...change,
  }
}

export const fixtureChanges: ChangeList = {
  ...{ county: '15', demo: true },
  changes: [
    {
      ...{ station: 'keuruu', name: 'Keuruu', service: 'rescue', on: '2025-10-01' },
      ...{ begins: [], ends: [], dateConfirmed: false },
    },
    {
      ...{ station: 'laukaa', name: 'Laukaa', service: 'rescue', on: '2024-05-06' },
      ...{ begins: [], ends: [], dateConfirmed: true },
    },
  ],
  stations: [
    { id: 'keuruu', name: 'Keuruu', services: ['rescue'] },
    { id: 'laukaa', name: 'Laukaa', services: ['rescue', 'ems'] },
  ],
}
