import { expect } from 'chai'
import { createTaskCollector } from '../../../src/intake/tasks/collect-tasks.ts'

const rules = { source: 's', createdWhenMissing: 'refuse', time: { resolutionSeconds: 1 } } as const
const row = (task: string, line: number, at: number) => ({
  ...{ line, task, ambiguousTimes: 0, placeIsZero: false },
  facts: { service: 'ems', createdAt: 1000 } as const,
  units: [{ unit: `u${line}`, times: [{ status: 'alerted', at }] as const }],
})

describe('completed tasks', () => {
  it('are remembered up to a number, the oldest forgotten first, with their closes', () => {
    const collector = createTaskCollector(rules, { windowRows: 0, rememberedTasks: 3 })
    const idsOf = (task: string, line: number, at: number) =>
      collector
        .add(row(task, line, at))
        .flatMap(({ rows }) => rows.flatMap(({ events }) => events.map(({ id }) => id)))
    for (const [i, task] of ['a', 'b', 'c', 'd'].entries())
      expect(idsOf(task, i, 2000)).to.include(`${task}/created`)
    expect(idsOf('b', 5, 9000)).to.deep.equal(['b/u5/alerted', 'b/closed/2'])
    expect(idsOf('b', 6, 9500)).to.deep.equal(['b/u6/alerted', 'b/closed/3'])
    expect(idsOf('c', 7, 100)).to.deep.equal(['c/u7/alerted'])
    // The fourth task took the place of the first, which is read as a new one.
    expect(idsOf('a', 8, 2000)).to.deep.equal(['a/created', 'a/u8/alerted', 'a/closed'])
    expect(idsOf('d', 9, 100)).to.deep.equal(['d/u9/alerted'])
  })
})
