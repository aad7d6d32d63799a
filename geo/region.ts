/** What does Vaste know of one county? Its cells, borders, stations and hospitals, as tables in memory. */
import type { CellRef, Place } from './place.ts'
import type { Polygon } from './polygon.ts'

interface Text3 {
  readonly fi: string
  readonly sv: string
  readonly en: string
}

export interface AreaClass {
  readonly id: 'core-urban' | 'other-urban' | 'rural'
  /** 1 is the most urban. */
  readonly order: number
  readonly name: Text3
}
export type AreaClassId = AreaClass['id']

export interface Municipality {
  /** Three digits, leading zero kept. */
  readonly code: string
  readonly name: { readonly fi: string; readonly sv: string }
  readonly seat: Place
  /** At the end of 2022. */
  readonly residents: number
  readonly landKm2: number
}

/** Columns of equal length, one entry for each 1 km cell whose centre lies in the county; sorted by n, then e. */
export interface RegionCells {
  readonly length: number
  /** South-west corner in whole kilometres of EPSG:3067. */
  readonly e: Int16Array
  readonly n: Int16Array
  /** Index in `municipalities`. */
  readonly municipality: Uint8Array
  /** Index in `areaClasses`. */
  readonly areaClass: Uint8Array
  readonly residents: Float32Array
}

/** A cell that the county's border runs through while its centre lies in a neighbour: a task of ours may lie in it. */
export interface EdgeCell extends CellRef {
  readonly areaClass: AreaClassId
}

export interface Border {
  /** Of the municipality. */
  readonly code: string
  /** Whole metres of EPSG:3067; neighbours share the very same corners. */
  readonly polygons: readonly Polygon[]
}

export interface RegionStation {
  readonly id: string
  readonly name: string
  /** Code of the municipality. */
  readonly municipality: string
  readonly place: Place
  readonly services: readonly ('ems' | 'rescue')[]
  /** true: the place is an urban area's or a seat's, not the station's own. */
  readonly demoPosition: boolean
}

export interface RegionHospital {
  readonly id: string
  readonly name: string
  readonly place: Place
  readonly role: 'central' | 'university' | 'local'
  /** Within the county. */
  readonly inside: boolean
  readonly demoPosition: boolean
}

export interface Region {
  /** Number of the wellbeing services county. */
  readonly county: string
  readonly name: Text3
  readonly municipalities: readonly Municipality[]
  readonly cells: RegionCells
  readonly edgeCells: readonly EdgeCell[]
  readonly areaClasses: readonly AreaClass[]
  readonly borders: readonly Border[]
  readonly stations: readonly RegionStation[]
  readonly hospitals: readonly RegionHospital[]
  /** true: spread from the totals of urban areas and municipalities, not counted cell by cell. */
  readonly residentsEstimated: boolean
  /** One line for each source, to be shown wherever the data is. */
  readonly attribution: readonly string[]
}
