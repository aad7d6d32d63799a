/** The study of drives in a thread of its own: of a year it takes most of a minute of computing, in passes of some tenths of a second. */
import type { GatheredDrive } from './gather-drives.ts'
import type { LearnSetting, LearntDrives } from './learn-drives.ts'
import { othersTurn } from './others-turn.ts'
import type { Learn } from './study-drives.ts'
import { workInThread } from './work-in-thread.ts'

export type ToLearner =
  | { readonly kind: 'drives'; readonly drives: readonly GatheredDrive[] }
  | { readonly kind: 'learn' }

/** To be copied in some milliseconds. */
const drivesAtOnce = 2000

export const learnInThread: Learn = (drives, setting, watch) =>
  workInThread<LearntDrives>({
    ...watch,
    script: new URL('./learner.ts', import.meta.url),
    setting: setting satisfies LearnSetting,
    async feed(tell) {
      const say = (message: ToLearner) => tell(message)
      for (let first = 0; first < drives.length; first += drivesAtOnce) {
        watch.signal?.throwIfAborted()
        say({ kind: 'drives', drives: drives.slice(first, first + drivesAtOnce) })
        await othersTurn()
      }
      say({ kind: 'learn' })
    },
  })
