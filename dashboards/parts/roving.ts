// A long list is one stop of the Tab key: arrows, Home and End go from one of its entries to the next.

const steps: Readonly<Partial<Record<string, (at: number, last: number) => number>>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
}

/** Where the key goes from one of the entries; `undefined` of a key that goes nowhere. */
export function entryFrom<T>(entries: readonly T[], at: T, key: string): T | undefined {
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  const index = entries.indexOf(at)
  return step && index >= 0 ? entries[step(index, entries.length - 1)] : undefined
}

/** For `keydown` on the list. A key pressed on something within an entry is left to it. */
export function goAlong(event: KeyboardEvent, selector: string): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const list = event.currentTarget as HTMLElement
  const next = entryFrom(
    [...list.querySelectorAll<HTMLElement>(selector)],
    event.target as HTMLElement,
    event.key,
  )
  if (!next) return
  event.preventDefault()
  next.focus()
}
