/** How much may wait to be recorded at once? Beyond it a sender is asked to come back, so that memory stays bounded. */
import { VasteError } from '../domain/error.ts'

export interface Load {
  /** One request's share. Both throw `unavailable` when all shares together would be more than may wait. */
  begin(): Share
}

export interface Share {
  addBytes(count: number): void
  addItems(count: number): void
  /** Gives all of it back; may be called again. */
  end(): void
}

export interface LoadLimits {
  readonly bytesAtMost: number
  readonly itemsAtMost: number
}

export function createLoad({ bytesAtMost, itemsAtMost }: LoadLimits): Load {
  let bytes = 0
  let items = 0
  const full = (found: string) =>
    new VasteError(
      'unavailable',
      `${found} wait to be recorded already; expected the same again a little later`,
    )
  return {
    begin() {
      const share = { bytes: 0, items: 0 }
      return {
        addBytes(count) {
          // Who is alone may bring as much as one request may hold.
          if (bytes > share.bytes && bytes + count > bytesAtMost) throw full(`${bytes} bytes of events`)
          bytes += count
          share.bytes += count
        },
        addItems(count) {
          if (items > share.items && items + count > itemsAtMost) throw full(`${items} events`)
          items += count
          share.items += count
        },
        end() {
          bytes -= share.bytes
          items -= share.items
          share.bytes = 0
          share.items = 0
        },
      }
    },
  }
}
