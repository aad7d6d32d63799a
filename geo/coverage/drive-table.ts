/** Who drives how long to this cell? All sources' rows, laid so that the answers of one cell stand side by side. */

export interface DriveTable {
  /** Drive seconds to cell `c` of the source at `slot` are at `c * stride + slot`. */
  seconds: Uint16Array
  stride: number
  /** Slots in use are below this. */
  slots: number
  /** By slot; of equally soon sources the one of lower rank is the nearest. */
  rank: Int32Array
  /** A slot that `taken` has not, best the one that holds the row already. */
  slotFor(row: Uint16Array, taken: (slot: number) => boolean): number
  /** Free of cost when the slot holds the very row. */
  write(slot: number, row: Uint16Array): void
}

export function createDriveTable(cells: number): DriveTable {
  const held: Uint16Array[] = []
  const widen = (table: DriveTable, stride: number) => {
    const wider = new Uint16Array(cells * stride)
    for (let cell = 0; cell < cells; cell++)
      wider.set(table.seconds.subarray(cell * table.stride, (cell + 1) * table.stride), cell * stride)
    const rank = new Int32Array(stride)
    rank.set(table.rank)
    Object.assign(table, { seconds: wider, stride, rank })
  }
  return {
    ...{ seconds: new Uint16Array(cells * 8), stride: 8, slots: 0, rank: new Int32Array(8) },
    slotFor(row, taken) {
      const holding = held.findIndex((other, slot) => other === row && !taken(slot))
      if (holding !== -1) return holding
      const gap = held.findIndex((_, slot) => !taken(slot))
      return gap === -1 ? held.length : gap
    },
    write(slot, row) {
      if (slot >= this.stride) widen(this, this.stride * 2)
      if (held[slot] === row) return
      held[slot] = row
      this.slots = held.length
      const { seconds, stride } = this
      for (let cell = 0; cell < cells; cell++) seconds[cell * stride + slot] = row[cell]
    },
  }
}
