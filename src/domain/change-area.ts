/**
 * Whom does a change of readiness concern, and with whom are they compared? Area: the cells whose nearest station by
 * road time is the changed one. Control: cells of a station where nothing has changed, each like some cell of the area
 * in zone class, road time and number of tasks before the change (DOMAIN 4.4).
 */

/** Columns by cell. */
export interface CellColumns {
  readonly length: number
  /** Index of the nearest station by road time; -1 where no road leads. */
  readonly nearest: ArrayLike<number>
  /** Drive seconds from that station, and from the changed one. */
  readonly seconds: ArrayLike<number>
  readonly secondsFromChanged: ArrayLike<number>
  /** Zone class, '' without one. */
  readonly zone: ArrayLike<string>
  /** Tasks of the window before the change. */
  readonly tasksBefore: ArrayLike<number>
}

export interface ChangeScene {
  readonly changed: number
  /** Other stations whose readiness changes within either window. */
  readonly otherChanges: ReadonlySet<number>
}

/**
 * `near-change`: the changed station is hardly farther than the cell's own, so that the change may reach it too and it
 * is neither area nor control. `unlike`: no cell of the area is like it.
 */
export const cellRoles = ['area', 'control', 'other-change', 'near-change', 'unlike', 'off-roads'] as const
export type CellRole = (typeof cellRoles)[number]

export interface ChangeArea {
  readonly roles: readonly CellRole[]
  /** Cells of the area that no cell of the control is like. */
  readonly areaWithoutLike: number
}

/** Seconds of road time that the changed station must be farther by, for a cell to be none of its business. */
export const nearChangeSeconds = 300
/** Upper ends of the bands that cells are matched by; the last is open. */
export const roadSecondBands: readonly number[] = [300, 600, 1200, 1800]
export const taskBands: readonly number[] = [0, 2, 9]

export function changeArea(cells: CellColumns, { changed, otherChanges }: ChangeScene): ChangeArea {
  const likenesses = Array.from({ length: cells.length }, (_, cell) => likenessOf(cells, cell))
  const inArea = new Set<string>()
  for (let cell = 0; cell < cells.length; cell++)
    if (cells.nearest[cell] === changed) inArea.add(likenesses[cell]!)
  const roles = likenesses.map((likeness, cell): CellRole => {
    const nearest = cells.nearest[cell]!
    if (nearest < 0) return 'off-roads'
    if (nearest === changed) return 'area'
    if (otherChanges.has(nearest)) return 'other-change'
    if (cells.secondsFromChanged[cell]! - cells.seconds[cell]! < nearChangeSeconds) return 'near-change'
    return inArea.has(likeness) ? 'control' : 'unlike'
  })
  const inControl = new Set(likenesses.filter((_, cell) => roles[cell] === 'control'))
  const areaWithoutLike = likenesses.filter(
    (likeness, cell) => roles[cell] === 'area' && !inControl.has(likeness),
  ).length
  return { roles, areaWithoutLike }
}

function likenessOf({ zone, seconds, tasksBefore }: CellColumns, cell: number): string {
  return [zone[cell], bandOf(seconds[cell]!, roadSecondBands), bandOf(tasksBefore[cell]!, taskBands)].join(
    ' ',
  )
}

function bandOf(value: number, ends: readonly number[]): number {
  const band = ends.findIndex((end) => value <= end)
  return band < 0 ? ends.length : band
}
