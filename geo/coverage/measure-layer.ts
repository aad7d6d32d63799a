/** When does what one measure asks for come to each cell, and who is it or completes it? Kept up source by source. */
import type { DriveTable } from './drive-table.ts'
import { afterDelay, longestSeconds, unreachedSeconds } from './seconds.ts'

/** What must be there together. Persons are leaders and crew; a leader too many counts as crew. */
export type Needs =
  | { readonly units: number }
  /** A rescue group is 1+3: one leader and three. */
  | { readonly leaders: number; readonly crew: number }

/** A source as one measure sees it. */
export interface LayerMember {
  /** Drive seconds to each cell. */
  readonly drive: Uint16Array
  readonly delaySeconds: number
  readonly leaders: number
  readonly crew: number
}

/** Columns of equal length, one entry for each cell whose seconds changed, by cell. */
export interface CellChanges {
  readonly cells: Int32Array
  readonly before: Uint16Array
  readonly after: Uint16Array
}

export interface MeasureLayer {
  /** Of each cell; `unreachedSeconds` where it never comes. */
  readonly seconds: Uint16Array
  /** Slot of the source that is first there, or completes what is needed; -1 where unreached. */
  readonly nearest: Int32Array
  /** The member at `slot`, whose row the table holds; nobody without one. No cell is looked at yet. */
  seat(slot: number, member: LayerMember | undefined): void
  /** All cells anew. */
  refill(): void
  /** Cells that the change at `slot` can matter to, anew, after the new member was seated. */
  settle(slot: number, before: LayerMember | undefined, after: LayerMember | undefined): CellChanges
}

/** No member at the slot: later than anybody. */
const absent = 2 ** 20

export function createMeasureLayer(cells: number, needs: Needs, table: DriveTable): MeasureLayer {
  const seconds = new Uint16Array(cells).fill(unreachedSeconds)
  const nearest = new Int32Array(cells).fill(-1)
  const changed = new Int32Array(cells)
  const old = new Uint16Array(cells)
  const nobody = new Uint16Array(cells).fill(unreachedSeconds)
  const oneIsEnough = 'units' in needs && needs.units === 1
  let delay = new Int32Array(8)
  const strength: { readonly leaders: number; readonly crew: number }[] = []

  const first = (cell: number) => {
    const { seconds: drive, stride, slots, rank } = table
    let [best, own] = [unreachedSeconds, -1]
    for (let slot = 0, at = cell * stride; slot < slots; slot++, at++) {
      if (drive[at] === unreachedSeconds) continue
      let comes = drive[at] + delay[slot]
      if (comes >= absent) continue
      if (comes > longestSeconds) comes = longestSeconds
      if (comes < best || (comes === best && rank[slot] < rank[own])) {
        best = comes
        own = slot
      }
    }
    seconds[cell] = best
    nearest[cell] = own
  }
  /** One after another in the order in which they come, until it is enough. */
  const complete = (cell: number) => {
    const { seconds: drive, stride, slots, rank } = table
    let [lastAt, lastRank, units, leaders, persons] = [-1, -1, 0, 0, 0]
    for (;;) {
      let [best, own] = [unreachedSeconds, -1]
      for (let slot = 0, at = cell * stride; slot < slots; slot++, at++) {
        if (drive[at] === unreachedSeconds || delay[slot] === absent) continue
        const comes = Math.min(longestSeconds, drive[at] + delay[slot])
        if (comes < lastAt || (comes === lastAt && rank[slot] <= lastRank)) continue
        if (comes < best || (comes === best && rank[slot] < rank[own])) {
          best = comes
          own = slot
        }
      }
      if (own !== -1) {
        units++
        leaders += strength[own].leaders
        persons += strength[own].leaders + strength[own].crew
      }
      if (own === -1 || isEnough(needs, units, leaders, persons)) {
        seconds[cell] = best
        nearest[cell] = own
        return
      }
      lastAt = best
      lastRank = rank[own]
    }
  }

  /** True where the cell had to be looked at: nobody else's arrival has changed. */
  const settleFirst = (slot: number, cell: number, is: number): boolean => {
    const known = seconds[cell]
    const own = nearest[cell]
    if (own === slot) {
      if (is === known) return false
      if (is > known) first(cell)
      else seconds[cell] = is
      return true
    }
    if (is > known || is === unreachedSeconds) return false
    if (is === known && table.rank[slot] > table.rank[own]) return false
    seconds[cell] = is
    nearest[cell] = slot
    return true
  }
  /** Only who comes no later than the last that was needed has a say. */
  const settleComplete = (cell: number, was: number, is: number): boolean => {
    const sooner = was < is ? was : is
    if (sooner > seconds[cell] || sooner === unreachedSeconds) return false
    complete(cell)
    return true
  }

  return {
    seconds,
    nearest,
    seat(slot, member) {
      if (slot >= delay.length) {
        const longer = new Int32Array(table.stride)
        longer.set(delay)
        delay = longer
      }
      delay[slot] = member?.delaySeconds ?? absent
      strength[slot] = member ?? { leaders: 0, crew: 0 }
    },
    refill() {
      for (let cell = 0; cell < cells; cell++) {
        if (oneIsEnough) first(cell)
        else complete(cell)
      }
    },
    settle(slot, before, after) {
      const [wasRow, isRow] = [before?.drive ?? nobody, after?.drive ?? nobody]
      const [wasDelay, isDelay] = [before?.delaySeconds ?? 0, after?.delaySeconds ?? 0]
      let count = 0
      for (let cell = 0; cell < cells; cell++) {
        const known = seconds[cell]
        const is = afterDelay(isRow[cell], isDelay)
        const looked = oneIsEnough
          ? settleFirst(slot, cell, is)
          : settleComplete(cell, afterDelay(wasRow[cell], wasDelay), is)
        if (!looked || seconds[cell] === known) continue
        changed[count] = cell
        old[count++] = known
      }
      const cellsChanged = changed.slice(0, count)
      return {
        cells: cellsChanged,
        before: old.slice(0, count),
        after: Uint16Array.from(cellsChanged, (cell) => seconds[cell]),
      }
    },
  }
}

function isEnough(needs: Needs, units: number, leaders: number, persons: number): boolean {
  if ('units' in needs) return units >= needs.units
  return leaders >= needs.leaders && persons >= needs.leaders + needs.crew
}
