// Which cells does the map mark, and with which hatching? The same lists that the panel counts in words.
import type { Hatch } from '../parts/map-data.ts'
import { cellsInRanges } from '../region.ts'
import type { Asked } from './asked.ts'
import type { Board } from './state.ts'

export interface MarkedCells {
  readonly bare: readonly number[]
  readonly asked?: { readonly hatch: Hatch; readonly cells: readonly number[] }
}

/** Without `asked`: where nothing more can be asked for. */
export function markedCells({ reach }: Pick<Board, 'reach'>, asked?: Pick<Asked, 'cells'>): MarkedCells {
  const bare = cellsInRanges(reach.get('ems')?.bare.ranges ?? '')
  const { wanted, answer } = asked?.cells ?? {}
  if (!wanted || !answer?.value) return { bare }
  const hatch = wanted.kind === 'without' ? 'uncovered' : 'outside'
  return { bare, asked: { hatch, cells: answer.value.cells } }
}
