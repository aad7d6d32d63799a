// What do the charts of the chosen group show? Puts the loaded answers together; pure.
import type { Compliance, Distribution, Trend } from '../../src/contract/compliance.ts'
import { nameIn, type Words } from '../words.ts'
import type { Address } from './address.ts'
import { distributionChart } from './distribution.ts'
import { chartGroups, type FigureGroup, figureGroups, groupKey, requiredShares } from './figures.ts'
import type { DistributionModel, TrendModel } from './labels.ts'
import { seamsWithin } from './seams.ts'
import { trendChart } from './trend.ts'

export interface Choice {
  readonly groups: readonly FigureGroup[]
  readonly group: FigureGroup
  readonly shares: readonly number[]
  readonly share: number
}

/** What the address asks for when it exists, else the first group and the highest share. */
export function chosen(compliance: Compliance, address: Address): Choice | undefined {
  const groups = chartGroups(figureGroups(compliance))
  const group = groups.find((each) => each.key === address.group) ?? groups[0]
  if (!group) return undefined
  const ofKey = figureGroups(compliance).filter((each) => each.key === group.key)
  const shares = requiredShares({ ...group, lines: ofKey.flatMap(({ lines }) => lines) })
  const share = shares.find((each) => String(each) === address.share) ?? shares.at(-1) ?? 0.9
  return { groups, group, shares, share }
}

const zonesInOrder = (zones: Compliance['zones']) =>
  zones.toSorted((a, b) => a.order - b.order).map((zone) => zone.id)

export interface ZoneDistribution extends DistributionModel {
  readonly zone: string
  /** Only in a month across a change of decision, where a zone has one distribution for each. */
  readonly decision?: string
}

export function distributionModels(
  distribution: Distribution | undefined,
  { group }: Choice,
  { zones, words }: { zones: Compliance['zones']; words: Words },
): readonly ZoneDistribution[] {
  const series = distribution?.series.filter((each) => groupKey(each) === group.key) ?? []
  const order = zonesInOrder(zones)
  const rank = (zone: string) => (order.includes(zone) ? order.indexOf(zone) : order.length)
  return series
    .filter((each) => each.minutes.some((count) => count > 0))
    .sort((a, b) => rank(a.zone) - rank(b.zone))
    .map((each) => ({
      zone: each.zone,
      decision: series.some((other) => other.decision !== each.decision) ? each.decision : undefined,
      chart: distributionChart(each),
      words,
    }))
}

/** Finds the canvas of a distribution again. */
export const distributionKey = ({ zone, decision }: Pick<ZoneDistribution, 'zone' | 'decision'>) =>
  decision === undefined ? zone : `${zone} ${decision}`

export function trendModel(
  trend: Trend | undefined,
  { group, share }: Choice,
  { zones, words }: { zones: Compliance['zones']; words: Words },
): TrendModel | undefined {
  if (!trend) return undefined
  const chart = trendChart(trend, { group: group.key, requiredShare: share, zones: zonesInOrder(zones) })
  const nameOf = (id: string) => nameIn(zones.find((zone) => zone.id === id)?.name ?? {}, words.language)
  return {
    chart,
    seams: seamsWithin(chart.months, trend.service),
    names: chart.lines.map((line) => nameOf(line.zone)),
    words,
  }
}
