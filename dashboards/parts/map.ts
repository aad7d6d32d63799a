// The map as an island: the page hands it the state, it draws, and it can be taken away. No tile server.
import type { FeatureCollection } from 'geojson'
import {
  type FilterSpecification,
  type GeoJSONSource,
  Map as GlMap,
  type LayerSpecification,
  type MapLayerMouseEvent,
  NavigationControl,
  Popup,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { toWgs84 } from '../../geo/projection.ts'
import type { StationView, UnitView } from '../../src/contract/situation.ts'
import type { TaskLine } from '../board/tasks.ts'
import type { Region } from '../region.ts'
import type { AgeContext } from './age.ts'
import { readColours, themeOnScreen } from './colours.ts'
import * as data from './map-data.ts'
import { drawIcon } from './map-icons.ts'

export interface MapView {
  readonly lines: readonly TaskLine[]
  readonly units: ReadonlyMap<string, UnitView>
  readonly stations: ReadonlyMap<string, StationView>
  readonly region?: Region
  readonly selected?: string
  readonly ages: AgeContext
}

export interface MapIsland {
  update(view: MapView): void
  remove(): void
}

export interface MapOptions {
  readonly locale: Readonly<Record<string, string>>
  pick(task: string): void
}

const sources = ['cells', 'borders', 'names', 'hospitals', 'stations', 'units', 'tasks', 'selected'] as const
type SourceName = (typeof sources)[number]

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] }

// Chosen so that Central Finland stands in view until the borders have come.
const start = { center: [25.5, 62.6] as [number, number], zoom: 6.4 }

/** Icon ids carry the theme: a change of theme is a change of ids, and the missing ones are drawn anew. */
function iconLayer(id: SourceName, theme: string, layout: object = {}): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: id,
    layout: { 'icon-image': ['concat', `${theme}|`, ['get', 'icon']], 'icon-allow-overlap': true, ...layout },
  }
}

function layers(theme: string): LayerSpecification[] {
  const colours = readColours(['page', 'class-1', 'class-2', 'class-3', 'class-4', 'border', 'focus'])
  const byClass = ['match', ['get', 'order'], 1, colours['class-1'], 2, colours['class-2']]
  const fill = [...byClass, 4, colours['class-4'], colours['class-3']] as unknown as string
  const isPoint: FilterSpecification = ['==', ['geometry-type'], 'Point']
  return [
    { id: 'background', type: 'background', paint: { 'background-color': colours.page } },
    { id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': fill, 'fill-antialias': false } },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      paint: {
        'line-color': colours.border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6, 10, 1.6],
      },
    },
    iconLayer('names', theme, {
      'icon-allow-overlap': false,
      'icon-offset': [0, 12],
      'symbol-sort-key': ['-', ['get', 'weight']],
    }),
    iconLayer('hospitals', theme),
    iconLayer('stations', theme),
    iconLayer('units', theme),
    {
      id: 'selected',
      type: 'circle',
      source: 'selected',
      filter: isPoint,
      paint: {
        'circle-radius': 20,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-width': 3,
        'circle-stroke-color': colours.focus,
      },
    },
    iconLayer('tasks', theme, { 'icon-anchor': 'bottom', 'symbol-sort-key': ['get', 'weight'] }),
  ]
}

function style(theme: string, known: Readonly<Partial<Record<SourceName, FeatureCollection>>>) {
  const entries = sources.map(
    (name) => [name, { type: 'geojson' as const, data: known[name] ?? empty }] as const,
  )
  return { version: 8 as const, sources: Object.fromEntries(entries), layers: layers(theme) }
}

function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

function addMissingIcon(map: GlMap, id: string): void {
  const icon = drawIcon(id.slice(id.indexOf('|') + 1))
  if (icon && !map.hasImage(id)) map.addImage(id, icon.image, { pixelRatio: icon.pixelRatio })
}

function showLabels(map: GlMap): void {
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 12 })
  const show = (event: MapLayerMouseEvent) => {
    const label = event.features?.[0]?.properties.label
    if (label) popup.setLngLat(event.lngLat).setText(String(label)).addTo(map)
  }
  for (const layer of ['units', 'stations', 'hospitals']) {
    map.on('mousemove', layer, show)
    map.on('click', layer, show)
    map.on('mouseleave', layer, () => popup.remove())
  }
}

