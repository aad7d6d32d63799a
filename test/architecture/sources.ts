/** The tree as text: every source file with its imports, its comments taken out, and the texts it holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly lines: number
  /** Project files by path, packages by name. */
  readonly imports: readonly string[]
  /** Neither comments nor what is between quotes. */
  readonly code: string
  readonly quoted: readonly string[]
}

export function sourcesIn(...rooms: readonly string[]): Source[] {
  return rooms.flatMap((room) =>
    (readdirSync(join(root, room), { recursive: true }) as string[])
      .map((name) => `${room}/${name.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts'))
      .sort()
      .map(readSource),
  )
}

export function foldersIn(room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
    .sort()
}

// Whatever comes first decides: a quote inside a comment opens no text, a slash inside a text no comment.
const commentOrQuoted =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g

export function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const quoted: string[] = []
  const withoutComments = text.replace(commentOrQuoted, (found) => (found.startsWith('/') ? ' ' : found))
  const code = withoutComments.replace(commentOrQuoted, (found) => {
    quoted.push(found.slice(1, -1))
    return `''`
  })
  const lines = text.split('\n').length - 1
  return { path, text, lines, imports: importsOf(path, withoutComments), code, quoted }
}

function importsOf(path: string, code: string): string[] {
  // A statement begins its line; `import('…')` may stand anywhere. A text that ends in "from" is neither.
  const found = code.matchAll(
    /(?:^(?:import|export)\b[^'"`;]*?\bfrom\s*|^import\s*|\bimport\s*\(\s*)'([^']+)'/gm,
  )
  return [...found].map(([, name]) =>
    name!.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name!)) : name!,
  )
}
