/** What do SYKE's two layers say of an area? Their columns by name pattern, as names differ between releases. */
import { VasteError } from '../../domain/error.ts'
import type { PolygonFeature, PolygonLayer } from './polygon-layer.ts'

/** THL's rule: only these two of SYKE's centre types make a cell core urban. */
export const coreCentreTypes: readonly string[] = ['Kaupunkiseudun keskusta', 'Kaupunkiseudun iso alakeskus']

const otherCentreTypes: readonly string[] = [
  'Kaupunkiseudun pieni alakeskus',
  'Kaupunkiseudun ulkopuolinen iso keskus',
  'Kaupunkiseudun ulkopuolinen pieni keskus',
]

export type SykeLayerKind = 'urban-areas' | 'centres'

/** Which of the two layers this is, by its columns; undefined when it is neither. */
export function sykeLayerKind(layer: PolygonLayer): SykeLayerKind | undefined {
  const first = layer.features[0]
  if (!first) return undefined
  if (column(first, /^keskustyyp/i)) return 'centres'
  return column(first, /^taaj(nimi|_nimi|ama)/i) || column(first, /^vaesto\d+/i) ? 'urban-areas' : undefined
}

/** Throws `invalid` for a centre without a type, or with one that the rule does not know. */
export function isCoreCentre(feature: PolygonFeature): boolean {
  const name = column(feature, /^keskustyyp/i)
  const type = name === undefined ? '' : String(feature.properties[name] ?? '').trim()
  if (coreCentreTypes.includes(type)) return true
  if (otherCentreTypes.includes(type)) return false
  const known = [...coreCentreTypes, ...otherCentreTypes].join(', ')
  throw new VasteError('invalid', `a centre has the type "${type}" in its column Keskustyyp; known: ${known}`)
}

/**
 * Inhabitants of an urban area (`Vaesto21Lk`, the digits being the year); undefined where the file does not tell them.
 * A negative number hides few, it does not say that there are none (trap 41).
 */
export function inhabitantsOf(feature: PolygonFeature): number | undefined {
  const name = column(feature, /^vaesto\d+/i)
  const told = name === undefined ? undefined : feature.properties[name]
  return told === undefined || told === null || !(Number(told) >= 0) ? undefined : Number(told)
}

function column(feature: PolygonFeature, pattern: RegExp): string | undefined {
  return Object.keys(feature.properties).find((name) => pattern.test(name))
}
