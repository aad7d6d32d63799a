/** Turns a failed schema check into one sentence: where, what was expected and, for the sender alone, what was found. */
import type { z } from 'zod'

/** The first few issues, the rest counted. `input` is only looked into to say what was found, shortened. */
export function sentenceOf(error: z.ZodError, input: unknown): string {
  return listed(error, (issue) => `${expectation(issue)}, found ${found(valueAt(input, issue.path))}`)
}

/** The same without what was found, which may be what must not be stored. */
export function expectationOf(error: z.ZodError): string {
  return listed(error, expectation)
}

function listed(error: z.ZodError, say: (issue: Issue) => string): string {
  const shown = error.issues.slice(0, 3).map(say)
  const more = error.issues.length - shown.length
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

type Issue = z.ZodError['issues'][number]

function expectation({ path, message }: Issue): string {
  return `${path.length > 0 ? path.join('.') : 'the item'}: ${wording(message)}`
}

function wording(message: string): string {
  return message
    .replace(/^(?:Invalid [a-z ]+|Too big|Too small)[:.] /, '')
    .replace(/^Expected/, 'expected')
    .replace(/, received .*$/s, '')
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
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
