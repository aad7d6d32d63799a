/** Puts a county's reference data in place: its area, zones, stations, hospitals and decisions, in one transaction. */
import type { Region } from '../../geo/region.ts'
import { VasteError } from '../domain/error.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Text3 } from '../domain/vocabulary.ts'
import {
  findCounty,
  saveCells,
  saveCounty,
  saveHospitals,
  saveMunicipalities,
  saveStations,
  saveUnits,
  type Unit,
} from '../store/county.ts'
import type { Database, Queryable } from '../store/database.ts'
import { saveDecision } from '../store/decisions.ts'
import { saveZoneVersion, type ZoneCells, type ZoneClass, type ZoneVersion } from '../store/zones.ts'
import { areaSystem } from './show-region.ts'

export interface CountyContent {
  readonly region: Region
  readonly timeZone: string
  readonly decisions: readonly ServiceLevelDecision[]
  /** Further zone systems, such as rescue risk classes. */
  readonly zones: readonly { readonly version: ZoneVersion; readonly cells: ZoneCells }[]
  readonly units: readonly Unit[]
}

/** Does nothing when the county is installed already: what users have imported since stays. Returns whether it installed. */
export async function installCounty(db: Database, content: CountyContent, now: number): Promise<boolean> {
  const { region } = content
  const { county } = region
  return db.transaction(async (tx) => {
    if (await findCounty(tx, county)) return false
    await saveArea(tx, content)
    await saveStations(tx, county, region.stations)
    await saveHospitals(tx, county, region.hospitals)
    await saveUnits(tx, county, content.units)
    await saveZoneVersion(tx, county, emsZones, { cells: emsCells(region) })
    for (const { version, cells } of content.zones) await saveZoneVersion(tx, county, version, { cells })
    for (const decision of content.decisions) await saveDecision(tx, county, decision, now)
    return true
  })
}

/** A county without an area of its own, such as a sample from elsewhere: only a name and a time zone. */
export async function ensureCounty(db: Database, county: string, timeZone: string): Promise<void> {
  if (await findCounty(db, county)) return
  if (!isTimeZone(timeZone))
    throw new VasteError('invalid', `found time zone '${timeZone}'; expected one such as Europe/Helsinki`)
  const name: Text3 = { fi: county, sv: county, en: county }
  await saveCounty(db, { county, name, timeZone, attribution: [] })
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

async function saveArea(tx: Queryable, { region, timeZone }: CountyContent): Promise<void> {
  const { county, name, attribution, municipalities, cells } = region
  const borderOf = new Map(region.borders.map(({ code, polygons }) => [code, polygons]))
  await saveCounty(tx, { county, name, timeZone, attribution })
  await saveMunicipalities(
    tx,
    county,
    municipalities.map((municipality) => ({ ...municipality, border: borderOf.get(municipality.code)! })),
  )
  await saveCells(tx, county, {
    e: [...cells.e],
    n: [...cells.n],
    municipality: Array.from(cells.municipality, (index) => municipalities[index]!.code),
    residents: [...cells.residents],
    residentsEstimated: region.residentsEstimated,
  })
}

export const emsZoneName: Text3 = {
  fi: 'Ensihoidon riskialueluokat',
  sv: 'Riskområdesklasser för prehospital akutsjukvård',
  en: 'EMS area classes',
}

/** Inhabited and uninhabited rural stay one class until a population grid is imported. */
export const emsClasses: readonly ZoneClass[] = [
  { id: 'core-urban', order: 1, name: { fi: 'Ydintaajama', sv: 'Kärntätort', en: 'Core urban' } },
  { id: 'other-urban', order: 2, name: { fi: 'Muu taajama', sv: 'Annan tätort', en: 'Other urban' } },
  { id: 'rural', order: 3, name: { fi: 'Maaseutu', sv: 'Landsbygd', en: 'Rural' } },
]

const emsZones: ZoneVersion = {
  system: areaSystem,
  version: 'syke-2021-2022',
  name: emsZoneName,
  shape: 'cells',
  validFrom: '2018-01-01',
  demo: false,
  source: 'SYKE: YKR urban areas 2022 and centre areas 2021, by the rule of THL (CC BY 4.0)',
  classes: emsClasses,
}

function emsCells({ cells, edgeCells, areaClasses }: Region): ZoneCells {
  return {
    e: [...cells.e, ...edgeCells.map(({ e }) => e)],
    n: [...cells.n, ...edgeCells.map(({ n }) => n)],
    classes: [
      ...Array.from(cells.areaClass, (index) => areaClasses[index]!.id),
      ...edgeCells.map(({ areaClass }) => areaClass),
    ],
  }
}
