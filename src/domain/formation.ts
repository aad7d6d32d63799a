/**
 * When was what the measure asks for together at scene? One unit, a number of units, or persons enough for a formation
 * such as the rescue group 1+3, whichever units bring them: a spearhead 1+1 is not one, two of them are (trap 7).
 */
import type { Formation, Strength } from './service-level-decision.ts'
import type { UnitOnTask } from './task.ts'
import type { UnitType } from './vocabulary.ts'

export interface Assembled {
  /** The unit that was first, or completed the formation. */
  readonly unit?: UnitOnTask
  readonly at?: number
  /** Some have arrived, but not yet enough. */
  readonly incomplete: boolean
}

/** `arrived`: units with an at-scene time, earliest first. Without a formation the first of them is enough. */
export function assembled(
  arrived: readonly UnitOnTask[],
  formation: Formation | undefined,
  typeOf: (unit: UnitOnTask) => UnitType | undefined,
): Assembled {
  for (const [i, unit] of arrived.entries()) {
    const at = unit.atSceneAt!
    if (isComplete(arrived.slice(0, i + 1), at, formation, typeOf)) return { unit, at, incomplete: false }
  }
  return { incomplete: arrived.length > 0 }
}

/** A unit that has left the scene is no part of what comes after it. */
function stillThere({ transportingAt, clearedAt }: UnitOnTask, at: number): boolean {
  const left = [transportingAt, clearedAt].filter((leftAt) => leftAt !== undefined)
  return left.every((leftAt) => leftAt > at)
}

/** `come`: all that had arrived by `at`, the newest last. */
function isComplete(
  come: readonly UnitOnTask[],
  at: number,
  formation: Formation | undefined,
  typeOf: (unit: UnitOnTask) => UnitType | undefined,
): boolean {
  if (formation === undefined) return true
  if ('units' in formation) return come.length >= formation.units
  const present = come.filter((unit, i) => i === come.length - 1 || stillThere(unit, at))
  const brought = present.map((unit) => strengthOf(unit, typeOf(unit), formation.strengths))
  const leaders = sum(brought.map((strength) => strength.leaders))
  const persons = leaders + sum(brought.map((strength) => strength.crew))
  return leaders >= formation.leaders && persons >= formation.leaders + formation.crew
}

/** The told crew counts before the type's usual one; who leads is known from the type alone. */
function strengthOf(
  unit: UnitOnTask,
  type: UnitType | undefined,
  strengths: Readonly<Partial<Record<UnitType, Strength>>>,
): Strength {
  const usual = (type && strengths[type]) ?? { leaders: 0, crew: 0 }
  if (unit.crew === undefined) return usual
  const leaders = Math.min(usual.leaders, unit.crew)
  return { leaders, crew: unit.crew - leaders }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
