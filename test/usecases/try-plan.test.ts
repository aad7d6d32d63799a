/** The toy region under plans, worked by hand: live and planner are one computation, hours weigh, sums add up. */
import { expect } from 'chai'
import fc from 'fast-check'
import { whole } from '../../dashboards/planning/held-cells.ts'
import { unreachedSeconds } from '../../geo/coverage/seconds.ts'
import type { PlanChangeInput } from '../../src/contract/plan.ts'
import { type PlanEffect, planEffectSchema } from '../../src/contract/plan-effect.ts'
import { createCoverageDesk } from '../../src/usecases/show-coverage.ts'
import { firstUnit, firstWithoutNorth, rescueGroup, toyGraph } from '../geo/coverage/toy-region.ts'
import { crew, tasksOf, toyGround, toyReference, toyStanding, toyTable, tried } from './plan-toy.ts'
import { noon } from './small-world.ts'

const show = (measure: string, hour = 12, day = 'weekday') => ({
  show: { service: 'rescue', measure, day, hour },
})
const set = (change: Parameters<typeof crew>[0]): PlanChangeInput => {
  const { unitTypes, weekdays, ...period } = crew(change)
  return { kind: 'set-readiness', period: { ...period, unitTypes: [...unitTypes], weekdays: [...weekdays] } }
}
const closeNorth: PlanChangeInput = { kind: 'close-station', station: 'north' }
const rescueOf = (effect: PlanEffect) => effect.services.find(({ service }) => service === 'rescue')!
const measureOf = (effect: PlanEffect, measure: string) =>
  rescueOf(effect).measures.find((one) => one.measure === measure)!
const seconds = (minutes: readonly number[]) => minutes.map((each) => each * 60)

