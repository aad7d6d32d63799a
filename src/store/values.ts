/** How JavaScript values travel to and from SQL, said once so that both databases give and take the same. */

/** Types that come back as the text PostgreSQL writes, because the two drivers would parse them differently. */
export const TYPES_READ_AS_TEXT: ReadonlySet<number> = new Set([
  20, // int8
  1082, // date
  1114, // timestamp
  1186, // interval
  1700, // numeric
])

/**
 * A value as PostgreSQL's text input: Date as ISO UTC, array as an array literal, other objects as JSON.
 * An array meant for a json column must be given as JSON text.
 */
export function wireText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return Array.isArray(value) ? arrayLiteral(value) : JSON.stringify(value)
}

export function wireTexts(values: readonly unknown[] = []): (string | null)[] {
  return values.map(wireText)
}

function arrayLiteral(items: readonly unknown[]): string {
  return `{${items.map(arrayItem).join(',')}}`
}

function arrayItem(item: unknown): string {
  if (Array.isArray(item)) return arrayLiteral(item)
  const text = wireText(item)
  if (text === null) return 'NULL'
  return typeof item === 'number' ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}
