/** `vaste duel`: replays a year under two plans and prints who gains and who loses. */

import { planSchema } from '../contract/plan.ts'
import { type DuelQuestion, type DuelResult, duelQuestionSchema, duelSources } from '../contract/plan-duel.ts'
import { sentenceOf } from '../contract/sentence.ts'
import { VasteError } from '../domain/error.ts'
import { orderOf } from '../duels.ts'
import { duelTable } from '../report/duel-table.ts'
import { carryOut } from '../simulate/duel/carry-out.ts'
import { listSources } from '../store/board-state.ts'
import type { DuelTask } from '../usecases/duel-setting.ts'
import { checkDuel, type DuelContext, recordedTasks } from '../usecases/gather-duel.ts'
import { loadReference } from '../usecases/reference.ts'
import { type Arguments, type Command, createProgressLine, oneFile, oneOf } from './command.ts'
import { groundInUse } from './ground-in-use.ts'
import { withDatabase } from './open.ts'
import { readJson } from './read-json.ts'

const formats = ['table', 'json'] as const

export const duelCommand: Command = {
  name: 'duel',
  operands: 'PLAN.json',
  summary:
    'Replays a year under a plan and under what the register promises: who gains, who loses, with intervals.',
  options: {
    against: { placeholder: 'PLAN.json', says: 'Another plan instead of the register' },
    source: { placeholder: duelSources.join('|'), says: 'Tasks as they were, or invented ones (recorded)' },
    from: { placeholder: 'DATE', says: 'First local date (52 whole weeks before today)' },
    to: { placeholder: 'DATE', says: 'Local date, not included' },
    seed: { placeholder: 'N', says: 'Another seed is another chance (1)' },
    replications: { placeholder: 'N', says: 'How many times over, at most 20 (1)' },
    format: { placeholder: formats.join('|'), says: 'How to print (table)' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  async run(given) {
    const question = await questionOf(given)
    const format = oneOf(formats, given.text('format') ?? 'table', '--format')
    return withDatabase(given.text('county'), async (db, config) => {
      const reference = await loadReference(db, config.county)
      const { ground, speeds } = await groundInUse(db, config, reference)
      const context: DuelContext = {
        ...{ db, reference, now: Date.now(), ground },
        speeds: (kind) => speeds().of(kind),
      }
      await checkDuel(question, context)
      const demo = (await listSources(db, config.county)).some((source) => source.demo)
      const line = createProgressLine()
      const leftOut: Record<string, number> = {}
      const order = await orderOf(question, context, demo)
      const tasks: DuelTask[] = []
      if (question.source === 'recorded')
        for await (const page of recordedTasks(context, order, leftOut)) {
          tasks.push(...page)
          line.tell(`${tasks.length} tasks read…`)
        }
      const told = { ...order, ground: { ...order.ground, leftOut } }
      const result = carryOut(told, tasks, (share) => line.tell(`fought ${Math.round(share * 100)} %…`))
      line.end()
      process.stdout.write(printed(result, format))
      return 0
    })
  },
}

async function questionOf(given: Arguments): Promise<DuelQuestion> {
  const against = given.text('against')
  const [from, to] = [given.text('from'), given.text('to')]
  if ((from === undefined) !== (to === undefined))
    throw new VasteError('invalid', 'found only one of --from and --to; expected both, or neither')
  const parsed = duelQuestionSchema.safeParse({
    planB: await planIn(oneFile(given, 'plan')),
    ...(against !== undefined && { planA: await planIn(against) }),
    ...(given.text('source') !== undefined && { source: given.text('source') }),
    ...(from !== undefined && { year: { from, to } }),
    ...number('seed', given),
    ...number('replications', given),
  })
  if (!parsed.success)
    throw new VasteError('invalid', `the duel cannot be read: ${sentenceOf(parsed.error, given)}`)
  return parsed.data
}

async function planIn(file: string) {
  const found = await readJson(file)
  const parsed = planSchema.safeParse(found)
  if (!parsed.success)
    throw new VasteError('invalid', `plan ${file} cannot be read: ${sentenceOf(parsed.error, found)}`)
  return parsed.data
}

function number(name: 'seed' | 'replications', given: Arguments) {
  const text = given.text(name)
  if (text === undefined) return {}
  if (!/^\d{1,10}$/.test(text))
    throw new VasteError('invalid', `--${name} is '${text}'; expected a whole number`)
  return { [name]: Number(text) }
}

function printed(result: DuelResult, format: (typeof formats)[number]): string {
  return format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : duelTable(result)
}
