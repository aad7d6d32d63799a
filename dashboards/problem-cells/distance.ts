// How far is a cell from leaving the list, or from coming on it? Said in words; pure.
import type { ProblemCell, ProblemCells, ProblemYear } from '../../src/contract/problem-cells.ts'
import type { TextKey, Words } from '../words.ts'

export type Standing = ProblemCell['standing']
export const standings: readonly Standing[] = ['listed', 'near', 'held', 'clear']

type Found = Pick<ProblemCells, 'lastYearOver' | 'years'>

export function distanceText(cell: ProblemCell, { lastYearOver, years }: Found, { t }: Words): string {
  const year = years.at(-1)!
  const { standing, furtherInTime: inTime, furtherLate: late } = cell
  const say = (key: TextKey, n?: number) => t(key, n === undefined ? { year } : { year, n })
  if (lastYearOver) return say(standing === 'listed' ? 'distance.over.listed' : 'distance.over.clear')
  if (standing === 'listed')
    return inTime === undefined ? say('distance.listed.never') : say('distance.listed', inTime)
  if (standing === 'clear') return say('distance.clear')
  if (late === undefined) return say('distance.never-late')
  return say(standing === 'near' ? 'distance.near' : 'distance.held', late)
}

/** `2/4`, and how many of the four are of unknown time. */
export function yearText({ inTime, timed, tasks }: ProblemYear): string {
  return tasks === 0 ? '–' : `${inTime}/${timed}`
}

/** Which shape stands for a year: three kinds, and the word says the rest. */
export function yearLight({ status }: ProblemYear): 'met' | 'missed' | 'cannot-tell' {
  if (status === 'met') return 'met'
  return status === 'not-met' ? 'missed' : 'cannot-tell'
}

/** What can be said at all: without four years of data nothing can, whatever the counts. */
export function cannotTell({ emptyYears, lastYearOver, years }: ProblemCells): readonly number[] {
  return emptyYears.filter((year) => lastYearOver || year !== years.at(-1))
}
