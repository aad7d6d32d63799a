import { expect } from 'chai'
import fc from 'fast-check'
import { createCalendar, type Span } from '../../src/domain/calendar.ts'
import { VasteError } from '../../src/domain/error.ts'
import {
  checkPeriod,
  everyDay,
  type OpenStation,
  personsOf,
  type ReadinessKind,
  type ReadinessPeriod,
} from '../../src/domain/readiness.ts'
import { addDays, instantAt, shiftsOf, standsAt } from '../../src/domain/readiness-clock.ts'
import { findingsOf } from '../../src/domain/readiness-findings.ts'
import { currentReadiness } from '../../src/domain/readiness-live.ts'
import { periodsAfter, withEdit } from '../../src/domain/readiness-log.ts'
import {
  changesIn,
  crewHours,
  plannedReadiness,
  readinessAt,
  timeline,
} from '../../src/domain/readiness-timeline.ts'

const helsinki = createCalendar('Europe/Helsinki')
const hour = 3_600_000
const at = (local: string) => instantAt(helsinki, local.slice(0, 10), minutes(local.slice(11)))
const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const days = (from: string, to: string): Span => ({ from: at(`${from} 00:00`), to: at(`${to} 00:00`) })
const hours = (spans: readonly Span[]) => spans.map(({ from, to }) => (to - from) / hour)

const laukaa: OpenStation = { station: 'laukaa', services: ['rescue', 'ems'] }

function aPeriod(change: Partial<ReadinessPeriod> = {}): ReadinessPeriod {
  return {
    ...{ id: 'p1', station: 'laukaa', service: 'rescue', slot: 'spearhead', kind: '24/7' },
    ...{ strength: { leaders: 1, crew: 1 }, unitTypes: ['spearhead'], weekdays: everyDay },
    ...{ from: '00:00', to: '24:00', validFrom: '2024-05-06', dateConfirmed: true, demo: false },
    ...change,
  } as ReadinessPeriod
}
const onCall = (change: Partial<ReadinessPeriod> = {}) =>
  aPeriod({
    ...{ id: 'brigade', slot: 'brigade', kind: 'on-call', strength: { leaders: 1, crew: 3 } },
    ...{ validFrom: '2020-01-01', turnout: { medianSeconds: 360, p90Seconds: 600 } },
    ...change,
  })
const daytime = (change: Partial<ReadinessPeriod> = {}) =>
  aPeriod({
    ...{ id: 'day', slot: 'ambulance-1', service: 'ems', kind: 'daytime', from: '08:00', to: '20:00' },
    ...change,
  })

describe('a readiness period', () => {
  for (const [title, change, sentence] of [
    [
      'a turnout below zero',
      { turnout: { medianSeconds: -1, p90Seconds: 60 } },
      /turnout of -1 s; expected 0 to 3600 s/,
    ],
    ['a turnout of ten hours', { turnout: { medianSeconds: 60, p90Seconds: 36_000 } }, /turnout of 36000 s/],
    [
      'a turnout that is no number',
      { turnout: { medianSeconds: Number.NaN, p90Seconds: 60 } },
      /turnout of NaN/,
    ],
    ['90 % quicker than the median', { turnout: { medianSeconds: 90, p90Seconds: 60 } }, /no less at 90 %/],
    [
      'an end equal to the beginning',
      { kind: 'daytime', from: '08:00', to: '08:00' },
      /08:00 to 08:00; expected an end other/,
    ],
    ['a beginning at the end of the day', { kind: 'daytime', from: '24:00', to: '08:00' }, /24:00 to 08:00/],
    ['a time that no clock shows', { from: '25:00' }, /found time '25:00'; expected one of 00:00 to 24:00/],
    ['a time after the last', { to: '24:01' }, /found time '24:01'/],
    ['an end before its first day', { validTo: '2024-05-05' }, /2024-05-06 to 2024-05-05 \(not included\)/],
    ['an end on its first day', { validTo: '2024-05-06' }, /expected an end after the first day/],
    ['no weekday', { weekdays: [] }, /weekdays \[\]/],
    ['a weekday twice', { weekdays: [1, 1] }, /weekdays \[1, 1\]/],
    ['an eighth weekday', { weekdays: [8] }, /weekdays \[8\]/],
    [
      'round the clock for part of the day',
      { from: '08:00' },
      /kind 24\/7 from 08:00 to 24:00 on 7 weekdays/,
    ],
    ['round the clock on five days', { weekdays: [1, 2, 3, 4, 5] }, /on 5 weekdays/],
    ['nobody', { strength: { leaders: 0, crew: 0 } }, /strength 0\+0; expected whole numbers of 1 to 50/],
    ['half a person', { strength: { leaders: 1, crew: 0.5 } }, /strength 1\+0.5/],
  ] as [string, Partial<ReadinessPeriod>, RegExp][])
    it(`is refused with ${title}`, () => {
      expect(() => checkPeriod(aPeriod(change))).to.throw(VasteError, sentence)
    })

  it('is taken with what is not stated left out', () => {
    checkPeriod(aPeriod({ strength: undefined, unitTypes: [], turnout: undefined }))
    checkPeriod(daytime({ from: '22:00', to: '06:00', weekdays: [7] }))
  })
})

