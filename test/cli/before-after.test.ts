/** The words of `vaste before-after`: a mistake is answered before any database is opened. */
import { expect } from 'chai'
import { beforeAfterCommand } from '../../src/commands/before-after.ts'
import { readArguments } from '../../src/commands/command.ts'

describe('vaste before-after', () => {
  for (const [words, sentence] of [
    [['keuruu'], /^found no --on; expected the first day of the change$/],
    [['keuruu', 'laukaa', '--on', '2025-10-01'], /^found 2 stations; expected one$/],
    [['keuruu', '--on', '2025-10-01', '--format', 'pdf'], /^--format is 'pdf'; expected table, json, csv$/],
    [
      ['keuruu', '--on', '2025-10-01', '--service', 'police'],
      /^--service is 'police'; expected ems, rescue$/,
    ],
    [['keuruu', '--when', '2025-10-01'], /^Unknown option '--when'.*\(see 'vaste before-after --help'\)$/],
  ] as const)
    it(`answers ${words.join(' ')} with a sentence`, async () => {
      const run = async () => beforeAfterCommand.run(readArguments(beforeAfterCommand, words))
      const fault = await run().catch((cause: unknown) => cause)
      expect((fault as Error).message).to.match(sentence)
    })
})
