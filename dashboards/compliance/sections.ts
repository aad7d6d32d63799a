// What do the sections ask of the service once they are open, and a row when its passport is wanted?
import type { Budget } from '../../src/contract/budget.ts'
import type { Comparison } from '../../src/contract/comparison.ts'
import type { Compliance, ComplianceRow } from '../../src/contract/compliance.ts'
import type { Passport } from '../../src/contract/passport.ts'
import type { Stability } from '../../src/contract/stability.ts'
import { type Loaded, loading } from '../api.ts'
import {
  type Address,
  againstPeriod,
  chosenPeriod,
  openSections,
  questionOf,
  type SectionName,
} from './address.ts'
import type { Choice } from './models.ts'
import { lastMonthOf, type Period, periodOf } from './period.ts'

/** An answer and the path it answers: another path is another question. */
export interface Asked<T> {
  readonly path?: string
  readonly answer: Loaded<T>
}

export interface SectionAnswers {
  readonly change: Asked<Comparison>
  readonly budget: Asked<Budget>
  readonly stability: Asked<Stability>
  readonly passport: Asked<Passport>
}

export type AnswerName = keyof SectionAnswers

const unasked = { answer: loading } as const
export const nothingAsked: SectionAnswers = {
  change: unasked,
  budget: unasked,
  stability: unasked,
  passport: unasked,
}

export function changePath(address: Address): string {
  const query = questionOf(address)
  const { from, to } = againstPeriod(address)
  query.set('againstFrom', from)
  query.set('againstTo', to)
  return `/api/v1/comparison?${query}`
}

export function budgetPeriod(address: Address, thisMonth: string): Period {
  const { budget = 'month' } = address
  return budget === 'chosen' ? chosenPeriod(address) : periodOf(thisMonth, budget)
}

export function budgetPath(address: Address, thisMonth: string): string {
  const period = budgetPeriod(address, thisMonth)
  return `/api/v1/budget?${new URLSearchParams({ service: address.service, ...period })}`
}

const sameShare = (a: number, b: number) => Math.abs(a - b) < 1e-9

/** The zones of a control chart: those whose row has a target. */
export function stabilityZones({ group }: Choice): readonly ComplianceRow[] {
  return group.lines.flatMap(({ row }) => (row && row.targets.length > 0 ? [row] : []))
}

export function stabilityRow(choice: Choice, address: Address): ComplianceRow | undefined {
  const rows = stabilityZones(choice)
  const busiest = rows.toSorted((a, b) => b.used - a.used)[0]
  return rows.find((row) => row.zone === address.zone) ?? busiest
}

/** Two years of weeks or five of months: enough for firm limits, where there is as much. */
const pointsOf = { week: 104, month: 60 } as const

export function stabilityPath(
  address: Address,
  choice: Choice | undefined,
  thisMonth: string,
): string | undefined {
  const row = choice && stabilityRow(choice, address)
  if (row?.measure === undefined) return undefined
  const { urgency, zone, measure } = row
  const target =
    row.targets.find(({ requiredShare }) => sameShare(requiredShare, choice!.share)) ?? row.targets.at(-1)!
  const step = address.step ?? 'week'
  const month = [lastMonthOf(chosenPeriod(address)), thisMonth].sort()[0]
  const query = new URLSearchParams({ service: address.service, month, step, points: `${pointsOf[step]}` })
  for (const [name, value] of Object.entries({ urgency, zone, measure })) query.set(name, value)
  query.set('withinSeconds', String(target.withinSeconds))
  return `/api/v1/stability?${query}`
}

export function sectionPath(
  name: SectionName,
  { address, thisMonth, choice }: { address: Address; thisMonth: string; choice?: Choice },
): string | undefined {
  if (!openSections(address).includes(name)) return undefined
  if (name === 'change') return changePath(address)
  if (name === 'budget') return budgetPath(address, thisMonth)
  return stabilityPath(address, choice, thisMonth)
}

/** Absent for rows that no decision speaks of. */
export function passportPath(
  { service, from, to, oneGrid }: Pick<Compliance, 'service' | 'from' | 'to' | 'oneGrid'>,
  { decision, urgency, zone, measure }: ComplianceRow,
): string | undefined {
  if (decision === undefined) return undefined
  const query = new URLSearchParams({ service, from, to, decision, urgency, zone })
  if (measure !== undefined) query.set('measure', measure)
  if (oneGrid !== undefined) query.set('grid', oneGrid)
  return `/api/v1/passport?${query}`
}
