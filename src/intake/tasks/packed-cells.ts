/** What does a cell say of each unit, where one cell holds several units? A lone text is shared by all of them. */
import { RowFault } from './row-fault.ts'

/** The part of each unit, `count` in all. Throws RowFault when the cell has neither one part nor as many as units. */
export function partsOf(cell: string, separator: string, count: number, column: string): string[] {
  const parts = cell.split(separator).map((part) => part.trim())
  if (parts.length === count) return parts
  if (parts.length === 1) return Array.from({ length: count }, () => cell)
  throw new RowFault(
    `column "${column}": found ${parts.length} texts parted by "${separator}" for ${count} units; expected 1 or ${count}`,
  )
}

/** Throws RowFault for an empty name between separators: its times would belong to nobody. */
export function unitNamesOf(cell: string, separator: string, column: string): string[] {
  const names = cell.split(separator).map((name) => name.trim())
  if (names.length > 1 && names.includes(''))
    throw new RowFault(
      `column "${column}": found ${names.length} parts and one of them empty; expected a unit in each, parted by "${separator}"`,
    )
  return names
}
