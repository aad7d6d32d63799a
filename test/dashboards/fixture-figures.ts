// Made-up but contract-valid figures for the compliance page.
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import type {
  Compliance,
  ComplianceRow,
  Distribution,
  Revision,
  Trend,
} from '../../src/contract/compliance.ts'

const iso = (at: number) => new Date(at).toISOString()
const minute = 60_000
const core = 'core-urban'
const urban = 'other-urban'
const rural = 'rural'

const wilson = (share: number, n: number) => {
  const z = 1.96
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  return { shareLow: Math.max(0, centre - half), shareHigh: Math.min(1, centre + half) }
}

type Light = ComplianceRow['targets'][number]['light']

function target(withinSeconds: number, requiredShare: number, share: number, used: number) {
  const interval = used > 0 ? { share, ...wilson(share, used) } : {}
  const { shareLow = 0, shareHigh = 1 } = interval as { shareLow?: number; shareHigh?: number }
  const light: Light =
    used < 10
      ? 'cannot-tell'
      : shareLow >= requiredShare
        ? 'met'
        : shareHigh < requiredShare
          ? 'missed'
          : share >= requiredShare
            ? 'leaning-met'
            : 'leaning-missed'
  return {
    withinSeconds,
    requiredShare,
    official: false,
    inTime: Math.round(share * used),
    ...interval,
    light,
  }
}

interface RowSeed {
  readonly urgency: string
  readonly zone: string
  readonly used: number
  readonly out: number
  readonly median: number
  readonly p90: number
  readonly within: readonly (readonly [number, number, number])[]
}

function row({ urgency, zone, used, out, median, p90, within }: RowSeed, shift: number): ComplianceRow {
  const moved = (share: number) => Math.min(1, Math.max(0, share + shift))
  return {
    decision: 'keski-suomi-ems-placeholder',
    urgency,
    zone,
    measure: urgency === 'A+B' ? 'first-unit' : 'ambulance',
    total: used + out,
    used,
    excluded:
      out === 0
        ? {}
        : { 'cancelled-before-arrival': out - Math.floor(out / 3), 'arrival-missing': Math.floor(out / 3) },
    medianSeconds: used >= 10 ? median : undefined,
    p90Seconds: used >= 30 ? p90 : undefined,
    missing: Math.floor(out / 3),
    flagged: { urgencyChanged: 3, coarseTimes: 0, corrected: 0, mobile: 0 },
    targets: within.map(([seconds, required, share]) => target(seconds, required, moved(share), used)),
  }
}

const rowSeeds: readonly RowSeed[] = [
  {
    urgency: 'A+B',
    zone: core,
    used: 142,
    out: 11,
    median: 401,
    p90: 668,
    within: [
      [660, 0.9, 0.894],
      [480, 0.5, 0.69],
    ],
  },
  {
    urgency: 'A+B',
    zone: urban,
    used: 486,
    out: 31,
    median: 512,
    p90: 1012,
    within: [
      [1140, 0.9, 0.934],
      [600, 0.5, 0.63],
    ],
  },
  {
    urgency: 'A+B',
    zone: rural,
    used: 203,
    out: 22,
    median: 1204,
    p90: 2045,
    within: [
      [1860, 0.9, 0.832],
      [1140, 0.5, 0.47],
    ],
  },
  { urgency: 'C', zone: core, used: 161, out: 7, median: 702, p90: 1490, within: [[1800, 0.9, 0.93]] },
  { urgency: 'C', zone: urban, used: 621, out: 28, median: 841, p90: 1702, within: [[1800, 0.85, 0.92]] },
  { urgency: 'D', zone: core, used: 8, out: 1, median: 1800, p90: 4000, within: [[7200, 0.9, 1]] },
  { urgency: 'D', zone: urban, used: 590, out: 25, median: 2201, p90: 5344, within: [[7200, 0.9, 0.962]] },
  { urgency: 'D', zone: rural, used: 255, out: 19, median: 2980, p90: 6402, within: [[7200, 0.9, 0.93]] },
]

