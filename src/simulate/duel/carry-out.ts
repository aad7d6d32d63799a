/** Fights a duel that was ordered, and tells what it found: the same in a thread and in a command. */
import type { DuelResult } from '../../contract/plan-duel.ts'
import { createCalendar } from '../../domain/calendar.ts'
import type { Standing } from '../../domain/plan.ts'
import { crewsOf } from '../../usecases/duel-crews.ts'
import type { DuelSetting, DuelTask } from '../../usecases/duel-setting.ts'
import { noTasks } from '../../usecases/gather-duel.ts'
import { fight } from './duel.ts'
import { resultOf } from './result.ts'
import type { DuelOrder } from './thread-messages.ts'

/** `recorded` in any order; of a simulated duel they are made here. Throws `not-found` when there is nothing to replay. */
export function carryOut(
  order: DuelOrder,
  recorded: readonly DuelTask[],
  onProgress: (share: number) => void,
): DuelResult {
  const begunAt = performance.now()
  const { ground, standings, question } = order
  const calendar = createCalendar(ground.timeZone)
  const crews = (standing: Standing) => crewsOf(standing, { ...order, span: ground.span }, calendar)
  const setting: DuelSetting = { ...ground, a: crews(standings.a), b: crews(standings.b) }
  const isRecorded = question.source === 'recorded'
  const ordered = [...recorded].sort((a, b) => a.dispatchAt - b.dispatchAt || (a.id < b.id ? -1 : 1))
  if (isRecorded && ordered.length === 0) throw noTasks(order)
  const fought = fight(setting, { recorded: isRecorded ? ordered : undefined, onProgress })
  const seconds = (performance.now() - begunAt) / 1000
  return resultOf(setting, fought, { ...order, seconds })
}
