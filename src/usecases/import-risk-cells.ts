/**
 * Puts a new version of rescue's risk classes in force. They come from the national risk model and are imported, never
 * computed and never derived from the EMS area classes (trap 43); the model is refreshed every year, so versions are dated.
 */
import { cellCentre, cellKey, cellMetres } from '../../geo/cell.ts'
import type { CellRef } from '../../geo/place.ts'
import { boxOfPolygons, type Polygon } from '../../geo/polygon.ts'
import { createPolygonIndex } from '../../geo/polygon-index.ts'
import { VasteError } from '../domain/error.ts'
import { type RiskClassId, type RiskContent, riskClassIds } from '../domain/risk-cells.ts'
import type { Text3 } from '../domain/vocabulary.ts'
import type { Database } from '../store/database.ts'
import { saveZoneVersion, type ZoneVersion } from '../store/zones.ts'
import type { CountyReference } from './reference.ts'

export const riskSystem = 'rescue-risk'
export const riskZoneName: Text3 = {
  fi: 'Pelastustoimen riskiluokat',
  sv: 'Räddningsväsendets riskklasser',
  en: 'Rescue risk classes',
}

export interface RiskRelease {
  readonly version: string
  /** Local date. */
  readonly validFrom: string
  readonly source: string
  readonly content: RiskContent
}

export interface RiskSummary {
  /** Of the county. */
  readonly counts: Readonly<Record<RiskClassId, number>>
  /** In the release, but not in the county: left out. */
  readonly elsewhere: number
  /** Cells of the county whose centre has no class in the release: its tasks would be excluded. */
  readonly withoutClass: number
  /** The first day no longer in force, where a later version is there already. */
  readonly validTo?: string
  /** Spans of local dates, half-open, on which no version would be in force: told, never filled silently (trap 57). */
  readonly gaps: readonly { readonly from: string; readonly to?: string }[]
}

/** What importing would do. Throws `invalid` when the release lies outside the county, `conflict` on a taken day. */
export function checkRiskCells(
  reference: CountyReference,
  release: RiskRelease,
): RiskSummary & { readonly content: RiskContent } {
  const validTo = endOf(reference.zoneVersions, release)
  const county = new Set(reference.zonedCells().map(cellKey))
  const content = within(county, release.content)
  const classes = classesOf(content)
  const all = classesOf(release.content).length
  if (classes.length === 0)
    throw new VasteError(
      'invalid',
      `none of the ${all} risk cells lies in county '${reference.county.county}'; expected a release that covers it`,
    )
  const counts = Object.fromEntries(riskClassIds.map((id) => [id, classes.filter((c) => c === id).length]))
  return {
    ...{ content, counts: counts as Record<RiskClassId, number>, elsewhere: all - classes.length },
    ...{ withoutClass: withoutClass(reference, content), validTo },
    gaps: gapsWith(reference.zoneVersions, { ...release, validTo }),
  }
}

/** Replaces the version of the same name, and ends the one before it on its first day. Throws as `checkRiskCells`. */
export async function importRiskCells(
  db: Database,
  reference: CountyReference,
  release: RiskRelease,
): Promise<RiskSummary> {
  const { content, ...summary } = checkRiskCells(reference, release)
  const version: ZoneVersion = {
    ...{ system: riskSystem, version: release.version, name: riskZoneName, shape: content.shape },
    ...{ validFrom: release.validFrom, validTo: summary.validTo, demo: false, source: release.source },
    classes: riskClassIds.map((id, i) => ({
      ...{ id, order: i + 1 },
      name: { fi: `Riskiluokka ${id}`, sv: `Riskklass ${id}`, en: `Risk class ${id}` },
    })),
  }
  await db.transaction((tx) => saveZoneVersion(tx, reference.county.county, version, stored(content)))
  return summary
}

/** A year's classes may be imported after the next year's: then they end where those begin. */
function endOf(versions: readonly ZoneVersion[], release: RiskRelease): string | undefined {
  const others = othersOf(versions, release)
  const same = others.find(({ validFrom }) => validFrom === release.validFrom)
  if (same)
    throw new VasteError(
      'conflict',
      `version '${same.version}' of ${riskSystem} begins on ${same.validFrom} too; expected another day, or --version '${same.version}' to replace it`,
    )
  return others
    .map(({ validFrom }) => validFrom)
    .filter((day) => day > release.validFrom)
    .sort()[0]
}

function othersOf(versions: readonly ZoneVersion[], { version }: { readonly version: string }) {
  return versions.filter((other) => other.system === riskSystem && other.version !== version)
}

function gapsWith(
  versions: readonly ZoneVersion[],
  added: { readonly version: string; readonly validFrom: string; readonly validTo?: string },
): RiskSummary['gaps'] {
  const spans = [...othersOf(versions, added), added].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return spans.flatMap(({ validTo }, i) => {
    const next = spans[i + 1]?.validFrom
    return validTo === undefined || (next !== undefined && validTo >= next)
      ? []
      : [{ from: validTo, ...(next === undefined ? {} : { to: next }) }]
  })
}

function classesOf(content: RiskContent): readonly RiskClassId[] {
  const all: readonly { readonly class: RiskClassId }[] =
    content.shape === 'cells' ? content.cells : content.zones
  return all.map((one) => one.class)
}

/** A county without an area of its own takes everything. */
function within(county: ReadonlySet<number>, content: RiskContent): RiskContent {
  if (county.size === 0) return content
  if (content.shape === 'cells')
    return { shape: 'cells', cells: content.cells.filter((cell) => county.has(cellKey(cell))) }
  return {
    shape: 'polygons',
    zones: content.zones.filter(({ polygons }) =>
      cellsUnder(polygons).some((cell) => county.has(cellKey(cell))),
    ),
  }
}

/** Cells that the box of the polygons reaches into. */
function cellsUnder(polygons: readonly Polygon[]): CellRef[] {
  const box = boxOfPolygons(polygons)
  const cells: CellRef[] = []
  for (let n = Math.floor(box.south / cellMetres); n * cellMetres < box.north; n++)
    for (let e = Math.floor(box.west / cellMetres); e * cellMetres < box.east; e++) cells.push({ e, n })
  return cells
}

function withoutClass({ cells }: CountyReference, content: RiskContent): number {
  const own = cells.e.map((e, i) => ({ e, n: cells.n[i]! }))
  if (content.shape === 'cells') {
    const known = new Set(content.cells.map(cellKey))
    return own.filter((cell) => !known.has(cellKey(cell))).length
  }
  const index = createPolygonIndex(content.zones)
  return own.filter((cell) => index.at(cellCentre(cell)) === undefined).length
}

function stored(content: RiskContent) {
  if (content.shape === 'cells')
    return {
      cells: {
        e: content.cells.map(({ e }) => e),
        n: content.cells.map(({ n }) => n),
        classes: content.cells.map((cell) => cell.class),
      },
    }
  return {
    polygons: content.zones.map((zone) => ({ zone: zone.id, class: zone.class, border: zone.polygons })),
  }
}
