/** Who waits at the same time shares a commit; nobody's fault is another's. */
import { expect } from 'chai'
import fc from 'fast-check'
import { VasteError } from '../../src/domain/error.ts'
import { createGroupCommit } from '../../src/usecases/group-commit.ts'

/** Doubles each item; a negative one is a fault of its caller. */
function aGroup(itemsAtMost: number) {
  const sizes: number[] = []
  let under = 0
  const group = createGroupCommit<number, number[]>({
    itemsAtMost,
    async commit(groups) {
      expect(++under, 'commits under way').to.equal(1)
      await new Promise(setImmediate)
      under--
      sizes.push(groups.flat().length)
      if (groups.flat().some((item) => item < 0)) throw new RangeError('negative')
      return groups.map((items) => items.map((item) => item * 2))
    },
  })
  return { group, sizes }
}

describe('group commit', () => {
  it('gives each caller its own result, in few commits', async () => {
    const { group, sizes } = aGroup(100)
    const results = await Promise.all([[1], [2, 3], []].map((items) => group.submit(items)))
    expect(results).to.deep.equal([[2], [4, 6], []])
    expect(sizes).to.deep.equal([3])
  })

  it('never puts more items together than it may, unless one caller alone brings more', async () => {
    const { group, sizes } = aGroup(3)
    await Promise.all([[1, 2], [3], [4], [5, 6, 7, 8]].map((items) => group.submit(items)))
    expect(sizes).to.deep.equal([3, 1, 4])
  })

  it('rejects only the callers at fault, whatever comes together', async () => {
    const callers = fc.array(fc.array(fc.integer({ min: -1, max: 9 }), { maxLength: 4 }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(callers, fc.integer({ min: 1, max: 8 }), async (all, itemsAtMost) => {
        const { group } = aGroup(itemsAtMost)
        const settled = await Promise.allSettled(all.map((items) => group.submit(items)))
        await group.idle()
        settled.forEach((end, i) => {
          const items = all[i]!
          if (items.some((item) => item < 0)) expect(end.status).to.equal('rejected')
          else expect(end).to.deep.equal({ status: 'fulfilled', value: items.map((item) => item * 2) })
        })
      }),
      { numRuns: 50 },
    )
  })

  it('asks a database that is away once, not once more for each caller', async () => {
    let asked = 0
    const group = createGroupCommit<number, number>({
      itemsAtMost: 100,
      async commit() {
        asked++
        throw new VasteError('unavailable', 'away')
      },
    })
    const settled = await Promise.allSettled([[1], [2], [3]].map((items) => group.submit(items)))
    expect(settled.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected'])
    expect(asked).to.equal(1)
  })

  it('is idle when nobody waits, and only then', async () => {
    const { group } = aGroup(10)
    await group.idle()
    let answered = false
    void group.submit([1]).then(() => {
      answered = true
    })
    await group.idle()
    expect(answered).to.equal(true)
  })
})
