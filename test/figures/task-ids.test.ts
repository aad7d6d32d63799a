import { expect } from 'chai'
import fc from 'fast-check'
import { TaskIds } from '../../src/figures/task-ids.ts'

/** The ids beside what a caller keeps: where each row's id lies. */
function emptyIds() {
  const places: number[] = []
  const ids = new TaskIds((row) => places[row]!)
  return {
    ids,
    add: (id: string, row: number) => {
      places[row] = ids.add(id, row)
    },
    textOf: (row: number) => ids.textAt(places[row]!),
  }
}

/** Few enough to meet again, some of them alike but for one unit, a width or an end. */
const anyId = fc.oneof(
  { weight: 6, arbitrary: fc.nat(600).map((number) => `erica-${7_000_000 + number}`) },
  { weight: 2, arbitrary: fc.nat(300).map((number) => `${number}`.repeat(40)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'ä', 'Ā', 'a', 'a\u0000', '\ud800', '\udc00', '😀', '\u0101x'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
)

describe('task ids', () => {
  it('are found as a plain map finds them, whatever is added, let go and added again', () => {
    const change = fc.tuple(anyId, fc.boolean())
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3000, size: 'max' }), (changes) => {
        const { ids, add, textOf } = emptyIds()
        const plain = new Map<string, number>()
        const seen = new Set<string>()
        for (const [row, [id, keeps]] of changes.entries()) {
          seen.add(id)
          if (plain.has(id) && !keeps) {
            ids.remove(id)
            plain.delete(id)
          } else if (!plain.has(id)) {
            add(id, row)
            plain.set(id, row)
          }
        }
        for (const id of seen) expect(ids.find(id), JSON.stringify(id)).to.equal(plain.get(id) ?? -1)
        for (const [id, row] of plain) expect(textOf(row)).to.equal(id)
      }),
      { numRuns: 60, seed: 5 },
    )
  })

  it('stay apart by the hundred thousand, past every growth, with half of them let go', () => {
    const { ids, add } = emptyIds()
    const n = 100_000
    for (let row = 0; row < n; row++) add(`T${row}`, row)
    for (let row = 0; row < n; row += 2) ids.remove(`T${row}`)
    let wrong = 0
    for (let row = 0; row < n; row++) if (ids.find(`T${row}`) !== (row % 2 === 0 ? -1 : row)) wrong++
    expect(wrong).to.equal(0)
    expect(ids.find(`T${n}`)).to.equal(-1)
  })

  for (const [one, other] of [
    ['erica-7580959', 'erica-9621096'],
    ['T1', 'T1\u84be\ub1aa'],
  ] as const)
    it(`stay apart when their hashes are the same, as of ${one} and ${other}`, () => {
      for (const [first, second] of [
        [one, other],
        [other, one],
      ] as const) {
        const { ids, add } = emptyIds()
        add(first, 0)
        expect(ids.find(second)).to.equal(-1)
        add(second, 1)
        ids.remove(first)
        expect([first, second].map((id) => ids.find(id))).to.deep.equal([-1, 1])
      }
    })

  for (const length of [63, 64, 8191, 8192, 300_000])
    it(`may be ${length} units long, narrow or wide`, () => {
      const { ids, add, textOf } = emptyIds()
      for (const [row, id] of ['x'.repeat(length), 'Ж'.repeat(length)].entries()) {
        add(id, row)
        expect(ids.find(id)).to.equal(row)
        expect(textOf(row) === id).to.equal(true)
        expect(ids.find(id.slice(1))).to.equal(-1)
      }
    })

  it('of a million units are refused, and leave nothing behind', () => {
    const { ids } = emptyIds()
    const id = 'Ж'.repeat(1_000_000)
    expect(() => ids.add(id, 0)).to.throw(RangeError, 'expected at most 1048576')
    expect(ids.find(id)).to.equal(-1)
  })
})
