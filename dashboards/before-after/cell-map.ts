// What does the map of area and control draw? One path for each role, its cells joined to strips; metres, north up.
import type { BeforeAfter } from '../../src/contract/before-after.ts'
import type { Box } from '../parts/county-drawing.ts'
import { type CellRole, drawnRoles } from './tables.ts'

export type RolePaths = Readonly<Partial<Record<CellRole, string>>>

const paths = new WeakMap<object, RolePaths>()

/** The answer does not change while it is shown. */
export function rolePaths(cells: BeforeAfter['cells']): RolePaths {
  const known = paths.get(cells) ?? computedPaths(cells)
  paths.set(cells, known)
  return known
}

function computedPaths({ e, n, role }: BeforeAfter['cells']): RolePaths {
  const order = e.map((_, i) => i).sort((a, b) => n[a] - n[b] || e[a] - e[b])
  const parts = new Map<CellRole, string[]>()
  for (let at = 0; at < order.length; ) {
    const first = order[at]
    let last = at
    while (last + 1 < order.length && continues({ e, n, role }, order[last], order[last + 1])) last++
    const kilometres = last - at + 1
    const strip = `M${e[first] * 1000} ${-(n[first] + 1) * 1000}h${kilometres * 1000}v1000h${-kilometres * 1000}Z`
    const known = parts.get(role[first])
    if (known) known.push(strip)
    else parts.set(role[first], [strip])
    at = last + 1
  }
  return Object.fromEntries(
    drawnRoles.flatMap((one) => (parts.has(one) ? [[one, parts.get(one)!.join('')]] : [])),
  )
}

function continues({ e, n, role }: BeforeAfter['cells'], i: number, next: number): boolean {
  return n[next] === n[i] && e[next] === e[i] + 1 && role[next] === role[i]
}

/** All of it, with a little room. */
export function boxOfCells({ e, n }: BeforeAfter['cells']): Box | undefined {
  if (e.length === 0) return undefined
  const [west, east] = [Math.min(...e) * 1000 - 2000, Math.max(...e) * 1000 + 3000]
  const [south, north] = [Math.min(...n) * 1000 - 2000, Math.max(...n) * 1000 + 3000]
  return { x: west, y: -north, width: east - west, height: north - south }
}
