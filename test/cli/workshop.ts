/** A process that runs one `vaste` command after another for the specs, and sends back what each printed. */
import { runCommand } from '../../src/commands/run-command.ts'
import type { Ran } from './run.ts'

interface Asked {
  readonly words: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const own = { ...process.env }

process.on('message', async ({ words, env }: Asked) => {
  for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name]
  Object.assign(process.env, own, env)
  const printed = { out: '', err: '' }
  const kept = { out: process.stdout.write, err: process.stderr.write }
  const collect = (where: 'out' | 'err') =>
    ((part: string | Uint8Array) => {
      printed[where] += typeof part === 'string' ? part : Buffer.from(part).toString()
      return true
    }) as typeof process.stdout.write
  process.stdout.write = collect('out')
  process.stderr.write = collect('err')
  try {
    const code = await runCommand(words)
    const ran: Ran = { code, ...printed }
    process.send!(ran)
  } finally {
    process.stdout.write = kept.out
    process.stderr.write = kept.err
  }
})
