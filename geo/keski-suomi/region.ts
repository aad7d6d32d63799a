/** What does Vaste know of its pilot county, Central Finland? The tables beside this file, unpacked. */
import type { AreaClass, Municipality, Region, RegionHospital, RegionStation } from '../region.ts'
import { type EdgeTable, unpackBorders, unpackCells, unpackEdge } from '../region-tables.ts'
import borders from './borders.json' with { type: 'json' }
import cells from './cells.json' with { type: 'json' }
import urbanEdge from './edge.json' with { type: 'json' }
import hospitals from './hospitals.json' with { type: 'json' }
import municipalities from './municipalities.json' with { type: 'json' }
import stations from './stations.json' with { type: 'json' }

/** The EMS classes of Decree 585/2017. Telling inhabited rural from the rest needs the population grid: one class till then. */
export const areaClasses: readonly AreaClass[] = [
  { id: 'core-urban', order: 1, name: { fi: 'Ydintaajama', sv: 'Kärntätort', en: 'Core urban' } },
  { id: 'other-urban', order: 2, name: { fi: 'Muu taajama', sv: 'Annan tätort', en: 'Other urban' } },
  { id: 'rural', order: 3, name: { fi: 'Maaseutu', sv: 'Landsbygd', en: 'Rural' } },
]

const ownCells = unpackCells(cells)
const ownBorders = unpackBorders(borders)

export const keskiSuomi: Region = {
  county: '15',
  name: { fi: 'Keski-Suomi', sv: 'Mellersta Finland', en: 'Central Finland' },
  municipalities: municipalities as readonly Municipality[],
  cells: ownCells,
  edgeCells: unpackEdge(ownBorders, ownCells, urbanEdge as EdgeTable),
  areaClasses,
  borders: ownBorders,
  stations: stations as readonly RegionStation[],
  hospitals: hospitals as readonly RegionHospital[],
  residentsEstimated: true,
  attribution: [
    'Urban areas 2022 and centre areas 2021: Finnish Environment Institute (SYKE), CC BY 4.0',
    'Municipal borders 2023, residents: Statistics Finland, CC BY 4.0',
    'Municipal seats and land areas: National Land Survey of Finland, CC BY 4.0',
    'Rule of the EMS area classes: Finnish Institute for Health and Welfare (THL), CC BY 4.0',
  ],
}
