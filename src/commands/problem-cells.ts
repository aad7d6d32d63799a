/** `vaste problem-cells`: rescue's problem cells over four calendar years, as a table, JSON or CSV. */
import type { ProblemCells } from '../contract/problem-cells.ts'
import { VasteError } from '../domain/error.ts'
import { readings } from '../domain/problem-cells.ts'
import { createFigures } from '../figures/figures.ts'
import { problemCellsCsv } from '../report/problem-cells-csv.ts'
import { problemCellsTable } from '../report/problem-cells-table.ts'
import { listSources } from '../store/board-state.ts'
import { logEnd } from '../store/event-log.ts'
import { judgedPages } from '../store/task-cache.ts'
import { followRules } from '../usecases/follow-rules.ts'
import { loadReference } from '../usecases/reference.ts'
import { loadMiddles, type ProblemCellsQuestion, showProblemCells } from '../usecases/show-problem-cells.ts'
import { type Arguments, type Command, createProgressLine } from './command.ts'
import { withDatabase } from './open.ts'

const formats = ['table', 'json', 'csv'] as const

export const problemCellsCommand: Command = {
  name: 'problem-cells',
  summary:
    'Rescue’s problem cells: missed in every one of four calendar years, and how far each is from leaving.',
  options: {
    year: { placeholder: 'YEAR', says: 'The last of the four years (the running one)' },
    reading: {
      placeholder: readings.join('|'),
      says: 'Where the minimum of tasks holds (each-year); the table shows both',
    },
    minimum: { placeholder: 'N', says: 'At least so many urgent tasks (4)' },
    all: { says: 'Also cells that are clear' },
    format: { placeholder: formats.join('|'), says: 'How to print (table)' },
    county: { placeholder: 'ID', says: 'County to work on (VASTE_COUNTY)' },
  },
  run(given) {
    const question = questionOf(given)
    const format = oneOf('format', given, formats) ?? 'table'
    return withDatabase(given.text('county'), async (db, { county }) => {
      const reference = await loadReference(db, county)
      const line = createProgressLine()
      await followRules(db, reference, (done) =>
        line.tell(`the rules have changed: ${done} tasks judged anew…`),
      )
      line.end()
      const figures = createFigures(reference.calendar)
      for await (const page of judgedPages(db, county)) figures.update(page)
      const found = showProblemCells(question, {
        ...{ figures, reference, now: Date.now() },
        demo: (await listSources(db, county)).some((source) => source.demo),
        upTo: await logEnd(db, county),
        middleOf: await loadMiddles(db, reference),
      })
      process.stdout.write(printed(found, format))
      return 0
    })
  },
}

function questionOf(given: Arguments): ProblemCellsQuestion {
  return {
    lastYear: wholeNumber('year', given),
    reading: oneOf('reading', given, readings),
    minimumTasks: wholeNumber('minimum', given),
    all: given.flag('all'),
  }
}

function wholeNumber(name: string, given: Arguments): number | undefined {
  const text = given.text(name)
  if (text === undefined) return undefined
  if (!/^\d{1,4}$/.test(text))
    throw new VasteError('invalid', `--${name} is '${text}'; expected a whole number`)
  return Number(text)
}

function oneOf<T extends string>(name: string, given: Arguments, words: readonly T[]): T | undefined {
  const text = given.text(name)
  if (text === undefined) return undefined
  const found = words.find((word) => word === text)
  if (!found) throw new VasteError('invalid', `--${name} is '${text}'; expected ${words.join(', ')}`)
  return found
}

function printed(found: ProblemCells, format: (typeof formats)[number]): string {
  if (format === 'json') return `${JSON.stringify(found, null, 2)}\n`
  return format === 'csv' ? problemCellsCsv(found, 'en') : problemCellsTable(found)
}
