/**
 * What may leave the house? Few tasks in a small area at a known time may point at a person, so public figures tell no
 * count below a minimum, and no row from which a hidden one could be told by subtraction (trap 60).
 */
import type { Compliance, ComplianceRow } from '../contract/compliance.ts'

export const smallestPublicCount = 5

/** Rows of few tasks keep their name only; `suppressed` says so. Totals over all rows stay. */
export function withoutSmallCounts(compliance: Compliance): Compliance {
  const isSmall = ({ total }: ComplianceRow) => total > 0 && total < smallestPublicCount
  const hidden = new Set(compliance.rows.filter(isSmall))
  // One hidden row alone is the total less the others: the next smallest goes with it.
  const rest = compliance.rows.filter((row) => row.total > 0 && !hidden.has(row))
  if (hidden.size === 1 && rest.length > 0) hidden.add(rest.reduce((a, b) => (b.total < a.total ? b : a)))
  if (hidden.size === 0) return compliance
  return {
    ...compliance,
    rows: compliance.rows.map((row) => (hidden.has(row) ? suppressed(row) : row)),
    means: compliance.means.filter(({ used }) => used >= smallestPublicCount),
  }
}

function suppressed({ decision, urgency, zone, measure, group }: ComplianceRow): ComplianceRow {
  return {
    ...{ decision, urgency, zone, measure },
    ...(group ? { group } : {}),
    ...{ total: 0, used: 0, excluded: {}, missing: 0, suppressed: true, targets: [] },
    flagged: { urgencyChanged: 0, coarseTimes: 0, corrected: 0, mobile: 0 },
  }
}
