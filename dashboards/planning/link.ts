// How does a plan fit into a link? Its JSON, deflated and written in the letters that a link may hold; and back again.
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'

/** What a link may unfold to: 200 changes are some 100 kB, and a hostile link must not fill the memory. */
const bytesAtMost = 1_000_000
const step = 4096
const name = 'plan='

export type FromLink =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly value: unknown }
  | { readonly kind: 'broken' }

/** The fragment of a link, from '#': it is never sent to the service. */
export function linkOf(plan: object): string {
  const bytes = deflateSync(strToU8(JSON.stringify(plan)), { level: 9 })
  const text = btoa(strFromU8(bytes, true))
  return `#${name}${text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
}

export const isPlanLink = (fragment: string): boolean => fragment.startsWith(`#${name}`)

/** Never throws: a link cut by a mail program, or made up, is `broken`. What was found is not yet known to be a plan. */
export function fromLink(fragment: string): FromLink {
  const text = fragment.replace(/^#/, '')
  if (text === '') return { kind: 'none' }
  if (!text.startsWith(name)) return { kind: 'broken' }
  try {
    const packed = atob(text.slice(name.length).replaceAll('-', '+').replaceAll('_', '/'))
    return { kind: 'found', value: JSON.parse(strFromU8(inflated(strToU8(packed, true)))) }
  } catch {
    return { kind: 'broken' }
  }
}

/** In small pieces, so that it is stopped at the limit and not after it. Throws. */
function inflated(packed: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = []
  let size = 0
  let isWhole = false
  const stream = new Inflate((piece, final) => {
    size += piece.length
    if (size > bytesAtMost) throw new RangeError(`found more than ${bytesAtMost} bytes; expected a plan`)
    pieces.push(piece.slice())
    isWhole = final
  })
  for (let at = 0; at < packed.length; at += step)
    stream.push(packed.subarray(at, at + step), at + step >= packed.length)
  if (!isWhole) throw new RangeError('found a link that ends early; expected a whole plan')
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
