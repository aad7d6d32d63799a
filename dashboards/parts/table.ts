// What is a table before it is drawn? Numbers and texts, from which both the page and its file are made.
import { decimalsText } from '../formats.ts'
import type { Words } from '../words.ts'

export interface Column {
  readonly title: string
  /** Decimals of its numbers; absent for texts. */
  readonly digits?: number
}

export type Cell = string | number | undefined

export interface Table {
  /** Of its file. */
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
  /** The first cell of each row names it. */
  readonly rows: readonly (readonly Cell[])[]
  readonly sum?: readonly Cell[]
}

export function decimalText(value: number, digits: number, { language }: Words): string {
  return decimalsText(value, digits, language)
}

/** For a spreadsheet: semicolons, a byte order mark, the language's decimal sign, and no text that runs as a formula. */
export function csvOf({ columns, rows, sum }: Table, { language }: Words): string {
  const text = (cell: Cell, digits: number | undefined) => {
    if (cell === undefined) return ''
    if (typeof cell === 'string') return /^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell
    const number = cell.toFixed(digits ?? 0)
    return language === 'en' ? number : number.replace('.', ',')
  }
  const quoted = (written: string) =>
    /[";\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written
  const lines = [
    columns.map(({ title }) => title),
    ...[...rows, ...(sum ? [sum] : [])].map((row) => row.map((cell, i) => text(cell, columns[i]?.digits))),
  ]
  return `\uFEFF${lines.map((line) => line.map(quoted).join(';')).join('\r\n')}\r\n`
}

/** Made in the browser from the numbers on screen; nothing is asked of the service. */
export function saveTable(name: string, table: Table, words: Words): void {
  const blob = new Blob([csvOf(table, words)], { type: 'text/csv;charset=utf-8' })
  saveFile(name, blob)
}

export function saveFile(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href))
}
