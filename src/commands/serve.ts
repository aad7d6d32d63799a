/** `vaste serve`: the service, its pages and its schedule, until it is told to stop. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { pagesFolder, startService } from '../service.ts'
import type { Command } from './command.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: `Starts the service, the dashboards and the schedule.
Without DATABASE_URL it keeps an embedded database in ./data. Settings come from the environment; see README.`,
  options: {
    demo: { says: 'Also run the demo feed: invented tasks, units and positions, labelled on every page' },
  },
  async run(given) {
    const config = readConfig(process.env, { demo: given.flag('demo') })
    const startedAt = Date.now()
    const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
    const service = await startService(config, { log: createLog(), say })
    if (!existsSync(join(pagesFolder, 'index.html')))
      say('The pages are not built: only the interfaces answer. `npm run build` makes them.')
    if (config.logins.length === 0)
      say('No logins are configured (VASTE_LOGINS), so the service listens on this machine only.')
    if (config.ingestToken === undefined)
      say(`The token for POST /api/v1/events is in ${config.dataFolder}/ingest-token.`)
    if (config.demo) say('DEMO: tasks, units and positions are invented.')
    say(
      `Vaste is ready at ${service.url} (started in ${((Date.now() - startedAt) / 1000).toFixed(1)} s). Ctrl-C stops it.`,
    )
    await untilToldToStop()
    say('Stopping…')
    await service.stop()
    say('Stopped.')
    return 0
  },
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
