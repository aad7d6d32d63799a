/** `vaste build-region`: computes the pilot region's tables from the official files. */
import { fileURLToPath } from 'node:url'
import { buildRegion } from '../intake/zones/build-region.ts'
import type { Command } from './command.ts'

export const buildRegionCommand: Command = {
  name: 'build-region',
  summary:
    'Computes the tables of geo/keski-suomi from SYKE, Statistics Finland and National Land Survey files.',
  options: {
    data: { placeholder: 'FOLDER', says: 'Folder with zones/ and municipalities/', required: true },
    out: { placeholder: 'FOLDER', says: 'Where to write (geo/keski-suomi)' },
  },
  async run(given) {
    const outFolder = given.text('out') ?? fileURLToPath(new URL('../../geo/keski-suomi', import.meta.url))
    await buildRegion({
      dataFolder: given.text('data')!,
      outFolder,
      report: (sentence) => process.stdout.write(`${sentence}\n`),
    })
    return 0
  },
}
