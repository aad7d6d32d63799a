/** Which k more crews would help most, and why? The best choice found, what each of them buys, and what it costs. */
import { planOf } from '../contract/plan.ts'
import type { Suggestion, SuggestQuestion } from '../contract/plan-suggestion.ts'
import { chooseBest } from '../domain/choose-best.ts'
import { VasteError } from '../domain/error.ts'
import { decisionOn, isOfficial } from '../domain/service-level-decision.ts'
import { crewsOn } from '../domain/standing-week.ts'
import { answersFor, measuresCovered } from './coverage-sources.ts'
import { layPlan } from './lay-plan.ts'
import { cappedAtSeconds } from './measure-ground.ts'
import { othersTurn } from './others-turn.ts'
import { roadsView } from './plan-ground.ts'
import { planWeek } from './plan-week.ts'
import { candidatesOf } from './suggest-candidates.ts'
import { elementsOf, optionOf, patternsOf, patternWeek } from './suggest-elements.ts'
import { costOf, explained } from './suggest-explained.ts'
import { cellWeights, scaleOf, stretchesOf, taskWeights } from './suggest-weights.ts'
import { type PlanTable, placed } from './try-plan.ts'

/** A candidate takes about a millisecond. */
const optionsInOneGo = 20

/** Throws what trying a plan throws, `not-found` without a decision, `invalid` for a measure it names no units for. */
export async function suggestCrews(question: SuggestQuestion, table: PlanTable): Promise<Suggestion> {
  const { reference, ground, today } = table
  const { service, measure, goal, weight, k, turnout } = question
  const file = question.plan ?? { vaste: 'plan' as const, name: 'Ehdotus', changes: [] }
  const plan = planOf(file)
  const on = plan.on ?? today
  const decision = decisionOn(reference.decisions, service, on)
  if (!decision)
    throw new VasteError('not-found', `found no ${service} decision in force on ${on}; expected one`)
  const covered = measuresCovered(decision)
  if (!covered.includes(measure))
    throw new VasteError('invalid', `found measure '${measure}'; expected one of ${covered.join(', ')}`)
  const { after: standing } = layPlan(plan, table.standing, ground, on)
  const { crews, leftOut } = candidatesOf(question, standing, decision, on)
  const limits = table.limits(decision, measure, on).seconds
  const now = crewsOn(standing, on).filter(({ period }) => answersFor(period, service))
  const base = await placed(now, decision, ground, turnout)
  const more = await placed(crews, decision, ground, turnout)
  const patterns = patternsOf(more.crews)
  const week = await planWeek(table.fields(decision), base, base)
  const parts = patternWeek(more.crews, patterns)
  const tasks = weight === 'tasks' ? taskWeights(table, decision, measure, on) : undefined
  const stretches = stretchesOf(week, parts, measure, { residents: reference.cells.residents, tasks })
  const elements = elementsOf(stretches, goal, limits)
  const options: ReturnType<typeof optionOf>[] = []
  for (const [i, crew] of more.crews.entries()) {
    if (i % optionsInOneGo === 0) await othersTurn()
    const source = more.sources.get(crew.period.id)!
    options.push(optionOf(source, patterns[i]!, costOf(crew).personHours, elements, goal, limits))
  }
  await othersTurn()
  const best = chooseBest(options, elements.cell.length, k)
  const scale = scaleOf(stretches, goal, limits)
  const weights = cellWeights(stretches, limits.length)
  const suggested = explained({
    ...{ best, options, elements, crews: more.crews, gain: scale.gain, goal, weights },
    residents: reference.cells.residents,
  })
  return {
    ...{ county: reference.county.county, on, demo: table.demo || now.some(({ period }) => period.demo) },
    ...{ roads: roadsView(ground), residentsEstimated: reference.cells.residentsEstimated },
    ...{ official: isOfficial(decision), service, measure, goal, weight, k, cappedAtSeconds },
    ...{ candidates: options.length, leftOut, method: best.method, looked: best.looked },
    ...{ before: scale.after(0), after: scale.after(best.value) },
    ...{ bound: scale.after(best.bound), greedy: scale.after(best.greedy), suggested },
    plan: { ...file, changes: [...file.changes, ...suggested.map(({ change }) => change)] },
  }
}
