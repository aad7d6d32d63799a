// How are the figures laid out? Groups of urgency and measure, one line for each zone, none left out.
import type { Compliance, ComplianceRow } from '../../src/contract/compliance.ts'
import type { ExclusionReason, Measure } from '../vocabulary.ts'

type Zone = Compliance['zones'][number]

export interface ZoneLine {
  readonly zone: string
  /** Absent: no task of this urgency in this zone during the period. */
  readonly row?: ComplianceRow
}

export interface FigureGroup {
  /** `A+B.first-unit`. */
  readonly key: string
  readonly urgency: string
  readonly measure?: Measure
  readonly decision?: string
  readonly lines: readonly ZoneLine[]
}

export function groupKey(row: { readonly urgency: string; readonly measure?: Measure }): string {
  return row.measure === undefined ? row.urgency : `${row.urgency}.${row.measure}`
}

const last = 'not-assessed'

function compareGroups(a: FigureGroup, b: FigureGroup): number {
  return (
    Number(a.urgency === last) - Number(b.urgency === last) ||
    a.urgency.localeCompare(b.urgency) ||
    (a.decision ?? '').localeCompare(b.decision ?? '')
  )
}

/** Every zone of the classification in its order, then zones the rows have besides (such as "unknown"). */
function zoneOrder(zones: readonly Zone[], rows: readonly ComplianceRow[]): readonly string[] {
  const known = zones.toSorted((a, b) => a.order - b.order).map((zone) => zone.id)
  return [...new Set([...known, ...rows.map((row) => row.zone)])]
}

/** Rows that share their targets: of one urgency, measure and decision. */
function gather(rows: readonly ComplianceRow[]): readonly (readonly ComplianceRow[])[] {
  const byGroup = new Map<string, ComplianceRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([groupKey(row), row.decision])
    byGroup.set(key, [...(byGroup.get(key) ?? []), row])
  }
  return [...byGroup.values()].map((own) => [...own, ...unmeasuredOf(own, rows)])
}

/**
 * Tasks excluded before any measure was set (as those without a place) belong to their urgency all the same:
 * they stand in the urgency's first measured group, so that nothing is counted twice and the sums agree.
 */
function unmeasuredOf(
  [first]: readonly ComplianceRow[],
  rows: readonly ComplianceRow[],
): readonly ComplianceRow[] {
  if (first.measure === undefined || firstMeasured(first, rows)?.measure !== first.measure) return []
  return rows.filter((row) => row.measure === undefined && sameUrgency(row, first))
}

const sameUrgency = (a: ComplianceRow, b: ComplianceRow) =>
  a.urgency === b.urgency && a.decision === b.decision

const firstMeasured = (row: ComplianceRow, rows: readonly ComplianceRow[]) =>
  rows.find((other) => other.measure !== undefined && sameUrgency(other, row))

/** A month across a change of decision has one group for each, since their targets are not the same. */
export function figureGroups({ rows, zones }: Pick<Compliance, 'rows' | 'zones'>): readonly FigureGroup[] {
  const alone = (own: readonly ComplianceRow[]) =>
    own[0].measure !== undefined || !firstMeasured(own[0], rows)
  return gather(rows)
    .filter(alone)
    .map((own) => figureGroup(own, zones))
    .sort(compareGroups)
}

/** A zone may have two rows in a group: one judged, one of tasks that no measure was set for. */
function figureGroup(own: readonly ComplianceRow[], zones: readonly Zone[]): FigureGroup {
  const [{ urgency, measure, decision }] = own
  const lines = zoneOrder(urgency === last ? [] : zones, own).flatMap((zone): ZoneLine[] => {
    const found = own.filter((row) => row.zone === zone)
    return found.length === 0 ? [{ zone }] : found.map((row) => ({ zone, row }))
  })
  return { key: groupKey(own[0]), urgency, measure, decision, lines }
}

export interface ReasonCount {
  readonly reason: ExclusionReason
  readonly n: number
}

/** The largest first; reasons that did not occur are left out. */
export function reasonCounts(excluded: ComplianceRow['excluded']): readonly ReasonCount[] {
  return Object.entries(excluded)
    .map(([reason, n]) => ({ reason: reason as ExclusionReason, n: n ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
}

export function excludedTotal(excluded: ComplianceRow['excluded']): number {
  return reasonCounts(excluded).reduce((sum, { n }) => sum + n, 0)
}

/** The groups that a chart can be drawn of, each once. */
export function chartGroups(groups: readonly FigureGroup[]): readonly FigureGroup[] {
  const judged = groups.filter((group) => group.lines.some((line) => (line.row?.targets.length ?? 0) > 0))
  return judged.filter((group, i) => judged.findIndex((other) => other.key === group.key) === i)
}

/** The shares required in a group, lowest first. */
export function requiredShares(group: FigureGroup): readonly number[] {
  const shares = group.lines.flatMap((line) => line.row?.targets.map((target) => target.requiredShare) ?? [])
  return [...new Set(shares)].sort((a, b) => a - b)
}

/** Names a row on the page: fit for an id. */
export function rowKey({ decision, urgency, zone, measure }: ComplianceRow): string {
  return ['row', decision ?? '', urgency, zone, measure ?? ''].join('.').replace(/\s/g, '_')
}
