/** The thread in which drives are learnt from. It is sent them first. */
import type { GatheredDrive } from './gather-drives.ts'
import { type LearnSetting, type LearntDrives, learnDrives } from './learn-drives.ts'
import type { ToLearner } from './learn-in-thread.ts'
import { answerIn } from './work-in-thread.ts'

const gathered: GatheredDrive[] = []

answerIn<LearnSetting, ToLearner, LearntDrives>((message, setting, onProgress) => {
  if (message.kind === 'drives') {
    for (const drive of message.drives) gathered.push(drive)
    return undefined
  }
  const work = learnDrives(gathered, setting)
  let told = 0
  let step = work.next()
  for (; !step.done; step = work.next()) {
    // A word in a hundred is enough for who looks on.
    if (step.value < told + 0.01) continue
    told = step.value
    onProgress(told)
  }
  return { result: step.value }
})