function letPick(map: GlMap, pick: (task: string) => void): void {
  map.on('click', 'tasks', (event) => pick(String(event.features?.[0]?.properties.id)))
  map.on('mouseenter', 'tasks', () => map.getCanvas().classList.add('over-task'))
  map.on('mouseleave', 'tasks', () => map.getCanvas().classList.remove('over-task'))
}

function createMap(element: HTMLElement, options: MapOptions): GlMap {
  setWorkerUrl(workerUrl)
  const map = new GlMap({
    container: element,
    style: style(themeOnScreen(), {}),
    ...start,
    attributionControl: false,
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    // A finger that scrolls the page must not be caught by the map.
    cooperativeGestures: matchMedia('(pointer: coarse)').matches,
    locale: { ...options.locale },
  })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.setMissingStyleImageResolver((id) => addMissingIcon(map, id))
  return map
}

/** Everything that follows the live state; the county's own shapes are set once, when the region comes. */
function liveData({ lines, units, stations, selected, ages }: MapView) {
  const tasks = data.taskFeatures(lines)
  return {
    tasks,
    units: data.unitFeatures(units.values(), ages),
    stations: data.stationFeatures(stations.values()),
    selected: data.taskFeatures(lines.filter(({ task }) => task.id === selected)),
  }
}

function regionData(region: Region, { words }: AgeContext) {
  return {
    cells: data.cellFeatures(region, toWgs84),
    borders: data.borderFeatures(region.borders),
    names: data.nameFeatures(region, words.language),
    hospitals: data.hospitalFeatures(region),
  }
}

/** Owns the drawn map: what has been handed to it already is not handed over again. */
class Drawing implements MapIsland {
  readonly #map: GlMap
  readonly #shown: Partial<Record<SourceName, FeatureCollection>> = {}
  readonly #texts = new Map<SourceName, string>()
  #theme = themeOnScreen()
  #language: string | undefined
  #selected: string | undefined
  #latest: MapView | undefined
  #ready = false

  constructor(map: GlMap) {
    this.#map = map
    map.on('load', () => {
      this.#ready = true
      if (this.#latest) this.#draw(this.#latest)
    })
  }

  update(view: MapView): void {
    this.#latest = view
    if (this.#ready) this.#draw(view)
  }

  remove(): void {
    this.#map.remove()
  }

  #draw(view: MapView): void {
    this.#followTheme()
    if (view.region) this.#showRegion(view.region, view.ages)
    for (const [name, features] of entriesOf(liveData(view))) this.#setIfChanged(name, features)
    this.#panTo(view)
  }

  #followTheme(): void {
    if (this.#theme === themeOnScreen()) return
    this.#theme = themeOnScreen()
    this.#map.setStyle(style(this.#theme, this.#shown), { diff: false })
  }

  #showRegion(region: Region, ages: AgeContext): void {
    const { language } = ages.words
    if (this.#language === language) return
    for (const [name, features] of entriesOf(regionData(region, ages))) this.#set(name, features)
    const bounds = data.boundsOf(region.borders)
    if (bounds && this.#language === undefined) this.#map.fitBounds(bounds, { padding: 16, animate: false })
    this.#language = language
  }

  #setIfChanged(name: SourceName, features: FeatureCollection): void {
    const text = JSON.stringify(features)
    if (this.#texts.get(name) === text) return
    this.#texts.set(name, text)
    this.#set(name, features)
  }

  #set(name: SourceName, features: FeatureCollection): void {
    this.#shown[name] = features
    this.#map.getSource<GeoJSONSource>(name)?.setData(features)
  }

  #panTo({ lines, selected }: MapView): void {
    if (selected === this.#selected) return
    this.#selected = selected
    const place = lines.find(({ task }) => task.id === selected)?.task.place
    // MapLibre itself jumps instead of flying when the reader prefers reduced motion.
    if (place) this.#map.easeTo({ center: [place.lon, place.lat], zoom: Math.max(this.#map.getZoom(), 9) })
  }
}

function entriesOf(features: Partial<Record<SourceName, FeatureCollection>>) {
  return Object.entries(features) as [SourceName, FeatureCollection][]
}

/** Undefined when the browser cannot draw it: the tables then carry the page alone. */
export function mountMap(element: HTMLElement, options: MapOptions): MapIsland | undefined {
  if (!hasWebGl()) return undefined
  const map = createMap(element, options)
  showLabels(map)
  letPick(map, options.pick)
  return new Drawing(map)
}