describe('a plan in the toy region', () => {
  it('is the live computation: told crews and promised ones give the same seconds, worked by hand', async () => {
    const told = { crew: 2, turnoutSeconds: 60, readinessAt: noon, source: 'crew' }
    const crews: Record<string, object> = {
      north: told,
      west: { ...told, turnoutSeconds: 120 },
      east: { ...told, crew: 4, turnoutSeconds: 300 },
    }
    const stations = toyStanding.stations.map((station) => ({
      ...{ ...station, services: [...station.services], demoPosition: false },
      ...crews[station.station],
    }))
    const live = createCoverageDesk({
      ...{ reference: () => toyReference, roads: () => toyGraph, ground: () => toyGround, now: () => noon },
      ...{ freshness: { lateAfterSeconds: 60, silentAfterSeconds: 180 }, demo: () => false },
      standing: () => ({
        units: new Map(),
        stations: new Map(stations.map((each) => [each.station, each])),
        sources: new Map([['crew', { source: 'crew', demo: false, lastReceivedAt: noon }]]),
      }),
    })
    for (const [measure, byHand] of [
      ['first-unit', firstUnit],
      ['effective-action', rescueGroup],
    ] as const) {
      const { cells } = await tried([], show(measure))
      const now = await live.show({ service: 'rescue', measure })
      expect(cells!.before).to.deep.equal(seconds(byHand))
      expect(cells!.after).to.deep.equal(seconds(byHand))
      expect(now.cells.seconds).to.deep.equal(cells!.before)
    }
  })

  it('shows who comes, before and after', async () => {
    const { cells } = await tried([closeNorth], show('first-unit'))
    expect(cells!.before).to.deep.equal(seconds(firstUnit))
    expect(cells!.after).to.deep.equal(seconds(firstWithoutNorth))
    const nearest = (side: number[]) => side.map((i) => cells!.crews[i]!.station[0]).join('')
    expect(nearest(cells!.nearestBefore)).to.equal('nnnnn' + 'wwnnn' + 'wwwnn' + 'wwwee')
    expect(nearest(cells!.nearestAfter).slice(0, 10)).to.equal('wwwww' + 'wwwee')
  })

  it('counts who loses: eight cells, 680 residents, by municipality and in total', async () => {
    const effect = await tried([closeNorth])
    const { total, municipalities, changed, zones, mean } = measureOf(effect, 'first-unit')
    expect(total).to.deep.equal({
      ...{ limited: { cells: 20, residents: 2100 }, before: { cells: 18, residents: 1740 } },
      ...{ after: { cells: 10, residents: 1060 }, gained: { cells: 0, residents: 0 } },
      lost: { cells: 8, residents: 680 },
    })
    expect(changed.cell.map((cell) => cell + 1)).to.deep.equal([3, 4, 5, 8, 9, 10, 14, 15])
    expect(changed.before).to.deep.equal(new Array(8).fill(1))
    expect(changed.after).to.deep.equal(new Array(8).fill(0))
    expect(municipalities.map(({ municipality, lost }) => [municipality, lost])).to.deep.equal([
      ['901', { cells: 6, residents: 390 }],
      ['902', { cells: 2, residents: 290 }],
    ])
    expect(zones).to.have.length(1)
    const [south, rest] = municipalities.map(({ mean: own }) => own.before)
    expect((south! * 550 + rest! * 1550) / 2100).to.be.closeTo(mean.before, 0.1)
    // Minutes of each cell times its residents, over 2 100 residents.
    const byHand = (minutes: readonly number[]) =>
      minutes.reduce((sum, each, i) => sum + each * 60 * (i + 1) * 10, 0) / 2100
    const [target] = measureOf(effect, 'first-unit').targets
    expect([target!.before, target!.after]).to.deep.equal([total.before, total.after])
    expect(mean.before).to.be.closeTo(byHand(firstUnit), 0.05)
    expect(mean.after).to.be.closeTo(byHand(firstWithoutNorth), 0.05)
  })

  it('needs persons for a rescue group: without the north no two spearheads make one (trap 7)', async () => {
    const { cells } = await tried([closeNorth], show('effective-action'))
    // West and east together, or east alone: east's minutes, five to leave.
    expect(cells!.after).to.deep.equal(
      seconds([12, 11, 10, 10, 9, 11, 12, 9, 8, 7, 10, 9, 8, 7, 6, 12, 8, 7, 6, 5]),
    )
  })

  it('weighs the hours: a crew of five working days from 8 to 16 is there for 40 hours of 168', async () => {
    const effect = await tried([
      set({
        ...{ id: 'north', station: 'north', kind: 'daytime', weekdays: [1, 2, 3, 4, 5] },
        ...{ from: '08:00', to: '16:00' },
      }),
    ])
    const { total, targets } = measureOf(effect, 'first-unit')
    expect(total.lost).to.deep.equal({ cells: 6.1, residents: 518.1 })
    expect(total.lost.residents).to.be.closeTo((680 * 128) / 168, 0.05)
    const { hours } = targets[0]!
    expect(hours.residentsAfter[7]).to.equal(1060)
    expect(hours.residentsAfter[8]).to.equal(1740)
    expect(hours.residentsAfter[15]).to.equal(1740)
    expect(hours.residentsAfter[16]).to.equal(1060)
    expect(hours.residentsAfter.slice(24)).to.deep.equal(new Array(24).fill(1060))
    expect(hours.residentsBefore).to.deep.equal(new Array(48).fill(1740))
  })

  it('weighs part of an hour, and a shift that passes midnight', async () => {
    const night = set({ id: 'north', station: 'north', kind: 'daytime', from: '21:30', to: '06:00' })
    const { hours } = measureOf(await tried([night]), 'first-unit').targets[0]!
    expect(hours.residentsAfter[21]).to.equal((1060 + 1740) / 2)
    expect(hours.residentsAfter[5]).to.equal(1740)
    expect(hours.residentsAfter[6]).to.equal(1060)
  })

  it('moves the tasks of a year at their own minute and cell, urgency group by urgency group', async () => {
    const monday = (hour: number) => hour * 60
    // Cell 3 is lost at night only; cell 1 never; urgency C has no target.
    const tasks = tasksOf([
      ...[[3, monday(3), 'A'] as const, [3, monday(12), 'A'] as const, [4, monday(23), 'B'] as const],
      ...[[1, monday(3), 'A'] as const, [3, monday(3), 'C'] as const, [7, monday(3), 'B'] as const],
    ])
    const day = set({ id: 'north', station: 'north', kind: 'daytime', from: '08:00', to: '20:00' })
    const effect = await tried([day], {}, toyTable({ tasks: () => tasks }))
    expect(measureOf(effect, 'first-unit').urgencyGroups).to.deep.equal([
      { urgencies: ['A', 'B'], tasks: 5, before: 5, after: 3, toWithin: 0, toBeyond: 2 },
    ])
    expect(rescueOf(effect).tasks).to.include({ total: 7, withoutCell: 2 })
  })

  it('expects a problem cell to clear or to appear from where and when its tasks were', async () => {
    const tasks = tasksOf([
      ...[0, 1, 2, 3].map((hour) => [10, hour * 60, 'A'] as const),
      ...[0, 1, 2, 3].map((hour) => [3, hour * 60, 'B'] as const),
    ])
    const listing = {
      ...{ years: [2023, 2024, 2025, 2026], reading: 'each-year', minimumTasks: 4 },
      cells: [{ cell: '1kmN6899E434', standing: 'listed' }],
    }
    const table = toyTable({
      problemCells: () =>
        ({ tasks, listing }) as unknown as ReturnType<ReturnType<typeof toyTable>['problemCells']>,
    })
    const closed = rescueOf(await tried([closeNorth], {}, table)).problemCells!
    // Cell 10 is within its five minutes as things stand: what lists it is nothing that roads and crews explain.
    expect(closed).to.include({ listed: 1, listedThoughMet: 1, withoutCell: 2 })
    expect(closed.appears.map(({ cell, before, after }) => [cell, before, after])).to.deep.equal([
      ['1kmN6900E432', 1, 0],
      ['1kmN6899E434', 1, 0],
    ])
    const opened = rescueOf(
      await tried(
        [set({ id: 'north', station: 'north' })],
        {},
        {
          ...table,
          standing: { ...toyStanding, periods: toyStanding.periods.slice(1) },
        },
      ),
    ).problemCells!
    expect(opened.clears.map(({ cell, listed }) => [cell, listed])).to.deep.equal([['1kmN6899E434', true]])
  })

  it('tells crew-hours and person-hours of a week', async () => {
    const { crewHours, crews } = rescueOf(
      await tried([set({ id: 'more', station: 'east', strength: { leaders: 1, crew: 3 } })]),
    )
    expect(crews).to.deep.equal({ before: 3, after: 4 })
    expect(crewHours.before['24/7']).to.deep.equal({ hours: 336, personHours: 672, unstatedHours: 0 })
    expect(crewHours.after['24/7']).to.deep.equal({ hours: 504, personHours: 1344, unstatedHours: 0 })
    expect(crewHours.after['on-call']).to.include({ hours: 168, personHours: 672 })
  })

  it('reckons on call with the median turnout, or with what one in ten exceeds when that is asked', async () => {
    const slow = await tried([], { ...show('first-unit'), turnout: 'p90' })
    // From the north it is five minutes' drive, and no longer sooner than who is called in.
    expect(slow.cells!.before[19]).to.equal(390)
    expect((await tried([], show('first-unit'))).cells!.before[19]).to.equal(300)
  })

  it('counts a start to come only on a date after it, and says so', async () => {
    const later = set({ id: 'more', station: 'east', validFrom: '2027-01-01' })
    const now = await tried([later])
    expect(now.warnings).to.deep.include({
      ...{ kind: 'not-in-force', change: 1, period: 'more', station: 'east', service: 'rescue' },
    })
    expect(measureOf(now, 'first-unit').changed.cell).to.deep.equal([])
    const then = await tried([later], { ...show('first-unit'), on: '2027-01-01' })
    expect(then.warnings.map(({ kind }) => kind)).to.deep.equal(['no-decision', 'fit-unknown'])
    expect(then.cells!.after[19]).to.equal(60)
  })

  for (const [what, change, warning] of [
    [
      'a turnout nobody has stated',
      { id: 'x', station: 'east', turnout: undefined },
      { kind: 'turnout-assumed', period: 'x' },
    ],
    [
      'a strength nobody has stated',
      { id: 'x', station: 'east', strength: undefined },
      { kind: 'strength-not-stated', period: 'x' },
    ],
    [
      'a helicopter, which no cell is driven to by',
      { id: 'x', station: 'east', unitTypes: ['doctor-helicopter'] },
      { kind: 'counts-for-nothing', period: 'x' },
    ],
    ['two promises of one crew', { id: 'x', station: 'north', slot: 'north' }, { kind: 'overlap' }],
    [
      'a hole in the hours promised',
      { id: 'north', station: 'north', kind: 'on-call', from: '08:00', to: '16:00' },
      { kind: 'hole' },
    ],
  ] as const)
    it(`tells of ${what}`, async () => {
      const { warnings } = await tried([set({ ...change } as Parameters<typeof crew>[0])])
      const { station } = change
      expect(warnings.map(({ kind, station: at, period }) => ({ kind, at, period }))).to.deep.include({
        ...{ period: undefined, ...warning, at: station },
      })
    })

  it('tells where it rests on cells whose drives fit badly', async () => {
    const table = toyTable({ fitOf: (cell) => (cell.startsWith('1kmN6900') ? 'poor' : 'too-few') })
    const { warnings } = await tried([closeNorth], {}, table)
    expect(warnings).to.deep.include({ kind: 'poor-fit', service: 'rescue', cells: 5, residents: 150 })
    expect((await tried([], {}, table)).warnings.map(({ kind }) => kind)).to.not.include('poor-fit')
    // All of them fit: that is known, and nothing to warn of.
    const fine = await tried([closeNorth], {}, toyTable({ fitOf: () => 'good' }))
    expect(fine.warnings.filter(({ kind }) => kind === 'poor-fit' || kind === 'fit-unknown')).to.deep.equal(
      [],
    )
  })

  it('says aloud that nobody has looked how drives fit, where it rests on any', async () => {
    const { warnings, services } = await tried([closeNorth])
    const rescue = services.find(({ service }) => service === 'rescue')!
    const changed = new Set(rescue.measures.flatMap(({ changed: { cell } }) => cell))
    const [warning] = warnings.filter(({ kind }) => kind === 'fit-unknown')
    expect(warning).to.include({ service: 'rescue', cells: changed.size })
    expect((await tried([])).warnings.map(({ kind }) => kind)).to.not.include('fit-unknown')
  })

  it('answers by the contract', async () => {
    const effect = await tried([closeNorth], show('effective-action'))
    expect(planEffectSchema.parse(effect)).to.deep.equal(effect)
  })

  for (const [what, change, sentence] of [
    [
      'outside the cells',
      { kind: 'move-station', station: 'east', place: { lon: 24, lat: 61 } },
      "change 1 (move-station): found station 'east' at lon 24.0000, lat 61.0000, outside the cells of the county",
    ],
    ['unknown', { kind: 'close-station', station: 'nowhere' }, "found no station 'nowhere'"],
    ['of an unknown period', { kind: 'remove-readiness', period: 'x' }, "found no readiness 'x'"],
  ] as const)
    it(`refuses a station ${what} with a sentence`, async () => {
      const fault = await tried([change as PlanChangeInput]).then(
        () => undefined,
        (error: Error) => error,
      )
      expect(fault?.message).to.contain(sentence)
    })
})

