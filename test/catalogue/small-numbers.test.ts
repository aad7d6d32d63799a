/** Bad input: too little of it. What a figure says, and what it keeps silent, of 0, 1, 9, 10, 29 and 30 tasks. */
import { expect } from 'chai'
import type { ComplianceRow } from '../../src/contract/compliance.ts'
import { complianceTable } from '../../src/report/compliance-table.ts'
import { type ComplianceContext, showCompliance } from '../../src/usecases/show-compliance.ts'
import {
  aDecision,
  aTarget,
  contextOf,
  created,
  reached,
  type SmallWorld,
  smallWorld,
  status,
} from '../usecases/small-world.ts'
import { closed, expectFigures, send } from './cases.ts'

const targets = [aTarget(), aTarget({ withinSeconds: 660, requiredShare: 0.9 })]
/** One month for each number of tasks; reached in 1, 2, 3 … times ten seconds. */
const months = { 0: '2025-01', 1: '2025-02', 9: '2025-03', 10: '2025-04', 29: '2025-05', 30: '2025-06' }
const missingMonth = '2025-07'

describe('bad input: few tasks', () => {
  let world: SmallWorld
  let context: ComplianceContext

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld({ decisions: [aDecision({ targets })] })
    for (const [n, month] of Object.entries(months))
      await send(
        world,
        Array.from({ length: Number(n) }, (_, i) =>
          reached(`${month}/${i}`, Date.parse(`${month}-10T10:00:00Z`) + i * 1000, 10 * (i + 1)),
        ).flat(),
      )
    const at = Date.parse(`${missingMonth}-10T10:00:00Z`)
    await send(
      world,
      Array.from({ length: 40 }, (_, i) => [
        created(`missing ${i}`, at),
        status(`E${i}`, 'alerted', at, `missing ${i}`),
        closed(`missing ${i}`, at + 3_600_000),
      ]).flat(),
    )
    context = await contextOf(world)
  })

  const show = (month: string) =>
    showCompliance({ service: 'ems', from: `${month}-01`, to: `${month}-28` }, context)
  const coreOf = (month: string): ComplianceRow =>
    show(month).rows.find(({ zone, urgency }) => zone === 'core-urban' && urgency === 'A+B')!

  const cases: [
    n: keyof typeof months,
    median: number | undefined,
    p90: number | undefined,
    lights: string,
  ][] = [
    [0, undefined, undefined, 'cannot-tell cannot-tell'],
    [1, undefined, undefined, 'cannot-tell cannot-tell'],
    [9, undefined, undefined, 'cannot-tell cannot-tell'],
    [10, 55, undefined, 'met leaning-met'],
    [29, 150, undefined, 'met leaning-met'],
    [30, 155, 271, 'met leaning-met'],
  ]
  for (const [n, median, p90, lights] of cases)
    it(`of ${n}: median ${median ?? 'not told'}, 90th percentile ${p90 ?? 'not told'} (trap 47)`, () => {
      const row = coreOf(months[n])
      expect(row).to.include({ total: n, used: n, missing: 0 })
      expect([row.medianSeconds, row.p90Seconds]).to.deep.equal([median, p90])
      expect(row.targets.map(({ light }) => light).join(' ')).to.equal(lights)
      for (const target of row.targets) {
        expect(target.inTime).to.equal(n)
        expect(target.share).to.equal(n === 0 ? undefined : 1)
        expect(target.shareLow === undefined, 'an interval of no tasks').to.equal(n === 0)
      }
    })

  it('of none: neither 100 % nor 0 %, in the answer and on paper (trap 51)', () => {
    const shown = show(months[0])
    expect(shown).to.include({ total: 0, used: 0 })
    for (const { targets: figures } of shown.rows)
      for (const figure of figures)
        expect(figure).to.not.have.any.keys('share', 'shareAtLeast', 'shareAtMost')
    expect(complianceTable(shown)).to.not.match(/100 %|NaN|Infinity|undefined/)
  })

  it('all of them missing: no share, anything between 0 and 1, and nothing can be told (trap 11)', () => {
    const row = coreOf(missingMonth)
    expect(row).to.deep.include({ total: 40, used: 0, missing: 40, excluded: { 'arrival-missing': 40 } })
    expect(row).to.not.have.any.keys('medianSeconds', 'p90Seconds', 'meanSeconds')
    expect(row.targets).to.have.length(2)
    for (const figure of row.targets) {
      expect(figure).to.include({ inTime: 0, shareAtLeast: 0, shareAtMost: 1, light: 'cannot-tell' })
      expect(figure).to.not.have.any.keys('share', 'shareLow', 'shareHigh')
    }
    expect(complianceTable(show(missingMonth))).to.not.match(/NaN|Infinity|undefined/)
  })

  it('and every task of these is counted once', () => expectFigures(world))
})
