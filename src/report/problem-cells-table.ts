/** Problem cells as a table of text for a terminal. */
import type { ProblemCell, ProblemCells, ProblemYear } from '../contract/problem-cells.ts'

export function problemCellsTable(found: ProblemCells): string {
  const columns = [
    ...['cell', 'class', 'municipality', 'each-year', 'over-the-years', ...found.years.map(String)],
    ...['median', 'way off', 'way on', 'decided by'],
  ]
  const lines = found.cells.map(lineOf)
  const widths = columns.map((name, i) => Math.max(name.length, ...lines.map((line) => line[i]!.length)))
  const printed = [columns, ...lines].map((line) =>
    line
      .map((text, i) => text.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
  const body = found.cells.length === 0 ? 'No cell is on the list or near it.' : printed.join('\n')
  return `${headOf(found)}\n\n${body}\n\n${footOf(found)}\n`
}

function headOf({
  years,
  reading,
  minimumTasks,
  demo,
  official,
  lastYearOver,
  emptyYears,
}: ProblemCells): string {
  const last = years.at(-1)
  return [
    `${demo ? 'DEMO DATA. ' : ''}Problem cells of ${years[0]} to ${last}: first unit not in time in any of the years;`,
    `at least ${minimumTasks} urgent tasks ${reading === 'each-year' ? 'in each year' : 'over the years'}.`,
    ...(official ? [] : ['PLACEHOLDER targets, not official.']),
    ...(lastYearOver ? [] : [`${last} is not over: the list may turn.`]),
    ...(emptyYears.length === 0
      ? []
      : [`No tasks at all in ${emptyYears.join(', ')}: such a year clears every cell, rightly or not.`]),
  ].join('\n')
}

function footOf(found: ProblemCells): string {
  const { counts, total, used, missing, withoutTarget } = found
  const lists = Object.entries(counts).map(
    ([reading, { listed, near, held }]) => `${reading} ${listed} listed, ${near} near, ${held} held`,
  )
  return [
    `Cells by reading: ${lists.join('; ')}.`,
    `Urgent tasks ${total} = used ${used} + excluded ${total - used}, of which the time is missing in ${missing}; in a class without a target ${withoutTarget}.`,
    "A year reads 'in time of timed', with +n tasks whose time is missing; * marks a year not met, ? one of too few tasks.",
  ].join('\n')
}

function lineOf(cell: ProblemCell): string[] {
  const last = cell.years.at(-1)!
  return [
    ...[cell.cell, cell.class, cell.municipality ?? '', cell.standings['each-year']!],
    ...[cell.standings['over-the-years']!, ...cell.years.map(yearText)],
    cell.medianSeconds === undefined ? '' : clock(cell.medianSeconds),
    cell.furtherInTime === undefined ? '' : `${cell.furtherInTime} in time`,
    cell.furtherLate === undefined ? '' : `${cell.furtherLate} late`,
    last.deciding.map(({ task, secondsOver }) => `${task} +${secondsOver} s`).join(', '),
  ]
}

function yearText({ inTime, timed, missing, status, tasks }: ProblemYear): string {
  if (tasks === 0) return 'no tasks'
  const mark = status === 'not-met' ? ' *' : status === 'too-few' ? ' ?' : ''
  return `${inTime} of ${timed}${missing > 0 ? ` +${missing}` : ''}${mark}`
}

/** Minutes and seconds; a median between two tasks is shown to the second it has reached. */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
