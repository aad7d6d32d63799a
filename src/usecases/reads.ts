/** What may be asked of the running service: the questions behind the read routes and the command line. */
import type { Compliance, Distribution, Revision, Trend } from '../contract/compliance.ts'
import type { RegionView } from '../contract/region.ts'
import type { Situation } from '../contract/situation.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { Dimension } from '../figures/figures.ts'
import type { Database } from '../store/database.ts'
import { listRevisions } from '../store/decisions.ts'
import type { CountyReference } from './reference.ts'
import {
  type ComplianceContext,
  type Period,
  periodOfMonth,
  showCompliance,
  showDistribution,
  showTrend,
} from './show-compliance.ts'
import { showRegion } from './show-region.ts'

export interface MonthQuestion {
  readonly service: Service
  readonly month: string
}

export interface PeriodQuestion {
  readonly service: Service
  /** A month, or a half-open span of local dates. */
  readonly month?: string
  readonly from?: string
  readonly to?: string
  readonly by?: readonly Dimension[]
}

export interface Reads {
  situation(): Situation
  region(): RegionView
  compliance(question: PeriodQuestion): Compliance
  distribution(question: MonthQuestion): Distribution
  trend(question: MonthQuestion & { readonly months: number }): Trend
  revisions(question: MonthQuestion): Promise<Revision[]>
}

export function createReads(options: {
  readonly db: Database
  readonly reference: () => CountyReference
  readonly context: () => ComplianceContext
  readonly situation: () => Situation
}): Reads {
  const { db, reference, context } = options
  let region: { of: CountyReference; view: RegionView } | undefined
  return {
    situation: options.situation,
    region() {
      if (region?.of !== reference()) region = { of: reference(), view: showRegion(reference()) }
      return region.view
    },
    compliance: (question) =>
      showCompliance(
        { ...periodOf(reference(), question), service: question.service, by: question.by },
        context(),
      ),
    distribution: ({ service, month }) =>
      showDistribution({ service, ...periodOfMonth(reference(), month) }, context()),
    trend: (question) => showTrend(question, context()),
    async revisions({ service, month }) {
      const stored = await listRevisions(db, reference().county.county, service, month)
      return stored.map(({ revision, compiledAt }) => ({
        month,
        service,
        revision,
        compiledAt: compiledAt.toISOString(),
      }))
    },
  }
}

function periodOf(reference: CountyReference, { month, from, to }: PeriodQuestion): Period {
  return month === undefined ? { from: from!, to: to! } : periodOfMonth(reference, month)
}
