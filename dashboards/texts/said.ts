// What is said for a key? Its text in the language; of a key that only a newer service knows its plain words, and that
// it was lacking: a page left open goes on being drawn, and says that there is a newer one.

export interface Said {
  text(key: string, values?: Readonly<Record<string, string | number>>): string
  /** Keys asked for that the table does not have. */
  readonly lacking: ReadonlySet<string>
}

export function createSaid(table: Readonly<Record<string, string>>): Said {
  const lacking = new Set<string>()
  return {
    lacking,
    text(key, values = {}) {
      if (Object.hasOwn(table, key)) return fill(table[key]!, values)
      lacking.add(key)
      return plainWords(key, values)
    },
  }
}

/** Puts values in place of `{name}`. A name without a value stays visible, so that the fault is seen. */
function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** `plan.warning.crew-shared` with `{ what: 'Keuruu' }`: "crew shared (Keuruu)". */
function plainWords(key: string, values: Readonly<Record<string, string | number>>): string {
  const words = key.slice(key.lastIndexOf('.') + 1).replaceAll('-', ' ')
  const told = Object.values(values).filter((value) => value !== '')
  return told.length > 0 ? `${words} (${told.join(', ')})` : words
}
