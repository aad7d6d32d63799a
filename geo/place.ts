/** The three ways Vaste says where: degrees from outside, metres for geometry, 1 km cells for everything counted. */

/** WGS84 degrees. */
export interface Place {
  readonly lon: number
  readonly lat: number
}

/** Metres in ETRS-TM35FIN (EPSG:3067). */
export interface Point {
  readonly east: number
  readonly north: number
}

/** South-west corner of a 1 km cell, whole kilometres of EPSG:3067. */
export interface CellRef {
  readonly e: number
  readonly n: number
}
