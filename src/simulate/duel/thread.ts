/** The main thread's end of a duel: hands over the setting and the tasks, hears of the progress, and can end it at once. */
import type { DuelResult } from '../../contract/plan-duel.ts'
import type { DuelTask } from '../../usecases/duel-setting.ts'
import { workInThread } from '../../usecases/work-in-thread.ts'
import type { DuelOrder, ToDuel } from './thread-messages.ts'

/** Of the whole work, what gathering the tasks takes. */
const gatheringShare = 0.3

/**
 * `pages` may fill `leftOut` as they come. Rejects with the signal's reason when it is aborted; the thread is over by then.
 */
export function fightInThread(
  order: DuelOrder,
  pages: AsyncIterable<readonly DuelTask[]>,
  leftOut: Readonly<Record<string, number>>,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<DuelResult> {
  const { from, to } = order.ground.span
  return workInThread<DuelResult>({
    ...{ script: new URL('./worker.ts', import.meta.url), setting: order, signal },
    onProgress: (share) => onProgress(gatheringShare + (1 - gatheringShare) * share),
    async feed(tell) {
      const say = (message: ToDuel) => tell(message)
      for await (const tasks of pages) {
        signal.throwIfAborted()
        say({ kind: 'tasks', tasks })
        const last = tasks.at(-1)
        if (last) onProgress((gatheringShare * (last.dispatchAt - from)) / (to - from))
      }
      say({ kind: 'fight', leftOut: { ...leftOut } })
    },
  })
}
