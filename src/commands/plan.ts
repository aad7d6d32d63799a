/** `vaste plan`: what would a plan change, and which crews would help most? In tables, JSON or CSV; nothing is stored. */
import { planSchema } from '../contract/plan.ts'
import { planQuestionSchema, turnoutPoints } from '../contract/plan-effect.ts'
import { suggestGoals, suggestQuestionSchema, suggestWeights } from '../contract/plan-suggestion.ts'
import { sentenceOf } from '../contract/sentence.ts'
import { VasteError } from '../domain/error.ts'
import { languages, measures, services } from '../domain/vocabulary.ts'
import { planCsv, roadsBasis } from '../report/plan-csv.ts'
import { planTableText, suggestionText } from '../report/plan-table.ts'
import { planTable, planTableNames } from '../report/plan-tables.ts'
import { createPlanDesk, type PlanDesk } from '../usecases/plan-desk.ts'
import { type Arguments, type Command, oneFile, oneOf } from './command.ts'
import { groundInUse } from './ground-in-use.ts'
import { withFigures } from './open.ts'
import { readJson } from './read-json.ts'

export const planCommand: Command = {
  name: 'plan',
  operands: 'PLAN.json',
  summary: 'What a plan would change against what the register promises: residents, tasks, crew-hours.',
  options: {
    json: { says: 'The whole answer as JSON' },
    csv: { placeholder: 'TABLE', says: `One table as CSV: ${planTableNames.join(', ')}` },
    lang: { placeholder: languages.join('|'), says: 'Language of the tables (fi)' },
    turnout: {
      placeholder: turnoutPoints.join('|'),
      says: 'Which of the turnout times to reckon with (median)',
    },
    suggest: { placeholder: 'K', says: 'Also the K crews that would help most, laid over the plan' },
    service: { placeholder: services.join('|'), says: 'With --suggest (rescue)' },
    measure: { placeholder: 'MEASURE', says: 'With --suggest (first-unit)' },
    goal: { placeholder: suggestGoals.join('|'), says: 'With --suggest (coverage)' },
    weight: { placeholder: suggestWeights.join('|'), says: 'With --suggest (residents)' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  async run(given) {
    const question = await questionOf(given)
    const asked = suggestionOf(given, question)
    const table = given.text('csv')
    const name = table === undefined ? undefined : oneOf(planTableNames, table, '--csv')
    const language = oneOf(languages, given.text('lang') ?? 'fi', '--lang')
    return withFigures(given.text('county'), async (context, db, config) => {
      const { ground, fit } = await groundInUse(db, config, context.reference)
      const desk = createPlanDesk({ db, context: () => context, ground, fit })
      process.stdout.write(await printed(desk, { question, asked, name, language, json: given.flag('json') }))
      return 0
    })
  },
}

async function questionOf(given: Arguments) {
  const file = oneFile(given, 'plan')
  const input = await readJson(file)
  const plan = planSchema.safeParse(input)
  if (!plan.success)
    throw new VasteError('invalid', `plan ${file} cannot be read: ${sentenceOf(plan.error, input)}`)
  const turnout = given.text('turnout')
  return planQuestionSchema.parse({
    ...{ plan: plan.data },
    ...(turnout !== undefined && { turnout: oneOf(turnoutPoints, turnout, '--turnout') }),
  })
}

function suggestionOf(given: Arguments, { plan, turnout }: Awaited<ReturnType<typeof questionOf>>) {
  const k = given.text('suggest')
  if (k === undefined) return undefined
  const wanted = {
    ...{ plan, turnout, k: Number(k) },
    service: oneOf(services, given.text('service') ?? 'rescue', '--service'),
    measure: oneOf(measures, given.text('measure') ?? 'first-unit', '--measure'),
    goal: oneOf(suggestGoals, given.text('goal') ?? 'coverage', '--goal'),
    weight: oneOf(suggestWeights, given.text('weight') ?? 'residents', '--weight'),
  }
  const parsed = suggestQuestionSchema.safeParse(wanted)
  if (parsed.success) return parsed.data
  throw new VasteError('invalid', `--suggest is '${k}'; expected a whole number, 1 to 10`)
}

interface Wanted {
  readonly question: Awaited<ReturnType<typeof questionOf>>
  readonly asked: ReturnType<typeof suggestionOf>
  readonly name: (typeof planTableNames)[number] | undefined
  readonly language: (typeof languages)[number]
  readonly json: boolean
}

async function printed(desk: PlanDesk, { question, asked, name, language, json }: Wanted): Promise<string> {
  const effect = await desk.effect(question)
  if (name !== undefined) {
    const basis = { ...effect, ...roadsBasis(effect.roads) }
    return planCsv(planTable(name, effect, desk.places(), language), basis, language)
  }
  const suggestion = asked && (await desk.suggest(asked))
  if (json) return `${JSON.stringify({ effect, ...(suggestion && { suggestion }) }, null, 2)}\n`
  const text = planTableText(effect, desk.places(), language)
  return suggestion ? `${text}\n${suggestionText(suggestion, language)}` : text
}
