// What does the map draw? Plain GeoJSON from the state: pure, so that it is tested without a map.
import type { Feature, FeatureCollection, Point, Polygon, Position } from 'geojson'
import type { Point as Metres, Place } from '../../geo/place.ts'
import { placeFreshness } from '../../src/contract/freshness.ts'
import type { StationView, UnitView } from '../../src/contract/situation.ts'
import { isFree, type TaskLine } from '../board/tasks.ts'
import type { Region } from '../region.ts'
import type { Language } from '../vocabulary.ts'
import { nameIn } from '../words.ts'
import type { AgeContext } from './age.ts'
import { unitFamily } from './symbols.ts'

/** How cells are hatched: left bare now; what would be uncovered; all beyond their limit. */
export type Hatch = 'bare' | 'uncovered' | 'outside'

type Project = (point: Metres) => Place

/** A longer strip would bend visibly: a straight line in EPSG:3067 is not one on the screen. */
const longestStripKilometres = 16

export interface Strip {
  readonly e: number
  readonly n: number
  readonly kilometres: number
  /** Index in `areaClasses`, -1 for none. */
  readonly areaClass: number
}

/** Neighbouring cells of one row and class as one rectangle: a sixth of the shapes for the same picture. */
export function cellStrips({ e, n, areaClass }: Region['cells']): readonly Strip[] {
  const order = e.map((_, i) => i).sort((a, b) => n[a] - n[b] || e[a] - e[b])
  const strips: { e: number; n: number; kilometres: number; areaClass: number }[] = []
  for (const i of order) {
    const last = strips.at(-1)
    const continues =
      last !== undefined &&
      last.n === n[i] &&
      last.e + last.kilometres === e[i] &&
      last.areaClass === areaClass[i] &&
      last.kilometres < longestStripKilometres
    if (continues) last.kilometres += 1
    else strips.push({ e: e[i], n: n[i], kilometres: 1, areaClass: areaClass[i] })
  }
  return strips
}

const position = ({ lon, lat }: Place): Position => [lon, lat]

function collection<G extends Point | Polygon>(features: Feature<G>[]): FeatureCollection<G> {
  return { type: 'FeatureCollection', features }
}

type CellTables = Pick<Region, 'cells' | 'areaClasses'>

function stripFeature(strip: Strip, order: number, project: Project): Feature<Polygon> {
  const west = strip.e * 1000
  const east = west + strip.kilometres * 1000
  const south = strip.n * 1000
  const corners: Metres[] = [
    { east: west, north: south },
    { east, north: south },
    { east, north: south + 1000 },
    { east: west, north: south + 1000 },
    { east: west, north: south },
  ]
  return {
    type: 'Feature',
    properties: { order },
    geometry: { type: 'Polygon', coordinates: [corners.map((corner) => position(project(corner)))] },
  }
}

/** Cells without a class are left out: the background shows there. */
export function cellFeatures(
  { cells, areaClasses }: CellTables,
  project: Project,
): FeatureCollection<Polygon> {
  const classed = cellStrips(cells).filter((strip) => strip.areaClass in areaClasses)
  return collection(classed.map((strip) => stripFeature(strip, areaClasses[strip.areaClass].order, project)))
}

/** Cells marked with one hatching, such as those left bare; indexes in the region's cells. */
export function markedFeatures(
  { cells }: Pick<Region, 'cells'>,
  indexes: readonly number[],
  hatch: Hatch,
  project: Project,
): FeatureCollection<Polygon> {
  const known = indexes.filter((i) => i in cells.e)
  const marked = {
    ...cells,
    e: known.map((i) => cells.e[i]!),
    n: known.map((i) => cells.n[i]!),
    areaClass: known.map(() => 0),
  }
  const shapes = cellStrips(marked).map((strip) => stripFeature(strip, 0, project))
  return collection(shapes.map((shape) => ({ ...shape, properties: { icon: `hatch|${hatch}` } })))
}

export function borderFeatures(borders: Region['borders']): FeatureCollection<Polygon> {
  return collection(
    borders.flatMap(({ code, polygons }) =>
      polygons.map(
        (rings): Feature<Polygon> => ({
          type: 'Feature',
          properties: { code },
          geometry: {
            type: 'Polygon',
            coordinates: rings.map((ring) => ring.map(([lon, lat]) => [lon, lat])),
          },
        }),
      ),
    ),
  )
}