describe('the local clock of a shift', () => {
  for (const [title, period, span, found] of [
    ['a day', aPeriod(), days('2026-11-21', '2026-11-22'), [24]],
    ['a week without its midnights', aPeriod(), days('2026-11-16', '2026-11-23'), [168]],
    ['the night of spring (trap 17)', aPeriod(), days('2026-03-29', '2026-03-30'), [23]],
    ['the night of autumn (trap 16)', aPeriod(), days('2026-10-25', '2026-10-26'), [25]],
    [
      'a night shift in spring',
      daytime({ from: '22:00', to: '06:00', weekdays: [6] }),
      days('2026-03-28', '2026-03-30'),
      [7],
    ],
    [
      'a night shift in autumn',
      daytime({ from: '22:00', to: '06:00', weekdays: [6] }),
      days('2026-10-24', '2026-10-26'),
      [9],
    ],
    [
      'a shift that begins in the hour left out',
      daytime({ from: '03:30', to: '05:00' }),
      days('2026-03-29', '2026-03-30'),
      [1],
    ],
    [
      'a shift within the hour left out',
      daytime({ from: '03:15', to: '03:45' }),
      days('2026-03-29', '2026-03-30'),
      [],
    ],
    [
      'a shift that ends in the hour shown twice',
      daytime({ from: '02:00', to: '03:30' }),
      days('2026-10-25', '2026-10-26'),
      [1.5],
    ],
    [
      'a shift that begins in the hour shown twice',
      daytime({ from: '03:30', to: '05:00' }),
      days('2026-10-25', '2026-10-26'),
      [2.5],
    ],
    [
      'the rest of the evening before',
      daytime({ from: '22:00', to: '06:00' }),
      days('2026-11-21', '2026-11-22'),
      [6, 2],
    ],
    ['nothing before its first day', aPeriod(), days('2024-05-05', '2024-05-06'), []],
    [
      'the end of a night from midnight of its first day',
      daytime({ from: '22:00', to: '06:00' }),
      days('2024-05-06', '2024-05-07'),
      [6, 2],
    ],
    [
      'nothing after midnight of its end',
      daytime({ from: '22:00', to: '06:00', validTo: '2024-05-07' }),
      days('2024-05-06', '2024-05-09'),
      [6, 2],
    ],
  ] as [string, ReadinessPeriod, Span, number[]][])
    it(`gives ${title}`, () => {
      expect(hours(shiftsOf(period, span, helsinki))).to.deep.equal(found)
    })

  it('never runs backwards, on any night of any year', () => {
    const date = fc.integer({ min: 0, max: 3650 }).map((n) => addDays('2020-01-01', n))
    const minute = fc.integer({ min: 0, max: 1440 })
    fc.assert(
      fc.property(fc.oneof(date, fc.constantFrom('2026-03-29', '2026-10-25')), minute, minute, (on, a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)].map((m) => instantAt(helsinki, on, m))
        expect(first!).to.be.at.most(second!)
        expect(first!).to.be.within(helsinki.startOfDate(on), helsinki.startOfDate(addDays(on, 1)))
      }),
      { seed: 4, numRuns: 500 },
    )
  })
})

