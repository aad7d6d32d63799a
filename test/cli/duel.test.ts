/** The words of `vaste duel`: what cannot be read is refused before anything is opened. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { duelCommand } from '../../src/commands/duel.ts'
import { refusal, run } from './run.ts'

describe('vaste duel', function () {
  this.timeout(120_000)
  const folder = mkdtempSync(join(tmpdir(), 'vaste-duel-'))
  const plan = join(folder, 'plan.json')
  const other = join(folder, 'other.json')
  writeFileSync(plan, JSON.stringify({ vaste: 'plan', name: 'x', changes: [] }))
  writeFileSync(other, JSON.stringify({ vaste: 'readiness', periods: [] }))
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const [what, words, sentence] of [
    ['no plan', [], /found 0 files; expected one plan/],
    ['a file that is no plan', [other], /plan .*other\.json cannot be read: vaste/],
    ['a seed that is no number', [plan, '--seed', 'abc'], /--seed is 'abc'; expected a whole number/],
    ['half a span', [plan, '--from', '2026-01-01'], /only one of --from and --to; expected both/],
    ['an unknown source', [plan, '--source', 'guessed'], /source/],
    ['too many replications', [plan, '--replications', '21'], /replications/],
  ] as const)
    it(`refuses ${what}`, async () => {
      expect(await refusal(duelCommand, words)).to.match(sentence)
    })

  it('ends such a process with the sentence and code 2', async () => {
    const { code, out, err } = await run(['duel', other])
    expect(err).to.match(/^vaste: plan .*other\.json cannot be read: vaste/)
    expect([code, out]).to.deep.equal([2, ''])
  })
})
