/** How does the state of coverage look on the wire? Cells by column, residents beyond the limits, what is bare. */

import {
  type Counted,
  cellsOutside,
  crossingsOf,
  noLimit,
  type Outside,
  outsideByGroup,
} from '../../geo/coverage/residents.ts'
import { unreachedSeconds } from '../../geo/coverage/seconds.ts'
import type { Coverage, CoverageSource } from '../contract/coverage.ts'
import { VasteError } from '../domain/error.ts'
import type { Measure } from '../domain/vocabulary.ts'
import { keyOf, type PlacedSource } from './coverage-sources.ts'
import type { CoverageState } from './coverage-state.ts'

interface Asked {
  readonly measure: Measure
  readonly without: string | undefined
  readonly demo: boolean
}

export function coverageView(state: CoverageState, { measure, without, demo }: Asked): Coverage {
  const { reference, decision, ground, field } = state
  const { cells } = reference
  const limits = state.limits(measure)
  const seconds = field.seconds(measure)
  const counted = state.sources.filter(({ counts }) => counts.includes(measure))
  const place = new Map(counted.map((source, i) => [keyOf(source), i]))
  const codes = reference.municipalities.map(({ code }) => code)
  const indexOfCode = new Map(codes.map((code, i) => [code, i]))
  const townOf = cells.municipality.map((code) => indexOfCode.get(code) ?? -1)
  const count = (groupOf: ArrayLike<number>, groups: number) =>
    outsideByGroup(seconds, limits.seconds, cells.residents, groupOf, groups).map(rounded)
  const used = limits.targets.filter((target) => target !== undefined)
  const { source: roads } = ground.roads.graph
  return {
    ...{ county: reference.county.county, service: decision.service, measure, demo },
    at: new Date(state.at).toISOString(),
    approximate: roads.approximate,
    roads: { name: roads.name, date: roads.date, attribution: roads.attribution },
    speeds: {
      name: ground.roads.settings.name,
      offNetworkKmh: ground.roads.settings.offNetworkKmh,
      calibrated: ground.speeds?.adopted ?? false,
      ...(ground.speeds?.calibration && { calibration: ground.speeds.calibration }),
    },
    ...{ decision: decision.id, urgencies: [...limits.urgencies] },
    official: used.every(({ official }) => official),
    residentsEstimated: cells.residentsEstimated,
    sources: counted.map(plainSource),
    leftOut: [...state.leftOut, ...state.sources.filter((source) => !counted.includes(source)).map(unfit)],
    total: count(new Uint8Array(seconds.length), 1)[0],
    zones: count(limits.zoneOf, limits.zones.length).map((outside, i) => ({
      ...{ zone: limits.zones[i], ...outside },
      ...(limits.targets[i] && { limit: limitOf(limits.targets[i]) }),
    })),
    municipalities: count(townOf, codes.length).map((outside, i) => ({ municipality: codes[i], ...outside })),
    cells: {
      ...{ e: [...cells.e], n: [...cells.n] },
      seconds: Array.from(seconds, (value) => (value === unreachedSeconds ? null : value)),
      nearest: Array.from(seconds, (_, cell) => place.get(field.nearest(measure, cell) ?? '') ?? -1),
      limit: Array.from(limits.seconds, (value) => (value === noLimit ? null : value)),
    },
    bare: bareNow(state, measure, limits.seconds),
    ...(without !== undefined && { without: leftBare(state, measure, without, limits.seconds) }),
  }
}

function plainSource(source: PlacedSource): CoverageSource {
  const { id, kind, type, station, basis, delaySeconds, delayAssumed, delayBasis } = source
  const named = { id, kind, ...(type && { type }), ...(station && { station }) }
  return { ...named, basis, delaySeconds, delayAssumed, delayBasis }
}

function unfit({ id, kind, type, station }: PlacedSource) {
  const reason = 'does-not-qualify' as const
  return { id, kind, ...(type && { type }), ...(station && { station }), reason }
}

function limitOf({ withinSeconds, requiredShare, official }: Coverage['zones'][number]['limit'] & object) {
  return { withinSeconds, requiredShare, official }
}

function bareNow({ field, home, reference }: CoverageState, measure: Measure, limits: Uint16Array) {
  const atHome = home.seconds(measure)
  const found = cellsOutside(field.seconds(measure), limits).filter((cell) => atHome[cell] <= limits[cell])
  return {
    ...roundedCount({ cells: found.length, residents: sumOf(found, reference.cells.residents) }),
    list: Array.from(found, (cell) => ({
      ...{ cell, homeSeconds: atHome[cell] },
      missed: nameOf(home.nearest(measure, cell)!),
    })),
  }
}

/** Throws `not-found` for a source that is not counted. */
function leftBare(
  { field, reference, sources }: CoverageState,
  measure: Measure,
  id: string,
  limits: Uint16Array,
) {
  const source = sources.find((candidate) => candidate.id === id)
  if (!source)
    throw new VasteError('not-found', `found no unit or crew '${id}' that can be sent now; expected one`)
  const changes = field.whatIf({ remove: keyOf(source) }).get(measure)!
  const { bare, bareResidents } = crossingsOf(changes, limits, reference.cells.residents)
  return { source: id, bare: [...bare], bareResidents: tenths(bareResidents) }
}

const nameOf = (key: string) => key.slice(key.indexOf(' ') + 1)
const sumOf = (cells: Int32Array, residents: readonly number[]) =>
  cells.reduce((sum, cell) => sum + residents[cell], 0)
const tenths = (residents: number) => Math.round(residents * 10) / 10
const roundedCount = ({ cells, residents }: Counted) => ({ cells, residents: tenths(residents) })
const rounded = ({ limited, outside, withoutLimit }: Outside) => ({
  limited: roundedCount(limited),
  outside: roundedCount(outside),
  withoutLimit: roundedCount(withoutLimit),
})
