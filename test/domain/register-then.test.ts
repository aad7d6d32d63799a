/** A register at a moment: as its log tells of then, and what is not logged as it reads now. */
import { expect } from 'chai'
import { type RegisterLine, registerAt, rowOn } from '../../src/domain/register-then.ts'

describe('a register at a moment', () => {
  const now = new Map([
    ['a', 'a3'],
    ['never-logged', 'n'],
    ['b', 'b2'],
  ])
  const lines: RegisterLine<string>[] = [
    { id: 'a', at: Number.NEGATIVE_INFINITY, entry: 'a1' },
    { id: 'a', at: 10, entry: 'a2' },
    { id: 'gone', at: 12, entry: 'g' },
    { id: 'b', at: 15, entry: 'b1' },
    { id: 'gone', at: 20 },
    { id: 'a', at: 30, entry: 'a3' },
    { id: 'b', at: 30, entry: 'b2' },
  ]
  const rows: [at: number, found: Record<string, string>][] = [
    [9, { a: 'a1', 'never-logged': 'n' }],
    [10, { a: 'a2', 'never-logged': 'n' }],
    [19, { a: 'a2', 'never-logged': 'n', gone: 'g', b: 'b1' }],
    [20, { a: 'a2', 'never-logged': 'n', b: 'b1' }],
    [30, { a: 'a3', 'never-logged': 'n', b: 'b2' }],
  ]
  for (const [at, found] of rows)
    it(`reads at ${at} as it did`, () => {
      expect(Object.fromEntries(registerAt(now, lines, at))).to.deep.equal(found)
    })

  const dated = [{ name: 'always' }, { name: 'new', validFrom: '2026-05-01' }]
  for (const [on, name] of [
    ['2026-04-30', 'always'],
    ['2026-05-01', 'new'],
  ] as const)
    it(`has of several rows the one '${name}' on ${on}`, () => {
      expect(rowOn(dated, on)?.name).to.equal(name)
    })

  it('has the first row where none has begun, and none of nothing', () => {
    expect(rowOn([{ validFrom: '2026-05-01' }], '2020-01-01')).to.deep.equal({ validFrom: '2026-05-01' })
    expect(rowOn([], '2020-01-01')).to.equal(undefined)
  })
})