const dates = ['2026-03-23', '2026-03-27', '2026-03-30', '2026-04-02', '2026-10-23', '2026-10-26']
const clock = fc.integer({ min: 0, max: 95 }).map((n) => {
  const minute = n * 15
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
})
const anyPeriod = fc
  .record({
    from: clock,
    to: clock,
    weekdays: fc.subarray([...everyDay], { minLength: 1 }),
    slot: fc.constantFrom('one', 'two'),
    service: fc.constantFrom('ems', 'rescue'),
    kind: fc.constantFrom<ReadinessKind>('daytime', 'on-call'),
    validFrom: fc.constantFrom(...dates.slice(0, 4)),
    validTo: fc.option(fc.constantFrom(...dates.slice(4)), { nil: undefined }),
    crew: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  })
  .filter(({ from, to }) => from !== to)
  .map(({ crew, ...period }) =>
    aPeriod({ ...period, strength: crew === undefined ? undefined : { leaders: 1, crew } } as never),
  )
const manyPeriods = fc
  .array(anyPeriod, { minLength: 1, maxLength: 6 })
  .map((periods) => periods.map((period, i) => ({ ...period, id: `p${i}` })))
const [zero, end] = [at('2026-03-26 00:00'), at('2026-04-03 00:00')]
const instant = fc.integer({ min: 0, max: (end - zero) / 60_000 }).map((n) => zero + n * 60_000)
const anySpan = fc
  .tuple(instant, instant)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const anyStation = fc.record({
  ...{ station: fc.constant('laukaa'), services: fc.constant(['ems', 'rescue'] as const) },
  closedFrom: fc.option(fc.constantFrom('2026-03-28', '2026-03-29', '2026-03-31'), { nil: undefined }),
})

