/** The named queries of sql/queries: one `-- name: camelCaseName` line before each statement. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VasteError } from '../domain/error.ts'
import { QUERIES_FOLDER } from './sql-folder.ts'

export interface Queries {
  /** The statement of that name; throws 'not-found' for an unknown one. */
  (name: string): string
  readonly names: readonly string[]
}

const NAME_LINE = /^-- name:\s*(.*?)\s*$/
const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/

let loaded: Queries | undefined

/** The statement of that name out of sql/queries, read once; throws 'not-found' for an unknown one. */
export function sql(name: string): string {
  loaded ??= loadQueries()
  return loaded(name)
}

/** Reads every file of the folder; throws 'invalid' for a repeated name, a bad name or an empty block. */
export function loadQueries(folder = QUERIES_FOLDER): Queries {
  const statements = new Map<string, string>()
  for (const file of listFiles(folder)) {
    for (const [name, statement] of readBlocks(readFileSync(join(folder, file), 'utf8'), file)) {
      if (statements.has(name))
        throw new VasteError('invalid', `query '${name}' found a second time in ${file}`)
      statements.set(name, statement)
    }
  }
  return Object.assign((name: string) => statementOf(statements, name), { names: [...statements.keys()] })
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
}

function statementOf(statements: ReadonlyMap<string, string>, name: string): string {
  const statement = statements.get(name)
  if (statement !== undefined) return statement
  throw new VasteError(
    'not-found',
    `query '${name}' not found; known: ${[...statements.keys()].join(', ') || 'none'}`,
  )
}

function readBlocks(text: string, file: string): [name: string, statement: string][] {
  const blocks: [string, string[]][] = []
  for (const line of text.split(/\r?\n/)) {
    const name = NAME_LINE.exec(line)?.[1]
    if (name !== undefined) blocks.push([checkedName(name, file), []])
    else blocks.at(-1)?.[1].push(line)
  }
  return blocks.map(([name, lines]) => [name, checkedStatement(lines.join('\n'), name, file)])
}

function checkedName(name: string, file: string): string {
  if (CAMEL_CASE.test(name)) return name
  throw new VasteError('invalid', `query name '${name}' found in ${file}; a camelCaseName was expected`)
}

function checkedStatement(text: string, name: string, file: string): string {
  const statement = text.trim().replace(/;\s*$/, '')
  if (statement.replace(/^\s*--.*$/gm, '').trim()) return statement
  throw new VasteError('invalid', `query '${name}' in ${file} has no statement`)
}
