// What should a screen reader be told? Only changes of verdict, gathered, at most one sentence every few seconds.
import type { Words } from '../words.ts'
import type { TaskLine } from './tasks.ts'

export type Verdict = 'waiting' | 'overdue' | 'in-time' | 'late' | 'not-judged'

export function verdictOf(line: TaskLine): Verdict {
  if (line.group === 'not-judged') return 'not-judged'
  if (line.group === 'waiting') return line.pressure === 'overdue' ? 'overdue' : 'waiting'
  return line.target?.state === 'late' ? 'late' : 'in-time'
}

export interface VerdictChange {
  readonly line: TaskLine
  readonly verdict: Exclude<Verdict, 'not-judged'>
}

export function verdicts(lines: readonly TaskLine[]): ReadonlyMap<string, Verdict> {
  return new Map(lines.map((line) => [line.task.id, verdictOf(line)]))
}

/** Tasks whose verdict turned; a new task is news only when it is already overdue. */
export function verdictChanges(
  before: ReadonlyMap<string, Verdict>,
  lines: readonly TaskLine[],
): readonly VerdictChange[] {
  return lines.flatMap((line) => {
    const verdict = verdictOf(line)
    const turned = (before.get(line.task.id) ?? 'waiting') !== verdict
    return turned && verdict !== 'not-judged' ? [{ line, verdict }] : []
  })
}

const spokenAtMost = 3

export function announcement(changes: readonly VerdictChange[], { t }: Words): string {
  const said = changes.slice(0, spokenAtMost).map(({ line, verdict }) =>
    t('announce.task', {
      code: line.task.code ?? line.task.id,
      urgency: line.task.urgency ?? '–',
      verdict: t(`verdict.${verdict}`),
    }),
  )
  const rest = changes.length - said.length
  return [...said, ...(rest > 0 ? [t('announce.more', { n: rest })] : [])].join(' ')
}
