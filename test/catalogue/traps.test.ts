/** Is each trap of the field held by a test that says so in its title, or is there a reason why not? */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { readSource, root, sourcesIn } from '../architecture/sources.ts'
import { traps } from './traps.ts'

/** Traps named in texts such as 'counted once (trap 8)' or '(traps 10, 12 and 19)'; what a comment says does not count. */
function trapsNamedIn(texts: readonly string[]): Set<number> {
  const named = texts.flatMap((text) => [...text.matchAll(/\btraps? (\d+(?:(?:, | and )\d+)*)\b/g)])
  return new Set(named.flatMap(([, numbers]) => numbers!.split(/, | and /).map(Number)))
}

describe('the traps of the field', () => {
  it('are found in titles of any form, and only in titles', () => {
    const found = trapsNamedIn([
      'a (trap 8)',
      'b (traps 10, 12 and 19)',
      'c (type 7, trap 46)',
      'trapped 3',
      'trap x',
    ])
    expect([...found]).to.deep.equal([8, 10, 12, 19, 46])
    // This file names them in the texts above, and trap 61 in this comment alone.
    const { quoted } = readSource('test/catalogue/traps.test.ts')
    expect(trapsNamedIn(quoted)).to.include(46).and.not.include(61)
  })

  it('are sixty-two', () => {
    expect(Object.keys(traps).map(Number)).to.deep.equal(Array.from({ length: 62 }, (_, i) => i + 1))
  })

  for (const [number, { title, heldBy, note }] of Object.entries(traps))
    it(`${number}: ${title}`, () => {
      expect(heldBy.length > 0 || (note ?? '').length > 20, 'held by a test, or a reason').to.equal(true)
      for (const name of heldBy) {
        const path = `test/${name}.test.ts`
        expect(existsSync(join(root, path)), `${path} is there`).to.equal(true)
        const named = trapsNamedIn(readSource(path).quoted)
        expect([...named], `${path} has a title with "trap ${number}"`).to.include(Number(number))
      }
    })

  it('have no other numbers in any title', () => {
    const strangers = sourcesIn('test').flatMap(({ path, quoted }) =>
      [...trapsNamedIn(quoted)]
        .filter((number) => !(number in traps))
        .map((number) => `${path}: trap ${number}`),
    )
    expect(strangers).to.deep.equal([])
  })
})
