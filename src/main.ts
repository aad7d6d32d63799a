/** The `vaste` command: finds the subcommand, runs it, and turns a fault into a sentence and an exit code. */

import { beforeAfterCommand } from './commands/before-after.ts'
import { buildRegionCommand } from './commands/build-region.ts'
import { calibrateCommand } from './commands/calibrate.ts'
import { type Command, readArguments } from './commands/command.ts'
import { complianceCommand } from './commands/compliance.ts'
import { duelCommand } from './commands/duel.ts'
import { importCommands } from './commands/import.ts'
import { loginCommand } from './commands/login.ts'
import { planCommand } from './commands/plan.ts'
import { problemCellsCommand } from './commands/problem-cells.ts'
import { rebuildCommand } from './commands/rebuild.ts'
import { reportCommand } from './commands/report.ts'
import { routeCommand } from './commands/route.ts'
import { serveCommand } from './commands/serve.ts'
import { VasteError } from './domain/error.ts'

const commands: readonly Command[] = [
  serveCommand,
  ...importCommands,
  complianceCommand,
  reportCommand,
  routeCommand,
  problemCellsCommand,
  beforeAfterCommand,
  planCommand,
  duelCommand,
  calibrateCommand,
  rebuildCommand,
  buildRegionCommand,
  loginCommand,
]

async function main(words: readonly string[]): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, i) => words[i] === word))
  if (!command) return helpAll(words)
  const rest = words.slice(command.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) return help(command)
  return command.run(readArguments(command, rest))
}

function help(command: Command): number {
  const { name, operands = '', summary, options } = command
  const lines = Object.entries(options).map(([option, { placeholder, says }]) => {
    const shown = placeholder ? `--${option} ${placeholder}` : `--${option}`
    return `  ${shown.padEnd(28)} ${says}`
  })
  process.stdout.write(
    `${`vaste ${name} ${operands}`.trim()}\n\n${summary}\n${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}`,
  )
  return 0
}

function helpAll(words: readonly string[]): number {
  const asked = words.length === 0 || words[0] === '--help' || words[0] === 'help' || words[0] === '-h'
  if (!asked)
    process.stderr.write(
      `vaste: found '${words.slice(0, 2).join(' ')}'; expected one of the commands below\n\n`,
    )
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(18)} ${summary.split('\n', 1)[0]}`)
  const out = asked ? process.stdout : process.stderr
  out.write(
    `vaste: reach times of EMS and rescue services against the service-level decision\n\n${lines.join('\n')}\n\n'vaste COMMAND --help' tells more.\n`,
  )
  return asked ? 0 : 2
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (fault) {
  if (!(fault instanceof VasteError)) throw fault
  process.stderr.write(`vaste: ${fault.message}\n`)
  process.exitCode = fault.code === 'invalid' ? 2 : 1
}
