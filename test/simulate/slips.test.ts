import { expect } from 'chai'
import { streamOf } from '../../src/simulate/random.ts'
import type { UnitRun } from '../../src/simulate/response.ts'
import { type Press, pressesOf } from '../../src/simulate/slips.ts'

const minute = 60_000
const one = {
  ...{ alertedAt: minute, enRouteAt: 2 * minute, atSceneAt: 10 * minute, transportingAt: 30 * minute },
  availableAt: 60 * minute,
} as UnitRun
const planned: readonly Press[] = [
  { status: 'alerted', at: one.alertedAt },
  { status: 'en-route', at: one.enRouteAt },
  { status: 'at-scene', at: one.atSceneAt! },
  { status: 'transporting', at: one.transportingAt! },
  { status: 'available', at: one.availableAt },
]
const draws = Array.from({ length: 40_000 }, (_, i) => pressesOf(one, planned, streamOf('slips', i)))
const at = (told: readonly Press[], status: Press['status']) =>
  told.find((press) => press.status === status)?.at

describe('a press that goes wrong', () => {
  it('is rare: most units tell what happened', () => {
    const wrong = draws.filter(({ told }) => told !== planned)
    expect(wrong.length / draws.length).to.be.within(0.004, 0.008)
  })

  it('is the same for the same draw, and never before the alert was given', () => {
    expect(pressesOf(one, planned, streamOf('slips', 7))).to.deep.equal(draws[7])
    for (const { told, rememberedAt = Number.POSITIVE_INFINITY } of draws)
      for (const press of [...told, { at: rememberedAt }]) expect(press.at).to.be.at.least(one.alertedAt)
  })

  for (const [title, found] of [
    ['arrives on leaving', (told) => one.transportingAt! - at(told, 'at-scene')! <= 12_000],
    ['arrives on setting out', (told) => at(told, 'at-scene')! - (at(told, 'en-route') ?? 0) <= 14_000],
    ['arrives before its alert', (told) => at(told, 'at-scene')! < at(told, 'alerted')!],
    ['arrives at its alert', (told) => at(told, 'at-scene') === at(told, 'alerted')],
    ['sets out after it arrived', (told) => at(told, 'en-route')! > at(told, 'at-scene')!],
    ['arrives twice', (told) => told.filter(({ status }) => status === 'at-scene').length === 2],
  ] as const satisfies readonly (readonly [string, (told: readonly Press[]) => boolean])[])
    it(`now and then ${title}`, () => {
      expect(draws.filter(({ told }) => found(told)).length).to.be.within(5, 120)
    })

  it('now and then is remembered hours later, long after the unit was free', () => {
    const late = draws.flatMap(({ rememberedAt }) => (rememberedAt === undefined ? [] : [rememberedAt]))
    expect(late.length).to.be.within(5, 60)
    for (const rememberedAt of late) expect(rememberedAt - one.alertedAt).to.be.above(180 * minute)
  })

  it('is none of a unit that never arrived, or that left at once', () => {
    const turned = { ...one, atSceneAt: undefined }
    const brief = { ...one, transportingAt: one.atSceneAt! + minute }
    for (let i = 0; i < 5000; i++)
      for (const other of [turned, brief])
        expect(pressesOf(other, planned, streamOf('slips', i)).told).to.equal(planned)
  })
})
