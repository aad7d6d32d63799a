/** Where does an OSM PBF file say it lies, and what does it ask of its reader? */
import { PbfReader } from 'pbf'
import { VasteError } from '../../domain/error.ts'

export interface PbfHeader {
  /** Degrees. */
  readonly box?: {
    readonly west: number
    readonly south: number
    readonly east: number
    readonly north: number
  }
  readonly requiredFeatures: readonly string[]
  /** ISO date of the content. */
  readonly date?: string
}

export function readHeader(name: string, content: Uint8Array): PbfHeader {
  const found = { requiredFeatures: [] as string[] } as { -readonly [K in keyof PbfHeader]: PbfHeader[K] } & {
    requiredFeatures: string[]
  }
  try {
    new PbfReader(content).readFields((tag, into, pbf) => {
      if (tag === 1) {
        const sides = pbf.readMessage((side, box, inner) => {
          if (side >= 1 && side <= 4) box[side] = inner.readSVarint() / 1e9
        }, [] as number[])
        into.box = { west: sides[1], east: sides[2], north: sides[3], south: sides[4] }
      } else if (tag === 4) into.requiredFeatures.push(pbf.readString())
      else if (tag === 32) into.date = new Date(pbf.readVarint() * 1000).toISOString().slice(0, 10)
    }, found)
  } catch (cause) {
    throw new VasteError('invalid', `${name}: its header cannot be read; expected an OSM PBF file`, { cause })
  }
  const strange = found.requiredFeatures.find(
    (feature) => !['OsmSchema-V0.6', 'DenseNodes'].includes(feature),
  )
  if (strange)
    throw new VasteError(
      'invalid',
      `${name} requires '${strange}' of its reader; expected a plain extract (OsmSchema-V0.6, DenseNodes)`,
    )
  return found
}
