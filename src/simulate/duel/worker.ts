/** The thread in which a duel is fought, so that the live board is never held up. It gathers its tasks, and then fights. */
import { parentPort, workerData } from 'node:worker_threads'
import { VasteError } from '../../domain/error.ts'
import type { DuelTask } from '../../usecases/duel-setting.ts'
import { carryOut } from './carry-out.ts'
import type { DuelOrder, FromDuel, ToDuel } from './thread-messages.ts'

const order = workerData as DuelOrder
const port = parentPort!
const tasks: DuelTask[] = []
const say = (message: FromDuel) => port.postMessage(message)

port.on('message', (message: ToDuel) => {
  if (message.kind === 'tasks') {
    for (const task of message.tasks) tasks.push(task)
    return
  }
  try {
    const told = { ...order, ground: { ...order.ground, leftOut: message.leftOut } }
    say({ kind: 'result', result: carryOut(told, tasks, (share) => say({ kind: 'progress', share })) })
  } catch (fault) {
    if (!(fault instanceof VasteError)) throw fault
    say({ kind: 'refused', code: fault.code, message: fault.message })
  }
  port.close()
})
