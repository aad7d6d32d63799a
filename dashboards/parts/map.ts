// The map as an island: the page hands it the state, it draws, and it can be taken away. No tile server.
import type { FeatureCollection } from 'geojson'
import {
  type GeoJSONSource,
  Map as GlMap,
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
import { themeOnScreen } from './colours.ts'
import * as data from './map-data.ts'
import { drawIcon } from './map-icons.ts'
import { textPixels } from './map-looks.ts'
import { type MapSizes, type SourceName, start, style } from './map-style.ts'

export interface MapView {
  readonly lines: readonly TaskLine[]
  readonly units: ReadonlyMap<string, UnitView>
  readonly stations: ReadonlyMap<string, StationView>
  readonly region?: Region
  readonly selected?: string
  /** Indexes of cells left bare now. */
  readonly bare: readonly number[]
  /** What the reader has asked to see beside them. */
  readonly asked?: { readonly hatch: data.Hatch; readonly cells: readonly number[] }
  /** The reader has moved the map: it stays so. */
  readonly locked: boolean
  readonly ages: AgeContext
}

export interface MapIsland {
  update(view: MapView): void
  remove(): void
}

export interface MapOptions {
  readonly locale: Readonly<Record<string, string>>
  /** Size of symbols against the usual. */
  readonly symbols: number
  /** CSS pixels that a name or an age must have to be read. */
  readonly leastText?: number
  pick(task: string): void
  /** The reader has panned or zoomed. */
  moved(): void
}

const sizesOf = ({ symbols, leastText = 0 }: MapOptions): MapSizes => ({
  symbols,
  texts: Math.max(symbols, leastText / textPixels),
})

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
    style: style(themeOnScreen(), {}, sizesOf(options)),
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
  readonly #sizes: MapSizes
  readonly #shown: Partial<Record<SourceName, FeatureCollection>> = {}
  readonly #texts = new Map<SourceName, string>()
  #theme = themeOnScreen()
  #language: string | undefined
  #selected: string | undefined
  #locked = false
  #bare: readonly number[] | undefined
  #asked: readonly number[] | undefined
  #latest: MapView | undefined
  #ready = false

  constructor(map: GlMap, sizes: MapSizes) {
    this.#map = map
    this.#sizes = sizes
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
    if (view.region) this.#showCells(view.region, view)
    this.#panTo(view)
  }

  #followTheme(): void {
    if (this.#theme === themeOnScreen()) return
    this.#theme = themeOnScreen()
    this.#map.setStyle(style(this.#theme, this.#shown, this.#sizes), { diff: false })
  }

  #showRegion(region: Region, ages: AgeContext): void {
    const { language } = ages.words
    if (this.#language === language) return
    for (const [name, features] of entriesOf(regionData(region, ages))) this.#set(name, features)
    if (this.#language === undefined) this.#frame(region)
    this.#language = language
  }

  /** Thousands of cells: drawn anew only when others are meant. */
  #showCells(region: Region, { bare, asked }: MapView): void {
    if (this.#bare !== bare) this.#set('bare', data.markedFeatures(region, bare, 'bare', toWgs84))
    if (this.#asked !== asked?.cells)
      this.#set('asked', data.markedFeatures(region, asked?.cells ?? [], asked?.hatch ?? 'outside', toWgs84))
    this.#bare = bare
    this.#asked = asked?.cells
  }

  #frame(region: Region): void {
    const bounds = data.boundsOf(region.borders)
    if (bounds) this.#map.fitBounds(bounds, { padding: 16, animate: false })
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

  #panTo({ lines, selected, locked, region }: MapView): void {
    const released = this.#locked && !locked
    this.#locked = locked
    if (selected === this.#selected && !released) return
    this.#selected = selected
    if (locked) return
    const place = lines.find(({ task }) => task.id === selected)?.task.place
    // MapLibre itself jumps instead of flying when the reader prefers reduced motion.
    if (place) this.#map.easeTo({ center: [place.lon, place.lat], zoom: Math.max(this.#map.getZoom(), 9) })
    else if (released && region) this.#frame(region)
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
  // A move of our own has no event of the reader's behind it.
  map.on('movestart', (event) => {
    if (event.originalEvent) options.moved()
  })
  return new Drawing(map, sizesOf(options))
}
