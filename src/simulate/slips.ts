/**
 * Which press of a unit goes wrong, and how? A few in a thousand, so that a month of the demo has some of each kind that
 * a manager finds in real material. Drawn from a stream of its own: nothing else of the demo moves by it.
 */
import type { UnitStatus } from '../domain/vocabulary.ts'
import { type Random, uniform } from './random.ts'
import type { UnitRun } from './response.ts'

export interface Press {
  readonly status: UnitStatus
  readonly at: number
  /** The same button once more. */
  readonly again?: true
}

export interface Presses {
  readonly told: readonly Press[]
  /** The arrival was remembered only then, if the unit was free. */
  readonly rememberedAt?: number
}

type Slip = (one: Arrived, random: Random, told: readonly Press[]) => Presses
type Arrived = UnitRun & { readonly atSceneAt: number }

const minute = 60_000
const seconds = (random: Random, low: number, high: number) => Math.round(uniform(random, low, high)) * 1000

/** How many in ten thousand of the units that arrive. */
const slips: readonly (readonly [tenThousandths: number, slip: Slip])[] = [
  [12, onLeaving],
  [9, onSettingOut],
  [5, alertToldLate],
  [5, thereAlready],
  [8, departureToldLate],
  [15, pressedAgain],
  [6, hoursLater],
]

export function pressesOf(one: UnitRun, told: readonly Press[], random: Random): Presses {
  const drawn = random() * 10_000
  const isTold = told.some(({ status }) => status === 'at-scene')
  if (one.atSceneAt === undefined || !isTold || leftAt(one) - one.atSceneAt < 4 * minute) return { told }
  let upTo = 0
  for (const [share, slip] of slips) {
    upTo += share
    if (drawn < upTo) return slip({ ...one, atSceneAt: one.atSceneAt }, random, told)
  }
  return { told }
}

function leftAt({ transportingAt, availableAt }: UnitRun): number {
  return transportingAt ?? availableAt
}

const without = (told: readonly Press[], ...gone: readonly UnitStatus[]) =>
  told.filter(({ status }) => !gone.includes(status))

const moved = (told: readonly Press[], status: UnitStatus, at: number): Presses => ({
  told: told.map((press) => (press.status === status ? { ...press, at } : press)),
})

function onLeaving(one: Arrived, random: Random, told: readonly Press[]): Presses {
  return moved(told, 'at-scene', leftAt(one) - seconds(random, 0, 12))
}

function onSettingOut(one: Arrived, random: Random, told: readonly Press[]): Presses {
  const enRouteAt = told.find(({ status }) => status === 'en-route')?.at
  if (enRouteAt === undefined || one.atSceneAt - enRouteAt < minute) return { told }
  return moved(told, 'at-scene', enRouteAt + seconds(random, 3, 14))
}

/** It went by itself; the centre wrote the alert afterwards. */
function alertToldLate(one: Arrived, random: Random, told: readonly Press[]): Presses {
  return moved(without(told, 'en-route'), 'alerted', one.atSceneAt + seconds(random, 20, 90))
}

/** A roadside find: alerted and at scene in one. */
function thereAlready(one: Arrived, _random: Random, told: readonly Press[]): Presses {
  return moved(without(told, 'en-route'), 'at-scene', one.alertedAt)
}

function departureToldLate(one: Arrived, random: Random, told: readonly Press[]): Presses {
  return moved(told, 'en-route', one.atSceneAt + seconds(random, 20, 150))
}

function pressedAgain(one: Arrived, random: Random, told: readonly Press[]): Presses {
  const at = one.atSceneAt + seconds(random, 20, 180)
  return { told: [...told, { status: 'at-scene', at, again: true }] }
}

function hoursLater(one: Arrived, random: Random, told: readonly Press[]): Presses {
  const rememberedAt = one.alertedAt + 3 * 60 * minute + seconds(random, 60, 7200)
  return rememberedAt > one.availableAt ? { told: without(told, 'at-scene'), rememberedAt } : { told }
}
