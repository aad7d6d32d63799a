// Which layers does the map have, in which colours? No glyphs, no sprites, no tiles: one GeoJSON source a layer.
import type { FeatureCollection } from 'geojson'
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'
import { readColours } from './colours.ts'
import { placeGrowth, unitGrowth } from './map-looks.ts'

export const sources = [
  'cells',
  'bare',
  'asked',
  'borders',
  'names',
  'hospitals',
  'stations',
  'units',
  'tasks',
  'selected',
] as const
export type SourceName = (typeof sources)[number]

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] }

/** Against the usual size. */
export interface MapSizes {
  readonly symbols: number
  readonly texts: number
}

const usualSizes: MapSizes = { symbols: 1, texts: 1 }

// Chosen so that Central Finland stands in view until the borders have come.
export const start = { center: [25.5, 62.6] as [number, number], zoom: 6.4 }

/** Icon ids carry the theme: a change of theme is a change of ids, and the missing ones are drawn anew. */
function iconLayer(id: SourceName, theme: string, layout: object = {}): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: id,
    layout: {
      'icon-image': ['concat', `${theme}|`, ['get', 'icon']],
      'icon-allow-overlap': true,
      // Names give way to each other only, not to the symbols.
      'icon-ignore-placement': true,
      ...layout,
    },
  }
}

/** Hatched, so that a cell is told by shape and not by colour alone. */
function hatchLayer(id: SourceName, theme: string): LayerSpecification {
  const pattern = ['concat', `${theme}|`, ['get', 'icon']] as unknown as string
  return { id, type: 'fill', source: id, paint: { 'fill-pattern': pattern } }
}

/** How old a ghost is, below it and never smaller than a name: an age that cannot be read is none. */
function agesLayer(theme: string, texts: number): LayerSpecification {
  return {
    id: 'ages',
    type: 'symbol',
    source: 'units',
    filter: ['has', 'age'],
    layout: {
      'icon-image': ['concat', `${theme}|age|`, ['get', 'age']],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'icon-anchor': 'top',
      'icon-offset': [0, 5],
      'icon-size': texts,
    },
  }
}

const growing = ([far, near]: readonly [number, number], symbols: number) => ({
  'icon-size': ['interpolate', ['linear'], ['zoom'], 6, far * symbols, 9, near * symbols],
})

function layers(theme: string, { symbols, texts }: MapSizes): LayerSpecification[] {
  const colours = readColours(['page', 'class-1', 'class-2', 'class-3', 'class-4', 'border', 'focus'])
  const byClass = ['match', ['get', 'order'], 1, colours['class-1'], 2, colours['class-2']]
  const fill = [...byClass, 4, colours['class-4'], colours['class-3']] as unknown as string
  const isPoint: FilterSpecification = ['==', ['geometry-type'], 'Point']
  return [
    { id: 'background', type: 'background', paint: { 'background-color': colours.page } },
    { id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': fill, 'fill-antialias': false } },
    hatchLayer('asked', theme),
    hatchLayer('bare', theme),
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
      'icon-ignore-placement': false,
      'icon-offset': [0, 12],
      'icon-size': texts,
      'symbol-sort-key': ['-', ['get', 'weight']],
    }),
    iconLayer('hospitals', theme, growing(placeGrowth, symbols)),
    iconLayer('stations', theme, growing(placeGrowth, symbols)),
    iconLayer('units', theme, growing(unitGrowth, symbols)),
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
    iconLayer('tasks', theme, {
      'icon-anchor': 'bottom',
      'icon-size': symbols,
      'symbol-sort-key': ['get', 'weight'],
    }),
    // Above all else: a task near a ghost would cover how old it is.
    agesLayer(theme, texts),
  ]
}

export function style(
  theme: string,
  known: Readonly<Partial<Record<SourceName, FeatureCollection>>>,
  sizes: MapSizes = usualSizes,
) {
  const entries = sources.map(
    (name) => [name, { type: 'geojson' as const, data: known[name] ?? empty }] as const,
  )
  return { version: 8 as const, sources: Object.fromEntries(entries), layers: layers(theme, sizes) }
}
