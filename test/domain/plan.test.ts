import { expect } from 'chai'
import { planOf, planSchema } from '../../src/contract/plan.ts'
import { type PlanChange, type Standing, withPlan } from '../../src/domain/plan.ts'
import { everyDay, type ReadinessPeriod } from '../../src/domain/readiness.ts'

const place = { lon: 24.7, lat: 62.26 }
const period = (change: Partial<ReadinessPeriod> = {}): ReadinessPeriod => ({
  ...{ id: 'keuruu-1', station: 'keuruu', service: 'rescue', slot: 'RKS 101', kind: 'on-call' },
  ...{ unitTypes: ['rescue-unit'], weekdays: everyDay, from: '00:00', to: '24:00', validFrom: '2020-01-01' },
  ...{ turnout: { medianSeconds: 360, p90Seconds: 600 }, dateConfirmed: true, demo: false },
  ...change,
})
const keuruu = { station: 'keuruu', name: 'Keuruu', services: ['rescue'] as const, place }
const today: Standing = { stations: [keuruu], periods: [period()] }
const after = (...changes: PlanChange[]) => withPlan(today, { changes })

describe('a plan laid over what stands', () => {
  it('adds a crew, and leaves what it was laid over as it was', () => {
    const crew = period({ id: 'keuruu-2', slot: 'RKS 104', kind: '24/7' })
    expect(after({ kind: 'set-readiness', period: crew }).periods).to.deep.equal([period(), crew])
    expect(today.periods).to.have.length(1)
  })

  it('puts a period in the place of the one with its id', () => {
    const crew = period({ kind: '24/7', turnout: { medianSeconds: 60, p90Seconds: 90 } })
    expect(after({ kind: 'set-readiness', period: crew }).periods).to.deep.equal([crew])
  })

  it('closes a station with all that stands at it', () => {
    expect(after({ kind: 'close-station', station: 'keuruu' })).to.deep.equal({ stations: [], periods: [] })
  })

  it('moves a station and leaves its crews', () => {
    const moved = { lon: 24.8, lat: 62.3 }
    expect(after({ kind: 'move-station', station: 'keuruu', place: moved })).to.deep.equal({
      ...{ stations: [{ ...keuruu, place: moved }], periods: [period()] },
    })
  })

  it('changes the turnout of every crew of a service', () => {
    const turnout = { medianSeconds: 90, p90Seconds: 120 }
    const { periods } = after({ kind: 'set-turnout', station: 'keuruu', service: 'rescue', turnout })
    expect(periods).to.deep.equal([period({ turnout })])
  })

  it('reads changes in their order: a station added may be staffed by the next', () => {
    const station = { ...keuruu, station: 'haapamaki', name: 'Haapamäki' }
    const crew = period({ id: 'haapamaki-1', station: 'haapamaki' })
    const { stations, periods } = after(
      { kind: 'add-station', station },
      { kind: 'set-readiness', period: crew },
    )
    expect([stations.length, periods.length]).to.deep.equal([2, 2])
  })

  const turnout = { medianSeconds: 60, p90Seconds: 90 }
  for (const [what, change, sentence] of [
    ['an unknown station', { kind: 'close-station', station: 'x' }, "found no station 'x'"],
    ['a known station added', { kind: 'add-station', station: keuruu }, "station 'keuruu' is there already"],
    ['an unknown period', { kind: 'remove-readiness', period: 'x' }, "found no readiness 'x'"],
    [
      'a period at an unknown station',
      { kind: 'set-readiness', period: period({ station: 'x' }) },
      "no station 'x'",
    ],
    [
      'a service the station lacks',
      { kind: 'set-readiness', period: period({ service: 'ems' }) },
      "service 'ems'",
    ],
    [
      'a turnout of ten hours',
      {
        kind: 'set-turnout',
        station: 'keuruu',
        service: 'rescue',
        turnout: { ...turnout, p90Seconds: 36_000 },
      },
      'a turnout of 36000 s; expected 0 to 3600 s',
    ],
    [
      'a turnout below zero',
      {
        kind: 'set-turnout',
        station: 'keuruu',
        service: 'rescue',
        turnout: { ...turnout, medianSeconds: -5 },
      },
      'a turnout of -5 s',
    ],
    [
      'a turnout of nobody',
      { kind: 'set-turnout', station: 'keuruu', service: 'ems', turnout },
      'found no ems readiness',
    ],
  ] as const)
    it(`refuses ${what}, and says which change it was`, () => {
      const fine: PlanChange = { kind: 'move-station', station: 'keuruu', place }
      expect(() => after(fine, change as PlanChange))
        .to.throw(`change 2 (${change.kind}): `)
        .and.property('message')
        .contains(sentence)
    })

  it('takes no crew away from another station by using its id', () => {
    const station = { ...keuruu, station: 'multia', name: 'Multia' }
    const crew = period({ station: 'multia' })
    expect(() => after({ kind: 'add-station', station }, { kind: 'set-readiness', period: crew })).to.throw(
      "change 2 (set-readiness): readiness 'keuruu-1' belongs to station 'keuruu'",
    )
  })
})

describe('a plan file', () => {
  it('reads into the plan of the domain', () => {
    const file = {
      vaste: 'plan',
      name: 'Keuruu 24/7',
      changes: [{ kind: 'close-station', station: 'keuruu' }],
    }
    expect(planOf(planSchema.parse(file))).to.deep.equal({
      ...{ name: 'Keuruu 24/7', changes: [{ kind: 'close-station', station: 'keuruu' }] },
    })
  })
})
