/** What must be known of a county to judge its tasks: decisions, zones by date, municipalities and the unit register. */
import { cellAt, cellCentre, cellId, cellKey, parseCellId } from '../../geo/cell.ts'
import { createGridIndex, type GridIndex } from '../../geo/grid-index.ts'
import type { CellRef, Point } from '../../geo/place.ts'
import { createPolygonIndex, type PolygonIndex } from '../../geo/polygon-index.ts'
import { toTm35fin } from '../../geo/projection.ts'
import { cellsOnBorders } from '../../geo/touched-cells.ts'
import { type Calendar, createCalendar } from '../domain/calendar.ts'
import { VasteError } from '../domain/error.ts'
import type { Located } from '../domain/event.ts'
import { inForce } from '../domain/service-level-decision.ts'
import type { UnitOnTask } from '../domain/task.ts'
import type { Reference, ZoneAnswer } from '../domain/verdict.ts'
import {
  type County,
  type CountyCells,
  findCounty,
  type Hospital,
  listCells,
  listHospitals,
  listMunicipalities,
  listUnits,
  type Municipality,
  type Unit,
} from '../store/county.ts'
import type { Queryable } from '../store/database.ts'
import { listDecisions } from '../store/decisions.ts'
import { listZoneVersions, type ZoneVersion, zoneCells, zonePolygons } from '../store/zones.ts'
import { createUnitRegister } from './unit-register.ts'

export interface CountyReference extends Reference {
  readonly county: County
  readonly calendar: Calendar
  readonly municipalities: readonly Municipality[]
  readonly cells: CountyCells
  readonly hospitals: readonly Hospital[]
  /** The newest row of each call sign in the register. */
  readonly units: ReadonlyMap<string, Unit>
  /** Code of another county whose unit it is. */
  ownerOf(unit: UnitOnTask): string | undefined
  readonly zoneVersions: readonly ZoneVersion[]
  /** The county's cells and those that its border runs through: a task inside the border may lie in any of them. */
  zonedCells(): CellRef[]
  /** Class of each cell of one zone version, by the cell's id: to put tasks of any date on one grid. */
  classesOf(version: ZoneVersion): (cell: string) => string | undefined
  /** The cell of a location, from its exact place while that is kept. */
  cellOf(location: Located): CellRef | undefined
  /** Polygon of every polygon zone version, to be kept where the exact place is not: a cell may lie in several. */
  polygonZonesOf(location: Located): Located['zones']
}

/** Throws `not-found` for a county that nothing has been installed for. */
export async function loadReference(db: Queryable, county: string): Promise<CountyReference> {
  const found = await findCounty(db, county)
  if (!found)
    throw new VasteError('not-found', `county '${county}' is not installed; expected one with reference data`)
  const municipalities = await listMunicipalities(db, county)
  const cells = await listCells(db, county)
  const zoneVersions = await listZoneVersions(db, county)
  const calendar = createCalendar(found.timeZone)
  const register = createUnitRegister(await listUnits(db, county), calendar.localDate)
  const area = createArea(municipalities, cells)
  const zones = await loadZones(db, county, zoneVersions)
  return {
    county: found,
    calendar,
    municipalities,
    cells,
    zoneVersions,
    units: register.newest,
    hospitals: await listHospitals(db, county),
    decisions: await listDecisions(db, county),
    typeOf: (unit) => unit.type ?? register.find(unit)?.type,
    stationOf: (unit) => register.find(unit)?.station,
    ownerOf: (unit) => register.find(unit)?.owner,
    localDate: calendar.localDate,
    zoneOf: createClassifier(zones, area),
    municipalityOf: (location) => area.municipalityOf(location),
    classesOf: (version) => zones.find((candidate) => candidate.version === version)!.classOfCell,
    cellOf,
    polygonZonesOf: (location) => polygonZonesOf(zones, location),
    zonedCells: () => zonedCells(municipalities, cells),
  }
}

function zonedCells(municipalities: readonly Municipality[], cells: CountyCells): CellRef[] {
  const found = new Map<number, CellRef>()
  for (const [i, e] of cells.e.entries()) found.set(cellKey({ e, n: cells.n[i]! }), { e, n: cells.n[i]! })
  const zones = municipalities.map(({ code, border }) => ({ id: code, polygons: border }))
  for (const cell of cellsOnBorders(zones)) found.set(cellKey(cell), cell)
  return [...found.values()]
}

export function pointOf(location: Located): Point | undefined {
  if (location.place) return toTm35fin(location.place)
  return location.cell && cellCentre(location.cell)
}

