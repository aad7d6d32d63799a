import { expect } from 'chai'
import fc from 'fast-check'
import { createReachField, type FieldSource, type SourceChange } from '../../../geo/coverage/reach-field.ts'

const measures = [
  { id: 'first-unit' },
  { id: 'second-unit', needs: { units: 2 } },
  { id: 'group', needs: { leaders: 1, crew: 3 } },
]
const ids = [...'abcdefghijkl']

const worlds = fc.integer({ min: 1, max: 12 }).chain((cells) => {
  // Few seconds make many ties; some cells are never reached, some after more than sixteen bits.
  const seconds = fc.oneof(fc.nat(4), fc.nat(3000), fc.constantFrom(65_533, 65_534, 65_535))
  const source = fc.record({
    id: fc.constantFrom(...ids),
    drive: fc.array(seconds, { minLength: cells, maxLength: cells }).map((row) => Uint16Array.from(row)),
    delaySeconds: fc.oneof(fc.nat(3), fc.nat(900)),
    counts: fc.subarray(measures.map(({ id }) => id)),
    strengths: fc.option(fc.record({ group: fc.record({ leaders: fc.nat(1), crew: fc.nat(3) }) }), {
      nil: undefined,
    }),
  })
  const change: fc.Arbitrary<SourceChange> = fc.oneof(
    { arbitrary: source.map((put) => ({ put })), weight: 4 },
    { arbitrary: fc.constantFrom(...ids).map((remove) => ({ remove })), weight: 1 },
  )
  return fc.record({
    cells: fc.constant(cells),
    changes: fc.array(change, { maxLength: 30, size: 'max' }),
    source,
  })
})

/** All that has come, put in order and counted until it is enough. */
function worked(sources: readonly FieldSource[], measure: string, cell: number) {
  const come = sources
    .filter(({ counts }) => counts.includes(measure))
    .map((source) => ({ ...source, at: Math.min(65_534, source.drive[cell] + source.delaySeconds) }))
    .filter(({ drive }) => drive[cell] !== 65_535)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const last = come.findIndex((_, i) => {
    const there = come.slice(0, i + 1).map(({ strengths }) => strengths?.group ?? { leaders: 0, crew: 0 })
    const leaders = there.reduce((sum, each) => sum + each.leaders, 0)
    const persons = there.reduce((sum, each) => sum + each.leaders + each.crew, 0)
    if (measure === 'group') return leaders >= 1 && persons >= 4
    return there.length >= (measure === 'first-unit' ? 1 : 2)
  })
  return { seconds: come[last]?.at ?? 65_535, nearest: come[last]?.id }
}

const after = (held: readonly FieldSource[], change: SourceChange) => {
  const id = 'put' in change ? change.put.id : change.remove
  const others = held.filter((source) => source.id !== id)
  return 'put' in change ? [...others, change.put] : others
}
const stateOf = (field: ReturnType<typeof createReachField>) =>
  measures.map(({ id }) => ({
    seconds: [...field.seconds(id)],
    nearest: Array.from({ length: field.cells }, (_, cell) => field.nearest(id, cell)),
  }))

