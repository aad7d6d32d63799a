// Where is the board looked at? Each place has its own sizes and layout; the address says which.

export const modes = ['desk', 'wall', 'vehicle', 'phone'] as const
export type Mode = (typeof modes)[number]

/** `?mode=wall`; anything else is the desk. */
export function modeIn(search: string): Mode {
  const asked = new URLSearchParams(search).get('mode')
  return modes.find((mode) => mode === asked) ?? 'desk'
}

/** The same address in another mode; the desk needs no word. */
export function addressOf(mode: Mode, search: string): string {
  const query = new URLSearchParams(search)
  if (mode === 'desk') query.delete('mode')
  else query.set('mode', mode)
  const text = query.toString()
  return text === '' ? '/' : `/?${text}`
}

/** Small screens show one of these at a time, each one press away; `overview` is what the strip has no room for. */
export const tabs = ['tasks', 'map', 'units', 'stations', 'overview'] as const
export type Tab = (typeof tabs)[number]

export const hasTabs = (mode: Mode): boolean => mode === 'vehicle' || mode === 'phone'

/** What a wall is read from: visual angle of the height of a capital, ISO 9241-303 (16 minutes of arc at least). */
export interface Wall {
  readonly metres: number
  readonly arcMinutes: number
  /** Width of the picture. */
  readonly screenMillimetres: number
  readonly screenPixels: number
  /** Height of a capital in ems, of the fonts named in base.css. */
  readonly capital: number
}

/** A 75-inch screen of 1920 x 1080 at four metres. */
export const fourMetres: Wall = {
  ...{ metres: 4, arcMinutes: 16, screenMillimetres: 1660, screenPixels: 1920, capital: 0.7 },
}

/** Smallest font size in CSS pixels that can be read from there. */
export function leastTextPixels({
  metres,
  arcMinutes,
  screenMillimetres,
  screenPixels,
  capital,
}: Wall): number {
  const capitalMillimetres = metres * 1000 * Math.tan(((arcMinutes / 60) * Math.PI) / 180)
  return capitalMillimetres / (screenMillimetres / screenPixels) / capital
}

/** Of symbols on the map against the desk's, and the least size of a text on it in CSS pixels. */
export const mapSizes: Readonly<Record<Mode, { readonly symbols: number; readonly leastText?: number }>> = {
  desk: { symbols: 1 },
  wall: { symbols: 2.2, leastText: leastTextPixels(fourMetres) },
  vehicle: { symbols: 1.3, leastText: 18 },
  phone: { symbols: 1 },
}
