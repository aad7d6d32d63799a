/** What was a unit on a day: its type, home and owner? A call sign may have changed them between two days. */
import { inForce } from '../domain/service-level-decision.ts'
import type { UnitOnTask } from '../domain/task.ts'
import type { Unit } from '../store/county.ts'

export interface UnitRegister {
  /** The row in force when the unit was on the task. */
  find(unit: UnitOnTask): Unit | undefined
  /** The newest row of each call sign. */
  readonly newest: ReadonlyMap<string, Unit>
}

/** `units` in order of the day each row begins. */
export function createUnitRegister(units: readonly Unit[], localDate: (at: number) => string): UnitRegister {
  const rows = new Map<string, Unit[]>()
  for (const unit of units) rows.set(unit.unit, [...(rows.get(unit.unit) ?? []), unit])
  return {
    newest: new Map(units.map((unit) => [unit.unit, unit])),
    find({ unit, alertedAt, statusAt }) {
      const known = rows.get(unit)
      if (!known || (known.length === 1 && isAlways(known[0]!))) return known?.[0]
      const on = localDate(alertedAt ?? statusAt)
      return known.find(({ validFrom = '', validTo }) => inForce({ validFrom, validTo }, on))
    },
  }
}

function isAlways({ validFrom, validTo }: Unit): boolean {
  return validFrom === undefined && validTo === undefined
}
