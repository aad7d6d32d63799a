/** The two parsers of shpjs that we use; the package brings no types of its own. */
declare module 'shpjs' {
  import type { Geometry } from 'geojson'

  /** One entry for a record, null where a record has no shape. Without `prj` coordinates come as they are stored. */
  export function parseShp(shp: Uint8Array, prj?: string): (Geometry | null)[]
  /** One object for a record. `cpg` names the encoding in words that TextDecoder knows, or as a code page number. */
  export function parseDbf(dbf: Uint8Array, cpg?: string): Record<string, string | number | boolean | Date>[]
}
