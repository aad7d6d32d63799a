// What stands once the plan is laid over the register? Change by change, so that one that cannot be laid is told apart.

import type { PlanGround } from '../../src/contract/plan-ground.ts'
import { type Standing, withPlan } from '../../src/contract/plan-standing.ts'
import type { TextKey } from '../words.ts'
import type { Change } from './edit.ts'

export type FaultCode = 'not-found' | 'conflict' | 'invalid'
export interface Laid {
  readonly standing: Standing
  /** By the number of the change, from 0: why it could not be laid. The others are laid without it. */
  readonly faults: ReadonlyMap<number, FaultCode>
}

export function lay(ground: Pick<PlanGround, 'stations' | 'periods'>, changes: readonly Change[]): Laid {
  const faults = new Map<number, FaultCode>()
  let standing: Standing = { stations: ground.stations, periods: ground.periods }
  for (const [i, change] of changes.entries()) {
    try {
      standing = withPlan(standing, { changes: [change] })
    } catch (fault) {
      faults.set(i, codeOf(fault))
    }
  }
  return { standing, faults }
}

function codeOf(fault: unknown): FaultCode {
  const code = (fault as { readonly code?: unknown } | null)?.code
  return code === 'not-found' || code === 'conflict' ? code : 'invalid'
}

export const faultKey = (code: FaultCode): TextKey => `plan.fault.${code}`

/** How a station of the plan stands beside the register. */
export type Mark = 'new' | 'moved' | 'changed' | 'closed' | 'same'

/** Every station of either side: the closed ones stay in the list, told to be so. */
export function stationsOf(
  ground: Pick<PlanGround, 'stations' | 'periods'>,
  { standing }: Laid,
): readonly StationLine[] {
  const before = new Map(ground.stations.map((station) => [station.station, station]))
  const crews = (periods: Standing['periods'], id: string) =>
    periods.filter(({ station }) => station === id).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const lines = standing.stations.map((station) => {
    const known = before.get(station.station)
    const [was, is] = [crews(ground.periods, station.station), crews(standing.periods, station.station)]
    const isMoved = known && (known.place.lon !== station.place.lon || known.place.lat !== station.place.lat)
    const isChanged = was.length !== is.length || was.some((period, i) => period !== is[i])
    const mark: Mark = !known ? 'new' : isMoved ? 'moved' : isChanged ? 'changed' : 'same'
    return { station, mark, crews: is, isDemoPosition: !isMoved && (known?.demoPosition ?? false) }
  })
  const isOpen = new Set(standing.stations.map(({ station }) => station))
  const gone = ground.stations
    .filter(({ station }) => !isOpen.has(station))
    .map((station) => ({ station, mark: 'closed' as const, crews: [], isDemoPosition: station.demoPosition }))
  return [...lines, ...gone]
}

export interface StationLine {
  readonly station: Standing['stations'][number]
  readonly mark: Mark
  readonly crews: Standing['periods']
  readonly isDemoPosition: boolean
}
