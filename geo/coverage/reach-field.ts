/**
 * Who can be where, and when, with the sources that stand ready now or in a plan? For each measure the seconds from the
 * alert to each cell and the source that decides them. A field that was changed step by step equals one made anew.
 */
import { createDriveTable } from './drive-table.ts'
import {
  type CellChanges,
  createMeasureLayer,
  type LayerMember,
  type MeasureLayer,
  type Needs,
} from './measure-layer.ts'
import { longestSeconds } from './seconds.ts'

export interface FieldMeasure {
  readonly id: string
  /** Absent: one source is enough. */
  readonly needs?: Needs
}

/** Somebody who can be sent: a unit where it is now, or a crew at its station. */
export interface FieldSource {
  readonly id: string
  /** Drive seconds from where it is to each cell, as `DriveTimes` tells; kept, never changed. */
  readonly drive: Uint16Array
  /** Whole seconds from the alert to leaving; 0 when it is on the road already. */
  readonly delaySeconds: number
  /** Ids of the measures it counts for. */
  readonly counts: readonly string[]
  /** What it brings to each measure that needs persons; absent: nobody. */
  readonly strengths?: Readonly<Record<string, { readonly leaders: number; readonly crew: number }>>
}

export type SourceChange = { readonly put: FieldSource } | { readonly remove: string }

/** What one change moved, by id of the measure. */
export type FieldChanges = ReadonlyMap<string, CellChanges>

export interface ReachField {
  readonly cells: number
  /** A source of that id is added, or takes the place of the one there was. Throws RangeError, and changes nothing. */
  put(source: FieldSource): FieldChanges
  /** Without a source of that id nothing changes. */
  remove(id: string): FieldChanges
  /** What the change would move; the field stays as it is. */
  whatIf(change: SourceChange): FieldChanges
  /** Of each cell, kept up with every change: copy what must last. Throws RangeError for an unknown measure. */
  seconds(measure: string): Uint16Array
  /** Id of the source that decides the cell's seconds. */
  nearest(measure: string, cell: number): string | undefined
  source(id: string): FieldSource | undefined
  ids(): string[]
}

/** Throws RangeError for a source that does not fit. */
export function createReachField(
  cells: number,
  measures: readonly FieldMeasure[],
  sources: readonly FieldSource[] = [],
): ReachField {
  const table = createDriveTable(cells)
  const held: (FieldSource | undefined)[] = []
  const slotOf = new Map<string, number>()
  const layers = measures.map(({ id, needs = { units: 1 } }) => ({
    ...{ id, layer: createMeasureLayer(cells, needs, table) },
  }))

  const slotFor = ({ id, drive }: FieldSource): number =>
    slotOf.get(id) ?? table.slotFor(drive, (slot) => held[slot] !== undefined)
  const seat = (slot: number, source: FieldSource) => {
    table.write(slot, source.drive)
    held[slot] = source
    for (const { id, layer } of layers) layer.seat(slot, memberFor(id, source))
    if (slotOf.has(source.id)) return
    slotOf.set(source.id, slot)
    for (const [place, id] of [...slotOf.keys()].sort(byText).entries()) table.rank[slotOf.get(id)!] = place
  }
  const settle = (slot: number, before: FieldSource | undefined): FieldChanges => {
    const after = held[slot]
    return new Map(
      layers.map(({ id, layer }) => [id, layer.settle(slot, memberFor(id, before), memberFor(id, after))]),
    )
  }
  const put = (source: FieldSource): FieldChanges => {
    checkSource(source, cells)
    const slot = slotFor(source)
    const before = held[slot]
    seat(slot, source)
    return settle(slot, before)
  }
  const remove = (id: string): FieldChanges => {
    const slot = slotOf.get(id)
    if (slot === undefined) return new Map()
    const before = held[slot]
    held[slot] = undefined
    for (const { layer } of layers) layer.seat(slot, undefined)
    slotOf.delete(id)
    return settle(slot, before)
  }
  const layerOf = (measure: string): MeasureLayer => {
    const found = layers.find(({ id }) => id === measure)
    if (!found)
      throw new RangeError(`measure '${measure}'; expected ${layers.map(({ id }) => id).join(', ')}`)
    return found.layer
  }

  for (const source of sources) {
    checkSource(source, cells)
    seat(slotFor(source), source)
  }
  for (const { layer } of layers) layer.refill()

  return {
    cells,
    put,
    remove,
    whatIf(change) {
      const id = 'put' in change ? change.put.id : change.remove
      const before = held[slotOf.get(id) ?? -1]
      const changes = 'put' in change ? put(change.put) : remove(id)
      if (before) put(before)
      else remove(id)
      return changes
    },
    seconds: (measure) => layerOf(measure).seconds,
    nearest: (measure, cell) => held[layerOf(measure).nearest[cell]]?.id,
    source: (id) => held[slotOf.get(id) ?? -1],
    ids: () => [...slotOf.keys()].sort(byText),
  }
}

function memberFor(measure: string, source: FieldSource | undefined): LayerMember | undefined {
  if (!source?.counts.includes(measure)) return undefined
  const { leaders, crew } = source.strengths?.[measure] ?? { leaders: 0, crew: 0 }
  return { drive: source.drive, delaySeconds: source.delaySeconds, leaders, crew }
}

function checkSource({ id, drive, delaySeconds, strengths = {} }: FieldSource, cells: number): void {
  const told = (found: string) => new RangeError(`source '${id}' has ${found}`)
  if (drive.length !== cells)
    throw told(`${drive.length} drive times; expected one for each of ${cells} cells`)
  if (!(Number.isInteger(delaySeconds) && delaySeconds >= 0 && delaySeconds <= longestSeconds))
    throw told(`a delay of ${delaySeconds} s; expected whole seconds, 0 to ${longestSeconds}`)
  for (const { leaders, crew } of Object.values(strengths))
    if (![leaders, crew].every((count) => Number.isInteger(count) && count >= 0))
      throw told(`the strength ${leaders}+${crew}; expected whole numbers, 0 or more`)
}

/** By code units: the same on every machine. */
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
