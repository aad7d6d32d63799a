/** What did the duel find, as a reader gets it? Rows with intervals, the load of crews, what it costs, what was assumed. */
import type { DuelCrew, DuelEffort, DuelQuestion, DuelResult } from '../../contract/plan-duel.ts'
import { services } from '../../domain/vocabulary.ts'
import type { DuelSetting, DuelSide } from '../../usecases/duel-setting.ts'
import { assumptionsOf, type Unstated, warningsOf } from './assumptions.ts'
import { type Fought, type SideLoad, weeksIn } from './duel.ts'
import { rowsOf } from './rows.ts'
import { type DuelRules, duelRules } from './rules.ts'

export interface ResultContext {
  readonly county: string
  readonly question: DuelQuestion
  readonly on: string
  readonly from: string
  readonly to: string
  readonly demo: boolean
  readonly unstated: Unstated
  readonly rules?: DuelRules
  readonly seconds: number
}

export function resultOf(setting: DuelSetting, fought: Fought, context: ResultContext): DuelResult {
  const { question, on, from, to, unstated, rules = duelRules } = context
  const { seed, replications, roads } = setting
  const per = (count: number) => count / replications
  const rows = rowsOf(fought.cases, replications, seed)
  const { approximate } = roads.source
  const weeks = weeksIn(setting)
  const excluded = [...Object.entries(fought.binding), ...Object.entries(fought.leftOut)]
  const reasons = new Map<string, number>()
  for (const [reason, tasks] of excluded) reasons.set(reason, (reasons.get(reason) ?? 0) + tasks)
  const leftOut = Object.values(fought.leftOut).reduce((sum, count) => sum + count, 0)
  const binding = fought.replayed - fought.judged
  return {
    ...{ county: context.county, ...(question.planA && { planA: question.planA.name }) },
    ...{ planB: question.planB.name, on, source: question.source, from, to, seed, replications },
    weeks: question.source === 'simulated' ? weeks * replications : weeks,
    demo: context.demo || question.source === 'simulated',
    official: setting.decisions.every(({ targets }) => targets.every(({ official }) => official)),
    approximate,
    roads: { name: roads.source.name, date: roads.source.date, attribution: roads.source.attribution },
    ...calibrationOf(setting.speeds),
    tasks: {
      ...{ total: per(fought.replayed + leftOut), used: per(fought.judged), binding: per(binding) },
      excluded: [...reasons]
        .map(([reason, tasks]) => ({ reason, tasks: per(tasks) }))
        .sort((a, b) => b.tasks - a.tasks || (a.reason < b.reason ? -1 : 1)),
    },
    ...rows,
    crews: crewLoads(setting, fought),
    effort: { a: effort(setting.a, fought.a, setting), b: effort(setting.b, fought.b, setting) },
    assumptions: assumptionsOf({
      rules,
      fought,
      source: question.source,
      approximate,
      speeds: setting.speeds,
    }),
    warnings: warningsOf(unstated, on),
    seconds: context.seconds,
  }
}

/** Both kinds of drive are adopted together. */
function calibrationOf({ alarm, normal }: DuelSetting['speeds']): Pick<DuelResult, 'calibration'> {
  const calibration = alarm.calibration ?? normal.calibration
  return calibration ? { calibration } : {}
}

const hourMs = 3_600_000

function crewLoads(setting: DuelSetting, { a, b }: Fought): DuelCrew[] {
  const found = new Map<string, DuelCrew>()
  for (const [name, side, load] of [
    ['a', setting.a, a],
    ['b', setting.b, b],
  ] as const)
    side.crews.forEach((crew, i) => {
      const { key, station, service, slot } = crew
      const { busyMs, tasks } = load.crews[i]!
      const own = {
        ...{ onDutyHours: onDutyHours(crew, setting), busyHours: busyMs / hourMs / setting.replications },
        tasks: tasks / setting.replications,
      }
      found.set(key, { ...(found.get(key) ?? { station, service, slot }), [name]: own })
    })
  return [...found].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, crew]) => crew)
}

function onDutyHours({ shifts }: DuelSide['crews'][number], { span }: DuelSetting): number {
  const within = (at: number) => Math.min(span.to, Math.max(span.from, at))
  return shifts.reduce((sum, { from, to }) => sum + within(to) - within(from), 0) / hourMs
}

function effort(side: DuelSide, load: SideLoad, setting: DuelSetting): DuelEffort[] {
  return services.map((service) => {
    let [busy, onDuty] = [0, 0]
    side.crews.forEach((crew, i) => {
      if (crew.service !== service) return
      busy += load.crews[i]!.busyMs / hourMs / setting.replications
      onDuty += onDutyHours(crew, setting)
    })
    const costs = side.effort.find((one) => one.service === service)
    return {
      ...(costs ?? { service, crewHours: 0, onCallCrewHours: 0, personHours: 0, unstatedHours: 0 }),
      utilisation: onDuty > 0 ? busy / onDuty : 0,
      neverReached: (load.never[service] ?? 0) / setting.replications,
      waited: (load.waited[service] ?? 0) / setting.replications,
    }
  })
}