function cellOf(location: Located): CellRef | undefined {
  return location.cell ?? (location.place && cellAt(toTm35fin(location.place)))
}

/** Written in place of a municipality when an exact place outside the county is coarsened to its cell. */
export const outside = 'outside'

interface Area {
  /** As the source tells; else the one that the exact place lies in; else the cell's (trap 44). */
  municipalityOf(location: Located): string | undefined
  /** A county without borders has no outside. */
  covers(location: Located): boolean
}

function createArea(municipalities: readonly Municipality[], cells: CountyCells): Area {
  const codes = municipalities.map((municipality) => municipality.code)
  const borders = createPolygonIndex(
    municipalities.map(({ code, border }) => ({ id: code, polygons: border })),
  )
  const grid = createGridIndex(
    cells.e.map((e, i) => ({ e, n: cells.n[i]!, value: codes.indexOf(cells.municipality[i]!) })),
  )
  const municipalityOf = (location: Located) => {
    if (location.municipality !== undefined)
      return location.municipality === outside ? undefined : location.municipality
    if (location.place) return borders.at(toTm35fin(location.place))
    const index = location.cell && grid.at(location.cell)
    return index === undefined ? undefined : codes[index]
  }
  return {
    municipalityOf,
    covers: (location) => codes.length === 0 || codes.includes(municipalityOf(location) ?? ''),
  }
}

interface Zones {
  readonly version: ZoneVersion
  readonly at: (location: Located) => ZoneAt | undefined
  readonly classOfCell: (cell: string) => string | undefined
}

/** A class, and the cell or polygon that has it. A polygon whose exact place is forgotten is known by its class alone. */
interface ZoneAt {
  readonly class: string
  readonly cell?: string
}

async function loadZones(db: Queryable, county: string, versions: readonly ZoneVersion[]): Promise<Zones[]> {
  const zones: Zones[] = []
  for (const version of versions) {
    const read = version.shape === 'cells' ? cellClasses : polygonClasses
    zones.push({ version, ...(await read(db, county, version)) })
  }
  return zones
}

type Classifier = (system: string, location: Located, on: string) => ZoneAnswer

function createClassifier(zones: readonly Zones[], area: Area): Classifier {
  return (system, location, on) => {
    if (!area.covers(location)) return { kind: 'outside-region' }
    const found = zones.find(({ version }) => version.system === system && inForce(version, on))?.at(location)
    return found ? { kind: 'class', id: found.class, cell: found.cell } : { kind: 'no-zone-class' }
  }
}

function keyOfVersion({ system, version }: ZoneVersion): string {
  return `${system}/${version}`
}

function polygonZonesOf(zones: readonly Zones[], location: Located): Located['zones'] {
  const polygons = zones.filter(({ version }) => version.shape === 'polygons')
  if (polygons.length === 0) return undefined
  return Object.fromEntries(
    polygons.map(({ version, at }) => [keyOfVersion(version), at(location)?.cell ?? null]),
  )
}

type Classes = Omit<Zones, 'version'>

async function cellClasses(db: Queryable, county: string, version: ZoneVersion): Promise<Classes> {
  const { e, n, classes } = await zoneCells(db, county, version)
  const ids = version.classes.map((zoneClass) => zoneClass.id)
  const grid: GridIndex = createGridIndex(
    e.map((east, i) => ({ e: east, n: n[i]!, value: ids.indexOf(classes[i]!) })),
  )
  const classAt = (cell: CellRef | undefined) => {
    const index = cell && grid.at(cell)
    return index === undefined ? undefined : ids[index]
  }
  return {
    at(location) {
      const cell = cellOf(location)
      const found = classAt(cell)
      return found === undefined ? undefined : { class: found, cell: cellId(cell!) }
    },
    classOfCell: (cell) => classAt(parseCellId(cell)),
  }
}

async function polygonClasses(db: Queryable, county: string, version: ZoneVersion): Promise<Classes> {
  const polygons = await zonePolygons(db, county, version)
  const classOf = new Map(polygons.map((polygon) => [polygon.zone, polygon.class]))
  const index: PolygonIndex = createPolygonIndex(
    polygons.map(({ zone, border }) => ({ id: zone, polygons: border })),
  )
  const key = keyOfVersion(version)
  return {
    at(location) {
      const kept = location.zones?.[key]
      const point = pointOf(location)
      // Kept by name since the exact place was forgotten; null says that it was in none.
      const zone = kept === undefined ? point && index.at(point) : kept
      const found = zone == null ? undefined : classOf.get(zone)
      return found === undefined ? undefined : { class: found, cell: zone! }
    },
    classOfCell: (zone) => classOf.get(zone),
  }
}
