/** Which command is meant by the words: runs it, or says which there are. A fault becomes a sentence and an exit code. */

import { VasteError } from '../domain/error.ts'
import { type Command, readArguments } from './command.ts'

/** Only what is asked for is loaded: all of it takes seconds. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  'import tasks': async () => (await import('./import-tasks.ts')).importTasksCommand,
  'import zones': async () => (await import('./import-zones.ts')).importZonesCommand,
  'import risk-cells': async () => (await import('./import-risk-cells.ts')).importRiskCellsCommand,
  'import roads': async () => (await import('./import-roads.ts')).importRoadsCommand,
  'import units': async () => (await import('./import-units.ts')).importUnitsCommand,
  'import stations': async () => (await import('./import-stations.ts')).importStationsCommand,
  'import decision': async () => (await import('./import-decision.ts')).importDecisionCommand,
  compliance: async () => (await import('./compliance.ts')).complianceCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  route: async () => (await import('./route.ts')).routeCommand,
  'problem-cells': async () => (await import('./problem-cells.ts')).problemCellsCommand,
  'before-after': async () => (await import('./before-after.ts')).beforeAfterCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  duel: async () => (await import('./duel.ts')).duelCommand,
  calibrate: async () => (await import('./calibrate.ts')).calibrateCommand,
  rebuild: async () => (await import('./rebuild.ts')).rebuildCommand,
  'build-region': async () => (await import('./build-region.ts')).buildRegionCommand,
  login: async () => (await import('./login.ts')).loginCommand,
}

/** Resolves to the exit code: 0 done, 1 not possible, 2 wrong words or values. Throws only what is a defect. */
export async function runCommand(words: readonly string[]): Promise<number> {
  try {
    return await run(words)
  } catch (fault) {
    if (!(fault instanceof VasteError)) throw fault
    process.stderr.write(`vaste: ${fault.message}\n`)
    return fault.code === 'invalid' ? 2 : 1
  }
}

async function run(words: readonly string[]): Promise<number> {
  const named = Object.entries(commands).find(([name]) =>
    name.split(' ').every((word, i) => words[i] === word),
  )
  if (!named) return helpAll(words)
  const command = await named[1]()
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

async function helpAll(words: readonly string[]): Promise<number> {
  const asked = words.length === 0 || words[0] === '--help' || words[0] === 'help' || words[0] === '-h'
  if (!asked)
    process.stderr.write(
      `vaste: found '${words.slice(0, 2).join(' ')}'; expected one of the commands below\n\n`,
    )
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(18)} ${summary.split('\n', 1)[0]}`)
  const out = asked ? process.stdout : process.stderr
  out.write(
    `vaste: reach times of EMS and rescue services against the service-level decision\n\n${lines.join('\n')}\n\n'vaste COMMAND --help' tells more.\n`,
  )
  return asked ? 0 : 2
}
