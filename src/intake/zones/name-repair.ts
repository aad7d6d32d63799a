/**
 * Which letters were encoded as UTF-8 twice? SYKE's centre file of 2021 has two such names, Ähtäri and Äänekoski,
 * broken in their first letter only, so that the repair has to go letter by letter.
 */
import type { Attributes } from './polygon-layer.ts'

/** Windows-1252 from 0x80 to 0x9f, where it leaves Latin-1; a space stands for the five bytes without a letter. */
const windows1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
/** Â or Ã before something that Windows-1252 holds in 0x80–0xbf: no Finnish, Swedish or Sámi word has that. */
const twice = new RegExp(`([ÂÃ])([\\u0080-\\u00bf${windows1252.replaceAll(' ', '')}])`, 'gu')

export function repairedName(text: string): string {
  return text.replace(twice, (_, lead: string, trail: string) => {
    const place = windows1252.indexOf(trail)
    const byte = trail.codePointAt(0)! < 0x100 ? trail.codePointAt(0)! : 0x80 + place
    return String.fromCodePoint(((lead.codePointAt(0)! & 0x03) << 6) | (byte & 0x3f))
  })
}

/** The attributes with repaired texts; each repair adds one sentence to `notes`. */
export function repairedAttributes(properties: Attributes, notes: string[]): Attributes {
  const entries = Object.entries(properties).map(([field, value]) => {
    if (typeof value !== 'string') return [field, value] as const
    const repaired = repairedName(value)
    if (repaired !== value) notes.push(`${field} "${value}" was encoded twice: read as "${repaired}"`)
    return [field, repaired] as const
  })
  return Object.fromEntries(entries)
}