function notAssessed(): ComplianceRow {
  return {
    urgency: 'not-assessed',
    zone: 'unknown',
    total: 14,
    used: 0,
    excluded: { 'urgency-not-assessed': 9, 'no-place': 5 },
    missing: 0,
    flagged: { urgencyChanged: 0, coarseTimes: 0, corrected: 0, mobile: 0 },
    targets: [],
  }
}

export function fixtureCompliance(now: number, month = '2026-10'): Compliance {
  const rows = [...rowSeeds.map((seed) => row(seed, 0)), notAssessed()]
  const used = rows.reduce((sum, each) => sum + each.used, 0)
  const total = rows.reduce((sum, each) => sum + each.total, 0)
  const excluded: Compliance['excluded'] = {}
  for (const each of rows)
    for (const [reason, n] of Object.entries(each.excluded) as [keyof typeof excluded, number][])
      excluded[reason] = (excluded[reason] ?? 0) + n
  return {
    county: '15',
    service: 'ems',
    from: `${month}-01`,
    to: '2026-11-01',
    computedAt: iso(now),
    dataUpTo: iso(now - 30_000),
    demo: true,
    percentileMethod: 'type-7',
    ruleVersion: 2,
    zoneVersions: [],
    grids: [],
    means: [],
    historyLoading: 0.42,
    decisions: [
      {
        id: 'keski-suomi-ems-placeholder',
        name: {
          fi: 'Ensihoidon palvelutasopäätös, Keski-Suomi (paikkamerkki)',
          sv: 'Servicenivåbeslut för prehospital akutsjukvård (platshållare)',
          en: 'EMS service-level decision, Central Finland (placeholder)',
        },
        validFrom: '2023-01-01',
        source: 'Placeholder: the official target minutes are not known',
        zoneSystem: 'ems-area',
        official: false,
      },
    ],
    zones: keskiSuomi.areaClasses.map((each) => ({ id: each.id, order: each.order, name: { ...each.name } })),
    total,
    used,
    excluded,
    rows,
  }
}

/** A skewed hump around the median, scaled to n tasks. */
function minutesOf({ used, median }: RowSeed): number[] {
  const weights = Array.from({ length: 60 }, (_, i) => {
    const x = Math.log((i + 0.5) / (median / 60)) / 0.5
    return Math.exp((-x * x) / 2) / (i + 0.5)
  })
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => Math.round((weight / all) * used))
}

export function fixtureDistribution(): Distribution {
  return {
    service: 'ems',
    from: '2026-10-01',
    to: '2026-11-01',
    series: rowSeeds.map((seed) => ({
      urgency: seed.urgency,
      zone: seed.zone,
      measure: seed.urgency === 'A+B' ? 'first-unit' : 'ambulance',
      minutes: minutesOf(seed),
      medianSeconds: seed.used >= 10 ? seed.median : undefined,
      p90Seconds: seed.used >= 30 ? seed.p90 : undefined,
      targets: seed.within.map(([withinSeconds, requiredShare]) => ({
        withinSeconds,
        requiredShare,
        official: false,
      })),
    })),
  }
}

export function fixtureTrend(): Trend {
  const months = Array.from({ length: 12 }, (_, i) =>
    i < 2 ? `2025-${11 + i}` : `2026-${String(i - 1).padStart(2, '0')}`,
  )
  return {
    service: 'ems',
    months: months.map((month, i) => ({
      month,
      rows: rowSeeds.map((seed) => {
        const used = seed.zone === core && i % 4 === 1 ? 21 : seed.used
        return row({ ...seed, used }, Math.sin(i * 1.3 + seed.median) * 0.03)
      }),
    })),
  }
}

export function fixtureRevisions(now: number): { revisions: Revision[] } {
  return {
    revisions: [
      { month: '2026-10', service: 'ems', revision: 1, compiledAt: iso(now - 20 * 24 * 60 * minute) },
    ],
  }
}
