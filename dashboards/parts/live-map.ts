// The map of tasks and units, in a page's own place for it: by far the heaviest part, so it comes after the tables.
import type { Words } from '../words.ts'
import type { MapIsland } from './map.ts'

export interface LiveMapProps {
  readonly words: Words
  /** So many times the size at the desk. */
  readonly symbols: number
  readonly leastText?: number
  readonly pick: (task: string) => void
  readonly moved: () => void
}

/** Undefined without WebGL: the tables stand alone. */
export async function mountLiveMap(
  element: HTMLElement,
  { words: { t }, symbols, leastText, pick, moved }: LiveMapProps,
): Promise<MapIsland | undefined> {
  const locale = {
    'Map.Title': t('map.label'),
    'NavigationControl.ZoomIn': t('map.zoom-in'),
    'NavigationControl.ZoomOut': t('map.zoom-out'),
    'CooperativeGesturesHandler.MobileHelpText': t('map.two-fingers'),
  }
  try {
    const { mountMap } = await import('./map.ts')
    return mountMap(element, { locale, pick, moved, symbols, leastText })
  } catch {
    return undefined
  }
}
