import { expect } from 'chai'
import { blockRows, Columns } from '../../src/figures/columns.ts'

describe('columns', () => {
  it('give freed rows away again before they take new room', () => {
    const columns = new Columns()
    const rows = Array.from({ length: blockRows + 3 }, () => columns.take())
    expect(rows.at(-1)).to.equal(blockRows + 2)
    const freed = [rows[0]!, rows[blockRows]!, rows[5]!]
    for (const row of freed) columns.release(row)
    expect(columns.size).to.equal(blockRows)
    const again = freed.map(() => columns.take())
    expect([...again].sort((a, b) => a - b)).to.deep.equal([...freed].sort((a, b) => a - b))
    expect(columns.take()).to.equal(blockRows + 3)
    expect([columns.size, columns.blocks.length]).to.deep.equal([blockRows + 4, 2])
  })

  it('widen to the largest number, and keep those that were there', () => {
    const columns = new Columns()
    const block = columns.blockOf(columns.take())
    const numbers = [0, 255, 256, 65_535, 65_536, 2 ** 32 - 1]
    for (const [at, number] of numbers.entries()) {
      block.setNumber('cell', at, number)
      expect([...block.numbers.cell.subarray(0, at + 1)]).to.deep.equal(numbers.slice(0, at + 1))
    }
    expect(block.numbers.zone.BYTES_PER_ELEMENT).to.equal(1)
  })
})
