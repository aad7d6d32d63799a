/** Which lines were refused, and why? Writes them to a CSV file: line number, task id and reason, never the row itself. */
import { type FileHandle, open } from 'node:fs/promises'
import type { RefusedRow } from './read-row.ts'

export interface RefusedLines {
  write(rows: readonly RefusedRow[]): Promise<void>
  close(): Promise<void>
}

/** Without a path nothing is written. An earlier file of that name is replaced, so that it never tells of another run. */
export async function openRefusedLines(path: string | undefined): Promise<RefusedLines> {
  if (path === undefined) return { write: async () => {}, close: async () => {} }
  const file: FileHandle = await open(path, 'w')
  await file.write('line,task,reason\n')
  return {
    async write(rows) {
      if (rows.length > 0) await file.write(rows.map(csvLine).join(''))
    },
    close: () => file.close(),
  }
}

function csvLine({ line, task, reason }: RefusedRow): string {
  return `${line},${cell(task ?? '')},${cell(reason)}\n`
}

/** Ids and texts come from outside: a spreadsheet must not run one as a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${plain.replaceAll('"', '""')}"`
}