describe('any plan in the toy region', () => {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const anyCrew = fc
    .record({
      station: fc.constantFrom('north', 'west', 'east'),
      from: fc.integer({ min: 0, max: 47 }).map((half) => clock(half * 30)),
      to: fc.integer({ min: 1, max: 47 }).map((half) => clock(half * 30)),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      strength: fc.record({ leaders: fc.integer({ min: 0, max: 1 }), crew: fc.integer({ min: 1, max: 3 }) }),
      medianSeconds: fc.integer({ min: 0, max: 20 }).map((count) => count * 30),
    })
    .filter(({ from, to }) => from !== to)
    .map(({ medianSeconds, ...rest }, i = 0) => ({
      ...{ ...rest, kind: 'daytime' as const, id: `any-${i}` },
      turnout: { medianSeconds, p90Seconds: medianSeconds + 60 },
    }))
  const anyCrews = fc
    .array(anyCrew, { minLength: 1, maxLength: 4 })
    .map((crews) => crews.map((each, i) => set({ ...each, id: `any-${i}` })))
  const measures = ['first-unit', 'effective-action'] as const
  const withoutName = ({ warnings: _, changes: __, ...effect }: PlanEffect) => effect

  it('changes nothing at all when it is empty', async () => {
    const effect = await tried([])
    for (const { total, changed, mean, targets } of rescueOf(effect).measures) {
      expect(total.after).to.deep.equal(total.before)
      expect(total.gained).to.deep.equal({ cells: 0, residents: 0 })
      expect(total.lost).to.deep.equal({ cells: 0, residents: 0 })
      expect(changed.cell).to.deep.equal([])
      expect(mean.after).to.equal(mean.before)
      for (const { hours } of targets) expect(hours.residentsAfter).to.deep.equal(hours.residentsBefore)
    }
    expect(effect.mended).to.deep.equal([])
  })

  it('is undone by taking away what it added', async () => {
    const table = toyTable()
    const nothing = withoutName(await tried([], {}, table))
    await fc.assert(
      fc.asyncProperty(anyCrews, async (added) => {
        const removed = added.map((_, i) => ({ kind: 'remove-readiness' as const, period: `any-${i}` }))
        expect(withoutName(await tried([...added, ...removed], {}, table))).to.deep.equal(nothing)
      }),
      { numRuns: 20, seed: 4 },
    )
  })

  it('tells the cells that change alone to one who holds the others, and comes to the same', async () => {
    const table = toyTable()
    const held = (await tried([], show('first-unit'), table)).cells!
    const question = (tag: string) => ({ show: { ...show('first-unit').show, held: tag } })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyCrews, fc.constant([closeNorth]))), async (changes) => {
        const plan = changes.flat().filter((one, i, all) => all.indexOf(one) === i)
        const own = plan.map((one, i) =>
          one.kind === 'set-readiness'
            ? { ...one, period: { ...one.period, station: 'west', id: `own-${i}` } }
            : one,
        )
        const all = await tried(own, show('first-unit'), table)
        const told = await tried(own, question(held.tag), table)
        expect(told.cells).to.equal(undefined)
        const { cells } = whole(told, held)
        const by = ({ crews }: typeof held, nearest: readonly number[]) => nearest.map((i) => crews[i])
        expect(cells!.after).to.deep.equal(all.cells!.after)
        expect(cells!.before).to.deep.equal(all.cells!.before)
        expect(by(cells!, cells!.nearestAfter)).to.deep.equal(by(all.cells!, all.cells!.nearestAfter))
        expect(by(cells!, cells!.nearestBefore)).to.deep.equal(by(all.cells!, all.cells!.nearestBefore))
        expect(told.cellChanges!.cell).to.have.length.below(held.before.length + 1)
      }),
      { numRuns: 20, seed: 6 },
    )
    expect((await tried([], question('of another hour'), table)).cells).to.deep.equal(held)
    expect((await tried([], question(held.tag), table)).cellChanges!.cell).to.deep.equal([])
  })

  it('never makes any cell slower by one crew more', async () => {
    const table = toyTable()
    await fc.assert(
      fc.asyncProperty(anyCrews, fc.integer({ min: 0, max: 23 }), async (added, hour) => {
        for (const measure of measures) {
          const { cells, services } = await tried(added, show(measure, hour), table)
          const late = (value: number | null) => value ?? unreachedSeconds
          cells!.after.forEach((after, i) => {
            expect(late(after)).to.be.at.most(late(cells!.before[i]!))
          })
          expect(services[0]!.measures.every(({ total }) => total.lost.cells === 0)).to.equal(true)
        }
      }),
      { numRuns: 20, seed: 5 },
    )
  })

  it('adds up: municipalities and classes to the total, gains and losses to the difference', async () => {
    const table = toyTable()
    await fc.assert(
      fc.asyncProperty(anyCrews, fc.boolean(), async (added, closing) => {
        const effect = await tried(
          closing ? [closeNorth, ...added.filter((each) => !isAt(each, 'north'))] : added,
          {},
          table,
        )
        for (const { total, municipalities, zones } of rescueOf(effect).measures) {
          for (const side of ['limited', 'before', 'after', 'gained', 'lost'] as const) {
            for (const groups of [municipalities, zones]) {
              const sum = groups.reduce((all, group) => all + group[side].residents, 0)
              // Each is rounded to a tenth.
              expect(sum).to.be.closeTo(total[side].residents, 0.05 * (groups.length + 1) + 1e-9)
            }
          }
          const { before, after, gained, lost } = total
          expect(after.residents - before.residents).to.be.closeTo(gained.residents - lost.residents, 0.2)
        }
      }),
      { numRuns: 20, seed: 6 },
    )
  })

  it('is the same reckoned anew as led from plan to plan, and as kept from when it was asked before', async () => {
    const tasks = tasksOf(
      Array.from({ length: 60 }, (_, i) => [1 + (i % 20), (i * 1237) % 10_080, i % 3 === 0 ? 'B' : 'A']),
    )
    const anew = () => toyTable({ tasks: () => tasks })
    const table = anew()
    await fc.assert(
      fc.asyncProperty(anyCrews, async (added) => {
        const led = await tried(added, show('effective-action', 9), table)
        await tried([], show('first-unit', 12), table)
        const kept = await tried(added, show('effective-action', 9), table)
        const alone = await tried(added, show('effective-action', 9), anew())
        expect(led).to.deep.equal(alone)
        expect(kept).to.deep.equal(alone)
      }),
      { numRuns: 20, seed: 7 },
    )
  })
})

function isAt(change: PlanChangeInput, station: string): boolean {
  return change.kind === 'set-readiness' && change.period.station === station
}