/** West, south, east, north of the borders; undefined without any. */
export function boundsOf(borders: Region['borders']): [number, number, number, number] | undefined {
  let bounds: [number, number, number, number] | undefined
  for (const [lon, lat] of borders.flatMap(({ polygons }) => polygons.flat(2))) {
    bounds ??= [lon, lat, lon, lat]
    bounds = [
      Math.min(bounds[0], lon),
      Math.min(bounds[1], lat),
      Math.max(bounds[2], lon),
      Math.max(bounds[3], lat),
    ]
  }
  return bounds
}

function pointFeature(place: Place, properties: Readonly<Record<string, string | number>>): Feature<Point> {
  return {
    type: 'Feature',
    properties: { ...properties },
    geometry: { type: 'Point', coordinates: position(place) },
  }
}

/** `icon` is what `map-icons` draws; the larger a name's weight, the sooner it is shown. */
export function nameFeatures(region: Region, language: Language): FeatureCollection<Point> {
  return collection(
    region.municipalities.map(({ name, place, residents }) =>
      pointFeature(place, { icon: `name|${nameIn(name, language)}`, weight: residents }),
    ),
  )
}

const letter = (urgency: string | undefined) => (urgency && /^[A-D]$/.test(urgency) ? urgency : '?')

const pressureWeight = { overdue: 3, 'expected-late': 2, soon: 1, calm: 0 } as const

/** In the order of their ids, whatever the list's order is: a symbol does not change its place in the pile unasked. */
export function taskFeatures(lines: readonly TaskLine[]): FeatureCollection<Point> {
  const inOrder = [...lines].sort((a, b) => a.task.id.localeCompare(b.task.id))
  return collection(
    inOrder.flatMap(({ task, group, pressure }) => {
      if (!task.place) return []
      const waits = group === 'waiting'
      const icon = `task|${letter(task.urgency)}|${waits ? pressure : 'reached'}`
      const weight = waits ? 1 + pressureWeight[pressure] : 0
      return [pointFeature(task.place, { id: task.id, icon, weight })]
    }),
  )
}

/** Whole minutes, then whole hours: few enough words that each is drawn once. */
function roughAge(since: string | undefined, { now, words }: AgeContext): string {
  const minutes = Math.floor((now - Date.parse(since ?? '')) / 60_000)
  return minutes < 60
    ? words.t('map.minutes', { n: minutes })
    : words.t('map.hours', { n: Math.floor(minutes / 60) })
}

/** Shape by family, filled when free; a last known place that is old is a ghost with its age. */
export function unitFeatures(units: Iterable<UnitView>, ages: AgeContext): FeatureCollection<Point> {
  const inOrder = [...units].sort((a, b) => a.unit.localeCompare(b.unit))
  return collection(
    inOrder.flatMap((unit) => {
      if (!unit.place) return []
      const { state, since } = placeFreshness(unit, ages.now, ages.limits)
      const look = state === 'silent' ? 'dashed' : isFree(unit) ? 'solid' : 'open'
      const age: Readonly<Record<string, string>> = state === 'silent' ? { age: roughAge(since, ages) } : {}
      const status = unit.status ? ages.words.t(`status.${unit.status}`) : ages.words.t('status.unknown')
      const old = state === 'fresh' ? '' : ` (${ages.words.t(`fresh.${state}`)}, ${roughAge(since, ages)})`
      const label = `${unit.unit}: ${status}${old}`
      return [
        pointFeature(unit.place, {
          id: unit.unit,
          icon: `unit|${unitFamily(unit.type)}|${look}`,
          ...age,
          label,
        }),
      ]
    }),
  )
}

export function stationFeatures(stations: Iterable<StationView>): FeatureCollection<Point> {
  return collection(
    [...stations].map(({ station, place, name }) =>
      pointFeature(place, { id: station, icon: 'place|station', label: name }),
    ),
  )
}

export function hospitalFeatures(region: Region): FeatureCollection<Point> {
  return collection(
    region.hospitals.map(({ place, name }) => pointFeature(place, { icon: 'place|hospital', label: name })),
  )
}
