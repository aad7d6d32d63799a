/** `npm run bench [name]`: every benchmark, or one. Each measures its peers in the same run and prints ratios. */
import { benchAlarms } from './alarms.ts'
import { benchBeforeAfter } from './before-after.ts'
import { benchBeforeAfterSpeed } from './before-after-speed.ts'
import { benchBoardLatency } from './board-latency.ts'
import { benchCoverage } from './coverage.ts'
import { benchDriveLoop } from './drive-loop.ts'
import { benchDuel } from './duel.ts'
import { benchDuelLoop } from './duel-loop.ts'
import { benchEvents } from './events.ts'
import { benchFigures } from './figures.ts'
import { benchImportMemory } from './import-memory.ts'
import { benchLiveBytes } from './live-bytes.ts'
import { benchLiveRoads } from './live-roads.ts'
import { benchPlan } from './plan.ts'
import { benchPlanPage } from './plan-page.ts'
import { benchRecorder } from './recorder.ts'
import { benchRoads } from './roads.ts'
import { benchWillMiss } from './will-miss.ts'
import { benchZones } from './zones.ts'

const databaseUrl = process.env.VASTE_TEST_DATABASE_URL ?? 'postgres://vaste:vaste@127.0.0.1:5432/vaste_bench'
const benches: Record<string, () => unknown> = {
  alarms: benchAlarms,
  'before-after': benchBeforeAfter,
  'before-after-speed': benchBeforeAfterSpeed,
  coverage: benchCoverage,
  'drive-loop': benchDriveLoop,
  duel: benchDuel,
  'duel-loop': benchDuelLoop,
  zones: () => benchZones(databaseUrl),
  'import-memory': benchImportMemory,
  'live-bytes': benchLiveBytes,
  'board-latency': benchBoardLatency,
  recorder: benchRecorder,
  'live-roads': benchLiveRoads,
  events: () => benchEvents(databaseUrl),
  figures: benchFigures,
  plan: benchPlan,
  'plan-page': benchPlanPage,
  roads: () => benchRoads(databaseUrl),
  'will-miss': benchWillMiss,
}

const wanted = process.argv.slice(2)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n== ${name}`)
  await bench()
}