describe('the timeline of a station', () => {
  it('divides time exactly, and agrees with what stands at any instant', () => {
    fc.assert(
      fc.property(anyStation, manyPeriods, anySpan, instant, (station, periods, span, when) => {
        const { slots, holes, overlaps } = timeline(station, periods, span, helsinki)
        for (const { segments } of slots) {
          expect(segments[0]!.from).to.equal(span.from)
          expect(segments.at(-1)!.to).to.equal(span.to)
          for (const [i, segment] of segments.entries()) {
            expect(segment.from).to.be.below(segment.to)
            if (i > 0) expect(segment.from).to.equal(segments[i - 1]!.to)
          }
        }
        if (when < span.from || when >= span.to) return
        const standing = readinessAt([station], periods, when, helsinki).get('laukaa')!
        const drawn = slots.flatMap(({ segments }) =>
          segments.filter(({ from, to }) => from <= when && when < to).flatMap((segment) => segment.standing),
        )
        const ids = (found: readonly ReadinessPeriod[]) => found.map(({ id }) => id).sort()
        expect(ids(drawn)).to.deep.equal(ids(standing))
        const isIn = (spans: readonly Span[]) => spans.some(({ from, to }) => from <= when && when < to)
        for (const service of ['ems', 'rescue'] as const)
          if (isIn(holes.filter((hole) => hole.service === service)))
            expect(standing.filter((period) => period.service === service)).to.deep.equal([])
        const twice = standing.some((a) =>
          standing.some((b) => a !== b && a.slot === b.slot && a.service === b.service),
        )
        expect(isIn(overlaps)).to.equal(twice)
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('takes crew-hours that add up over any split', () => {
    fc.assert(
      fc.property(anyStation, manyPeriods, anySpan, instant, (station, periods, span, cut) => {
        const middle = Math.min(span.to, Math.max(span.from, cut))
        const [whole, first, second] = [
          span,
          { from: span.from, to: middle },
          { from: middle, to: span.to },
        ].map((part) => crewHours(station, periods, part, helsinki))
        for (const kind of ['24/7', 'daytime', 'on-call'] as const)
          for (const field of ['hours', 'personHours', 'unstatedHours'] as const)
            expect(first![kind][field] + second![kind][field]).to.be.closeTo(whole![kind][field], 1e-9)
      }),
      { seed: 2, numRuns: 200 },
    )
  })

  it('counts a spearhead of two as 336 person-hours a week, and one not stated apart', () => {
    const week = days('2026-11-16', '2026-11-23')
    expect(crewHours(laukaa, [aPeriod()], week, helsinki)['24/7']).to.deep.equal({
      ...{ hours: 168, personHours: 336, unstatedHours: 0 },
    })
    expect(crewHours(laukaa, [aPeriod({ strength: undefined })], week, helsinki)['24/7']).to.deep.equal({
      ...{ hours: 168, personHours: 0, unstatedHours: 168 },
    })
    const summer = crewHours(laukaa, [aPeriod()], days('2026-03-23', '2026-03-30'), helsinki)['24/7']
    expect(summer.hours, 'the week that summer time begins (trap 17)').to.equal(167)
  })

  it('tells a hole where around the clock was promised, and none where only a daytime crew is (trap 54)', () => {
    const span = days('2026-11-16', '2026-11-18')
    const gap = onCall({ from: '17:00', to: '07:00' })
    const dayCrew = aPeriod({ id: 'day', slot: 'day', kind: 'daytime', from: '08:00', to: '17:00' })
    const { holes } = timeline(laukaa, [gap, dayCrew, daytime()], span, helsinki)
    expect(holes).to.deep.equal(
      ['2026-11-16', '2026-11-17'].map((day) => ({
        ...{ service: 'rescue', from: at(`${day} 07:00`), to: at(`${day} 08:00`) },
      })),
    )
  })

  it('tells no hole before anything was promised, nor after the station was closed in the middle of a period', () => {
    const closing = { ...laukaa, closedFrom: '2024-05-09' }
    const { holes, slots } = timeline(closing, [aPeriod()], days('2024-05-04', '2024-05-12'), helsinki)
    expect(holes).to.deep.equal([])
    expect(hours(slots[0]!.segments)).to.deep.equal([48, 72, 72])
    expect(slots[0]!.segments.map(({ standing }) => standing.length)).to.deep.equal([0, 1, 0])
  })

  it('takes another expectation from a plan', () => {
    const span = days('2026-11-16', '2026-11-17')
    const { holes } = timeline(laukaa, [daytime()], span, helsinki, [{ service: 'ems', ...span }])
    expect(hours(holes)).to.deep.equal([8, 4])
  })

  it('tells two periods for one crew, and which', () => {
    const second = aPeriod({ id: 'p2', validFrom: '2026-11-17' })
    const { overlaps } = timeline(laukaa, [aPeriod(), second], days('2026-11-16', '2026-11-18'), helsinki)
    expect(overlaps).to.have.length(1)
    expect(overlaps[0]!.from).to.equal(at('2026-11-17 00:00'))
    expect(overlaps[0]!.standing.map(({ id }) => id)).to.deep.equal(['p1', 'p2'])
  })

  it('tells what changes in the hours to come', () => {
    const now = at('2026-11-16 15:00')
    const periods = [aPeriod(), daytime(), onCall({ from: '17:00', to: '08:00', weekdays: [1, 2, 3, 4, 5] })]
    const changes = changesIn(timeline(laukaa, periods, { from: now, to: now + 12 * hour }, helsinki))
    expect(
      changes.map(({ at: when, slot, before, after }) => [when, slot, before.length, after.length]),
    ).to.deep.equal([
      [at('2026-11-16 17:00'), 'brigade', 0, 1],
      [at('2026-11-16 20:00'), 'ambulance-1', 1, 0],
    ])
  })
})

describe('what the weeks to come lack', () => {
  it('is nothing where a night shift follows a day shift, from its first midnight on', () => {
    const periods = [
      aPeriod({ id: 'd', kind: 'daytime', from: '08:00', to: '20:00' }),
      onCall({ id: 'n', slot: 'spearhead', from: '20:00', to: '08:00', validFrom: '2026-12-01' }),
    ]
    expect(findingsOf(laukaa, periods, '2026-11-20')).to.deep.equal([])
  })

  it('is told once for all weeks alike, with the weekdays and hours', () => {
    const weekdaysOnly = onCall({ from: '16:00', to: '24:00', weekdays: [1, 2, 3, 4, 5] })
    const elsewhere = daytime({ validFrom: '2027-02-01', validTo: '2027-03-01' })
    const found = findingsOf(laukaa, [weekdaysOnly, elsewhere], '2026-11-20')
    expect(found).to.have.length(1)
    expect(found[0]).to.include({ kind: 'hole', from: '2026-11-20' }).and.not.have.property('to')
    expect(found[0]!.spans).to.deep.equal(
      everyDay.map((weekday) => ({ weekday, from: '00:00', to: weekday < 6 ? '16:00' : '24:00' })),
    )
  })

  it('ends where a later period fills it, or the station is closed', () => {
    const ending = aPeriod({ validTo: '2027-01-01' })
    const next = aPeriod({ id: 'p2', validFrom: '2027-02-01' })
    expect(findingsOf(laukaa, [ending, next], '2026-11-20').map(({ from, to }) => [from, to])).to.deep.equal([
      ['2027-01-01', '2027-02-01'],
    ])
    expect(findingsOf({ ...laukaa, closedFrom: '2027-01-01' }, [ending], '2026-11-20')).to.deep.equal([])
  })

  it('is told twice where it is mended for a while', () => {
    const between = aPeriod({ id: 'p2', slot: 'other', validFrom: '2027-01-01', validTo: '2027-02-01' })
    const found = findingsOf(laukaa, [aPeriod({ validTo: '2026-12-01' }), between], '2026-11-20')
    expect(found.map(({ from, to }) => [from, to])).to.deep.equal([
      ['2026-12-01', '2027-01-01'],
      ['2027-02-01', undefined],
    ])
  })

  it('names the periods that claim the same crew', () => {
    const found = findingsOf(laukaa, [aPeriod(), aPeriod({ id: 'p2', validTo: '2027-01-01' })], '2026-11-20')
    expect(found).to.have.length(1)
    expect(found[0]).to.deep.include({
      kind: 'overlap',
      slot: 'spearhead',
      periods: ['p1', 'p2'],
      to: '2027-01-01',
    })
  })
})

describe('readiness now', () => {
  const now = at('2026-11-21 12:00')
  const planned = plannedReadiness([aPeriod({ turnout: { medianSeconds: 65, p90Seconds: 100 } }), onCall()])!
  const told = (change = {}) => ({
    ...{ crew: 2, turnoutSeconds: 70, at: now - 600_000, source: 'crew', freshness: 'fresh' as const },
    ...change,
  })

  it('of the plan is that of the crews at the station, or else of those on call', () => {
    expect(planned).to.deep.equal({ persons: 2, turnoutSeconds: 65, p90Seconds: 100, atStation: true })
    expect(plannedReadiness([onCall()])).to.include({ persons: 4, turnoutSeconds: 360, atStation: false })
    expect(plannedReadiness([aPeriod({ strength: undefined })])).to.deep.equal({ atStation: true })
    expect(plannedReadiness([])).to.equal(undefined)
  })

  for (const [title, plan, word, expected] of [
    [
      'is what was told, with its age',
      planned,
      told(),
      { basis: 'told', crew: 2, ageSeconds: 600, differences: [] },
    ],
    ['stays what was told while the source is late', planned, told({ freshness: 'late' }), { basis: 'told' }],
    [
      'is the plan again when the source is silent, with the age of the old word',
      planned,
      told({ crew: 1, freshness: 'silent' }),
      { basis: 'plan', crew: 2, turnoutSeconds: 65, ageSeconds: 600, differences: [] },
    ],
    [
      'is the plan where nothing was told',
      planned,
      undefined,
      { basis: 'plan', crew: 2, ageSeconds: undefined },
    ],
    ['is nothing where neither is', undefined, undefined, { basis: 'none', differences: [] }],
    [
      'says a missing hand',
      planned,
      told({ crew: 1 }),
      { differences: [{ kind: 'fewer', planned: 2, told: 1 }] },
    ],
    ['says one more', planned, told({ crew: 3 }), { differences: [{ kind: 'more', planned: 2, told: 3 }] }],
    [
      'says a slower turnout beyond the planned 90 % and a minute',
      planned,
      told({ turnoutSeconds: 126 }),
      { differences: [{ kind: 'slower', planned: 65, told: 126 }] },
    ],
    ['does not say one within a minute', planned, told({ turnoutSeconds: 125 }), { differences: [] }],
    [
      'says a quicker one',
      plannedReadiness([onCall()]),
      told({ crew: 4, turnoutSeconds: 90 }),
      { differences: [{ kind: 'faster', planned: 360, told: 90 }] },
    ],
    [
      'says a crew that nobody planned',
      undefined,
      told(),
      { differences: [{ kind: 'not-planned', told: 2 }] },
    ],
    [
      'says no difference from a strength that is not stated',
      plannedReadiness([aPeriod({ strength: undefined })]),
      told({ crew: 7 }),
      { differences: [] },
    ],
  ] as const)
    it(title, () => {
      expect(currentReadiness(plan, word, { at: now })).to.deep.include(expected)
    })

  it('says that it was told before the plan last changed', () => {
    expect(currentReadiness(planned, told(), { at: now, plannedSince: now - 300_000 }).beforeChange).to.equal(
      true,
    )
    expect(currentReadiness(planned, told(), { at: now, plannedSince: now - 900_000 }).beforeChange).to.equal(
      false,
    )
  })
})

describe('the log of readiness', () => {
  const set = (period: ReadinessPeriod) => ({ action: 'set' as const, period })

  it('folds into the newest word of each period, whatever was before', () => {
    const ended = aPeriod({ validTo: '2025-01-01' })
    const edits = [
      set(aPeriod()),
      set(onCall()),
      set(ended),
      { action: 'removed' as const, period: onCall() },
    ]
    expect(periodsAfter(edits)).to.deep.equal([ended])
    expect(periodsAfter(edits.slice(0, 1))).to.deep.equal([aPeriod()])
  })

  it('equals editing one by one', () => {
    const ids = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, fc.boolean(), fc.constantFrom('one', 'two'))), (steps) => {
        const edits = []
        let periods: ReadinessPeriod[] = []
        for (const [id, removes, slot] of steps) {
          if (removes && !periods.some((period) => period.id === id)) continue
          const edit = {
            action: removes ? ('removed' as const) : ('set' as const),
            period: aPeriod({ id, slot }),
          }
          periods = withEdit(periods, edit)
          edits.push(edit)
        }
        expect(periodsAfter(edits)).to.deep.equal(periods)
      }),
      { seed: 3 },
    )
  })

  it('refuses to move a period to another station, or to remove what is not there', () => {
    expect(() => withEdit([aPeriod()], set(aPeriod({ station: 'keuruu' })))).to.throw(
      VasteError,
      /'p1' belongs to station 'laukaa'; expected another id for station 'keuruu'/,
    )
    expect(() => withEdit([], { action: 'removed', period: aPeriod() })).to.throw(
      VasteError,
      /no readiness 'p1'/,
    )
    expect(() => withEdit([], set(aPeriod({ weekdays: [] })))).to.throw(VasteError, /weekdays/)
  })

  it('counts persons with their leader', () => {
    expect(personsOf(onCall())).to.equal(4)
    expect(standsAt(aPeriod(), at('2024-05-06 00:00'), helsinki)).to.equal(true)
    expect(standsAt(aPeriod(), at('2024-05-06 00:00') - 1, helsinki)).to.equal(false)
  })
})