describe('a reach field', () => {
  it('equals, after any changes, a field made anew and one worked out cell by cell', () => {
    fc.assert(
      fc.property(worlds, ({ cells, changes }) => {
        const field = createReachField(cells, measures)
        let held: FieldSource[] = []
        for (const change of changes) {
          const before = stateOf(field)
          const told = 'put' in change ? field.put(change.put) : field.remove(change.remove)
          held = after(held, change)
          const now = stateOf(field)
          measures.forEach(({ id }, m) => {
            const moved = now[m].seconds.flatMap((value, cell) =>
              value === before[m].seconds[cell] ? [] : [cell],
            )
            const {
              cells: found,
              before: was,
              after: is,
            } = told.get(id) ?? { cells: [], before: [], after: [] }
            expect([...found]).to.deep.equal(moved)
            expect([...was]).to.deep.equal(moved.map((cell) => before[m].seconds[cell]))
            expect([...is]).to.deep.equal(moved.map((cell) => now[m].seconds[cell]))
          })
        }
        expect(stateOf(field)).to.deep.equal(stateOf(createReachField(cells, measures, held)))
        measures.forEach(({ id }, m) => {
          const expected = stateOf(field)[m].seconds.map((_, cell) => worked(held, id, cell))
          expect(stateOf(field)[m].seconds).to.deep.equal(expected.map(({ seconds }) => seconds))
          expect(stateOf(field)[m].nearest).to.deep.equal(expected.map(({ nearest }) => nearest))
        })
      }),
      { numRuns: 600, seed: 21 },
    )
  })

  it('never makes a cell later for a source more, or earlier for a longer delay', () => {
    fc.assert(
      fc.property(worlds, fc.nat(600), ({ cells, changes, source }, longer) => {
        const held = changes.reduce(after, [] as FieldSource[]).filter(({ id }) => id !== source.id)
        const without = stateOf(createReachField(cells, measures, held))
        const withIt = stateOf(createReachField(cells, measures, [...held, source]))
        const slower = { ...source, delaySeconds: source.delaySeconds + longer }
        const withSlower = stateOf(createReachField(cells, measures, [...held, slower]))
        measures.forEach((_, m) => {
          for (let cell = 0; cell < cells; cell++) {
            expect(withIt[m].seconds[cell]).to.be.at.most(without[m].seconds[cell])
            expect(withSlower[m].seconds[cell]).to.be.at.least(withIt[m].seconds[cell])
          }
        })
      }),
      { numRuns: 400, seed: 22 },
    )
  })

  it('answers what a change would move, and stays as it is', () => {
    fc.assert(
      fc.property(worlds, ({ cells, changes, source }) => {
        const held = changes.reduce(after, [] as FieldSource[])
        const field = createReachField(cells, measures, held)
        const before = stateOf(field)
        for (const change of [{ put: source }, { remove: source.id }]) {
          const asked = field.whatIf(change)
          expect(stateOf(field)).to.deep.equal(before)
          expect(field.ids()).to.deep.equal(held.map(({ id }) => id).sort())
          const other = createReachField(cells, measures, held)
          expect(asked).to.deep.equal('put' in change ? other.put(source) : other.remove(source.id))
        }
      }),
      { numRuns: 200, seed: 23 },
    )
  })

  it('refuses a source that does not fit, and changes nothing', () => {
    const fits = { id: 'a', drive: Uint16Array.of(5, 9), delaySeconds: 60, counts: ['first-unit'] }
    const field = createReachField(2, measures, [fits])
    for (const [change, message] of [
      [{ drive: Uint16Array.of(5) }, "source 'a' has 1 drive times; expected one for each of 2 cells"],
      [{ delaySeconds: -60 }, "source 'a' has a delay of -60 s; expected whole seconds, 0 to 65534"],
      [{ delaySeconds: 1.5 }, 'a delay of 1.5 s; expected whole seconds'],
      [{ delaySeconds: 65_535 }, 'a delay of 65535 s; expected whole seconds'],
      [{ strengths: { group: { leaders: 1, crew: -1 } } }, 'the strength 1+-1; expected whole numbers'],
    ] as const) {
      expect(() => field.put({ ...fits, ...change })).to.throw(RangeError, message)
      expect(() => createReachField(2, measures, [{ ...fits, ...change }])).to.throw(RangeError, message)
    }
    expect([...field.seconds('first-unit')]).to.deep.equal([65, 69])
    expect(() => field.seconds('ambulance')).to.throw(
      RangeError,
      "measure 'ambulance'; expected first-unit, second-unit, group",
    )
    expect([...field.remove('nobody').keys()]).to.deep.equal([])
  })
})
