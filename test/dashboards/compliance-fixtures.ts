// Made-up but contract-valid answers for the sections of the compliance page and the passport of a row.
import type { Budget, BudgetLine } from '../../src/contract/budget.ts'
import type { Comparison, ShareComparison } from '../../src/contract/comparison.ts'
import type { Passport } from '../../src/contract/passport.ts'
import type { ControlChart, Stability } from '../../src/contract/stability.ts'
import { fixtureCompliance } from './fixture-figures.ts'

/** The example of the page's texts: worse in the whole, by where the tasks were, not by how they were served. */
export const mixedChange: ShareComparison = {
  ...{ urgency: 'A+B', measure: 'first-unit', requiredShare: 0.9, official: false },
  ...{ before: 0.871, after: 0.849, change: -0.022, interval: { low: -0.041, high: -0.003 }, word: 'worse' },
  ...{ mix: -0.019, performance: -0.003, performanceInterval: { low: -0.02, high: 0.014 } },
  ...{ performanceWord: 'no-change-shown', onlyBefore: [], onlyAfter: ['rural'] },
  zones: [
    {
      ...{ zone: 'other-urban', withinSeconds: 1140, mix: -0.02, performance: -0.001, difference: -0.001 },
      ...{ before: { n: 900, inTime: 810 }, after: { n: 700, inTime: 629 }, word: 'no-change-shown' },
      interval: { low: -0.03, high: 0.028 },
    },
    {
      ...{ zone: 'rural', withinSeconds: 1860, mix: 0.001, performance: -0.002, word: 'cannot-tell' },
      ...{ before: { n: 0, inTime: 0 }, after: { n: 5, inTime: 4 } },
    },
  ],
}

export function fixtureComparison(): Comparison {
  const { zones, service, county } = fixtureCompliance(0)
  return {
    ...{ county, service, from: '2026-10-01', to: '2026-11-01', demo: true, official: false, zones },
    ...{ againstFrom: '2025-10-01', againstTo: '2025-11-01' },
    shares: [mixedChange],
    times: [
      {
        ...{ urgency: 'A+B', zone: 'rural', measure: 'first-unit', before: 137, after: 145 },
        median: {
          ...{ before: 1167, after: 1149, difference: -18, word: 'no-change-shown' },
          interval: { low: -200, high: 135 },
        },
      },
    ],
    volumes: [
      {
        ...{ urgency: 'all', before: 2384, after: 2140, ratio: 0.898, word: 'fewer' },
        interval: { low: 0.84, high: 0.96 },
      },
      { urgency: 'D', before: 0, after: 4, interval: {}, word: 'cannot-tell' },
    ],
    notes: ['decision-changed', 'rules-of-later-decision', 'zones-changed'],
  }
}

export function budgetLine(change: Partial<BudgetLine> = {}): BudgetLine {
  return {
    ...{ urgency: 'A+B', zone: 'rural', measure: 'first-unit', withinSeconds: 1860, requiredShare: 0.9 },
    ...{ official: false, inTime: 80, missed: 9, expectedMore: 47.2 },
    now: { tasks: 89, allowed: 8, left: -1 },
    atExpected: { tasks: 136, allowed: 13, left: 4 },
    ...{ missesInARow: 0, hitsToRecover: 1, chance: 0.38 },
    ...change,
  }
}

export function fixtureBudget(change: Partial<Budget> = {}): Budget {
  return {
    ...{ service: 'ems', from: '2026-11-01', to: '2026-12-01', over: false, daysLeft: 8.9, demo: true },
    lines: [
      budgetLine(),
      budgetLine({ zone: 'core-urban', missed: 0, chance: undefined, chanceAbsent: 'too-few-tasks' }),
    ],
    ...change,
  }
}

const weeks = Array.from({ length: 20 }, (_, i) =>
  new Date(Date.UTC(2025, 9, 6 + 7 * i)).toISOString().slice(0, 10),
)

/** Twenty weeks: two before anything was followed, one without tasks, one beyond its limits. */
export function fixtureStability(): Stability {
  const n = weeks.map((_, i) => (i < 2 || i === 7 ? 0 : 20 + i))
  const chart = (centre: number, spread: number): ControlChart => ({
    ...{ kind: 'p', standing: 'provisional', baselinePoints: 17, centre },
    points: weeks.map((at, i) =>
      n[i] === 0
        ? { at, signals: [] }
        : {
            ...{ at, value: i === 12 ? centre - 4 * spread : centre + spread * Math.sin(i) },
            ...{ low: centre - 3 * spread, high: centre + 3 * spread },
            signals: i === 12 ? ['beyond-limits'] : i === 15 ? ['nine-on-one-side'] : [],
          },
    ),
  })
  return {
    ...{ service: 'ems', urgency: 'A+B', zone: 'rural', measure: 'first-unit', step: 'week', demo: true, n },
    ...{ withinSeconds: 1860, requiredShare: 0.9, official: false },
    share: chart(0.9, 0.03),
    median: { ...chart(1100, 60), kind: 'xmr' },
  }
}

export function fixturePassport(): Passport {
  const { county, service, from, to, demo, computedAt, decisions, rows } = fixtureCompliance(
    Date.UTC(2026, 10, 21),
  )
  return {
    ...{ county, service, from, to, demo, computedAt, row: rows[1], measure: 'first-unit' },
    cutOff: { seq: 705_100, receivedAt: '2026-11-21T10:00:00Z' },
    decision: {
      ...decisions[0],
      ...{ clockStart: 'earliest-alert', urgencyRule: 'first-alert', counted: 'bls, als', digest: 'abc' },
    },
    zoneVersions: [
      {
        ...{ system: 'ems-area', version: 'syke-2022', validFrom: '2018-01-01', demo: false, source: 'SYKE' },
      },
    ],
    method: { ruleVersion: 2, percentile: 'type-7', interval: 'wilson-95' },
    ...{ fingerprint: 'c4ce', sql: 'select 1', command: 'npx vaste compliance --service ems' },
  }
}
