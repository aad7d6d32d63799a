/** Turns a failed schema check into one sentence: where, what was expected, and what was found. */
import type { z } from 'zod'

/** The first few issues, the rest counted. `input` is only looked into to say what was found, shortened. */
export function sentenceOf(error: z.ZodError, input: unknown): string {
  const shown = error.issues.slice(0, 3).map((issue) => {
    const where = issue.path.length > 0 ? issue.path.join('.') : 'the item'
    return `${where}: ${wording(issue.message)}, found ${found(valueAt(input, issue.path))}`
  })
  const more = error.issues.length - shown.length
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

function wording(message: string): string {
  return message.replace(/^Invalid input: /, '').replace(/, received .*$/, '')
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const step of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step]
  return value
}

function found(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object') return 'an object'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
