/** What may be asked of the running service: the questions behind the read routes and the command line. */
import type { Budget } from '../contract/budget.ts'
import type { Comparison } from '../contract/comparison.ts'
import type { Compliance, Distribution, Revision, Trend } from '../contract/compliance.ts'
import type { Passport } from '../contract/passport.ts'
import type { ProblemCells } from '../contract/problem-cells.ts'
import type { RegionView } from '../contract/region.ts'
import type { Situation } from '../contract/situation.ts'
import type { Stability } from '../contract/stability.ts'
import type { TaskTimeline } from '../contract/task-timeline.ts'
import type { Workload } from '../contract/workload.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { Dimension } from '../figures/figures.ts'
import type { Database } from '../store/database.ts'
import { listRevisions } from '../store/decisions.ts'
import { aYearBefore, type Period, periodOfMonth } from './periods.ts'
import type { CountyReference } from './reference.ts'
import { showBudget } from './show-budget.ts'
import { showComparison } from './show-comparison.ts'
import { type ComplianceContext, showCompliance, showDistribution, showTrend } from './show-compliance.ts'
import { showPassport } from './show-passport.ts'
import { loadMiddles, type ProblemCellsQuestion, showProblemCells } from './show-problem-cells.ts'
import { showRegion } from './show-region.ts'
import { type StabilityQuestion, showStability } from './show-stability.ts'
import { showTaskTimeline } from './show-task-timeline.ts'
import { showWorkload } from './show-workload.ts'

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
  readonly oneGrid?: string
}

export interface AgainstQuestion extends PeriodQuestion {
  /** Absent: the same period a year before. */
  readonly againstFrom?: string
  readonly againstTo?: string
}

export interface FigureQuestion extends PeriodQuestion {
  readonly decision: string
  readonly urgency: string
  readonly zone: string
  readonly measure?: Measure
}

export interface Reads {
  situation(): Situation
  taskTimeline(task: string): Promise<TaskTimeline>
  region(): RegionView
  compliance(question: PeriodQuestion): Compliance
  distribution(question: PeriodQuestion): Distribution
  trend(question: MonthQuestion & { readonly months: number; readonly oneGrid?: string }): Trend
  revisions(question: MonthQuestion): Promise<Revision[]>
  passport(question: FigureQuestion): Passport
  comparison(question: AgainstQuestion): Comparison
  budget(question: PeriodQuestion): Budget
  workload(question: PeriodQuestion): Promise<Workload>
  stability(question: StabilityQuestion): Stability
  problemCells(question: ProblemCellsQuestion): Promise<ProblemCells>
}

export function createReads(options: {
  readonly db: Database
  readonly reference: () => CountyReference
  readonly context: () => ComplianceContext
  readonly situation: () => Situation
}): Reads {
  const { db, reference, context } = options
  let middles: { of: CountyReference; middleOf: Awaited<ReturnType<typeof loadMiddles>> } | undefined
  let region: { of: CountyReference; view: RegionView } | undefined
  return {
    situation: options.situation,
    taskTimeline: (task) => showTaskTimeline(db, reference().county.county, task, context().now),
    region() {
      if (region?.of !== reference()) region = { of: reference(), view: showRegion(reference()) }
      return region.view
    },
    compliance: (question) => showCompliance({ ...question, ...periodOf(reference(), question) }, context()),
    distribution: (question) =>
      showDistribution({ ...question, ...periodOf(reference(), question) }, context()),
    trend: (question) => showTrend(question, context()),
    passport: (question) => showPassport({ ...question, ...periodOf(reference(), question) }, context()),
    comparison(question) {
      const period = periodOf(reference(), question)
      const { service, againstFrom, againstTo, oneGrid } = question
      const against = {
        from: againstFrom ?? aYearBefore(period.from),
        to: againstTo ?? aYearBefore(period.to),
      }
      return showComparison({ service, ...period, against, oneGrid }, context())
    },
    budget: (question) =>
      showBudget({ service: question.service, ...periodOf(reference(), question) }, context()),
    workload: (question) =>
      showWorkload(db, { service: question.service, ...periodOf(reference(), question) }, context()),
    async problemCells(question) {
      if (middles?.of !== reference())
        middles = { of: reference(), middleOf: await loadMiddles(db, reference()) }
      return showProblemCells(question, { ...context(), middleOf: middles.middleOf })
    },
    stability: (question) => showStability(question, context()),
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
