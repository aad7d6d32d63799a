/** The thread in which a duel is fought, so that the live board is never held up. It gathers its tasks, and then fights. */
import type { DuelResult } from '../../contract/plan-duel.ts'
import type { DuelTask } from '../../usecases/duel-setting.ts'
import { answerIn } from '../../usecases/work-in-thread.ts'
import { carryOut } from './carry-out.ts'
import type { DuelOrder, ToDuel } from './thread-messages.ts'

const tasks: DuelTask[] = []

answerIn<DuelOrder, ToDuel, DuelResult>((message, order, onProgress) => {
  if (message.kind === 'tasks') {
    for (const task of message.tasks) tasks.push(task)
    return undefined
  }
  const told = { ...order, ground: { ...order.ground, leftOut: message.leftOut } }
  return { result: carryOut(told, tasks, onProgress) }
})
