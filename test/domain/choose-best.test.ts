import { expect } from 'chai'
import fc from 'fast-check'
import { chooseBest, heldBy, type Option } from '../../src/domain/choose-best.ts'

const option = (values: Readonly<Record<number, number>>, cost = 1): Option => ({
  elements: Int32Array.from(Object.keys(values), Number),
  values: Float64Array.from(Object.values(values)),
  cost,
})
const worth = (options: readonly Option[], elements: number, chosen: readonly number[]) =>
  heldBy(
    chosen.map((index) => options[index]!),
    elements,
  ).reduce((sum, value) => sum + value, 0)

function choicesOf(count: number, k: number): number[][] {
  const longer = (chosen: number[]): number[][] =>
    chosen.length === k
      ? [chosen]
      : [
          chosen,
          ...Array.from({ length: count }, (_, i) => i)
            .filter((i) => i > (chosen.at(-1) ?? -1))
            .flatMap((i) => longer([...chosen, i])),
        ]
  return longer([])
}

describe('the best k of many options', () => {
  // The middle one covers most alone; the two beside it cover all together.
  const middle = option({ 1: 1, 2: 1, 3: 1, 4: 1 })
  const [left, right] = [option({ 0: 1, 1: 1, 2: 1 }), option({ 3: 1, 4: 1, 5: 1 })]

  it('are found where taking the best one at a time fails: covering', () => {
    const found = chooseBest([middle, left, right], 6, 2)
    expect(found).to.include({ greedy: 5, value: 6, method: 'exact', bound: 6 })
    expect([...found.chosen].sort()).to.deep.equal([1, 2])
  })

  it('are found where taking the best one at a time fails: seconds saved', () => {
    const options = [
      option({ 0: 60, 1: 60, 2: 60, 3: 60 }),
      option({ 0: 100, 1: 100 }),
      option({ 2: 100, 3: 100 }),
    ]
    expect(chooseBest(options, 4, 2)).to.include({ greedy: 320, value: 400, method: 'exact' })
  })

  it('come with a bound where patience ends, and exchange has mended the greedy choice', () => {
    const options = [middle, left, right, option({ 6: 0.75 })]
    const hasty = chooseBest(options, 7, 2, 0)
    // The fourth could add no more than its three quarters to what is had.
    expect(hasty).to.include({ value: 6, greedy: 5, method: 'greedy-exchange', bound: 6.75 })
    expect(chooseBest(options, 7, 2)).to.include({ value: 6, method: 'exact', bound: 6 })
  })

  it('are found where exchange of one for one is caught as well', () => {
    const options = [middle, left, right, option({ 5: 0.5, 6: 0.75 })]
    expect(chooseBest(options, 7, 2, 0)).to.include({ value: 5.25, greedy: 5.25 })
    expect(chooseBest(options, 7, 2)).to.include({ value: 6, greedy: 5.25, method: 'exact' })
  })

  it('are the cheaper of two that are worth the same', () => {
    expect(chooseBest([option({ 0: 2 }, 672), option({ 0: 2 }, 336)], 1, 1).chosen).to.deep.equal([1])
  })

  it('are fewer than k where nothing more helps, and none where nothing does', () => {
    expect(chooseBest([option({ 0: 1 }), option({ 0: 1 })], 1, 2).chosen).to.deep.equal([0])
    expect(chooseBest([], 3, 2)).to.deep.include({ chosen: [], value: 0, method: 'exact' })
  })

  const anyOptions = fc.array(
    fc.dictionary(fc.integer({ min: 0, max: 9 }).map(String), fc.integer({ min: 1, max: 9 }), { maxKeys: 6 }),
    { maxLength: 8 },
  )

  it('are those that brute force finds; without patience they are within the bound', () => {
    fc.assert(
      fc.property(anyOptions, fc.integer({ min: 1, max: 4 }), (drawn, k) => {
        const options = drawn.map((values) => option(values))
        const best = Math.max(...choicesOf(options.length, k).map((chosen) => worth(options, 10, chosen)))
        const found = chooseBest(options, 10, k)
        expect(found.method).to.equal('exact')
        expect(found.value).to.equal(best)
        expect(worth(options, 10, found.chosen)).to.equal(best)
        const hasty = chooseBest(options, 10, k, 0)
        expect(hasty.value).to.be.at.most(best)
        expect(hasty.value).to.be.at.least(hasty.greedy)
        expect(hasty.bound).to.be.at.least(best)
        // Greedy is never worse than 1 - 1/e of the best (Nemhauser, Wolsey and Fisher 1978).
        expect(hasty.greedy).to.be.at.least(best * (1 - 1 / Math.E) - 1e-9)
      }),
      { numRuns: 300, seed: 11 },
    )
  })
})
