/**
 * How long does a study of drives hold up the live board? The pilot's service with its demo in this process, asked over its
 * port as the page does; beside the same demo without a study, and the same learning on this thread in slices.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { readConfig } from '../../src/config.ts'
import type { DriveTimesView } from '../../src/contract/drive-times.ts'
import { silentLog } from '../../src/log.ts'
import { startService } from '../../src/service.ts'
import type { Database } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/open.ts'
import { periodFrom } from '../../src/usecases/drive-desk.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { studyDrives } from '../../src/usecases/study-drives.ts'
import { held, pause, told } from './duel-loop.ts'
import { historyWritten } from './plan-page.ts'

const pollMilliseconds = 1000

export async function benchDriveLoop(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vaste-bench-'))
  const env = { VASTE_DATA: process.env.VASTE_BENCH_DATA ?? folder, VASTE_PORT: '0', VASTE_DEMO_MONTHS: '2' }
  let db: Database
  const open: typeof openDatabase = async (settings) => {
    db = await openDatabase(settings)
    return db
  }
  const service = await startService(readConfig(env, { demo: true }), { log: silentLog, open })
  try {
    await historyWritten(service.url)
    told('no study, 20 s of the demo feed', (await held(() => pause(20_000))).longest)
    const asked = await held(() => study(service.url))
    const drives = asked.value.study?.used
    told(`a study of ${drives} drives, learnt from in its thread`, asked.longest)
    const reference = await loadReference(db!, '15')
    const context = { db: db!, reference, graph: keskiSuomiMainRoads(), now: Date.now(), demo: true }
    const here = await held(() => studyDrives(periodFrom({}, reference, Date.now()), context))
    told(`the same on this thread, in slices`, here.longest)
    console.log(`  ratio of the longest: ${(here.longest.most / asked.longest.most).toFixed(1)}`)
  } finally {
    await service.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function study(url: string): Promise<DriveTimesView> {
  for (;;) {
    const found = (await (await fetch(`${url}/api/v1/drive-times`)).json()) as DriveTimesView
    if (found.study && found.counting === undefined) return found
    await pause(pollMilliseconds)
  }
}
