/** A county of cells on a line or a grid, where seconds are those of the straight way: small enough to work by hand. */
import { emergencyDrive, normalDrive } from '../../../geo/roads/speeds.ts'
import type { Span } from '../../../src/domain/calendar.ts'
import type { ServiceLevelDecision } from '../../../src/domain/service-level-decision.ts'
import type { UnitType } from '../../../src/domain/vocabulary.ts'
import type { Field } from '../../../src/simulate/duel/field.ts'
import type { DuelCrew, DuelSetting, DuelSide, DuelTask } from '../../../src/usecases/duel-setting.ts'

export const toySpan: Span = { from: Date.parse('2024-12-29T22:00Z'), to: Date.parse('2025-12-28T22:00Z') }
export const secondsPerCell = 60

export const toyDecision: ServiceLevelDecision = {
  ...{
    id: 'toy',
    service: 'ems',
    name: { fi: 'x', sv: 'x', en: 'x' },
    validFrom: '2020-01-01',
    source: 'toy',
  },
  ...{ zoneSystem: 'toy', clockStart: 'earliest-alert', excludedCodes: [], excludedOrigins: [] },
  qualifyingUnits: { 'first-unit': 'any' },
  targets: [
    {
      ...{
        urgencies: ['A', 'B'],
        zone: 'all',
        measure: 'first-unit',
        withinSeconds: 240,
        requiredShare: 0.9,
      },
      official: true,
    },
  ],
}

/** One crew around the clock at a cell. */
export function toyCrew(id: string, cell: number, change: Partial<DuelCrew['shifts'][number]> = {}) {
  return { id, cell, shift: { ...toySpan, to: Infinity, from: -Infinity, ...always, ...change } }
}
export type ToyCrew = ReturnType<typeof toyCrew>

const als: readonly UnitType[] = ['als']
const always = { onCall: false, types: als, turnout: { medianSeconds: 0, p90Seconds: 0 } }

/** Cell i of a grid `width` wide. */
export function toySetting(options: {
  readonly cells: number
  readonly width?: number
  readonly a: readonly ToyCrew[]
  readonly b: readonly ToyCrew[]
  readonly seed?: number
  readonly replications?: number
  readonly span?: Span
}): DuelSetting {
  const { cells, width = cells, seed = 1, replications = 1, span = toySpan } = options
  const column = <T>(of: (i: number) => T) => Array.from({ length: cells }, (_, i) => of(i))
  return {
    ...{ span, timeZone: 'Europe/Helsinki', municipalities: ['west', 'east'], hospitals: [] },
    cells: {
      e: column((i) => 400 + (i % width)),
      n: column((i) => 6900 + Math.floor(i / width)),
      municipality: column((i) => (i % width < width / 2 ? 0 : 1)),
      residents: column(() => 100),
      areaClass: column(() => 3),
    },
    decisions: [toyDecision],
    zones: { toy: { classes: ['all'], ofCell: column(() => 0) } },
    a: sideOf(options.a),
    b: sideOf(options.b),
    // Seconds come from `toyField`.
    roads: undefined as never,
    speeds: { alarm: { settings: emergencyDrive }, normal: { settings: normalDrive } },
    ...{ seed, replications, leftOut: {} },
  }
}

function sideOf(crews: readonly ToyCrew[]): DuelSide {
  return {
    stations: crews.map(({ id, cell }) => ({ station: id, place: { lon: cell, lat: 0 } })),
    crews: crews.map(({ id, shift }, home) => ({
      ...{ key: id, station: id, service: 'ems' as const, slot: 'crew', home, shifts: [shift] },
    })),
    effort: [],
  }
}

/** Every cell is an anchor, and the way between two goes along the grid. */
export function toyField(setting: DuelSetting, width = setting.cells.e.length): Field {
  const cells = setting.cells.e.length
  const far = (i: number, j: number) =>
    Math.abs((i % width) - (j % width)) + Math.abs(Math.floor(i / width) - Math.floor(j / width))
  const rows = Array.from({ length: cells }, (_, i) =>
    Array.from({ length: cells }, (_, j) => far(i, j) * secondsPerCell),
  )
  const homes = ({ crews, stations }: DuelSide) => crews.map(({ home }) => stations[home]!.place.lon)
  return {
    ground: { anchors: cells, spotOf: (anchor) => anchor, rowOf: (anchor) => rows[anchor]! },
    spotOfCell: (cell) => cell,
    ...{ homesA: homes(setting.a), homesB: homes(setting.b), hospitals: [] },
  }
}

export function toyTask(id: string, cell: number, at: number, change: Partial<DuelTask> = {}): DuelTask {
  return {
    ...{ id, service: 'ems', origin: 'emergency-centre', urgency: 'A', cell, createdAt: at, dispatchAt: at },
    ...{ sceneSeconds: 1200, transports: false, decision: 'toy', group: 'A+B', zone: 'all' },
    ...{ municipality: 'west', ...change },
  }
}
