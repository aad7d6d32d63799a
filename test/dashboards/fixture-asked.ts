// Made-up but contract-valid answers to what the board asks beside the stream: readiness, coverage, a task's history.
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import type { Coverage } from '../../src/contract/coverage.ts'
import type { Readiness, ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { TaskTimeline } from '../../src/contract/task-timeline.ts'

const iso = (at: number) => new Date(at).toISOString()
const hour = 3_600_000
const minute = 60_000

/** Stations as in the fixture situation; every third stands until the evening only, every seventh is told to be less. */
export function fixturePlans(now: number): { readiness: Readiness; timelines: ReadinessTimelines } {
  const stations = keskiSuomi.stations.slice(0, 18)
  const holeFrom = now + 3 * hour
  const holeTo = now + 9 * hour
  const span = { from: iso(now - 10 * hour), to: iso(now + 30 * hour) }
  const readiness: Readiness = {
    ...{ county: '15', countyName: { ...keskiSuomi.name }, at: iso(now), live: true },
    ...{ today: iso(now).slice(0, 10), week: { days: [] }, municipalities: {} },
    stations: stations.map(({ name, place, services }, i) => ({
      ...{
        id: `station-${i}`,
        name,
        services: [...services],
        place,
        demoPosition: true,
        open: true,
        seen: 1,
      },
      now: {
        ...{ basis: 'plan', crew: 2 + (i % 3), turnoutSeconds: 90, standing: [`p-${i}`] },
        plan: { persons: 2 + (i % 3), turnoutSeconds: 90, atStation: true },
        differences: i % 7 === 0 ? [{ kind: 'fewer', planned: 4, told: 2 }] : [],
      },
      ...{ periods: [], changes: [], week: [], findings: [] },
      crewHours: { hours: 168, personHours: 336, withoutStrength: 0 } as never,
    })),
  }
  const timelines: ReadinessTimelines = {
    ...{ county: '15', ...span },
    stations: stations.map((_, i) => ({
      ...{ id: `station-${i}`, overlaps: [], crewHours: { hours: 168 } as never },
      slots: [
        {
          ...{ service: 'ems', slot: 'ambulanssi' },
          segments:
            i % 3 === 1
              ? [
                  { from: span.from, to: iso(holeFrom), periods: [`p-${i}`] },
                  { from: iso(holeFrom), to: iso(holeTo), periods: [] },
                  { from: iso(holeTo), to: span.to, periods: [`p-${i}`] },
                ]
              : [{ ...span, periods: [`p-${i}`] }],
        },
      ],
      holes: i % 3 === 1 ? [{ service: 'ems', from: iso(holeFrom), to: iso(holeTo) }] : [],
    })),
  }
  return { readiness, timelines }
}

/** Only what the board reads of it is filled in. */
export function fixtureCoverage(now: number, without: string): Coverage {
  const bare = Array.from({ length: 140 }, (_, i) => 9000 + i)
  return {
    ...{ county: '15', service: 'ems', measure: 'first-unit', at: iso(now), demo: true, approximate: true },
    roads: { name: 'pääteiden luonnos', date: '2026-11-01', attribution: '' },
    speeds: { name: 'hälytysajo', offNetworkKmh: 30 },
    ...{ decision: 'keski-suomi-ems-placeholder', urgencies: ['A', 'B'], official: false },
    ...{ residentsEstimated: true, sources: [], leftOut: [], zones: [], municipalities: [] },
    total: {
      limited: { cells: 19_002, residents: 272_617 },
      outside: { cells: 2310, residents: 9870 },
      withoutLimit: { cells: 0, residents: 0 },
    },
    cells: { e: [], n: [], seconds: [], nearest: [], limit: [] },
    bare: { cells: 0, residents: 0, list: [] },
    without: { source: without, bare, bareResidents: 1830 },
  }
}

export function fixtureTimeline(task: string, now: number): TaskTimeline {
  const event = (minutes: number, late: number, rest: object) => ({
    ...{ at: iso(now - minutes * minute), receivedAt: iso(now - minutes * minute + late * 1000) },
    ...{ source: 'erica', kind: 'unit.status' as const, ...rest },
  })
  return {
    task,
    serverAt: iso(now),
    events: [
      event(11, 1, { kind: 'task.created', urgency: 'B' }),
      event(10.6, 2, { unit: 'EKS 141', unitType: 'als', status: 'alerted' }),
      event(9.2, 140, { source: 'kejo', unit: 'EKS 141', status: 'en-route' }),
      event(8, 1, { kind: 'task.urgency', urgency: 'A' }),
      event(7.5, 2, { unit: 'RKS 141', status: 'alerted' }),
    ],
  }
}
