// What is looked at? Service, measure, hour and colouring in the address; the plan itself stands after the '#'.
import type { DayKind, TurnoutPoint } from '../../src/contract/plan-effect.ts'
import { type Measure, type Service, services } from '../vocabulary.ts'

export const looks = ['before', 'after', 'gain'] as const
export type Look = (typeof looks)[number]
export const dayKinds: readonly DayKind[] = ['weekday', 'weekend']
export const turnoutPoints: readonly TurnoutPoint[] = ['median', 'p90']

export interface Address {
  readonly service: Service
  readonly measure: Measure
  readonly day: DayKind
  readonly hour: number
  /** Absent: what the plan changes, or how things stand when it changes nothing. */
  readonly look?: Look
  readonly turnout: TurnoutPoint
}

/** Rescue at noon of a weekday: what a station's readiness is first asked about. */
export const defaultAddress: Address = {
  ...{ service: 'rescue', measure: 'first-unit', day: 'weekday', hour: 12 },
  turnout: 'median',
}

const oneOf = <T extends string>(known: readonly T[], text: string | null, otherwise: T): T =>
  known.find((each) => each === text) ?? otherwise

/** Anything unknown falls back to the default; whether the decision has such a measure the answer shows. */
export function readAddress(search: string): Address {
  const given = new URLSearchParams(search)
  const hour = Number(given.get('hour') ?? defaultAddress.hour)
  const measure = given.get('measure')
  const look = looks.find((each) => each === given.get('look'))
  return {
    service: oneOf(services, given.get('service'), defaultAddress.service),
    measure: measure && /^[a-z-]{1,40}$/.test(measure) ? (measure as Measure) : defaultAddress.measure,
    day: oneOf(dayKinds, given.get('day'), defaultAddress.day),
    hour: Number.isInteger(hour) && hour >= 0 && hour <= 23 ? hour : defaultAddress.hour,
    turnout: oneOf(turnoutPoints, given.get('turnout'), defaultAddress.turnout),
    ...(look && { look }),
  }
}

export function writeAddress(address: Address): string {
  const { service, measure, day, hour, look, turnout } = address
  const asked = { service, measure, day, hour: String(hour), turnout, ...(look && { look }) }
  return `?${new URLSearchParams(asked)}`
}

export function lookOf({ look }: Pick<Address, 'look'>, changes: number): Look {
  return look ?? (changes > 0 ? 'gain' : 'before')
}
